"""The input formats, one module each, found by place: ``--input-format jsonl`` is ``jsonl.py``.

`docs/formats.md` says what such a module must deliver.
"""

from __future__ import annotations

import os
import pkgutil
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from typing import BinaryIO, Protocol, cast

from checker.errors import InputError, UsageError
from checker.model import Document, Failure
from checker.readers.unread import UNREAD, not_text
from checker.readers.wishes import NO_WISHES, Wishes

INPUT_FORMATS = tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))
PLAIN = "text"
MAPPED = "xml"  # by the settings
# Endings of countless formats, so that only the content tells whether one is read.
SHARED = (".csv", ".json", ".tsv", ".xml")
HEAD_BYTES = 4096  # that a format is told by

# Reports of ours, which lie among the articles after a run: pages, and JSON Lines.
OWN_REPORT = re.compile(
    rb'<meta name="generator" content="translation-checker '
    rb'|\A\{"id":(?:"(?:[^"\\]|\\.)*+"|\d+|null),"(?:target_language|line)":'
)


class Format(Protocol):
    """The protocol that the module of an input format follows.

    Attributes:
        TITLE: what the format is called, with what is read of it, on one line.
        ENDINGS: of its files, in lower case with their dots; several formats may have one in common.
        HAS_FILES: whether a document is a whole file, which corrections can be written back to.
    """

    TITLE: str
    ENDINGS: tuple[str, ...]
    HAS_FILES: bool

    def recognises(self, head: bytes) -> bool:
        """True if a file that begins so is in this format, whatever it is called. May be called with any bytes."""
        ...

    def read(self, stream: BinaryIO, name: str, wishes: Wishes = NO_WISHES) -> Iterator[Document | Failure]:
        """The documents of one input, in order; a failure in the place of each that is wrong.

        Args:
            stream: the input's bytes.
            name: what messages call it.
            wishes: what the settings say of how it is read; most formats ask for nothing of it.

        Raises:
            InputError: the input as a whole is wrong.
        """
        ...


def load_format(name: str) -> Format:
    """The reader of a format.

    Raises:
        UsageError: there is no such format.
    """
    if name not in INPUT_FORMATS:
        raise UsageError(f"no input format is called {name!r}; there are {', '.join(INPUT_FORMATS)}")
    return cast("Format", import_module(f"{__name__}.{name}"))


@cache
def all_formats() -> dict[str, Format]:
    """Every format by its name."""
    return {name: load_format(name) for name in INPUT_FORMATS}


def ending_of(path: str) -> str:
    """The ending of a path, in lower case with its dot; empty if it has none."""
    return os.path.splitext(path)[1].lower()


def of_ending(path: str) -> tuple[str, ...]:
    """The names of the formats whose files end as a path does."""
    if path.lower().endswith(".txt"):  # most are, and no other format need be loaded to know it
        return (PLAIN,)
    return tuple(name for name, each in all_formats().items() if ending_of(path) in each.ENDINGS)


def is_of_file(text: str) -> bool:
    """True if a text of one line ends as the name of a file does, of a format that is read or known not to be."""
    return len(text.splitlines()) == 1 and (ending_of(text) in UNREAD or bool(of_ending(text)))


def only_of_ending(path: str) -> str | None:
    """The format of a file whose ending is enough to know it."""
    fitting = of_ending(path)
    return fitting[0] if len(fitting) == 1 and ending_of(path) not in SHARED else None


def format_of(path: str, head: bytes, name: str, wishes: Wishes = NO_WISHES) -> str:
    """The name of the format of a file.

    It is XML of which the settings know the root element; else the only one with its ending, or the one of these that
    recognises the content; of a file with any other ending the first that recognises it, else plain text.

    Args:
        path: of the file.
        head: its first bytes, `HEAD_BYTES` of them if there are so many.
        name: what an error calls it.
        wishes: what the settings say of how it is read.

    Raises:
        InputError: the format is not read, or none of those with its ending knows the content.
    """
    ending = ending_of(path)
    if ending in UNREAD:
        raise InputError(f"{name}: {UNREAD[ending]}")
    if is_mapped(head, wishes):
        return MAPPED
    only = only_of_ending(path)
    if only:
        return only
    fitting = of_ending(path)
    told = recognised(fitting or INPUT_FORMATS, head)
    if told or not fitting:
        return told or PLAIN
    if why := not_text(head):
        raise InputError(f"{name}: {why}")
    if ending == ".xml":
        raise InputError(f"{name}: XML of no kind that is known; [[xml]] in checker.toml says which elements are text")
    raise InputError(f"{name}: in no format that is read; --input-format names the one that it is in")


def is_mapped(head: bytes, wishes: Wishes) -> bool:
    """True if a file that begins so is XML of which the settings say what it holds."""
    if not wishes.xml:
        return False
    from checker.readers.markup.xml import root_name  # hardly any settings say so

    return wishes.mapped(root_name(head)) is not None


def recognised(names: Iterable[str], head: bytes) -> str | None:
    """The first of some formats that knows a content as its own."""
    return next((name for name in names if all_formats()[name].recognises(head)), None)
