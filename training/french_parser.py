"""Train ``rules/fr/parser.npz``, the French tagger and dependency parser.

    python training/french_parser.py --data FOLDER                       the parser that ships
    python training/french_parser.py --data FOLDER --hold-out OUT.npz    one to measure with

The folder holds treebanks of Universal Dependencies as ``.conllu.gz``. With ``--hold-out`` those of ``HELD_OUT`` are
not trained on; whatever is measured on their sentences must be measured with such a parser. Needs torch and, for its
word vectors, spaCy with fr_core_news_md 3.8.0.

Sources:
    UD French GSD (dev), Rhapsodie and ParisStories (train, dev): CC BY-SA 4.0.
    UD French Sequoia (train, dev), FQB (test): LGPL-LR.
    fr_core_news_md 3.8.0, its vectors only: fastText on OSCAR and Wikipedia, by Explosion, CC0.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import spacy
import torch
from disagreement import Disturber
from french_treebank import Sentence, read_treebank
from parser_network import PIECE_ROWS, Batch, Inventory, ParserNetwork, Scores, export
from torch import Tensor
from torch.nn.functional import cross_entropy
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from checker.model import plain_form
from checker.morphology.encoder import (
    HASHED_FEATURES,
    Vectors,
    fingerprint,
    hashed_features,
    lexicon_evidence,
)
from checker.morphology.lexicon import Lexicon
from checker.morphology.parser import RESOURCE, Parser
from checker.packs.languages import Language, Packs

HELD_OUT = ("fr_gsd-ud-dev.conllu.gz", "fr_sequoia-ud-dev.conllu.gz")
# Half of the speech is enough for each epoch; its nouns and participles have no gender and number marked.
SPOKEN = {"fr_rhapsodie", "fr_parisstories"}
SPOKEN_SHARE = 0.5
# The manner of annotation to parse in: newspapers, parliament, encyclopedia, medicine.
MANNER = "fr_sequoia"
LONGEST_SENTENCE_TOKENS = 120

VECTOR_PACKAGE = "fr_core_news_md"
VECTORS, VECTOR_WIDTH = 200_000, 128
LARGEST_DEVIATION = 4.0

EPOCHS = 20
BATCH_TOKENS = 800
LEARNING_RATE, LAST_LEARNING_RATE = 2e-3, 4e-5
WARM_UP_STEPS = 150
AVERAGING = 0.998
UPOS_WEIGHT, FEATS_WEIGHT = 0.5, 0.3
UNKNOWN = -100  # what torch's cross entropy skips

REPORTED = ("nsubj", "nsubj:pass", "amod", "acl", "acl:relcl", "det", "aux:pass", "cop", "xcomp")


def word_vectors() -> Vectors:
    """The package's vectors for its most frequent forms, by principal components, in 8 bits."""
    vocab = spacy.load(VECTOR_PACKAGE, exclude=["ner", "parser", "lemmatizer", "morphologizer"]).vocab
    row_of: dict[str, int] = {}
    for key, row in vocab.vectors.key2row.items():  # the most frequent first
        form = vocab.strings[key]
        if form == plain_form(form) or plain_form(form) not in row_of:
            row_of[plain_form(form)] = row
    table = vocab.vectors.data - vocab.vectors.data.mean(0)
    table = table @ np.linalg.svd(table, full_matrices=False)[2][:VECTOR_WIDTH].T
    table /= np.linalg.norm(table, axis=1, keepdims=True) + 1e-6
    scale = np.float32(LARGEST_DEVIATION / 127)
    table = np.clip(np.round(table / table.std() / scale), -127, 127).astype(np.int8)
    rows = {fingerprint(form): row for form, row in list(row_of.items())[:VECTORS]}
    keys = sorted(rows)
    return Vectors(
        np.array(keys, np.uint32), np.array([rows[key] for key in keys], np.uint16), table, np.asarray(scale)
    )


