"""Files after edits, and how they replace those that were read."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain, count

from checker.errors import InputError
from checker.files.opening import LARGEST_TEXT, contents
from checker.files.writing import Replacement
from checker.model import Document, Edit, UnwritableError


@dataclass(frozen=True)
class Corrected:
    """The new contents of a file.

    Attributes:
        document: as the file was read.
        edits: that are to be made in it, in text order and apart.
        data: the bytes of the file after them; outside of them as they were.
    """

    document: Document
    edits: tuple[Edit, ...]
    data: bytes

    def write(self, place: str, *, backup: bool = False) -> None:
        """Replace the file that was read with its corrected version.

        Args:
            place: of the file, without a link in it; held by this run.
            backup: whether that one is kept beside it, under its name and ``.bak``.

        Raises:
            InputError: it is not the file that was read any more.
            UsageError: one of them cannot be written; the file is as it was.
        """
        before = unchanged(place, self.document)
        if backup:
            with Replacement(unused(f"{place}.bak"), like=place) as file:
                file.write(before)
        with Replacement(place) as file:
            file.write(self.data)


def encoded(document: Document, edits: Iterable[Edit]) -> bytes:
    """The bytes of a document's file after edits that are in text order and apart.

    Raises:
        InputError: the document has no file, or the file cannot take an edit.
    """
    if document.origin is None:
        raise InputError(f"{document.name}: the document has no file of its own")
    try:
        return document.origin.bytes_after(document.text, edits)
    except UnwritableError as error:
        raise InputError(f"{document.name}: {error}") from error


def unchanged(place: str, document: Document) -> bytes:
    """The bytes of the file that a document was read from.

    Raises:
        InputError: they are others by now, or gone.
    """
    try:
        data = contents(place, LARGEST_TEXT)
    except OSError as error:
        raise InputError(f"{document.name}: cannot be read: {error.strerror}") from error
    if not document.origin or sha256(data).hexdigest() != document.origin.digest:
        raise InputError(f"{document.name}: the file has changed since it was checked; check it again")
    return data


def unused(path: str) -> str:
    """The path with the first number appended for which no file exists."""
    return next(
        name for name in chain((path,), (f"{path}{number}" for number in count(2))) if not os.path.lexists(name)
    )
