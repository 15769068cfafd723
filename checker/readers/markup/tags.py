"""Cuts HTML into tags, comments and text, as browsers do, in time that grows with its length only.

See WHATWG, HTML, 13.2.5 (Tokenization): nothing is an error there, and the same is found in any page by every parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# Quantifiers that give nothing back keep this linear on any text.
ATTRIBUTE = (
    r"[\s/]*+(?P<name>[^\s/>][^\s/>=]*+)"
    r"(?:\s*+=\s*+(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>[^\s>\"'][^\s>]*+)))?+"
)
UNNAMED = re.sub(r"\?P<\w+>", "?:", ATTRIBUTE)
ATTRIBUTES = re.compile(ATTRIBUTE)
TAG = re.compile(rf"<(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?P<attributes>(?:{UNNAMED})*+[\s/]*+)>")
OPENS_TAG = re.compile(r"</?[a-zA-Z]")
# Elements in which nothing is a tag but their own end.
RAW = frozenset(("script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"))
RAW_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in RAW}


class Text(NamedTuple):
    """Characters that are no markup, half-open."""

    start: int
    end: int


class Comment(NamedTuple):
    """A comment with its marks, a document type or a processing instruction."""

    start: int
    end: int


class Tag(NamedTuple):
    """A tag.

    Attributes:
        name: in lower case.
        closes: whether it is the end tag.
        attributes: where they stand, half-open.
        raw: of an element in which nothing is a tag, where its content stands; else empty.
    """

    name: str
    closes: bool
    attributes: tuple[int, int]
    raw: tuple[int, int] = (0, 0)


class Attribute(NamedTuple):
    """An attribute, whose value stands in the source from `start` to `end`, in quotation marks if any."""

    name: str
    start: int
    end: int
    quote: str


def page_tokens(source: str, at: int, length: int) -> Iterator[Text | Comment | Tag]:
    """The parts of a page between two offsets, in their order.

    What ends inside a tag or a comment ends there, as in a browser.
    """
    while at < length:
        start = source.find("<", at, length)
        start = length if start < 0 else start
        if start > at:
            yield Text(at, start)
        if start == length:
            return
        found = TAG.match(source, start, length)
        if found:
            name, at = found["name"].lower(), found.end()
            raw = (0, 0)
            if name in RAW and not found["close"]:
                closing = RAW_END[name].search(source, at, length)
                raw = (at, closing.start() if closing else length)
                at = raw[1]
            yield Tag(name, bool(found["close"]), found.span("attributes"), raw)
        elif OPENS_TAG.match(source, start, length):
            return
        elif source.startswith(("!", "?", "/"), start + 1, length):
            is_comment = source.startswith("<!--", start)
            end = source.find("-->", start + 2, length) if is_comment else source.find(">", start, length)
            at = length if end < 0 else end + (3 if is_comment else 1)
            yield Comment(start, at)
        else:
            at = start + 1
            yield Text(start, at)


def attributes(source: str, start: int, end: int) -> Iterator[Attribute]:
    """The attributes between two offsets; the value of one that has none is empty."""
    for found in ATTRIBUTES.finditer(source, start, end):
        kind = found.lastgroup or "name"
        if kind == "name":
            yield Attribute(found["name"].lower(), found.end(), found.end(), "")
        else:
            quote = {"double": '"', "single": "'", "bare": ""}[kind]
            yield Attribute(found["name"].lower(), *found.span(kind), quote)
