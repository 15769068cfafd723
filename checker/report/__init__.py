"""Reports: one module for each format in `formats`, found by its name.

A format is a module with one function, ``render(outcomes, context)``, that yields the report in
pieces of text: at least one, maybe an empty one, for every outcome that it takes, so that several
reports of one run go on side by side. Neutral issues are left out unless the module says
``COMPLETE = True``. Adding a format is adding a module: nothing here lists them.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from checker.errors import UsageError
from checker.model import DocumentReport, Outcome, Severity
from checker.packs.rules import Rule

# Named without importing the package: each format's libraries are loaded when that format is wanted.
FORMATS = tuple(sorted(module.name for module in pkgutil.iter_modules([str(Path(__file__).parent / "formats")])))


class Versions(Protocol):
    """Versions of the tool and the packs; computed on demand, as hashing files takes time."""

    @property
    def signature(self) -> str:
        """Versions of the tool, of the packs that took part and of their models, on one line."""
        ...

    @property
    def packs(self) -> Mapping[str, str]:
        """The version of each pack, by tag."""
        ...


@dataclass(frozen=True)
class Context:
    """Context of a report beside its outcomes: versions, explanations and appearance.

    Attributes:
        versions: of the tool and of the packs.
        lang: the language of the report's own words, one of those of `checker.packs.desk`.
        color: whether a terminal reads the text.
        width: of that terminal, in cells.
        explanations: why a rule exists, by its id, in `lang`; a rule may be missing.
        rules: those that ran, sorted by id.
        root: the folder from which tools for code count paths; None to leave paths as they are.
        quiet: whether people are shown nothing but issues and errors.
        files: the address below which the repository's files are read as they were checked; empty where there is none.
        summarize: takes Markdown for the page of the CI step that runs; None where there is no such page.
    """

    versions: Versions
    lang: str = "en"
    color: bool = False
    width: int = 100
    explanations: Mapping[str, str] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    root: Path | None = None
    files: str = ""
    summarize: Callable[[str], None] | None = None
    quiet: bool = False


class Format(Protocol):
    """The protocol that the module of a report format follows."""

    def render(self, outcomes: Iterable[Outcome], context: Context) -> Iterator[str]:
        """The report in pieces, as the outcomes come where the format allows it.

        A piece, maybe an empty one, follows every outcome that is taken. All are valid UTF-8, whatever the
        documents hold.
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
    complete = getattr(module, "COMPLETE", False)
    return module.render(outcomes if complete else map(without_neutral, outcomes), context)


def without_neutral(outcome: Outcome) -> Outcome:
    """The same outcome without its neutral issues, unless they make its document fail."""
    if not isinstance(outcome, DocumentReport) or outcome.fail_on is Severity.NEUTRAL:
        return outcome
    return replace(outcome, issues=tuple(issue for issue in outcome.issues if issue.severity > Severity.NEUTRAL))
