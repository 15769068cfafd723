"""Runs a workflow that uses the action of this repository: the shell steps in bash, in order, as a runner would.

It knows of GitHub's expressions only what the action needs, and fails on any other.
"""

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import yaml

EXPRESSION = re.compile(r"\$\{\{\s*(.+?)\s*\}\}")
COMPARISON = re.compile(r"(\S+) (==|!=) '([^']*)'")
PINNED = re.compile(r"[\w-]+/[\w/-]+@v\d+")


@dataclass
class Runner:
    """One job.

    Attributes:
        workspace: where the user's files are checked out.
        action: the checkout of this repository.
        temporary: what the job may write.
        uploads: what other actions were asked to do, by their names.
    """

    workspace: Path
    action: Path
    temporary: Path
    log: str = ""
    uploads: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def summary(self) -> str:
        return (self.temporary / "summary").read_text(encoding="utf-8")

    def run(self, workflow: str) -> int:
        """The exit code of the only job of a workflow."""
        (job,) = yaml.safe_load(workflow)["jobs"].values()
        checkout, ours = job["steps"]
        assert PINNED.fullmatch(checkout["uses"])
        assert ours["uses"] == "OWNER/translation-checker@COMMIT"
        definition = yaml.safe_load((self.action / "action.yml").read_text(encoding="utf-8"))
        assert set(ours["with"]) <= set(definition["inputs"])
        inputs = {name: declared["default"] for name, declared in definition["inputs"].items()} | ours["with"]
        self.values = {f"inputs.{name}": value for name, value in inputs.items()}
        self.values["github.action_path"] = str(self.action)
        (self.temporary / "summary").touch()
        for step in definition["runs"]["steps"]:
            if "if" in step and not self.holds(step["if"]):
                continue
            code = self.shell(step) if "run" in step else self.other(step)
            if code:
                return code
        return 0

    def shell(self, step: dict) -> int:
        """Run a shell step."""
        assert step["shell"] == "bash"
        assert "${{" not in step["run"], "what users give is no part of a script"
        output = self.temporary / "output"
        output.write_text("")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=self.workspace,
            env={
                **os.environ,
                **{name: self.substituted(value) for name, value in step.get("env", {}).items()},
                "RUNNER_TEMP": str(self.temporary),
                "GITHUB_WORKSPACE": str(self.workspace),
                "GITHUB_OUTPUT": str(output),
                "GITHUB_STEP_SUMMARY": str(self.temporary / "summary"),
            },
            capture_output=True,
            text=True,
        )
        self.log += done.stdout + done.stderr
        for line in output.read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition("=")
            self.values[f"steps.{step['id']}.outputs.{name}"] = value
        return done.returncode

    def other(self, step: dict) -> int:
        """Note what another action is asked to do; the one for Python has this Python ready."""
        assert PINNED.fullmatch(step["uses"])
        name = step["uses"].split("@")[0]
        self.uploads[name] = {key: self.substituted(value) for key, value in step["with"].items()}
        if name == "actions/setup-python":
            self.values[f"steps.{step['id']}.outputs.python-path"] = sys.executable
        return 0

    def holds(self, condition: str) -> bool:
        """True if comparisons joined by ``&&`` all hold."""
        parts = [COMPARISON.fullmatch(part) for part in condition.split(" && ")]
        return all((self.value(part[1]) == part[3]) == (part[2] == "==") for part in parts)

    def substituted(self, text: object) -> str:
        return EXPRESSION.sub(lambda found: self.value(found[1]), text if isinstance(text, str) else str(text).lower())

    def value(self, name: str) -> str:
        """A value by its name; GitHub takes what a step has not set for nothing."""
        return self.values.get(name, "") if name.startswith("steps.") else self.values[name]
