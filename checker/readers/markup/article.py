"""Articles in XML: XHTML, NITF, and what feeds and items of news hold them in, read by one table of elements."""

from __future__ import annotations

import enum
import re
from collections import Counter
from collections.abc import Collection, Mapping
from typing import NamedTuple

from checker.errors import InputError
from checker.model import Role
from checker.readers.builder import Mark, TextBuilder
from checker.readers.markup.messages import LANGUAGE, NO_LANGUAGE
from checker.readers.markup.nested import Value
from checker.readers.markup.page import ASKS, BLOCKS, NO_TEXT, ON_PURPOSE, QUOTED, ROLES, selectors
from checker.readers.markup.references import add_text
from checker.readers.markup.selectors import Reached
from checker.readers.markup.tags import Attribute, attributes, names
from checker.readers.markup.xml import Comment, Tag, Text, add, pieces, tokens
from checker.readers.wishes import Elements


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
    "item/fullitem": (Kind.PAGE, Role.BODY),
    "item/body": (Kind.MARKUP, Role.BODY),
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
TRANSLATED = re.compile(r"[:/]translatedFrom\Z")  # of the IPTC's relations of items
PARAGRAPHS = (
    BLOCKS | frozenset(OF_NITF) | names("block body.content body.end body.head credit fn hedline media tagline")
)
NOT_READ = NO_TEXT | names(
    "head title copyrite dateline distributor media-metadata media-object media-producer note rights"
)
ROLE = ROLES | OF_NITF


class Vocabulary(NamedTuple):
    """What elements mean, by their names without prefix, or by that of the one that holds them and theirs: ``fig/p``.

    Attributes:
        content: of elements that stand among others without text.
        paragraphs: elements in a text before and after which a new line begins.
        roles: of elements in a text.
        not_read: elements in a text that are none of it.
    """

    content: Mapping[str, tuple[Kind, Role]]
    paragraphs: Collection[str]
    roles: Mapping[str, Role]
    not_read: Collection[str]


NEWS = Vocabulary(CONTENT, PARAGRAPHS, ROLE, NOT_READ)


def mapped(elements: Elements) -> Vocabulary:
    """The vocabulary that settings give."""
    named = {role: getattr(elements, role.value.replace("-", "_"), ()) for role in Role}
    roles = {name: role for role, listed in named.items() for name in listed}
    silent = dict.fromkeys(elements.ignore, (Kind.SILENT, Role.BODY))
    inside = {name: role for name, role in roles.items() if role is not Role.BODY}  # which is as what it stands in
    return Vocabulary(
        {name: (Kind.MARKUP, role) for name, role in roles.items()} | silent, frozenset(roles), inside, elements.ignore
    )


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
    ignored: Reached = Reached()


class Article:
    """Reads a file.

    Args:
        source: the whole of it, well-formed.
        name: what errors call it.
        roots: the names that its root element may have, without prefix.
        vocabulary: what its elements mean.
        ignore: selectors of what of XHTML in it is not read.

    Attributes:
        builder: holds its text.
        language: that it says to be in.
        original_link: the file that it says to be translated from; empty if it names none.

    Raises:
        InputError: its root is another.
    """

    def __init__(
        self,
        source: str,
        name: str,
        roots: Collection[str],
        vocabulary: Vocabulary = NEWS,
        ignore: tuple[str, ...] = (),
    ) -> None:
        self.builder = TextBuilder()
        self.language: str | None = None
        self.original_link = ""
        self._source = source
        self._vocabulary = vocabulary
        self._ignore = ignore
        self._selectors = selectors(ignore, "html.ignore")
        self._state = State("", Kind.STRUCTURE, Role.BODY, None, "", Counter(), self._selectors.start)
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
        names = (f"{before.name}/{tag.local}", tag.local)
        words = self._vocabulary
        if before.kind is Kind.MARKUP and any(each in words.paragraphs for each in names):
            self._end_block()
        self._outer.append(before)
        before.children[tag.name] += 1
        number = before.children[tag.name]
        path = f"{before.path}/{tag.name}{f'[{number}]' if number > 1 else ''}"
        kind, role = before.kind, before.role
        values = tag.values(self._source) if tag.attributes[1] > tag.attributes[0] else {}
        if kind is Kind.STRUCTURE:
            kind, role = self._opened(names, values)
        elif kind is Kind.MARKUP:
            kind = Kind.SILENT if any(each in words.not_read for each in names) else kind
            role = next((words.roles[each] for each in names if each in words.roles), role)
        ignored = before.ignored
        if self._selectors and before.kind is Kind.MARKUP:
            is_ignored, ignored = self._selectors.choose(ignored, tag.local.lower(), values)
            kind = Kind.SILENT if is_ignored else kind
        mark = self._marked(tag.local, kind, values, before.mark)
        if kind is Kind.MARKUP and ("alt" in values or "title" in values):
            shown = (each for each in attributes(self._source, *tag.attributes) if each.name in ("alt", "title"))
            self._shown += ((each, mark) for each in shown)
        self._state = State(tag.local, kind, role, mark, path, Counter(), ignored)
        self.builder.mark = mark

    def _opened(self, names: tuple[str, str], values: Mapping[str, str]) -> tuple[Kind, Role]:
        """What an element is that stands among others without text.

        Args:
            names: that of the outer one and its own, and its own alone.
            values: its attributes.
        """
        if names[0] == "contentMeta/language" and "tag" in values:
            self._is_in(values["tag"])
        if names[0] == "itemMeta/link" and TRANSLATED.search(values.get("rel") or values.get("reluri") or ""):
            self.original_link = values.get("href", "")
        content = self._vocabulary.content
        kind, role = next((content[each] for each in names if each in content), (Kind.STRUCTURE, Role.BODY))
        said = values.get("type") or values.get("contenttype") or ""
        if kind is not Kind.STRUCTURE and said and self._vocabulary is NEWS and names[1] in BY_TYPE:
            if said in ("html", "text/html"):
                kind = Kind.PAGE
            elif said in ("text", "xhtml", "plain", "text/plain", "application/xhtml+xml"):
                kind = Kind.LINES if kind is Kind.LINES else Kind.MARKUP
            else:
                kind = Kind.SILENT  # such as a picture in letters
        if kind in (Kind.PAGE, Kind.LINES):
            self._value = Value(self._ignore)
        return kind, role

    def _marked(self, name: str, kind: Kind, values: Mapping[str, str], mark: Mark | None) -> Mark | None:
        """The reason why the text of an element is deliberate, by its attributes, else by what it stands in."""
        if kind is Kind.MARKUP and name in ON_PURPOSE:
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
        paragraphs = self._vocabulary.paragraphs
        ends = outer.kind is not Kind.MARKUP or f"{outer.name}/{state.name}" in paragraphs or state.name in paragraphs
        if state.kind is Kind.MARKUP and ends:
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
