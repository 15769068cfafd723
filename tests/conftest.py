"""Settings of all tests: properties try the same examples on every machine, however slow it is."""

import os
import signal
from pathlib import Path

import pytest
from hypothesis import settings
from validators import Validators

# A shell has what it starts in the background ignore Ctrl-C, and all that these tests start would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def validators() -> Validators:
    """What was not written here; on a machine without it these tests are left out, in CI that is a failure."""
    folder = os.environ.get("CHECKER_VALIDATORS")
    if not folder:
        missing = "CHECKER_VALIDATORS names no folder that .ci/validators has filled; it needs npm"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(missing)
    return Validators(Path(folder))
