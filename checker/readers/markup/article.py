"""Articles in XML: XHTML, NITF, and what feeds and items of news hold them in, read by one table of elements."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Collection, Mapping
from typing import NamedTuple

from checker.errors import InputError
from checker.model import Role
from checker.readers.builder import Mark, TextBuilder
from checker.readers.markup.messages import LANGUAGE, NO_LANGUAGE
from checker.readers.markup.nested import Value
from checker.readers.markup.page import ASKS, BLOCKS, CODE, NO_TEXT, QUOTED, ROLES, names
from checker.readers.markup.references import add_text
from checker.readers.markup.tags import Attribute, attributes
from checker.readers.markup.xml import Comment, Tag, Text, add, pieces, tokens


class Kind(enum.Enum):
    """The kind of content of an element."""

    STRUCTURE = enum.auto()  # other elements, whose text does not count
    MARKUP = enum.auto()  # text, in which there may be elements of XHTML and NITF
    PAGE = enum.auto()  # HTML, escaped or in CDATA
    LINES = enum.auto()  # plain text, a paragraph a line
    SILENT = enum.auto()  # nothing that is read, however deep


# What is read, by the names of an element and of the one that it stands in.
CONTENT = {
    "html/body": (Kind.MARKUP, Role.BODY),
    "contentMeta/headline": (Kind.MARKUP, Role.HEADLINE),
    "contentMeta/description": (Kind.MARKUP, Role.STANDFIRST),
    "contentMeta/by": (Kind.MARKUP, Role.BYLINE),
    "partMeta/headline": (Kind.MARKUP, Role.CAPTION),
    "partMeta/description": (Kind.MARKUP, Role.CAPTION),
    "contentSet/inlineXML": (Kind.MARKUP, Role.BODY),
    "contentSet/inlineData": (Kind.LINES, Role.BODY),
    "nitf/body": (Kind.MARKUP, Role.BODY),
    "item/title": (Kind.MARKUP, Role.HEADLINE),
    "item/description": (Kind.PAGE, Role.STANDFIRST),
    "item/encoded": (Kind.PAGE, Role.BODY),
    "content/title": (Kind.MARKUP, Role.CAPTION),
    "content/description": (Kind.MARKUP, Role.CAPTION),
    "group/title": (Kind.MARKUP, Role.CAPTION),
    "group/description": (Kind.MARKUP, Role.CAPTION),
    "entry/title": (Kind.MARKUP, Role.HEADLINE),
    "entry/summary": (Kind.MARKUP, Role.STANDFIRST),
    "entry/content": (Kind.MARKUP, Role.BODY),
}
BY_TYPE = names("title summary content description inlineData")  # whose content depends on an attribute
OF_NITF = {
    **dict.fromkeys(("hl1", "hl2"), Role.HEADLINE),
    "byline": Role.BYLINE,
    "abstract": Role.STANDFIRST,
    "media-caption": Role.CAPTION,
    "bq": Role.QUOTATION,
}
PARAGRAPHS = (
    BLOCKS | frozenset(OF_NITF) | names("block body.content body.end body.head credit fn hedline media tagline")
)
NOT_READ = NO_TEXT | names(
    "head title copyrite dateline distributor media-metadata media-object media-producer note rights"
)
ROLE = ROLES | OF_NITF


class State(NamedTuple):
    """The settings in force inside an element.

    Attributes:
        name: of the element, without prefix.
        path: to it: the names of those that it stands in, with the number of each among its like from the second on.
        children: how many there were so far, by name.
    """

    name: str
    kind: Kind
    role: Role
    mark: Mark | None
    path: str
    children: Counter[str]


class Article:
    """Reads a file.

    Args:
        source: the whole of it, well-formed.
        name: what errors call it.
        roots: the names that its root element may have, without prefix.

    Attributes:
        builder: holds its text.
        language: that it says to be in.

    Raises:
        InputError: its root is another.
    """

    def __init__(self, source: str, name: str, roots: Collection[str]) -> None:
        self.builder = TextBuilder()
        self.language: str | None = None
        self._source = source
        self._state = State("", Kind.STRUCTURE, Role.BODY, None, "", Counter())
        self._outer: list[State] = []
        self._value: Value | None = None
        self._shown: list[tuple[Attribute, Mark | None]] = []  # attributes whose texts wait for the end of the block
        for token in tokens(source):
            if isinstance(token, Text):
                self._text(token)
            elif isinstance(token, Comment):
                self._comment(token)
            elif token.closes:
                self._end()
            elif not self._outer and token.local not in roots:
                raise InputError(f"{name}: no article: its root element is <{token.name[:80]}>")
            else:
                self._begin(token)
                if token.is_empty:
                    self._end()

    def _text(self, text: Text) -> None:
        if self._state.kind is Kind.MARKUP:
            add(self.builder, self._source, text)
        elif self._value is not None:
            for piece, start, end in pieces(self._source, text):
                self._value.add(piece, start, end, text.notation)
        elif self._state.path.endswith("/channel/language") and not self.language:
            self._is_in(self._source[text.start : text.end])

    def _comment(self, comment: Comment) -> None:
        """Take in what is said to the checker; what else a comment says is no text."""
        said = self._source[comment.start : comment.end]
        if self._state.kind in (Kind.STRUCTURE, Kind.MARKUP) and ASKS.fullmatch(said):
            self.builder.add(said, comment.start, comment.end)
            if self._state.kind is Kind.STRUCTURE:
                self.builder.end_block()

    def _begin(self, tag: Tag) -> None:
        before = self._state
        if before.kind is Kind.MARKUP and tag.local in PARAGRAPHS:
            self._end_block()
        self._outer.append(before)
        before.children[tag.name] += 1
        number = before.children[tag.name]
        path = f"{before.path}/{tag.name}{f'[{number}]' if number > 1 else ''}"
        kind, role = before.kind, before.role
        values = tag.values(self._source) if tag.attributes[1] > tag.attributes[0] else {}
        if kind is Kind.STRUCTURE:
            kind, role = self._opened(f"{before.name}/{tag.local}", values)
        elif kind is Kind.MARKUP:
            kind, role = (Kind.SILENT if tag.local in NOT_READ else kind), ROLE.get(tag.local, role)
        mark = self._marked(tag.local, kind, values, before.mark)
        if kind is Kind.MARKUP and ("alt" in values or "title" in values):
            shown = (each for each in attributes(self._source, *tag.attributes) if each.name in ("alt", "title"))
            self._shown += ((each, mark) for each in shown)
        self._state = State(tag.local, kind, role, mark, path, Counter())
        self.builder.mark = mark

    def _opened(self, names: str, values: Mapping[str, str]) -> tuple[Kind, Role]:
        """What an element is that stands among others without text.

        Args:
            names: of the outer one and its own.
            values: its attributes.
        """
        if names == "contentMeta/language" and "tag" in values:
            self._is_in(values["tag"])
        kind, role = CONTENT.get(names, (Kind.STRUCTURE, Role.BODY))
        said = values.get("type") or values.get("contenttype") or ""
        if kind is not Kind.STRUCTURE and said and names.rpartition("/")[2] in BY_TYPE:
            if said in ("html", "text/html"):
                kind = Kind.PAGE
            elif said in ("text", "xhtml", "plain", "text/plain", "application/xhtml+xml"):
                kind = Kind.LINES if kind is Kind.LINES else Kind.MARKUP
            else:
                kind = Kind.SILENT  # such as a picture in letters
        if kind in (Kind.PAGE, Kind.LINES):
            self._value = Value()
        return kind, role

    def _marked(self, name: str, kind: Kind, values: Mapping[str, str], mark: Mark | None) -> Mark | None:
        """The reason why the text of an element is deliberate, by its attributes, else by what it stands in."""
        if kind is Kind.MARKUP and name in CODE:
            return Mark(f"<{name}>")
        translate = values.get("translate", "").strip().lower()
        if translate == "no" or "notranslate" in values.get("class", "").split():
            return Mark('translate="no"' if translate == "no" else 'class="notranslate"')
        key = next((key for key in ("xml:lang", "lang", "iso.lang") if values.get(key)), None)
        if not key or (mark and mark.language is None):
            return mark
        if not self.language and (kind is Kind.STRUCTURE or name in ("html", "body")):
            self._is_in(values[key])  # it says what all should be in, not what stands in it on purpose
            return mark
        return Mark(f'{key}="{values[key]}"', values[key])

    def _is_in(self, language: str) -> None:
        tag = language.strip()
        if LANGUAGE.fullmatch(tag) and tag.lower() not in NO_LANGUAGE:
            self.language = tag

    def _end(self) -> None:
        state, outer = self._state, self._outer.pop()
        if state.kind is Kind.MARKUP and (outer.kind is not Kind.MARKUP or state.name in PARAGRAPHS):
            self._end_block()
        elif self._value is not None and outer.kind is Kind.STRUCTURE:
            add = self._value.add_page_to if state.kind is Kind.PAGE else self._value.add_lines_to
            add(self.builder, state.role, state.path)
            self._value = None
        self._state = outer
        self.builder.mark = outer.mark

    def _end_block(self) -> None:
        """End the block that is open; the texts of its attributes are blocks of their own behind it."""
        state = self._state
        self.builder.end_block(state.role, state.path)
        for each, mark in self._shown:
            self.builder.mark = mark
            add_text(self.builder, self._source, each.start, each.end, QUOTED[each.quote])
            self.builder.end_block(Role.CAPTION, f"{state.path}/@{each.name}")
        self._shown.clear()
        self.builder.mark = state.mark
