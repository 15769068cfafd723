"""Books (EPUB): the chapters of the archive in their order, read as the pages that they are and corrected in place."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import unquote

from checker.errors import InputError
from checker.files.opening import LARGEST_TEXT, read_all
from checker.model import Document, Origin, Role, Span
from checker.readers.archive import Archive, Member, Packed
from checker.readers.builder import TextBuilder
from checker.readers.decode import sha256
from checker.readers.markup.article import Article
from checker.readers.markup.xml import Tag, decoded, tokens
from checker.readers.wishes import NO_WISHES, Wishes

TITLE = "EPUB: the chapters of a book"
ENDINGS = (".epub",)
HAS_FILES = True

START = re.compile(rb"PK\x03\x04.{26}mimetypeapplication/epub\+zip", re.S)
CONTAINER = "META-INF/container.xml"
CHAPTER = "application/xhtml+xml"


def recognises(head: bytes) -> bool:
    """True if the first member of an archive says that it is a book."""
    return START.match(head) is not None


def read(stream: BinaryIO, name: str, wishes: Wishes = NO_WISHES) -> Iterator[Document]:
    """The one document of a file; see `Format.read`.

    Raises:
        InputError: it is no book, damaged, locked, or unpacks to more than any document.
        OSError: it cannot be read, or is larger than any article.
    """
    data = read_all(stream, LARGEST_TEXT)
    archive = Archive(data, name, "book", LARGEST_TEXT)
    builder = TextBuilder()
    sources: list[str] = []
    members: list[Member] = []
    language: str | None = None
    length = 0
    for chapter in chapters(archive, name):
        file = decoded(archive.read(chapter), f"{name}: {chapter}")
        article = Article(file.text, f"{name}: {chapter}", ("html",), ignore=wishes.html.ignore)
        language = language or article.language
        shifted = (
            each._replace(source_start=each.source_start + length, source_end=each.source_end + length)
            for each in article.builder.stretches
        )
        builder.take(article.builder, shifted, Role.BODY, f"{chapter} ")
        sources.append(file.text)
        members.append(Member(chapter, Span(length, length + len(file.text)), file.encoding))
        length += len(file.text)
    origin = Origin(sha256(data), "".join(sources), Packed(data, tuple(members)), builder.stretches)
    yield builder.document(name, "epub", origin, language=language)


def chapters(archive: Archive, name: str) -> tuple[str, ...]:
    """The members that are the chapters of a book, each once, in the order in which they are read.

    Raises:
        InputError: there are none.
    """
    if CONTAINER not in archive:
        raise InputError(f"{name}: an archive, but no book")
    roots = [values.get("full-path", "") for tag, values in elements(archive, CONTAINER, name) if tag == "rootfile"]
    if not roots or roots[0] not in archive:
        raise InputError(f"{name}: a book without a table of what it holds")
    places: dict[str, str] = {}
    order: list[str] = []
    for tag, values in elements(archive, roots[0], name):
        if tag == "item" and values.get("media-type") == CHAPTER and "nav" not in values.get("properties", "").split():
            path = posixpath.join(posixpath.dirname(roots[0]), unquote(values.get("href", "")))
            places[values.get("id", "")] = posixpath.normpath(path)
        elif tag == "itemref":
            order.append(values.get("idref", ""))
    found = tuple(dict.fromkeys(places[each] for each in order if each in places))
    for chapter in found:
        if chapter not in archive:
            raise InputError(f"{name}: its chapter {chapter} is missing")
    if not found:
        raise InputError(f"{name}: a book without chapters")
    return found


def elements(archive: Archive, member: str, name: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The elements of a member with their attributes, in their order."""
    source = decoded(archive.read(member), f"{name}: {member}").text
    for token in tokens(source):
        if isinstance(token, Tag) and not token.closes:
            yield token.local, token.values(source)
