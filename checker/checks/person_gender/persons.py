"""Which words of a sentence name a person, and of which gender."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from checker.model import Token
from checker.morphology import Lexicon
from checker.morphology.lexicon import features

GENDERS: Final = ("Masc", "Fem")
FARTHEST_NOUN: Final = 6  # words from a person to what they are


@dataclass(frozen=True)
class Persons:
    """The names and the nouns for people that a language has.

    Attributes:
        either: given names that women and men bear.
    """

    lexicon: Lexicon
    either: frozenset[str]

    def given(self, form: str) -> str | None:
        """The gender of those who bear a given name, None if nobody knows."""
        if form in self.either:
            return None
        names = (reading for reading in self.lexicon.readings(form) if reading.upos == "PROPN")
        return next((gender for name in names if (gender := features(name.feats).get("Gender"))), None)

    def gender_of(self, tokens: Sequence[Token], chain: range) -> str | None:
        """The gender of a person with given name and surname; None if the noun beside them says another."""
        if len(chain) < 2 or (chain.start and is_article(tokens[chain.start - 1])):
            return None
        found = {self.given(tokens[chain.start].form), self.said_beside(tokens, chain)} - {None}
        return found.pop() if len(found) == 1 else None

    def said_beside(self, tokens: Sequence[Token], chain: range) -> str | None:
        """The gender of the noun beside a name: "la directrice de vol, Ulrike Sander", "Claire Aubanel, présidente"."""
        after = chain.stop + 1
        if after < len(tokens) and tokens[chain.stop].form == "," and (own := self.human_gender(tokens[after])):
            return own
        end = chain.start - (chain.start > 0 and tokens[chain.start - 1].form == ",")
        for n in range(max(1, chain.start - FARTHEST_NOUN), end):
            alone = all(token.form[0].isalnum() for token in tokens[n:end])
            if alone and is_article(tokens[n - 1]) and (own := self.human_gender(tokens[n])):
                return own
        return None

    def human_gender(self, token: Token) -> str | None:
        """The gender of a noun in the singular that has a form for the other."""
        for reading in token.readings:
            feats = features(reading.feats)
            if reading.upos == "NOUN" and feats.get("Number") == "Sing" and (gender := feats.get("Gender")):
                other = {"Gender": opposite(gender), "Number": "Sing"}
                if self.lexicon.forms(reading.lemma, "NOUN", other):
                    return gender
        return None

    def is_human(self, tokens: Sequence[Token], place: int, gender: str) -> bool:
        """True if a word is a noun in the singular that may mean a person of a gender."""
        if self.human_gender(tokens[place]) == gender:
            return True
        article = tokens[place - 1].readings if place else ()
        said = any(reading.upos == "DET" and f"Gender={gender}" in reading.feats for reading in article)
        nouns = [features(reading.feats) for reading in tokens[place].readings if reading.upos == "NOUN"]
        return said and any("Gender" not in feats and feats.get("Number") != "Plur" for feats in nouns)


def opposite(gender: str) -> str:
    """The other gender."""
    return GENDERS[gender == GENDERS[0]]


def chains_of(tokens: Sequence[Token]) -> Iterator[range]:
    """The runs of words with a capital that may be names, but for a first word that is none."""
    start = None
    for n, token in enumerate((*tokens, None)):
        named = token is not None and token.form[0].isupper() and token.form[-1].isalpha() and may_be_name(token)
        if named and start is None:
            start = n
        elif not named and start is not None:
            yield range(start, n)
            start = None


def may_be_name(token: Token) -> bool:
    """True if nothing but a name is known of a word."""
    return not token.readings or any(reading.upos == "PROPN" for reading in token.readings)


def is_article(token: Token) -> bool:
    """True if a word may open a noun phrase; nobody's name has it before a given name."""
    return any(reading.upos == "DET" for reading in token.readings)


def is_governed(tokens: Sequence[Token], place: int) -> bool:
    """True if a preposition stands before a word, or an article that holds one."""
    return place > 0 and any(reading.upos == "ADP" for reading in tokens[place - 1].readings)
