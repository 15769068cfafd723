"""Guesses the language that a document should be in, where nobody says."""

from __future__ import annotations

from checker.errors import LanguageError
from checker.model import Document


def guess(document: Document, known: tuple[str, ...]) -> str:
    """The language of most paragraphs.

    Args:
        document: the text to look at.
        known: the tags to choose from.

    Raises:
        LanguageError: it cannot be told.
    """
    raise LanguageError("the target language is not given: say --target")
