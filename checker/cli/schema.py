"""``checker schema``: the contract of the JSON reports."""

from __future__ import annotations

import sys
from typing import Annotated

from checker.cli.options import choice


def schema(
    format: Annotated[
        str, choice("--format", values=("json", "jsonl"), help="Which report: a whole one, or a line of it.")
    ] = "json",
) -> None:
    """Print the JSON Schema of a report."""
    from checker.report.schema import json_schema  # no other command needs it

    sys.stdout.write(json_schema(format))
