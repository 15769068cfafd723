"""Locks files that are read, changed and written back: a second run waits, and gives up in the end.

A lock is an empty, hidden file beside the one that it stands for, which the system holds for one process and lets go
when that ends, however it ends. What is left of a process that was killed holds nobody up.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256

from checker.errors import UsageError
from checker.files.signals import interruptible, uninterrupted
from checker.files.writing import destination

PATIENCE = 60.0  # seconds
SILENT = 1.0  # seconds of waiting that nobody need know of
PAUSE = 0.02  # seconds between two tries

# The locks of this process, which would wait for itself.
HELD: set[str] = set()

if sys.platform == "win32":
    import msvcrt

    def grab(descriptor: int) -> None:
        """Hold a file for this process, or raise `OSError` at once."""
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def grab(descriptor: int) -> None:
        """Hold a file for this process, or raise `OSError` at once."""
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def locked(path: str, notify: Callable[[str], None], patience: float | None = None) -> Iterator[None]:
    """Hold a file, which need not exist, for this run while the block runs; a signal is heard when it is let go.

    Args:
        path: of the file; a link stands for what it leads to.
        notify: takes a line for the user if there is some waiting to do.
        patience: how many seconds to wait for another run, `PATIENCE` if it is not given.

    Raises:
        UsageError: another run holds it all that time, this one does already, or it cannot be held.
    """
    place = destination(path)
    name = sha256(os.path.basename(place).casefold().encode(errors="surrogateescape")).hexdigest()[:16]
    lock = os.path.join(os.path.dirname(place), f".checker-{name}.lock")
    if lock in HELD:
        raise UsageError(f"{path}: is written by this run for another reason already")
    with uninterrupted():
        descriptor = wait_for(lock, path, notify, PATIENCE if patience is None else patience)
        HELD.add(lock)
        try:
            yield
        finally:
            HELD.discard(lock)
            with suppress(OSError):  # before it is let go: whoever has it then has seen that it is there
                os.unlink(lock)
            os.close(descriptor)
            if sys.platform == "win32":  # where no file goes while it is open
                with suppress(OSError):
                    os.unlink(lock)


def wait_for(lock: str, path: str, notify: Callable[[str], None], patience: float) -> int:
    """Hold a lock as soon as no other run does; returns its descriptor.

    Raises:
        UsageError: as `locked` does.
    """
    began = time.monotonic()
    told = False
    while True:
        try:
            if (descriptor := taken(lock)) is not None:
                return descriptor
        except OSError as error:
            raise UsageError(f"{path}: cannot be written: {error.strerror}") from error
        waited = time.monotonic() - began
        if waited > patience:
            raise UsageError(f"{path}: another run has held it for {waited:.0f} seconds; try again when that has ended")
        if waited > SILENT and not told:
            notify(f"{path}: waiting for another run that writes it")
            told = True
        with interruptible():
            time.sleep(PAUSE)


def taken(lock: str) -> int | None:
    """The descriptor of a lock that is held now; None while another run holds it.

    Raises:
        OSError: it cannot be made, or this file system has no locks.
    """
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
    try:
        grab(descriptor)
        if os.path.samestat(os.fstat(descriptor), os.stat(lock)):
            return descriptor
    except (BlockingIOError, PermissionError, FileNotFoundError):  # held; so on Windows; gone with the run before
        pass
    except OSError:
        os.close(descriptor)
        raise
    os.close(descriptor)
    return None
