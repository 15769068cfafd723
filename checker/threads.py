"""Keeps the products of matrices in one thread: those here are small, and threads would wait for each other."""

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
    """Hold numpy to one thread for a while, unless the process was started so; only once numpy is imported.

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
    """The limit on the threads of numpy, for all that want it at the moment."""

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
    """The one of this process, made when the libraries that it limits are loaded."""
    return Hold()
