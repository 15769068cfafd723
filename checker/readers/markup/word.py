"""The text of WordprocessingML, as its reader sees it once all tracked changes are accepted.

See ECMA-376, part 1, 17 (WordprocessingML).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from checker.model import Notation, Role, Span, UnwritableError
from checker.readers.builder import TextBuilder
from checker.readers.markup.paragraphs import Places
from checker.readers.markup.references import in_content
from checker.readers.markup.xml import CDATA, Tag, Text, in_cdata, pieces, tokens

NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
# What is no text, or the same text again for older programs, or what was there before a change.
SKIPPED = frozenset(("w:del", "w:moveFrom", "w:rt", "mc:Fallback", "w:instrText", "w:delText"))
NO = ("0", "false", "off")
TO_BLANK = str.maketrans("\t\n\r", "   ")
ROLES = {
    "title": Role.HEADLINE,
    "heading": Role.HEADLINE,
    "subtitle": Role.STANDFIRST,
    "caption": Role.CAPTION,
    "quote": Role.QUOTATION,
    "intense quote": Role.QUOTATION,
    "list": Role.LIST_ITEM,
}


def shown(source: str) -> str:
    """The text of a source in an element of text."""
    return html.unescape(source).translate(TO_BLANK)


def shown_in_cdata(source: str) -> str:
    """The text of a CDATA section in an element of text."""
    return source.translate(TO_BLANK)


def of_tab(text: str) -> str:
    """The source of nothing; a tab can only be taken out."""
    if text:
        raise UnwritableError("a tab or a special hyphen stands there")
    return ""


def tab(source: str) -> str:
    """What an element shows that stands for one character."""
    return "\u2011" if "noBreakHyphen" in source else " "


ELEMENT = Notation(of_tab, tab)
NO_LOOK = re.compile(r"<[\w:]*(?:lang|noProof)\b[^>]*>")  # properties of a run that no reader sees


class Piece(NamedTuple):
    """Characters of a paragraph and where they stand in the source."""

    text: str
    start: int
    end: int
    notation: Notation


@dataclass(slots=True)
class Paragraph:
    """A paragraph that is open.

    Attributes:
        pieces: its text; None stands for the end of a line.
        location: what its reader calls it.
        role: by its style.
        goes_on: whether its end was taken out, so that the next one goes on with it.
    """

    location: str
    role: Role
    pieces: list[Piece | None] = field(default_factory=list)
    goes_on: bool = False


def style_roles(styles: str) -> dict[str, Role]:
    """The roles of paragraph styles by their ids, which differ from language to language; their names do not."""
    roles: dict[str, Role] = {}
    style = ""
    for token in tokens(styles):
        if not isinstance(token, Tag) or token.closes:
            continue
        if token.local == "style":
            style = token.values(styles).get("w:styleid", "")
        elif token.local == "name":
            called = token.values(styles).get("w:val", "").lower()
            role = ROLES.get(called) or ROLES.get(called.partition(" ")[0])
            if role and style:
                roles[style] = role
    return roles


class Story:
    """Reads the text of one member: the body, or the notes.

    Args:
        source: the member, well-formed.
        shift: how many characters of the document's source stand before it.
        builder: takes in the text.
        roles: of styles, by their ids.

    Attributes:
        trimmed: where elements of text stand whose blanks at the edges do not show.
    """

    def __init__(self, source: str, shift: int, builder: TextBuilder, roles: Mapping[str, Role]) -> None:
        self.trimmed: list[Span] = []
        self._source = source
        self._shift = shift
        self._builder = builder
        self._roles = roles
        self._open: list[str] = []
        self._starts: list[int] = []  # of the same elements
        self._skipped = 0  # open elements that do not count, with those in them
        self._paragraphs: list[Paragraph] = []
        self._carried: list[Piece | None] = []
        self._places = Places()
        self._note = ""
        self._fields: list[bool] = []  # whether each that is open has come to what it shows
        self._is_hidden = False
        self._formatting = ""  # of the run
        self._keeps_blanks = True
        self._prefix = ""
        for token in tokens(source):
            if isinstance(token, Text):
                if self._open and self._open[-1] == "w:t":
                    self._text(token)
            elif isinstance(token, Tag):
                self._tag(token)

    def _tag(self, tag: Tag) -> None:
        if not self._open and not tag.closes:
            names = tag.values(self._source)
            declared = (key.partition(":")[2] for key, value in names.items() if value in NAMESPACES)
            self._prefix = next(declared, "w") + ":"
        name = tag.name
        if self._prefix != "w:" and name.startswith(self._prefix):
            name = "w:" + name.removeprefix(self._prefix)
        if self._skipped:
            self._skipped += 0 if tag.is_empty else -1 if tag.closes else 1
            return
        if tag.closes:
            self._open.pop()
            self._end(name, Span(self._starts.pop(), tag.start))
        elif not tag.is_empty and (name in SKIPPED or name.endswith("Change")):
            self._skipped = 1
        else:
            self._begin(name, tag)
            if not tag.is_empty and not self._skipped:
                self._open.append(name)
                self._starts.append(tag.start)
            elif tag.is_empty:
                self._end(name, Span(tag.start, tag.start))

    def _values(self, tag: Tag) -> dict[str, str]:
        """The attributes of a tag without their prefix."""
        return {key.removeprefix(self._prefix.lower()): value for key, value in tag.values(self._source).items()}

    def _begin(self, name: str, tag: Tag) -> None:
        paragraph = self._paragraphs[-1] if self._paragraphs else None
        match name:
            case "w:p":
                self._paragraphs.append(self._begun())
            case "w:pStyle" if paragraph:
                paragraph.role = self._roles.get(self._values(tag).get("val", ""), paragraph.role)
            case "w:numPr" if paragraph and paragraph.role is Role.BODY:
                paragraph.role = Role.LIST_ITEM
            case "w:del" if paragraph and self._open[-2:] == ["w:pPr", "w:rPr"]:
                paragraph.goes_on = True
            case "w:r":
                self._is_hidden = False
                self._formatting = str(self._starts[-1]) if self._starts else ""
            case "w:vanish" if self._open[-2:] == ["w:r", "w:rPr"]:
                self._is_hidden = self._values(tag).get("val", "") not in NO
            case "w:fldChar":
                self._field(self._values(tag).get("fldchartype", ""))
            case "w:t":
                self._keeps_blanks = tag.values(self._source).get("xml:space") == "preserve"
            case "w:tab" | "w:ptab" | "w:noBreakHyphen" if self._open[-1:] == ["w:r"]:
                stands = self._source[tag.start : tag.end]
                self._add(Piece(tab(stands), tag.start + self._shift, tag.end + self._shift, ELEMENT))
            case "w:br" | "w:cr":
                self._add(None)
            case _:
                self._begin_place(name, tag)

    def _begin_place(self, name: str, tag: Tag) -> None:
        match name:
            case "w:tbl":
                self._take_carried()
                self._places.begin_table()
            case "w:tr":
                self._places.begin_row()
            case "w:tc":
                self._places.begin_cell()
            case "w:txbxContent":
                self._places.begin_box()
            case "w:footnote" | "w:endnote":
                values = self._values(tag)
                self._note = f"{name[2:]} {values.get('id', '')}"
                self._skipped = int(values.get("type", "normal") != "normal" and not tag.is_empty)
            case _:
                pass

    def _end(self, name: str, span: Span) -> None:
        """End an element.

        Args:
            name: of it.
            span: from its beginning to its end tag.
        """
        match name:
            case "w:rPr" if self._open[-1:] == ["w:r"]:
                self._formatting += NO_LOOK.sub("", span.of(self._source))
            case "w:p" if self._paragraphs:
                paragraph = self._paragraphs.pop()
                if paragraph.goes_on:
                    self._carried = paragraph.pieces
                else:
                    self._take(paragraph)
            case "w:tbl":
                self._places.end_table()
            case "w:r":
                self._is_hidden = False
            case "w:tc" | "w:txbxContent" | "w:footnote" | "w:endnote" | "w:body":
                self._take_carried()
            case _:
                pass

    def _take_carried(self) -> None:
        """Take in a paragraph that has no next one to go on in."""
        if self._carried:
            self._take(self._begun())

    def _begun(self) -> Paragraph:
        """A paragraph that begins here, with what was carried into it."""
        carried, self._carried = self._carried, []
        role = Role.CELL if self._places.in_table else Role.BODY
        return Paragraph(self._places.next(self._note, in_box="w:txbxContent" in self._open), role, carried)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _text(self, text: Text) -> None:
        start, end = text.start, text.end
        write, read = (in_cdata, shown_in_cdata) if text.notation is CDATA else (in_content, shown)
        notation = Notation(write, read, self._formatting)
        if not self._keeps_blanks:
            content = self._source[start:end]
            self.trimmed.append(Span(start + self._shift, end + self._shift))
            start, end = start + len(content) - len(content.lstrip()), end - len(content) + len(content.rstrip())
        for piece, first, last in pieces(self._source, text._replace(start=start, end=max(start, end))):
            self._add(Piece(piece.translate(TO_BLANK), first + self._shift, last + self._shift, notation))

    def _add(self, piece: Piece | None) -> None:
        if piece and not piece.text:
            return
        if self._paragraphs and not self._is_hidden and all(self._fields):
            self._paragraphs[-1].pieces.append(piece)

    def _take(self, paragraph: Paragraph) -> None:
        """Take in a paragraph that has ended, without blanks at the edges of its lines."""
        line: list[Piece] = []
        for piece in (*paragraph.pieces, None):
            if piece is not None:
                line.append(piece)
                continue
            for each in without_edges(line):
                self._builder.add(*each)
            self._builder.end_block(paragraph.role, paragraph.location)
            line.clear()


def without_edges(line: Sequence[Piece]) -> Iterator[Piece]:
    """A line without the blanks at its beginning and its end."""
    with_letters = [n for n, piece in enumerate(line) if not piece.text.isspace()]
    if not with_letters:
        return
    first, last = with_letters[0], with_letters[-1]
    for n, piece in enumerate(line[first : last + 1], start=first):
        text, start, end, notation = piece
        if len(text) == end - start:
            start += len(text) - len(text.lstrip()) if n == first else 0
            end -= len(text) - len(text.rstrip()) if n == last else 0
        yield Piece(text[start - piece.start : len(text) - (piece.end - end)], start, end, notation)
