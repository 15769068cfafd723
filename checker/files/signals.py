"""Ends a run on a signal, but never in the middle of a step that must be whole."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import ClassVar

# Ctrl-C, the end that a system asks for, and a terminal that is gone; Windows has not all of them.
ENDING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


class Stopped(SystemExit):
    """Raised to end the run on a signal; the exit code is 128 plus the signal's number, as shells expect."""

    def __init__(self, number: int) -> None:
        super().__init__(128 + number)


class Hearing:
    """The current handling of signals.

    Attributes:
        deaf: how many blocks run that are to come to their end first.
        late: the numbers of the signals that have come meanwhile.
    """

    deaf = 0
    late: ClassVar[list[int]] = []


def stop(number: int, frame: FrameType | None = None) -> None:
    """Raise `Stopped`, so that no half-written file is left; further signals are ignored meanwhile.

    Raises:
        Stopped: unless a block is to come to its end first.
    """
    if Hearing.deaf:
        Hearing.late.append(number)
        return
    for each in ENDING:
        signal.signal(each, signal.SIG_IGN)
    raise Stopped(number)


def listen() -> None:
    """Handle signals by `stop` from now on; those that the parent has it ignore (``nohup``, ``&``) stay ignored."""
    for each in ENDING:
        if signal.getsignal(each) is not signal.SIG_IGN:
            signal.signal(each, stop)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Delay signals until the block has ended."""
    Hearing.deaf += 1
    try:
        yield
    finally:
        Hearing.deaf -= 1
        hear()


@contextmanager
def interruptible() -> Iterator[None]:
    """Allow signals while something waits inside an uninterrupted block."""
    deaf, Hearing.deaf = Hearing.deaf, 0
    try:
        hear()
        yield
    finally:
        Hearing.deaf = deaf


def hear() -> None:
    """Stop if a signal has come and no block delays it any more.

    Raises:
        Stopped: if so.
    """
    if Hearing.late and not Hearing.deaf:
        stop(Hearing.late.pop(0))
