"""Puts words that sound alike in each other's place, as the kind `confusion` finds them again."""

from __future__ import annotations

import random
from collections.abc import Sequence

from checker.checks.agreement.generator import in_case_of
from checker.checks.confusion import ConfusionSets

HOMOPHONES = "homophones.txt"


class Confuser:
    """Makes faulty copies of sentences.

    Args:
        sets: of a pack's word list, each with its entries parted by "|".
    """

    def __init__(self, sets: Sequence[str]) -> None:
        self._sets = ConfusionSets(sets)

    def confuse(self, forms: list[str], chance: random.Random) -> tuple[range, range] | None:
        """Change some words in place, one set as often as another; None if there are none to change.

        Returns:
            The places that they had, and those of the words put there.
        """
        found = list(self._sets.places(forms))
        if not found:
            return None
        number = chance.choice(sorted({place.number for place in found}))
        place = chance.choice([place for place in found if place.number == number])
        first, *others = chance.choice(place.others)
        put = (in_case_of(forms[place.words.start], first), *others)
        forms[place.words.start : place.words.stop] = put
        return place.words, range(place.words.start, place.words.start + len(put))
