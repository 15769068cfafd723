"""Names the values of features in the languages that a desk may read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from checker.checks.agreement.words import FEATURES, values_in
from checker.packs.desk import desk_words


class FeatureWords(Struct, frozen=True):
    """The names of the values of features in one language.

    Attributes:
        joined: what stands between two of them that both hold.
        either: what stands between two of which one holds.
    """

    names: dict[str, str]
    joined: str
    either: str


@cache
def feature_words(lang: str) -> FeatureWords:
    """The names of the values of features in a desk language."""
    return desk_words(lang, "features", FeatureWords)


def describe(values: int, features: Sequence[str], lang: str) -> str:
    """The values of these features in words: "féminin", "féminin et pluriel", "1re personne ou 2e personne".

    A feature left wholly open has no name.
    """
    words = feature_words(lang)
    named = []
    for feature in features:
        found = values_in(values, feature)
        if len(found) < len(FEATURES[feature]):
            named.append(words.either.join(words.names[value] for value in found))
    return words.joined.join(named)
