"""Words whose form is hidden, and what it could express: a question that the network of the judge also learns from.

To tell which form a sentence asks for, it must see the controllers of agreement; where it was asked this at run time
as well, the judge's answers became no better.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from checker.model import Reading
from checker.morphology.encoder import hashed_features, lexicon_evidence
from checker.morphology.lexicon import Lexicon, features

INFLECTED: Final = frozenset({"DET", "ADJ", "NOUN", "PRON", "VERB", "AUX", "NUM"})
COMMON: Final = ("AUX", "DET", "PRON")
# What the form of a word can express, whatever its class: a nominal gender and number, a finite person and number.
CELLS: Final = (
    *(f"{gender}.{number}" for gender in ("Masc", "Fem", "Neut") for number in ("Sing", "Plur")),
    *(f"{person}.{number}" for person in "123" for number in ("Sing", "Plur")),
    "Inf",
    "Ger",
)


class Word(NamedTuple):
    """A token as the network is shown it.

    Attributes:
        form: as it stands, or the lemma where the form is hidden.
        upos: the word class that is shown in place of all readings where the form is hidden; else empty.
    """

    form: str
    upos: str = ""


def hidden(form: str, lexicon: Lexicon) -> Word | None:
    """A word with its form hidden: its lemma and its class by the likeliest reading that inflects; None if none does.

    Auxiliaries, determiners and pronouns are commoner than the nouns that are written alike: "a", "est", "la", "son".
    """
    readings = [reading for reading in lexicon.readings(form) if reading.upos in INFLECTED]
    reading = min(readings, key=lambda each: (*COMMON, each.upos).index(each.upos), default=None)
    return Word(reading.lemma, reading.upos) if reading else None


@lru_cache(4096)
def cells_of(readings: tuple[Reading, ...]) -> tuple[int, ...]:
    """The places in `CELLS` of all that a form with these readings can express, in order."""
    found = set[str]()
    for reading in readings:
        own = features(reading.feats)
        numbers = [own["Number"]] if "Number" in own else ["Sing", "Plur"]
        match own.get("VerbForm"):
            case "Inf":
                found.add("Inf")
            case "Ger":
                found.add("Ger")
            case "Part" if own.get("Tense") == "Pres":
                found.add("Ger")
            case "Fin":
                found.update(f"{own.get('Person', '3')}.{number}" for number in numbers)
            case _ if reading.upos in INFLECTED:
                genders = [own["Gender"]] if "Gender" in own else ["Masc", "Fem"]
                found.update(f"{gender}.{number}" for gender in genders for number in numbers)
    return tuple(place for place, cell in enumerate(CELLS) if cell in found)


def shown(word: Word, lexicon: Lexicon) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """What the network is shown of a word: fingerprints of its spelling, and what it can be."""
    known = (word.upos,) if word.upos else lexicon_evidence(word.form, lexicon)
    return hashed_features(word.form, known), known
