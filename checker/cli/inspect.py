"""``checker inspect``: what the checker sees in a text."""

from __future__ import annotations

from typing import Annotated

import typer

from checker.cli.options import Rules
from checker.cli.terminal import say
from checker.engine.pipeline import Checker


def inspect(
    text: Annotated[str, typer.Argument(metavar="TEXT")],
    target: Annotated[str, typer.Option("--target", help="BCP-47 tag of the language that the text should be in.")],
    rules: Rules = [],
) -> None:
    """Print how a text is read, and what held back each rule.

    Prints the words with their readings and tree, the issues, and of each rule that came near the clause, the
    confidence or the allowed term that held it back.
    """
    from checker.engine.inspection import inspected  # no other command needs it

    for line in inspected(Checker(target, rules=rules), text):
        say(line.rstrip())
