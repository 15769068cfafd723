"""Text of HTML as it is written: character references and white space that shows as one blank."""

from __future__ import annotations

import html
import re
from html.entities import html5

from checker.model import Notation
from checker.readers.builder import TextBuilder

# White space of HTML; a no-break space is a character like others.
PIECE = re.compile(r"(?P<blank>[ \t\n\r\f]++)|(?P<plain>[^ \t\n\r\f&]++(?:[ \t\n\r\f][^ \t\n\r\f&]++)*+)|&")
REFERENCE = re.compile(r"&(?:#(?:[0-9]++|[xX][0-9a-fA-F]++);?|[a-zA-Z][a-zA-Z0-9]*+;?)")
TO_BLANK = str.maketrans("\t\n\r\f", "    ")
BLANKS = re.compile(r"[ \t\n\r\f]+")
BY_NUMBER = "xmlcharrefreplace"  # how a letter is written that the encoding of a page lacks, as Python's codecs have it
LONGEST_OPEN = 6  # letters of a name that needs no semicolon


def in_content(text: str) -> str:
    """A text as the content of an element."""
    return html.escape(text, quote=False)


def in_double_quotes(text: str) -> str:
    """A text as the value of an attribute in double quotation marks."""
    return in_content(text).replace('"', "&quot;")


def in_single_quotes(text: str) -> str:
    """A text as the value of an attribute in single quotation marks."""
    return in_content(text).replace("'", "&#39;")


def without_quotes(text: str) -> str:
    """A text as the value of an attribute without quotation marks."""
    return re.sub(r"[\s&<>\"'`=]", lambda found: f"&#{ord(found[0])};", text)


def reading(source: str) -> str:
    """The text of a source in any of these notations."""
    if "&" not in source:
        return collapsed(source)
    builder = TextBuilder()
    builder.add_nowhere("|")  # so that a blank at the beginning shows
    add_text(builder, source, 0, len(source), CONTENT)
    return builder.text[1:]


def collapsed(source: str) -> str:
    """The text of a source without references, in which white space shows as one blank."""
    return BLANKS.sub(" ", source)


PLAIN = Notation(str, collapsed)
CONTENT = Notation(in_content, reading)
DOUBLE_QUOTED = Notation(in_double_quotes, reading)
SINGLE_QUOTED = Notation(in_single_quotes, reading)
UNQUOTED = Notation(without_quotes, reading)


def add_text(builder: TextBuilder, source: str, start: int, end: int, notation: Notation) -> None:
    """Add the text that stands between two offsets of a source to a builder."""
    while start < end:
        piece = PIECE.match(source, start, end)
        assert piece  # every character begins one
        stop = piece.end()
        if piece["plain"]:
            plain = piece.group()
            builder.add(plain if plain.isprintable() else plain.translate(TO_BLANK), start, stop, notation)
        elif piece["blank"]:
            builder.add_blank(start, stop, notation)
        else:
            text, stop = reference(source, start, end, in_attribute=notation is not CONTENT)
            if BLANKS.fullmatch(text):
                builder.add_blank(start, stop, notation)
            elif text:
                builder.add(text, start, stop, notation)
        start = stop


def reference(source: str, start: int, end: int, *, in_attribute: bool) -> tuple[str, int]:
    """What an ampersand and the letters behind it stand for, and where that ends; itself if they are no reference."""
    found = REFERENCE.match(source, start, end)
    if not found:
        return "&", start + 1
    written = found.group()
    if written[1] == "#":
        return html.unescape(written), found.end()
    if written.endswith(";") and written[1:] in html5:
        return html5[written[1:]], found.end()
    for length in range(min(LONGEST_OPEN, len(written) - 1), 1, -1):
        name = written[1 : 1 + length]
        if name in html5:
            stop = start + 1 + length
            goes_on = in_attribute and stop < end and (source[stop] == "=" or source[stop].isalnum())
            return ("&", start + 1) if goes_on else (html5[name], stop)
    return "&", start + 1
