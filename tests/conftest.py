"""Settings of all tests: properties try the same examples on every machine, however slow it is, and more in CI."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from validators import Validators

IN_CI = os.environ.get("CI") == "true"

# A shell has what it starts in the background ignore Ctrl-C, nohup the end of a session, and all that these tests start
# would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)
if hasattr(signal, "SIGHUP"):
    signal.signal(signal.SIGHUP, signal.SIG_DFL)

# More than a hundred processes are started: the first of them compiles the program for the others.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# No test is to find what another has kept; those of the cache say where it is. Installing may: pip keeps its own.
os.environ.setdefault("PIP_CACHE_DIR", str(Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "pip"))
os.environ["XDG_CACHE_HOME"] = os.devnull

settings.register_profile("steady", deadline=None, derandomize=True, max_examples=100 if IN_CI else 30)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def validators() -> Validators:
    """What was not written here; on a machine without it these tests are left out, in CI that is a failure."""
    folder = os.environ.get("CHECKER_VALIDATORS")
    miss = pytest.fail if IN_CI else pytest.skip
    if not folder:
        miss("CHECKER_VALIDATORS names no folder that .ci/validators has filled; it needs npm")
    return Validators(Path(folder), miss)


# Folders whose tests run the command line or a browser, nearly all in processes of their own.
PROCESSES = {"attack", "browser", "cli"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent.name in PROCESSES or "validators" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.process)


class Guard:
    """Lets nothing be started while a test runs that is not marked as one that starts something."""

    def __init__(self) -> None:
        self.watching = False
        sys.addaudithook(self.heed)  # it cannot be taken off again

    def heed(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.watching and event in ("subprocess.Popen", "os.posix_spawn", "os.fork", "os.system"):
            raise AssertionError(f"a test that is not marked `process` starts one: {arguments[:2]}")


@pytest.fixture(scope="session")
def guard() -> Guard:
    return Guard()


@pytest.fixture(autouse=True)
def no_process_without_mark(request: pytest.FixtureRequest, guard: Guard) -> Iterator[None]:
    guard.watching = request.node.get_closest_marker("process") is None
    yield
    guard.watching = False
