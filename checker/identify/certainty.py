"""The confidence that a run was left behind: boosted trees on its features, calibrated on human text."""

from __future__ import annotations

from bisect import bisect_left
from math import exp
from pathlib import Path
from typing import Final

import numpy as np

from checker.identify.features import Features
from checker.trees import Trees

# Up to how many words a run is a word, and a phrase; what is longer is a sentence or much of one.
LENGTHS: Final = (1, 5)


class Certainty:
    """The trees with their calibration.

    Args:
        path: an ``.npz`` with the arrays of `checker.trees.Trees` and ``curves``: for words, phrases and longer runs
            the slope and the offset of the logistic curve from the trees' log-odds to the confidence;
            ``training/certainty_of_runs.py`` builds it.
    """

    def __init__(self, path: Path) -> None:
        with np.load(path) as arrays:
            self._trees = Trees({name: arrays[name] for name in arrays.files if name != "curves"})
            self._curves: list[list[float]] = arrays["curves"].tolist()

    def of(self, features: Features) -> float:
        """The confidence in a run, in [0, 1]."""
        slope, offset = self._curves[length_class(features)]
        return 1 / (1 + exp(-(slope * self._trees.score(features) + offset)))


def length_class(features: Features) -> int:
    """The number of the curve for a run's length: a word, a phrase, or longer."""
    return bisect_left(LENGTHS, features["words"])
