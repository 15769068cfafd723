"""Pages that are the value of something else: HTML in a string of JSON, or escaped in an element of a feed.

Such a page is written twice over: in the notation of HTML, and that in the notation of what it stands in. Its text
keeps its exact place in the file all the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from checker.model import Notation, Role, Stretch
from checker.model.origin import source_offset
from checker.readers.builder import TextBuilder
from checker.readers.markup.page import text_of_page
from checker.readers.markup.references import PLAIN

PIECE = re.compile(r"(?P<line_end>[\r\n]+)|(?P<blank>[ \t]+)|[^\r\n \t]+(?:[ \t][^\r\n \t]+)*")


@dataclass(frozen=True, slots=True)
class Twice:
    """One function of a text after another; unlike a closure it can be sent to other processes."""

    first: Callable[[str], str]
    second: Callable[[str], str]

    def __call__(self, text: str) -> str:
        return self.second(self.first(text))


class Value:
    """A value that is taken in piece by piece, and may hold a page.

    Args:
        ignore: selectors of what in a page is not read.

    Attributes:
        stretches: where it stands in the source.
    """

    def __init__(self, ignore: tuple[str, ...] = ()) -> None:
        self._ignore = ignore
        self._pieces: list[str] = []
        self._length = 0
        self.stretches: list[Stretch] = []

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    def add(self, text: str, start: int, end: int, notation: Notation) -> None:
        """Add characters that stand in the source from `start` to `end`."""
        if text:
            before, self._length = self._length, self._length + len(text)
            self._pieces.append(text)
            self.stretches.append(Stretch(before, self._length, start, end, notation))

    def add_page_to(self, builder: TextBuilder, role: Role, location: str) -> None:
        """Add the blocks of the page that the value is; those that are body text in it have the role."""
        self._add_to(builder, text_of_page(self.text, self._ignore), role, location)

    def add_lines_to(self, builder: TextBuilder, role: Role, location: str) -> None:
        """Add the value as plain text, of which each line is a block."""
        lines = TextBuilder()
        for found in PIECE.finditer(self.text):
            if found["line_end"]:
                lines.end_block()
            elif found["blank"]:
                lines.add_blank(*found.span(), PLAIN)
            else:
                lines.add(found.group().replace("\t", " "), *found.span(), PLAIN)
        lines.end_block()
        self._add_to(builder, lines, role, location)

    def _add_to(self, builder: TextBuilder, inner: TextBuilder, role: Role, location: str) -> None:
        starts = [stretch.start for stretch in self.stretches]
        placed = (found for each in inner.stretches for found in composed_of(each, self.stretches, starts))
        builder.take(inner, placed, role, location)


def composed_of(inner: Stretch, outer: Sequence[Stretch], starts: Sequence[int]) -> Iterator[Stretch]:
    """A stretch of a value as stretches of the source that the value stands in.

    What cannot be told apart there has none, and no correction can change it.

    Args:
        inner: a stretch of the text and of the value.
        outer: all stretches of the value and of the source, without gaps in the value.
        starts: where each of them starts.
    """
    first = bisect_right(starts, inner.source_start) - 1
    last = bisect_left(starts, inner.source_end) - 1
    covering = outer[first : last + 1]
    if not inner.is_whole:
        for each in covering:
            start, end = max(each.start, inner.source_start), min(each.end, inner.source_end)
            if each.is_whole and (start, end) != (each.start, each.end):
                continue
            place = source_offset(each, start), source_offset(each, end, of_end=True)
            shift = inner.start - inner.source_start
            yield Stretch(start + shift, end + shift, *place, twice(inner.notation, each.notation))
        return
    start, end = source_offset(covering[0], inner.source_start), source_offset(covering[-1], inner.source_end)
    halved = covering[0].is_whole and inner.source_start > covering[0].start
    halved = halved or (covering[-1].is_whole and inner.source_end < covering[-1].end)
    apart = any(one.source_end != other.source_start for one, other in pairwise(covering))
    if not halved and not apart and all(each.notation == covering[0].notation for each in covering):
        yield Stretch(inner.start, inner.end, start, end, twice(inner.notation, covering[0].notation))


def twice(inner: Notation, outer: Notation) -> Notation:
    """How a text is written that is the value of something else."""
    return Notation(Twice(inner.write, outer.write), Twice(outer.read, inner.read))
