"""The named features of a run, for the trees that weigh it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log2, log10

from checker.identify.deliberate import is_called_title, is_name
from checker.identify.dictionary import SOURCE, Dictionary
from checker.identify.elsewhere import Elsewhere
from checker.identify.intruders import AT_HOME, Weights
from checker.identify.vocabulary import Words
from checker.model import UNDETERMINED
from checker.packs.languages import Language

Features = dict[str, float]

STRONGEST = 40.0  # what a few sentences in another language add up to
FUNCTION_WORD = 5.8  # Zipf frequency
NEAR = 2  # words on either side
ACRONYM = re.compile(r"\s*\(([A-Z]{2,6})\)")
OPENING, CLOSING = "([", ")]"
SPELLED_BY = "abcdefghijklmnopqrstuvwxyzàáâäãåąæçćčďéèêëęěíîïłñńňóôöõøőœřśšťúùûüůűýźżž"
LONGEST_TERM = 5  # words of a run that may be a term of the document, which comes again
ENDINGS = ("ed", "ing", "ly", "s", "tion")  # of English words: verbs and adverbs are borrowed less than nouns
LONGEST_SPELLING = 14  # letters of a word that is looked at for a slip
MARKS = {
    "comma": ",;",
    "stop": ".!?…",
    "colon": ":",
    "dash": "-–—/",
    "bracket": "()[]",
    "quotation": '«»“”„"‘‚‹›「」『』',
}


@dataclass(frozen=True, slots=True)
class Block:
    """A block as the trees look at it.

    Attributes:
        log_odds: of each word, by the tagger.
        found: how many of its words the tagger takes for foreign.
    """

    words: Words
    weights: Weights
    log_odds: Sequence[float]
    elsewhere: Elsewhere
    found: int


@dataclass(frozen=True, slots=True)
class Known:
    """Lexical knowledge: the target's pack and dictionary, and a form's frequency in each language.

    Attributes:
        own: in the target.
        foreign: in another language, given by its tag.
        abroad: in the mean of all other languages but one.
        gains: how much likelier (log10) it is in each language in which it is odd in the target.
    """

    language: Language
    dictionary: Dictionary
    own: Callable[[str], float]
    foreign: Callable[[str, str], float]
    abroad: Callable[[str, str], float]
    gains: Callable[[str], Mapping[str, float]]


def run_features(run: range, tag: str, block: Block, known: Known) -> Features:
    """The features of a run that is taken to be in a language."""
    found: Features = {}
    of_tagger(run, block, found)
    foreign = foreign_of(run, tag, block, known)
    of_words(run, tag, block, known, foreign, found)
    if len(run) <= LONGEST_TERM:
        of_borrowing(run, tag, block, known, foreign, found)
    of_writing(run, block, found)
    of_neighbours(run, block, known, found)
    of_document(run, tag, block, found)
    if len(run) <= 2:
        of_spelling(run, block, known, found)
    return found


def of_tagger(run: range, block: Block, found: Features) -> None:
    """Add the tagger's log odds of the words and of those beside them."""
    odds = block.log_odds[run.start : run.stop]
    found["odds"] = sum(odds) / len(run)
    found["least odds"], found["most odds"] = min(odds), max(odds)
    beside = [*block.log_odds[max(run.start - NEAR, 0) : run.start], *block.log_odds[run.stop : run.stop + NEAR]]
    found["odds beside"] = max(beside, default=-10.0)
    found["share of block"] = len(run) / len(block.words)
    found["found in block"] = log2(1 + block.found)
    found["words of block"] = log2(len(block.words))


