"""``checker schema``: the contract of the JSON reports."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

SchemaFormat = StrEnum("SchemaFormat", {name: name for name in ("json", "jsonl")})  # type: ignore[misc]


def schema(
    format: Annotated[SchemaFormat, typer.Option(help="Which report: a whole one, or a line of it.")] = SchemaFormat(
        "json"
    ),
) -> None:
    """Print the JSON Schema of a report."""
    from checker.report.schema import schema as text  # no other command needs it

    sys.stdout.write(text(format))
