"""Sentences -> states, in numpy: the lower layers that the parser and the judge share.

Words come in as a fixed vector, the readings that the lexicon has for them and hashed pieces of their spelling; layers
of bidirectional LSTMs go over them.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from checker.model import plain_form
from checker.morphology.lexicon import Lexicon

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]

HASHED_FEATURES = 8
CACHED_FORMS = 1 << 16
# The ending of the names of scales: a stored matrix of 8-bit numbers times its scale is the matrix.
SCALE = ".scale"
SHAPES = ((re.compile("[A-ZÀ-ÖØ-ÞŒŸ]"), "X"), (re.compile(r"[^\W\d_]"), "x"), (re.compile(r"\d"), "9"))


def fingerprint(text: str) -> int:
    """A 32-bit number for a text, the same on every machine."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


def lexicon_evidence(form: str, lexicon: Lexicon) -> tuple[str, ...]:
    """A form's possible word classes, and features by word class ("NOUN Gender=Fem"), sorted, from the lexicon."""
    # "va-t-il" can be what "va" can be.
    readings = lexicon.readings(form) or lexicon.readings(form.partition("-")[0])
    found = {reading.upos for reading in readings}
    found.update(f"{reading.upos} {feat}" for reading in readings if reading.feats for feat in reading.feats.split("|"))
    return tuple(sorted(found))


def hashed_features(form: str, known: tuple[str, ...]) -> tuple[int, ...]:
    """Fingerprints of a form's spelling and of all that it can be; the first is the form itself."""
    word = plain_form(form)
    shape = form
    for pattern, letter in SHAPES:
        shape = pattern.sub(letter, shape)
    pieces = (word, word[:3], word[-1:], word[-2:], word[-3:], word[-4:], re.sub(r"(.)\1+", r"\1\1", shape)[:8])
    return tuple(fingerprint(f"{kind}{piece}") for kind, piece in enumerate((*pieces, ";".join(known))))


@dataclass(frozen=True)
class Vectors:
    """Word vectors in small: fingerprints of the plain forms, sorted, and the row of the table that each has."""

    keys: NDArray[np.uint32]
    rows: NDArray[np.uint16]
    table: NDArray[np.int8]
    scale: NDArray[np.float32]

    def of(self, forms: Sequence[str]) -> Floats:
        """One row for each form, zeros where the form has no vector."""
        wanted = np.array([fingerprint(plain_form(form)) for form in forms], np.uint32)
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


class Encoder:
    """The lower part of a network, with the lexicon and the vectors that it looks words up in.

    Args:
        weights: of the whole network, by name.
        layers: the names of its LSTM layers, from the words up.
    """

    def __init__(
        self, weights: Mapping[str, NDArray[Any]], layers: Sequence[str], lexicon: Lexicon, vectors: Vectors
    ) -> None:
        self._weights = weights
        self._layers = layers
        self._vectors = vectors
        self._evidence = {name: place for place, name in enumerate(weights["evidence_names"].tolist())}
        self._spelling = lru_cache(CACHED_FORMS)(partial(self._look_up, lexicon))

    def states(self, sentences: Sequence[Sequence[str]]) -> Floats:
        """The states of the uppermost layer for every word, sentence after sentence; the longest comes first."""
        number: dict[str, int] = {}
        rows = np.array([number.setdefault(form, len(number)) for sentence in sentences for form in sentence])
        states, packing = self._embed(list(number)), Packing.of([len(sentence) for sentence in sentences])
        for layer in self._layers:
            states = run_lstm(self.linear(layer, states), rows, packing, self._weights[f"{layer}_recurrent"])
            rows = np.arange(len(states))
        return states

    def linear(self, name: str, inputs: Floats) -> Floats:
        """Rows times the matrix of that name, plus its bias."""
        product: Floats = inputs @ self._weights[name]
        product += self._weights[f"{name}_bias"]
        return product

    def _embed(self, forms: list[str]) -> Floats:
        """The input vectors of the forms."""
        found = [self._spelling(form) for form in forms]
        pieces = self._weights["pieces"][np.array([pieces for pieces, _ in found])].reshape(len(forms), -1)
        known = np.zeros((len(forms), len(self._evidence)), np.float32)
        told = [places for _, places in found]
        rows = np.repeat(np.arange(len(forms)), [len(places) for places in told])
        known[rows, np.fromiter(chain.from_iterable(told), np.intp)] = 1
        return np.maximum(self.linear("word", np.hstack([pieces, self._vectors.of(forms), known])), 0)

    def _look_up(self, lexicon: Lexicon, form: str) -> tuple[list[int], list[int]]:
        """The rows of a form's spelling features and the places of its evidence."""
        known = lexicon_evidence(form, lexicon)
        rows = len(self._weights["pieces"])
        places = [self._evidence[name] for name in known if name in self._evidence]
        return [feature % rows for feature in hashed_features(form, known)], places


def dequantize(stored: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """The arrays of a file, those that have a scale as floats again; word vectors stay small until they are used."""
    return {
        name: stored[name] * stored[f"{name}{SCALE}"] if f"{name}{SCALE}" in stored else stored[name]
        for name in stored
        if not name.endswith(SCALE)
    }
