"""Builds the text of a document and its map to the file, piece by piece, for formats with markup."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

from checker.model import AS_IT_IS, Deliberate, Document, Notation, Origin, Original, Part, Role, Span, Stretch

Placed = TypeVar("Placed", Stretch, Part, Deliberate)


class Mark(NamedTuple):
    """The reason why a text is deliberate; see `Deliberate`."""

    reason: str
    language: str | None = None


class TextBuilder:
    """Takes in a file's text in the order in which it is read, and where each piece stands in the source.

    A block begins with the first piece after `end_block`; between two stands a line end that is in no file. Blanks at
    the edges of a block, and a second one inside it, are left out. A block of several parts, as a sentence of several
    cues, has a blank that is in no file between two.

    Attributes:
        mark: what makes the pieces that come deliberate, None if nothing does.
        length: of the text so far.
    """

    def __init__(self) -> None:
        self.mark: Mark | None = None
        self.length = 0
        self._pieces: list[str] = []
        self._stretches: list[Stretch] = []
        self._parts: list[Part] = []
        self._deliberate: list[Deliberate] = []
        self._start = 0  # of the block
        self._part_start = 0
        self._ends_blank = False
        self._goes_on = False  # whether a part has ended, and its block has not

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        return tuple(self._stretches)

    @property
    def parts(self) -> tuple[Part, ...]:
        return tuple(self._parts)

    @property
    def deliberate(self) -> tuple[Deliberate, ...]:
        return tuple(self._deliberate)

    def document(
        self,
        name: str,
        form: str,
        origin: Origin,
        *,
        language: str | None = None,
        warnings: tuple[str, ...] = (),
        original: Original | None = None,
    ) -> Document:
        """The document of what was taken in; `form` names its format, `language` is what its file says."""
        return Document(
            name,
            self.text,
            language,
            warnings=warnings,
            origin=origin,
            format=form,
            parts=self.parts,
            deliberate=self.deliberate,
            original=original,
        )

    def add(self, text: str, start: int, end: int, notation: Notation = AS_IT_IS) -> None:
        """Add characters that stand in the source from `start` to `end`; they hold no line end, and are not blank."""
        if self._goes_on:
            self._begin_part()
        before, self.length = self.length, self.length + len(text)
        self._stretches.append(Stretch(before, self.length, start, end, notation))
        self._pieces.append(text)
        self._ends_blank = False
        if self.mark:
            self._note(self.mark, before)

    def add_blank(self, start: int, end: int, notation: Notation = AS_IT_IS) -> None:
        """Add a blank for the white space that stands in the source from `start` to `end`, if it shows."""
        if self.length > self._part_start and not self._ends_blank:
            self.add(" ", start, end, notation)
            self._ends_blank = True

    def add_nowhere(self, text: str) -> None:
        """Add characters that nothing in the source stands for, and that no correction can change."""
        before, self.length = self.length, self.length + len(text)
        self._pieces.append(text)
        self._ends_blank = False
        if self.mark:
            self._note(self.mark, before)

    def end_part(self, role: Role = Role.BODY, location: str = "") -> None:
        """End a part of a block, if it has any text: what the block goes on with stands elsewhere, behind a blank."""
        if self._ends_blank:
            self._pieces.pop()
            self._stretches.pop()
            self.length -= 1
            self._ends_blank = False
            if self._deliberate and self._deliberate[-1].span.end > self.length:
                last = self._deliberate.pop()
                self._deliberate.append(last._replace(span=Span(last.span.start, self.length)))
        if self.length > self._part_start:
            self._parts.append(Part(Span(self._part_start, self.length), role, location))
            self._part_start = self.length
            self._goes_on = True

    def end_block(self, role: Role = Role.BODY, location: str = "") -> None:
        """End the block that is open, if it has any text, and say what it was."""
        self.end_part(role, location)
        if self.length > self._start:
            self._pieces.append("\n")
            self.length += 1
            self._start = self._part_start = self.length
        self._goes_on = False

    def _begin_part(self) -> None:
        self._goes_on = False
        self.add_nowhere(" ")
        self._part_start = self.length

    def take(self, other: TextBuilder, stretches: Iterable[Stretch], role: Role, location: str) -> None:
        """Add the blocks of another builder behind those of this one; in both, none is open.

        Args:
            other: what has the blocks; if this one has a mark, it alone holds for all of them.
            stretches: where their text stands in the source of this one, in text order.
            role: of those that are body text in the other.
            location: of them all.
        """
        shift = self.length
        self._pieces += other._pieces
        self._stretches += (each._replace(start=each.start + shift, end=each.end + shift) for each in stretches)
        for part in other._parts:
            span = shifted(part.span, shift)
            self._parts.append(Part(span, role if part.role is Role.BODY else part.role, location))
            if self.mark:
                self._deliberate.append(Deliberate(span, *self.mark))
        if not self.mark:
            self._deliberate += (each._replace(span=shifted(each.span, shift)) for each in other._deliberate)
        self.length += other.length
        self._start = self._part_start = self.length

    def keep(self, spans: Iterable[Span]) -> None:
        """Leave out all blocks but those in some spans of the text, which are in order, apart and of whole blocks."""
        spans = tuple(spans)
        if sum(map(len, spans)) == self.length:
            return
        text, stretches, parts, deliberate = self.text, self._stretches, self._parts, self._deliberate
        self._pieces, self._stretches, self._parts, self._deliberate, self.length = [], [], [], [], 0
        for span in spans:
            by = self.length - span.start
            self._stretches += [Stretch(each[0] + by, each[1] + by, *each[2:]) for each in within(stretches, span)]
            self._parts += [each._replace(span=shifted(each.span, by)) for each in within(parts, span)]
            self._deliberate += [each._replace(span=shifted(each.span, by)) for each in within(deliberate, span)]
            self._pieces.append(span.of(text))
            self.length += len(span)
        self._start = self._part_start = self.length

    def _note(self, mark: Mark, start: int) -> None:
        """Note that the text from `start` on is deliberate, together with what is so for the same reason before it."""
        last = self._deliberate[-1] if self._deliberate else None
        if last and last.span.end == start and (last.reason, last.language) == mark:
            self._deliberate[-1] = last._replace(span=Span(last.span.start, self.length))
        else:
            self._deliberate.append(Deliberate(Span(start, self.length), *mark))


def within(placed: Sequence[Placed], span: Span) -> Sequence[Placed]:
    """Those of some parts of a text, in its order, that begin in a span."""
    return placed[bisect_left(placed, span.start, key=start_of) : bisect_left(placed, span.end, key=start_of)]


def start_of(placed: Stretch | Part | Deliberate) -> int:
    """Where a part of a text begins in it."""
    return placed.start if isinstance(placed, Stretch) else placed.span.start


def shifted(span: Span, by: int) -> Span:
    """A span so many characters further on."""
    return Span(span.start + by, span.end + by)
