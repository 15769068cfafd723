"""``checker inspect``: what the checker sees in a text."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from checker.cli import options as given
from checker.cli.terminal import say, warn
from checker.engine.pipeline import Checker
from checker.errors import InputError, UsageError
from checker.files.writing import current_folder
from checker.project.config import FileSettings
from checker.project.project import Project
from checker.readers import read_file
from checker.readers.formats import is_of_file
from checker.readers.paths import STANDARD_INPUT


def inspect(
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="A sentence or more, or a file that holds them; - for standard input.")
    ],
    target: Annotated[
        str | None,
        typer.Option(
            metavar="LANGUAGE",
            autocompletion=given.target_tags,
            help="Language that the text should be in, such as fr.  [default: that of the settings]",
        ),
    ] = None,
    rules: given.Rules = [],
    word_list: given.WordList = None,
    lang: given.Lang = None,
) -> None:
    """Print how a text is read, and what held back each rule.

    Prints the words with their readings and tree, the issues, and of each rule that came near the clause, the
    confidence or the allowed term that held it back.
    """
    from checker.engine.inspection import inspected  # no other command needs it

    project = Project(FileSettings(target=target), current_folder())
    resources = given.resources(project, rules, lang, word_list)
    warn(resources.warnings)
    file = named_file(text)
    wanted = project.settings(file).target
    if not wanted:
        raise UsageError("the target language is wanted; give --target, or `target` in checker.toml")
    if file or text == STANDARD_INPUT:
        text = read_file(Path(text), wishes=project.wishes(file)).text
    for line in inspected(Checker(wanted, resources=resources), text):
        say(line.rstrip())


def named_file(text: str) -> str | None:
    """The path that an argument is, None if it is a text.

    Raises:
        InputError: it looks like a path, and nothing is there.
    """
    if text == STANDARD_INPUT:
        return None
    if os.path.exists(text):
        return text
    if is_of_file(text) or (os.sep in text and len(text.split()) == 1):
        raise InputError(f"{text}: no such file or folder")
    return None
