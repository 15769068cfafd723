"""A network that scores, for each word of a sentence, how likely its form is wrong there.

Bidirectional LSTM layers over what the parser knows of words as well: their spelling, their readings, their vectors;
then layers in which each word is told what its head and the words below it in the tree are.

Inference only; ``training/detector_network.py`` has the same network to be trained, with a second question that it
learns from and nobody asks here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from checker.morphology import Tree
from checker.morphology.encoder import Encoder, Floats, Ints, Vectors, dequantize
from checker.morphology.lexicon import Lexicon
from checker.morphology.tree import ROOT

LAYERS: Final = ("lower", "upper", "top")
TREE_LAYERS: Final = 2
TREE_MATRICES, TREE_LABELS = ("down", "up", "own", "out"), ("below", "above")


@dataclass(frozen=True)
class Arcs:
    """The trees of a batch of sentences, whose words are counted through.

    Attributes:
        heads: the head of each word; its own number where it has none.
        lean: how likely that is right, 0 where there is none: (words, 1).
        labels: the number of each word's relation.
        by_head: the words that have a head, in the order of their heads.
        parents: those heads, each once.
        starts: where the words of each begin in that order.
    """

    heads: Ints
    lean: Floats
    labels: Ints
    by_head: Ints
    parents: Ints
    starts: Ints

    @classmethod
    def of(cls, trees: Sequence[Tree], labels: Mapping[str, int]) -> Arcs:
        """The arcs of some trees, with the numbers of the relations."""
        found = np.concatenate([np.array(tree.heads, np.intp) for tree in trees])
        lengths = [len(tree.heads) for tree in trees]
        is_root = found == ROOT
        heads = np.where(is_root, np.arange(len(found)), found + np.repeat(np.cumsum(lengths) - lengths, lengths))
        sure = np.concatenate([np.array(tree.confidence, np.float32) for tree in trees])
        by_head = np.argsort(heads, kind="stable")
        by_head = by_head[~is_root[by_head]]
        parents, starts = np.unique(heads[by_head], return_index=True)
        named = np.array([labels[name] for tree in trees for name in tree.deprels], np.intp)
        return cls(heads, np.where(is_root, np.float32(0), sure)[:, None], named, by_head, parents, starts)

    def gathered(self, messages: Floats) -> Floats:
        """The sum of what the words below each word say: (words, width)."""
        sums = np.zeros_like(messages)
        if len(self.parents):
            sums[self.parents] = np.add.reduceat(messages[self.by_head], self.starts)
        return sums


class Detector:
    """The weights of one language's network, with the lexicon and the vectors that it looks words up in."""

    def __init__(self, weights: Mapping[str, NDArray[Any]], lexicon: Lexicon, vectors: Vectors) -> None:
        # The last input and all answers but the first serve the training alone.
        own = {**weights, "word": weights["word"][:-1], "answer": weights["answer"][:, :1]}
        own["answer_bias"] = weights["answer_bias"][:1]
        self._weights = own
        self._labels = {name: number for number, name in enumerate(weights["deprel_names"].tolist())}
        self._encoder = Encoder(own, LAYERS, lexicon, vectors)

    @classmethod
    def load(cls, path: Path, lexicon: Lexicon, vectors: Vectors) -> Detector:
        """The network in an ``.npz`` file."""
        with np.load(path) as file:
            return cls(dequantize(file), lexicon, vectors)

    def read(self, sentences: Sequence[Sequence[str]], trees: Sequence[Tree]) -> list[Floats]:
        """The log odds that each word of each sentence stands in a wrong form; no sentence is empty."""
        order = sorted(range(len(sentences)), key=lambda number: -len(sentences[number]))
        longest_first = [sentences[number] for number in order]
        hidden = np.maximum(self._encoder.linear("mlp", self._encoder.states(longest_first)), 0)
        arcs = Arcs.of([trees[number] for number in order], self._labels)
        for number in range(TREE_LAYERS):
            hidden += self._by_tree(f"tree{number}", hidden, arcs)
        misfit = self._encoder.linear("answer", hidden)[:, 0]
        found = dict(zip(order, np.split(misfit, np.cumsum(list(map(len, longest_first)))[:-1]), strict=True))
        return [found[place] for place in range(len(sentences))]

    def _by_tree(self, layer: str, states: Floats, arcs: Arcs) -> Floats:
        """What a layer adds to the states (words, width) by their tree."""
        linear, weights = self._encoder.linear, self._weights
        below = np.maximum(linear(f"{layer}_down", states) + weights[f"{layer}_below"][arcs.labels], 0) * arcs.lean
        above = linear(f"{layer}_up", states)[arcs.heads] * arcs.lean + weights[f"{layer}_above"][arcs.labels]
        own = linear(f"{layer}_own", np.hstack([states, arcs.gathered(below)]))
        return linear(f"{layer}_out", np.maximum(own + above, 0))
