"""Trains the tagger of foreign runs and writes ``rules/mul/tagger.npz``.

    python training/foreign_tagger.py ARTICLES.jsonl.gz [...] [--fold 0/5] [--out FILE]

ARTICLES hold one document a line, {"doc", "target", "text", "spans": [{"start", "end"}]}, as
``training/mixed_articles.py`` makes them from NTREX-128 (CC BY-SA 4.0). With ``--fold 0/5`` the
documents of the first of five folds are kept out, so that the result may be measured on them, and their names
are written beside the result: the folds are by ``doc``, the article, which many lines share.

The networks are those that `checker.identify.tagger` runs; here they are differentiated by JAX. Each begins elsewhere
and sees half of the articles of each file. Every block that the checker would look at is one sequence.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax

from checker.identify.elsewhere import elsewheres
from checker.identify.evidence import NAMES, evidence_rows
from checker.identify.intruders import Intruders
from checker.identify.screening import Screening
from checker.identify.tagger import DISTANCES
from checker.model import Document
from checker.packs.languages import Packs

NETWORKS = 2
WIDTH = 48
LENGTHS = (32, 64, 128, 256)  # sequences are padded to one of these; longer ones are left out
BATCH = 64
DROPOUT = 0.1
LEARNING_RATE = 3e-3
# ISO 639-3, as some corpora have it, to our tags.
TAGS = {"fra": "fr", "spa": "es", "ita": "it", "por": "pt", "deu": "de", "nld": "nl", "pol": "pl", "ron": "ro"}

Parameters = dict[str, Any]
Example = tuple[np.ndarray, np.ndarray]


def articles(paths: list[Path]) -> Iterator[dict[str, Any]]:
    """The documents of all files."""
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def held_out(paths: list[Path], fold: str | None) -> frozenset[str]:
    """The articles of a fold such as ``0/5``, none without one."""
    if fold is None:
        return frozenset()
    number, of = map(int, fold.split("/"))
    names = sorted({article["doc"] for article in articles(paths)})
    random.Random(0).shuffle(names)
    return frozenset(names[number::of])


class Examples:
    """Makes examples of articles the way the checker looks at them."""

    def __init__(self) -> None:
        self.packs = Packs()
        self.intruders: dict[str, Intruders] = {}

    def of(self, article: dict[str, Any]) -> Iterator[Example]:
        """For each block that the checker would look at: its evidence, and which words are foreign."""
        language = self.packs.find(TAGS.get(article["target"], article["target"]))
        if language.tag not in self.intruders:
            self.intruders[language.tag] = Intruders(language, self.packs)
        document = Document("", article["text"])
        blocks = Screening(document, self.intruders[language.tag]).odd
        for (words, weights), elsewhere in zip(blocks, elsewheres(blocks), strict=True):
            if len(words) > LENGTHS[-1]:
                continue
            rows = evidence_rows(words, weights, language, elsewhere)
            labels = np.zeros(len(words), np.float32)
            for span in article["spans"]:
                labels[[span["start"] <= start < span["end"] for start in words.starts]] = 1
            yield rows, labels


def initial(features: int, key: jax.Array) -> Parameters:
    """Random weights, small enough for the residual layers to start near the identity."""
    keys = jax.random.split(key, len(DISTANCES) + 1)
    parameters: Parameters = {}
    for n in range(len(DISTANCES)):
        inputs = 3 * (WIDTH if n else features)
        scale = (0.5 if n else 1.0) / np.sqrt(inputs)
        parameters[f"w{n}"] = jax.random.normal(keys[n], (inputs, WIDTH)) * scale
        parameters[f"b{n}"] = jnp.zeros(WIDTH)
    parameters["w"] = jax.random.normal(keys[-1], (WIDTH,)) / np.sqrt(WIDTH)
    parameters["b"] = jnp.zeros(())
    return parameters


def neighbours(rows: jax.Array, distance: int) -> jax.Array:
    """`checker.identify.tagger.neighbours` for a batch."""
    before = jnp.pad(rows, ((0, 0), (distance, 0), (0, 0)))[:, : rows.shape[1]]
    after = jnp.pad(rows, ((0, 0), (0, distance), (0, 0)))[:, distance:]
    return jnp.concatenate([before, rows, after], -1)


def log_odds(parameters: Parameters, rows: jax.Array, mask: jax.Array, key: jax.Array) -> jax.Array:
    """`checker.identify.tagger.Tagger.log_odds` for a batch, with dropout."""
    hidden = jnp.zeros(())
    for n, distance in enumerate(DISTANCES):
        inputs = hidden if n else rows
        if n:
            key, own = jax.random.split(key)
            inputs = inputs * jax.random.bernoulli(own, 1 - DROPOUT, inputs.shape) / (1 - DROPOUT)
        outputs = jax.nn.relu(neighbours(inputs, distance) @ parameters[f"w{n}"] + parameters[f"b{n}"])
        hidden = (inputs + outputs if n else outputs) * mask[..., None]
    return hidden @ parameters["w"] + parameters["b"]


def loss(parameters: Parameters, rows: jax.Array, labels: jax.Array, mask: jax.Array, key: jax.Array) -> jax.Array:
    """Mean cross-entropy of the words."""
    odds = log_odds(parameters, rows, mask, key)
    return (optax.sigmoid_binary_cross_entropy(odds, labels) * mask).sum() / mask.sum()


def batches(examples: list[Example], rng: random.Random) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Rows, labels and mask of batches of like length, in random order.

    Half of the blocks are not told of set phrases: the lists are not complete, and words speak for themselves too.
    """
    by_length: dict[int, list[Example]] = {length: [] for length in LENGTHS}
    for example in rng.sample(examples, len(examples)):
        by_length[next(length for length in LENGTHS if len(example[1]) <= length)].append(example)
    groups = [(n, e[k : k + BATCH]) for n, e in by_length.items() for k in range(0, len(e), BATCH)]
    for length, group in rng.sample(groups, len(groups)):
        rows = np.zeros((BATCH, length, examples[0][0].shape[1]), np.float32)
        labels, mask = np.zeros((BATCH, length), np.float32), np.zeros((BATCH, length), np.float32)
        for n, (evidence, own) in enumerate(group):
            rows[n, : len(own)], labels[n, : len(own)], mask[n, : len(own)] = evidence, own, 1
            if rng.random() < 0.5:
                rows[n, :, NAMES.index("in_set_phrase")] = 0
        yield rows, labels, mask


