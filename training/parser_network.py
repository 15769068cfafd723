"""The parser's network to be trained: the twin of ``checker/morphology/biaffine.py`` in torch."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import pad
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from checker.morphology.biaffine import FARTHEST
from checker.morphology.encoder import HASHED_FEATURES, SCALE, Vectors

PIECE_ROWS, PIECE_WIDTH = 1 << 15, 32
WORD_WIDTH, STATE_WIDTH = 192, 160
ARC_WIDTH, LABEL_WIDTH = 128, 96
DROPOUT = 0.33
# How often what is told of a word is withheld, so that the network learns to do without. The whole form is the most
# tempting of all, and unknown words have none.
WITHHELD_FORM, WITHHELD_PIECE, WITHHELD_VECTOR, WITHHELD_EVIDENCE = 0.25, 0.1, 0.1, 0.05
ARC_SCALE = 2 / math.sqrt(ARC_WIDTH)
LARGEST_STEP = 127


@dataclass(frozen=True)
class Inventory:
    """All that the network can be told and can answer, each sorted."""

    evidence: tuple[str, ...]
    deprel: tuple[str, ...]
    upos: tuple[str, ...]
    feats: tuple[str, ...]
    treebanks: tuple[str, ...]


@dataclass(frozen=True)
class Batch:
    """Sentences as the network is told of them, the longest first: (sentence, word, ...), padded with zeros."""

    pieces: Tensor
    vectors: Tensor
    evidence: Tensor
    treebanks: Tensor
    lengths: list[int]


@dataclass(frozen=True)
class Scores:
    """What the network answers for each word; column 0 of the arcs is the root."""

    upos: Tensor
    feats: Tensor
    arcs: Tensor
    label_dependent: Tensor
    label_head: Tensor


class ParserNetwork(nn.Module):
    """Word features, two bidirectional LSTM layers, and on them a tagger, a choice of heads and one of labels.

    Each treebank has a vector of its own beside the words', so that what only one of them does is learnt apart
    (S. Stymne and others, "Parser Training with Heterogeneous Treebanks", 2018).
    """

    def __init__(self, inventory: Inventory, vector_width: int) -> None:
        super().__init__()
        self.inventory = inventory
        known = HASHED_FEATURES * PIECE_WIDTH + vector_width + len(inventory.evidence)
        self.pieces = nn.Embedding(PIECE_ROWS, PIECE_WIDTH)
        self.treebank = nn.Embedding(len(inventory.treebanks), WORD_WIDTH)
        self.word = nn.Linear(known, WORD_WIDTH)
        self.lower = nn.LSTM(WORD_WIDTH, STATE_WIDTH, bidirectional=True, batch_first=True)
        self.upper = nn.LSTM(2 * STATE_WIDTH, STATE_WIDTH, bidirectional=True, batch_first=True)
        self.mlp = nn.Linear(2 * STATE_WIDTH, 2 * ARC_WIDTH + 2 * LABEL_WIDTH)
        self.root = nn.Parameter(torch.zeros(1, 2 * STATE_WIDTH))
        self.arc = nn.Linear(ARC_WIDTH, ARC_WIDTH)
        self.distance = nn.Parameter(torch.zeros(2 * FARTHEST + 1))
        self.deprel = nn.Linear(LABEL_WIDTH, len(inventory.deprel))
        self.upos = nn.Linear(2 * STATE_WIDTH, len(inventory.upos))
        self.feats = nn.Linear(2 * STATE_WIDTH, len(inventory.feats))
        self.dropout = nn.Dropout(DROPOUT)
        # Rows that no word of the treebanks has must add nothing to words that have them.
        nn.init.zeros_(self.pieces.weight)
        nn.init.zeros_(self.treebank.weight)
        nn.init.orthogonal_(self.arc.weight, 0.5)

    def forward(self, batch: Batch) -> Scores:
        states = torch.relu(self.word(self._told(batch)) + self.treebank(batch.treebanks)[:, None])
        for layer in (self.lower, self.upper):
            packed = pack_padded_sequence(self.dropout(states), batch.lengths, batch_first=True)
            states, _ = pad_packed_sequence(layer(packed)[0], batch_first=True)
        states = self.dropout(states)
        with_root = torch.cat([self.root.expand(len(states), 1, -1), states], 1)
        hidden = self.dropout(torch.relu(self.mlp(with_root)))
        arc_dependent, arc_head, label_dependent, label_head = hidden.split(
            [ARC_WIDTH, ARC_WIDTH, LABEL_WIDTH, LABEL_WIDTH], -1
        )
        arcs = ARC_SCALE * torch.bmm(self.arc(arc_dependent[:, 1:]), arc_head.transpose(1, 2))
        return Scores(
            self.upos(states), self.feats(states), self._masked(arcs, batch.lengths), label_dependent[:, 1:], label_head
        )

    def labels(self, scores: Scores, heads: Tensor) -> Tensor:
        """The scores of the labels of each word's arc to a head, given by its column in the arcs."""
        chosen = heads[..., None].expand(-1, -1, LABEL_WIDTH)
        return self.deprel(torch.relu(scores.label_dependent + scores.label_head.gather(1, chosen)))

    def _told(self, batch: Batch) -> Tensor:
        pieces, vectors, evidence = self.pieces(batch.pieces), batch.vectors, batch.evidence
        if self.training:
            words = pieces.shape[:2]
            some = torch.full((*words, HASHED_FEATURES), 1 - WITHHELD_PIECE)
            some[..., 0] = 1 - WITHHELD_FORM
            keep = torch.bernoulli(some)
            keep_evidence = torch.bernoulli(torch.full((*words, 1), 1 - WITHHELD_EVIDENCE))
            keep[..., -1:] *= keep_evidence
            pieces = pieces * keep[..., None]
            evidence = evidence * keep_evidence
            vectors = vectors * torch.bernoulli(torch.full((*words, 1), 1 - WITHHELD_VECTOR))
        return torch.cat([pieces.flatten(2), vectors, evidence], -1)

    def _masked(self, arcs: Tensor, lengths: Sequence[int]) -> Tensor:
        """The arcs' scores with what distance adds, and none to padding or from a word to itself."""
        longest = arcs.shape[1]
        places = torch.arange(longest)
        distances = (places[None, :] - places[:, None]).clamp(-FARTHEST, FARTHEST) + FARTHEST
        arcs = arcs + pad(self.distance[distances], (1, 0))
        padding = torch.arange(longest + 1)[None, None, :] > torch.tensor(lengths)[:, None, None]
        itself = pad(torch.eye(longest, dtype=torch.bool), (1, 0))
        return arcs.masked_fill(padding | itself, -1e9)


