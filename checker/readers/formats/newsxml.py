"""News in XML as agencies and sites send it: NewsML-G2, NITF, RSS and Atom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from checker.files.opening import LARGEST_TEXT, read_all
from checker.model import Document
from checker.readers.markup.article import Article
from checker.readers.markup.xml import decoded, root_name, unencodable
from checker.readers.wishes import NO_WISHES, Wishes

TITLE = "News XML: NewsML-G2, NITF, RSS, Atom"
ENDINGS = (".xml", ".rss", ".atom", ".nitf", ".newsml")
HAS_FILES = True

ROOTS = ("newsMessage", "newsItem", "packageItem", "nitf", "rss", "RDF", "feed")
# Elements with these names are roots elsewhere, too.
NAMED = {"RDF": b"http://purl.org/rss/1.0/", "feed": b"http://www.w3.org/2005/Atom"}


def recognises(head: bytes) -> bool:
    """True if the root element is one of news."""
    root = root_name(head)
    return root in ROOTS and NAMED.get(root, b"") in head.replace(b"\0", b"")


def read(stream: BinaryIO, name: str, wishes: Wishes = NO_WISHES) -> Iterator[Document]:
    """The one document of a file; see `Format.read`.

    Raises:
        InputError: it is no sound XML, or no news.
        OSError: it cannot be read, or is larger than any article.
    """
    file = decoded(read_all(stream, LARGEST_TEXT), name)
    news = Article(file.text, name, ROOTS, ignore=wishes.html.ignore)
    built = news.builder
    origin = file.origin(built.stretches, unencodable(file.text))
    document = built.document(name, "newsxml", origin, language=news.language, warnings=file.warnings)
    yield replace(document, original_link=news.original_link)
