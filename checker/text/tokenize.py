"""Text -> words, numbers and punctuation marks, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.model import Span
from checker.packs.languages import Language
from checker.text.scripts import WORD

SOFT_HYPHEN = "\u00ad"
# A word keeps its inner apostrophes and hyphens ("aujourd'hui", "week-end"), those that show at the end of a line only
# among them, a number its inner separators ("1.500,5", "10:30", "d'1,6"); anything else that is not white space is a
# mark of its own.
_NUMBER = r"\d+(?:[.,:]\d+)+"
_WORD = rf"{_NUMBER}|(?:{WORD})(?:['’\-\u2010\u2011{SOFT_HYPHEN}](?:{_NUMBER}|{WORD}))*"
TOKEN = re.compile(rf"{_WORD}|\S")
COUNTED = re.compile(_WORD)


def tokenize(text: str, span: Span, language: Language) -> Iterator[Span]:
    """The tokens of a stretch of text, in order, an elided word apart from the one that it leans on.

    ``l'Iran`` gives ``l'`` and ``Iran`` where the language's pack lists ``l`` as elided.
    """
    elision = language.elision
    for token in TOKEN.finditer(text, span.start, span.end):
        start, end = token.span()
        while elision and (clitic := elision.match(text, start, end)) and clitic.end() < end:
            yield Span(start, clitic.end())
            start = clitic.end()
        yield Span(start, end)


def count_words(text: str) -> int:
    """How many words and numbers a text has."""
    return len(COUNTED.findall(text))
