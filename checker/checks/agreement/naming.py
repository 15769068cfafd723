"""Names the values of features in the languages that a desk may read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from checker.checks.agreement.words import FEATURES, values_in

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
EITHER: Final = {"en": " or ", "fr": " ou "}


def describe(values: int, features: Sequence[str], lang: str) -> str:
    """The values of these features in words: "féminin", "féminin et pluriel", "1re personne ou 2e personne".

    A feature left wholly open has no name.
    """
    named = []
    for feature in features:
        found = values_in(values, feature)
        if len(found) < len(FEATURES[feature]):
            named.append(EITHER[lang].join(NAMES[lang][value] for value in found))
    return JOINED[lang].join(named)