class Teller:
    """Turns sentences into what the network is told of them and what it should answer."""

    def __init__(self, vectors: Vectors, lexicon: Lexicon, inventory: Inventory) -> None:
        self._vectors, self._lexicon, self._inventory = vectors, lexicon, inventory
        self._evidence = number_of(inventory.evidence)
        self._answers = {name: number_of(getattr(inventory, name)) for name in ("deprel", "upos", "feats")}
        self._known: dict[str, tuple[list[int], np.ndarray, list[int]]] = {}

    def told(self, sentences: Sequence[Sequence[str]], treebanks: Sequence[str]) -> Batch:
        """The batch of sentences given as forms, the longest first."""
        self._learn({form for sentence in sentences for form in sentence})
        shape = len(sentences), len(sentences[0])
        pieces = np.zeros((*shape, HASHED_FEATURES), np.int64)
        vectors = np.zeros((*shape, self._vectors.table.shape[1]), np.float32)
        known = np.zeros((*shape, len(self._evidence)), np.float32)
        for row, sentence in enumerate(sentences):
            for column, form in enumerate(sentence):
                pieces[row, column], vectors[row, column], places = self._known[form]
                known[row, column, places] = 1
        manners = torch.tensor([self._inventory.treebanks.index(name) for name in treebanks])
        lengths = [len(sentence) for sentence in sentences]
        return Batch(*map(torch.from_numpy, (pieces, vectors, known)), manners, lengths)

    def answers(self, name: str, sentences: Sequence[Sequence[str]]) -> Tensor:
        """The numbers of the right answers, padded."""
        number = self._answers[name]
        return padded([[number[answer] for answer in sentence] for sentence in sentences])

    def _learn(self, forms: set[str]) -> None:
        new = sorted(forms - self._known.keys())
        for form, vector in zip(new, self._vectors.of(new), strict=True):
            found = lexicon_evidence(form, self._lexicon)
            pieces = [feature % PIECE_ROWS for feature in hashed_features(form, found)]
            self._known[form] = pieces, vector, [self._evidence[name] for name in found if name in self._evidence]


def number_of(names: Sequence[str]) -> dict[str, int]:
    """The place of each name."""
    return {name: place for place, name in enumerate(names)}


def padded(rows: Sequence[Sequence[int]]) -> Tensor:
    """Rows of numbers as one tensor, ``UNKNOWN`` behind the shorter ones."""
    longest = max(map(len, rows))
    return torch.tensor([[*row, *[UNKNOWN] * (longest - len(row))] for row in rows])


def inventory_of(sentences: Sequence[Sentence], lexicon: Lexicon) -> Inventory:
    """All that occurs in the sentences."""
    forms = {form for sentence in sentences for form in sentence.forms}

    def occurring(name: str) -> tuple[str, ...]:
        return tuple(sorted({answer for sentence in sentences for answer in getattr(sentence, name)}))

    return Inventory(
        evidence=tuple(sorted({name for form in forms for name in lexicon_evidence(form, lexicon)})),
        deprel=occurring("deprels"),
        upos=occurring("upos"),
        feats=occurring("feats"),
        treebanks=tuple(sorted({sentence.source for sentence in sentences})),
    )


def epoch(sentences: Sequence[Sentence], chance: random.Random) -> list[list[Sentence]]:
    """The batches of one pass through the data, each of sentences of like length, the longest first."""
    taken = [s for s in sentences if s.source not in SPOKEN or chance.random() < SPOKEN_SHARE]
    taken.sort(key=lambda sentence: -len(sentence.forms) + 3 * chance.random())
    batches: list[list[Sentence]] = [[]]
    for sentence in taken:
        if sum(len(other.forms) for other in batches[-1]) >= BATCH_TOKENS:
            batches.append([])
        batches[-1].append(sentence)
    chance.shuffle(batches)
    return [sorted(batch, key=lambda sentence: -len(sentence.forms)) for batch in batches]


def schedule(sentences: Sequence[Sentence], epochs: int, seed: int) -> Iterator[tuple[int, list[Sentence]]]:
    """The batches of all epochs, each with the number of its epoch."""
    chance = random.Random(seed)
    for number in range(1, epochs + 1):
        for batch in epoch(sentences, chance):
            yield number, batch


def train(sentences: Sequence[Sentence], lexicon: Lexicon, vectors: Vectors, epochs: int, seed: int) -> ParserNetwork:
    """The network trained on the sentences: the moving average of its weights."""
    torch.manual_seed(seed)
    inventory = inventory_of(sentences, lexicon)
    teller, disturber = Teller(vectors, lexicon, inventory), Disturber(lexicon, seed)
    network = ParserNetwork(inventory, VECTOR_WIDTH)
    average = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(AVERAGING))
    optimizer = torch.optim.AdamW(network.parameters(), lr=LEARNING_RATE, betas=(0.9, 0.98))
    steps = sum(1 for _ in schedule(sentences, epochs, seed))
    reported, loss_sum = 1, 0.0
    for step, (number, batch) in enumerate(schedule(sentences, epochs, seed)):
        warmth = min(1, (step + 1) / WARM_UP_STEPS)
        for group in optimizer.param_groups:
            group["lr"] = max(LAST_LEARNING_RATE, LEARNING_RATE * warmth * (1 - step / steps))
        disturbed = [disturber.disturb(sentence) for sentence in batch]
        told = teller.told([forms for forms, _ in disturbed], [sentence.source for sentence in batch])
        loss = loss_of(network, told, batch, [changed for _, changed in disturbed], teller)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimizer.step()
        average.update_parameters(network)
        loss_sum += loss.item()
        if number > reported:
            print(f"epoch {reported} of {epochs}, step {step} of {steps}: loss {loss_sum:.1f}", flush=True)
            reported, loss_sum = number, 0.0
    return average.module


