"""``checker config``: which settings are in force, and where they come from."""

from __future__ import annotations

import os
from typing import Annotated

import msgspec
import typer

from checker.cli.terminal import say, tell
from checker.errors import UsageError
from checker.files.writing import current_folder
from checker.project.config import FileSettings, display_path
from checker.project.project import Project


def config(
    path: Annotated[str | None, typer.Argument(metavar="PATH", hidden=True)] = None,
) -> None:
    """Show the settings in force for a path, and their source.

    PATH is a file, or a folder for what it holds; the current folder if it is not given.
    """
    if path is not None and not os.path.lexists(path):
        raise UsageError(f"{path}: no such file or folder")
    project = Project(FileSettings(), current_folder(), notify=tell)
    file = os.path.join(path, "*") if path is not None and os.path.isdir(path) else path
    settings = {**project.in_force(file), **project.in_force_for_run()}
    rows = [(name.replace("_", "-"), text_of(each.value), " + ".join(each.places)) for name, each in settings.items()]
    name, value = (max(len(row[column]) for row in rows) for column in range(2))
    for row in rows:
        say(f"{row[0]:{name}}  {row[1]:{value}}  {row[2]}")


def text_of(value: object) -> str:
    """A value as it would stand in TOML; ``-`` for none."""
    return "-" if value is None else msgspec.json.encode(value, enc_hook=lambda path: display_path(path)).decode()
