"""Encodes text for JSON and XML so that every parser accepts it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

import msgspec

# What XML 1.0 cannot hold, not even as a reference; UTF-8 lacks the surrogates among them.
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What the formats write as a reference, though they could hold it: what acts on a terminal, or on the log of a job.
ACTING = re.compile("[\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|#(?=#[A-Za-z]*\\[)", re.ASCII)
SURROGATE = re.compile("[\ud800-\udfff]")
REPLACEMENT = "\ufffd"


def json_text(value: object) -> str:
    """JSON on one line. A lone surrogate, which JSON parsers read each in its own way, becomes U+FFFD.

    Args:
        value: of dictionaries, lists, texts, numbers and None.
    """
    try:
        return inert_json(msgspec.json.encode(value).decode())
    except UnicodeEncodeError:
        return inert_json(msgspec.json.encode(well_formed(value)).decode())


def inert_json(text: str) -> str:
    """The same JSON, in which nothing acts on a terminal or a log; all that could stands in its strings."""
    return ACTING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def inert_xml(text: str) -> str:
    """The same XML, in which nothing acts on a terminal or a log but line ends and tabs."""
    return ACTING.sub(lambda found: f"&#{ord(found[0])};", text)


def without_surrogates(text: str) -> str:
    """The text with U+FFFD for each lone surrogate."""
    return SURROGATE.sub(REPLACEMENT, text)


def well_formed(value: object) -> object:
    """The value with no lone surrogate in its texts."""
    if isinstance(value, str):
        return without_surrogates(value)
    if isinstance(value, Mapping):
        return {key: well_formed(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [well_formed(item) for item in value]
    return value


def xml_tag(name: str, attributes: Mapping[str, object], content: Iterable[str] | None = None) -> str:
    """An element as XML, on lines of its own.

    Args:
        name: of the element.
        attributes: as they come; a value None leaves the attribute out.
        content: XML; None for an empty element.
    """
    given = {key: str(value) for key, value in attributes.items() if value is not None}
    pairs = "".join(f" {key}={inert_xml(quoteattr(xml_safe(value)))}" for key, value in given.items())
    return f"<{name}{pairs}/>\n" if content is None else f"<{name}{pairs}>{''.join(content)}</{name}>\n"


def xml_text(text: str) -> str:
    """Text as the content of an element; a carriage return would be read as a line feed."""
    return inert_xml(escape(xml_safe(text), {"\r": "&#13;"}))


def xml_safe(text: str) -> str:
    """The text with U+FFFD for each character that XML cannot hold."""
    return NO_XML.sub(REPLACEMENT, text)
