"""The parser's network in numpy: word features, two bidirectional LSTM layers, biaffine choice of heads.

After T. Dozat and C. Manning, "Deep Biaffine Attention for Neural Dependency Parsing" (2017), made small: words
come in as a fixed vector, the readings that the lexicon has for them and hashed pieces of their spelling.
Inference only; ``training/french_parser.py`` has the same network to be trained.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from checker.morphology.lexicon import Lexicon
from checker.morphology.tree import ROOT, Tree

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]

HASHED_FEATURES = 8
CACHED_FORMS, CACHED_LENGTHS = 1 << 16, 1 << 6
# The ending of the names of scales: a stored matrix of 8-bit numbers times its scale is the matrix.
SCALE = ".scale"
SHAPES = ((re.compile("[A-ZÀ-ÖØ-ÞŒŸ]"), "X"), (re.compile(r"[^\W\d_]"), "x"), (re.compile(r"\d"), "9"))
# Left and right of this many tokens, all distances count alike.
FARTHEST = 12


def normalize(form: str) -> str:
    """The form as vectors and spelling features know it: lower case, straight apostrophe."""
    return form.lower().replace("’", "'")


def fingerprint(text: str) -> int:
    """A 32-bit number for a text, the same on every machine."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


def evidence(form: str, lexicon: Lexicon) -> tuple[str, ...]:
    """A form's possible word classes, and features by word class ("NOUN Gender=Fem"), sorted, from the lexicon."""
    # "va-t-il" can be what "va" can be.
    readings = lexicon.readings(form) or lexicon.readings(form.partition("-")[0])
    found = {reading.upos for reading in readings}
    found.update(f"{reading.upos} {feat}" for reading in readings if reading.feats for feat in reading.feats.split("|"))
    return tuple(sorted(found))


def hashed_features(form: str, known: tuple[str, ...]) -> tuple[int, ...]:
    """Fingerprints of a form's spelling and of all that it can be; the first is the form itself."""
    word = normalize(form)
    shape = form
    for pattern, letter in SHAPES:
        shape = pattern.sub(letter, shape)
    pieces = (word, word[:3], word[-1:], word[-2:], word[-3:], word[-4:], re.sub(r"(.)\1+", r"\1\1", shape)[:8])
    return tuple(fingerprint(f"{kind}{piece}") for kind, piece in enumerate((*pieces, ";".join(known))))


@dataclass(frozen=True)
class Vectors:
    """Word vectors in small: fingerprints of the normalized forms, sorted, and the row of the table that each has."""

    keys: NDArray[np.uint32]
    rows: NDArray[np.uint16]
    table: NDArray[np.int8]
    scale: NDArray[np.float32]

    def of(self, forms: Sequence[str]) -> Floats:
        """One row for each form, zeros where the form has no vector."""
        wanted = np.array([fingerprint(normalize(form)) for form in forms], np.uint32)
        places = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        known = self.keys[places] == wanted
        vectors: Floats = self.table[self.rows[places]] * (known * self.scale)[:, None]
        return vectors


@dataclass(frozen=True)
class Packing:
    """The order in which a batch of sentences goes through an LSTM: all first words, all second words, ...

    Attributes:
        sizes: how many sentences still have a word at each step.
        left_to_right: the word, counted through all sentences, at each place of that order.
        right_to_left: the same, each sentence from its end.
    """

    sizes: list[int]
    left_to_right: Ints
    right_to_left: Ints

    @classmethod
    def of(cls, lengths: Sequence[int]) -> Packing:
        """The packing of sentences of these lengths, the longest first."""
        ends = np.cumsum(lengths)
        starts = ends - lengths
        steps = np.arange(lengths[0])
        sizes = np.searchsorted(-np.asarray(lengths), -steps, side="left").tolist()
        left = np.concatenate([starts[:size] + step for step, size in zip(steps, sizes, strict=True)])
        right = np.concatenate([ends[:size] - 1 - step for step, size in zip(steps, sizes, strict=True)])
        return cls(sizes, left, right)


def run_lstm(gates: Floats, rows: Ints, packing: Packing, recurrent: Floats) -> Floats:
    """The states of a bidirectional LSTM for each word, both directions side by side: (words, 2 * width).

    Args:
        gates: what the inputs add to the gates, direction after direction: (rows, 2 * 4 * width). The gates are input,
            forget, output and candidate; the first three are sigmoids, taken as tanh of half the sum, so that
            their weights come halved.
        rows: the row of each word.
        packing: of the words.
        recurrent: the weights of the states: (2, width, 4 * width).
    """
    width = recurrent.shape[1]
    joined = np.empty((len(rows), 2 * width), np.float32)
    for way, order in enumerate((packing.left_to_right, packing.right_to_left)):
        packed = gates[rows[order], 4 * width * way : 4 * width * (way + 1)]
        joined[order, width * way : width * (way + 1)] = run_one_way(packed, packing.sizes, recurrent[way])
    return joined


def run_one_way(packed: Floats, sizes: Sequence[int], recurrent: Floats) -> Floats:
    """The states at each place of a packing, in one direction; all is done in place."""
    width = len(recurrent)
    states = np.empty((len(packed), width), np.float32)
    product = np.empty((sizes[0], 4 * width), np.float32)
    cells, spare = np.zeros((2, sizes[0], width), np.float32)
    before, start = np.zeros((sizes[0], width), np.float32), 0
    for size in sizes:
        activations, cell, squashed = packed[start : start + size], cells[:size], spare[:size]
        activations += np.matmul(before[:size], recurrent, out=product[:size])
        np.tanh(activations, out=activations)
        sigmoids = activations[:, : 3 * width]
        sigmoids *= 0.5
        sigmoids += 0.5
        into, forget, out, candidate = (activations[:, gate * width : (gate + 1) * width] for gate in range(4))
        cell *= forget
        candidate *= into
        cell += candidate
        before = states[start : start + size]
        np.multiply(out, np.tanh(cell, out=squashed), out=before)
        start += size
    return states


