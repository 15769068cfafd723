"""SubRip: subtitles with a number and a time code each, and hardly any markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from checker.errors import InputError
from checker.files.opening import LARGEST_TEXT, read_all
from checker.model import Document, Notation, UnwritableError
from checker.readers.decode import decode
from checker.readers.markup.cues import Cue, Speech, seconds
from checker.readers.markup.plain import reading_of_blanks
from checker.readers.wishes import NO_WISHES, Wishes

TITLE = "SubRip subtitles: the cues, joined to sentences"
ENDINGS = (".srt",)
HAS_FILES = True

CODE = r"\d++:\d\d?:\d\d?[,.]\d{1,3}"
NUMBER = r"[ \t]*+\d++[ \t]*+(?:\r\n|\r|\n)"
TIMES = re.compile(rf"(?:^|(?<=\r))(?:{NUMBER})?+[ \t]*+(?P<from>{CODE})[ \t]*+-->[ \t]*+(?P<to>{CODE})[^\r\n]*+", re.M)
BEGINNING = re.compile(rf"\s*+(?:\d++\s++)?{CODE}[ \t]*+-->".encode())
TAGS = re.compile(r"</?[a-zA-Z][^<>\r\n]*+>|\{\\[^{}\r\n]*+\}|\{[a-zA-Z]:[^{}\r\n]*+\}")


def written_in_cue(text: str) -> str:
    """A text as it stands in a cue.

    Raises:
        UnwritableError: it would be read as markup there.
    """
    if "-->" in text or TAGS.search(text):
        raise UnwritableError("it would be markup in the file")
    return text


IN_CUE = Notation(written_in_cue, reading_of_blanks)


def recognises(head: bytes) -> bool:
    """True if it begins with a time code, maybe behind a number."""
    return BEGINNING.match(head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")) is not None


def read(stream: BinaryIO, name: str, wishes: Wishes = NO_WISHES) -> Iterator[Document]:
    """The one document of a file; see `Format.read`.

    Raises:
        InputError: it is binary, damaged, in no encoding that is known, or has text but no time code.
        OSError: it cannot be read, or is larger than any article.
    """
    decoded = decode(read_all(stream, LARGEST_TEXT), name, target=wishes.target)
    found = list(TIMES.finditer(decoded.text))
    if not found and decoded.text.strip():
        raise InputError(f"{name}: no subtitles, as no line is a time code such as 00:00:01,000 --> 00:00:02,500")
    speech = Speech(decoded.text, TAGS, IN_CUE)
    ends = chain((each.start() for each in found[1:]), [len(decoded.text)])
    for times, end in zip(found, ends, strict=True):
        speech.take(Cue(times["from"], seconds(times["from"]), seconds(times["to"]), times.end(), end))
    speech.end()
    built = speech.builder
    yield built.document(name, "srt", decoded.origin(built.stretches), warnings=decoded.warnings)
