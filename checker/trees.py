"""Boosted decision trees as arrays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray


class Trees:
    """An ensemble of binary trees.

    Attributes:
        names: of the features, in the order of the columns.

    The arrays hold all nodes, tree after tree: ``feature`` (the column that a node asks, -1 in a leaf), ``threshold``
    (a value up to it goes left), ``left`` and ``right`` (the nodes that follow), ``value`` (what a leaf adds), and
    ``root`` (the first node of each tree).
    """

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self.names: tuple[str, ...] = tuple(arrays["names"].tolist())
        self._feature, self._threshold = arrays["feature"], arrays["threshold"]
        self._left, self._right = arrays["left"], arrays["right"]
        self._value, self._root = arrays["value"], arrays["root"]

    def score(self, features: Mapping[str, float]) -> float:
        """The log odds that the trees give to named features; those that are missing are 0."""
        row = np.array([features.get(name, 0.0) for name in self.names], np.float64)
        node = self._root
        while True:
            asked = self._feature[node]
            inner = asked >= 0
            if not inner.any():
                return float(self._value[node].sum())
            low = row[asked] <= self._threshold[node]
            node = np.where(inner, np.where(low, self._left[node], self._right[node]), node)
