"""The tagger: evidence on each word of a block -> which words are foreign, and how surely.

Small convolutional networks that are the same for all languages, as they see frequencies, capitals
and punctuation but no letters; ``training/foreign_tagger.py`` builds them. Their layers look at a word
and at those `distance` words away on either side, each layer further than the last, so that every
decision weighs about thirty words around it. Their mean errs less than any of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from checker.identify.evidence import NAMES
from checker.threads import one_thread

Array = NDArray[np.float32]

DISTANCES = (1, 1, 2, 4, 8)
REACH = sum(DISTANCES)
PIECE = 2048  # words that the network takes at a time
# Log-odds that each change between the languages costs.
SWITCH_COST = 0.25
# Mean log-odds of a quotation below which it is meant to be foreign, and what its words are raised to else.
MEANT, PLAIN = -5.0, 2.0


class Tagger:
    """The networks with their weights.

    Args:
        path: an ``.npz`` with ``w0, b0, w1, b1, …`` for the layers and ``w, b`` for the log-odds, the networks
            along the first axis of each, and ``names``, the evidence that they were trained on.

    Raises:
        ValueError: they were trained on other evidence than `evidence` gives.
    """

    def __init__(self, path: Path) -> None:
        with np.load(path) as weights:
            if tuple(weights["names"].tolist()) != NAMES:
                raise ValueError(f"{path} was trained on other evidence")
            self._layers = [
                (distance, weights[f"w{n}"].astype(np.float32), weights[f"b{n}"].astype(np.float32)[:, None])
                for n, distance in enumerate(DISTANCES)
            ]
            self._out = weights["w"].astype(np.float32)[..., None], weights["b"].astype(np.float32)

    def log_odds(self, blocks: Sequence[Array]) -> list[Array]:
        """For each word of each block the log-odds that it is foreign.

        Args:
            blocks: the evidence on each, with a row a word. They are laid end to end, too far apart
                to see each other, and taken in pieces that overlap as far as the network sees, so
                that neither many short blocks nor a very long one cost more than their words.
        """
        apart = np.zeros((REACH, blocks[0].shape[1]), np.float32)
        rows = np.concatenate([part for block in blocks for part in (block, apart)])
        is_word = np.zeros((len(rows), 1), np.float32)
        places, position = [], 0
        for block in blocks:
            places.append(slice(position, position + len(block)))
            is_word[places[-1]] = 1
            position += len(block) + REACH
        odds = np.empty(len(rows), np.float32)
        with one_thread():
            for start in range(0, len(rows), PIECE):
                first = max(start - REACH, 0)
                seen = slice(first, start + PIECE + REACH)
                odds[start : start + PIECE] = self._run(rows[seen], is_word[seen])[start - first :][:PIECE]
        return [odds[place] for place in places]

    def _run(self, rows: Array, is_word: Array) -> Array:
        (distance, weight, bias), *rest = self._layers
        hidden = np.maximum(neighbours(rows, distance) @ weight + bias, 0) * is_word
        for distance, weight, bias in rest:
            hidden = (hidden + np.maximum(neighbours(hidden, distance) @ weight + bias, 0)) * is_word
        weight, bias = self._out
        odds: Array = ((hidden @ weight)[..., 0] + bias[:, None]).mean(0)
        return odds


def neighbours(rows: Array, distance: int) -> Array:
    """Each row between the row `distance` before it and the one `distance` after it; zeros beyond the ends."""
    *networks, count, width = rows.shape
    wide = np.zeros((*networks, count, 3 * width), np.float32)
    wide[..., distance:, :width] = rows[..., : max(count - distance, 0), :]
    wide[..., width : 2 * width] = rows
    wide[..., : max(count - distance, 0), 2 * width :] = rows[..., distance:, :]
    return wide


def raise_quotation(log_odds: Array) -> None:
    """Raise the log odds of a plainly foreign quotation, in place, unless the network is sure that it is deliberate.

    It is sure where a translation stands beside the quotation, unsure of what may be a slogan or a lyric.
    """
    if log_odds.mean() > MEANT:
        np.maximum(log_odds, PLAIN, out=log_odds)


def likeliest_runs(log_odds: Array) -> list[range]:
    """The runs of foreign words in the likeliest sequence, in order (Viterbi, two states)."""
    own, foreign = 0.0, float(log_odds[0])
    came_from: list[tuple[bool, bool]] = []
    for odds in log_odds[1:].tolist():
        stay, enter = foreign, own - SWITCH_COST
        remain, leave = own, foreign - SWITCH_COST
        came_from.append((leave > remain, stay >= enter))
        own, foreign = max(remain, leave), max(stay, enter) + odds
    state = foreign > own
    states = [state]
    for own_from, foreign_from in reversed(came_from):
        state = foreign_from if state else own_from
        states.append(state)
    states.reverse()
    runs, position = [], 0
    for is_foreign, group in groupby(states):
        length = sum(1 for _ in group)
        if is_foreign:
            runs.append(range(position, position + length))
        position += length
    return runs
