"""Settings of all tests: properties try the same examples on every machine, however slow it is."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")


@dataclass(frozen=True)
class Validators:
    """The folder into which `.ci/validators` has installed what reports are held against."""

    folder: Path

    def run(self, *command: str | Path, data: str = "") -> subprocess.CompletedProcess[str]:
        """Run a program; those of npm find their packages."""
        environment = os.environ | {"NODE_PATH": str(self.folder / "node_modules")}
        return subprocess.run(
            [str(part) for part in command],
            input=data,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
        )

    def node(self, script: str, data: str) -> str:
        """What a script for node prints; its input is in `data`."""
        prologue = "const data = require('fs').readFileSync(0, 'utf8');"
        done = self.run("node", "-e", prologue + script, data=data)
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="session")
def validators() -> Validators:
    """What was not written here; on a machine without it these tests are left out, in CI that is a failure."""
    folder = os.environ.get("CHECKER_VALIDATORS")
    if not folder:
        missing = "CHECKER_VALIDATORS names no folder that .ci/validators has filled; it needs npm"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(missing)
    return Validators(Path(folder))
