"""Options that several commands have, and what may be chosen."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from checker.model import Severity
from checker.packs.desk import DESK_LANGUAGES
from checker.readers import INPUT_FORMATS
from checker.report import FORMATS

# What may be chosen is found by place, so the choices are made here rather than listed.
InputFormat = StrEnum("InputFormat", {name: name for name in INPUT_FORMATS})  # type: ignore[misc]
ReportFormat = StrEnum("ReportFormat", {name: name for name in FORMATS})  # type: ignore[misc]
Threshold = StrEnum("Threshold", {severity.label: severity.label for severity in Severity})  # type: ignore[misc]
Desk = StrEnum("Desk", {name: name for name in DESK_LANGUAGES})  # type: ignore[misc]

Rules = Annotated[list[Path], typer.Option("--rules", help="A folder with packs of your own, beside the bundled ones.")]
Lang = Annotated[Desk | None, typer.Option("--lang", help="Language of messages.  [default: en]")]


def number_of_jobs(given: str | int) -> int:
    """A number of processes; ``auto`` or 0 for as many as can run at once."""
    if str(given) in ("auto", "0"):
        from checker.engine.workers import processors  # most runs have one process

        return processors()
    if not str(given).isdecimal():
        raise typer.BadParameter("a number or `auto` is wanted")
    return int(given)


Jobs = Annotated[
    int, typer.Option("--jobs", parser=number_of_jobs, metavar="N", help="Check in so many processes; auto: as fits.")
]
