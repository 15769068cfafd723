"""``checker inspect``: what the checker sees in a text."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from checker.cli.options import Rules
from checker.cli.terminal import say
from checker.engine.pipeline import Checker
from checker.readers import read_file


def inspect(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A sentence or more, or a file that holds them.")],
    target: Annotated[
        str, typer.Option("--target", metavar="LANGUAGE", help="Language that the text should be in, such as fr.")
    ],
    rules: Rules = [],
) -> None:
    """Print how a text is read, and what held back each rule.

    Prints the words with their readings and tree, the issues, and of each rule that came near the clause, the
    confidence or the allowed term that held it back.
    """
    from checker.engine.inspection import inspected  # no other command needs it

    if os.path.isfile(text):
        text = read_file(Path(text)).text
    for line in inspected(Checker(target, rules=rules), text):
        say(line.rstrip())
