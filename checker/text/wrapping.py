"""Joins the lines of a text that was wrapped at a column, so that each paragraph is one line.

Editors, mail programs and `fold` break a line before the first word that would go beyond a column. Such a break is told
from the end of a paragraph by what it must be: the line fills the column as far as its words allow, and the next one
goes on. A text counts as wrapped only if most of its lines that stop in mid-sentence are broken so, all at one column;
of any other text a line stays a paragraph. Chinese and Japanese, whose words no space divides, are left as they are.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from checker.model import LINE_END, Document, Edit, Fix, Issue, Span
from checker.text.scripts import UNSPACED

NARROWEST, WIDEST = 60, 100  # columns, in code points
FEWEST = 2  # breaks in mid-sentence that prove a column
# Of the lines that stop in mid-sentence, and of all that another line follows at once: those that must fill the column.
SHARE_OF_STOPPED, SHARE_OF_ALL = 0.8, 0.3
SHARE_BEYOND = 0.25  # of the lines that fill it, as many at most may go beyond the column

FIRST_WORD = re.compile(rf"[^\s{UNSPACED}]+(?=\s|\Z)")
# Opening marks before the first letter of a line that goes on in mid-sentence.
GOES_ON = re.compile(r"[«»“”„\"'‘’‚‹›(\[\s–—-]*(?P<letter>[^\W\d_])")
STOPS = re.compile(r"[.!?…:;。؟।։|][«»“”„\"'‘’‚‹›)\]\s]*\Z")
# Columns of a table, and what counts or marks an item of a list.
TABLE = re.compile(r"\t|\S {3,}\S|\||\S {2,}\S.*\S {2,}\S")
BULLET = re.compile(r"[•·▪‣◦]|[*>#]+\s")
ITEM = re.compile(r"[-–—+]\s|\(?(?:\d{1,3}|\w)[.)]\s")
LONGEST_END = 20  # marks and blanks at the end of a line
COMMENT = "\0"  # stands for one between two lines
HYPHENATED = re.compile(r"\w[-\u2010]\Z")


@dataclass(frozen=True, slots=True)
class Break:
    """The end of one line and the beginning of the next, with no empty line between them.

    Attributes:
        gap: from the last word of the one to the first word of the other.
        line: the number of the first line among those that hold text.
        length: of the first line, with its indentation, in code points.
        with_next: how long it would be with the first word of the next line.
        indent: of the next line, in code points.
        stopped: whether the sentence goes on in the next line, beyond doubt.
        itemized: whether the next line may be an item of a list.
    """

    gap: Span
    line: int
    length: int
    with_next: int
    indent: int
    stopped: bool
    itemized: bool

    def fills(self, column: int) -> bool:
        """True if the line could hold no further word."""
        return self.length <= column < self.with_next


@dataclass(frozen=True)
class Unwrapped:
    """A document with its paragraphs on one line each, and the way between its offsets and those of the original.

    Attributes:
        document: the original itself if it is not wrapped.
        gaps: what is one blank of the document, or nothing after a hyphen, where it stood in the original.
        blanks: the same in the document.
    """

    document: Document
    gaps: tuple[Span, ...] = ()
    blanks: tuple[Span, ...] = ()

    def joined(self, original: Span) -> Span:
        """The span in the document of a span in the original."""
        return Span(self._joined(original.start), self._joined(original.end))

    def _joined(self, offset: int) -> int:
        n = bisect_right(self.gaps, offset, key=lambda gap: gap.start)
        return min(self.blanks[n - 1].start, offset) if n and offset < self.gaps[n - 1].end else self._moved(offset, n)

    def _moved(self, offset: int, n: int) -> int:
        return offset - self.gaps[n - 1].end + self.blanks[n - 1].end if n else offset

    def original(self, joined: Span) -> Span:
        """The span in the original of a span in the document."""
        start = self._back(joined.start, bisect_right(self.blanks, joined.start, key=lambda blank: blank.end))
        if not joined:
            return Span(start, start)
        return Span(start, self._back(joined.end, bisect_left(self.blanks, joined.end, key=lambda blank: blank.start)))

    def _back(self, offset: int, n: int) -> int:
        return offset - self.blanks[n - 1].end + self.gaps[n - 1].end if n else offset

    def issue(self, found: Issue) -> Issue:
        """An issue of the document as one of the original."""
        if not self.gaps:
            return found
        evidence = found.evidence and replace(
            found.evidence,
            wrong=self.original(found.evidence.wrong),
            other=self.original(found.evidence.other),
        )
        fixes = tuple(replace(fix, edits=self._edits(fix)) for fix in found.fixes)
        return replace(found, span=self.original(found.span), fixes=fixes, evidence=evidence)

    def _edits(self, fix: Fix) -> tuple[Edit, ...]:
        return tuple(replace(edit, span=self.original(edit.span)) for edit in fix.edits)


def unwrapped(document: Document) -> Unwrapped:
    """A document with its wrapped lines joined; linear in the text. A format with markup knows its paragraphs."""
    gaps = () if document.parts else tuple(wrapped(document))
    if not gaps:
        return Unwrapped(document)
    parts: list[str] = []
    blanks: list[Span] = []
    done = length = 0
    for gap in gaps:
        blank = "" if hyphenated(document.text, gap.start) else " "
        parts += document.text[done : gap.start], blank
        length += gap.start - done + len(blank)
        blanks.append(Span(length - len(blank), length))
        done = gap.end
    joined = "".join(parts) + document.text[done:]
    found = Unwrapped(document, gaps, tuple(blanks))
    outside = (span for span in document.excluded if not any_holds(gaps, span))
    return replace(found, document=replace(document, text=joined, excluded=tuple(map(found.joined, outside))))


def any_holds(spans: tuple[Span, ...], inner: Span) -> bool:
    """True if one of some spans, in order and apart, contains another span."""
    n = bisect_right(spans, inner.start, key=lambda span: span.start)
    return n > 0 and spans[n - 1].contains(inner)


def wrapped(document: Document) -> Iterator[Span]:
    """The gaps between lines of one paragraph, in text order; none if the text is not wrapped."""
    breaks = tuple(breaks_of(document))
    column = column_of(breaks, document)
    if column is None:
        return
    usual = {each.indent for each in breaks if each.stopped and each.fills(column)}
    for stanza in stanzas(breaks):
        stopped = [each.fills(column) for each in stanza if each.stopped]
        if sum(stopped) >= SHARE_OF_STOPPED * len(stopped):
            for each in stanza:
                if each.fills(column) and (each.stopped or (each.indent in usual and not each.itemized)):
                    yield each.gap


def stanzas(breaks: Iterable[Break]) -> Iterator[list[Break]]:
    """The breaks of lines that follow one another, together."""
    stanza: list[Break] = []
    for each in breaks:
        if stanza and each.line != stanza[-1].line + 1:
            yield stanza
            stanza = []
        stanza.append(each)
    if stanza:
        yield stanza


def column_of(breaks: tuple[Break, ...], document: Document) -> int | None:
    """The column that a text is wrapped at, the narrowest that explains most breaks; None if it is not wrapped."""
    stopped = [each for each in breaks if each.stopped]
    filled = list(zip(breaks_by_column(stopped), breaks_by_column(breaks), strict=True))
    most = max(filled)
    if most[0] < max(FEWEST, SHARE_OF_STOPPED * len(stopped)):
        return None
    column = NARROWEST + filled.index(most)
    beyond = sum(len(block) > column and " " in block.of(document.text) for block in document.blocks)
    return column if most[1] >= max(SHARE_OF_ALL * len(breaks), beyond / SHARE_BEYOND) else None


def breaks_by_column(breaks: Iterable[Break]) -> list[int]:
    """How many breaks fill each column, from `NARROWEST` to `WIDEST`."""
    steps = [0] * (WIDEST - NARROWEST + 2)
    for each in breaks:
        first, stop = max(each.length, NARROWEST), min(each.with_next, WIDEST + 1)
        if first < stop:
            steps[first - NARROWEST] += 1
            steps[stop - NARROWEST] -= 1
    return list(accumulate(steps))[:-1]


def breaks_of(document: Document) -> Iterator[Break]:
    """The breaks after lines that no empty line parts from the next, and that no column is too narrow for."""
    text = document.text
    for line, (block, after) in enumerate(pairwise(document.blocks)):
        gap = Span(block.end, after.start)
        if len(block) > WIDEST or not ends_line(document, gap):
            continue
        word = FIRST_WORD.match(text, after.start, after.end)
        tabular = TABLE.search(text, block.start, block.end) or TABLE.search(text, after.start, after.end)
        if not word or tabular or BULLET.match(text, after.start):
            continue
        length = indent(text, block.start) + len(block)
        goes_on = GOES_ON.match(text, after.start, after.end)
        stops = STOPS.search(text, max(block.start, block.end - LONGEST_END), block.end)
        yield Break(
            gap,
            line,
            length,
            length + (not hyphenated(text, block.end)) + len(word.group()),
            indent(text, after.start),
            bool(goes_on and not goes_on["letter"].isupper() and not stops),
            bool(ITEM.match(text, after.start, after.end)),
        )


def ends_line(document: Document, gap: Span) -> bool:
    """True if what stands between two blocks is one line end, lines that hold nothing but a comment aside."""
    first = bisect_left(document.excluded, gap)
    inside = document.excluded[first : bisect_left(document.excluded, Span(gap.end, gap.end))]
    edges = (gap.start, *(edge for span in inside for edge in (span.start, span.end)), gap.end)
    white = (document.text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
    lines = LINE_END.split(COMMENT.join(white))
    return len(lines) > 1 and all(COMMENT in line for line in lines[1:-1])


def indent(text: str, start: int) -> int:
    """The number of blanks before a line's first word."""
    before = text[max(0, start - WIDEST) : start]
    return len(before) - len(before.rstrip(" "))


def hyphenated(text: str, end: int) -> bool:
    """True if a line that ends there was broken after the hyphen of a word."""
    return HYPHENATED.search(text, max(0, end - 2), end) is not None
