"""Writes to the standard streams, which may be closed, full, or read by nobody."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import TextIO

from checker.errors import UsageError
from checker.packs.messages import messages_in
from checker.text.visible import on_a_line


class StandardOutput(io.TextIOWrapper):
    """Standard output; a write that the system refuses raises one of our errors, which no library catches."""

    def write(self, text: str) -> int:
        """Write a text.

        Raises:
            UsageError: it cannot be written, for a full disk or because nobody reads it any more.
        """
        try:
            return super().write(text)
        except OSError as error:
            raise refusal(self, error) from error

    def flush(self) -> None:
        """Write what is waiting.

        Raises:
            UsageError: as `write` does.
        """
        try:
            super().flush()
        except OSError as error:
            raise refusal(self, error) from error


class StandardError(io.TextIOWrapper):
    """Standard error; a write that the system refuses is dropped, as there is nowhere else to report it."""

    def write(self, text: str) -> int:
        """Write a text, if that is possible."""
        with suppress(OSError):
            super().write(text)
            self.flush()
        return len(text)

    def flush(self) -> None:
        """Write what is waiting, if that is possible."""
        try:
            super().flush()
        except OSError:
            silence(self)


class ReaderGoneError(UsageError):
    """The reader of standard output has gone (``| head``); there is nobody to tell."""


def refusal(stream: io.TextIOWrapper, error: OSError) -> UsageError:
    """The error for a standard output that cannot be written; later writes are dropped."""
    silence(stream)
    kind = ReaderGoneError if isinstance(error, BrokenPipeError) else UsageError
    return kind(f"standard output cannot be written: {error.strerror}")


def silence(stream: io.TextIOWrapper) -> None:
    """Redirect a stream to nowhere, so that Python does not try to write again when it closes it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def take_streams() -> None:
    """Make the standard streams ours, in UTF-8 wherever we run; files that are opened get no number of a closed one."""
    for number, flags in enumerate((os.O_RDONLY, os.O_RDONLY, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, flags)  # takes the lowest number; what is written to the output is an error still
    sys.stdout = ours(StandardOutput, sys.stdout, 1)
    sys.stderr = ours(StandardError, sys.stderr, 2)


def ours(kind: type[io.TextIOWrapper], stream: TextIO | None, number: int) -> io.TextIOWrapper:
    """A stream of a kind in the place of another, which is None if it was closed."""
    if isinstance(stream, io.TextIOWrapper):
        lines, buffer = stream.line_buffering, stream.detach()
    else:
        lines, buffer = False, io.BufferedWriter(io.FileIO(number, "w", closefd=False))
    return kind(buffer, encoding="utf-8", errors="backslashreplace", newline="\n", line_buffering=lines)


def write_out(piece: str) -> None:
    """Write to standard output, where it is read at once.

    Raises:
        UsageError: it cannot be written.
    """
    sys.stdout.write(piece)
    sys.stdout.flush()


def write_bytes(data: bytes) -> None:
    """Write to standard output as it is, where it is read at once.

    Raises:
        UsageError: it cannot be written.
    """
    assert isinstance(sys.stdout, io.TextIOWrapper)
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except OSError as error:
        raise refusal(sys.stdout, error) from error


class Screen:
    """Standard output of a run that also writes files: these are finished if standard output is refused.

    Args:
        alone: whether nothing else is written, so that there is nothing to go on for.

    Attributes:
        refused: why not all could be shown, if so.
    """

    def __init__(self, *, alone: bool) -> None:
        self._alone = alone
        self.refused: UsageError | None = None

    def write(self, piece: str) -> None:
        """Write a piece of the report.

        Raises:
            UsageError: it cannot be written, and nothing else is.
        """
        if self.refused:
            return
        try:
            write_out(piece)
        except UsageError as error:
            if self._alone:
                raise
            self.refused = error


class Voice:
    """The language that the command speaks: English, until an option or the settings say otherwise."""

    lang = "en"


def speak(lang: str) -> None:
    """Speak a desk's language from now on."""
    Voice.lang = lang


def spoken(message: str) -> str:
    """A message in the language of the desk."""
    return messages_in(Voice.lang)(message)


def tell(message: str) -> None:
    """Write one message to standard error, as a line, what acts on a terminal or a log made visible."""
    sys.stderr.write(f"{on_a_line(spoken(message))}\n")


def warn(messages: Iterable[str]) -> None:
    """Write warnings to standard error, a line each."""
    for message in messages:
        tell(f"warning: {message}")


def say(message: str = "") -> None:
    """Write one line to standard output, what acts on a terminal or a log made visible."""
    sys.stdout.write(f"{on_a_line(message)}\n")
