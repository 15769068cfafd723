"""A text as it was read, and its parts."""

from __future__ import annotations

import enum
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, zip_longest
from typing import NamedTuple

from checker.model.edits import Edit
from checker.model.origin import Origin, UnwritableError
from checker.model.span import Span

# BCP-47's tag for a language that cannot be told.
UNDETERMINED = "und"
# The line ends that editors count; form feeds and Unicode separators do not end a line.
LINE = re.compile(r"[^\r\n]+")
LINE_END = re.compile(r"\r\n|\r|\n")
WHOLE_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")  # with its end


class Role(enum.StrEnum):
    """The role of a block in its article."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BODY = "body"
    CAPTION = "caption"
    BYLINE = "byline"
    LIST_ITEM = "list-item"
    CELL = "cell"
    QUOTATION = "quotation"
    CUE = "cue"
    UNIT = "unit"  # of translation


# Roles of blocks in which sentences stand; a headline, a cell or an item of a list may be words alone.
PROSE = frozenset((Role.STANDFIRST, Role.BODY, Role.QUOTATION, Role.CUE, Role.UNIT))


class Part(NamedTuple):
    """A block as its format describes it.

    Attributes:
        span: a line of the text, without its end.
        location: where it is, as the user of a file sees it that is not read by lines: a paragraph, a unit, a time
            code; else empty.
        runs: where a format cuts a block into runs, where each begins, and its number; none of a block that is one run.
        copied: whether it is a unit of translation that says letter for letter what its original says.
    """

    span: Span
    role: Role = Role.BODY
    location: str = ""
    runs: tuple[tuple[Span, int], ...] = ()
    copied: bool = False

    def moved(self, move: Callable[[Span], Span]) -> Part:
        """The same part, in another form of the text."""
        return self._replace(span=move(self.span), runs=tuple((move(start), number) for start, number in self.runs))


class Deliberate(NamedTuple):
    """A stretch of text that the format marks as deliberate.

    Attributes:
        span: inside one block.
        reason: how it is marked, as the file has it: ``lang="en"``.
        language: that it is said to be in, as a BCP-47 tag, which counts only if it is not the target language; None
            where it is to be left alone in any.
    """

    span: Span
    reason: str
    language: str | None = None


class Original(NamedTuple):
    """The original of a document, as its file holds it.

    Attributes:
        language: BCP-47 tag.
    """

    text: str
    language: str | None = None


@dataclass(frozen=True, repr=False)
class Document:
    """A text as it was read: never normalised, padded or trimmed.

    Of a file of plain text it is the whole file. A format with markup gives its text with one block a line, in which
    there is no line end; where it stands in the file, only the origin knows.

    Attributes:
        name: what reports call it: a path, ``-`` for standard input, or the id of a JSON line as given.
        text: of plain text, with the line ends of the file.
        target_language: BCP-47 tag of the language that the text should be in; None until it is known.
        line: 1-based line of a JSON Lines input that the document stood on, else None.
        warnings: what the reader had to assume, and what the text says to the checker in vain, each a full sentence.
        path: the file that it was read from, as the file system knows it; None where it is no file of its own.
        origin: of a document that has a file of its own or comes from standard input, else None.
        excluded: what is no article text, in order and apart: front matter, comments to the checker.
        joins: where a paragraph goes on in the next line, each from the last word of a line to the first of the next,
            in order and apart; none where a line is a paragraph.
        extra: what else a JSON line said of the document: its other keys, each with its value as JSON.
        guessed: whether nobody gave the target language, so that it is the one which most of the text is in.
        format: of the input formats, the one that the text was taken from.
        parts: the blocks as the format describes them, in text order; none of plain text.
        deliberate: what the format marks as standing in the text on purpose, in text order.
        original: what the text was translated from, where the file says it.
        original_link: what the file calls another that it was translated from; empty if it names none.

    Raises:
        TypeError: the text is none.
    """

    name: str | int
    text: str
    target_language: str | None = None
    line: int | None = None
    warnings: tuple[str, ...] = ()
    path: str | None = None
    origin: Origin | None = None
    excluded: tuple[Span, ...] = ()
    joins: tuple[Span, ...] = ()
    guessed: bool = False
    extra: tuple[tuple[str, str], ...] = ()
    format: str = "text"
    parts: tuple[Part, ...] = ()
    deliberate: tuple[Deliberate, ...] = ()
    original: Original | None = None
    original_link: str = ""

    def __post_init__(self) -> None:
        if not isinstance(self.text, str):
            raise TypeError(f"a text is wanted, not {type(self.text).__name__}")

    @cached_property
    def blocks(self) -> tuple[Span, ...]:
        """The lines that hold more than white space, trimmed, in text order; without what is excluded.

        A block is the largest stretch that a sentence or a foreign run may span.
        """
        found = []
        edges = (0, *(edge for span in self.excluded for edge in (span.start, span.end)), len(self.text))
        for stretch in zip(edges[::2], edges[1::2], strict=True):
            for line in LINE.finditer(self.text, *stretch):
                body = line.group().strip()
                if body:
                    start = line.start() + line.group().index(body)
                    found.append(Span(start, start + len(body)))
        return tuple(found)

    def location(self, offset: int) -> str:
        """What the user of the file calls the place of an offset; empty where lines and columns say it better."""
        part = self.part(offset)
        if not part or not part.runs:
            return part.location if part else ""
        n = bisect_right(part.runs, offset, key=lambda run: run[0].start) - 1
        return f"{part.location}, run {part.runs[max(0, n)][1]}"

    def role(self, offset: int) -> Role:
        """What the block that an offset is in is in its article, as far as the format says it."""
        part = self.part(offset)
        return part.role if part else Role.BODY

    @cached_property
    def prose(self) -> tuple[Span, ...]:
        """The blocks in which sentences stand: all of plain text, else those whose role says so."""
        return tuple(each for each in self.blocks if self.role(each.start) in PROSE) if self.parts else self.blocks

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The blocks, those of a paragraph that was wrapped at a column as one."""
        joins = {span.start for span in self.joins}
        found: list[Span] = []
        for block in self.blocks:
            if found and found[-1].end in joins:
                found[-1] = Span(found[-1].start, block.end)
            else:
                found.append(block)
        return tuple(found)

    def paragraphs_over(self, span: Span) -> Span:
        """The text of all paragraphs that a span touches, as one span; the span itself if it touches none."""
        starts = bisect_right(self.paragraphs, span.start, key=lambda paragraph: paragraph.start)
        ends = bisect_left(self.paragraphs, span.end, key=lambda paragraph: paragraph.start)
        touched = [each for each in self.paragraphs[max(0, starts - 1) : ends] if each.overlaps(span)]
        return Span(min(span.start, touched[0].start), max(span.end, touched[-1].end)) if touched else span

    @cached_property
    def shown(self) -> str:
        """The text as shown to a person, with blanks for line ends inside wrapped paragraphs; offsets are the same."""
        if not self.joins:
            return self.text
        edges = (0, *(edge for span in self.joins for edge in (span.start, span.end)), len(self.text))
        lines = (self.text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
        blanks = (" " * len(span) for span in self.joins)
        return "".join(chain.from_iterable(zip_longest(lines, blanks, fillvalue="")))

    @property
    def has_lines(self) -> bool:
        """True if line and column say where something stands in the file, or in the text that is no file."""
        return self.origin is None or self.origin.container.has_lines

    @property
    def in_file(self) -> str:
        """The text whose lines and columns are shown: the file, or the text itself where the file has no lines."""
        return self._mapped.source if self._mapped else self.text

    def span_in_file(self, span: Span) -> Span:
        """The part of `in_file` that a span of the text stands for."""
        return self._mapped.extent(span) if self._mapped else span

    def edits_in_file(self, edits: Iterable[Edit]) -> tuple[Edit, ...]:
        """The edits of `in_file` that make edits of the text, all in order and apart.

        Raises:
            UnwritableError: the file cannot take one of them.
        """
        return self._mapped.source_edits(self.text, edits) if self._mapped else tuple(edits)

    def refusal(self, edits: Iterable[Edit]) -> str | None:
        """Why the file cannot take edits, without a final stop; None if it can, or there is no file."""
        try:
            if self.origin:
                self.origin.source_edits(self.text, edits)
        except UnwritableError as error:
            return str(error)
        return None

    @property
    def _mapped(self) -> Origin | None:
        """The origin, if it has lines of its own."""
        return (
            self.origin
            if self.origin and self.origin.stretches is not None and self.origin.container.has_lines
            else None
        )

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(end.end() for end in LINE_END.finditer(self.in_file))]

    def __repr__(self) -> str:
        return f"<Document {self.name!r}, {len(self.text)} characters>"

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column at which a character begins, in the file if it has lines; see `range`."""
        return self.position_in_file(self._mapped.place(offset) if self._mapped else offset)

    def range(self, span: Span) -> tuple[tuple[int, int], tuple[int, int]]:
        """Where a span begins and where it has ended, each as a line and a column from 1; for display only.

        Columns count code points. Of a file without lines they are of the text, which has a line for each block.
        """
        found = self.span_in_file(span)
        return self.position_in_file(found.start), self.position_in_file(found.end)

    def position_in_file(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset in `in_file`, as `position` has them."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def part(self, offset: int) -> Part | None:
        """The block that an offset is in, as the format describes it; None of plain text, and between blocks."""
        n = bisect_right(self.parts, offset, key=lambda part: part.span.start) - 1
        return self.parts[n] if n >= 0 and offset <= self.parts[n].span.end else None


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence, or a sentence inside a quotation. Segments tile a block and never overlap."""

    span: Span
    quoted: bool = False


