"""A network that tells of each word of a sentence whether its form fits there.

Bidirectional LSTM layers over what the parser knows of words as well: their spelling, their readings, their vectors.

Inference only; ``training/detector_network.py`` has the same network to be trained, with a second question that it
learns from and nobody asks here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from itertools import chain
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from checker.morphology.biaffine import (
    CACHED_FORMS,
    Floats,
    Packing,
    Vectors,
    dequantize,
    evidence,
    hashed_features,
    run_lstm,
)
from checker.morphology.lexicon import Lexicon

LAYERS: Final = ("lower", "upper", "top")


class Detector:
    """The weights of one language's network, with the lexicon and the vectors that it looks words up in."""

    def __init__(self, weights: Mapping[str, NDArray[Any]], lexicon: Lexicon, vectors: Vectors) -> None:
        # The last input and all answers but the first serve the training alone.
        self._weights = {**weights, "word": weights["word"][:-1], "answer": weights["answer"][:, :1]}
        self._weights["answer_bias"] = weights["answer_bias"][:1]
        self._vectors = vectors
        self._evidence = {name: place for place, name in enumerate(weights["evidence_names"].tolist())}
        self._shown = lru_cache(CACHED_FORMS)(partial(self._look_up, lexicon))

    @classmethod
    def load(cls, path: Path, lexicon: Lexicon, vectors: Vectors) -> Detector:
        """The network in an ``.npz`` file."""
        with np.load(path) as file:
            return cls(dequantize(file), lexicon, vectors)

    def read(self, sentences: Sequence[Sequence[str]]) -> list[Floats]:
        """The log odds that each word of each sentence stands in a wrong form; no sentence is empty."""
        order = sorted(range(len(sentences)), key=lambda number: -len(sentences[number]))
        lengths = [len(sentences[number]) for number in order]
        number: dict[str, int] = {}
        rows = np.array([number.setdefault(form, len(number)) for place in order for form in sentences[place]])
        states, packing = self._embed(list(number)), Packing.of(lengths)
        for layer in LAYERS:
            states = run_lstm(self._linear(layer, states), rows, packing, self._weights[f"{layer}_recurrent"])
            rows = np.arange(len(states))
        misfit = self._linear("answer", np.maximum(self._linear("mlp", states), 0))[:, 0]
        found = dict(zip(order, np.split(misfit, np.cumsum(lengths)[:-1]), strict=True))
        return [found[place] for place in range(len(sentences))]

    def _embed(self, forms: list[str]) -> Floats:
        shown = [self._shown(form) for form in forms]
        pieces = self._weights["pieces"][np.array([pieces for pieces, _ in shown])].reshape(len(forms), -1)
        known = np.zeros((len(forms), len(self._evidence)), np.float32)
        told = [places for _, places in shown]
        rows = np.repeat(np.arange(len(forms)), [len(places) for places in told])
        known[rows, np.fromiter(chain.from_iterable(told), np.intp)] = 1
        return np.maximum(self._linear("word", np.hstack([pieces, self._vectors.of(forms), known])), 0)

    def _linear(self, name: str, inputs: Floats) -> Floats:
        product: Floats = inputs @ self._weights[name]
        product += self._weights[f"{name}_bias"]
        return product

    def _look_up(self, lexicon: Lexicon, form: str) -> tuple[list[int], list[int]]:
        """The rows of a form's spelling features and the places of its evidence."""
        known = evidence(form, lexicon)
        rows = len(self._weights["pieces"])
        places = [self._evidence[name] for name in known if name in self._evidence]
        return [feature % rows for feature in hashed_features(form, known)], places
