"""How many attacks a test makes, and what interrupts one that hangs.

``CHECKER_ATTACKS=100 pytest tests/attack`` makes a hundred times as many, in one piece. ``rounds.py`` makes them in
rounds of as many as the suite, which can be stopped: ``CHECKER_ATTACKS_ROUND=7`` makes those of the seventh alone.
Both hold for the damaged files in ``tests/readers/test_any_file.py`` as well, whose hundredfold takes minutes.
"""

import multiprocessing
import os
import random
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

TIMES = int(os.environ.get("CHECKER_ATTACKS", "1"))
ROUND = int(os.environ.get("CHECKER_ATTACKS_ROUND", "1"))


def seeds(number: int) -> range:
    """The seeds of so many attacks, or of as many times that as a run by hand asks for; no two rounds share any."""
    number *= TIMES
    return range(number * (ROUND - 1), number * ROUND)


def chooser(seed: int | str) -> random.Random:
    """What makes the choices of one attack, the same in every run."""
    return random.Random(seed)


class Hung(BaseException):
    """What a block did has not ended in time: nothing may take it for an error of the system."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fail if what the block does has not ended by then; a machine that does other things gets ten times as long."""
    began = time.monotonic()
    busy_before = time.process_time()

    def interrupt(*_: object) -> None:
        if time.process_time() - busy_before < seconds / 2 and time.monotonic() - began < 10 * seconds:
            signal.setitimer(signal.ITIMER_REAL, seconds)
            return
        raise Hung(f"nothing came within {seconds} seconds")

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


def ended(act: Callable[[str], None], argument: str, seconds: float = 60) -> int | None:
    """How a process of its own has ended that does something that no signal interrupts; None if it had to be killed."""
    process = multiprocessing.get_context("fork").Process(target=act, args=(argument,))
    process.start()
    process.join(seconds)
    code = process.exitcode
    process.kill()
    return code


@contextmanager
def deep_folders(number: int) -> Iterator[Path]:
    """So many folders called ``a``, one in the other, in the current one: the path of the last of them from here."""
    here = Path.cwd()
    for _ in range(number):
        os.mkdir("a")
        os.chdir("a")
    os.chdir(here)
    try:
        yield Path(*["a"] * number)
    finally:
        for _ in range(number):  # which pytest could not remove
            if os.path.isdir("a/a"):
                os.rename("a/a", "b")
            shutil.rmtree("a")
            if os.path.isdir("b"):
                os.rename("b", "a")
