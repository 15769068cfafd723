"""Edits of a text as a unified diff, for people and for `patch`.

It is made of the edits, not found by comparing: exact, and linear in the text however many of its lines are alike.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from checker.model import WHOLE_LINE, Edit, Span, patch
from checker.text.visible import visible

CONTEXT = 3  # lines shown on either side of a change
NO_END = "\\ No newline at end of file\n"


@dataclass(frozen=True, slots=True)
class Change:
    """Lines, with their ends, and what takes their place.

    Attributes:
        first: the number of the first of them, or of the line that is put before, from 0.
    """

    first: int
    old: Sequence[str]
    new: Sequence[str]

    @property
    def last(self) -> int:
        """The number of the line behind them."""
        return self.first + len(self.old)


def unified_diff(name: str, text: str, edits: Iterable[Edit]) -> Iterator[str]:
    r"""The lines of the diff, each with its end; none if the edits change nothing.

    A line keeps its end, so that the diff can be applied; a lone ``\r`` becomes ``\n``. What acts on a terminal or in
    a log is written as an escape: such a line can be read but not applied.

    Args:
        name: of the file.
        text: the whole of it.
        edits: in text order and apart.
    """
    lines = WHOLE_LINE.findall(text)
    longer = 0
    for number, hunk in enumerate(hunks(line_changes(lines, text, edits))):
        if not number:
            yield f"--- {visible(name)}\n"
            yield f"+++ {visible(name)}\n"
        start, end = max(0, hunk[0].first - CONTEXT), min(len(lines), hunk[-1].last + CONTEXT)
        growth = sum(len(change.new) - len(change.old) for change in hunk)
        yield f"@@ -{hunk_range(start, end - start)} +{hunk_range(start + longer, end - start + growth)} @@\n"
        longer += growth
        for change in hunk:
            yield from signed(" ", lines[start : change.first])
            yield from signed("-", change.old)
            yield from signed("+", change.new)
            start = change.last
        yield from signed(" ", lines[start:end])


def line_changes(lines: list[str], text: str, edits: Iterable[Edit]) -> Iterator[Change]:
    """The changes that edits in text order make to the lines of a text."""
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    waiting: list[Edit] = []
    first = last = 0
    for edit in edits:
        if waiting and edit.span.start >= starts[last] and last < len(lines):
            yield from trimmed_change(lines, first, last, patch(text, waiting, Span(starts[first], starts[last])))
            waiting = []
        if not waiting:
            first = max(0, bisect_right(starts, edit.span.start, hi=len(lines)) - 1)
        waiting.append(edit)
        # An edit that leaves its last line without an end joins it with the next.
        reach = bisect_left if edit.replacement.endswith(("\r", "\n")) else bisect_right
        last = min(max(last, first + 1, reach(starts, edit.span.end)), len(lines))
    if waiting:
        yield from trimmed_change(lines, first, last, patch(text, waiting, Span(starts[first], starts[last])))


def trimmed_change(lines: list[str], first: int, last: int, text: str) -> Iterator[Change]:
    """The change of some lines to a text, those left out that stay as they are at its beginning and its end."""
    old, new = lines[first:last], WHOLE_LINE.findall(text)
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False))
    before = sum(1 for _ in alike)
    old, new = old[before:], new[before:]
    while old and new and old[-1] == new[-1]:
        old.pop()
        new.pop()
    if old or new:
        yield Change(first + before, old, new)


def hunks(found: Iterable[Change]) -> Iterator[list[Change]]:
    """The changes, those together whose context meets."""
    hunk: list[Change] = []
    for each in found:
        if hunk and each.first - hunk[-1].last > 2 * CONTEXT:
            yield hunk
            hunk = []
        hunk.append(each)
    if hunk:
        yield hunk


def hunk_range(start: int, length: int) -> str:
    """Where lines stand, as a diff says it; `start` counts from 0."""
    return f"{start + 1 if length else start},{length}"


def signed(sign: str, lines: Iterable[str]) -> Iterator[str]:
    """Lines behind their sign."""
    for line in lines:
        body = line.rstrip("\r\n")
        end = "\r\n" if line.endswith("\r\n") else "\n"
        yield f"{sign}{visible(body)}{end}"
        if body == line:
            yield NO_END
