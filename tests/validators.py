"""Programs and schemas of others that reports are held against."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path


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
