"""Hyphenated compounds whose parts are inflected wrongly: "demies-finales", "les portes-parole"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import product
from math import prod
from typing import Final

from checker.model import Reading, Token
from checker.morphology import Lexicon
from checker.morphology.lexicon import features

PARTS: Final = re.compile(r"([-'])")
LONGEST_COMPOUND: Final = 40  # characters
MOST_SPELLINGS: Final = 64  # of one word; more would be no compound of the language
# The features of the basic form; a noun keeps its gender.
BASIC: Final[Mapping[str, Mapping[str, str]]] = {
    "NOUN": {"Number": "Sing"},
    "ADJ": {"Number": "Sing", "Gender": "Masc"},
}
SHORTEST_PART: Final = 3  # letters; a shorter one does not vary


def is_unknown(token: Token) -> bool:
    """True if a token is a compound in lower case that the lexicon does not have."""
    return "-" in token.form and len(token.form) <= LONGEST_COMPOUND and not token.readings and token.form.islower()


def right_forms(
    token: Token, before: Token | None, lexicon: Lexicon, endings: str
) -> tuple[str, tuple[str, ...]] | None:
    """The lemma of a compound that the lexicon knows with its parts in other forms, and the forms that it may have.

    Args:
        token: the compound.
        before: the token before it, which may tell its number.
        lexicon: of its language.
        endings: letters that a plural may end in.
    """
    if not is_unknown(token):
        return None
    for known in known_readings(token.folded, lexicon, endings):
        if forms := lexicon.inflect(known, {"Number": expected_number(token.folded, before, endings)}):
            return known.lemma, forms
    return None


def known_readings(form: str, lexicon: Lexicon, endings: str) -> Iterator[Reading]:
    """The nouns and adjectives that the lexicon has with the same parts in their basic forms."""
    parts = [spellings(part, lexicon, endings) for part in PARTS.split(form)]
    if prod(map(len, parts)) > MOST_SPELLINGS:
        return
    for spelling in product(*parts):
        for reading in lexicon.readings("".join(spelling)):
            if reading.upos in BASIC:
                yield reading


def spellings(part: str, lexicon: Lexicon, endings: str) -> tuple[str, ...]:
    """A part of a compound: as written, in its basic forms, and without its plural ending."""
    if len(part) < SHORTEST_PART:
        return (part,)
    basic = (
        form
        for reading in lexicon.readings(part)
        if reading.upos in BASIC and (reading.upos == "ADJ" or "Number=Plur" in reading.feats)
        for form in lexicon.inflect(reading, BASIC[reading.upos])
    )
    return tuple(dict.fromkeys((part, *basic, part.rstrip(endings))))


def expected_number(form: str, before: Token | None, endings: str) -> str:
    """The number that a compound should have: that of the determiner before it, or of its own parts."""
    numbers = {features(reading.feats).get("Number") for reading in before.readings} if before else set()
    if len(numbers) == 1 and (only := numbers.pop()):
        return only
    return "Plur" if any(part.endswith(tuple(endings)) for part in PARTS.split(form)) else "Sing"