def of_words(run: range, tag: str, block: Block, known: Known, foreign: Sequence[float], found: Features) -> None:
    """Add the words' frequencies in either language, and whether the dictionaries know them."""
    weights, forms = block.weights, block.words.forms[run.start : run.stop]
    found["words"] = len(run)
    found["letters"] = sum(map(len, forms))
    found["mean letters"] = found["letters"] / len(run)
    own = [weights.own[n] for n in run]
    gains = [weights.gains[n] for n in run]
    for name, values in (("own", own), ("foreign", foreign), ("gain", gains)):
        found[name] = sum(values) / len(run)
        found[f"least {name}"], found[f"most {name}"] = min(values), max(values)
    difference = [theirs - max(ours, weights.unlisted) for theirs, ours in zip(foreign, own, strict=True)]
    found["difference"], found["least difference"] = sum(difference) / len(run), min(difference)
    found["most difference"] = max(difference)
    found["widespread"] = sum(weights.widespread[n] for n in run) / len(run)
    found["function words"] = sum(
        theirs >= FUNCTION_WORD and ours < theirs - 1.5 for theirs, ours in zip(foreign, own, strict=True)
    ) / len(run)
    listed = [known.dictionary.knows(form) for form in forms]
    found["known"], found["least known"] = sum(listed) / len(run), min(listed)
    small = [known.dictionary.writes_small(form) for form in forms]
    found["written small"] = sum(small) / len(run)
    found["english"] = tag == SOURCE
    found["unlisted"] = weights.unlisted
    found["target in latin"] = "Latn" in known.language.file.scripts
    found["at home in block"] = sum(zipf >= AT_HOME for zipf in weights.own) / len(weights.own)
    found["target english"] = known.language.tag == SOURCE
    found["intruder"] = tag == weights.intruder
    found["strength"] = min(weights.strength, STRONGEST)
    found["set phrase"] = sum(weights.in_set_phrase[n] for n in run) / len(run)
    found["no language"] = sum(not form for form in forms) / len(run)
    found["no language in block"] = sum(not form for form in block.words.forms) / len(block.words)


def foreign_of(run: range, tag: str, block: Block, known: Known) -> list[float]:
    """How frequent the words are in the run's language, or where that is not known in the intruder's."""
    if tag == UNDETERMINED:
        return [block.weights.foreign[n] for n in run]
    return [known.foreign(tag, form) for form in block.words.forms[run.start : run.stop]]


def of_borrowing(run: range, tag: str, block: Block, known: Known, foreign: Sequence[float], found: Features) -> None:
    """How frequent the words are in third languages: what many have borrowed, the target may have as well."""
    forms = block.words.forms[run.start : run.stop]
    abroad = [known.abroad(tag, form) for form in forms]
    beyond = [theirs - there for theirs, there in zip(foreign, abroad, strict=True)]
    found["abroad"], found["beyond abroad"] = sum(abroad) / len(run), sum(beyond) / len(run)
    found["most beyond abroad"] = max(beyond)
    own = [block.weights.own[n] - there for n, there in zip(run, abroad, strict=True)]
    found["own beyond abroad"] = sum(own) / len(run)
    for ending in ENDINGS:
        found[f"ends {ending}"] = sum(form.endswith(ending) for form in forms) / len(run)


def of_writing(run: range, block: Block, found: Features) -> None:
    """Add counts of capitals, figures and hyphens, and whether the run fills a quotation or its block."""
    words = block.words
    written = [words.text[words.starts[n] : words.ends[n]] for n in run]
    found["capitals"] = sum(word[0].isupper() for word in written) / len(run)
    found["name capitals"] = sum(map(words.may_be_name, run)) / len(run)
    found["all capitals"] = sum(word.isupper() for word in written) / len(run)
    found["first capital"], found["last capital"] = written[0][0].isupper(), written[-1][0].isupper()
    found["figures"] = sum(any(map(str.isdigit, word)) for word in written) / len(run)
    found["hyphens"] = sum("-" in word for word in written) / len(run)
    found["ascii"] = all(map(str.isascii, written))
    found["opens sentence"] = words.opens_sentence(run.start)
    found["name"] = is_name(run, words)
    found["fills block"] = len(run) == len(words)
    quotation = words.innermost.get(run.start, range(0))
    found["quoted"] = run.stop <= quotation.stop
    found["fills quotation"] = words.is_quotation(run)
    found["quotation words"] = len(quotation)
    gaps = [words.text[words.ends[a] : words.starts[b]].strip() for a, b in pairwise(run)]
    found["marks inside"] = sum(map(bool, gaps)) / len(run)


