"""The kind `name_spellings`: a person's name that an article spells in two ways."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from typing import Final

import msgspec

from checker.analysis import Analysis
from checker.checks.kind import OneRule, RuleByRule
from checker.model import Applicability, Document, Edit, Fix, Issue, Reading, Span
from checker.packs.languages import Language
from checker.packs.rules import Confidence, Rule

CAPITALISED: Final = re.compile(r"(?<![\w.@#/])[^\W\d_a-z][^\W\d_]*(?:[-‐][^\W\d_]+)*(?![\w@])")
# What may stand between a given name and a surname.
JOINT: Final = re.compile(
    r"\.?[ \u00a0](?:(?:(?:al|el|ben|bin|ibn|d[aeiu]|de la|van|von|der|den|van de[rn]?|ter|ten|af)[ -]|[dl]['’]))?"
)
SHORTEST: Final = 5  # letters of a surname; shorter ones are alike by chance, but for one behind a title
SHORTEST_TITLED: Final = 4
LONGEST: Final = 40
SHORTEST_GIVEN: Final = 3  # letters; shorter are titles: "Dr", "Me"
SHORTEST_ALONE: Final = 6  # letters of a name that no given name and no title stands before
# Spellings of one sound in transcriptions and in neighbouring languages, the longer first.
SOUNDS: Final = {
    "shch": "ch", "sch": "ch", "tch": "ch", "sh": "ch", "ch": "ch", "ou": "u", "oo": "u", "ue": "u", "oe": "o",
    "ae": "a", "iy": "i", "ij": "i", "yi": "i", "ii": "i", "y": "i", "ck": "k", "kh": "k", "qu": "k", "q": "k",
    "c": "k", "ph": "f", "w": "v", "dj": "j", "th": "t", "-": "", "‐": "",
}  # fmt: skip
SOUND: Final = re.compile("|".join(SOUNDS))
HYPHEN_OF_COMPOUND: Final = re.compile(r"[-‐](?=[a-zà-öø-ÿ])")
TWICE: Final = re.compile(r"(.)\1")
LONGEST_ENDING: Final = 2
MOST_ALIKE: Final = 20  # more names that are alike are not one person's
# A blank is missing, or the name is none: "ZayedDe", "F-series".
GLUED: Final = re.compile(r"[^\W\d_A-Z]{3}[A-Z]|^.[-‐]")


class Options(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The options of this kind, beside the common keys of a rule.

    Attributes:
        confidence: the share of its issues that are right, in [0, 1].
    """

    confidence: Confidence


@dataclass(slots=True)
class Name:
    """A word that stands as a surname, or as a name of one word, and where.

    Attributes:
        places: where it stands, in text order.
        given: the names that stand before it: by their sound the places of each spelling.
        titled: whether a title stands before it.
        known: whether the lexicon has it.
    """

    form: str
    known: bool
    places: list[Span] = field(default_factory=list)
    given: dict[str, dict[str, list[Span]]] = field(default_factory=dict)
    titled: bool = False


class SpellingsInArticle(OneRule):
    """Pairs of names that differ by little, of which one person alone can be the bearer."""

    def __init__(self, rule: Rule, language: Language, lang: str) -> None:
        self.rule = rule
        self.lang = lang
        self.options = rule.options(Options)
        self.titles = frozenset(language.word_list("titles.txt"))
        rule.require_fields("match", "right")

    def issues(self, analysis: Analysis) -> Iterator[Issue]:
        """The issues of a document, one for each place of the rarer spelling."""
        names = names_in(analysis.document, analysis.engine.lexicon.readings, self.titles)
        wrong: dict[str, str] = {}
        for one, other in alike_names(names):
            if are_one(one, other, by_given_name=not analysis.engine.lexicon):
                usual, rare = sorted((one, other), key=lambda each: standing(each.places))
                wrong.setdefault(rare.form, usual.form)
        for form, right in wrong.items():
            if right not in wrong:
                yield from self.misspelt(form, right, names[form].places)
        for name in names.values():
            for spellings in name.given.values():
                first, *others = sorted(spellings, key=lambda form: standing(spellings[form]))
                for form in others:
                    if plain(form[0]) != plain(first[0]) or form[0] == first[0]:
                        yield from self.misspelt(form, first, spellings[form])

    def misspelt(self, form: str, right: str, places: Iterable[Span]) -> Iterator[Issue]:
        """The issues of a spelling in its places."""
        for place in places:
            fix = Fix(right, (Edit(place, right),), Applicability.UNSAFE)
            yield self.rule.issue(
                self.lang, place, self.options.confidence, {"match": form, "right": right}, fixes=(fix,)
            )


class NameSpellings(RuleByRule):
    """Names of persons in two spellings.

    ``titles.txt`` of the pack holds what stands before the surname of one person: "M", "Dr". In a language without a
    lexicon a name counts only where the same given name stands before both spellings, and where they differ before
    their ends, which may be inflected.
    """

    one = SpellingsInArticle


