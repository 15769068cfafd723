"""The text of a Markdown file and its map to the file."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.ruler import Ruler
from markdown_it.token import Token

from checker.model import Edit, Notation, Role, patch
from checker.readers.builder import Mark, TextBuilder
from checker.readers.commonmark.blocks import PARAGRAPHS, PLACED, Content, content_of, footnote, template
from checker.readers.commonmark.inline import RULES, place_of
from checker.readers.commonmark.notation import CELL, CODE, LINES
from checker.readers.markup.front_matter import FrontMatter, add_front_matter, front_matter
from checker.readers.markup.page import Page
from checker.readers.markup.tags import Comment, Tag, Text, page_tokens
from checker.readers.wishes import Pages

LINE_END = re.compile(r"\r\n?|\n")
PIECE = re.compile(r"[^ \t\n]+(?: [^ \t\n]+)*|(?P<blank>[ \t\n]+)")
DEEPEST_IN_LINES = 20  # brackets in brackets; more are text
DEEPEST_BLOCKS = 10_000  # beyond what Python itself allows, so that it is an error and no loss
NO_ATTRIBUTES = (0, 0)
# What may end or begin a mark, or change what one means, where it comes to stand beside it.
PLAIN = re.compile(r"[\w,;.’']*")
REASONS = {"code_inline": "`code`", "formula": "$formula$", "value": "{{ value }}"}


class Markdown:
    """Reads a file.

    Args:
        source: the whole of it.
        ignore: selectors of what in its HTML is not read.

    Attributes:
        builder: holds its text.
        warnings: what is wrong with its front matter, a full sentence each.

    Raises:
        RecursionError: it is nested too deeply.
    """

    def __init__(self, source: str, ignore: tuple[str, ...] = ()) -> None:
        self._source = source
        self._page = Page(source, Pages(ignore=ignore))
        self.builder: TextBuilder = self._page.builder
        front = front_matter(source) or FrontMatter(0, ())
        self.warnings = front.warnings
        add_front_matter(self.builder, source, front)
        self._base = front.end
        body = source[front.end :]
        self._pairs: list[int] = []  # where a line ended in two characters, of which the parser sees one
        if "\r" in body:
            ends = list(LINE_END.finditer(body))
            self._pairs = [end.start() - number for number, end in enumerate(end for end in ends if len(end[0]) == 2)]
            body = LINE_END.sub("\n", body)
        self._environment: dict[str, object] = {}
        parser = block_parser()
        found: list[Token] = []
        parser.block.parse(body, parser, self._environment, found)
        self._notation = LINES
        for token in found:
            self._block(token)
        self._page.end_inner(0)
        self._page.end_block()

    def _block(self, token: Token) -> None:
        if token.type == "inline":
            self._lines(content_of(token))
        elif token.type == "html_block":
            content = content_of(token)
            self._page.end_block()
            self._html(content, 0, len(content.text))
        elif token.nesting > 0:
            self._page.begin(Tag(token.tag, False, NO_ATTRIBUTES))
            self._notation = CELL if token.type == "table_open" else self._notation
        elif token.nesting < 0:
            self._page.end(token.tag)
            self._notation = LINES if token.type == "table_close" else self._notation
        else:
            self._page.end_block()

    def _html(self, content: Content, start: int, end: int) -> None:
        """Read HTML that stands in a content."""
        cuts = [(left, right) for left, right in content.parts(start, end)]
        gaps = (self._source[self._end(content, cut) : self._place(content, cut)] for cut, _ in cuts[1:])
        if not any(">" in gap for gap in gaps):
            self._page.take(self._place(content, start), self._end(content, end))
            return
        for token in page_tokens(content.text, start, end):  # marks of a quotation stand between the lines
            if isinstance(token, Tag):
                self._page.read(token._replace(attributes=self._span(content, *token.attributes), raw=(0, 0)))
            elif isinstance(token, Comment):
                self._page.read(Comment(*self._span(content, *token)))
            else:
                for part in content.parts(*token):
                    self._page.read(Text(*self._span(content, *part)))

    def _lines(self, content: Content) -> None:
        """Read what stands in the lines of a block; the texts of its pictures are blocks of their own behind it."""
        parser = inline_parser()
        found = parser.inline.parse(content.text, parser, self._environment, [])
        depth = self._page.depth
        pictures: list[tuple[Token, int]] = []
        self._show(found, content, 0, pictures)
        self._page.end_inner(depth)
        if pictures:
            self._page.end_block()
        while pictures:
            picture, base = pictures.pop(0)
            self._show(picture.children or [], content, base + place_of(picture)[0] + len("!["), pictures)
            self._page.end_block(Role.CAPTION)

    def _show(self, found: Sequence[Token], content: Content, base: int, pictures: list[tuple[Token, int]]) -> None:
        """Add the text of tokens, whose places are counted from an offset of their block."""
        for token in found:
            start, end = (base + offset for offset in place_of(token))
            if token.type == "html_inline":
                self._html(content, start, end)
            elif token.type == "image":
                pictures.append((token, base))
            elif token.type == "hardbreak":
                self._page.end_block()
            elif self._page.is_silent or start == end:
                continue
            elif token.type == "softbreak":
                self.builder.add_blank(self._place(content, start), self._place(content, end), self._notation)
            elif token.type == "text" and token.content:
                self._add(content, start, end, self._notation)
            elif token.type == "address":
                self._add(content, start, end, CODE)
            elif token.type == "text_special":
                self._special(token, content, start, end)
            elif token.type in REASONS:
                self._aside(token, content, start, end)

    def _special(self, token: Token, content: Content, start: int, end: int) -> None:
        """Add a character that is written as several."""
        span = self._span(content, start, end)
        if token.content.strip(" \t\r\n") == "":
            self.builder.add_blank(*span, self._notation)
        elif token.content == token.markup:
            self._add(content, start, end, self._notation)
        else:
            self.builder.add(token.content, *span, self._notation)

    def _aside(self, token: Token, content: Content, start: int, end: int) -> None:
        """Add what stands in a sentence and is for machines."""
        marks = len(token.markup)
        outer = self.builder.mark
        if not (outer and outer.language is None):
            self.builder.mark = Mark(REASONS[token.type])
        self._add(content, start + marks, end - marks, CODE)
        self.builder.mark = outer

    def _add(self, content: Content, start: int, end: int, notation: Notation) -> None:
        """Add characters of a content as they are."""
        for part in content.parts(start, end):
            for piece in PIECE.finditer(content.text, *part):
                span = self._span(content, *piece.span())
                if piece["blank"]:
                    self.builder.add_blank(*span, notation)
                else:
                    self.builder.add(piece[0], *span, notation)

    def _span(self, content: Content, start: int, end: int) -> tuple[int, int]:
        """Where in the file a span of a content begins and ends."""
        return self._place(content, start), self._end(content, end) if end > start else self._place(content, start)

    def _place(self, content: Content, offset: int) -> int:
        """The offset in the file of a character of a content."""
        found = content.place(offset)
        return self._base + found + (bisect_left(self._pairs, found) if self._pairs else 0)

    def _end(self, content: Content, offset: int) -> int:
        """The offset in the file behind the character before one of a content."""
        return self._place(content, offset - 1) + 1 if offset else self._place(content, 0)


@cache
def block_parser() -> MarkdownIt:
    """Finds the blocks of a text."""
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST_BLOCKS}).enable("table")
    rules = parser.block.ruler
    for name, rule, interrupted in PLACED:
        rules.at(name, rule, {"alt": interrupted})
    rules.before("table", "template", template, {"alt": PARAGRAPHS})
    rules.before("reference", "footnote", footnote, {"alt": PARAGRAPHS})
    return parser


@cache
def inline_parser() -> MarkdownIt:
    """Finds what stands in the lines of a block."""
    parser = (
        MarkdownIt("commonmark", {"maxNesting": DEEPEST_IN_LINES}).enable("strikethrough").disable("fragments_join")
    )
    parser.inline.ruler = Ruler()
    for name, rule in RULES:
        parser.inline.ruler.push(name, rule)
    return parser


def text_after(ignore: tuple[str, ...], source: str, edits: Sequence[Edit]) -> str | None:
    """The text of a source after edits; None where they are of words alone and can change no mark.

    Args:
        ignore: as `Markdown` takes it.
        source: the file.
        edits: of it, in order and apart.
    """
    if all(is_plain(source, edit) for edit in edits):
        return None
    return Markdown(patch(source, edits), ignore).builder.text


def is_plain(source: str, edit: Edit) -> bool:
    """True if an edit changes letters alone, and letters stand on both sides as before."""
    start, end = edit.span.start, edit.span.end
    before, behind = source[start - 1 : start] if start else "", source[end : end + 1]
    changed = edit.span.of(source)
    beside = (edit.replacement or before)[-1:] + (edit.replacement or behind)[:1] + (changed or before)[-1:]
    return bool(PLAIN.fullmatch(changed + edit.replacement)) and beside.isalnum() and len(beside) == 3
