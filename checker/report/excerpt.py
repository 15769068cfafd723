"""Shows a piece of a text to a person: abridged around an issue and wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import LINE_END, Fix, Span, patch
from checker.text.visible import visible

AROUND = 60  # code points shown on either side of an issue
HEAD, TAIL = 280, 100  # code points shown of an issue that is longer than both
LONGEST_CHANGE = 80  # code points on either side of an arrow; beyond, a fix's title says it better
CUT = "…"
# A cut falls between words, where a word ends near enough.
FIRST_WORD = re.compile(r"\S{0,20}\s+")
LAST_WORD = re.compile(r"\s+\S{0,20}\Z")
UNBROKEN = re.compile(r"\S+\s*|\s+")
PARAGRAPH_END = re.compile(r"[^\S\r\n]*+[\r\n]\s*")
WORD_BEFORE = re.compile(r"\S*\Z")
WORD_AFTER = re.compile(r"\S*")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A visible text in three parts: what is marked, and what stands around it on its line."""

    before: str
    marked: str
    after: str

    @classmethod
    def around(cls, text: str, span: Span) -> Excerpt:
        """Cut the marked span out of a text, with up to `AROUND` code points on either side."""
        marked = abridged(span.of(text))
        parts = line_before(text, span.start), marked, line_after(text, span.end)
        return cls(*map(in_one_line, parts))

    def wrap(self, width: int) -> Iterator[Excerpt]:
        """The lines of the excerpt, each at most so many terminal cells wide."""
        text = self.before + self.marked + self.after
        start, end = len(self.before), len(self.before) + len(self.marked)
        for line in wrap(text, width):
            left, right = (min(max(edge, line.start), line.end) for edge in (start, end))
            parts = Span(line.start, left), Span(left, right), Span(right, line.end)
            yield Excerpt(*(part.of(text) for part in parts))


def abridged(text: str) -> str:
    """A text without the middle of a long one."""
    return text if len(text) <= HEAD + TAIL else f"{text[:HEAD].rstrip()} {CUT} {text[-TAIL:].lstrip()}"


def line_before(text: str, end: int) -> str:
    """The part of the line before an offset; the beginning of a long one is cut off."""
    start = max(0, end - AROUND)
    *earlier, rest = LINE_END.split(text[start:end])
    if earlier or start == 0 or text[start - 1] in "\r\n":
        return rest.lstrip()
    word = FIRST_WORD.match(rest)
    return f"{CUT} {rest[word.end() :]}" if word else CUT + rest


def line_after(text: str, start: int) -> str:
    """The part of the line after an offset; the end of a long one is cut off."""
    end = start + AROUND
    line, *later = LINE_END.split(text[start:end])
    if later or end >= len(text) or text[end] in "\r\n":
        return line.rstrip()
    word = LAST_WORD.search(line)
    return f"{line[: word.start()]} {CUT}" if word else line + CUT


def wrap(text: str, width: int) -> Iterator[Span]:
    """The lines of a text, broken at white space, which is dropped there, or inside a word wider than a line."""
    from rich.cells import cell_len, chop_cells  # the other formats measure nothing

    start = end = used = 0
    for unbroken in UNBROKEN.findall(text):
        for piece in chop_cells(unbroken, width) if cell_len(unbroken.rstrip()) > width else [unbroken]:
            if used + cell_len(piece.rstrip()) > width:
                yield Span(start, start + len(text[start:end].rstrip()))
                start, used = end, 0
            end += len(piece)
            used += cell_len(piece)
    yield Span(start, end)


def change(text: str, span: Span, fix: Fix) -> tuple[str, str]:
    """The passage that holds the issue and all edits of a fix, before and after the fix."""
    spans = (span, *(edit.span for edit in fix.edits))
    whole = Span(min(part.start for part in spans), max(part.end for part in spans))
    return whole.of(text), patch(text, fix.edits, whole)


def first_change(text: str, span: Span, fix: Fix) -> tuple[str, str]:
    """The same, but of places that lie far apart only the first, with the words that it stands in."""
    before, after = change(text, span, fix)
    if len(before) <= HEAD + TAIL or len(fix.edits) < 2:
        return abridged(before), abridged(after)
    edit = fix.edits[0]
    line = line_before(text, edit.span.start), line_after(text, edit.span.end)
    beside = WORD_BEFORE.search(line[0]), WORD_AFTER.match(line[1])
    left, right = (found.group() if found else "" for found in beside)
    return f"{left}{edit.span.of(text)}{right}", f"{left}{edit.replacement}{right}"


def shown_change(text: str, span: Span, fix: Fix) -> tuple[str, str] | None:
    """The changed words before and after a fix, made visible; None where its title says more."""
    before, after = change(text, span, fix)
    same_words = before.split() == after.split()  # a change of white space cannot be seen
    if same_words or not after.strip() or max(len(before), len(after)) > LONGEST_CHANGE:
        return None
    return in_one_line(before), in_one_line(after)


def in_one_line(text: str) -> str:
    """A text made visible, with a pilcrow where a paragraph ends."""
    return visible(PARAGRAPH_END.sub(" ¶ ", text))
