"""Keeps the products of matrices in one thread: those here are small, and threads would wait for each other."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from typing import Any

SETTING = "OPENBLAS_NUM_THREADS"


def one_thread() -> AbstractContextManager[Any]:
    """Hold numpy to one thread for a while, unless the process was started so; only once numpy is imported."""
    return nullcontext() if os.environ.get(SETTING) == "1" else controller().limit(limits=1, user_api="blas")


@cache
def controller() -> Any:
    """What sets the threads of the libraries that are loaded now."""
    from threadpoolctl import ThreadpoolController  # the command line needs none

    return ThreadpoolController()
