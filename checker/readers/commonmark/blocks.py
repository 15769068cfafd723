"""The blocks of Markdown: which lines belong to which, and where the text of each stands.

markdown-it hands the text of a block on without the markup before its lines. Here its rules note where they took it
from: `Content` is the one form in which the text of a block goes on to the rules for what stands in lines.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from markdown_it.rules_block import StateBlock, heading, html_block, lheading, paragraph, table
from markdown_it.token import Token

Rule = Callable[[StateBlock, int, int, bool], bool]

FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:[ \t]*")
BAR = re.compile(r"(?<!\\)\|")
HEADING = re.compile(r"#+\s*")
# What a site generator or a formula puts between two lines, which is no text: how it begins, and how it ends.
OPENING = re.compile(
    r"\{(?:%|\{[<%])-?\s*(?P<name>highlight|raw|comment|mermaid|math|katex)\b|(?P<math>\$\$)", re.IGNORECASE
)
CLOSING = r"\{{(?:%|\{{[<%])-?\s*(?:end|/\s*){}\b"
TAB = 4  # columns


@dataclass(frozen=True, slots=True)
class Content:
    """The text of a block, with its line ends and without the markup before its lines.

    Attributes:
        text: what the rules for lines read.
        pieces: its parts that stand together in the file: where each begins in `text` and where in the file.
    """

    text: str
    pieces: tuple[tuple[int, int], ...]

    def place(self, offset: int) -> int:
        """The offset in the file of a character of the text."""
        begins, stands = self.pieces[bisect_right(self.pieces, offset, key=lambda piece: piece[0]) - 1]
        return stands + offset - begins

    def parts(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """A span of the text, cut where what stands together in the file ends."""
        first = bisect_right(self.pieces, start, key=lambda piece: piece[0])
        last = bisect_left(self.pieces, end, key=lambda piece: piece[0])
        edges = [start, *(begins for begins, _ in self.pieces[first:last]), end]
        yield from pairwise(edges)


def content(source: str, spans: list[tuple[int, int]], between: str = "\n") -> Content:
    """The content that stands in some spans of a source."""
    pieces, length = [], 0
    for start, end in spans:
        pieces.append((length, start))
        length += end - start + len(between)
    return Content(between.join(source[start:end] for start, end in spans), tuple(pieces))


def with_content(rule: Rule) -> Rule:
    """A rule that gives its tokens the content of their lines."""

    def run(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        before = len(state.tokens)
        if not rule(state, start, end, silent):
            return False
        for token in state.tokens[before:]:
            if token.map and token.type in ("inline", "html_block"):
                token.meta["content"] = content(state.src, without_last_blanks(state, lines(state, *token.map)))
        return True

    return run


def placed_heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`heading`, whose text is a part of its line."""
    if not heading(state, start, end, silent):
        return False
    if not silent:
        [(begin, _)] = lines(state, start, start + 1)
        signs = HEADING.match(state.src, begin)
        begin = signs.end() if signs else begin
        inline = state.tokens[-2]
        inline.meta["content"] = content(state.src, [(begin, begin + len(inline.content))])
    return True


def placed_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`table`, each of whose cells is a part of its line."""
    before = len(state.tokens)
    if not table(state, start, end, silent):
        return False
    row = -1
    cells: Iterator[Content] = iter(())
    for token in state.tokens[before:]:
        if token.type == "inline" and token.map:
            if token.map[0] != row:
                row = token.map[0]
                cells = cells_of(state.src, *lines(state, row, row + 1)[0])
            token.meta["content"] = next(cells, Content("", ()))
    return True


def cells_of(source: str, start: int, end: int) -> Iterator[Content]:
    """The cells of a row, as markdown-it parts them: a bar with a backslash before it is a character of its cell."""
    bounds = [start - 1, *(bar.start() for bar in BAR.finditer(source, start, end)), end]
    columns = [(left + 1, right) for left, right in pairwise(bounds)]
    if len(columns) > 1 and not source[slice(*columns[0])].strip(" \t"):
        columns.pop(0)
    if len(columns) > 1 and not source[slice(*columns[-1])].strip(" \t"):
        columns.pop()
    for left, right in columns:
        while left < right and source[left] in " \t":
            left += 1
        while right > left and source[right - 1] in " \t":
            right -= 1
        spans, at = [], left
        while (bar := source.find("\\|", at, right)) >= 0:
            spans.append((at, bar))
            at = bar + 1
        yield content(source, [*spans, (at, right)], between="")


def lines(state: StateBlock, first: int, last: int) -> list[tuple[int, int]]:
    """Where some lines stand without their indentation and the markup of what they stand in."""
    return [(state.bMarks[n] + state.tShift[n], state.eMarks[n]) for n in range(first, last)]


def without_last_blanks(state: StateBlock, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Lines, the last without blanks at its end."""
    start, end = spans[-1]
    return [*spans[:-1], (start, start + len(state.src[start:end].rstrip(" \t")))]


def footnote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A footnote, ``[^1]: text``, with blocks that are indented by four."""
    begin = state.bMarks[start] + state.tShift[start]
    mark = FOOTNOTE.match(state.src, begin, state.eMarks[start])
    if not mark or state.is_code_block(start):
        return False
    if silent:
        return True
    before = state.bMarks[start], state.tShift[start], state.sCount[start], state.parentType
    state.push("footnote_open", "div", 1)
    state.bMarks[start], state.tShift[start] = mark.end(), 0
    state.blkIndent += TAB
    state.sCount[start] = state.blkIndent
    state.md.block.tokenize(state, start, end)
    state.blkIndent -= TAB
    state.bMarks[start], state.tShift[start], state.sCount[start], state.parentType = before
    state.push("footnote_close", "div", -1)
    return True


def template(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Lines that are no text: code and comments of site generators, and formulas."""
    [(begin, stop)] = lines(state, start, start + 1)
    opening = OPENING.match(state.src, begin, stop)
    if not opening or state.is_code_block(start):
        return False
    kind = "$$" if opening["math"] else opening["name"].lower()
    unclosed: set[str] = state.env.setdefault("unclosed", set())
    if kind in unclosed:
        return False
    closing = re.compile(r"\$\$" if opening["math"] else CLOSING.format(kind), re.IGNORECASE)
    at = opening.end()
    for line in range(start, end):
        if closing.search(state.src, max(at, state.bMarks[line]), state.eMarks[line]):
            if not silent:
                state.line = line + 1
                state.push("template", "", 0)
            return True
    unclosed.add(kind)  # so that many of them cost no more than one
    return False


def content_of(token: Token) -> Content:
    """The notes of a rule on a token."""
    found = token.meta["content"]
    assert isinstance(found, Content)
    return found


PARAGRAPHS = ["paragraph", "reference"]
# The rules that take the place of those of markdown-it, each with what it may interrupt.
PLACED: tuple[tuple[str, Rule, list[str]], ...] = (
    ("paragraph", with_content(paragraph), []),
    ("lheading", with_content(lheading), []),
    ("html_block", with_content(html_block), [*PARAGRAPHS, "blockquote"]),
    ("heading", placed_heading, [*PARAGRAPHS, "blockquote"]),
    ("table", placed_table, PARAGRAPHS),
)
