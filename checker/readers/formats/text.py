"""Plain text: one file, one document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from checker.files.opening import LARGEST_TEXT, read_all
from checker.model import Document
from checker.readers.decode import decode

ENDING = ".txt"


def read(stream: BinaryIO, name: str) -> Iterator[Document]:
    """The one document of a text file; see `Format.read`."""
    yield read_document(stream, name)


def read_document(stream: BinaryIO, name: str) -> Document:
    """Read a whole text file; an empty one is a document without text.

    Raises:
        InputError: it is binary, damaged, or in no encoding that is known.
        OSError: it cannot be read, or is larger than any article.
    """
    decoded = decode(read_all(stream, LARGEST_TEXT), name)
    return Document(name, decoded.text, warnings=decoded.warnings, origin=decoded.origin)
