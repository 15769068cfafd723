"""Ends a run when a signal asks for it, and not in the middle of what must be whole."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import ClassVar

# Ctrl-C, the end that a system asks for, and a terminal that is gone; Windows has not all of them.
ENDING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


class Stopped(SystemExit):
    """The end of the run that a signal has asked for; its code is what a shell expects: 128 and the signal's number."""

    def __init__(self, number: int) -> None:
        super().__init__(128 + number)


class Hearing:
    """How signals are handled at the moment.

    Attributes:
        deaf: how many blocks run that are to come to their end first.
        late: the numbers of the signals that have come meanwhile.
    """

    deaf = 0
    late: ClassVar[list[int]] = []


def stop(number: int, frame: FrameType | None = None) -> None:
    """Stop as an error would, so that no half-written file is left; what is sent once more is not heard meanwhile.

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
    """End the run by `stop` from now on; what whoever started it has it ignore (``nohup``, ``&``) stays ignored."""
    for each in ENDING:
        if signal.getsignal(each) is not signal.SIG_IGN:
            signal.signal(each, stop)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Run a block to its end before a signal is heard that comes meanwhile."""
    Hearing.deaf += 1
    try:
        yield
    finally:
        Hearing.deaf -= 1
        hear()


@contextmanager
def interruptible() -> Iterator[None]:
    """Hear signals while something waits, though all around it is to be uninterrupted."""
    deaf, Hearing.deaf = Hearing.deaf, 0
    try:
        hear()
        yield
    finally:
        Hearing.deaf = deaf


def hear() -> None:
    """Stop if a signal has asked for it and nothing keeps it from being heard any more.

    Raises:
        Stopped: if so.
    """
    if Hearing.late and not Hearing.deaf:
        stop(Hearing.late.pop(0))
