"""WebVTT: subtitles of the web. See W3C, WebVTT: The Web Video Text Tracks Format, 4.1 and 4.2."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from checker.errors import InputError
from checker.files.opening import LARGEST_TEXT, read_all
from checker.model import Document
from checker.readers.builder import Mark
from checker.readers.decode import decode
from checker.readers.markup.cues import Cue, Speech, seconds
from checker.readers.markup.references import BY_NUMBER, CONTENT, reading
from checker.readers.wishes import NO_WISHES, Wishes

TITLE = "WebVTT subtitles: the cues, joined to sentences"
ENDINGS = (".vtt",)
HAS_FILES = True

SIGNATURE = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?WEBVTT(?:[ \t\r\n]|\Z)")
CODE = r"(?:\d++:)?\d\d?:\d\d?[.,]\d{1,3}"  # programs that transcribe meetings write fewer digits than the standard
# As in browsers, a line with two time codes begins a cue wherever it stands; an empty line or the next of them ends it.
TIMES = rf"[ \t]*+{CODE}[ \t]*+-->[ \t]*+{CODE}"
CUE = re.compile(
    rf"(?<![^\r\n])[ \t]*+(?P<from>{CODE})[ \t]*+-->[ \t]*+(?P<to>{CODE})[^\r\n]*+"
    rf"(?P<text>(?:(?:\r\n|\r|\n)(?!{TIMES})[^\r\n]++)*+)"
)
TAGS = re.compile(r"<[^<>]*+>")
TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-z]*+)[^\s>]*+\s*+(?P<value>[^>]*?)\s*>")


class Voices(Speech):
    """Takes in cues in which tags may say who speaks, and in which language."""

    def __init__(self, source: str) -> None:
        super().__init__(source, TAGS, CONTENT)
        self._voice = ""

    def take(self, cue: Cue) -> None:
        super().take(cue)
        self.builder.mark = None  # tags may be left open at the end of a cue

    def _tag(self, tag: str, cue: Cue) -> None:
        found = TAG.fullmatch(tag)
        if not found:
            return
        if found["name"] == "lang":
            language = "" if found["close"] else reading(found["value"])
            self.builder.mark = Mark(f"<lang {language}>", language) if language else None
        elif found["name"] == "v" and not found["close"]:
            if found["value"] != self._voice:
                self.turn(cue)
            self._voice = found["value"]


def recognises(head: bytes) -> bool:
    """True if the first word is that of the format."""
    return SIGNATURE.match(head.replace(b"\0", b"")) is not None


def read(stream: BinaryIO, name: str, wishes: Wishes = NO_WISHES) -> Iterator[Document]:
    """The one document of a file; see `Format.read`.

    Raises:
        InputError: it does not begin as one must, is binary, damaged, or in no encoding that is known.
        OSError: it cannot be read, or is larger than any article.
    """
    data = read_all(stream, LARGEST_TEXT)
    decoded = decode(data, name, target=wishes.target)
    if data and not recognises(data):
        raise InputError(f"{name}: no WebVTT, which begins with the word WEBVTT")
    speech = Voices(decoded.text)
    for cue in CUE.finditer(decoded.text):
        speech.take(Cue(cue["from"], seconds(cue["from"]), seconds(cue["to"]), *cue.span("text")))
    speech.end()
    built = speech.builder
    yield built.document(name, "vtt", decoded.origin(built.stretches, BY_NUMBER), warnings=decoded.warnings)
