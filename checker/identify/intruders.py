"""Which other language a block's odd words speak for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checker.identify.word_tables import WordTable
from checker.identify.words import Words

# Zipf frequencies. A word that is not in the target's table may still be as frequent as UNLISTED.
UNLISTED = 1.5
COMMON = 4.5  # a word of the target that common is never odd
LEAST_GAIN, MOST_GAIN = 1.0, 3.0
CAPITAL_WEIGHT = 1 / 3  # capitalised words are mostly names, which are alike in all languages
FAVOURED = "en"  # between equals: most of what is machine-translated comes from it


@dataclass(frozen=True, slots=True)
class Case:
    """The strongest case for an intruder: its tag, and the sum of what the words speak for it (0 for none)."""

    tag: str
    strength: float


class Intruders:
    """The languages that may intrude in a target language.

    Args:
        tables: their word tables by tag.
    """

    def __init__(self, tables: Mapping[str, WordTable]) -> None:
        self.tables = tables
        self._gains: dict[str, tuple[tuple[str, float], ...]] = {}

    def strongest_case(self, words: Words, frequencies: Sequence[float]) -> Case:
        """Sum up what the odd words of a block speak for.

        Args:
            words: of the block.
            frequencies: their Zipf frequencies in the target language.
        """
        strengths = {FAVOURED: 0.0}
        for start, form, zipf in zip(words.starts, words.forms, frequencies, strict=True):
            if zipf < COMMON:
                weight = CAPITAL_WEIGHT if words.text[start].isupper() else 1.0
                for tag, gain in self._gains_of(form, zipf):
                    strengths[tag] = strengths.get(tag, 0.0) + weight * gain
        tag = min(strengths, key=lambda tag: (-strengths[tag], tag != FAVOURED, tag))
        return Case(tag, strengths[tag])

    def _gains_of(self, form: str, target_zipf: float) -> tuple[tuple[str, float], ...]:
        """For each language in which a form is at least ten times likelier than in the target, by how much (log10)."""
        gains = self._gains.get(form)
        if gains is None:
            base = max(target_zipf, UNLISTED)
            found = ((tag, table.zipf(form) - base) for tag, table in self.tables.items())
            gains = tuple((tag, min(gain, MOST_GAIN)) for tag, gain in found if gain >= LEAST_GAIN)
            self._gains[form] = gains
        return gains

    def name(self, forms: Sequence[str], likely: str) -> str:
        """The language in which the words of a run are most frequent; `likely` wins among near equals."""
        means = {tag: sum(map(table.zipf, forms)) / len(forms) for tag, table in self.tables.items()}
        best = max(means.values())
        near = sorted(tag for tag, mean in means.items() if best - mean <= NEAR)
        return likely if likely in near else FAVOURED if FAVOURED in near else near[0] if len(near) == 1 else "und"


NEAR = 0.5
