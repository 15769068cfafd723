"""Texts of LibreOffice (OpenDocument): read as the archive of XML that they are, and corrected inside its texts.

See OpenDocument 1.3, part 3. What was deleted in a tracked change stands apart from the text, which is as accepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from checker.errors import InputError
from checker.files.opening import LARGEST_TEXT, read_all
from checker.model import Document, Notation, Origin, Role, Span, UnwritableError
from checker.readers.archive import Archive, Member, Packed
from checker.readers.builder import TextBuilder
from checker.readers.decode import sha256
from checker.readers.markup.paragraphs import Places
from checker.readers.markup.tags import names
from checker.readers.markup.xml import Tag, Text, add, decoded, tokens
from checker.readers.wishes import NO_WISHES, Wishes

TITLE = "OpenDocument: body, tables, notes and text boxes, tracked changes as accepted"
ENDINGS = (".odt",)
HAS_FILES = True

START = re.compile(rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis\.opendocument\.text", re.S)
CONTENT = "content.xml"
SKIPPED = names(
    "text:tracked-changes office:annotation text:hidden-text text:hidden-paragraph text:ruby-text text:note-citation "
    "svg:title svg:desc draw:object office:automatic-styles"
)
# What holds no text of the paragraph that it stands in, but paragraphs.
HOLDERS = names("text:note text:note-body text:list text:list-item text:list-header text:section")
ROLES = {
    "Title": Role.HEADLINE,
    "Subtitle": Role.STANDFIRST,
    "Caption": Role.CAPTION,
    "Illustration": Role.CAPTION,
    "Figure": Role.CAPTION,
    "Quotations": Role.QUOTATION,
}


def recognises(head: bytes) -> bool:
    """True if the first member of an archive says that it is a text of OpenDocument."""
    return START.match(head) is not None


def read(stream: BinaryIO, name: str, wishes: Wishes = NO_WISHES) -> Iterator[Document]:
    """The one document of a file; see `Format.read`.

    Raises:
        InputError: it is no OpenDocument, damaged, locked, or unpacks to more than any document.
        OSError: it cannot be read, or is larger than any article.
    """
    data = read_all(stream, LARGEST_TEXT)
    archive = Archive(data, name, "text of OpenDocument", LARGEST_TEXT)
    if CONTENT not in archive:
        raise InputError(f"{name}: an archive, but no text of OpenDocument")
    file = decoded(archive.read(CONTENT), f"{name}: {CONTENT}")
    builder = Story(file.text).builder
    packed = Packed(data, (Member(CONTENT, Span(0, len(file.text)), file.encoding),))
    origin = Origin(sha256(data), file.text, packed, builder.stretches)
    yield builder.document(name, "odt", origin)


def of_blank(text: str) -> str:
    """The source of nothing; an element that stands for a blank can only be taken out."""
    if text:
        raise UnwritableError("a tab or several blanks stand there")
    return ""


def blank(source: str) -> str:
    """The blanks that an element stands for."""
    return " "


ELEMENT = Notation(of_blank, blank)


class Style(NamedTuple):
    """What a style of the document itself says.

    Attributes:
        parent: the style that it is made from.
        is_hidden: whether its text does not show.
    """

    parent: str
    is_hidden: bool


class Paragraph(NamedTuple):
    """A paragraph that is open, with its text so far."""

    builder: TextBuilder
    role: Role
    location: str


def styles(source: str) -> dict[str, Style]:
    """The styles of a document by their names."""
    found: dict[str, Style] = {}
    name = ""
    for token in tokens(source):
        if not isinstance(token, Tag) or token.closes:
            continue
        if token.name == "style:style":
            values = token.values(source)
            name = values.get("style:name", "")
            found[name] = Style(values.get("style:parent-style-name", ""), False)
        elif token.name == "style:text-properties" and name in found:
            if token.values(source).get("text:display") == "none":
                found[name] = found[name]._replace(is_hidden=True)
        elif token.name == "office:text":
            break
    return found


class Story:
    """Reads the text of a document.

    Args:
        source: its content, well-formed.

    Attributes:
        builder: holds its text.
    """

    def __init__(self, source: str) -> None:
        self.builder = TextBuilder()
        self._source = source
        self._styles = styles(source)
        self._open: list[str] = []
        self._skipped = 0  # open elements that do not count, with those in them
        self._paragraphs: list[Paragraph] = []
        self._places = Places()
        self._notes = 0
        for token in tokens(source):
            if isinstance(token, Text):
                self._text(token)
            elif isinstance(token, Tag):
                self._tag(token)

    def _text(self, text: Text) -> None:
        within = self._open[-1] if self._open else ""
        if self._paragraphs and not self._skipped and within.startswith("text:") and within not in HOLDERS:
            add(self._paragraphs[-1].builder, self._source, text)

    def _tag(self, tag: Tag) -> None:
        if self._skipped:
            self._skipped += 0 if tag.is_empty else -1 if tag.closes else 1
        elif tag.closes:
            self._open.pop()
            self._end(tag.name)
        else:
            self._begin(tag, tag.values(self._source))

    def _begin(self, tag: Tag, values: dict[str, str]) -> None:
        style = values.get("text:style-name", "")
        if tag.name in SKIPPED or (style in self._styles and self._styles[style].is_hidden):
            self._skipped = int(not tag.is_empty)
            return
        match tag.name:
            case "text:p" | "text:h":
                self._paragraphs.append(self._begun(tag.name, style))
            case "text:s" | "text:tab" if self._paragraphs:
                self._paragraphs[-1].builder.add_blank(tag.start, tag.end, ELEMENT)
            case "text:line-break" if self._paragraphs:
                self._paragraphs[-1].builder.end_block()
            case "table:table":
                self._places.begin_table()
            case "table:table-row":
                self._places.begin_row()
            case "table:table-cell":
                self._places.begin_cell()
            case "draw:text-box":
                self._places.begin_box()
            case "text:note":
                self._notes += 1
            case _:
                pass
        if tag.is_empty:
            self._end(tag.name)
        else:
            self._open.append(tag.name)

    def _begun(self, name: str, style: str) -> Paragraph:
        parent = self._styles[style].parent if style in self._styles else style
        role = Role.HEADLINE if name == "text:h" else ROLES.get(parent, Role.BODY)
        if role is Role.BODY and self._places.in_table:
            role = Role.CELL
        elif role is Role.BODY and "text:list-item" in self._open:
            role = Role.LIST_ITEM
        note = f"note {self._notes}" if "text:note" in self._open else ""
        return Paragraph(TextBuilder(), role, self._places.next(note, in_box="draw:text-box" in self._open))

    def _end(self, name: str) -> None:
        if name in ("text:p", "text:h"):
            inner, role, location = self._paragraphs.pop()
            inner.end_block()
            self.builder.take(inner, inner.stretches, role, location)
        elif name == "table:table":
            self._places.end_table()