def train(examples: list[Example], epochs: int, seed: int) -> Parameters:
    """Fit a network by Adam with a cosine schedule; the same examples and seed give the same weights."""
    rng, key = random.Random(seed), jax.random.PRNGKey(seed)
    parameters = initial(examples[0][0].shape[1], key)
    schedule = optax.cosine_decay_schedule(LEARNING_RATE, epochs * (len(examples) // BATCH + len(LENGTHS)))
    optimizer = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(schedule, weight_decay=1e-3))
    state = optimizer.init(parameters)

    @jax.jit
    def step(parameters, state, rows, labels, mask, key):  # type: ignore[no-untyped-def]
        value, gradient = jax.value_and_grad(loss)(parameters, rows, labels, mask, key)
        updates, state = optimizer.update(gradient, state, parameters)
        return optax.apply_updates(parameters, updates), state, value

    for epoch in range(epochs):
        values = []
        for batch in batches(examples, rng):
            key, own = jax.random.split(key)
            parameters, state, value = step(parameters, state, *batch, own)
            values.append(float(value))
        print(f"epoch {epoch}: loss {np.mean(values):.5f}", flush=True)
    return parameters


def main() -> None:
    """Train and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path, nargs="+")
    parser.add_argument("--fold", help="such as 0/5: keep the articles of this fold out")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent.parent / "rules/mul/tagger.npz")
    args = parser.parse_args()
    without = held_out(args.articles, args.fold)
    maker = Examples()
    seen = (article for article in articles(args.articles) if article["doc"] not in without)
    shares: list[list[Example]] = [[] for _ in range(NETWORKS)]
    for number, article in enumerate(seen):
        shares[number % NETWORKS] += maker.of(article)
    networks = []
    for seed, examples in enumerate(shares):
        print(f"{len(examples)} blocks, {sum(len(labels) for _, labels in examples)} words", flush=True)
        networks.append(train(examples, args.epochs, seed))
    if without:
        args.out.with_suffix(".held-out.txt").write_text("\n".join(sorted(without)), encoding="utf-8")
    stacked = {name: np.stack([np.asarray(network[name], np.float16) for network in networks]) for name in networks[0]}
    np.savez_compressed(args.out, names=np.array(NAMES), **stacked)


if __name__ == "__main__":
    main()
