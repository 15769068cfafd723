"""The network of the judge to be trained: the twin of ``checker/judge/detector.py`` in torch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from hidden_forms import CELLS
from numpy.typing import NDArray
from parser_network import lstm, quantized
from torch import Tensor, nn
from torch.nn.functional import logsigmoid
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from checker.judge.detector import LAYERS, TREE_LABELS, TREE_LAYERS, TREE_MATRICES
from checker.morphology.encoder import HASHED_FEATURES

PIECE_ROWS, PIECE_WIDTH = 1 << 16, 32
WORD_WIDTH, STATE_WIDTH, HIDDEN_WIDTH = 192, 160, 128
DROPOUT = 0.15
WITHHELD_FORM, WITHHELD_VECTOR = 0.15, 0.05
CELL_WEIGHT = 0.5


@dataclass(frozen=True)
class Batch:
    """Sentences, the longest first, padded: (sentence, word, ...).

    Attributes:
        wrong: 1 where a form was planted, 0 where it was left, -1 where it is hidden or padding.
        cells: what the right form of a hidden word can express, all zeros elsewhere.
        heads: the place of each word's head among all (sentence * longest + word); its own place where it has none.
        lean: how likely the head is right, 0 where there is none.
        labels: the number of the relation to it.
    """

    pieces: Tensor
    vectors: Tensor
    known: Tensor
    wrong: Tensor
    cells: Tensor
    heads: Tensor
    lean: Tensor
    labels: Tensor
    lengths: list[int]


class TreeLayer(nn.Module):
    """Tells each word what its head and the words below it are; at first it changes nothing."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.down = nn.Linear(HIDDEN_WIDTH, HIDDEN_WIDTH)
        self.up = nn.Linear(HIDDEN_WIDTH, HIDDEN_WIDTH)
        self.own = nn.Linear(2 * HIDDEN_WIDTH, HIDDEN_WIDTH)
        self.out = nn.Linear(HIDDEN_WIDTH, HIDDEN_WIDTH)
        self.below = nn.Embedding(labels, HIDDEN_WIDTH)
        self.above = nn.Embedding(labels, HIDDEN_WIDTH)
        for part in (self.out.weight, self.out.bias, self.below.weight, self.above.weight):
            nn.init.zeros_(part)

    def forward(self, states: Tensor, heads: Tensor, lean: Tensor, labels: Tensor) -> Tensor:
        """States (words, width) in the light of the tree."""
        messages = torch.relu(self.down(states) + self.below(labels)).float() * lean[:, None]
        below = torch.zeros_like(messages).index_add(0, heads, messages)
        above = self.up(states)[heads] * lean[:, None] + self.above(labels)
        return states + self.out(torch.relu(self.own(torch.cat([states.float(), below], -1)) + above))


