"""``checker kinds``: the kinds of check, and the options of one."""

from __future__ import annotations

import inspect
from importlib import import_module
from typing import Annotated

import typer

from checker import checks
from checker.cli.options import Lang, desk_language, settings_if_any
from checker.cli.terminal import say, speak, spoken
from checker.errors import UsageError
from checker.packs.languages import Packs
from checker.packs.rules import load_rules


def kinds(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="Of a kind, to print its options.")] = None,
    lang: Lang = None,
) -> None:
    """List the kinds of check, or one with its options and a rule."""
    speak(desk_language(lang, settings_if_any()))
    if name is None:
        width = max(map(len, checks.KINDS))
        for each in checks.KINDS:
            say(f"{each:{width}}  {spoken(documentation(each).splitlines()[0].partition(': ')[2])}")
        return
    if name not in checks.KINDS:
        raise UsageError(f"no kind is called {name!r}; there are {', '.join(checks.KINDS)}")
    said, _, example = documentation(name).partition("\nExample:\n")
    described = (part.replace("``", "`") for part in (said, *structs(name)))
    for part in (*described, f"Example:\n{inspect.cleandoc(example) or shortest_rule(name)}"):
        for line in part.strip().split("\n"):
            say(line)
        say("")


def documentation(name: str) -> str:
    """The docstring of a kind's module."""
    return inspect.getdoc(import_module(f"{checks.__name__}.{name}")) or ""


def shortest_rule(kind: str) -> str:
    """The file of the shortest bundled rule of a kind."""
    texts = (rule.path.read_text(encoding="utf-8") for rule in load_rules(Packs()) if rule.kind == kind)
    return min(texts, key=len)


def structs(name: str) -> list[str]:
    """The docstrings of a kind's options and of the structs beside them, outermost first."""
    module = import_module(checks.kind_class(name).__module__)
    module = import_module(module.Options.__module__)
    found = [
        each
        for each in vars(module).values()
        if isinstance(each, type) and each.__module__ == module.__name__ and hasattr(each, "__struct_fields__")
    ]
    return [f"{each.__name__}: {inspect.getdoc(each) or ''}" for each in reversed(found)]
