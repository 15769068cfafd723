"""The command line: arguments in, exit code out; a module for each command.

Exit codes: 0 nothing at or above ``--fail-on``; 1 issues; 2 usage, input, output or rule error; 130 interrupted, 143
ended.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import Annotated

import typer

from checker import threads
from checker.cli import rules
from checker.cli.apply import apply
from checker.cli.check import ERROR, check
from checker.cli.config import config
from checker.cli.inspect import inspect
from checker.cli.kinds import kinds
from checker.cli.languages import languages
from checker.cli.schema import schema
from checker.cli.terminal import take_streams, tell
from checker.engine.pipeline import Checker
from checker.errors import CheckerError
from checker.files import signals

app = typer.Typer(
    name="checker",
    help="Finds what machine translation left behind in an article, marks it to the character and offers the fix.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(check)
app.command()(apply)
app.command()(config)
app.command()(inspect)
app.command()(kinds)
app.command()(languages)
app.add_typer(rules.app, name="rules")
app.command()(schema)


def show_version(wanted: bool) -> None:
    """Print the versions of the tool and of each pack, if wanted, and stop."""
    if wanted:
        sys.stdout.write(Checker().signature + "\n")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Show the versions and exit.")
    ] = False,
) -> None:
    """Take the options that stand before a command."""


def main() -> None:
    """Run the command line; any error of ours, or of the system, is one line and exit code 2."""
    os.environ.setdefault(threads.SETTING, "1")  # before numpy is imported
    take_streams()
    signals.listen()
    try:
        try:
            app()
        except signals.Stopped:
            with suppress(CheckerError):  # the run has ended already
                sys.stdout.flush()
            raise
        except SystemExit:
            sys.stdout.flush()
            raise
    except (CheckerError, OSError) as error:
        tell(f"error: {error}")
        raise SystemExit(ERROR) from None
