"""The characters of a text in a page: HTML cannot hold them all."""

from __future__ import annotations

# HTML cannot hold control characters and UTF-8 no surrogates: both are shown by a sign of the same
# length, so that offsets in the page remain those of the text.
SIGNS = (
    {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n\r"}
    | {0x7F: 0x2421}
    | dict.fromkeys([*range(0x80, 0xA0), *range(0xD800, 0xE000)], 0xFFFD)
)


def printable(text: str) -> str:
    """A text without characters that HTML cannot hold."""
    return text.translate(SIGNS)


def is_held(text: str) -> bool:
    """Whether a page gives a text back as it is; browsers make line feeds of carriage returns."""
    return "\r" not in text and printable(text) == text