def export(network: ParserNetwork, vectors: Vectors, treebank: str, path: Path) -> None:
    """Write the network for inference, matrices in 8 bits, in the manner of one treebank."""
    state = {name: tensor.numpy() for name, tensor in network.state_dict().items()}
    manner = state["treebank.weight"][network.inventory.treebanks.index(treebank)]
    matrices = {"word": state["word.weight"].T, "mlp": state["mlp.weight"].T, "arc": ARC_SCALE * state["arc.weight"].T}
    plain = {
        "vector_keys": vectors.keys,
        "vector_rows": vectors.rows,
        "vector_table": vectors.table,
        "vector_scale": vectors.scale,
        "word_bias": state["word.bias"] + manner,
        "mlp_bias": state["mlp.bias"],
        "arc_bias": np.float32(ARC_SCALE) * state["arc.bias"],
        "root": state["root"],
        "distance": state["distance"],
    }
    for name in ("deprel", "upos", "feats"):
        matrices[name], plain[f"{name}_bias"] = state[f"{name}.weight"].T, state[f"{name}.bias"]
        plain[f"{name}_names"] = np.array(getattr(network.inventory, name))
    plain["evidence_names"] = np.array(network.inventory.evidence)
    for layer in ("lower", "upper"):
        inputs, recurrent, bias = lstm(state, layer)
        matrices[layer], matrices[f"{layer}_recurrent"], plain[f"{layer}_bias"] = inputs, recurrent, bias
    for name, matrix in matrices.items():
        plain |= quantized(name, matrix, np.abs(matrix).max(axis=-2, keepdims=True))
    pieces = state["pieces.weight"]
    plain |= quantized("pieces", pieces, np.abs(pieces).max())
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez(path, **plain)


def lstm(state: Mapping[str, NDArray[np.float32]], layer: str) -> tuple[NDArray[np.float32], ...]:
    """The weights of the inputs and of the states, and the bias, of both directions of a layer, for ``run_lstm``."""
    inputs, recurrent, bias, recurrent_bias = (
        [gates(state[f"{layer}.{part}{way}"]) for way in ("", "_reverse")]
        for part in ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")
    )
    return (
        np.concatenate(inputs).T,
        np.stack(recurrent).transpose(0, 2, 1),
        np.concatenate(bias) + np.concatenate(recurrent_bias),
    )


def gates(stored: NDArray[np.float32]) -> NDArray[np.float32]:
    """Torch's gates (input, forget, candidate, output) in the order and scale of ``encoder.run_lstm``."""
    into, forget, candidate, out = np.split(stored, 4)
    return np.concatenate([into / 2, forget / 2, out / 2, candidate])


def quantized(name: str, matrix: NDArray[np.float32], largest: NDArray[np.float32]) -> dict[str, NDArray[np.generic]]:
    """A matrix in 8 bits and its scale, which makes it whole again."""
    scale = np.asarray(np.maximum(largest, 1e-9) / LARGEST_STEP, np.float32)
    return {name: np.round(matrix / scale).astype(np.int8), f"{name}{SCALE}": scale}
