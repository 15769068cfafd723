"""From the scores of the judge's trees to confidences: how many issues of a score are right, in what company."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import log
from typing import Final

import numpy as np
from numpy.typing import NDArray

from checker.model import Span

Numbers = NDArray[np.float64]

# What is thought of a text's share of errors before it is read weighs as much as this many errors seen there (the shape
# of a gamma distribution). Of .05 to 4 it foretells best what is right in the articles of the calibration.
PRIOR: Final = 2.0
DENSEST: Final = log(4)  # nothing more is concluded from a text that is worse still: there was none to learn from
BOUNDS: Final = 0.01, 0.99  # what lies outside was not seen often enough to be told apart


@dataclass(frozen=True)
class Calibration:
    """Two logistic curves.

    Attributes:
        alone: offset and slope of the share that is right over the score.
        among: offset and slopes over the score and the company.
        usual: how many errors a character has of articles in which an issue is raised.
    """

    alone: Numbers
    among: Numbers
    usual: float

    def confidences(self, scores: Sequence[float], spans: Sequence[Span], length: int) -> list[float]:
        """How likely each issue of a document of some length is right, to two places: more would be a promise."""
        by_score = np.array(scores)
        among = company(logistic(self.alone, by_score), spans, length * self.usual)
        return [round(float(share), 2) for share in np.clip(logistic(self.among, by_score, among), *BOUNDS)]


def company(likely: Numbers, spans: Sequence[Span], usual: float) -> Numbers:
    """How much more errors a document seems to have than is usual, beside each issue: the logarithm of a ratio.

    Where one error was left others are likelier. A short text says little, and a long one without any other error
    speaks against one. Issues that overlap are about one error, the likeliest of them.

    Args:
        likely: how likely each issue is right by itself.
        spans: the words that each is about.
        usual: how many errors a document of its length has.
    """
    order = sorted(range(len(spans)), key=lambda number: spans[number].start)
    reach = [0, *accumulate((spans[number].end for number in order), max)]
    cluster = np.cumsum([spans[number].start >= before for number, before in zip(order, reach, strict=False)])
    likeliest = np.zeros(len(spans) + 1)
    np.maximum.at(likeliest, cluster, likely[order])
    others = np.empty(len(spans))
    others[order] = likeliest.sum() - likeliest[cluster]
    return np.minimum(np.log((PRIOR + others) / (PRIOR + usual)), DENSEST)


def logistic(curve: Numbers, *over: Numbers) -> Numbers:
    """The shares by a curve, given as its offset and its slope over each of some numbers."""
    log_odds = curve[0] + sum(slope * numbers for slope, numbers in zip(curve[1:], over, strict=True))
    return np.asarray(1 / (1 + np.exp(-log_odds)), np.float64)
