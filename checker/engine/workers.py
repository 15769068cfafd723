"""Work spread over processes: results in the order of the work, and a process that dies costs only what it had."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from typing import Generic, TypeVar, cast

from checker.errors import CheckerError
from checker.files.signals import uninterrupted

Item = TypeVar("Item")
Result = TypeVar("Result")

SECONDS_TO_END = 2.0  # before a process that was asked to end is killed
PATIENCE = 10.0  # seconds that a process may be stopped
PAUSE = 1.0  # seconds between two looks at that

# How much is read and kept, for each process, while the first in order is not done.
AHEAD = 4


@dataclass(frozen=True, slots=True)
class Raised:
    """An error that ends the run, in a form that can be pickled, as some of our errors cannot."""

    message: str


class Worker(Generic[Item, Result]):
    """One process, with at most one item in work."""

    def __init__(self, prepare: Callable[[], Callable[[Item], Result]]) -> None:
        # Spawned, as a forked process would inherit locks of threads that it does not have.
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=serve, args=(theirs, prepare), daemon=True)
        # A signal that another thread takes is still raised in this one: half started, the process would complain.
        with uninterrupted(), interrupts_blocked():
            self.process.start()
        theirs.close()

    def give(self, item: Item) -> None:
        """Send an item; if the process dies first, `result` tells."""
        with suppress(OSError):
            self.connection.send(item)

    def result(self) -> Result | Raised | None:
        """The result of the item in work; None if the process has died over it."""
        try:
            result: Result | Raised = self.connection.recv()
        except (EOFError, OSError):
            self.process.join()
            return None
        return result

    @property
    def is_stopped(self) -> bool:
        """True if somebody has stopped the process (``kill -STOP``), so that it does nothing until it is continued."""
        if not hasattr(os, "waitid"):  # Windows, where no process is stopped so
            return False
        with suppress(ChildProcessError):  # it has ended
            return bool(os.waitid(os.P_PID, self.process.pid or 0, os.WSTOPPED | os.WNOHANG | os.WNOWAIT))
        return False


@contextmanager
def watched(workers: Iterable[Worker[Item, Result]]) -> Iterator[None]:
    """Kill processes that stay stopped (``kill -STOP``) while the block runs, as waiting for them would never end."""
    done = threading.Event()
    watcher = threading.Thread(target=watch, args=(workers, done), daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


def watch(workers: Iterable[Worker[Item, Result]], done: threading.Event) -> None:
    """Look at the processes from time to time; those stopped together with this one (Ctrl-Z) do not count."""
    looks: Counter[Worker[Item, Result]] = Counter()
    while not done.wait(PAUSE):
        stopped = [worker for worker in tuple(workers) if worker.is_stopped]
        looks = Counter({worker: looks[worker] + 1 for worker in stopped})
        for worker in stopped:
            if looks[worker] * PAUSE > PATIENCE:
                worker.process.kill()


def end(workers: Collection[Worker[Item, Result]]) -> None:
    """End processes, whatever they are doing; those that do not do so in time are killed."""
    for worker in workers:
        worker.process.terminate()
    limit = time.monotonic() + SECONDS_TO_END
    for worker in workers:
        worker.process.join(max(0.0, limit - time.monotonic()))
        worker.process.kill()
        worker.process.join()
        worker.connection.close()


def serve(connection: Connection, prepare: Callable[[], Callable[[Item], Result]]) -> None:
    """The loop of a worker process: take an item, send its result, until there are no more."""
    work = prepare()
    with suppress(EOFError, ConnectionError):  # the main process is gone
        while True:
            item = connection.recv()
            try:
                answer: object = work(item)
            except CheckerError as error:
                answer = Raised(str(error))
            connection.send(answer)


@contextmanager
def interrupts_blocked() -> Iterator[None]:
    """Start processes that ignore Ctrl-C: the main process ends them."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # the first process started would start it, and it lifts the block
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@dataclass(frozen=True, slots=True)
class Ready(Generic[Result]):
    """A result that needs no work, in its place among the items."""

    result: Result


@dataclass(eq=False, slots=True)
class Slot(Generic[Result]):
    """The place of a result in the order; None until it is known."""

    result: Result | None = None


def in_parallel(
    items: Iterable[Item | Ready[Result]],
    jobs: int,
    prepare: Callable[[], Callable[[Item], Result]],
    lost: Callable[[Item, int], Result],
) -> Iterator[Result]:
    """The result of each item, in their order.

    Processes are started as they are needed, and ended with the iterator. Items are taken a little
    ahead of the results, so a source that waits for an answer before it goes on waits for ever.

    Args:
        items: must be picklable, like the results.
        jobs: how many processes.
        prepare: makes what does the work; called once in each process, must be picklable.
        lost: the result of an item whose process died over it with that exit code, the negative of a signal's number.

    Raises:
        CheckerError: the work raised one.
    """
    source = iter(items)
    waiting: deque[Slot[Result]] = deque()
    idle: list[Worker[Item, Result]] = []
    busy: dict[Connection, tuple[Worker[Item, Result], Item, Slot[Result]]] = {}
    workers: list[Worker[Item, Result]] = []
    more = True
    with ExitStack() as at_end:
        at_end.callback(end, workers)
        at_end.enter_context(watched(workers))
        while more or waiting:
            while more and len(waiting) < AHEAD * jobs and len(busy) < jobs:
                item = next(source, None)
                if item is None:
                    more = False
                elif isinstance(item, Ready):
                    waiting.append(Slot(item.result))
                else:
                    if not idle:
                        idle.append(Worker(prepare))
                        workers.append(idle[-1])
                    worker = idle.pop()
                    slot = Slot[Result]()
                    waiting.append(slot)
                    busy[worker.connection] = worker, item, slot
                    worker.give(item)
            for connection in wait(busy) if busy else ():
                worker, item, slot = busy.pop(cast("Connection", connection))
                answer = worker.result()
                if isinstance(answer, Raised):
                    raise CheckerError(answer.message)
                if answer is None:
                    workers.remove(worker)
                    slot.result = lost(item, worker.process.exitcode or 0)
                else:
                    slot.result = answer
                    idle.append(worker)
            while waiting and (result := waiting[0].result) is not None:
                waiting.popleft()
                yield result


def processors() -> int:
    """How many processes can run at once on this machine."""
    if hasattr(os, "sched_getaffinity"):  # containers are given a part of a machine
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
