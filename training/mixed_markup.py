"""Marks that travel inside a text while it is being made, so that no offset is ever counted by hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

# The n-th mark opens with the n-th character of one stretch of the private use area and closes with that of the other.
OPEN, CLOSE = 0xE000, 0xF000
OPENING = f"[{chr(OPEN)}-{chr(CLOSE - 1)}]"
CLOSING = f"[{chr(CLOSE)}-{chr(0xF8FF)}]"
MARKED = re.compile(f"({OPENING}.*?{CLOSING})", re.DOTALL)
ANY_MARK = re.compile(f"[{chr(OPEN)}-{chr(0xF8FF)}]")

LINE_BREAK = "\x1f"
"""Stands between the rows of a run that crosses rows, while it is one text."""


@dataclass
class Row:
    """A line of the article, or a sentence put in (``source`` None).

    ``free`` says that a run may be put here: nothing has been done to the row, nor a run to the rows beside it.
    """

    text: str
    source: int | None = None
    free: bool = True
    touched: bool = False


@dataclass(frozen=True)
class Mark:
    """A marked passage: a gold span has a language, deliberate foreign text has none."""

    kind: str
    language: str | None


@dataclass
class Markup:
    """The marks of one document."""

    marks: list[Mark] = field(default_factory=list)

    def wrap(self, text: str, kind: str, language: str | None = None) -> str:
        """Mark a text from its first to its last letter or digit; text without one stays unmarked."""
        inside = [at for at, character in enumerate(text) if character.isalnum()]
        if not inside:
            return text
        start, end = inside[0], inside[-1] + 1
        number = len(self.marks)
        self.marks.append(Mark(kind, language))
        return text[:start] + chr(OPEN + number) + text[start:end] + chr(CLOSE + number) + text[end:]

    def resolve(self, text: str) -> tuple[str, list[tuple[int, int, Mark]]]:
        """The text without its marks, and where each mark that it holds begins and ends, in text order."""
        plain: list[str] = []
        starts: dict[int, int] = {}
        found = []
        length = 0
        for part in re.split(f"({ANY_MARK.pattern})", text):
            if not ANY_MARK.fullmatch(part):
                plain.append(part)
                length += len(part)
            elif ord(part) < CLOSE:
                starts[ord(part) - OPEN] = length
            else:
                number = ord(part) - CLOSE
                found.append((starts[number], length, self.marks[number]))
        return "".join(plain), sorted(found, key=lambda mark: mark[:2])


def is_marked(text: str) -> bool:
    """True if any mark opens or closes in a text."""
    return bool(ANY_MARK.search(text))


def outside_marks(text: str, change: Callable[[str], str]) -> str:
    """Change a text everywhere but in its marked passages."""
    return "".join(part if is_marked(part) else change(part) for part in MARKED.split(text))


def title_case(text: str) -> str:
    """English headline style: every word but the short function words gets a capital."""
    small = {"a", "an", "the", "and", "or", "but", "of", "in", "on", "at", "to", "for", "by", "as", "with", "from"}
    words = text.split()
    return " ".join(
        word if number and word.lower() in small else word[:1].upper() + word[1:] for number, word in enumerate(words)
    )


def join_words(*pieces: str | Sequence[str]) -> str:
    """Pieces and lists of words with one space between them, the empty ones left out."""
    texts = [piece if isinstance(piece, str) else " ".join(piece) for piece in pieces]
    return " ".join(text for text in texts if text)