class DetectorNetwork(nn.Module):
    """Word features, bidirectional LSTM layers, layers over the tree, and two answers for each word."""

    def __init__(self, evidence_names: Sequence[str], deprel_names: Sequence[str], vector_width: int) -> None:
        super().__init__()
        self.evidence_names, self.deprel_names = tuple(evidence_names), tuple(deprel_names)
        known = HASHED_FEATURES * PIECE_WIDTH + vector_width + len(evidence_names) + 1
        self.pieces = nn.Embedding(PIECE_ROWS, PIECE_WIDTH, sparse=True)
        self.word = nn.Linear(known, WORD_WIDTH)
        self.lower = nn.LSTM(WORD_WIDTH, STATE_WIDTH, bidirectional=True, batch_first=True)
        self.upper = nn.LSTM(2 * STATE_WIDTH, STATE_WIDTH, bidirectional=True, batch_first=True)
        self.top = nn.LSTM(2 * STATE_WIDTH, STATE_WIDTH, bidirectional=True, batch_first=True)
        self.mlp = nn.Linear(2 * STATE_WIDTH, HIDDEN_WIDTH)
        self.tree = nn.ModuleList(TreeLayer(len(deprel_names)) for _ in range(TREE_LAYERS))
        self.answer = nn.Linear(HIDDEN_WIDTH, 1 + len(CELLS))
        self.dropout = nn.Dropout(DROPOUT)

    def start_from(self, parser: Mapping[str, NDArray[np.generic]]) -> None:
        """Take what a parser has learnt of words and sentences; the third layer begins anew."""
        with torch.no_grad():
            pieces = torch.tensor(parser["pieces"], dtype=torch.float32)
            self.pieces.weight.copy_(pieces.repeat(PIECE_ROWS // len(pieces), 1))
            self.word.weight.zero_()
            self.word.weight[:, :-1].copy_(torch.tensor(parser["word"].T))
            self.word.bias.copy_(torch.tensor(parser["word_bias"]))
            for layer in LAYERS[:2]:
                self._take_layer(layer, parser)

    def resume(self, stored: Mapping[str, NDArray[np.generic]]) -> None:
        """Take the weights of a network of this kind that was written before."""
        with torch.no_grad():
            self.pieces.weight.copy_(torch.tensor(stored["pieces"], dtype=torch.float32))
            for name in ("word", "mlp", "answer"):
                getattr(self, name).weight.copy_(torch.tensor(stored[name].T))
                getattr(self, name).bias.copy_(torch.tensor(stored[f"{name}_bias"]))
            for layer in LAYERS:
                self._take_layer(layer, stored)
            for number, layer in enumerate(self.tree):
                for name in TREE_MATRICES:
                    getattr(layer, name).weight.copy_(torch.tensor(stored[f"tree{number}_{name}"].T))
                    getattr(layer, name).bias.copy_(torch.tensor(stored[f"tree{number}_{name}_bias"]))
                for name in TREE_LABELS:
                    getattr(layer, name).weight.copy_(torch.tensor(stored[f"tree{number}_{name}"]))

    def _take_layer(self, layer: str, stored: Mapping[str, NDArray[np.generic]]) -> None:
        lstm = getattr(self, layer)
        for way, ending in enumerate(("", "_reverse")):
            place = slice(4 * STATE_WIDTH * way, 4 * STATE_WIDTH * (way + 1))
            for name, rows in (
                ("weight_ih", stored[layer].T[place]),
                ("weight_hh", stored[f"{layer}_recurrent"][way].T),
                ("bias_ih", stored[f"{layer}_bias"][place]),
            ):
                getattr(lstm, f"{name}_l0{ending}").copy_(torch.tensor(torch_gates(rows)))
            getattr(lstm, f"bias_hh_l0{ending}").zero_()

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """The log odds of a misfit (sentence, word), and the log probabilities of the cells (sentence, word, cell)."""
        pieces, vectors = self.pieces(batch.pieces), batch.vectors
        if self.training:
            keep = torch.ones(*pieces.shape[:3], 1)
            keep[:, :, 0] = torch.bernoulli(torch.full((*pieces.shape[:2], 1), 1 - WITHHELD_FORM))
            pieces = pieces * keep
            vectors = vectors * torch.bernoulli(torch.full((*pieces.shape[:2], 1), 1 - WITHHELD_VECTOR))
        states = torch.relu(self.word(torch.cat([pieces.flatten(2), vectors, batch.known], -1)))
        for layer in LAYERS:
            packed = pack_padded_sequence(self.dropout(states), batch.lengths, batch_first=True)
            states, _ = pad_packed_sequence(getattr(self, layer)(packed)[0], batch_first=True)
        hidden = torch.relu(self.mlp(self.dropout(states)))
        flat = hidden.flatten(0, 1)
        for layer in self.tree:
            flat = layer(self.dropout(flat), batch.heads.flatten(), batch.lean.flatten(), batch.labels.flatten())
        answers = self.answer(self.dropout(flat)).view(*hidden.shape[:2], -1)
        return answers[..., 0], answers[..., 1:].float().log_softmax(-1)


def loss_of(network: DetectorNetwork, batch: Batch) -> Tensor:
    """The loss of a batch, summed over its words."""
    misfit, cells = (answer.float() for answer in network(batch))
    wrong = logsigmoid(misfit) * (batch.wrong == 1) + logsigmoid(-misfit) * (batch.wrong == 0)
    asked = batch.cells.any(-1)
    right = cells.masked_fill(~batch.cells, -1e9).logsumexp(-1)
    return -wrong.sum() - CELL_WEIGHT * (right * asked).sum()


def torch_gates(stored: NDArray[np.float32]) -> NDArray[np.float32]:
    """The gates of ``encoder.run_lstm`` in torch's order and scale (input, forget, candidate, output)."""
    into, forget, out, candidate = np.split(np.asarray(stored), 4)
    return np.concatenate([2 * into, 2 * forget, candidate, 2 * out])


def export(network: DetectorNetwork, path: Path) -> None:
    """Write the network for inference, matrices in 8 bits."""
    state = {name: tensor.detach().numpy() for name, tensor in network.state_dict().items()}
    matrices = {name: state[f"{name}.weight"].T for name in ("word", "mlp", "answer")}
    plain = {f"{name}_bias": state[f"{name}.bias"] for name in matrices}
    plain["evidence_names"], plain["deprel_names"] = np.array(network.evidence_names), np.array(network.deprel_names)
    for number in range(TREE_LAYERS):
        for name in TREE_MATRICES:
            matrices[f"tree{number}_{name}"] = state[f"tree.{number}.{name}.weight"].T
            plain[f"tree{number}_{name}_bias"] = state[f"tree.{number}.{name}.bias"]
        for name in TREE_LABELS:
            plain[f"tree{number}_{name}"] = state[f"tree.{number}.{name}.weight"]
    for layer in LAYERS:
        inputs, recurrent, bias = lstm(state, layer)
        matrices[layer], matrices[f"{layer}_recurrent"], plain[f"{layer}_bias"] = inputs, recurrent, bias
    for name, matrix in matrices.items():
        plain |= quantized(name, matrix, np.abs(matrix).max(axis=-2, keepdims=True))
    pieces = state["pieces.weight"]
    plain |= quantized("pieces", pieces, np.abs(pieces).max(axis=-1, keepdims=True))
    np.savez(path, **plain)
