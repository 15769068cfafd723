"""Plain text: one file, one document, whose text is the whole file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from checker.files.opening import LARGEST_TEXT, read_all
from checker.model import Document, Origin
from checker.readers.decode import decode
from checker.readers.wishes import NO_WISHES, Wishes

TITLE = "plain text, a line or a wrapped paragraph a block"
ENDINGS = (".txt",)
HAS_FILES = True


def recognises(head: bytes) -> bool:
    """False: any text might be plain; it is what is read where no other format knows it."""
    return False


def read(stream: BinaryIO, name: str, wishes: Wishes = NO_WISHES) -> Iterator[Document]:
    """The one document of a text file, an empty one if it is empty; see `Format.read`.

    Raises:
        InputError: it is binary, damaged, or in no encoding that is known.
        OSError: it cannot be read, or is larger than any article.
    """
    decoded = decode(read_all(stream, LARGEST_TEXT), name, target=wishes.target)
    origin = Origin(decoded.digest, decoded.text, decoded.encoding)
    yield Document(name, decoded.text, warnings=decoded.warnings, origin=origin)
