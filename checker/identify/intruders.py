"""Finds the language that a block's odd words come from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log

from checker.identify.dictionary import SOURCE, Dictionary
from checker.identify.phrases import Found, borrowed_phrases, set_phrases, stands_apart
from checker.identify.vocabulary import Words, words_of
from checker.identify.word_tables import word_tables
from checker.model import UNDETERMINED, Span
from checker.packs.languages import Language, Packs
from checker.text.scripts import UNSPACED_SCRIPTS, script_of

# Addresses, names of files and of variables, abbreviations with stops, lone surrogates: words of no language.
CODE = re.compile("[_@.\ud800-\udfff]")

# Zipf frequencies.
COMMON = 4.5  # a word of the target that common is never odd
AT_HOME = 3.0  # a word that common is at home in a language
BY_SCRIPT = 3.5  # what a word in another script than the target's is at least, in the languages of that script
# What the odd words of a block must add up to for a closer look: one lower-case word that is ten
# times likelier in another language.
SUSPICIOUS = 1.0
LEAST_GAIN, MOST_GAIN = 1.0, 3.0
PHRASE_GAIN = 1.0  # what a fixed phrase adds to what its words say
# What the words of one language must add up to, beyond what another explains, to stand beside it.
SIDE_BY_SIDE = 4.0
NEAR = 0.5  # languages whose frequencies differ by less cannot be told apart
CAPITAL_WEIGHT = 1 / 3  # capitalised words are mostly names, which are alike in all languages
UNLISTED = 1.5  # what an unknown word of the target is at least taken to be
CANDIDATES = 6  # languages that are weighed to name a run
CACHED_FORMS = 1 << 16
# Log-odds that a run is English before its words are seen, and that it is in the language of its block's other words.
ENGLISH_ODDS, INTRUDER_ODDS = 3.0, 1.0


@dataclass(frozen=True, slots=True)
class Weights:
    """Word-table evidence for a block in which another language may intrude; one number a word.

    Attributes:
        intruder: tag of the language that most likely intrudes.
        own: Zipf frequency in the target language, 0 where it is not known.
        foreign: the same in the intruder's.
        gains: how much likelier (log10) in whatever language the word fits best than in the target.
        widespread: in what share of the languages the word is that much likelier: what many have is often borrowed.
        listed: 1 where the target's lexicon has the word, -1 where it has not, 0 where the target has no lexicon.
        unlisted: what a word that the target's table does not have is taken to be.
        in_set_phrase: whether a word belongs to a fixed phrase of another language.
        strength: what the odd words of the block add up to for the intruder.
    """

    intruder: str
    own: tuple[float, ...]
    foreign: tuple[float, ...]
    gains: tuple[float, ...]
    widespread: tuple[float, ...]
    listed: tuple[int, ...]
    unlisted: float
    in_set_phrase: tuple[bool, ...]
    strength: float


class Intruders:
    """The target language and those that may intrude in it.

    Args:
        target: the pack of the target language.
        packs: all packs; each other language with a word table may intrude.
    """

    def __init__(self, target: Language, packs: Packs) -> None:
        tables = dict(word_tables(packs))
        self._table = tables.pop(target.tag)
        self._tables = tables
        self._scripts = {tag: frozenset(packs.languages[tag].file.scripts) for tag in tables}
        self._own_scripts = frozenset(target.file.scripts)
        self.dictionary = Dictionary(target, packs)
        self._listed = lru_cache(CACHED_FORMS)(self.dictionary.reads)
        self._set_phrases = set_phrases(target, packs)
        self._borrowed = borrowed_phrases(target, packs)
        self._own = lru_cache(CACHED_FORMS)(self.own)
        self._foreign = lru_cache(CACHED_FORMS)(self.foreign)
        self._gains = lru_cache(CACHED_FORMS)(self.gains)
        self._target = target
        # Where the dictionary knows what the table lacks, what both lack is rare, however small the table is.
        self.unlisted = min(self._table.unlisted, UNLISTED) if self.dictionary.lists else self._table.unlisted

    def own(self, form: str) -> float:
        """The Zipf frequency of a form in the target language, 0 if it is not known there."""
        if CODE.search(form):
            return 0.0
        zipf = self._table.zipf(form)
        if not zipf and self.dictionary.lists and self.dictionary.knows(form) == 1:
            return self._table.unlisted
        if zipf or form.isascii() or not self._own_scripts.intersection(UNSPACED_SCRIPTS):
            return zipf
        # A stretch of Chinese or Japanese is no word that a table could have.
        return COMMON if script_of(form) in self._own_scripts else 0.0

    def foreign(self, tag: str, form: str) -> float:
        """The Zipf frequency of a form in another language."""
        return self._zipfs(form, (tag,))[tag]

    def abroad(self, tag: str, form: str) -> float:
        """The mean Zipf frequency of a form in the languages that are neither the target nor the one of a tag."""
        others = [other for other in self._tables if other != tag]
        return sum(self._zipfs(form, others).values()) / len(others)

    def _zipfs(self, form: str, tags: Iterable[str]) -> dict[str, float]:
        """The Zipf frequency of a form in each of some other languages."""
        tables = self._tables
        zipfs = dict.fromkeys(tags, 0.0) if CODE.search(form) else {tag: tables[tag].zipf(form) for tag in tags}
        if form.isascii():
            return zipfs
        script = script_of(form)
        if script in self._own_scripts or script == "Latn":
            return zipfs
        return {tag: max(zipf, BY_SCRIPT) if script in self._scripts[tag] else zipf for tag, zipf in zipfs.items()}

    def words_of(self, text: str, block: Span) -> Words:
        """The words of a block as they are weighed."""
        return words_of(text, block, self._target)

    def weigh(self, words: Words) -> Weights | None:
        """Look up the words of a block; None if too little speaks for any other language to look closer."""
        borrowed = {n for found in self._borrowed.find(words) if self._is_alone(found, words) for n in found.words}
        # Most words have no gains: only what is left is worth a closer look.
        odd = [
            (CAPITAL_WEIGHT if words.may_be_name(n) and not self._is_no_name(n, words) else 1.0, gains)
            for n, gains in enumerate(map(self._gains, words.forms))
            if gains and n not in borrowed
        ]
        phrases = [
            found
            for found in self._set_phrases.find(words)
            if borrowed.isdisjoint(found.words) and self._is_distinct(found, words)
        ]
        odd += [(1.0, {found.tag: PHRASE_GAIN}) for found in phrases]
        intruder, strength = self._strongest((weight, gains.items()) for weight, gains in odd)
        if strength < SUSPICIOUS:
            return None
        own = [COMMON if n in borrowed else self._own(form) for n, form in enumerate(words.forms)]
        foreign = [self._foreign(intruder, form) for form in words.forms]
        rest = ((w, ((tag, gain - gains.get(intruder, 0.0)) for tag, gain in gains.items())) for w, gains in odd)
        second, rival_strength = self._strongest(rest)
        if rival_strength >= SIDE_BY_SIDE:
            foreign = [max(zipf, self._foreign(second, form)) for zipf, form in zip(foreign, words.forms, strict=True)]
        known = [{} if n in borrowed else self._gains(form) for n, form in enumerate(words.forms)]
        gains = [max(found.values(), default=0.0) for found in known]
        widespread = [len(found) / len(self._tables) for found in known]
        listed = [1 if n in borrowed else self._listed(form) for n, form in enumerate(words.forms)]
        in_phrase = {n for found in phrases for n in found.words}
        in_set_phrase = tuple(n in in_phrase for n in range(len(words)))
        return Weights(
            intruder=intruder,
            own=tuple(own),
            foreign=tuple(foreign),
            gains=tuple(gains),
            widespread=tuple(widespread),
            listed=tuple(listed),
            unlisted=self.unlisted,
            in_set_phrase=in_set_phrase,
            strength=strength,
        )

    def _is_no_name(self, n: int, words: Words) -> bool:
        """True if English writes a word small that the target does not know, and no name stands beside it."""
        form = words.forms[n]
        beside = (k for k in (n - 1, n + 1) if 0 <= k < len(words) and words.adjoin(min(k, n)))
        return (
            self.dictionary.writes_small(form)
            and self.dictionary.knows(form) < 1
            and not any(self._names(k, words) for k in beside)
        )

    def _names(self, n: int, words: Words) -> bool:
        """True if a word has the capital of a name, and English does not write it small."""
        return words.may_be_name(n) and not self.dictionary.writes_small(words.forms[n])

    def _is_alone(self, found: Found, words: Words) -> bool:
        """True if no word beside a phrase, a name apart, speaks for another language, as within an English run."""
        beside = (n for n in (found.words.start - 1, found.words.stop) if 0 <= n < len(words))
        return not any(self._gains(words.forms[n]) and not self._names(n, words) for n in beside)

    def _is_distinct(self, found: Found, words: Words) -> bool:
        """True if a phrase stands for itself, and a word of it for its language: "in general" may be Italian."""
        if not stands_apart(found, words):
            return False
        forms = words.forms[found.words.start : found.words.stop]
        return any(self._foreign(found.tag, form) - self._own(form) >= LEAST_GAIN for form in forms)

    def _strongest(self, odd: Iterable[tuple[float, Iterable[tuple[str, float]]]]) -> tuple[str, float]:
        """The language that odd words, each with its weight and its gains, point to most strongly, and how strongly."""
        strengths = {SOURCE: 0.0}
        for weight, gains in odd:
            for tag, gain in gains:
                if gain > 0:
                    strengths[tag] = strengths.get(tag, 0.0) + weight * gain
        tag = min(strengths, key=lambda tag: (-strengths[tag], tag != SOURCE, tag))
        return tag, strengths[tag]

    def gains(self, form: str) -> Mapping[str, float]:
        """For each language in which a form is at least ten times likelier than in the target, by how much (log10).

        A common word of the target has none; a word of English that the target has never seen has the least at least.
        """
        own = self._own(form)
        if own >= COMMON:
            return {}
        base = max(own, self.unlisted, UNLISTED)
        found = self._zipfs(form, self._tables).items()
        gains = {tag: min(zipf - base, MOST_GAIN) for tag, zipf in found if zipf - base >= LEAST_GAIN}
        # However rare a word is in English, it is odd in a language that has never seen it.
        if not own and SOURCE not in gains and self.dictionary.is_foreign(form):
            gains[SOURCE] = LEAST_GAIN
        return gains

    def languages_of(self, forms: Sequence[str], likely: str) -> list[tuple[range, str]]:
        """The languages that the words of a run are in, each with its stretch of words, in order.

        Most runs are in one language. Two stand side by side where each has a few words of its own
        that the other does not explain. ``und`` is what cannot be told.

        Args:
            forms: the words of one run.
            likely: the language that wins among near equals.
        """
        whole = range(len(forms))
        candidates = {likely, *self._most_spoken_for(forms)}
        fit = {tag: [self.foreign(tag, form) for form in forms] for tag in sorted(candidates)}
        best = max(fit, key=lambda tag: (sum(fit[tag]), tag == likely))
        rivals = {tag: max_sum([a - b - LEAST_GAIN for a, b in zip(fit[tag], fit[best], strict=True)]) for tag in fit}
        rival = max(rivals, key=lambda tag: (rivals[tag].total, tag == likely))
        stretch = rivals[rival].stretch
        others = [n for n in whole if n not in stretch]
        lost = sum(fit[best][n] - fit[rival][n] - LEAST_GAIN for n in others)
        if rivals[rival].total < SIDE_BY_SIDE or lost < SIDE_BY_SIDE:
            return [(whole, self._name(fit, whole, likely))]
        parts = (range(stretch.start), stretch, range(stretch.stop, len(forms)))
        return [(part, self._name(fit, part, rival if part is stretch else best)) for part in parts if part]

    def likely_languages(self, forms: Sequence[str], likely: str) -> list[tuple[str, float]]:
        """The two languages that a run is likeliest to be in, each with its probability, the likeliest first.

        The words are taken to come one by one, each as often as its language has it (naive Bayes); fitted on some
        2,500 runs of ``training/mixed_articles.py``, where it says what share of the languages so named are right.

        Args:
            forms: the words of the run.
            likely: the language that most likely intrudes in its block.
        """
        odds = {
            tag: log(10) * sum(self.foreign(tag, form) for form in forms)
            + ENGLISH_ODDS * (tag == SOURCE)
            + INTRUDER_ODDS * (tag == likely)
            for tag in sorted({likely, *self._most_spoken_for(forms)})
        }
        most = max(odds.values())
        weights = {tag: exp(value - most) for tag, value in odds.items()}
        whole = sum(weights.values())
        best = sorted(weights, key=lambda tag: -weights[tag])[:2]
        return [(tag, weights[tag] / whole) for tag in best]

    def _most_spoken_for(self, forms: Sequence[str]) -> list[str]:
        """The few languages other than the target that the words of a run point to most strongly."""
        strengths: dict[str, float] = dict.fromkeys(self._tables, 0.0)
        for form in forms:
            for tag, gain in self._gains(form).items():
                strengths[tag] += gain
        return sorted(strengths, key=lambda tag: (-strengths[tag], tag != SOURCE, tag))[:CANDIDATES]

    def _name(self, fit: Mapping[str, Sequence[float]], part: range, likely: str) -> str:
        """The language that a stretch of words is in; `likely` wins among near equals."""
        means = {tag: sum(zipfs[part.start : part.stop]) / len(part) for tag, zipfs in fit.items()}
        best = max(means.values())
        near = sorted((tag for tag, mean in means.items() if best - mean <= NEAR), key=lambda t: len(self._scripts[t]))
        if likely in near:
            return likely
        if SOURCE in near:
            return SOURCE
        # Han characters alone are Chinese, which has no other script, before Japanese, which has.
        certain = len(near) == 1 or len(self._scripts[near[0]]) < len(self._scripts[near[1]])
        return near[0] if certain else UNDETERMINED


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of words, and the sum of their values."""

    stretch: range
    total: float


def max_sum(values: Sequence[float]) -> Stretch:
    """The stretch of values with the greatest sum (Kadane's algorithm)."""
    best, start, total = Stretch(range(0), 0.0), 0, 0.0
    for n, value in enumerate(values):
        if total <= 0:
            start, total = n, 0.0
        total += value
        if total > best.total:
            best = Stretch(range(start, n + 1), total)
    return best
