"""Sets the exit code by the outcomes of the documents, and tells what went wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator

import typer

from checker.cli.guesses import RISK, Guesses
from checker.cli.terminal import spoken, tell
from checker.model import Failure, Outcome
from checker.report import without_neutral
from checker.report.tally import Tally

ISSUES, ERROR = 1, 2


class Gate:
    """Watches the outcomes pass: tells of failures and warnings on standard error, counts, and keeps the exit code.

    Args:
        shown: whether the report on standard output shows failures and warnings to whoever reads standard error.
        quiet: whether nothing but errors is to be told.

    Attributes:
        tally: of what counts in the run so far.
    """

    def __init__(self, *, shown: bool, quiet: bool) -> None:
        self._shown = shown
        self._quiet = quiet
        self._guesses = Guesses()
        self.exit_code = 0
        self.tally = Tally()

    def watch(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """The same outcomes, each noted."""
        for outcome in outcomes if self._quiet else progress(outcomes):
            self.note(outcome)
            yield outcome

    def note(self, outcome: Outcome) -> None:
        """Take in an outcome, and tell what is wrong with it."""
        self.tally.add(without_neutral(outcome))
        if isinstance(outcome, Failure):
            self.exit_code = ERROR
            if not self._shown:
                tell(f"error: {outcome.message}")
            return
        self._guesses.add(outcome.document)
        for warning in outcome.document.warnings if not (self._shown or self._quiet) else ():
            tell(f"warning: {outcome.document.name}{spoken(': ')}{warning}")  # which is in the desk's language
        if outcome.fails:
            self.exit_code = max(self.exit_code, ISSUES)

    def exit(self, *, zero: bool) -> typer.Exit:
        """The exception that ends the command with the exit code; with `zero`, issues alone do not fail it."""
        return typer.Exit(0 if zero and self.exit_code == ISSUES else self.exit_code)

    def judge_guesses(self) -> None:
        """Say what is dangerous about the languages that were guessed; those that look wrong are an error."""
        strangers = self._guesses.strangers()
        for line in strangers:
            self.exit_code = ERROR
            tell(f"error: {line}")
        if self._guesses and not strangers and not self._quiet and not sys.stderr.isatty():
            tell(f"warning: {RISK}")


def meet_in_one_place() -> bool:
    """True if standard output and standard error lead to one place: a terminal, or one log."""
    if sys.stdout.isatty():
        return True
    try:
        return os.path.sameopenfile(sys.stdout.fileno(), sys.stderr.fileno())
    except (OSError, ValueError):  # no files at all, as in a test
        return False


def progress(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Show how many documents are done, on a terminal, where the report itself goes elsewhere."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from outcomes
        return
    from rich.console import Console  # only a terminal needs it
    from rich.progress import Progress

    # What goes to standard output would be shown on the terminal instead, above the bar.
    with Progress(console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        yield from bar.track(outcomes, description="checking")
