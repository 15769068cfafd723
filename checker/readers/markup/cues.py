"""Joins the cues of subtitles to speech, so that a sentence which goes on in the next cue is one sentence.

A block is what one speaker says without a pause. What only tells the deaf who speaks and what sounds is no text of it:
dashes, ``>>`` and names in capitals before a turn, and brackets where no sentence is open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from checker.model import Notation, Role
from checker.readers.builder import TextBuilder
from checker.readers.markup.plain import add_plain
from checker.readers.markup.references import CONTENT, add_text
from checker.text.segment import CLOSERS, MARKS, WIDE_MARKS, skip

TAG_FILLER = "\0"  # stands for each character of a tag; no file that is read holds one
FILL = rf"[\s{TAG_FILLER}]*+"
BRACKETED = r"(?:\[[^\[\]]*+\]|\([^()]*+\))"
LETTER = re.compile(r"[^\W\d_]")
LINE = re.compile(r"[^\r\n]+")
LEAD = re.compile(
    rf"{FILL}(?:(?P<sound>{BRACKETED})|(?P<arrows>(?:>|&gt;){{2,}}+)|(?P<dash>[-‐–—―])(?={FILL}(?P<after>.?))"
    rf"|(?P<name>[^\W_][^:\r\n{TAG_FILLER}]{{1,30}}):(?=\s|\Z))",
    re.S,
)
ONLY_SOUND = re.compile(rf"{FILL}{BRACKETED}{FILL}")
LAST_SOUND = re.compile(rf"{BRACKETED}{FILL}\Z")
ENDED = re.compile(rf"[{MARKS}{WIDE_MARKS}][{re.escape(CLOSERS)}\s]*\Z")
SPACE = re.compile(r"\s*+")
GOES_ON = re.compile(rf"[\s{TAG_FILLER}{re.escape(CLOSERS)}]*+(?:\.\.|…|[^\W\d_])")
BLANKS = f" \t\r\n{TAG_FILLER}"
TAIL = 24  # characters that tell whether a sentence has ended
PAUSE, LONG_PAUSE = 1.0, 5.0  # seconds: after a sentence, and where no mark says whether one has ended


class Cue(NamedTuple):
    """A cue whose text stands in the source from `start` to `end`.

    Attributes:
        code: when it appears, as the file has it.
        appears: the same in seconds.
        vanishes: when it does so, in seconds.
    """

    code: str
    appears: float
    vanishes: float
    start: int
    end: int


def seconds(code: str) -> float:
    """The seconds of a time code: hours, if any, minutes and seconds with a comma or a point."""
    total = 0.0
    for each in code.replace(",", ".").split(":"):
        total = total * 60 + float(each)
    return total


class Speech:
    """Takes in cues in their order; `builder` holds their text when `end` was called.

    Args:
        source: the whole file.
        tags: what in cues is no text.
        notation: how text is written in cues.
    """

    def __init__(self, source: str, tags: re.Pattern[str], notation: Notation) -> None:
        self.builder = TextBuilder()
        self._source = source
        self._tags = tags
        self._notation = notation
        self._add = add_text if notation is CONTENT else add_plain
        self._tail = ""  # the end of the block so far
        self._vanished = 0.0

    def take(self, cue: Cue) -> None:
        """Take in a cue."""
        shown = self._tags.sub(lambda tag: self._filler(tag) * len(tag.group()), self._source[cue.start : cue.end])
        if self._is_pause(cue.appears - self._vanished, shown):
            self.end()
        self._vanished = cue.vanishes
        at = cue.start
        for start, end in self._spoken(shown, cue):
            for tag in self._tags.finditer(self._source, at, end):
                self._say(max(at, start), tag.start())
                self._tag(tag.group(), cue)
                at = tag.end()
            self._say(max(at, start), end)
            at = end
        for tag in self._tags.finditer(self._source, at, cue.end):
            self._tag(tag.group(), cue)
        self.builder.end_part(Role.CUE, cue.code)

    def end(self) -> None:
        """End what is said without a pause."""
        self.builder.end_block(Role.CUE)
        self._tail = ""

    def turn(self, cue: Cue) -> None:
        """Let another speak."""
        self.builder.end_part(Role.CUE, cue.code)
        self.end()

    def _filler(self, tag: re.Match[str]) -> str:
        """What stands for each character of a tag while the text is looked at: a line end where it is one."""
        return TAG_FILLER

    def _tag(self, tag: str, cue: Cue) -> None:
        """Take in what a tag means."""

    @property
    def _is_open(self) -> bool:
        return bool(self._tail.strip()) and not ENDED.search(self._tail)

    def _is_pause(self, length: float, shown: str) -> bool:
        """True if a sentence cannot go on in a cue that appears so many seconds after the last one."""
        following = GOES_ON.match(shown)
        if following and not following.group()[-1].isupper():
            return False
        return length >= (LONG_PAUSE if self._is_open else PAUSE)

    def _spoken(self, shown: str, cue: Cue) -> Iterator[tuple[int, int]]:
        """Where in the source the text of a cue stands that is said; each piece once those before it were taken in."""
        if ONLY_SOUND.fullmatch(shown) and LETTER.search(shown):
            return
        at = 0
        for line in LINE.finditer(shown):
            at, end = max(at, line.start()), line.end()
            while (found := LEAD.match(shown, at)) and self._is_no_text(found):
                if not found["sound"]:
                    self.turn(cue)
                at = found.end()
            if at >= end:
                continue
            stop = skip(SPACE, shown, end, len(shown))  # a line end is a blank of the text
            sound = LAST_SOUND.search(shown, at, end)
            if sound and LETTER.search(sound.group()) and ENDED.search(shown[at : sound.start()].rstrip(BLANKS)):
                stop = sound.start()
            yield cue.start + at, cue.start + stop
            at = end

    def _is_no_text(self, found: re.Match[str]) -> bool:
        """True if what begins a line only says who speaks, or what sounds."""
        if found["sound"]:
            return not self._is_open and LETTER.search(found["sound"]) is not None
        if found["name"]:
            return found["name"].isupper()
        if found["dash"]:
            apart = found.string[found.end() : found.end() + 1].isspace()
            return (apart or not found["after"].isdigit()) and (
                not self._is_open or (apart and found["after"].isupper())
            )
        return True

    def _say(self, start: int, end: int) -> None:
        if start >= end:
            return
        self._add(self.builder, self._source, start, end, self._notation)
        said = self._notation.read(self._source[max(start, end - TAIL) : end])
        self._tail = (self._tail + said)[-TAIL:]
