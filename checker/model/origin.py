"""Where the text of a document stands in its file: the one map between the two, for all formats.

A file is seen as a *source*: the characters that a format is written in. Of a page or a feed that is the decoded
file; of an archive, the decoded members that hold text, end to end. A `Stretch` says which characters of the source
stand for which of the text, and how they are written there. What of the text no stretch covers, such as the line ends
between two paragraphs of a page, stands nowhere in the file and cannot be changed. What of the source none covers is
markup, and is never touched.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, Protocol

from checker.model.edits import Edit, edits_by_word, narrowed, patch
from checker.model.span import Span

BYTE_ORDER_MARK = "\ufeff"


class UnwritableError(ValueError):
    """An edit that cannot be made in a file; its text says why, without a final stop."""


@dataclass(frozen=True, slots=True)
class Notation:
    """How a format writes text in a part of a file: as it is, with entities, as a string of JSON.

    Attributes:
        write: gives the source of a text; raises `UnwritableError` where it cannot stand there. A function of a
            module, as origins are sent to other processes.
        read: gives the text of a source, what `write` has written as well as what else the format allows.
        formatting: what text looks like there, where the file cuts text of one formatting in pieces: from one such
            piece letters may move into the next. None where they may not.
    """

    write: Callable[[str], str]
    read: Callable[[str], str]
    formatting: str | None = None


AS_IT_IS = Notation(str, str)


class Stretch(NamedTuple):
    """Some characters of the text and those of the source that stand for them, both half-open and not empty.

    If both are equally many, each stands for one; else they stand for each other as a whole, as an entity does for
    its character and the end of a line with its indentation for a blank.
    """

    start: int
    end: int
    source_start: int
    source_end: int
    notation: Notation = AS_IT_IS

    @property
    def is_whole(self) -> bool:
        return self.end - self.start != self.source_end - self.source_start


class Container(Protocol):
    """The file that holds a source, and how it is packed in it."""

    @property
    def has_lines(self) -> bool:
        """True if lines and columns of the source are what the user of the file sees."""
        ...

    def bytes_after(self, source: str, edits: Sequence[Edit]) -> bytes:
        """The bytes of the file after edits of its source, which are in order and apart.

        Raises:
            UnwritableError: the file has no such character, or cannot be written back as it was.
        """
        ...


@dataclass(frozen=True, slots=True)
class Encoded:
    """A file that is its source in an encoding.

    Attributes:
        codec: that gives the bytes back from the source; None where none does to the byte.
        marked: whether they begin with a byte order mark, which is no part of the source.
        errors: how characters that the codec lacks are written, as Python's codecs have it.
    """

    codec: str | None
    marked: bool = False
    errors: str = "strict"

    @property
    def has_lines(self) -> bool:
        return True

    def bytes_after(self, source: str, edits: Sequence[Edit]) -> bytes:
        """See `Container.bytes_after`."""
        if self.codec is None:
            raise UnwritableError("no encoding gives the file back as it was")
        try:
            return (BYTE_ORDER_MARK * self.marked + patch(source, edits)).encode(self.codec, self.errors)
        except UnicodeEncodeError as error:
            letters = error.object[error.start : error.end]
            raise UnwritableError(f"{letters!r} cannot be written in {self.codec}") from error


@dataclass(frozen=True)
class Origin:
    """The file that a document was read from.

    Attributes:
        digest: SHA-256 of its bytes, in hexadecimal.
        source: what it is written in.
        container: what gives the bytes back.
        stretches: where the text stands in the source, in text order and apart, in the source apart too; None where
            the text is the source.
        text_after: gives the text of the source after edits of it, in a format in which letters may be markup by what
            stands beside them; None for edits that change no markup. A function of a module; None in other formats.
    """

    digest: str
    source: str
    container: Container
    stretches: tuple[Stretch, ...] | None = None
    text_after: Callable[[str, Sequence[Edit]], str | None] | None = None

    @cached_property
    def _starts(self) -> list[int]:
        return [stretch.start for stretch in self.stretches or ()]

    def place(self, offset: int) -> int:
        """The offset in the source at which a character of the text begins.

        Of one that stands nowhere it is that of the next one which does, at the end of the text where the last ends.
        """
        if self.stretches is None:
            return offset
        n = bisect_right(self._starts, offset) - 1
        if n >= 0 and offset < self.stretches[n].end:
            return source_offset(self.stretches[n], offset)
        if n + 1 < len(self.stretches):
            return self.stretches[n + 1].source_start
        return self.stretches[-1].source_end if self.stretches else 0

    def extent(self, span: Span) -> Span:
        """The part of the source from the first to the last character of a span; markup between them belongs to it."""
        if self.stretches is None or not span:
            place = self.place(span.start)
            return span if self.stretches is None else Span(place, place)
        covering = self.stretches[
            max(0, bisect_right(self._starts, span.start) - 1) : bisect_left(self._starts, span.end)
        ]
        last = next((stretch for stretch in reversed(covering) if stretch.end > span.start), None)
        start = self.place(span.start)
        end = source_offset(last, min(span.end, last.end), of_end=True) if last else start
        return Span(min(start, end), max(start, end))

    def source_edits(self, text: str, edits: Iterable[Edit]) -> tuple[Edit, ...]:
        """The edits of the source that make edits of the text, in order and apart.

        One that goes across markup is made word by word, or by taking out what stands on either side, if that makes
        the same text of it; never in half.

        Args:
            text: of the document.
            edits: in text order and apart.

        Raises:
            UnwritableError: one cannot be made.
        """
        if self.stretches is None:
            return tuple(edits)
        edits = tuple(edits)
        found = [made for edit in edits for made in self._source_edits(text, edit)]
        made = tuple(joined_insertions(sorted(found, key=lambda made: made.span)))
        after = self.text_after(self.source, made) if self.text_after else None
        if after is not None and after.split() != patch(text, edits).split():
            raise UnwritableError("the markup beside it would be read in another way")
        return made

    def bytes_after(self, text: str, edits: Iterable[Edit]) -> bytes:
        """The bytes of the file after edits of the text; outside of them as they were.

        Args:
            text: of the document.
            edits: in text order and apart.

        Raises:
            UnwritableError: an edit cannot be made, or the file cannot be written back as it was.
        """
        return self.container.bytes_after(self.source, self.source_edits(text, edits))

    def _source_edits(self, text: str, edit: Edit) -> Iterator[Edit]:
        change = narrowed(text, edit)
        if "\n" in change.replacement or "\r" in change.replacement:
            raise UnwritableError("a line end would begin no paragraph in the file")
        if not change.span:
            if change.replacement:
                follows = change.span.start > edit.span.start or not edit.span
                yield self._insertion(text, change, follows=follows)
            return
        words = tuple(edits_by_word(text, edit))
        try:
            runs = self._runs(change.span)
        except UnwritableError:
            if len(words) < 2:
                raise
            runs = []
        if len(runs) == 1:
            yield written(text, change, runs[0])
        elif runs and not change.replacement:
            for run in runs:
                part = Span(max(run[0].start, change.span.start), min(run[-1].end, change.span.end))
                yield written(text, Edit(part, ""), run)
        elif len(words) > 1:
            for word in words:
                yield from self._source_edits(text, word)
        elif is_one_piece(runs):
            first = Span(change.span.start, runs[0][-1].end)
            yield written(text, Edit(first, change.replacement), runs[0])
            yield from self._source_edits(text, Edit(Span(first.end, change.span.end), ""))
        else:
            raise UnwritableError(f"{visible_words(edit.span.of(text))} stands on both sides of markup")

    def _runs(self, span: Span) -> list[list[Stretch]]:
        """The stretches that a span touches, those together that follow one another in the source as in the text."""
        assert self.stretches is not None
        runs: list[list[Stretch]] = []
        covered = span.start
        n = max(0, bisect_right(self._starts, span.start) - 1)
        for stretch in self.stretches[n : bisect_left(self._starts, span.end)]:
            if stretch.end <= span.start:
                continue
            if stretch.start > covered:
                break
            last = runs[-1][-1] if runs else None
            if last and last.source_end == stretch.source_start and last.notation == stretch.notation:
                runs[-1].append(stretch)
            else:
                runs.append([stretch])
            covered = stretch.end
        if covered < span.end:
            raise UnwritableError("it reaches into what stands nowhere in the file, such as the end of a paragraph")
        return runs

    def _insertion(self, text: str, edit: Edit, *, follows: bool) -> Edit:
        """An insertion, behind the character before it if it `follows` and that one stands in the file, else before."""
        assert self.stretches is not None
        offset = edit.span.start
        before = bisect_left(self._starts, offset) - 1
        after = bisect_right(self._starts, offset) - 1
        fitting = [n for n in (before, after) if n >= 0 and self.stretches[n].end >= offset]
        if after >= 0 and not follows and self.stretches[after].end > offset:
            fitting.reverse()
        if not fitting:
            raise UnwritableError("nothing beside it stands in the file")
        return written(text, edit, [self.stretches[fitting[0]]])


def is_one_piece(runs: Sequence[Sequence[Stretch]]) -> bool:
    """True if all runs are of one formatting."""
    return len({run[0].notation for run in runs}) == 1 and runs[0][0].notation.formatting is not None


def source_offset(stretch: Stretch, offset: int, *, of_end: bool = False) -> int:
    """The offset in the source of one in a stretch; inside a whole one, that of its start or `of_end`."""
    if not stretch.is_whole or offset == stretch.start:
        return stretch.source_start + offset - stretch.start
    return stretch.source_end if of_end or offset == stretch.end else stretch.source_start


def written(text: str, edit: Edit, run: Sequence[Stretch]) -> Edit:
    """The edit of the source that makes an edit of the text in one run; what it halves is written anew."""
    first, last = run[0], run[-1]
    start, end = edit.span.start, edit.span.end
    before = text[first.start : start] if first.is_whole and first.start < start < first.end else ""
    behind = text[end : last.end] if last.is_whole and last.start < end < last.end else ""
    source = Span(source_offset(first, start), source_offset(last, end, of_end=True))
    return Edit(source, first.notation.write(before + edit.replacement + behind))


def joined_insertions(edits: Iterable[Edit]) -> Iterator[Edit]:
    """The edits in order, those that insert at one place as one.

    Raises:
        UnwritableError: two overlap, as each changes a part of what can be written as a whole only.
    """
    waiting: Edit | None = None
    for edit in edits:
        if waiting and waiting.span == edit.span and not edit.span:
            waiting = Edit(edit.span, waiting.replacement + edit.replacement)
            continue
        if waiting:
            if edit.span.start < waiting.span.end:
                raise UnwritableError("two corrections change one character of the file")
            yield waiting
        waiting = edit
    if waiting:
        yield waiting


def visible_words(text: str, longest: int = 40) -> str:
    """The beginning of a text, as Python writes it."""
    return repr(text) if len(text) <= longest else f"{text[:longest]!r}…"
