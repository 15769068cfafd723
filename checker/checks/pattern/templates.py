"""Templates of fixes: words of the match as written, and lemmas inflected like one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import Final

from checker.checks.pattern.elements import Element
from checker.checks.pattern.matching import Match, element_place
from checker.model import Reading, Token
from checker.morphology import Lexicon
from checker.morphology.lexicon import features

FIELD: Final = re.compile(r"\{([^{}:.]+)(?:\.\.([^{}:.]+)|:([^{}]+))?\}")
BLANKS: Final = re.compile(" {2,}")
VERBAL: Final = ("VERB", "AUX")  # "avoir" and "être" have the one class, all others the other
NOUN_GENDER: Final = ("NOUN", "Gender")  # a noun has its own
FARTHEST_SUBJECT: Final = 4  # words before its verb
MOST_FORMS: Final = 3  # fixes that one template may give


@dataclass(frozen=True)
class Field:
    """One field of a template: the elements from `first` to `last` as they stand, or a lemma in the form of `first`."""

    first: int
    last: int
    lemma: str = ""


@dataclass(frozen=True)
class Template:
    """A text with fields."""

    parts: tuple[str | Field, ...]

    @classmethod
    def of(cls, text: str, elements: Sequence[Element], lexicon: Lexicon) -> Template:
        """Compile a template.

        Raises:
            LookupError: a field means no word, or the lexicon has no such lemma; says which.
        """
        parts: list[str | Field] = []
        position = 0
        for found in FIELD.finditer(text):
            parts.append(text[position : found.start()])
            first = element_place(elements, found[1])
            lemma = found[3] or ""
            if lemma and not any(reading.lemma == lemma for reading in lexicon.readings(lemma)):
                raise LookupError(f"the lexicon has no word {lemma!r}")
            parts.append(Field(first, element_place(elements, found[2]) if found[2] else first, lemma))
            position = found.end()
        parts.append(text[position:])
        if any(brace in part for part in parts if isinstance(part, str) for brace in "{}"):
            raise LookupError("a field is {2}, {1..3} or {1:lemma}")
        return cls(tuple(part for part in parts if part))

    def texts(self, match: Match, text: str, lexicon: Lexicon) -> Iterator[str]:
        """The texts that it yields, best first, in any letter case; none if the lexicon lacks a form."""
        choices = [(part,) if isinstance(part, str) else filled(part, match, text, lexicon) for part in self.parts]
        for chosen in islice(product(*choices), MOST_FORMS):
            yield "".join(chosen) if all(chosen) else BLANKS.sub(" ", "".join(chosen)).strip()


def filled(field: Field, match: Match, text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The text of a field in a match, empty for an optional word that is missing."""
    if match.stretch(field.first, field.last) is None:
        return ("",)
    if not field.lemma:
        return (match.span(field.first, field.last).of(text),)
    forms: list[str] = []
    for reading in readings_to_inflect(match, field.first):
        wanted = agreeing_features(reading, field.lemma, lexicon)
        other = {name: value for name, value in wanted.items() if (reading.upos, name) != NOUN_GENDER}
        for upos in VERBAL if reading.upos in VERBAL else (reading.upos,):
            forms += lexicon.forms(field.lemma, upos, wanted) or lexicon.forms(field.lemma, upos, other)
    return tuple(dict.fromkeys(forms))


def agreeing_features(reading: Reading, lemma: str, lexicon: Lexicon) -> Mapping[str, str]:
    """The features that a lemma takes over from a word; of a noun of one gender not that, but its own."""
    found = features(reading.feats)
    if reading.upos != "NOUN" or "Gender" not in found:
        return found
    one_gender = lexicon.forms(reading.lemma, "NOUN", {"Gender": found["Gender"]})
    if set(lexicon.forms(reading.lemma, "NOUN", {})) != set(one_gender):
        return found
    own = (features(other.feats) for other in lexicon.readings(lemma) if (other.lemma, other.upos) == (lemma, "NOUN"))
    return {**found, "Gender": next((each["Gender"] for each in own if "Gender" in each), found["Gender"])}


def readings_to_inflect(match: Match, element: int) -> list[Reading]:
    """The readings that a fix is inflected for, the indicative first.

    Those of a verb are no finite ones right behind an auxiliary, if it may be a participle ("a fait"); else in the
    person of a pronoun that stands a little before it as a subject, else in the third if they may be.
    """
    place = match.places[element]
    assert place is not None  # it is not missing
    tokens = match.sentence.tokens
    readings = match.pattern.elements[element].readings(tokens[place])
    before = tokens[max(0, place - FARTHEST_SUBJECT) : place]
    if follows_auxiliary(before) and any("Tense=Past|VerbForm=Part" in reading.feats for reading in readings):
        readings = [reading for reading in readings if "VerbForm=Fin" not in reading.feats]
    subjects = [
        (own.get("Person"), own.get("Number"))
        for token in reversed(before)
        for own in (features(reading.feats) for reading in token.readings if reading.upos == "PRON")
        if own.get("Case") == "Nom"
    ]
    persons = [(own.get("Person"), own.get("Number")) for own in (features(reading.feats) for reading in readings)]
    wanted = [next((subject for subject in subjects if subject in persons), None), ("3", "Sing"), ("3", "Plur")]
    best = next((person for person in wanted if person in persons), None)
    chosen = [r for r, person in zip(readings, persons, strict=True) if best is None or person == best]
    return indicative(chosen, before)


def follows_auxiliary(before: Sequence[Token]) -> bool:
    """True if an auxiliary stands right before, or with adverbs between."""
    classes = ([reading.upos for reading in token.readings] for token in reversed(before))
    return "AUX" in next((found for found in classes if "ADV" not in found), ())


def indicative(readings: Sequence[Reading], before: Sequence[Token]) -> list[Reading]:
    """The readings, those of the subjunctive last, or left out where no conjunction opens a clause before them."""
    plain = [reading for reading in readings if "Mood=Sub" not in reading.feats]
    opened = any(reading.upos == "SCONJ" for token in before for reading in token.readings)
    return [*plain, *(reading for reading in readings if (opened or not plain) and "Mood=Sub" in reading.feats)]
