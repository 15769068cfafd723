"""Names: which words are some, and what they are as a subject."""

from __future__ import annotations

from typing import Final

from checker.checks.agreement.sentence import Sentence
from checker.checks.agreement.words import SINGULAR, THIRD, Word

PLURAL_ENDINGS: Final = ("s", "x")  # of foreign names as well


def is_name(word: Word) -> bool:
    """Whether a word can only be a name, also as the first of a sentence."""
    return word.named or (word.token.form[:1].isupper() and word.form.isalpha() and word.profile.tags <= {"PROPN"})


def name_values(sentence: Sentence, first: Word, last: Word) -> int:
    """The values of a name of these words without determiner: of one person or thing.

    Of an abbreviation, and of a plural ending after what is no given name or title, nobody can tell the number.
    """
    given = any(reading.upos == "PROPN" and "Gender=" in reading.feats for reading in first.token.readings)
    if given or first.form in sentence.grammar.titles:
        return THIRD & SINGULAR
    open_ended = last.form.endswith(PLURAL_ENDINGS) and not last.form.endswith("'s")
    abbreviated = last.token.form.isupper()
    return THIRD if open_ended or not last.is_word or abbreviated else THIRD & SINGULAR
