"""Writes files that are there as a whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from checker.errors import UsageError


def write(path: Path, pieces: Iterable[str]) -> None:
    """Write a file in UTF-8 as its pieces come; whatever stops it leaves the file that was there before.

    Raises:
        UsageError: it cannot be written.
    """
    real = Path(os.path.realpath(path))  # a link stays a link
    scratch = real.with_name(f".{real.name}.{os.getpid()}")
    try:
        with open(scratch, "w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(pieces)
        os.replace(scratch, real)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}") from error
    finally:
        with suppress(OSError):
            scratch.unlink()
