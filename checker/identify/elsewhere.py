"""Evidence from a document's other blocks: a foreign run in one makes runs in others likelier."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checker.identify.intruders import Weights
from checker.identify.vocabulary import Words


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Evidence from the rest of the document, one place left out.

    Attributes:
        strength: how strongly the other blocks speak for the language that intrudes in this one.
        strengths: how strongly all blocks speak for each language.
        uses: how often the document has each of its odd forms: a term comes again, what was left behind does not.
        named: how often it has them with the capital of a name.
    """

    strength: float
    strengths: Mapping[str, float]
    uses: Mapping[str, int]
    named: Mapping[str, int]


def elsewheres(blocks: Sequence[tuple[Words, Weights]]) -> list[Elsewhere]:
    """Collect, for each block, the evidence of the other blocks.

    Args:
        blocks: those of the document in which another language may intrude.
    """
    strengths: defaultdict[str, float] = defaultdict(float)
    uses: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for words, weights in blocks:
        strengths[weights.intruder] += weights.strength
        odd = [n for n, gain in enumerate(weights.gains) if gain]
        uses.update(words.forms[n] for n in odd)
        named.update(words.forms[n] for n in odd if words.may_be_name(n))
    return [Elsewhere(strengths[weights.intruder] - weights.strength, strengths, uses, named) for _, weights in blocks]
