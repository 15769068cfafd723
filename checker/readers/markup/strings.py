"""JSON: where its strings stand, by their pointers, and how text is written in them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from checker.errors import InputError
from checker.model import Notation

DEEPEST = 200  # values in one another
# Of sound JSON; quantifiers that give nothing back keep it linear.
TOKEN = re.compile(r'"(?P<string>[^"\\]*+(?:\\.[^"\\]*+)*+)"|(?P<mark>[\[\]{},:])|[^\s\[\]{},:"]++')
PIECE = re.compile(r"[^\\]++|\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u....|\\.")

LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class String(NamedTuple):
    """A string that is a value.

    Attributes:
        path: the keys and indices of what it stands in, outermost first, and its own.
        start: where it begins in the source, without its quotation marks; half-open with `end`.
    """

    path: tuple[str | int, ...]
    start: int
    end: int

    @property
    def pointer(self) -> str:
        """Its JSON pointer (RFC 6901)."""
        return "".join(f"/{str(each).replace('~', '~0').replace('/', '~1')}" for each in self.path)


def in_json_string(text: str) -> str:
    """A text as it stands in a string, with escapes where there must be some."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


def in_ascii_string(text: str) -> str:
    """A text as it stands in a string of a file that escapes all but ASCII."""
    return json.dumps(text)[1:-1]


def meant_by(source: str) -> str:
    """The text of a string; half a pair of UTF-16 that stands alone is no character, and shows as none."""
    return LONE_SURROGATE.sub("\ufffd", json.loads(f'"{source}"', strict=False))


STRING = Notation(in_json_string, meant_by)
ASCII_STRING = Notation(in_ascii_string, meant_by)


def loaded_json(source: str, name: str) -> object:
    """What a source holds.

    Args:
        source: the whole of a file.
        name: what errors call it.

    Raises:
        InputError: it is no JSON, or deeper than any article.
    """
    try:
        return json.loads(source, strict=False)
    except json.JSONDecodeError as error:
        raise InputError(f"{name}:{error.lineno}: no sound JSON: {error.msg}") from error
    except (RecursionError, ValueError) as error:  # a number may have too many digits
        raise InputError(f"{name}: no sound JSON: {error}") from error


def strings(source: str, name: str) -> Iterator[String]:
    """The strings of sound JSON that are values, in their order.

    Raises:
        InputError: it is deeper than any article.
    """
    path: list[str | int] = []
    in_object: list[bool] = []
    is_key = False
    for token in TOKEN.finditer(source):
        mark = token["mark"]
        if token["string"] is not None:
            if is_key:
                path[-1] = meant_by(token["string"])
            else:
                yield String(tuple(path), *token.span("string"))
        elif mark in ("{", "["):
            if len(path) >= DEEPEST:
                raise InputError(f"{name}: more than {DEEPEST} values stand in one another")
            in_object.append(mark == "{")
            path.append(0)
            is_key = mark == "{"
        elif mark in ("}", "]"):
            in_object.pop()
            path.pop()
            is_key = False
        elif mark == ":":
            is_key = False
        elif mark == "," and in_object[-1]:
            is_key = True
        elif mark == ",":
            index = path[-1]
            assert isinstance(index, int)
            path[-1] = index + 1


def pieces_of_string(source: str, string: String) -> Iterator[tuple[str, int, int]]:
    """The characters of a string, each piece with where it stands: runs, and single escapes."""
    for piece in PIECE.finditer(source, string.start, string.end):
        written = piece.group()
        yield (meant_by(written) if written[0] == "\\" else written), *piece.span()
