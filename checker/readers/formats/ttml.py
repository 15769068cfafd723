"""TTML: subtitles in XML, as broadcasters exchange them. See W3C, Timed Text Markup Language 2."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from checker.errors import InputError
from checker.files.opening import LARGEST_TEXT, read_all
from checker.model import Document, Role
from checker.readers.builder import Mark
from checker.readers.markup.cues import Cue, Speech
from checker.readers.markup.cues import seconds as of_code
from checker.readers.markup.messages import language_tag
from checker.readers.markup.references import BY_NUMBER, CONTENT
from checker.readers.markup.xml import NOT_TEXT, Tag, decoded_with_root, root_name, tokens
from checker.readers.wishes import NO_WISHES, Wishes

TITLE = "TTML subtitles: the cues, joined to sentences"
ENDINGS = (".ttml", ".dfxp", ".xml")
HAS_FILES = True

ROOT = "tt"

CLOCK = re.compile(r"(?P<code>\d{1,9}:\d\d:\d\d(?:\.\d{1,9})?)(?::\d{1,9}(?:\.\d{1,9})?)?")  # frames are no pause
OFFSET = re.compile(r"(?P<number>\d{1,9}(?:\.\d{1,9})?)(?P<unit>h|ms|m|s)")
UNITS = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}


def seconds_of(code: str) -> float | None:
    """What a time means; None if only the rate of frames or ticks would tell."""
    clock = CLOCK.fullmatch(code)
    if clock:
        return of_code(clock["code"])
    offset = OFFSET.fullmatch(code)
    return float(offset["number"]) * UNITS[offset["unit"]] if offset else None


class Captions(Speech):
    """Takes in cues in which elements may be line ends, and say in which language their text is."""

    def __init__(self, source: str) -> None:
        super().__init__(source, NOT_TEXT, CONTENT)
        self._marks: list[Mark | None] = []  # of what an element stands in, for each that is open

    def take(self, cue: Cue) -> None:
        super().take(cue)
        self._marks.clear()
        self.builder.mark = None

    def _filler(self, tag: re.Match[str]) -> str:
        return "\n" if local(tag["name"]) == "br" else super()._filler(tag)

    def _tag(self, tag: str, cue: Cue) -> None:
        found = next(iter(tokens(tag)), None)
        if not isinstance(found, Tag):
            return
        if found.local == "br":
            self.builder.end_part(Role.CUE, cue.code)
        if found.closes:
            self.builder.mark = self._marks.pop() if self._marks else None
        elif not found.is_empty:
            self._marks.append(self.builder.mark)
            language = found.values(tag).get("xml:lang")
            if language:
                self.builder.mark = Mark(f'xml:lang="{language}"', language)


def local(name: str | None) -> str:
    """A name without its prefix."""
    return (name or "").rpartition(":")[2]


def recognises(head: bytes) -> bool:
    """True if its root element is that of the format."""
    return root_name(head) == ROOT


def read(stream: BinaryIO, name: str, wishes: Wishes = NO_WISHES) -> Iterator[Document]:
    """The one document of a file; see `Format.read`.

    Raises:
        InputError: it is no sound XML, no TTML, or has text in CDATA.
        OSError: it cannot be read, or is larger than any article.
    """
    file = decoded_with_root(read_all(stream, LARGEST_TEXT), name, ROOT, "TTML")
    speech = Captions(file.text)
    language = None
    opened: Tag | None = None
    vanished = 0.0
    for token in tokens(file.text):
        if not isinstance(token, Tag):
            continue
        if token.local == "tt" and not token.closes:
            language = language_tag(token.values(file.text).get("xml:lang"))
        elif token.local == "p" and not token.closes:
            opened = None if token.is_empty else token
        elif token.local == "p" and opened:
            cue = cue_of(file.text, opened, token.start, vanished)
            if "<![CDATA[" in file.text[cue.start : cue.end]:
                raise InputError(f"{name}: {cue.code}: a cue in CDATA is not read; write it as text")
            speech.take(cue)
            vanished, opened = cue.vanishes, None
    speech.end()
    built = speech.builder
    origin = file.origin(built.stretches, BY_NUMBER)
    yield built.document(name, "ttml", origin, language=language, warnings=file.warnings)


def cue_of(source: str, opened: Tag, end: int, vanished: float) -> Cue:
    """The cue of a paragraph.

    Args:
        source: the whole file.
        opened: the tag that begins it.
        end: where the tag that ends it begins.
        vanished: when the cue before it did; this one follows at once where it does not say when it appears.
    """
    values = opened.values(source)
    code = values.get("begin", "").strip()
    appears = seconds_of(code)
    vanishes = seconds_of(values.get("end", "").strip())
    length = seconds_of(values.get("dur", "").strip())
    if appears is None:
        appears = vanished
    if vanishes is None:
        vanishes = appears + (length or 0.0)
    return Cue(code, appears, vanishes, opened.end, end)