def standing(places: Sequence[Span]) -> tuple[int, Span]:
    """The sort key of spellings: the commoner is right, then the earlier."""
    return -len(places), places[0]


def names_in(
    document: Document, readings: Callable[[str], Sequence[Reading]], titles: frozenset[str]
) -> Mapping[str, Name]:
    """The words that may be surnames and never stand before another name, by form, in text order."""

    @cache
    def is_name(form: str) -> bool:
        known = readings(form)
        return not known or any(reading.upos == "PROPN" for reading in known)

    text = document.text
    found: dict[str, Name] = {}
    others: set[str] = set()
    for block in document.blocks:
        before: re.Match[str] | None = None
        for word in CAPITALISED.finditer(text, block.start, block.end):
            form = word[0]
            joint = JOINT.fullmatch(text, before.end(), word.start()) if before else None
            if before and joint and joint[0].startswith(".") and before[0] not in titles:
                joint = None
            given = before[0] if before and joint else ""
            if before and given and given not in titles:
                others.add(given)
            given_place, before = Span(*before.span()) if before else Span(0, 0), word
            if (
                not SHORTEST_TITLED <= len(form) <= LONGEST
                or not form[0].isupper()
                or form.isupper()
                or GLUED.search(form)
            ):
                continue
            if not is_name(form):
                continue
            name = found.setdefault(form, Name(form, bool(readings(form))))
            name.places.append(Span(*word.span()))
            if given in titles:
                name.titled = True
            elif len(given) >= SHORTEST_GIVEN and (is_name(given) or is_inside_sentence(text, given_place.start)):
                name.given.setdefault(sound(given), {}).setdefault(given, []).append(given_place)
    return {form: name for form, name in found.items() if form not in others}


def is_inside_sentence(text: str, place: int) -> bool:
    """True if a word stands behind another in its sentence, so that a capital makes it a name."""
    return place > 1 and text[place - 1] in " \u00a0" and (text[place - 2].isalnum() or text[place - 2] in ",:")


def plain(form: str) -> str:
    """A form in lower case without accents."""
    if form.isascii():
        return form.lower()
    return "".join(c for c in unicodedata.normalize("NFD", form.lower()) if not unicodedata.combining(c))


def sound(form: str) -> str:
    """A name without what transcriptions and typists spell in several ways."""
    return TWICE.sub(r"\1", SOUND.sub(lambda found: SOUNDS[found[0]], plain(form)))


def alike_names(names: Mapping[str, Name]) -> Iterator[tuple[Name, Name]]:
    """The pairs of names whose sound is the same or differs in one letter, in text order."""
    by_rest: dict[str, list[str]] = defaultdict(list)
    for form in names:
        key = sound(form)
        for rest in dict.fromkeys((key, *(key[:n] + key[n + 1 :] for n in range(len(key))))):
            by_rest[rest].append(form)
    pairs = {
        pair: None for forms in by_rest.values() if 1 < len(forms) <= MOST_ALIKE for pair in combinations(forms, 2)
    }
    for one, other in pairs:
        if unhyphened(one) != unhyphened(other) and differ_by_one(sound(one), sound(other)):
            yield names[one], names[other]


def unhyphened(form: str) -> str:
    """A form in lower case, its hyphens before a small letter left out, which part compounds: "Gezelle-prijs"."""
    return HYPHEN_OF_COMPOUND.sub("", form).lower()


def differ_by_one(one: str, other: str) -> bool:
    """True if a letter was put in, left out, changed, or two changed places, at most once."""
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def at_end(one: Name, other: Name) -> bool:
    """True if names differ in their last letters alone, as a case, a possessive and the people of a place do."""
    a, b = plain(one.form), plain(other.form)
    longest = max(len(a), len(b))
    return a != b and a[: longest - LONGEST_ENDING] == b[: longest - LONGEST_ENDING]


def differ_by_plural(one: str, other: str) -> bool:
    """True if one is the plural of the other."""
    return f"{one}s" == other or one == f"{other}s"


def are_one(one: Name, other: Name, *, by_given_name: bool) -> bool:
    """True if one person alone can be meant by two names that are alike, if need be by their given name alone."""
    if one.given and other.given:
        shared = not one.given.keys().isdisjoint(other.given)
        return shared and not differ_by_plural(one.form, other.form) and not (by_given_name and at_end(one, other))
    if by_given_name:
        return False
    bare = other if one.given else one
    if bare.titled and (one.given or other.given):
        return True
    shortest = min(len(one.form), len(other.form))
    if shortest < SHORTEST or bare.known or (at_end(one, other) and sound(one.form) != sound(other.form)):
        return False
    if one.given or other.given:
        return True
    return shortest >= SHORTEST_ALONE and not one.known and not other.known and len(one.places) != len(other.places)
