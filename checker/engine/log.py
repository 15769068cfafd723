"""The log of internal errors, silent unless somebody listens.

A program that uses the library listens to the logger ``checker`` as to any other; the command line does with `show`.
"""

from __future__ import annotations

import logging

from checker.text.visible import on_a_line

LOG = logging.getLogger("checker")
LOG.addHandler(logging.NullHandler())


class Visible(logging.Formatter):
    """Writes a record, traceback included, so that no text in it acts on a terminal or on the log of a job."""

    def format(self, record: logging.LogRecord) -> str:
        """The record in lines that are safe to show."""
        return "\n".join(map(on_a_line, super().format(record).split("\n")))


def show() -> None:
    """Write the log to standard error from now on."""
    handler = logging.StreamHandler()
    handler.setFormatter(Visible("%(levelname)s: %(message)s"))
    LOG.addHandler(handler)
    LOG.propagate = False
    LOG.setLevel(logging.DEBUG)


def is_shown() -> bool:
    """True if `show` was called in this process."""
    return any(isinstance(handler.formatter, Visible) for handler in LOG.handlers)
