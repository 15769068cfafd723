"""The input formats, one module each, found by place: ``--input-format jsonl`` is ``jsonl.py``."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from typing import BinaryIO, Protocol, cast

from checker.errors import UsageError
from checker.model import Document, Failure

INPUT_FORMATS = tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


class Format(Protocol):
    """The protocol that the module of an input format follows.

    Attributes:
        ENDING: of the files that are read in a folder, in lower case with its dot.
    """

    ENDING: str

    def read(self, stream: BinaryIO, name: str) -> Iterator[Document | Failure]:
        """The documents of one input, in order; a failure in the place of each that is wrong.

        Args:
            stream: the input's bytes.
            name: what messages call it.

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
