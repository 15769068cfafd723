"""Where the reports of a run go: one to standard output, any number to files, all from one check."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from checker.errors import UsageError, advice
from checker.files.signals import uninterrupted
from checker.files.writing import Replacement, identity, lies_in
from checker.model import Outcome
from checker.readers.ignored import NAME as IGNORED
from checker.report import FORMATS, Context, render
from checker.report.together import Renderer, render_together

STANDARD_OUTPUT = "-"
SETTINGS = ("checker.toml", "pyproject.toml", IGNORED)  # that this run may read in any folder
STEP_SUMMARY = "GITHUB_STEP_SUMMARY"  # the variable by which GitHub names the file
COMMIT = ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_SHA")  # those by which it names what a job has checked out


@dataclass(frozen=True)
class ReportTo:
    """A report of a run and its file, which may be `STANDARD_OUTPUT`."""

    format: str
    path: str

    @property
    def is_folder(self) -> bool:
        """True if it is a page for each document, in a folder."""
        return self.format == "html" and (self.path.endswith(("/", os.sep)) or os.path.isdir(self.path))


def choose_reports(
    shown: str | None,
    outputs: Sequence[str],
    inputs: Sequence[str],
    used: Sequence[str] = (),
    packs: Sequence[str] = (),
    *,
    shown_by: str = "--format",
    written_by: str = "--output",
) -> tuple[ReportTo, ...]:
    """The reports that the options ask for, that to standard output first; it is text by default.

    Args:
        shown: the format of ``--format``, None if it is not given.
        outputs: the values of ``--output``, each ``FORMAT=FILE``; ``-`` for the file is standard output.
        inputs: the arguments of the command, which no report may overwrite.
        used: other files that the run reads, which none may overwrite either.
        packs: folders of one's own packs, in which all may be read.
        shown_by: what gives `shown`, for errors: an option, or the file and name of a setting.
        written_by: what gives `outputs`.

    Raises:
        UsageError: a value is not ``FORMAT=FILE``, or two reports would go to one place, or one to that of a file which
            this run or another reads.
    """
    if shown and shown not in FORMATS:
        raise UsageError(f"{shown_by}: no format is called {shown!r}; {advice(shown, FORMATS)}")
    reports = [read_output(value, written_by) for value in outputs]
    on_screen = [ReportTo(shown, STANDARD_OUTPUT)] if shown else []
    on_screen += [report for report in reports if report.path == STANDARD_OUTPUT]
    if len(on_screen) > 1:
        raise UsageError("standard output takes one report; give the others a file: --output FORMAT=FILE")
    in_files = [report for report in reports if report.path != STANDARD_OUTPUT]
    taken = {identity(path): "is read by this run, no report can take its place" for path in used}
    taken |= {identity(path): "is checked itself, no report can take its place" for path in inputs}
    for report in in_files:
        place = identity(report.path)
        if place in taken:
            raise UsageError(f"{report.path}: {taken[place]}")
        if os.path.basename(os.path.realpath(report.path)).lower() in SETTINGS:
            raise UsageError(f"{report.path}: is a name of settings, no report can take their place")
        if any(lies_in(os.path.realpath(report.path), os.path.realpath(pack)) for pack in packs):
            raise UsageError(f"{report.path}: lies among the rules of this run, no report can take their place")
        taken[place] = "two reports cannot be in one file"
    return (*(on_screen or [ReportTo("text", STANDARD_OUTPUT)]), *in_files)


def read_output(value: str, given_by: str) -> ReportTo:
    """The report that a value of what `given_by` names asks for, ``--output`` or a setting.

    Raises:
        UsageError: it is not ``FORMAT=FILE``, or there is no such format.
    """
    name, sign, path = value.partition("=")
    if not sign and name not in FORMATS:
        raise UsageError(f"{given_by} {value}: FORMAT=FILE is wanted, such as html=report.html")
    if name not in FORMATS:
        raise UsageError(f"{given_by} {value}: no format is called {name!r}; {advice(name, FORMATS)}")
    if not path or "\0" in path:
        raise UsageError(f"{given_by} {value}: a file is wanted, such as {name}=report.{name}")
    report = ReportTo(name, path)
    if path.endswith(("/", os.sep)) and not report.is_folder:
        raise UsageError(f"{given_by} {value}: only html may be a folder")
    return report


def write_reports(
    outcomes: Iterable[Outcome], reports: Sequence[ReportTo], context: Context, screen: Callable[[str], None]
) -> None:
    """Check, and write all reports as the outcomes come.

    Files are opened before the first document is checked, and take their places after the last: if the run
    fails or is interrupted, none does. They look the same whatever terminal the run has. Only the pages in a folder
    take their places one by one, each whole.

    Args:
        outcomes: of the run.
        reports: where each goes.
        context: of the run.
        screen: takes the pieces of the report on standard output.

    Raises:
        UsageError: a report cannot be written.
    """
    in_file = replace(context, color=False, width=Context.width)
    with ExitStack() as files:
        writers: dict[int, Callable[[str], None]] = {}
        renderers: list[Renderer] = []
        for index, report in enumerate(reports):
            if report.is_folder:
                from checker.report.site import render_site  # brings the templates, which no other report needs

                renderers.append(partial(render_site, context=in_file, folder=Path(report.path)))
                continue
            on_screen = report.path == STANDARD_OUTPUT
            writers[index] = screen if on_screen else utf8(files.enter_context(Replacement(report.path)))
            renderers.append(partial(render, report.format, context=context if on_screen else in_file))
        for index, piece in render_together(outcomes, renderers):
            if piece:
                writers[index](piece)
        with uninterrupted():  # all of them take their places, or none does
            files.close()


def utf8(file: Replacement) -> Callable[[str], None]:
    """Return a function that writes text to a file, as standard output does."""
    return lambda text: file.write(text.encode(errors="backslashreplace"))


def step_summary() -> Callable[[str], None] | None:
    """Return a function that adds Markdown to the summary of a GitHub step; None outside GitHub."""
    path = os.environ.get(STEP_SUMMARY)
    if not path:
        return None

    def add(markdown: str) -> None:
        try:
            with open(path, "a", encoding="utf-8", newline="\n") as summary:
                summary.write(markdown)
        except OSError as error:
            raise UsageError(f"{STEP_SUMMARY}: {path}: cannot be written: {error.strerror}") from error

    return add


def files_at_commit() -> str:
    """The address below which GitHub shows the files of the commit that a job checks; empty outside GitHub."""
    server, repository, commit = (os.environ.get(name) for name in COMMIT)
    return f"{server}/{repository}/blob/{commit}" if server and repository and commit else ""
