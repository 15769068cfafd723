"""JSON Lines: one document a line, read as the lines come, in memory that does not grow with the file.

A line is an object ``{"id": ..., "text": ..., "target": ...}`` in UTF-8. Only the text is required.
The id is a string or a whole number; a document without one is called by its line's number. Other
keys are handed through to reports in JSON, those of a wrong line too: data carries columns along.
Lines of nothing but white space are passed over.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from checker.files.faults import NOT_UTF8, said
from checker.model import Document, Failure
from checker.readers.wishes import NO_WISHES, Wishes

TITLE = "JSON Lines, a document a line: text, and maybe id and target"
ENDINGS = (".jsonl", ".ndjson")
HAS_FILES = False

# Far beyond any book; without it a file that is no JSON Lines at all would be read into memory whole.
MAX_LINE_BYTES = 64 * 1024 * 1024

# An escape of one half of a UTF-16 pair that stands without the other: JSON's grammar allows it, Unicode does not.
LONE_SURROGATE = re.compile(rb"\\u[dD][89aAbB]..(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89aAbB]..)\\u[dD][c-fC-F]")
# The beginning of a line with a text, which may be longer than what is looked at.
RECORD = re.compile(rb"\s*\{[^\r\n]*\"text\"\s*:\s*\"")
KNOWN = frozenset(("id", "text", "target"))


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """The expected form of a line, for error messages."""

    id: str | int | None = None


class Line(Identity, frozen=True, kw_only=True):
    """The keys of a line."""

    text: str
    target: str | None = None


LINE = msgspec.json.Decoder(Line)
KEYS = msgspec.json.Decoder(dict[str, msgspec.Raw])
IDENTITY = msgspec.json.Decoder(Identity)


def recognises(head: bytes) -> bool:
    """True if the first line is an object with a text."""
    return RECORD.match(head.removeprefix(codecs.BOM_UTF8)) is not None


def read(stream: BinaryIO, name: str, wishes: Wishes = NO_WISHES) -> Iterator[Document | Failure]:
    """One document or failure for each line that is not blank; see `Format.read`."""
    for number, line in enumerate(bounded_lines(stream), start=1):
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if line.strip():
            yield read_line(line, number, name)


def bounded_lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines, with their ends; of one that is too long only the beginning, longer than allowed."""
    while line := stream.readline(MAX_LINE_BYTES + 1):
        yield line
        while len(line) > MAX_LINE_BYTES and not line.endswith(b"\n"):
            line = stream.readline(MAX_LINE_BYTES + 1)


def read_line(line: bytes, number: int, name: str) -> Document | Failure:
    """The document of one line, or why there is none."""
    if len(line) > MAX_LINE_BYTES:
        return Failure(None, number, f"{name}:{number}: the line is longer than {MAX_LINE_BYTES} bytes")
    try:
        record = LINE.decode(line.decode("utf-8"))
    except (ValueError, msgspec.DecodeError, RecursionError) as error:
        return Failure(id_in(line), number, f"{name}:{number}: {reason(error, line)}", other_keys(line))
    identity = number if record.id is None else record.id
    return Document(identity, record.text, record.target, number, extra=other_keys(line))


def other_keys(line: bytes) -> tuple[tuple[str, str], ...]:
    """The keys of a line that say nothing to the checker, each with its value as JSON; none where it is no object."""
    try:
        return tuple((key, bytes(value).decode()) for key, value in KEYS.decode(line).items() if key not in KNOWN)
    except (ValueError, msgspec.DecodeError, RecursionError):
        return ()


def reason(error: Exception, line: bytes) -> str:
    """A sentence that says why a line is invalid."""
    if isinstance(error, UnicodeDecodeError):
        return NOT_UTF8
    if isinstance(error, RecursionError):
        return "the JSON is nested too deeply"
    if LONE_SURROGATE.search(line):
        return "the JSON holds half of a surrogate pair, which is no character"
    return said(error)


def id_in(line: bytes) -> str | int | None:
    """The id of a wrong line, None if it has none that can be read."""
    try:
        return IDENTITY.decode(line).id
    except (ValueError, msgspec.DecodeError, RecursionError):
        return None
