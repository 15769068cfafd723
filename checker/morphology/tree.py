"""The dependency tree of one sentence."""

from __future__ import annotations

from dataclasses import dataclass

ROOT = -1


@dataclass(frozen=True, slots=True)
class Tree:
    """An analysis in Universal Dependencies; every tuple has one entry for each token.

    Attributes:
        heads: the index of the token that each leans on, ``ROOT`` for a root; there are no cycles.
        deprels: the relation to the head ("nsubj", "nsubj:pass", ...), "root" for a root.
        upos: UPOS tags.
        feats: Gender, Number, Person, Mood, Tense and VerbForm in UD's notation, empty for none.
        confidence: in [0, 1], how likely the parser holds head and relation to be right.
    """

    heads: tuple[int, ...]
    deprels: tuple[str, ...]
    upos: tuple[str, ...]
    feats: tuple[str, ...]
    confidence: tuple[float, ...]

    def part(self, places: range) -> Tree:
        """The tree of some neighbouring tokens; those that lean on others outside are roots."""
        kept = slice(places.start, places.stop)
        heads = tuple(head - places.start if head in places else ROOT for head in self.heads[kept])
        return Tree(heads, self.deprels[kept], self.upos[kept], self.feats[kept], self.confidence[kept])
