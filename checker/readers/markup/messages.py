"""Messages of programs and units of translation: what stands in them as in their original is no text to correct."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from checker.model import Role, Span, Stretch
from checker.readers.builder import Mark, TextBuilder
from checker.text.segment import MARKS, WIDE_MARKS

# Tags, and what a program puts words in for: %s, %(name)d, %1$s, {name}, ${name}, &amp;
INLINE = re.compile(
    r"(?P<tag></?[a-zA-Z][^<>]*+>)"
    r"|%(?:\(\w++\)|\d++\$)?[-+ #0]?\d*+(?:\.\d++)?(?:hh?|ll?|[Lzjt])?[diouxXeEfFgGcrsa@]"
    r"|\$?\{[\w.:!\[\]]*+\}|&(?:#\w++|\w++);"
)
PIECE = re.compile(r"(?P<blank>[ \t\r\n]++)|[^ \t\r\n]++(?: [^ \t\r\n]++)*+")
LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})*")
NO_LANGUAGE = ("mis", "mul", "und", "zxx")
STOPS = f"{MARKS}{WIDE_MARKS}:;"
PLACEHOLDER = Mark("not to be translated")


def one_line(text: str) -> str:
    """A text with one blank for all its white space."""
    return " ".join(text.split())


def language_tag(said: str | None) -> str | None:
    """The tag of the language that a file says; None if it says none."""
    found = LANGUAGE.match(said.strip()) if said else None
    return found.group().replace("_", "-") if found and found.group().lower() not in NO_LANGUAGE else None


def add_message(
    builder: TextBuilder,
    value: str,
    stretches: Sequence[Stretch],
    original: str,
    location: str = "",
    protected: Iterable[Span] = (),
) -> None:
    """Add a message to a builder, as a block or as one for each of its lines that no sentence goes on after.

    Args:
        builder: to add to; its mark, if any, holds for all of the message.
        value: what the message says.
        stretches: where that stands in the source, in order and without gaps; `start` and `end` are of the value.
        original: what it was translated from. Its tags are left out of the text, its placeholders marked.
        location: of the message.
        protected: parts of the value that its format marks as not to be translated, in order.
    """
    own = {each.group() for each in INLINE.finditer(original)}
    inline = [(Span(*each.span()), not each["tag"]) for each in INLINE.finditer(value) if each.group() in own]
    writer = _Writer(builder, value, stretches, location)
    mark = builder.mark
    builder.copies = mark is None and one_line(value) == one_line(original)
    at = 0
    for span, is_shown in sorted([*inline, *((span, True) for span in protected)]):
        if span.start < at:
            continue
        writer.say(at, span.start)
        if is_shown:
            builder.mark = mark or PLACEHOLDER
            writer.say(span.start, span.end)
            builder.mark = mark
        at = span.end
    writer.say(at, len(value))
    builder.end_block(Role.UNIT, location)
    builder.copies = False


class _Writer:
    """Hands parts of a message to a builder, in their order."""

    def __init__(self, builder: TextBuilder, value: str, stretches: Sequence[Stretch], location: str) -> None:
        self._builder = builder
        self._value = value
        self._stretches = stretches
        self._location = location
        self._next = 0  # of the stretches

    def say(self, start: int, end: int) -> None:
        """Add what a part of the value says."""
        for piece in PIECE.finditer(self._value, start, end):
            if not piece["blank"]:
                for each in self._covering(*piece.span()):
                    self._builder.add(self._value[each.start : each.end], *each[2:])
            elif "\n" in piece.group() and self._ends_line(*piece.span()):
                self._builder.end_block(Role.UNIT, self._location)
            else:
                for each in self._covering(piece.start(), piece.start() + 1):
                    self._builder.add_blank(*each[2:])

    def _ends_line(self, start: int, end: int) -> bool:
        """True if no sentence goes on behind a line end."""
        return self._value[start - 1 : start] in STOPS or not self._value[end : end + 1].islower()

    def _covering(self, start: int, end: int) -> Iterator[Stretch]:
        """The stretches of a part of the value, cut to it."""
        while self._next < len(self._stretches):
            each = self._stretches[self._next]
            if each.start >= end:
                return
            if each.end > start:
                yield each if each.is_whole else stretch_between(each, start, end)
            if each.end > end:
                return
            self._next += 1


def stretch_between(stretch: Stretch, start: int, end: int) -> Stretch:
    """The part of a stretch that lies between two offsets, character for character."""
    start, end = max(start, stretch.start), min(end, stretch.end)
    offset = stretch.source_start - stretch.start
    return stretch._replace(start=start, end=end, source_start=start + offset, source_end=end + offset)
