"""How many attacks a test makes, and what interrupts one that hangs.

``CHECKER_ATTACKS=100 pytest tests/attack`` makes a hundred times as many; it is for a run by hand, which takes hours.
"""

import os
import random
import signal
from collections.abc import Iterator
from contextlib import contextmanager

TIMES = int(os.environ.get("CHECKER_ATTACKS", "1"))


def seeds(number: int) -> range:
    """The seeds of so many attacks, or of as many times that as the run by hand asks for."""
    return range(number * TIMES)


def chooser(seed: int) -> random.Random:
    """What makes the choices of one attack, the same in every run."""
    return random.Random(seed)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fail if what the block does has not ended by then."""

    def interrupt(*_: object) -> None:
        raise TimeoutError(f"nothing came within {seconds} seconds")

    if not hasattr(signal, "setitimer"):  # Windows
        yield
        return
    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
