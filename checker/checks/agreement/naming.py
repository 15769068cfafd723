"""Names the values of features in the languages that a desk may read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from checker.checks.agreement.words import settled

NAMES: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "Masc": "masculine",
        "Fem": "feminine",
        "Neut": "neuter",
        "Sing": "singular",
        "Plur": "plural",
        "1": "first person",
        "2": "second person",
        "3": "third person",
    },
    "fr": {
        "Masc": "masculin",
        "Fem": "féminin",
        "Neut": "neutre",
        "Sing": "singulier",
        "Plur": "pluriel",
        "1": "1re personne",
        "2": "2e personne",
        "3": "3e personne",
    },
}
JOINED: Final = {"en": " and ", "fr": " et "}


def describe(values: int, features: Sequence[str], lang: str) -> str:
    """The values of these features in words: "féminin", "féminin et pluriel"; features left open have no name."""
    known = settled(values)
    return JOINED[lang].join(NAMES[lang][known[feature]] for feature in features if feature in known)
