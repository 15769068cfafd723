"""HTML: whole pages and fragments, read as browsers show them, and corrected in place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from checker.files.opening import LARGEST_TEXT, read_all
from checker.model import Document, Encoded, Origin, Role
from checker.readers.builder import Mark, TextBuilder
from checker.readers.decode import decode
from checker.readers.markup.references import (
    CONTENT,
    DOUBLE_QUOTED,
    SINGLE_QUOTED,
    UNQUOTED,
    add_text,
    reading,
)
from checker.readers.markup.tags import Attribute, Comment, Tag, Text, attributes, page_tokens

TITLE = "HTML: pages and fragments"
ENDINGS = (".html", ".htm", ".xhtml")
HAS_FILES = True

PAGE = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*+(?:<\?xml[^>]*+>\s*+)?+(?:<!--(?>.*?-->)\s*+)*+<(?:!doctype\s+html|html)\b",
    re.I | re.S,
)
CHARSET = re.compile(rb"<meta\b[^>]{0,300}?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
HEAD_BYTES = 4096


def names(listed: str) -> frozenset[str]:
    """Names with blanks between them."""
    return frozenset(listed.split())


# What a browser begins a new line for, and `br`, which ends one.
BLOCKS = names(
    "address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li legend main menu ol optgroup option p pre section summary "
    "table tbody td tfoot th thead tr ul"
)
VOID = names("area base br col embed hr img input link meta param source track wbr")
NO_TEXT = names(
    "audio button canvas datalist head iframe math nav noembed noframes noscript object pre rp rt script select style "
    "svg template textarea title video xmp"
)
IN_HEAD = names("base link meta noscript script style template title")
# Words of machines, which stand in sentences all the same.
CODE = names("code kbd samp tt var")
# The language of so much says what the page should be in, not what stands in it on purpose.
WHOLE = names("html body main article")
ROLES = {
    **{f"h{level}": Role.HEADLINE for level in range(1, 7)},
    **dict.fromkeys(("caption", "figcaption"), Role.CAPTION),
    **dict.fromkeys(("dd", "dt", "li"), Role.LIST_ITEM),
    **dict.fromkeys(("td", "th"), Role.CELL),
    "blockquote": Role.QUOTATION,
}
# Elements whose end tag may be left out: those that the beginning of one ends, and those that hold both.
ENDS = {
    "li": (("li",), ("ul", "ol", "menu")),
    **dict.fromkeys(("dd", "dt"), (("dd", "dt"), ("dl",))),
    **dict.fromkeys(("td", "th"), (("td", "th"), ("tr", "table"))),
    "tr": (("tr",), ("table",)),
}
NEAREST = 32  # open elements that are looked at for one
TOLD = re.compile(r"lang|translate|alt|title", re.I)  # attributes that say anything to us
ASKS = re.compile(r"<!--[^\S\r\n]*checker[^\S\r\n]*:[^\r\n]*-->")
QUOTED = {'"': DOUBLE_QUOTED, "'": SINGLE_QUOTED, "": UNQUOTED}


def recognises(head: bytes) -> bool:
    """True if a document type or the root element says that it is HTML."""
    return PAGE.match(head.replace(b"\0", b"")) is not None


def read(stream: BinaryIO, name: str) -> Iterator[Document]:
    """The one document of a page; see `Format.read`.

    Raises:
        InputError: it is binary, damaged, or in no encoding that is known.
        OSError: it cannot be read, or is larger than any article.
    """
    data = read_all(stream, LARGEST_TEXT)
    declared = CHARSET.search(data, 0, HEAD_BYTES)
    decoded = decode(data, name, declared[1].decode("ascii") if declared else "")
    page = Page(decoded.text)
    built = page.builder
    codec = decoded.encoding.codec
    encoding = Encoded(codec, decoded.encoding.marked, "xmlcharrefreplace")
    yield Document(
        name,
        built.text,
        warnings=decoded.warnings,
        origin=Origin(decoded.digest, decoded.text, encoding, built.stretches),
        format="html",
        parts=built.parts,
        deliberate=built.deliberate,
    )


class State(NamedTuple):
    """What holds inside an element."""

    role: Role = Role.BODY
    mark: Mark | None = None
    silent: bool = False


class Page:
    """Reads a page.

    Args:
        source: the whole of it.

    Attributes:
        builder: holds its text.
    """

    def __init__(self, source: str) -> None:
        self.builder = TextBuilder()
        self._source = source
        self._is_xml = source.lstrip().startswith("<?xml")
        self._state = State()
        self._open: list[tuple[str, State]] = []  # each with what held before it
        self._number = Counter[str]()  # of those, by name
        self._attributes: list[tuple[Attribute, Mark | None]] = []  # whose texts wait for the end of the block
        for token in page_tokens(source):
            if isinstance(token, Text):
                if not self._state.silent:
                    add_text(self.builder, source, token.start, token.end, CONTENT)
            elif isinstance(token, Comment):
                self._comment(token)
            elif token.closes:
                self._end(token.name)
            else:
                self._begin(token)
        self._end_block()

    def _comment(self, comment: Comment) -> None:
        """Take in what is said to the checker; what else a comment says is no text."""
        said = self._source[comment.start : comment.end]
        if not self._state.silent and ASKS.fullmatch(said):
            self.builder.add(said, comment.start, comment.end)

    def _begin(self, tag: Tag) -> None:
        name = tag.name
        if self._number["head"] and name not in IN_HEAD:
            self._close("head")
        if name in BLOCKS:
            self._end_block()
            if self._number["p"]:
                self._close("p")
            if name in ENDS:
                self._close_alike(*ENDS[name])
        before, self._state = self._state, self._inside(tag)
        if name in VOID or (self._is_xml and self._source[tag.attributes[0] : tag.attributes[1]].endswith("/")):
            self._state = before
            return
        self._open.append((name, before))
        self._number[name] += 1
        self.builder.mark = self._state.mark

    def _inside(self, tag: Tag) -> State:
        """What holds inside an element that begins."""
        role, mark, silent = self._state
        if silent:
            return self._state
        role = ROLES.get(tag.name, role)
        if tag.name in CODE and not (mark and mark.language is None):
            mark = Mark(f"<{tag.name}>")
        start, end = tag.attributes
        if end > start and TOLD.search(self._source, start, end):
            given = {each.name: each for each in attributes(self._source, start, end)}
            mark = self._marked(tag.name, given, mark)
            if tag.name not in NO_TEXT:
                shown = (given[name] for name in ("alt", "title") if name in given)
                self._attributes += ((each, mark) for each in shown)
        return State(role, mark, tag.name in NO_TEXT)

    def _marked(self, name: str, given: dict[str, Attribute], mark: Mark | None) -> Mark | None:
        """What makes the text of an element deliberate, by its attributes, else by what it stands in."""
        values = {key: reading(self._source[each.start : each.end]) for key, each in given.items()}
        translate = values.get("translate", "").strip().lower()
        if translate == "no" or "notranslate" in values.get("class", "").split():
            return Mark('translate="no"' if translate == "no" else 'class="notranslate"')
        if translate == "yes" and mark and mark.language is None:
            mark = None
        language = (values.get("lang") or values.get("xml:lang") or "").strip()
        if language and name not in WHOLE and not (mark and mark.language is None):
            return Mark(f'lang="{language}"', language)
        return mark

    def _end(self, name: str) -> None:
        if name in BLOCKS:
            self._end_block()
        if self._number[name]:
            self._close(name)

    def _close(self, name: str) -> None:
        """Close the innermost element of a name, with all that was left open in it."""
        while True:
            inner, self._state = self._open.pop()
            self._number[inner] -= 1
            if inner == name:
                break
        self.builder.mark = self._state.mark

    def _close_alike(self, alike: tuple[str, ...], holders: tuple[str, ...]) -> None:
        """Close the element that the beginning of one like it ends, if it is still open."""
        near = (inner for inner, _ in self._open[: -NEAREST - 1 : -1] if inner in alike or inner in holders)
        first = next(near, None)
        if first in alike:
            self._close(first)

    def _end_block(self) -> None:
        """End the block that is open; the texts of its attributes are blocks of their own behind it."""
        self.builder.end_block(self._state.role)
        if not self._attributes:
            return
        outer = self.builder.mark
        for each, mark in self._attributes:
            self.builder.mark = mark
            add_text(self.builder, self._source, each.start, each.end, QUOTED[each.quote])
            self.builder.end_block(Role.CAPTION)
        self._attributes.clear()
        self.builder.mark = outer
