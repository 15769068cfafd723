"""Markdown: CommonMark with tables, footnotes, front matter, HTML and shortcodes, read as it is rendered."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from checker.errors import InputError
from checker.files.opening import LARGEST_TEXT, read_all
from checker.model import Document, Origin
from checker.readers.decode import decode
from checker.readers.wishes import NO_WISHES, Wishes

TITLE = "Markdown: CommonMark, tables, footnotes, front matter, HTML inside"
ENDINGS = (".md", ".markdown", ".mdown", ".mkd")
HAS_FILES = True


def recognises(head: bytes) -> bool:
    """False: any text might be Markdown, and most that looks so is plain text."""
    return False


def read(stream: BinaryIO, name: str, wishes: Wishes = NO_WISHES) -> Iterator[Document]:
    """The one document of a file; see `Format.read`.

    Raises:
        InputError: it is binary, damaged, in no encoding that is known, or nested too deeply.
        OSError: it cannot be read, or is larger than any article.
    """
    from checker.readers.commonmark.reading import Markdown, text_after  # the parser, which no other format needs

    decoded = decode(read_all(stream, LARGEST_TEXT), name, target=wishes.target)
    try:
        markdown = Markdown(decoded.text, wishes.html.ignore)
    except RecursionError as error:
        raise InputError(f"{name}: its quotations or lists are nested too deeply to be read") from error
    built = markdown.builder
    origin = Origin(
        decoded.digest, decoded.text, decoded.encoding, built.stretches, partial(text_after, wishes.html.ignore)
    )
    yield built.document(name, "markdown", origin, warnings=(*decoded.warnings, *markdown.warnings))
