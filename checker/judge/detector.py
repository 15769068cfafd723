"""A network that tells of each word whether its form fits its sentence, and which form would.

Bidirectional LSTM layers over what the parser knows of words as well: their spelling, their readings, their vectors.
Two questions are asked of it. *Misfit*: how likely is it that a word stands in a wrong form? *Cell*: if the form of a
word is hidden and only its lemma shown, which cells of its paradigm does the sentence ask for?

Inference only; ``training/detector_network.py`` has the same network to be trained.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from itertools import chain
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from checker.model import Reading
from checker.morphology.biaffine import (
    CACHED_FORMS,
    Floats,
    Packing,
    Vectors,
    dequantize,
    evidence,
    hashed_features,
    run_lstm,
)
from checker.morphology.lexicon import Lexicon, features

LAYERS: Final = ("lower", "upper", "top")
INFLECTED: Final = frozenset({"DET", "ADJ", "NOUN", "PRON", "VERB", "AUX", "NUM"})
COMMON: Final = ("AUX", "DET", "PRON")
# What the form of a word can express, whatever its class: a nominal gender and number, a finite person and number.
CELLS: Final = (
    *(f"{gender}.{number}" for gender in ("Masc", "Fem", "Neut") for number in ("Sing", "Plur")),
    *(f"{person}.{number}" for person in "123" for number in ("Sing", "Plur")),
    "Inf",
    "Ger",
)


class Word(NamedTuple):
    """A token as the network is shown it.

    Attributes:
        form: as it stands, or the lemma where the form is hidden.
        upos: the word class that is shown in place of all readings where the form is hidden; else empty.
    """

    form: str
    upos: str = ""


def hidden(form: str, lexicon: Lexicon) -> Word | None:
    """A word with its form hidden: its lemma and its class by the likeliest reading that inflects; None if none does.

    Auxiliaries, determiners and pronouns are commoner than the nouns that are written alike: "a", "est", "la", "son".
    """
    readings = [reading for reading in lexicon.readings(form) if reading.upos in INFLECTED]
    reading = min(readings, key=lambda each: (*COMMON, each.upos).index(each.upos), default=None)
    return Word(reading.lemma, reading.upos) if reading else None


@lru_cache(4096)
def cells_of(readings: tuple[Reading, ...]) -> tuple[int, ...]:
    """The places in `CELLS` of all that a form with these readings can express, in order."""
    found = set[str]()
    for reading in readings:
        own = features(reading.feats)
        numbers = [own["Number"]] if "Number" in own else ["Sing", "Plur"]
        match own.get("VerbForm"):
            case "Inf":
                found.add("Inf")
            case "Ger":
                found.add("Ger")
            case "Part" if own.get("Tense") == "Pres":
                found.add("Ger")
            case "Fin":
                found.update(f"{own.get('Person', '3')}.{number}" for number in numbers)
            case _ if reading.upos in INFLECTED:
                genders = [own["Gender"]] if "Gender" in own else ["Masc", "Fem"]
                found.update(f"{gender}.{number}" for gender in genders for number in numbers)
    return tuple(place for place, cell in enumerate(CELLS) if cell in found)


def shown(word: Word, lexicon: Lexicon) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """What the network is shown of a word: fingerprints of its spelling, and what it can be."""
    known = (word.upos,) if word.upos else evidence(word.form, lexicon)
    return hashed_features(word.form, known), known


class Verdicts(NamedTuple):
    """What the network says of the words of one sentence.

    Attributes:
        misfit: the log odds that each stands in a wrong form: (words,).
        cells: the log probability of each cell at each word, of use where its form was hidden: (words, cells).
    """

    misfit: Floats
    cells: Floats


class Detector:
    """The weights of one language's network, with the lexicon and the vectors that it looks words up in."""

    def __init__(self, weights: Mapping[str, NDArray[Any]], lexicon: Lexicon, vectors: Vectors) -> None:
        self._weights = weights
        self._vectors = vectors
        self._evidence = {name: place for place, name in enumerate(weights["evidence_names"].tolist())}
        self._shown = lru_cache(CACHED_FORMS)(partial(self._look_up, lexicon))

    @classmethod
    def load(cls, path: Path, lexicon: Lexicon, vectors: Vectors) -> Detector:
        """The network in an ``.npz`` file."""
        with np.load(path) as file:
            return cls(dequantize(file), lexicon, vectors)

    def read(self, sentences: Sequence[Sequence[Word]]) -> list[Verdicts]:
        """What the network says of each sentence; none is empty."""
        order = sorted(range(len(sentences)), key=lambda number: -len(sentences[number]))
        lengths = [len(sentences[number]) for number in order]
        number: dict[Word, int] = {}
        rows = np.array([number.setdefault(word, len(number)) for place in order for word in sentences[place]])
        states, packing = self._embed(list(number)), Packing.of(lengths)
        for layer in LAYERS:
            states = run_lstm(self._linear(layer, states), rows, packing, self._weights[f"{layer}_recurrent"])
            rows = np.arange(len(states))
        answers = self._linear("answer", np.maximum(self._linear("mlp", states), 0))
        cells = answers[:, 1:] - np.logaddexp.reduce(answers[:, 1:], axis=1, keepdims=True)
        found = zip(
            np.split(answers[:, 0], np.cumsum(lengths)[:-1]), np.split(cells, np.cumsum(lengths)[:-1]), strict=True
        )
        by_place = dict(zip(order, (Verdicts(*verdicts) for verdicts in found), strict=True))
        return [by_place[place] for place in range(len(sentences))]

    def _embed(self, words: list[Word]) -> Floats:
        found = [self._shown(word) for word in words]
        pieces = self._weights["pieces"][np.array([pieces for pieces, _ in found])].reshape(len(words), -1)
        known = np.zeros((len(words), len(self._evidence)), np.float32)
        told = [places for _, places in found]
        rows = np.repeat(np.arange(len(words)), [len(places) for places in told])
        known[rows, np.fromiter(chain.from_iterable(told), np.intp)] = 1
        mask = np.array([[bool(word.upos)] for word in words], np.float32)
        inputs = np.hstack([pieces, self._vectors.of([word.form for word in words]), known, mask])
        return np.maximum(self._linear("word", inputs), 0)

    def _linear(self, name: str, inputs: Floats) -> Floats:
        product: Floats = inputs @ self._weights[name]
        product += self._weights[f"{name}_bias"]
        return product

    def _look_up(self, lexicon: Lexicon, word: Word) -> tuple[list[int], list[int]]:
        """The rows of a word's spelling features and the places of its evidence."""
        fingerprints, known = shown(word, lexicon)
        rows = len(self._weights["pieces"])
        places = [self._evidence[name] for name in known if name in self._evidence]
        return [feature % rows for feature in fingerprints], places
