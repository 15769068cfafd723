"""Writes what was found: one module for each format in `formats`, found by place.

A format is a module with one function, ``render(outcomes, context)``, that yields the report in
pieces of text. Adding a format is adding a module: nothing here lists them.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from checker.errors import UsageError
from checker.model import Outcome, Severity

# Named without importing the package: each format's libraries are loaded when that format is wanted.
FORMATS = tuple(sorted(module.name for module in pkgutil.iter_modules([str(Path(__file__).parent / "formats")])))


@dataclass(frozen=True)
class Context:
    """What a report says beside what was found, and how it may look.

    Attributes:
        signature: versions of the tool and of each pack, on one line.
        packs: the version of each pack, by tag.
        lang: the language of the report's own words, ``en`` or ``fr``.
        fail_on: the verdict turns on issues of this severity or worse.
        color: whether a terminal reads the text.
        width: of that terminal, in cells.
        explanations: why a rule exists, by its id, in `lang`; a rule may be missing.
    """

    signature: str
    packs: Mapping[str, int] = field(default_factory=dict)
    lang: str = "en"
    fail_on: Severity = Severity.MAJOR
    color: bool = False
    width: int = 100
    explanations: Mapping[str, str] = field(default_factory=dict)


class Format(Protocol):
    """What a format's module offers."""

    def render(self, outcomes: Iterable[Outcome], context: Context) -> Iterator[str]:
        """The report in pieces, as the outcomes come where the format allows it.

        The pieces of `json` and `jsonl` are always valid UTF-8, whatever the documents hold, and so are
        those of the others.
        """
        ...


def render(name: str, outcomes: Iterable[Outcome], context: Context) -> Iterator[str]:
    """The report in the format of that name, in pieces of text to be written one after the other.

    Raises:
        UsageError: there is no such format.
    """
    if name not in FORMATS:
        raise UsageError(f"no format is called {name!r}; there are {', '.join(FORMATS)}")
    module = cast("Format", import_module(f"{__name__}.formats.{name}"))
    return module.render(outcomes, context)
