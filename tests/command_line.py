"""The command line inside the tests' own process: a second faster than a process of its own.

What the bundled packs are loaded into is shared by all runs; a run with packs of its own loads anew.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unittest.mock import patch

from typer.testing import CliRunner

from checker.cli import app
from checker.engine.resources import Resources
from checker.errors import CheckerError
from checker.morphology.taught import Taught

FAULTY = "Le ministre a dit que the talks had failed and nobody knew what to do next, avant de partir.\n"
CLEAN = "Le ministre est parti avant la fin de la réunion.\n"
DISAGREEING = "Le porte-parole a annoncé toute transfert de fonds vers la capitale.\n"


@dataclass(frozen=True)
class Done:
    """What a command did; `error` is the text of the error that main would print."""

    code: int
    out: str
    err: str

    @property
    def documents(self) -> list[dict]:
        """The lines of a report in JSON Lines."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def found(self) -> list[str]:
        """What the issues of all documents mark, in order."""
        return [issue["text"] for document in self.documents for issue in document.get("issues", ())]

    @property
    def suppressed(self) -> list[tuple[str, str]]:
        """By what each issue that is not reported is suppressed, and why."""
        hidden = (issue for document in self.documents for issue in document.get("suppressed", ()))
        return [(issue["suppressed_by"], issue["reason"]) for issue in hidden]


@cache
def bundled(lang: str) -> Resources:
    """The resources without packs of one's own."""
    return Resources((), lang)


def resources(rules: Sequence[Path | str], lang: str, words: Sequence[Taught]) -> Resources:
    """The resources of a run."""
    return Resources(rules, lang, words) if rules or words else bundled(lang)


def checker(*arguments: object, stdin: str | None = None, env: Mapping[str, str] | None = None) -> Done:
    """Run a command in the current folder."""
    with patch.object(sys.modules["checker.cli.options"], "Resources", resources):
        done = CliRunner(env=env).invoke(app, [str(each) for each in arguments], input=stdin)
    if isinstance(done.exception, CheckerError):
        return Done(2, done.stdout, f"{done.stderr}error: {done.exception}\n")
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Done(done.exit_code, done.stdout, done.stderr)


def check(*arguments: object, stdin: str | None = None) -> Done:
    """Check with a report in JSON Lines."""
    return checker("check", "--format", "jsonl", *arguments, stdin=stdin)


def write(path: Path, content: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8", newline="")
    return path
