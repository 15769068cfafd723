"""A word of the wrong gender, and the pairs of words that it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from checker.checks.person_gender.persons import GENDERS
from checker.model import Applicability, Edit, Fix, Span

# Of a man, of a woman: "M.", "Mme".
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Wrong:
    """A word that means a person, and may not be of the person's gender.

    Attributes:
        gender: of the person, one of `GENDERS`.
        person: the name or the noun that says who it is.
    """

    span: Span
    word: str
    gender: str
    person: str

    def fix(self, pair: Pair) -> Fix | None:
        """The word of the right gender; None if this one is not the other of the pair."""
        right, other = pair if self.gender == GENDERS[0] else pair[::-1]
        if self.word.lower() != other.lower():
            return None
        right = right.capitalize() if self.word[0].isupper() else right
        return Fix(right, (Edit(self.span, right),), Applicability.UNSAFE)
