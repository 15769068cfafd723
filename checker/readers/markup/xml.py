"""XML, for every format that is written in it: whether it is sound, and where its tags and its text stand.

Expat decides whether a file is well-formed; of one that is, a few patterns cut the source exactly. Nothing is loaded
from outside, and no entity is expanded: a file that declares any is refused.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from html.entities import html5
from typing import NamedTuple
from xml.parsers import expat

from checker.errors import InputError
from checker.model import Notation, UnwritableError
from checker.readers.builder import TextBuilder
from checker.readers.decode import Decoded, decode
from checker.readers.markup.references import BY_NUMBER, CONTENT, add_text, collapsed, reading, reference
from checker.readers.markup.tags import attributes

DEEPEST = 250  # elements in one another; what is written for readers has a tenth of that
DECLARATION = re.compile(rb"\s*<\?xml\s[^>]*?\bencoding\s*=\s*[\"']([\w.:-]+)")
# Of a well-formed document; quantifiers that give nothing back keep it linear.
QUOTED = r"\"[^\"]*+\"|'[^']*+'"
NOT_TEXT = re.compile(
    r"<!--(?P<comment>(?:[^-]|-(?!->))*+)-->"
    r"|<!\[CDATA\[(?P<cdata>(?:[^\]]|\](?!\]>))*+)\]\]>"
    r"|<\?(?:[^?]|\?(?!>))*+\?>"
    rf"|<!DOCTYPE(?:[^>\[\"']|{QUOTED}|\[(?:<!--(?:[^-]|-(?!->))*+-->|<\?(?:[^?]|\?(?!>))*+\?>|{QUOTED}|[^\]\"'])*+\])*+>"
    rf"|<(?P<closes>/?)(?P<name>[^\s/>]++)(?P<attributes>(?:[^/>\"']|{QUOTED})*+)(?P<ends>/?)>"
)
RUN = re.compile(r"[^&]++")
WORD = re.compile(r"(?P<blank>[ \t\r\n]++)|[^ \t\r\n]++")
ENTITY = re.compile(r"&([^#;&\s][^;&\s]*);")
UNDEFINED_ENTITY = f"no sound XML: {expat.ErrorString(expat.errors.codes[expat.errors.XML_ERROR_UNDEFINED_ENTITY])}"
BEHIND_BLANKS = re.compile(rf"\s*+(?:{NOT_TEXT.pattern})")


class Tag(NamedTuple):
    """A tag.

    Attributes:
        name: as it is written, with its prefix.
        closes: whether it is the end tag.
        is_empty: whether it is both tags of an element without content.
        start: where it begins.
        attributes: where they stand, half-open.
        end: where it ends.
    """

    name: str
    closes: bool
    is_empty: bool
    start: int
    attributes: tuple[int, int]
    end: int

    @property
    def local(self) -> str:
        """The name without its prefix."""
        return self.name.rpartition(":")[2]

    def values(self, source: str) -> dict[str, str]:
        """Its attributes by their names in lower case, with their prefixes."""
        return {each.name: reading(source[each.start : each.end]) for each in attributes(source, *self.attributes)}


class Text(NamedTuple):
    """Characters that are no markup, half-open, and how they are written."""

    start: int
    end: int
    notation: Notation


class Comment(NamedTuple):
    """A comment with its marks, half-open."""

    start: int
    end: int


def in_cdata(text: str) -> str:
    """A text as it stands in a CDATA section.

    Raises:
        UnwritableError: it would end there.
    """
    if "]]>" in text:
        raise UnwritableError("']]>' would end the CDATA section")
    return text


CDATA = Notation(in_cdata, collapsed)


def root_name(head: bytes) -> str:
    """The name without prefix of the root element of a file that begins so; empty if that is no XML."""
    start = head.removeprefix(codecs.BOM_UTF8).replace(b"\0", b"").decode("latin-1").lstrip("ÿþ")
    at = 0
    while True:
        found = BEHIND_BLANKS.match(start, at)
        if not found or found["name"]:
            return found["name"].rpartition(":")[2] if found and not found["closes"] else ""
        at = found.end()


def decoded(data: bytes, name: str) -> Decoded:
    """The text of an XML file, which is well-formed.

    Raises:
        InputError: it is not, or in no encoding that is known.
    """
    declared = DECLARATION.match(data)
    found = decode(data, name, declared[1].decode("ascii") if declared else "")
    check_xml(found.text, name)
    return found


def decoded_with_root(data: bytes, name: str, root: str, called: str) -> Decoded:
    """The text of a well-formed file of a format.

    Args:
        data: the whole file.
        name: what errors call it.
        root: the name of its root element.
        called: what errors call the format.

    Raises:
        InputError: it is not well-formed, in no encoding that is known, or has another root.
    """
    file = decoded(data, name)
    if root_name(data) != root:
        raise InputError(f"{name}: no {called}: its root element is another")
    return file


def unencodable(source: str) -> str:
    """How a letter is written that the encoding of a file lacks: by its number, which in CDATA would be no letter."""
    return "strict" if "<![CDATA[" in source else BY_NUMBER


def check_xml(source: str, name: str) -> None:
    """Hold that a source is well-formed XML that declares no entity.

    Args:
        source: decoded; what it says of its encoding does not count.
        name: what errors call it.

    Raises:
        InputError: it is not.
    """

    def refuse(*declaration: object) -> None:
        raise InputError(f"{name}:{parser.CurrentLineNumber}: it declares an entity, and such files are not read")

    depth = 0

    def begin(*element: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            line = parser.CurrentLineNumber
            raise InputError(f"{name}:{line}: more than {DEEPEST} elements stand in one another")

    def end(element: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate("utf-8")
    parser.UseForeignDTD(True)  # names of HTML's entities may be meant, and are then read as such
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    try:
        parser.Parse(source.encode("utf-8", "surrogatepass"), True)
    except expat.ExpatError as error:
        raise InputError(f"{name}:{error.lineno}: no sound XML: {expat.ErrorString(error.code)}") from error
    # The parser skips entities that it does not know, and says nothing of those in attributes.
    for span in with_references(source):
        for found in ENTITY.finditer(source, *span):
            if f"{found[1]};" not in html5:
                line = source.count("\n", 0, found.start()) + 1
                raise InputError(f"{name}:{line}: {UNDEFINED_ENTITY}")


def with_references(source: str) -> Iterator[tuple[int, int]]:
    """The places of a well-formed source in which `&` begins a reference: attributes, and text outside CDATA."""
    for token in tokens(source) if "&" in source else ():
        if isinstance(token, Tag):
            yield token.attributes
        elif isinstance(token, Text) and token.notation is CONTENT:
            yield token.start, token.end


def tokens(source: str) -> Iterator[Tag | Text | Comment]:
    """The tags, texts and comments of a well-formed source in their order."""
    at = 0
    for found in NOT_TEXT.finditer(source):
        start, end = found.span()
        if start > at:
            yield Text(at, start, CONTENT)
        at = end
        if found["name"]:
            yield Tag(found["name"], bool(found["closes"]), bool(found["ends"]), start, found.span("attributes"), end)
        elif found["cdata"]:
            yield Text(*found.span("cdata"), CDATA)
        elif found["comment"] is not None:
            yield Comment(start, end)


def pieces(source: str, text: Text) -> Iterator[tuple[str, int, int]]:
    """The characters of a text, white space as it is, each piece with where it stands: runs, and single references."""
    if text.notation is CDATA:
        yield source[text.start : text.end], text.start, text.end
        return
    start = text.start
    while start < text.end:
        run = RUN.match(source, start, text.end)
        if run:
            meant, stop = run.group(), run.end()
        else:
            meant, stop = reference(source, start, text.end, in_attribute=False)
        yield meant, start, stop
        start = stop


def add(builder: TextBuilder, source: str, text: Text) -> None:
    """Add a text to a builder, its white space as single blanks."""
    if text.notation is not CDATA:
        add_text(builder, source, text.start, text.end, text.notation)
        return
    for found in WORD.finditer(source, text.start, text.end):
        if found["blank"]:
            builder.add_blank(*found.span(), CDATA)
        else:
            builder.add(found.group(), *found.span(), CDATA)
