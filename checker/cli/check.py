"""``checker check``: reads, checks, reports, and says by its exit code whether a pipeline may go on."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from checker.allow import read_entries
from checker.cli.options import InputFormat, Lang, ReportFormat, Rules, Threshold
from checker.cli.reports import choose_reports, step_summary, write_reports
from checker.cli.terminal import tell
from checker.config import load
from checker.model import Failure, Outcome, Severity
from checker.pipeline import Checker
from checker.readers import read_inputs
from checker.report import Context

ISSUES, ERROR = 1, 2


def check(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files, folders, patterns, or - for standard input.")
    ],
    target: Annotated[
        str | None, typer.Option(help="Language that the texts should be in, such as fr.  [default: guessed]")
    ] = None,
    input_format: Annotated[InputFormat, typer.Option(help="What the input is.")] = InputFormat("text"),
    format: Annotated[
        ReportFormat | None, typer.Option(help="What the report on standard output is.  [default: text]")
    ] = None,
    output: Annotated[
        list[str],
        typer.Option(metavar="FORMAT=FILE", help="Write a report to a file as well; may be repeated."),
    ] = [],
    select: Annotated[list[str], typer.Option(help="Run only this rule or family; may be repeated.")] = [],
    ignore: Annotated[list[str], typer.Option(help="Do not run this rule or family; may be repeated.")] = [],
    min_confidence: Annotated[
        float | None, typer.Option(min=0, max=1, help="Leave out issues below it.  [default: 0]")
    ] = None,
    allow_file: Annotated[
        list[Path],
        typer.Option(help="Terms that may stand in another language: words, phrases, /patterns/, one a line."),
    ] = [],
    fail_on: Annotated[
        Threshold | None, typer.Option(help="Least severity that makes the exit code 1.  [default: major]")
    ] = None,
    rules: Rules = [],
    lang: Lang = None,
) -> None:
    """Check articles and report what is wrong.

    Exit code: 0 nothing at or above --fail-on, 1 issues, 2 usage or input error.
    """
    reports = choose_reports(format, output, paths)
    config = load(Path.cwd())
    threshold = Severity[(fail_on or config.fail_on or "major").upper()]
    desk = lang or config.lang or "en"
    checker = Checker(
        target or config.target,
        select=select or config.select,
        ignore=ignore or config.ignore,
        min_confidence=config.min_confidence or 0.0 if min_confidence is None else min_confidence,
        allow=[*config.allow, *(entry for path in allow_file for entry in read_entries(path))],
        rules=rules or config.rules,
        lang=desk,
    )
    context = Context(
        signature=checker.signature,
        packs=checker.pack_versions,
        lang=desk,
        fail_on=threshold,
        color=sys.stdout.isatty(),
        width=shutil.get_terminal_size((100, 24)).columns,
        explanations={rule.id: rule.explanation(desk) for rule in checker.rules},
        rules=checker.rules,
        root=Path.cwd(),
        summarize=step_summary(),
    )
    # On a terminal the text report shows failures and warnings in their place, once is enough.
    gate = Gate(threshold, quiet=reports[0].format == "text" and sys.stdout.isatty())
    outcomes = gate.watch(checker.check(read_inputs(paths, input_format, notify=tell)))
    write_reports(outcomes, reports, context)
    raise typer.Exit(gate.exit_code)


class Gate:
    """Watches the outcomes pass: tells of failures and warnings on standard error, and keeps the exit code."""

    def __init__(self, threshold: Severity, quiet: bool) -> None:
        self.threshold = threshold
        self.quiet = quiet
        self.exit_code = 0

    def watch(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """The same outcomes, each noted."""
        for outcome in progress(outcomes):
            if isinstance(outcome, Failure):
                self.exit_code = ERROR
                self.tell(f"error: {outcome.message}")
            else:
                for warning in outcome.document.warnings:
                    self.tell(f"warning: {outcome.document.name}: {warning}")
                if any(issue.severity >= self.threshold for issue in outcome.issues):
                    self.exit_code = max(self.exit_code, ISSUES)
            yield outcome

    def tell(self, message: str) -> None:
        """Write one line to standard error, unless the report shows it."""
        if not self.quiet:
            tell(message)


def progress(outcomes: Iterable[Outcome]) -> Iterable[Outcome]:
    """Show how many documents are done, on a terminal, where the report itself goes elsewhere."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        return outcomes
    from rich.console import Console  # only a terminal needs it
    from rich.progress import track

    return track(outcomes, description="checking", console=Console(stderr=True), transient=True)
