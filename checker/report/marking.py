"""Cuts a text at the borders of issues; each piece knows all issues that mark it, overlaps included."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, Protocol, TypeVar

from checker.model import LINE_END, Span


class Marker(Protocol):
    """Anything that marks a stretch of a text."""

    @property
    def span(self) -> Span: ...


M = TypeVar("M", bound=Marker)


@dataclass(frozen=True, slots=True)
class Piece(Generic[M]):
    """A stretch of one line through which no border goes.

    Attributes:
        markers: what marks it, the one that began first outermost.
    """

    span: Span
    text: str
    markers: tuple[M, ...]

    @property
    def starting(self) -> tuple[M, ...]:
        """Those of the markers that begin here."""
        return tuple(marker for marker in self.markers if marker.span.start == self.span.start)


def marked_lines(text: str, markers: Sequence[M]) -> Iterator[tuple[Piece[M], ...]]:
    """The lines of a text with their line ends, each in pieces that tile it; linear in the text and the marks shown."""
    starting = defaultdict(list)
    for marker in markers:
        starting[marker.span.start].append(marker)
    line_ends = {found.end() for found in LINE_END.finditer(text)} | {len(text)}
    edges = {edge for marker in markers for edge in (marker.span.start, marker.span.end)}
    line: list[Piece[M]] = []
    active: list[M] = []
    for start, end in pairwise(sorted({0} | line_ends | edges)):
        active = [marker for marker in active if marker.span.end > start] + starting[start]
        line.append(Piece(Span(start, end), text[start:end], tuple(active)))
        if end in line_ends:
            yield tuple(line)
            line = []
