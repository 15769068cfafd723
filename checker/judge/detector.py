"""A network that scores, for each word of a sentence, how likely its form is wrong there.

Bidirectional LSTM layers over what the parser knows of words as well: their spelling, their readings, their vectors.

Inference only; ``training/detector_network.py`` has the same network to be trained, with a second question that it
learns from and nobody asks here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from checker.morphology.encoder import Encoder, Floats, Vectors, dequantize
from checker.morphology.lexicon import Lexicon

LAYERS: Final = ("lower", "upper", "top")


class Detector:
    """The weights of one language's network, with the lexicon and the vectors that it looks words up in."""

    def __init__(self, weights: Mapping[str, NDArray[Any]], lexicon: Lexicon, vectors: Vectors) -> None:
        # The last input and all answers but the first serve the training alone.
        own = {**weights, "word": weights["word"][:-1], "answer": weights["answer"][:, :1]}
        own["answer_bias"] = weights["answer_bias"][:1]
        self._encoder = Encoder(own, LAYERS, lexicon, vectors)

    @classmethod
    def load(cls, path: Path, lexicon: Lexicon, vectors: Vectors) -> Detector:
        """The network in an ``.npz`` file."""
        with np.load(path) as file:
            return cls(dequantize(file), lexicon, vectors)

    def read(self, sentences: Sequence[Sequence[str]]) -> list[Floats]:
        """The log odds that each word of each sentence stands in a wrong form; no sentence is empty."""
        order = sorted(range(len(sentences)), key=lambda number: -len(sentences[number]))
        longest_first = [sentences[number] for number in order]
        states = self._encoder.states(longest_first)
        hidden = np.maximum(self._encoder.linear("mlp", states), 0)
        misfit = self._encoder.linear("answer", hidden)[:, 0]
        found = dict(zip(order, np.split(misfit, np.cumsum(list(map(len, longest_first)))[:-1]), strict=True))
        return [found[place] for place in range(len(sentences))]