class Network:
    """The weights of one language's parser, with the lexicon that it looks words up in."""

    def __init__(self, weights: Mapping[str, NDArray[Any]], lexicon: Lexicon) -> None:
        self._weights = weights
        self.vectors = Vectors(*(weights[f"vector_{part}"] for part in ("keys", "rows", "table", "scale")))
        self._evidence = {name: place for place, name in enumerate(weights["evidence_names"].tolist())}
        self._names = {name: weights[f"{name}_names"].tolist() for name in ("deprel", "upos", "feats")}
        self._root_label = self._names["deprel"].index("root")
        self._distances = lru_cache(CACHED_LENGTHS)(self._distances_in)
        self._spelling = lru_cache(CACHED_FORMS)(partial(self._look_up, lexicon))

    @classmethod
    def load(cls, path: Path, lexicon: Lexicon) -> Network:
        """The network in an ``.npz`` file."""
        with np.load(path) as file:
            return cls(dequantize(file), lexicon)

    def parse(self, sentences: Sequence[Sequence[str]]) -> Iterator[Tree]:
        """The tree of each sentence; none is empty, and the longest comes first."""
        lengths = [len(sentence) for sentence in sentences]
        states = self._encode(sentences, Packing.of(lengths))
        upos, feats = (self._named(name, self._linear(name, states).argmax(1)) for name in ("upos", "feats"))
        hidden = np.maximum(self._linear("mlp", np.vstack([self._weights["root"], states])), 0)
        arc_width, label_width = len(self._weights["arc_bias"]), len(self._weights["deprel"])
        arc_dependent, arc_head, label_dependent, label_head = np.split(
            hidden, np.cumsum([arc_width, arc_width, label_width]), axis=1
        )
        heads, head_confidence = self._heads(self._linear("arc", arc_dependent), arc_head, lengths)
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
        scores = self._linear("deprel", np.maximum(dependent + head, 0))
        scores[is_root] = -np.inf
        scores[:, self._root_label] = np.where(is_root, 0, -np.inf)
        labels: Ints = scores.argmax(1)
        return labels, probability(scores, labels)

    def _linear(self, name: str, inputs: Floats) -> Floats:
        product: Floats = inputs @ self._weights[name]
        product += self._weights[f"{name}_bias"]
        return product

    def _named(self, kind: str, numbers: Ints) -> tuple[str, ...]:
        return tuple(map(self._names[kind].__getitem__, numbers.tolist()))

    def _distances_in(self, length: int) -> Floats:
        """The part of each arc's score that depends on distance; -inf where a word would be its own head."""
        places = np.arange(length)
        distances = np.clip(places[None, :] - places[:, None], -FARTHEST, FARTHEST)
        bias: Floats = self._weights["distance"][distances + FARTHEST]
        np.fill_diagonal(bias, -np.inf)
        return bias

    def _encode(self, sentences: Sequence[Sequence[str]], packing: Packing) -> Floats:
        """The states of the upper layer for every word, sentence after sentence."""
        number: dict[str, int] = {}
        rows = np.array([number.setdefault(form, len(number)) for sentence in sentences for form in sentence])
        states = self._embed(list(number))
        for layer in ("lower", "upper"):
            states = run_lstm(self._linear(layer, states), rows, packing, self._weights[f"{layer}_recurrent"])
            rows = np.arange(len(states))
        return states

    def _embed(self, forms: list[str]) -> Floats:
        """The input vectors of the forms."""
        found = [self._spelling(form) for form in forms]
        pieces = self._weights["pieces"][np.array([pieces for pieces, _ in found])].reshape(len(forms), -1)
        known = np.zeros((len(forms), len(self._evidence)), np.float32)
        told = [places for _, places in found]
        rows = np.repeat(np.arange(len(forms)), [len(places) for places in told])
        known[rows, np.fromiter(chain.from_iterable(told), np.intp)] = 1
        return np.maximum(self._linear("word", np.hstack([pieces, self.vectors.of(forms), known])), 0)

    def _look_up(self, lexicon: Lexicon, form: str) -> tuple[list[int], list[int]]:
        """The rows of a form's spelling features and the places of its evidence."""
        known = evidence(form, lexicon)
        rows = len(self._weights["pieces"])
        places = [self._evidence[name] for name in known if name in self._evidence]
        return [feature % rows for feature in hashed_features(form, known)], places


def probability(scores: Floats, columns: Ints) -> Floats:
    """The share of one column in each row, by softmax."""
    shares = np.exp(scores - scores.max(1, keepdims=True))
    share: Floats = shares[np.arange(len(columns)), columns] / shares.sum(1)
    return share


def dequantize(stored: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """The arrays of a file, those that have a scale as floats again; word vectors stay small until they are used."""
    return {
        name: stored[name] * stored[f"{name}{SCALE}"] if f"{name}{SCALE}" in stored else stored[name]
        for name in stored
        if not name.endswith(SCALE)
    }


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
    outside = np.setdiff1d(np.arange(len(scores)), inside)
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
