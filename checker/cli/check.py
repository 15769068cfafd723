"""``checker check``: reads, checks, reports, and says by its exit code whether a pipeline may go on."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from checker.cli.options import InputFormat, Jobs, Lang, ReportFormat, Rules, Threshold
from checker.cli.reports import STANDARD_OUTPUT, choose_reports, step_summary, write_reports
from checker.cli.terminal import Screen, tell
from checker.engine.resources import Resources
from checker.engine.run import Run
from checker.errors import UsageError
from checker.files.locks import locked
from checker.files.signals import Stopped
from checker.files.writing import current_folder
from checker.model import Failure, Outcome
from checker.packs.rules import Explanations
from checker.project.config import FileSettings
from checker.project.project import DEFAULT_LANG, Project
from checker.readers import read_inputs
from checker.report import Context
from checker.suppress.allow import read_entries
from checker.suppress.baseline import Baseline
from checker.suppress.changes import Changes

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
        typer.Option(
            metavar="FORMAT=FILE", help="Write a report to a file as well, or html to a FOLDER/; may be repeated."
        ),
    ] = [],
    select: Annotated[list[str], typer.Option(help="Run only this rule or family; may be repeated.")] = [],
    ignore: Annotated[list[str], typer.Option(help="Do not run this rule or family; may be repeated.")] = [],
    min_confidence: Annotated[
        float | None,
        typer.Option(min=0, max=1, help="Leave out issues below it; lower than by default shows more of agreement."),
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
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Known issues, which do not count; see --update-baseline.")
    ] = None,
    update_baseline: Annotated[
        bool, typer.Option("--update-baseline", help="Write the issues of this run to the baseline.")
    ] = False,
    since: Annotated[
        str | None, typer.Option(metavar="REF", help="Only issues on lines that have changed since this git revision.")
    ] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 even if there are issues.")] = False,
    force_exclude: Annotated[
        bool, typer.Option("--force-exclude", help="Let .checkerignore leave out even files that are named here.")
    ] = False,
    follow_links: Annotated[
        bool, typer.Option("--follow-links", help="Follow links in folders even where they lead out of them.")
    ] = False,
    jobs: Jobs = 1,
) -> None:
    """Check articles and report what is wrong.

    Exit code: 0 nothing at or above --fail-on, 1 issues, 2 usage or input error.
    """
    folder = current_folder()
    reports = choose_reports(format, output, paths, [str(path) for path in (*allow_file, baseline) if path])
    options = FileSettings(
        target=target,
        select=tuple(select) or None,
        ignore=tuple(ignore) or None,
        min_confidence=min_confidence,
        allow=tuple(entry for path in allow_file for entry in read_entries(path)),
        fail_on=fail_on,
    )
    project = Project(options, folder, notify=tell)
    resources = Resources(rules or project.of_run.rules, lang or project.of_run.lang or DEFAULT_LANG)
    if update_baseline and not baseline:
        raise UsageError("--update-baseline wants --baseline FILE")
    known = Baseline(baseline, updating=update_baseline) if baseline else None
    run = Run(project, resources, jobs, known, Changes(since) if since is not None else None)
    run.rehearse(paths)
    context = Context(
        signature=resources.signature,
        packs=resources.pack_versions,
        lang=resources.lang,
        color=sys.stdout.isatty(),
        width=shutil.get_terminal_size((100, 24)).columns,
        explanations=Explanations(resources.rules, resources.lang),
        rules=resources.rules,
        root=folder,
        summarize=step_summary(),
    )
    # On a terminal the text report shows failures and warnings in their place, once is enough.
    gate = Gate(quiet=reports[0].format == "text" and sys.stdout.isatty())
    written = [report.path for report in reports if report.path != STANDARD_OUTPUT and not report.is_folder]
    inputs = read_inputs(
        paths, input_format, tell, force_exclude=force_exclude, follow_links=follow_links, reports=written
    )
    screen = Screen(alone=len(reports) == 1 and not update_baseline and not context.summarize)
    pages = " and ".join(report.path for report in reports if report.is_folder)
    done = f"of the files, only pages in {pages} were written" if pages else "no file was written"
    try:
        write_reports(gate.watch(run.outcomes(inputs)), reports, context, screen.write)
        done = "the reports were written, no baseline was"
        if known:
            if update_baseline:
                with locked(str(baseline), tell):
                    known.finish()
                    done = "all files were written"
            if known.summary:
                tell(known.summary)
    except Stopped:
        tell(f"stopped after {gate.documents} documents; {done}")
        raise
    if screen.refused:
        raise screen.refused
    raise typer.Exit(0 if exit_zero and gate.exit_code == ISSUES else gate.exit_code)


class Gate:
    """Watches the outcomes pass: tells of failures and warnings on standard error, counts, and keeps the exit code."""

    def __init__(self, quiet: bool) -> None:
        self.quiet = quiet
        self.exit_code = 0
        self.documents = 0

    def watch(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """The same outcomes, each noted."""
        for outcome in progress(outcomes):
            self.documents += 1
            if isinstance(outcome, Failure):
                self.exit_code = ERROR
                self.tell(f"error: {outcome.message}")
            else:
                for warning in outcome.document.warnings:
                    self.tell(f"warning: {outcome.document.name}: {warning}")
                if outcome.fails:
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