class Extent(enum.StrEnum):
    """The part of a block, or of the whole document, that a foreign run takes."""

    WORD = "word"
    PHRASE = "phrase"
    PASSAGE = "passage"
    PARAGRAPH = "paragraph"
    COUNTERPART = "counterpart"
    ARTICLE = "article"


class LikelyLanguage(NamedTuple):
    """A language that foreign text may be in: its BCP-47 tag, and the probability, in [0, 1]."""

    tag: str
    probability: float


@dataclass(frozen=True, slots=True)
class LanguageRun:
    """Foreign text inside one block, possibly across sentences; a whole article takes many blocks.

    Attributes:
        span: from the first to the last foreign word; quotation marks inside included, surrounding
            ones, spaces and final punctuation not.
        tag: BCP-47; ``und`` when the run is too short to tell.
        confidence: in [0, 1].
        words: how many words it has.
        extent: one word; several; a sentence or more, or across the end of one; the whole block; a block of a
            bilingual page, which says the same beside it; an article that is not in the target language at all.
        likely: the two likeliest languages, the best first, where the tag is ``und``.
    """

    span: Span
    tag: str
    confidence: float
    words: int
    extent: Extent
    likely: tuple[LikelyLanguage, ...] = ()


class Reading(NamedTuple):
    """One way to read a form: lemma, UPOS tag and UD features (``"Gender=Masc|Number=Sing"``).

    A named tuple, as its hash is asked for at every word of a text.
    """

    lemma: str
    upos: str
    feats: str = ""


def straight(text: str) -> str:
    """A text with straight apostrophes, as lexicon and rules have them."""
    return text.replace("’", "'")


def plain_form(form: str) -> str:
    """A form in lower case, with straight apostrophes."""
    return straight(form.lower())


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a punctuation mark, with every reading that the lexicon has for it."""

    span: Span
    form: str
    readings: tuple[Reading, ...] = ()

    @property
    def folded(self) -> str:
        """The form in lower case, with straight apostrophes."""
        return plain_form(self.form)
