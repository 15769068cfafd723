"""A range of a text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, ``0 <= start <= end``.

    Raises:
        ValueError: the bounds are negative or out of order.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """True if the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def has_any(self, words: Iterable[str], text: str) -> bool:
        """True if any of some words stands in its part of a text; far quicker than an expression that finds none."""
        return any(text.find(word, self.start, self.end) >= 0 for word in words)

    def contains(self, other: Span) -> bool:
        """True if the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """The part of the document's text that this span marks."""
        return text[self.start : self.end]
