"""Numpy works in one thread inside, whatever it does outside."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

PROGRAM = """
import numpy
from threadpoolctl import threadpool_info
from checker.threads import one_thread

def threads():
    return [pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"]

before = threads()
with one_thread():
    assert set(threads()) <= {1}
assert threads() == before

first, second = one_thread(), one_thread()
first.__enter__()
second.__enter__()
first.__exit__(None, None, None)
assert set(threads()) <= {1}
second.__exit__(None, None, None)
assert threads() == before
"""


@pytest.mark.process
@pytest.mark.parametrize("setting", ["1", "2"])
def test_products_are_made_in_one_thread_whoever_leaves_first_and_others_are_left_alone(setting: str) -> None:
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": setting}
    subprocess.run([sys.executable, "-c", PROGRAM], env=environment, check=True)
