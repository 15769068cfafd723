"""How text is written in Markdown: what would be read as a mark stands behind a backslash."""

from __future__ import annotations

import html
import re

from checker.model import Notation, UnwritableError

MARK = re.compile(r"[\\`*\[\]]|~~|<(?=[a-zA-Z/!?])|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])|\{(?=[{%:#.])|\$\$")
# What begins a heading, a list, a quotation or an underline where a line begins.
BEGINNING = re.compile(r"[-+#](?=\s|\Z)|>|[=-]+\Z|(?<=\A\d)[.)](?=\s|\Z)|(?<=\A\d\d)[.)](?=\s|\Z)")
NUMBER = re.compile(r"(\d{1,9})(?=[.)](?:\s|\Z))")
READ = re.compile(r"\\([!-/:-@\[-`{-~])|(&(?:#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6})|[a-zA-Z][a-zA-Z0-9]{1,31});)")
LINE_END = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t>]*")
BLANKS = re.compile(r"[ \t]+")


def in_lines(text: str) -> str:
    """A text as it stands in a paragraph."""
    text = MARK.sub(lambda found: f"\\{found[0]}", text)
    number = NUMBER.match(text)
    if number:
        return f"{number[0]}\\{text[number.end() :]}"
    return f"\\{text}" if BEGINNING.match(text) else text


def in_cell(text: str) -> str:
    """A text as it stands in a cell of a table."""
    return in_lines(text).replace("|", "\\|")


def in_code(text: str) -> str:
    """A text as it stands in a code span, a formula, a template or an address.

    Raises:
        UnwritableError: it would end it.
    """
    if re.search(r"[`$}|<>]", text):
        raise UnwritableError("it would end the code or the address that it stands in")
    return text


def reading_lines(source: str) -> str:
    """The text of a source in a paragraph."""
    joined = BLANKS.sub(" ", LINE_END.sub(" ", source))
    return READ.sub(lambda found: found[1] or of_reference(found[2]), joined)


def of_reference(source: str) -> str:
    """What a character reference shows: a line end or a tab is a blank of the text."""
    shown = html.unescape(source)
    return shown if shown.strip(" \t\r\n") else " "


def reading_cell(source: str) -> str:
    """The text of a source in a cell of a table, where a bar is freed before anything else is read."""
    return reading_lines(source.replace("\\|", "|"))


def reading_code(source: str) -> str:
    """The text of a source in a code span."""
    return BLANKS.sub(" ", LINE_END.sub(" ", source))


LINES = Notation(in_lines, reading_lines)
CELL = Notation(in_cell, reading_cell)
CODE = Notation(in_code, reading_code)
