"""Weighs suspicions with the model of a pack: the network reads, the trees add up, the calibration says how likely."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from checker.analysis import Engine
from checker.identify.word_tables import WordTable
from checker.judge.detector import Detector, Verdicts, Word, hidden
from checker.judge.features import Features, Reads, features_of, fix_features
from checker.judge.ngrams import Ngrams
from checker.judge.suspicion import Suspicion
from checker.morphology import Lexicon
from checker.threads import one_thread
from checker.trees import Trees

NETWORK, SEQUENCES, MODEL = "detector.npz", "ngrams.marisa", "trees.npz"
BATCH_TOKENS: Final = 1500


class Weight(NamedTuple):
    """What is said of one issue.

    Attributes:
        confidence: how likely it is right, in [0, 1].
        fixes: the places of its fixes, the likeliest first.
    """

    confidence: float
    fixes: tuple[int, ...]


@dataclass(frozen=True)
class Reader:
    """Turns suspicions into named features."""

    detector: Detector
    ngrams: Ngrams
    lexicon: Lexicon
    frequency: Callable[[str], float]

    @classmethod
    def load(cls, folder: Path, engine: Engine) -> Reader:
        """The reader of a pack's judge."""
        table = WordTable.of(engine.language)
        assert engine.parser, "a judge is had only where there is a parser"
        detector = Detector.load(folder / NETWORK, engine.lexicon, engine.parser.vectors)
        return cls(detector, Ngrams(folder / SEQUENCES), engine.lexicon, table.zipf if table else lambda _: 0.0)

    def read(self, suspicions: Sequence[Suspicion]) -> Iterator[tuple[Features, list[Features]]]:
        """The features of each suspicion, and of each of its repairs."""
        asked = [self._sentences(suspicion) for suspicion in suspicions]
        wanted = list(dict.fromkeys(sentence for sentences in asked for sentence in sentences.values()))
        said: dict[tuple[Word, ...], Verdicts] = {}
        with one_thread():
            for batch in batches(wanted):
                said.update(zip(batch, self.detector.read(batch), strict=True))
        for suspicion, sentences in zip(suspicions, asked, strict=True):
            reads = Reads(
                said[sentences["plain"]],
                [said[sentences[f"repair {n}"]] for n in range(len(suspicion.repairs))],
                {n: said[sentences[f"hidden {n}"]] for n in hideable(suspicion) if f"hidden {n}" in sentences},
            )
            features = features_of(suspicion, self.frequency, self.ngrams, self.lexicon, reads)
            yield features, fix_features(suspicion, self.frequency, self.ngrams, self.lexicon, reads)

    def _sentences(self, suspicion: Suspicion) -> dict[str, tuple[Word, ...]]:
        """The sentences that the network is asked to read for one suspicion, by what they are for."""
        plain = tuple(map(Word, suspicion.forms))
        found = {"plain": plain}
        for number, repair in enumerate(suspicion.repairs):
            found[f"repair {number}"] = tuple(map(Word, repair.forms))
        for place in hideable(suspicion):
            if word := hidden(plain[place].form, self.lexicon):
                found[f"hidden {place}"] = (*plain[:place], word, *plain[place + 1 :])
        return found


def batches(sentences: Sequence[tuple[Word, ...]]) -> Iterator[list[tuple[Word, ...]]]:
    """The sentences in groups of about `BATCH_TOKENS` words, those of like length together."""
    batch: list[tuple[Word, ...]] = []
    tokens = 0
    for sentence in sorted(sentences, key=len):
        batch.append(sentence)
        tokens += len(sentence)
        if tokens >= BATCH_TOKENS:
            yield batch
            batch, tokens = [], 0
    if batch:
        yield batch


def hideable(suspicion: Suspicion) -> tuple[int, ...]:
    """The places of the words whose form is worth hiding."""
    return tuple(dict.fromkeys((suspicion.wrong, suspicion.other)))


@dataclass(frozen=True)
class Scales:
    """The judge's model.

    Attributes:
        knots: log odds of the trees, rising, and the share of issues at each that are right: (2, knots).
        threshold: the confidence from which an issue is worth reading, in [0, 1].
    """

    reader: Reader
    trees: Trees
    fix_trees: Trees
    knots: NDArray[np.float64]
    threshold: float

    @classmethod
    def load(cls, folder: Path, engine: Engine) -> Scales:
        """The model of a pack."""
        with np.load(folder / MODEL) as file:
            arrays: dict[str, NDArray[Any]] = dict(file)
        return cls(
            Reader.load(folder, engine),
            Trees(part(arrays, "issue")),
            Trees(part(arrays, "fix")),
            arrays["knots"],
            float(arrays["threshold"]),
        )

    def weigh(self, suspicions: Sequence[Suspicion]) -> Iterator[Weight]:
        """The weight of each suspicion, in order."""
        for features, fixes in self.reader.read(suspicions):
            scores = [self.fix_trees.score(one) for one in fixes]
            order = sorted(range(len(scores)), key=lambda place: (-scores[place], place))
            yield Weight(self.confidence(self.trees.score(features)), tuple(order))

    def confidence(self, score: float) -> float:
        """The share of issues of this score that are right, to two places: more would be a promise."""
        return round(float(np.interp(score, *self.knots)), 2)


def part(arrays: Mapping[str, NDArray[Any]], name: str) -> dict[str, NDArray[Any]]:
    """The arrays whose names begin with a name, without it."""
    return {key.partition(" ")[2]: array for key, array in arrays.items() if key.partition(" ")[0] == name}
