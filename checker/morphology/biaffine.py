"""The parser's network in numpy: word features, two bidirectional LSTM layers, biaffine choice of heads.

After T. Dozat and C. Manning, "Deep Biaffine Attention for Neural Dependency Parsing" (2017), made small.
Inference only; ``training/french_parser.py`` has the same network to be trained.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from checker.morphology.encoder import Encoder, Floats, Ints, Vectors, dequantize
from checker.morphology.lexicon import Lexicon
from checker.morphology.tree import ROOT, Tree

LAYERS = ("lower", "upper")
CACHED_LENGTHS = 1 << 6
# Left and right of this many tokens, all distances count alike.
FARTHEST = 12


class Network:
    """The weights of one language's parser, with the lexicon that it looks words up in."""

    def __init__(self, weights: Mapping[str, NDArray[Any]], lexicon: Lexicon) -> None:
        self._weights = weights
        self.vectors = Vectors(*(weights[f"vector_{part}"] for part in ("keys", "rows", "table", "scale")))
        self._encoder = Encoder(weights, LAYERS, lexicon, self.vectors)
        self._names = {name: weights[f"{name}_names"].tolist() for name in ("deprel", "upos", "feats")}
        self._root_label = self._names["deprel"].index("root")
        self._distances = lru_cache(CACHED_LENGTHS)(self._distances_in)

    @classmethod
    def load(cls, path: Path, lexicon: Lexicon) -> Network:
        """The network in an ``.npz`` file."""
        with np.load(path) as file:
            return cls(dequantize(file), lexicon)

    def parse(self, sentences: Sequence[Sequence[str]]) -> Iterator[Tree]:
        """The tree of each sentence; none is empty, and the longest comes first."""
        lengths = [len(sentence) for sentence in sentences]
        states = self._encoder.states(sentences)
        upos, feats = (self._named(name, self._encoder.linear(name, states).argmax(1)) for name in ("upos", "feats"))
        hidden = np.maximum(self._encoder.linear("mlp", np.vstack([self._weights["root"], states])), 0)
        arc_width, label_width = len(self._weights["arc_bias"]), len(self._weights["deprel"])
        arc_dependent, arc_head, label_dependent, label_head = np.split(
            hidden, np.cumsum([arc_width, arc_width, label_width]), axis=1
        )
        heads, head_confidence = self._heads(self._encoder.linear("arc", arc_dependent), arc_head, lengths)
        labels, label_confidence = self._labels(label_dependent[1:], label_head[heads], heads == 0)
        deprels = self._named("deprel", labels)
        confidence = (head_confidence * label_confidence).tolist()
        start = 0
        for length in lengths:
            place = slice(start, start + length)
            yield Tree(
                tuple(head - start - 1 if head else ROOT for head in heads[place].tolist()),
                deprels[place],
                upos[place],
                feats[place],
                tuple(confidence[place]),
            )
            start += length

    def _heads(self, dependent: Floats, head: Floats, lengths: Sequence[int]) -> tuple[Ints, Floats]:
        """The row of the head of each word, 0 for the root, and how likely it is. The words' own rows begin at 1."""
        chosen: list[Ints] = []
        confidence: list[Floats] = []
        start = 1
        for length in lengths:
            words = slice(start, start + length)
            scores = dependent[words] @ np.vstack([head[:1], head[words]]).T
            scores[:, 1:] += self._distances(length)
            columns = best_tree(scores)
            chosen.append(np.where(columns, columns + start - 1, 0))
            confidence.append(probability(scores, columns))
            start += length
        return np.concatenate(chosen), np.concatenate(confidence)

    def _labels(self, dependent: Floats, head: Floats, is_root: NDArray[np.bool_]) -> tuple[Ints, Floats]:
        """The number of the label of each word's arc, and how likely it is; a root is "root", and nothing else is."""
        scores = self._encoder.linear("deprel", np.maximum(dependent + head, 0))
        scores[is_root] = -np.inf
        scores[:, self._root_label] = np.where(is_root, 0, -np.inf)
        labels: Ints = scores.argmax(1)
        return labels, probability(scores, labels)

    def _named(self, kind: str, numbers: Ints) -> tuple[str, ...]:
        return tuple(map(self._names[kind].__getitem__, numbers.tolist()))

    def _distances_in(self, length: int) -> Floats:
        """The part of each arc's score that depends on distance; -inf where a word would be its own head."""
        places = np.arange(length)
        distances = np.clip(places[None, :] - places[:, None], -FARTHEST, FARTHEST)
        bias: Floats = self._weights["distance"][distances + FARTHEST]
        np.fill_diagonal(bias, -np.inf)
        return bias


def probability(scores: Floats, columns: Ints) -> Floats:
    """The share of one column in each row, by softmax."""
    shares = np.exp(scores - scores.max(1, keepdims=True))
    share: Floats = shares[np.arange(len(columns)), columns] / shares.sum(1)
    return share


def best_tree(scores: Floats) -> Ints:
    """The head of each word in the best tree with one root: 0 for the root, else the word's number from 1.

    Args:
        scores: (words, 1 + words), the first column for the root.
    """
    heads: Ints = scores.argmax(1)
    roots = np.flatnonzero(heads == 0)
    if len(roots) == 1 and all_lead_to_root(np.append(0, heads)):
        return heads
    root = scores[:, 0].argmax() if not len(roots) else roots[scores[roots, 0].argmax()]
    square = np.full((len(scores) + 1, len(scores) + 1), -np.inf, np.float32)
    square[1:, 1:] = scores[:, 1:]
    square[root + 1, 0] = scores[root, 0]
    return spanning_tree(square)[1:]


def all_lead_to_root(heads: Ints) -> bool:
    """True if no heads go round in a circle: all lead to node 0, the first, which is its own head."""
    for _ in range(len(heads).bit_length()):  # each time twice as far
        heads = heads[heads]
    return not heads.any()


def spanning_tree(scores: Floats) -> Ints:
    """The heads of the best tree from node 0, by the algorithm of Chu, Liu and Edmonds.

    Args:
        scores: of each node (row) with each head (column).
    """
    heads: Ints = scores.argmax(1)
    heads[0] = 0
    cycle = find_cycle(heads.tolist())
    if cycle is None:
        return heads
    inside = np.array(cycle)
    outside = np.delete(np.arange(len(scores)), inside)
    # The cycle becomes one node, the last: it is entered where that costs least and left from its best member.
    gain = scores[np.ix_(inside, outside)] - scores[inside, heads[inside]][:, None]
    offer = scores[np.ix_(outside, inside)]
    contracted = np.full((len(outside) + 1, len(outside) + 1), -np.inf, np.float32)
    contracted[:-1, :-1] = scores[np.ix_(outside, outside)]
    contracted[-1, :-1] = gain.max(0)
    contracted[:-1, -1] = offer.max(1)
    above = spanning_tree(contracted)
    of_outside = above[:-1]
    heads[outside] = np.where(
        of_outside == len(outside), inside[offer.argmax(1)], outside[np.minimum(of_outside, len(outside) - 1)]
    )
    heads[0] = 0
    entered = inside[gain[:, above[-1]].argmax()]
    heads[entered] = outside[above[-1]]
    return heads


def find_cycle(heads: Sequence[int]) -> list[int] | None:
    """The nodes of one cycle among heads, None if all lead to node 0."""
    state = [0] * len(heads)
    state[0] = 1
    for first in range(1, len(heads)):
        node, path = first, []
        while not state[node]:
            state[node] = first + 1
            path.append(node)
            node = heads[node]
        if path and state[node] == first + 1:
            return path[path.index(node) :]
    return None