def loss_of(
    network: ParserNetwork, told: Batch, batch: Sequence[Sentence], changed: Sequence[set[int]], teller: Teller
) -> Tensor:
    """What the network's answers cost. The features of words put in disagreement are nobody's answer."""
    scores: Scores = network(told)
    columns = padded([[head + 1 for head in sentence.heads] for sentence in batch])
    feats = teller.answers("feats", [sentence.feats for sentence in batch])
    for row, (sentence, places) in enumerate(zip(batch, changed, strict=True)):
        feats[row, list(range(len(sentence.forms))) if sentence.source in SPOKEN else sorted(places)] = UNKNOWN
    labels = network.labels(scores, columns.clamp(min=0))
    cost = (
        mean_cost(scores.arcs, columns)
        + mean_cost(labels, teller.answers("deprel", [sentence.deprels for sentence in batch]))
        + UPOS_WEIGHT * mean_cost(scores.upos, teller.answers("upos", [sentence.upos for sentence in batch]))
    )
    return cost + FEATS_WEIGHT * mean_cost(scores.feats, feats) if (feats != UNKNOWN).any() else cost


def mean_cost(scores: Tensor, answers: Tensor) -> Tensor:
    """The mean cross entropy of the answers that are known."""
    return cross_entropy(scores.flatten(0, 1), answers.flatten(), ignore_index=UNKNOWN)


def measure(parser: Parser, sentences: Sequence[Sentence]) -> None:
    """Print attachment without punctuation, tagging, and precision and recall of some relations."""
    trees = parser.parse([sentence.forms for sentence in sentences])
    right: Counter[str] = Counter()
    proposed: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    words = attached = labelled = tagged = 0
    for sentence, tree in zip(sentences, trees, strict=True):
        for gold_head, gold, head, deprel, gold_upos, upos in zip(
            sentence.heads, sentence.deprels, tree.heads, tree.deprels, sentence.upos, tree.upos, strict=True
        ):
            wanted[gold] += 1
            proposed[deprel] += 1
            right[gold] += (gold_head, gold) == (head, deprel)
            tagged += gold_upos == upos
            if gold != "punct":
                words += 1
                attached += gold_head == head
                labelled += (gold_head, gold) == (head, deprel)
    print(f"UAS {attached / words:.4f}  LAS {labelled / words:.4f}  UPOS {tagged / wanted.total():.4f}")
    for name in REPORTED:
        precision, recall = right[name] / max(1, proposed[name]), right[name] / max(1, wanted[name])
        print(f"    {name:<12} precision {precision:.3f}  recall {recall:.3f}  of {wanted[name]}")


def read(paths: Sequence[Path], language: Language) -> list[Sentence]:
    return [sentence for path in paths for sentence in read_treebank(path, language)]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, required=True, help="folder of treebanks")
    arguments.add_argument("--hold-out", type=Path, metavar="OUT", help="train without the held-out parts, measure")
    arguments.add_argument("--epochs", type=int, default=EPOCHS)
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    language = Packs().find("fr")
    paths = sorted(options.data.glob("*.conllu.gz"))
    held_out = [path for path in paths if options.hold_out and path.name in HELD_OUT]
    sentences = read([path for path in paths if path not in held_out], language)
    sentences = [sentence for sentence in sentences if len(sentence.forms) <= LONGEST_SENTENCE_TOKENS]
    vectors = word_vectors()
    network = train(sentences, Lexicon.of(language), vectors, options.epochs, options.seed)
    out = options.hold_out or language.folders[0] / RESOURCE
    export(network, vectors, MANNER, out)
    print(f"{out}: {out.stat().st_size} bytes")
    for path in held_out:
        print(path.name)
        measure(Parser.load(out, Lexicon.of(language)), read([path], language))


if __name__ == "__main__":
    main()
