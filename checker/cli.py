"""The command line: arguments in, exit code out.

Exit codes: 0 nothing at or above ``--fail-on``; 1 issues; 2 usage, input or rule error; 130 interrupted.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from checker.allow import read_entries
from checker.config import load
from checker.errors import CheckerError, UsageError
from checker.model import Failure, Outcome, Severity
from checker.pipeline import Checker
from checker.readers import INPUT_FORMATS, read_inputs
from checker.report import FORMATS, Context, render
from checker.report.excerpt import visible
from checker.rules import DESK_LANGUAGES

ISSUES, ERROR, INTERRUPTED = 1, 2, 130

app = typer.Typer(
    name="checker",
    help="Finds what machine translation left behind in an article, marks it to the character and offers the fix.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
rules_app = typer.Typer(help="List, explain and test the rules.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(rules_app, name="rules")

# What may be chosen is found by place, so the choices are made here rather than listed.
InputFormat = StrEnum("InputFormat", {name: name for name in INPUT_FORMATS})  # type: ignore[misc]
ReportFormat = StrEnum("ReportFormat", {name: name for name in FORMATS})  # type: ignore[misc]
SchemaFormat = StrEnum("SchemaFormat", {name: name for name in ("json", "jsonl")})  # type: ignore[misc]
Threshold = StrEnum("Threshold", {severity.label: severity.label for severity in Severity})  # type: ignore[misc]
Desk = StrEnum("Desk", {name: name for name in DESK_LANGUAGES})  # type: ignore[misc]

Rules = Annotated[list[Path], typer.Option("--rules", help="A folder with packs of your own, beside the bundled ones.")]
Lang = Annotated[Desk | None, typer.Option("--lang", help="Language of messages.  [default: en]")]


@app.command()
def check(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files, folders, patterns, or - for standard input.")
    ],
    target: Annotated[
        str | None, typer.Option(help="Language that the texts should be in, such as fr.  [default: guessed]")
    ] = None,
    input_format: Annotated[InputFormat, typer.Option(help="What the input is.")] = InputFormat("text"),
    format: Annotated[ReportFormat, typer.Option(help="What the report is.")] = ReportFormat("text"),
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
    )
    # On a terminal the text report shows failures and warnings in their place, once is enough.
    gate = Gate(threshold, quiet=format == "text" and sys.stdout.isatty())
    outcomes = gate.watch(checker.check(read_inputs(paths, input_format, notify=tell)))
    write(render(format, outcomes, context))
    raise typer.Exit(gate.exit_code)


def write(pieces: Iterable[str]) -> None:
    """Write a report to standard output as its pieces come.

    Raises:
        UsageError: it cannot be written, for a full disk or because nobody reads it any more.
    """
    for piece in pieces:
        try:
            sys.stdout.write(piece)
            sys.stdout.flush()
        except OSError as error:
            # Python would try once more, and complain, when it closes the stream.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise UsageError(f"the report cannot be written: {error.strerror}") from error


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


@app.command()
def languages(rules: Rules = [], lang: Lang = None) -> None:
    """List every target language with its name, its script and what is supported for it."""
    from checker.support import supported  # no other command needs it

    desk = lang or load(Path.cwd()).lang or "en"
    checker = Checker(rules=rules)
    rows = [
        (support.language.tag, support.language.name(desk), ", ".join(support.language.file.scripts), support.features)
        for support in supported(checker.packs, checker.rules)
    ]
    tag, name, script = (max(len(row[column]) for row in rows) for column in range(3))
    for row in rows:
        line = f"{row[0]:{tag}}  {row[1]:{name}}  {row[2]:{script}}  {', '.join(row[3])}"
        sys.stdout.write(f"{line.rstrip()}\n")


@rules_app.command("list")
def list_rules(rules: Rules = []) -> None:
    """List every rule with its severity and category."""
    for rule in Checker(rules=rules).rules:
        sys.stdout.write(f"{rule.id}  {rule.severity.label}  {rule.category}\n")


@rules_app.command("explain")
def explain_rule(name: Annotated[str, typer.Argument(metavar="RULE")], rules: Rules = [], lang: Lang = None) -> None:
    """Say what a rule finds and why, with its examples; a family's name explains each of its rules."""
    desk = lang or load(Path.cwd()).lang or "en"
    for rule in Checker(select=[name], rules=rules).rules:
        examples = [f"  flags   {example.text}" for example in rule.examples.flags]
        examples += [f"  allows  {example.text}  ({example.because})" for example in rule.examples.allows]
        source = [f"Source: {rule.file.source}"] if rule.file.source else []
        head = f"{rule.id}  {rule.severity.label}  {rule.category}"
        sys.stdout.write("\n".join([head, "", rule.explanation(desk), *source, "", *examples, "", ""]))


@rules_app.command("test")
def test_rules(
    path: Annotated[
        Path | None, typer.Argument(help="A folder with packs, or one rule's file.  [default: the bundled packs]")
    ] = None,
) -> None:
    """Run the examples that the rules carry."""
    from checker.examples import rules_at, run  # no other command needs it

    checker, chosen = rules_at(path)
    results = list(run(checker, chosen))
    faults = [result for result in results if result.problem]
    for fault in faults:
        sys.stdout.write(f"{fault.place}: {fault.rule}: {fault.problem}\n")
    sys.stdout.write(f"{len(chosen)} rules, {len(results) - len(faults)} passed, {len(faults)} failed\n")
    raise typer.Exit(ISSUES if faults else 0)


@app.command()
def schema(
    format: Annotated[SchemaFormat, typer.Option(help="Which report: a whole one, or a line of it.")] = SchemaFormat(
        "json"
    ),
) -> None:
    """Print the JSON Schema of a report."""
    from checker.report.schema import schema as text  # no other command needs it

    sys.stdout.write(text(format))


def show_version(wanted: bool) -> None:
    """Print the versions of the tool and of each pack, if wanted, and stop."""
    if wanted:
        sys.stdout.write(Checker().signature + "\n")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Show the versions and exit.")
    ] = False,
) -> None:
    """Take the options that stand before a command."""


def tell(message: str) -> None:
    """Write one line to standard error, escape codes of a file's name made visible."""
    sys.stderr.write(f"{visible(message)}\n")


def main() -> None:
    """Run the command line; any error of ours is one line and exit code 2."""
    # The networks multiply small matrices: more threads only wait for each other. Before numpy is imported.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    for stream in (sys.stdout, sys.stderr):
        utf8: Any = stream
        utf8.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        app()
    except CheckerError as error:
        tell(f"error: {error}")
        raise SystemExit(ERROR) from None
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None


if __name__ == "__main__":
    main()
