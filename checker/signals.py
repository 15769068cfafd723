"""Ends a run when a signal asks for it, and not in the middle of what must be whole."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

# Ctrl-C, the end that a system asks for, and a terminal that is gone; Windows has not all of them.
ENDING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


class Stopped(SystemExit):
    """The end of the run that a signal has asked for; its code is what a shell expects: 128 and the signal's number."""

    def __init__(self, number: int) -> None:
        super().__init__(128 + number)


def stop(number: int, frame: FrameType | None) -> None:
    """Stop as an error would, so that no half-written file is left; what is sent once more is not heard meanwhile.

    Raises:
        Stopped: always.
    """
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
    if threading.current_thread() is not threading.main_thread():  # no other hears signals
        yield
        return
    late: list[int] = []
    before = {number: signal.getsignal(number) for number in ENDING}
    for number, handler in before.items():
        if callable(handler):
            signal.signal(number, lambda number, frame: late.append(number))
    try:
        yield
    finally:
        for number, handler in before.items():
            if callable(handler):
                signal.signal(number, handler)
        if late:
            signal.raise_signal(late[0])
