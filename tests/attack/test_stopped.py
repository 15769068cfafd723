"""A process that somebody has stopped keeps no run waiting for ever."""

import os
import signal
import time
from multiprocessing import active_children

import pytest

from checker.engine.workers import in_parallel

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="needs a system that stops processes")


def work():
    """A process that stops when the item says so."""

    def do(item):
        if item[0] == "stop":
            os.kill(os.getpid(), signal.SIGSTOP)
        return f"{item[0]} done"

    return do


def lost(item, exit_code):
    return f"{item[0]} lost {exit_code}"


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr("checker.engine.workers.PATIENCE", 0.3)
    monkeypatch.setattr("checker.engine.workers.PAUSE", 0.1)
    monkeypatch.setattr("checker.engine.workers.SECONDS_TO_END", 0.3)


def test_a_process_that_is_stopped_over_an_item_costs_only_that():
    items = ["a", "stop", "b", "c", "stop"]
    wanted = ["a done", "stop lost -9", "b done", "c done", "stop lost -9"]
    assert list(in_parallel([(item,) for item in items], 2, work, lost)) == wanted


def test_a_stopped_process_cannot_keep_an_item_from_being_sent():
    results = in_parallel([("a",), ("b", "x" * 10_000_000), ("c",)], 1, work, lost)
    assert next(results) == "a done"
    [worker] = children()
    os.kill(worker, signal.SIGSTOP)
    assert list(results) == ["b lost -9", "c done"]


def test_a_stopped_process_does_not_keep_the_end_waiting():
    results = in_parallel([("a",), ("b",)], 1, work, lost)
    assert next(results) == "a done"
    [worker] = children()
    os.kill(worker, signal.SIGSTOP)
    began = time.monotonic()
    results.close()
    assert time.monotonic() - began < 5
    assert worker not in children()


def children():
    """The processes that work for this one."""
    return [process.pid for process in active_children()]
