"""The kind `confusion`: a word put for another that sounds like it, as in "ils on dit", "la réunion et prévue".

Published text tells which of the two stands more often beside the words around; the judge of the language decides
whether that is enough.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import ClassVar, Final, NamedTuple

import msgspec

from checker.analysis import Analysis
from checker.checks.agreement.generator import in_case_of
from checker.checks.kind import OneRule, RuleByRule
from checker.checks.name_spellings import plain
from checker.model import Applicability, Edit, Evidence, Fix, Issue, Span, Token, plain_form
from checker.morphology import Ngrams
from checker.packs.languages import Language
from checker.packs.rules import Confidence, Rule

FIELDS: Final = ("word",)
ELIDED: Final = ("'", "’")  # how a word ends that is joined to the next
WORD: Final = re.compile(r"[^\s'’]+['’]?")  # of an entry: "l'a" is two, and so is "plus tôt"

Words = tuple[str, ...]


class Options(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The options of this kind, beside the common keys of a rule.

    Attributes:
        word_list: the pack's list of words and short phrases that are put for each other, a set a line, parted by "|".
        gain: how much better what may be meant must suit the words around than what stands there, by
            `checker.morphology.Ngrams.support`.
        confidence: the share of its issues that are right, in [0, 1]; where the pack has a judge, that decides.
    """

    word_list: str
    gain: float
    confidence: Confidence


class Place(NamedTuple):
    """Where words stand that may be meant for others.

    Attributes:
        words: their places in the sentence.
        number: of their set.
        others: what may be meant, each as its words.
    """

    words: range
    number: int
    others: tuple[Words, ...]


class ConfusionSets:
    """Sets of words and short phrases that are put for each other."""

    def __init__(self, sets: Sequence[str]) -> None:
        self._found: dict[str, list[tuple[Words, int, tuple[Words, ...]]]] = defaultdict(list)
        for number, entries in enumerate(sets):
            phrases = [tuple(WORD.findall(entry)) for entry in entries.split("|")]
            for phrase in phrases:
                others = tuple(other for other in phrases if other != phrase)
                self._found[phrase[0]].append((phrase, number, others))

    def places(self, forms: Sequence[str]) -> Iterator[Place]:
        """The places of a sentence's words and phrases that stand in a set, in order."""
        plain = [plain_form(form) for form in forms]
        for start, form in enumerate(plain):
            for phrase, number, others in self._found.get(form, ()):
                if tuple(plain[start : start + len(phrase)]) == phrase:
                    yield Place(range(start, start + len(phrase)), number, others)


class ConfusedWords:
    """One rule: which words are put for which."""

    def __init__(self, rule: Rule, language: Language, lang: str) -> None:
        self.rule, self.lang = rule, lang
        self.options = rule.options(Options)
        sets = language.word_list(self.options.word_list)
        if not sets or any(not WORD.search(entry) for line in sets for entry in line.split("|")):
            raise rule.error("word_list", 'a list is wanted, with words parted by "|" on each line')
        self._sets = ConfusionSets(sets)
        rule.require_fields(*FIELDS)

    def issues(self, analysis: Analysis) -> Iterator[Issue]:
        """The issues of a document."""
        ngrams = analysis.engine.ngrams
        assert ngrams, "required"
        for segment in analysis.segments:
            tokens = analysis.tokens(segment.span)
            forms = [token.form for token in tokens]
            for place in self._sets.places(forms):
                if is_named(forms, place.words.start):
                    continue
                if likelier := self.likelier(forms, place, ngrams):
                    yield self.issue(tokens[place.words.start : place.words.stop], likelier, analysis.apostrophe)

    def likelier(self, forms: Sequence[str], place: Place, ngrams: Ngrams) -> list[Words]:
        """What published text has far more often in a place, the likeliest first."""
        first, last = place.words.start, place.words.stop
        before, behind = forms[max(0, first - 2) : first], forms[last : last + 2]

        def support(words: Sequence[str]) -> float:
            return ngrams.support([*before, *words, *behind], range(len(before), len(before) + len(words)))

        least = support(forms[first:last]) + self.options.gain
        others = [other for other in place.others if not is_without_accent(forms[first], other[0])]
        found = [(support(other), other) for other in others]
        return [other for supported, other in sorted(found, reverse=True) if supported >= least]

    def issue(self, tokens: Sequence[Token], likelier: Sequence[Words], apostrophe: str) -> Issue:
        """The issue of words, with a fix for each of those that may be meant."""
        span = Span(tokens[0].span.start, tokens[-1].span.end)
        written = side_by_side([token.form for token in tokens])
        fixes = tuple(
            Fix(text, (Edit(span, text),), Applicability.UNSAFE)
            for text in (spelled(written, other, apostrophe) for other in likelier)
        )
        evidence = Evidence(tokens[-1].span, tokens[0].span)
        return self.rule.issue(
            self.lang, span, self.options.confidence, {"word": written}, fixes=fixes, evidence=evidence
        )


class Confusion(RuleByRule):
    """Words that are put for others that sound like them."""

    requires: ClassVar[frozenset[str]] = frozenset({"lexicon", "ngrams"})
    one: ClassVar[type[OneRule]] = ConfusedWords


def is_named(forms: Sequence[str], place: int) -> bool:
    """True if a word is part of a name: with a capital behind another word, or beside a letter: "l’AS", "série A"."""
    before, behind = (forms[other] if 0 <= other < len(forms) else "" for other in (place - 1, place + 1))
    inside = before[-1:].isalnum() or before[-1:] in ELIDED
    return (forms[place][0].isupper() and inside) or is_letter(before) or is_letter(behind)


def is_letter(form: str) -> bool:
    """True if a word is a single capital letter."""
    return len(form) == 1 and form.isupper()


def is_without_accent(form: str, other: str) -> bool:
    """True if a form is another with its capitals written without accents, as many do: "A" for "À"."""
    return form == plain(other).upper() or (form[0] == plain(other[0]).upper() and form[1:] == other[1:])


def side_by_side(forms: Sequence[str]) -> str:
    """Words as they are written side by side."""
    return " ".join(forms).replace("' ", "'").replace("’ ", "’")


def spelled(written: str, words: Words, apostrophe: str) -> str:
    """Words with the capitals of what they replace and its apostrophe, or else that of the document."""
    own = next((sign for sign in ELIDED if sign in written), apostrophe)
    return in_case_of(written, side_by_side(words)).replace("'", own)
