"""Plain XML, such as JATS, of which the settings say what its elements are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from checker.errors import InputError
from checker.files.opening import LARGEST_TEXT, read_all
from checker.model import Document
from checker.readers.markup.article import Article, mapped
from checker.readers.markup.xml import decoded, root_name, unencodable
from checker.readers.wishes import NO_WISHES, Wishes

TITLE = "XML of other kinds, as [[xml]] in the settings says"
ENDINGS = (".xml",)
HAS_FILES = True


def recognises(head: bytes) -> bool:
    """False: the settings alone know such a file, by its root element; see `checker.readers.formats.format_of`."""
    return False


def read(stream: BinaryIO, name: str, wishes: Wishes = NO_WISHES) -> Iterator[Document]:
    """The one document of a file; see `Format.read`.

    Raises:
        InputError: it is no sound XML, or the settings say nothing of its root element.
        OSError: it cannot be read, or is larger than any article.
    """
    data = read_all(stream, LARGEST_TEXT)
    root = root_name(data)
    file = decoded(data, name)
    elements = wishes.mapped(root)
    if elements is None:
        raise InputError(f"{name}: [[xml]] with root = {root[:80]!r} in checker.toml says which elements are text")
    article = Article(file.text, name, (root,), mapped(elements))
    built = article.builder
    origin = file.origin(built.stretches, unencodable(file.text))
    yield built.document(name, "xml", origin, language=article.language, warnings=file.warnings)
