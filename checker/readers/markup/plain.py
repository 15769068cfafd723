"""Text that stands in a file as it is; a line end with the blanks beside it shows as one blank."""

from __future__ import annotations

import re

from checker.model import Notation
from checker.readers.builder import TextBuilder

PIECE = re.compile(r"(?P<blank>[ \t\r\n]++)|[^ \t\r\n]++(?:[ \t]++[^ \t\r\n]++)*+")


def reading_of_blanks(source: str) -> str:
    """The text of a source that is a blank, or has none at its edges."""
    return "".join(" " if piece["blank"] else piece.group() for piece in PIECE.finditer(source))


def add_plain(builder: TextBuilder, source: str, start: int, end: int, notation: Notation) -> None:
    """Add the text that stands between two offsets of a source to a builder."""
    for piece in PIECE.finditer(source, start, end):
        if piece["blank"]:
            builder.add_blank(*piece.span(), notation)
        else:
            builder.add(piece.group(), *piece.span(), notation)
