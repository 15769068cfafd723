"""Sentences as a parser must bear them: words that do not agree, misspelled words, lost capitals."""

from __future__ import annotations

import random
from collections.abc import Iterator

from french_treebank import Sentence

from checker.model import Reading
from checker.morphology.lexicon import Lexicon, features

DISAGREEING_SENTENCES = 0.3
MISSPELLED_WORDS = 0.004
LOWER_CASE_SENTENCES = 0.03
UPPER_CASE_SENTENCES = 0.01
# What may be put in a word's place, with how often: a wrong person is rarer than a wrong number or gender.
CHANGES = {
    ("Number", "Sing"): 1.0,
    ("Number", "Plur"): 1.0,
    ("Gender", "Masc"): 1.0,
    ("Gender", "Fem"): 1.0,
    ("Person", "1"): 0.4,
    ("Person", "2"): 0.4,
    ("Person", "3"): 0.4,
}
INFLECTED = {"DET", "ADJ", "NOUN", "PRON", "VERB", "AUX"}
# A word of the treebank may stand in the lexicon under another class of its row: participles, contractions.
SAME_CLASS = ({"VERB", "AUX"}, {"ADJ", "VERB", "NOUN"}, {"ADP", "DET"})


class Disturber:
    """Makes disturbed copies of sentences, the same for the same seed."""

    def __init__(self, lexicon: Lexicon, seed: int) -> None:
        self._lexicon = lexicon
        self._random = random.Random(seed)

    def disturb(self, sentence: Sentence) -> tuple[list[str], set[int]]:
        """The forms of a copy, and which of them were put in disagreement."""
        forms = list(sentence.forms)
        changed = set(self._disagree(sentence, forms))
        for index, form in enumerate(forms):
            if len(form) > 3 and self._random.random() < MISSPELLED_WORDS:
                forms[index] = self._misspelled(form)
        chance = self._random.random()
        if chance < LOWER_CASE_SENTENCES:
            forms = [form.lower() for form in forms]
        elif chance < LOWER_CASE_SENTENCES + UPPER_CASE_SENTENCES:
            forms = [form.upper() for form in forms]
        return forms, changed

    def _disagree(self, sentence: Sentence, forms: list[str]) -> Iterator[int]:
        """Put one to three words of some sentences into another number, gender or person."""
        if self._random.random() >= DISAGREEING_SENTENCES:
            return
        left = self._random.choice((1, 1, 2, 3))
        for index in self._random.sample(range(len(forms)), len(forms)):
            other = self._disagreeing(forms[index], sentence.upos[index])
            if other is not None:
                forms[index] = other
                yield index
                left -= 1
            if not left:
                return

    def _disagreeing(self, form: str, upos: str) -> str | None:
        readings = [reading for reading in self._lexicon.readings(form) if is_class(reading.upos, upos)]
        if not readings or form[-1] in "'’":
            return None
        reading = self._random.choice(readings)
        changes = list(changes_of(reading))
        if not changes:
            return None
        name, value = self._random.choices(changes, [CHANGES[change] for change in changes])[0]
        others = [other for other in self._lexicon.inflect(reading, {name: value}) if other != form.lower()]
        if not others:
            return None
        other = self._random.choice(others)
        return other[0].upper() + other[1:] if form[0].isupper() else other

    def _misspelled(self, form: str) -> str:
        at = self._random.randrange(1, len(form) - 1)
        return self._random.choice(
            (
                form[:at] + form[at + 1 :],
                form[:at] + form[at + 1] + form[at] + form[at + 2 :],
                form[:at] + form[at] + form[at:],
            )
        )


def is_class(of_reading: str, of_word: str) -> bool:
    """True if a reading's word class may be meant by the treebank's."""
    if of_reading not in INFLECTED:
        return False
    return of_reading == of_word or any({of_reading, of_word} <= classes for classes in SAME_CLASS)


def changes_of(reading: Reading) -> Iterator[tuple[str, str]]:
    """The changes that a reading can take: it has the feature, with another value. A noun keeps its gender."""
    own = features(reading.feats)
    for name, value in CHANGES:
        if own.get(name, value) != value and not (reading.upos == "NOUN" and name == "Gender"):
            yield name, value
