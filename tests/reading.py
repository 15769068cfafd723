"""What must hold of every reader, whatever the format."""

import io
import random
from collections.abc import Iterator
from itertools import pairwise
from types import ModuleType

from checker.errors import InputError
from checker.model import Document, Edit, Failure, Span


def document(reader: ModuleType, source: str | bytes) -> Document:
    """The document of a file."""
    data = source.encode() if isinstance(source, str) else source
    found = next(reader.read(io.BytesIO(data), "a"))
    assert not isinstance(found, Failure)
    return found


def blocks(reader: ModuleType, source: str) -> list[str]:
    """The lines of its text."""
    return document(reader, source).text.splitlines()


def after(reader: ModuleType, source: str, old: str, new: str) -> str:
    """The file after words of its text were replaced."""
    read = document(reader, source)
    start = read.text.index(old)
    return read.origin.bytes_after(read.text, [Edit(Span(start, start + len(old)), new)]).decode()


def assert_mapped(read: Document, file: bytes) -> None:
    """Every character stands where the map says, and nothing is written where nothing changes."""
    for each in read.origin.stretches:
        source = read.origin.source[each.source_start : each.source_end]
        assert each.notation.read(source) == read.text[each.start : each.end]
    assert read.origin.bytes_after(read.text, ()) == file
    places = sorted((each.source_start, each.source_end) for each in read.origin.stretches)
    assert all(end <= start for (_, end), (start, _) in pairwise(places))
    assert all("\n" not in part.span.of(read.text) and len(part.span) for part in read.parts)
    assert [part.span.start for part in read.parts] == sorted(part.span.start for part in read.parts)


def assert_read_or_refused(reader: ModuleType, data: bytes) -> None:
    """Any bytes at all are read, and come back as they were, or are refused with a reason."""
    try:
        read = document(reader, data)
    except InputError:
        return
    if read.origin.container.codec:
        assert_mapped(read, data)


def mutants(data: bytes, number: int = 200) -> Iterator[bytes]:
    """Files like one, with bytes lost, doubled, moved and changed; the same on every machine."""
    draw = random.Random(0)
    marks = [b"<", b">", b"&", b'"', b"\\", b"\r", b"\n\n", b"[", b"-->", b"</", b";", b"\t", b"\xc2\xa0"]
    for n in range(number):
        changed = bytearray(data)
        for _ in range(draw.randint(1, 5)):
            at, other = draw.randrange(len(changed) + 1), draw.randrange(len(changed) + 1)
            piece = changed[at : at + draw.randint(0, 30)]
            kind = draw.randrange(3)
            if kind == 0:
                del changed[at : at + len(piece)]
            else:
                changed[other:other] = piece if kind == 1 else draw.choice(marks)
        if n % 40 == 0:  # the encoding of what is not UTF-8 takes long to guess
            changed[:] = changed[: len(changed) // 2] + draw.randbytes(3)
        yield bytes(changed)
