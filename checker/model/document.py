"""A text as it was read, and its parts."""

from __future__ import annotations

import enum
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, zip_longest
from typing import NamedTuple

from checker.model.span import Span

# BCP-47's tag for a language that cannot be told.
UNDETERMINED = "und"
BYTE_ORDER_MARK = "\ufeff"
# The line ends that editors count; form feeds and Unicode separators do not end a line.
LINE = re.compile(r"[^\r\n]+")
LINE_END = re.compile(r"\r\n|\r|\n")
WHOLE_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")  # with its end


@dataclass(frozen=True, slots=True)
class Origin:
    """The bytes of the file that a document was read from, of which nothing else is kept.

    Attributes:
        digest: SHA-256 of the bytes, in hexadecimal.
        encoding: the codec that gives them back from the text; None where none does to the byte.
        marked: whether they begin with a byte order mark, which is no part of the text.
    """

    digest: str
    encoding: str | None
    marked: bool = False

    def encode(self, text: str) -> bytes:
        """The bytes of a text as the file would hold it.

        Raises:
            UnicodeEncodeError: the encoding has no such character.
            ValueError: the file cannot be written back as it was.
        """
        if self.encoding is None:
            raise ValueError("no encoding gives the file back as it was")
        return (BYTE_ORDER_MARK * self.marked + text).encode(self.encoding)


@dataclass(frozen=True, repr=False)
class Document:
    """A text as it was read: never normalised, padded or trimmed.

    Attributes:
        name: what reports call it: a path, ``-`` for standard input, or the id of a JSON line as given.
        text: with the line ends of the file.
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

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(end.end() for end in LINE_END.finditer(self.text))]

    def __repr__(self) -> str:
        return f"<Document {self.name!r}, {len(self.text)} characters>"

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both 1-based, the column in code points; for display only."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1


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
    """

    span: Span
    tag: str
    confidence: float
    words: int
    extent: Extent


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