def of_neighbours(run: range, block: Block, known: Known, found: Features) -> None:
    """Add features of the neighbours: a determiner, a name, a figure, an acronym, the marks around the run."""
    words, weights = block.words, block.weights
    text, before, after = words.text, run.start - 1, run.stop
    found["behind determiner"] = before >= 0 and words.forms[before] in known.language.determiners
    found["behind preposition"] = before >= 0 and words.forms[before] in known.language.prepositions
    found["title beside"] = is_called_title(run, words, known.language)
    for name, place, edge in (
        ("before", before, text[words.ends[before] if before >= 0 else words.block.start : words.starts[run.start]]),
        (
            "after",
            after,
            text[words.ends[run.stop - 1] : words.starts[after] if after < len(words) else words.block.end],
        ),
    ):
        there = 0 <= place < len(words)
        word = text[words.starts[place] : words.ends[place]] if there else ""
        found[f"{name} none"] = not there
        # In some languages every noun has a capital.
        strange = there and known.dictionary.knows(words.forms[place]) < 1
        found[f"{name} capital"] = strange and word[:1].isupper()
        found[f"{name} name"] = strange and words.may_be_name(place)
        found[f"{name} figure"] = word[:1].isdigit()
        found[f"{name} letters"] = len(word)
        found[f"{name} own"] = weights.own[place] if there else 0
        found[f"{name} gain"] = weights.gains[place] if there else 0
        found[f"{name} odd"] = there and not words.forms[place]
        for mark, signs in MARKS.items():
            found[f"{name} {mark}"] = any(sign in edge for sign in signs)
        found[f"{name} hash"] = any(sign in edge for sign in "#@<>&$%*_=|")
        found[f"{name} joined"] = there and not edge
    acronym = ACRONYM.match(text, words.ends[run.stop - 1])
    initials = "".join(text[words.starts[n]].upper() for n in run)
    found["acronym"] = 0 if acronym is None else 1 + (acronym[1][0] == initials[0])


def of_document(run: range, tag: str, block: Block, found: Features) -> None:
    """Add how often the words come again in the document, and how much else in it is in that language."""
    elsewhere = block.elsewhere
    if len(run) <= LONGEST_TERM:
        uses = [elsewhere.uses.get(form, 1) for form in block.words.forms[run.start : run.stop]]
        named = [elsewhere.named.get(form, 0) for form in block.words.forms[run.start : run.stop]]
        found["uses"], found["least uses"] = log2(sum(uses) / len(run)), log2(max(min(uses), 1))
        found["named"] = sum(n / max(u, 1) for n, u in zip(named, uses, strict=True)) / len(run)
    strength = elsewhere.strengths.get(tag, 0.0)
    found["elsewhere"] = log10(1 + strength)
    found["share elsewhere"] = strength / (1 + sum(elsewhere.strengths.values()))


def of_spelling(run: range, block: Block, known: Known, found: Features) -> None:
    """Add signs of a misspelling: words of the target that differ by a letter, joined words, words cut by a blank."""
    words = block.words
    forms = words.forms[run.start : run.stop]
    found["joined own"] = known.own("".join(forms)) if len(forms) == 2 else 0
    whole = "".join(forms)
    before, after = run.start - 1, run.stop
    beside = [known.own(words.forms[before] + forms[0])] if before >= 0 and words.adjoin(before) else []
    if after < len(words) and words.adjoin(after - 1):
        beside.append(known.own(forms[-1] + words.forms[after]))
    found["joined beside"] = max(beside, default=0)
    found["split own"] = max(
        (min(known.own(whole[:n]), known.own(whole[n:])) for n in range(2, len(whole) - 1)), default=0
    )
    if len(run) == 1 and 3 < len(whole) <= LONGEST_SPELLING:
        likeliest = max(sorted(slips(whole)), key=known.own)
        found["slip"], found["slip known"] = known.own(likeliest), known.dictionary.knows(likeliest)


def slips(word: str) -> set[str]:
    """All spellings that differ from a word by one letter: left out, added, replaced, or swapped with its neighbour."""
    cuts = [(word[:n], word[n:]) for n in range(len(word) + 1)]
    found = {a + b[1:] for a, b in cuts if b}
    found |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    found |= {a + letter + b[1:] for a, b in cuts if b for letter in SPELLED_BY}
    found |= {a + letter + b for a, b in cuts for letter in SPELLED_BY}
    return found - {word}
