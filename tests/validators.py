"""Programs and schemas of others that reports, and the files that were corrected, are held against."""

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn


@dataclass(frozen=True)
class Validators:
    """The folder into which `.ci/validators` has installed what was not written here.

    Attributes:
        folder: of it.
        miss: called with the reason where a program is not there; it fails or skips the test.
    """

    folder: Path
    miss: Callable[[str], NoReturn]

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

    def output(self, program: str, *arguments: str | Path) -> str:
        """What a program prints: one of Python's that is installed here, else one of the system."""
        found = shutil.which(program, path=f"{self.folder / 'python/bin'}{os.pathsep}{os.environ['PATH']}")
        if not found:
            self.miss(f"{program} is not installed; .ci/run says where it is from")
        done = self.run(found, *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout
