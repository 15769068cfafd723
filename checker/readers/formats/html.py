"""HTML: whole pages and fragments, read as browsers show them, and corrected in place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from checker.files.opening import LARGEST_TEXT, read_all
from checker.model import Document
from checker.readers.decode import decode
from checker.readers.markup.page import whole_page
from checker.readers.markup.references import BY_NUMBER
from checker.readers.wishes import NO_WISHES, Wishes

TITLE = "HTML: pages and fragments"
XHTML = ".xhtml"
ENDINGS = (".html", ".htm", XHTML)
HAS_FILES = True

PAGE = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*+(?:<\?xml[^>]*+>\s*+)?+(?:<!--(?>.*?-->)\s*+)*+<(?:!doctype\s+html|html)\b",
    re.I | re.S,
)
CHARSET = re.compile(rb"<meta\b[^>]{0,300}?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
HEAD_BYTES = 4096
MISSED = "Nothing on the page is what html.select names; it was read as if there were no such setting."


def recognises(head: bytes) -> bool:
    """True if a document type or the root element says that it is HTML."""
    return PAGE.match(head.replace(b"\0", b"")) is not None


def read(stream: BinaryIO, name: str, wishes: Wishes = NO_WISHES) -> Iterator[Document]:
    """The one document of a page; see `Format.read`.

    Raises:
        InputError: it is binary, damaged, or in no encoding that is known.
        OSError: it cannot be read, or is larger than any article.
    """
    data = read_all(stream, LARGEST_TEXT)
    declared = CHARSET.search(data, 0, HEAD_BYTES)
    decoded = decode(data, name, declared[1].decode("ascii") if declared else "", wishes.target)
    page = whole_page(decoded.text, wishes.html, is_xml=name.lower().endswith(XHTML))
    built = page.builder
    warnings = (*decoded.warnings, MISSED) if page.is_missed else decoded.warnings
    yield built.document(name, "html", decoded.origin(built.stretches, BY_NUMBER), warnings=warnings)
