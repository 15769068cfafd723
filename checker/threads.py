"""Keeps numpy in one thread: the matrices here are small, and threads would wait for each other."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import Any

SETTING = "OPENBLAS_NUM_THREADS"


@contextmanager
def one_thread() -> Iterator[None]:
    """Limit numpy to one thread inside a block; nothing to do if it is not imported, or the process started so.

    Several threads of a process may be inside at once, and leave in any order: the last restores what the first found.
    """
    if os.environ.get(SETTING) == "1":
        yield
        return
    holds = hold()
    holds.enter()
    try:
        yield
    finally:
        holds.leave()


class Hold:
    """The limit on numpy's threads, shared by all blocks that want it."""

    def __init__(self) -> None:
        from threadpoolctl import ThreadpoolController  # the command line needs none

        self._controller = ThreadpoolController()
        self._lock = Lock()
        self._inside = 0
        self._limit: Any = None

    def enter(self) -> None:
        """Set the limit, if nobody has."""
        with self._lock:
            if not self._inside:
                self._limit = self._controller.limit(limits=1, user_api="blas")
            self._inside += 1

    def leave(self) -> None:
        """Lift the limit, if nobody else wants it."""
        with self._lock:
            self._inside -= 1
            if not self._inside:
                self._limit.restore_original_limits()


@cache
def hold() -> Hold:
    """The limit of this process, made once the libraries that it limits are loaded."""
    return Hold()
