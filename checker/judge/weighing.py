"""Weighs suspicions with a pack's model: a network, boosted trees on its output, and their calibration."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from checker.analysis import Engine
from checker.batches import batches
from checker.identify.word_tables import WordTable
from checker.judge.calibration import Calibration
from checker.judge.detector import Detector
from checker.judge.features import Features, fix_features, suspicion_features
from checker.judge.suspicion import Suspicion
from checker.morphology import Ngrams, Parser, Tree
from checker.morphology.encoder import Floats
from checker.threads import one_thread
from checker.trees import Trees

NETWORK, MODEL = "detector.npz", "trees.npz"
BATCH_TOKENS: Final = 1500
WORTH_MENDING: Final = 0.2  # the confidence from which fixes are put in order

# How ill each word of a sentence fits: the log odds that it stands in a wrong form.
Misfits = dict[tuple[str, ...], Floats]


class Weight(NamedTuple):
    """The judge's result for one issue.

    Attributes:
        confidence: how likely it is right, in [0, 1].
        fixes: the places of its fixes, the likeliest first; empty where they were not weighed.
    """

    confidence: float
    fixes: tuple[int, ...]


@dataclass(frozen=True)
class Reader:
    """Turns suspicions into named features."""

    parser: Parser
    detector: Detector
    ngrams: Ngrams
    frequency: Callable[[str], float]

    @classmethod
    def load(cls, folder: Path, engine: Engine) -> Reader:
        """The reader of a pack's judge."""
        table = WordTable.of(engine.language)
        assert engine.parser, "a judge is had only where there is a parser"
        assert engine.ngrams, "and where there are sequences"
        detector = Detector.load(folder / NETWORK, engine.lexicon, engine.parser.vectors)
        return cls(engine.parser, detector, engine.ngrams, table.zipf if table else lambda _: 0.0)

    def as_written(self, suspicions: Iterable[Suspicion]) -> Misfits:
        """How ill the words of their sentences fit as they stand."""
        return self._misfits({suspicion.forms: suspicion.tree for suspicion in suspicions})

    def as_repaired(self, suspicions: Iterable[Suspicion]) -> Misfits:
        """How ill the words of their sentences fit after each repair."""
        return self._misfits({repair.forms: None for suspicion in suspicions for repair in suspicion.repairs})

    def _misfits(self, sentences: Mapping[tuple[str, ...], Tree | None]) -> Misfits:
        """The network's output for sentences with their trees, which are made where there are none yet."""
        unparsed = [forms for forms, tree in sentences.items() if tree is None]
        trees = {forms: tree for forms, tree in sentences.items() if tree}
        trees |= zip(unparsed, self.parser.parse(unparsed), strict=True)
        found: Misfits = {}
        with one_thread():
            for batch in batches(sorted(sentences, key=len), len, BATCH_TOKENS):
                found.update(zip(batch, self.detector.read(batch, [trees[forms] for forms in batch]), strict=True))
        return found

    def features(self, suspicion: Suspicion, misfits: Misfits) -> Features:
        """The features of a suspicion, whose sentence was read."""
        return suspicion_features(suspicion, self.frequency, self.ngrams, misfits[suspicion.forms])

    def fix_features(self, suspicion: Suspicion, misfits: Misfits) -> list[Features]:
        """The features of each repair of a suspicion; the sentence was read as it stands and as each makes it."""
        repaired = [misfits[repair.forms] for repair in suspicion.repairs]
        return fix_features(suspicion, self.frequency, self.ngrams, misfits[suspicion.forms], repaired)


@dataclass(frozen=True)
class Scales:
    """The judge's model.

    Attributes:
        threshold: the confidence from which an issue is worth reading, in [0, 1].
    """

    reader: Reader
    trees: Trees
    fix_trees: Trees
    calibration: Calibration
    threshold: float

    @classmethod
    def load(cls, folder: Path, engine: Engine) -> Scales:
        """The model of a pack."""
        with np.load(folder / MODEL) as file:
            arrays: dict[str, NDArray[Any]] = dict(file)
        return cls(
            Reader.load(folder, engine),
            Trees(arrays_below(arrays, "issue")),
            Trees(arrays_below(arrays, "fix")),
            Calibration(arrays["alone"], arrays["among"], float(arrays["usual"])),
            float(arrays["threshold"]),
        )

    def weigh(self, suspicions: Sequence[Suspicion], length: int) -> Iterator[Weight]:
        """The weight of each suspicion of a document, in order; the length is that of its text.

        Which fix comes first takes a reading for each of them, and is asked only where someone may look.
        """
        misfits = self.reader.as_written(suspicions)
        scores = [self.trees.score(self.reader.features(suspicion, misfits)) for suspicion in suspicions]
        spans = [suspicion.issue.span for suspicion in suspicions]
        confidences = self.calibration.confidences(scores, spans, length)
        worth = [confidence >= WORTH_MENDING for confidence in confidences]
        misfits |= self.reader.as_repaired(compress(suspicions, worth))
        for suspicion, confidence, mend in zip(suspicions, confidences, worth, strict=True):
            fixes = [self.fix_trees.score(one) for one in self.reader.fix_features(suspicion, misfits)] if mend else []
            yield Weight(confidence, tuple(sorted(range(len(fixes)), key=lambda place: (-fixes[place], place))))


def arrays_below(arrays: Mapping[str, NDArray[Any]], name: str) -> dict[str, NDArray[Any]]:
    """The arrays under a prefix, their names without it."""
    return {key.partition(" ")[2]: array for key, array in arrays.items() if key.partition(" ")[0] == name}
