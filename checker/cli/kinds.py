"""``checker kinds``: the kinds of check, and the options of one."""

from __future__ import annotations

import inspect
from importlib import import_module
from typing import Annotated

import typer

from checker import checks
from checker.cli.terminal import say
from checker.errors import UsageError


def kinds(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="Of a kind, to print its options.")] = None,
) -> None:
    """List the kinds of check, or print the options of one.

    With an example where its module has one.
    """
    if name is None:
        for each in checks.KINDS:
            say(f"{each}  {documentation(each).splitlines()[0]}")
        return
    if name not in checks.KINDS:
        raise UsageError(f"no kind is called {name!r}; there are {', '.join(checks.KINDS)}")
    said, _, example = documentation(name).partition("\nExample:\n")
    for part in (said, *structs(name), *(["Example:", inspect.cleandoc(example)] if example else [])):
        for line in part.strip().split("\n"):
            say(line)
        say("")


def documentation(name: str) -> str:
    """The docstring of a kind's module."""
    return inspect.getdoc(import_module(f"{checks.__name__}.{name}")) or ""


def structs(name: str) -> list[str]:
    """The docstrings of a kind's options and of the structs beside them, outermost first."""
    options = import_module(f"{checks.__name__}.{name}").Options
    module = import_module(options.__module__)
    found = [
        each
        for each in vars(module).values()
        if isinstance(each, type) and each.__module__ == module.__name__ and hasattr(each, "__struct_fields__")
    ]
    return [f"{each.__name__}: {inspect.getdoc(each) or ''}" for each in reversed(found)]
