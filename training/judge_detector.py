"""Train the network of the judge of agreement, ``rules/fr/judge/detector.npz``.

    python training/judge_detector.py --news FILE --leave-out IDS --start PARSER.npz --out detector.npz

It learns from published articles: in most sentences a word is put into another form of its paradigm, which is then to
be told from the others; of some words the form is hidden, and what it can express is to be told from the rest.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import random
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from confusing import HOMOPHONES, Confuser
from detector_network import PIECE_ROWS, Batch, DetectorNetwork, export, loss_of
from french_errors import ROWS
from hidden_forms import CELLS, Word, cells_of, hidden, shown
from planting import Planter
from torch.utils.data import DataLoader, IterableDataset

from checker.analysis import Analysis
from checker.engine.resources import Resources
from checker.model import Document
from checker.morphology.encoder import Vectors, dequantize
from checker.morphology.lexicon import Lexicon
from checker.morphology.parser import Parser
from checker.morphology.tree import ROOT
from checker.packs.languages import Packs

SHORTEST, LONGEST = 3, 90  # tokens
CONFUSED_SENTENCES, PLANTED_SENTENCES, PLANTED_TWICE, HIDDEN_WORDS = 0.25, 0.6, 0.1, 0.12
BATCH_TOKENS, POOL_SENTENCES = 3500, 8000
LEARNING_RATE, LAST_RATE, WARM_UP = 2e-3, 5e-5, 300


def read_news(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def sentences_of(articles: Sequence[dict[str, str]], target: str) -> Iterator[list[str]]:
    """The tokens of each sentence."""
    engine = Resources().engine(target)
    for article in articles:
        analysis = Analysis(Document(article["id"], article["text"]), engine)
        for segment in analysis.segments:
            forms = [token.form for token in analysis.tokens(segment.span)]
            if SHORTEST <= len(forms) <= LONGEST:
                yield forms


class Teller:
    """Turns words into what the network is shown of them, by number."""

    def __init__(self, lexicon: Lexicon, vectors: Vectors, evidence_names: Sequence[str]) -> None:
        self.lexicon, self._vectors = lexicon, vectors
        self._evidence = {name: place for place, name in enumerate(evidence_names)}
        self._number: dict[Word, int] = {}
        self.pieces = np.zeros((1 << 18, 8), np.int32)
        self.vectors = np.zeros((1 << 18, vectors.table.shape[1]), np.float16)
        self.known = np.zeros((1 << 18, len(evidence_names) + 1), np.uint8)

    def number(self, word: Word) -> int:
        if word not in self._number:
            place = self._number[word] = len(self._number) % len(self.pieces)
            fingerprints, known = shown(word, self.lexicon)
            self.pieces[place] = [fingerprint % PIECE_ROWS for fingerprint in fingerprints]
            self.vectors[place] = self._vectors.of([word.form])[0]
            self.known[place] = 0
            self.known[place, [self._evidence[name] for name in known if name in self._evidence]] = 1
            self.known[place, -1] = bool(word.upos)
        return self._number[word]


class Exercise(NamedTuple):
    """A sentence to learn from.

    Attributes:
        forms: its words, some of them wrong.
        numbers: of the words as they are shown, some of them with their form hidden.
        wrong: 1 for a planted form, 0 for one that was left, -1 for a hidden one.
        cells: what the hidden ones can express.
    """

    forms: list[str]
    numbers: list[int]
    wrong: list[int]
    cells: list[tuple[int, ...]]


class Exercises(IterableDataset):
    """Makes batches of sentences, each time with other errors and other words hidden."""

    def __init__(
        self,
        sentences: list[list[str]],
        teller: Teller,
        planter: Planter,
        confuser: Confuser,
        parser: Parser,
        labels: Sequence[str],
        seed: int,
    ) -> None:
        self._sentences, self._teller, self._planter, self._parser = sentences, teller, planter, parser
        self._confuser = confuser
        self._labels = {name: place for place, name in enumerate(labels)}
        self._chance = random.Random(seed)

    def __iter__(self) -> Iterator[Batch]:
        """Batches without end: one time through the sentences after another."""
        while True:
            yield from self.batches()

    def exercise(self, forms: list[str]) -> Exercise:
        """A sentence, other each time."""
        chance, lexicon = self._chance, self._teller.lexicon
        forms, planted = list(forms), set[int]()
        if chance.random() < CONFUSED_SENTENCES and (confused := self._confuser.confuse(forms, chance)):
            planted.update(confused[1])
        if chance.random() < PLANTED_SENTENCES:
            for _ in range(1 + (chance.random() < PLANTED_TWICE)):
                place = self._planter.plant(forms, chance, frozenset(planted))
                if place is not None:
                    planted.add(place)
        numbers, wrong, cells = [], [], []
        for place, form in enumerate(forms):
            hide = place not in planted and chance.random() < HIDDEN_WORDS and self._planter.changes(form)
            word = hidden(form, lexicon) if hide else None
            numbers.append(self._teller.number(word or Word(form)))
            wrong.append(-1 if word else int(place in planted))
            cells.append(cells_of(lexicon.readings(form)) if word else ())
        return Exercise(forms, numbers, wrong, cells)

    def batches(self) -> Iterator[Batch]:
        order = self._chance.sample(range(len(self._sentences)), len(self._sentences))
        for start in range(0, len(order), POOL_SENTENCES):
            pool = sorted((self._sentences[n] for n in order[start : start + POOL_SENTENCES]), key=len, reverse=True)
            groups: list[list[list[str]]] = []
            while pool:
                size = max(1, BATCH_TOKENS // len(pool[0]))
                groups.append(pool[:size])
                pool = pool[size:]
            self._chance.shuffle(groups)
            for group in groups:
                yield self.batch(sorted(map(self.exercise, group), key=lambda each: -len(each.forms)))

    def batch(self, exercises: Sequence[Exercise]) -> Batch:
        lengths = [len(exercise.numbers) for exercise in exercises]
        shape = len(exercises), lengths[0]
        numbers, wrong = np.zeros(shape, np.int64), np.full(shape, -1, np.int64)
        cells = np.zeros((*shape, len(CELLS)), bool)
        heads = np.arange(shape[0] * shape[1]).reshape(shape)
        lean, labels = np.zeros(shape, np.float32), np.zeros(shape, np.int64)
        trees = self._parser.parse([exercise.forms for exercise in exercises])
        for row, ((_, own, faults, told), tree) in enumerate(zip(exercises, trees, strict=True)):
            numbers[row, : len(own)], wrong[row, : len(own)] = own, faults
            labels[row, : len(own)] = [self._labels[label] for label in tree.deprels]
            for column, (head, sure) in enumerate(zip(tree.heads, tree.confidence, strict=True)):
                if head != ROOT:
                    heads[row, column], lean[row, column] = row * shape[1] + head, sure
            for column, places in enumerate(told):
                cells[row, column, list(places)] = True
        teller = self._teller
        return Batch(
            torch.from_numpy(teller.pieces[numbers].astype(np.int64)),
            torch.from_numpy(teller.vectors[numbers].astype(np.float32)),
            torch.from_numpy(teller.known[numbers].astype(np.float32)),
            torch.from_numpy(wrong),
            torch.from_numpy(cells),
            torch.from_numpy(heads),
            torch.from_numpy(lean),
            torch.from_numpy(labels),
            lengths,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--news", type=Path, required=True, help="published articles, JSON Lines with id and text, gzipped"
    )
    parser.add_argument("--leave-out", type=Path, required=True, help="ids of articles kept for the trees, one a line")
    parser.add_argument("--start", type=Path, required=True, help="the parser to start from")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--target", default="fr")
    parser.add_argument("--passes", type=float, default=3)
    parser.add_argument("--minutes", type=float, default=1e9, help="end by then, the learning rate with it")
    parser.add_argument("--resume", type=Path, help="a network of this kind to go on with")
    parser.add_argument("--rate", type=float, default=LEARNING_RATE, help="the learning rate at the beginning")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sentences", type=int, help="only so many, to try")
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    left_out = set(args.leave_out.read_text(encoding="utf-8").split())
    articles = [article for article in read_news(args.news) if article["id"] not in left_out]
    sentences = list(sentences_of(articles, args.target))[: args.sentences]
    held_out, sentences = sentences[::200], [s for n, s in enumerate(sentences) if n % 200]
    with np.load(args.start) as file:
        start = dequantize(file)
    vectors = Vectors(*(start[f"vector_{part}"] for part in ("keys", "rows", "table", "scale")))
    language = Packs().languages[args.target]
    lexicon = Lexicon.of(language)
    teller = Teller(lexicon, vectors, start["evidence_names"].tolist())
    planter = Planter(lexicon, ROWS)
    labels = start["deprel_names"].tolist()
    exercises = partial(
        Exercises,
        teller=teller,
        planter=planter,
        confuser=Confuser(language.word_list(HOMOPHONES)),
        parser=Parser.load(args.start, lexicon),
        labels=labels,
    )
    network = DetectorNetwork(start["evidence_names"].tolist(), labels, vectors.table.shape[1])
    network.start_from(start)
    if args.resume:
        with np.load(args.resume) as file:
            network.resume(dequantize(file))
    tokens = sum(map(len, sentences))
    print(f"{len(articles)} articles, {len(sentences)} sentences, {tokens} tokens", flush=True)
    tests = list(exercises(held_out, seed=99).batches())
    print(evaluate(network, tests), flush=True)
    train(network, exercises(sentences, seed=args.seed), args, tokens, tests)
    print(evaluate(network, tests))


def train(
    network: DetectorNetwork,
    exercises: Exercises,
    args: argparse.Namespace,
    tokens: int,
    tests: Sequence[Batch],
) -> None:
    """Go through the sentences; the learning rate falls in the shape of a cosine, the weights are averaged."""
    dense = [parameter for name, parameter in network.named_parameters() if name != "pieces.weight"]
    optimizers = [torch.optim.AdamW(dense, weight_decay=1e-4), torch.optim.SparseAdam([network.pieces.weight])]
    average = {name: value.detach().clone() for name, value in network.state_dict().items() if name != "pieces.weight"}
    began, seen, total, step = time.monotonic(), 0, 0.0, 0
    for batch in DataLoader(exercises, batch_size=None, num_workers=1, prefetch_factor=8):
        done = max(seen / (args.passes * tokens), (time.monotonic() - began) / (60 * args.minutes))
        if done >= 1:
            break
        rate = LAST_RATE + (args.rate - LAST_RATE) * (1 + math.cos(math.pi * done)) / 2
        rate *= min(1.0, (step + 1) / WARM_UP)
        for optimizer, scale in zip(optimizers, (1.0, 1.0), strict=True):
            for group in optimizer.param_groups:
                group["lr"] = rate * scale
        network.train()
        words = sum(batch.lengths)
        with torch.autocast("cpu", dtype=torch.bfloat16):  # twice as fast where the processor has it
            loss = loss_of(network, batch) / words
        for optimizer in optimizers:
            optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(dense, 1.0)
        for optimizer in optimizers:
            optimizer.step()
        with torch.no_grad():
            weight = min(0.998, (step + 1) / (step + 10))
            for name, value in network.state_dict().items():
                if name in average:
                    average[name].lerp_(value, 1 - weight)
        seen, step = seen + words, step + 1
        total += loss.item()
        if step % 200 == 0:
            speed = seen / (time.monotonic() - began)
            print(f"step {step}, {done:.3f}, {speed:.0f} tokens/s, loss {total / 200:.4f}", flush=True)
            total = 0.0
        if step % 600 == 0:
            now = {name: value.detach().clone() for name, value in network.state_dict().items()}
            network.load_state_dict({**now, **average})
            print(evaluate(network, tests), flush=True)
            export(network, args.out)
            network.load_state_dict(now)
    network.load_state_dict({**network.state_dict(), **average})
    export(network, args.out)


def evaluate(network: DetectorNetwork, tests: Sequence[Batch]) -> str:
    """How well planted forms are told apart, and how well hidden ones are told."""
    network.eval()
    scores, labels, told, asked = [], [], 0, 0
    with torch.no_grad():
        for batch in tests:
            misfit, cells = network(batch)
            keep = batch.wrong >= 0
            scores.append(misfit[keep].numpy())
            labels.append(batch.wrong[keep].numpy())
            wanted = batch.cells.any(-1)
            best = cells.argmax(-1)
            told += int((batch.cells.gather(-1, best[..., None])[..., 0] & wanted).sum())
            asked += int(wanted.sum())
    network.train()
    score, label = np.concatenate(scores), np.concatenate(labels)
    order = np.argsort(-score)
    right = np.cumsum(label[order])
    precision = right / np.arange(1, len(order) + 1)
    recall = right / label.sum()
    at = {p: float(recall[np.flatnonzero(precision >= p).max(initial=0)]) for p in (0.8, 0.9, 0.95, 0.98)}
    found = ", ".join(f"{value:.3f} at {p}" for p, value in at.items())
    return f"held out: recall of planted forms {found}; hidden forms told {told / max(1, asked):.4f}"


if __name__ == "__main__":
    main()
