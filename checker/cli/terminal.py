"""Writes to the standard streams."""

from __future__ import annotations

import os
import sys

from checker.errors import UsageError
from checker.report.excerpt import line


def write(piece: str) -> None:
    """Write a piece of a report to standard output.

    Raises:
        UsageError: it cannot be written, for a full disk or because nobody reads it any more.
    """
    try:
        sys.stdout.write(piece)
        sys.stdout.flush()
    except OSError as error:
        # Python would try once more, and complain, when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise UsageError(f"the report cannot be written: {error.strerror}") from error


def tell(message: str) -> None:
    """Write one line to standard error, what acts on a terminal or a log made visible."""
    sys.stderr.write(f"{line(message)}\n")


def say(message: str = "") -> None:
    """Write one line to standard output, what acts on a terminal or a log made visible."""
    sys.stdout.write(f"{line(message)}\n")
