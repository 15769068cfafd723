"""``checker check``: reads, checks, reports, and says by its exit code whether a pipeline may go on."""

from __future__ import annotations

import os
import shutil
import sys

from checker.cli import options as given
from checker.cli.gate import Gate, meet_in_one_place
from checker.cli.reports import STANDARD_OUTPUT, choose_reports, files_at_commit, step_summary, write_reports
from checker.cli.terminal import Screen, tell, warn
from checker.engine import log
from checker.engine.cache import cache_of_user
from checker.engine.run import Run
from checker.errors import UsageError
from checker.files.locks import locked
from checker.files.signals import Stopped
from checker.files.writing import current_folder
from checker.packs.rules import Explanations
from checker.project.project import Project
from checker.readers import read_inputs
from checker.report import Context
from checker.report.statistics import statistics as figures
from checker.report.wording import wording_of
from checker.suppress.baseline import Baseline
from checker.suppress.changes import Changes


def check(
    paths: given.Paths = None,
    target: given.Target = None,
    input_format: given.Input = None,
    stdin_filename: given.StdinName = "",
    format: given.Shown = None,
    output: given.Output = [],
    select: given.Select = [],
    ignore: given.Ignore = [],
    style: given.Style = None,
    min_confidence: given.MinConfidence = None,
    allow_file: given.AllowFile = [],
    word_list: given.WordList = None,
    fail_on: given.FailOn = None,
    rules: given.Rules = [],
    lang: given.Lang = None,
    baseline: given.KnownIssues = None,
    update_baseline: given.UpdateBaseline = False,
    since: given.Since = None,
    exclude: given.Exclude = [],
    config: given.ConfigPath = None,
    no_guess: given.NoGuess = False,
    exit_zero: given.ExitZero = False,
    force_exclude: given.ForceExclude = False,
    follow_links: given.FollowLinks = False,
    statistics: given.Statistics = False,
    quiet: given.Quiet = False,
    jobs: given.Jobs = None,
    no_cache: given.NoCache = False,
    verbose: given.Verbose = False,
) -> None:
    """Check articles and report what is wrong.

    PATH is a file, a folder, a pattern such as 'news/*.txt', or - for standard input; any number of them.

    Exit code: 0 nothing at or above --fail-on, 1 issues, 2 usage or input error.
    """
    if verbose:
        log.show()
    folder = current_folder()
    notify = silent if quiet else tell
    options = given.settings(target, select, ignore, min_confidence, allow_file, fail_on, no_guess, style)
    project = Project(options, folder, notify=notify, config=config)
    of_run = project.of_run
    paths = paths or list(of_run.paths or ())
    if not paths:
        raise UsageError("a PATH is wanted: a file, a folder, a pattern, or - for standard input")
    baseline = given.known_issues(project, baseline)
    resources = given.resources(project, rules, lang, word_list)
    used = [
        str(path)
        for path in (*allow_file, given.word_list_of(project, word_list), baseline, config, project.file)
        if path
    ]
    packs = [*map(str, resources.own_packs)]
    reports = choose_reports(
        format or of_run.format,
        output or of_run.output or (),
        paths,
        used,
        packs,
        shown_by="--format" if format else project.place_of("format"),
        written_by="--output" if output else f"{project.place_of('output')}:",
    )
    warn(resources.warnings)
    if update_baseline and not baseline:
        raise UsageError("--update-baseline wants --baseline FILE")
    known = Baseline(baseline, updating=update_baseline) if baseline else None
    run = Run(
        project,
        resources,
        jobs or given.number_of_jobs(of_run.jobs or 1),
        known,
        Changes(since) if since is not None else None,
        None if no_cache else cache_of_user(resources),
    )
    run.rehearse(paths)
    context = Context(
        resources.versions(target, project.settings(None).style),
        lang=resources.lang,
        color=sys.stdout.isatty() or bool(os.environ.get("FORCE_COLOR")),
        width=shutil.get_terminal_size((100, 24)).columns,
        explanations=Explanations(resources.rules, resources.lang),
        rules=resources.rules,
        root=folder,
        files=files_at_commit(),
        summarize=step_summary(),
        quiet=quiet,
    )
    as_text = reports[0].format == "text"
    gate = Gate(shown=as_text and meet_in_one_place(), quiet=quiet)
    written = [report.path for report in reports if report.path != STANDARD_OUTPUT and not report.is_folder]
    inputs = read_inputs(
        paths,
        input_format,
        notify,
        stdin_name=stdin_filename,
        exclude=given.exclusions(project, exclude, folder),
        force_exclude=force_exclude,
        follow_links=follow_links,
        reports=written,
        wishes=project.wishes,
    )
    screen = Screen(alone=len(reports) == 1 and not update_baseline and not context.summarize)
    pages = " and ".join(report.path for report in reports if report.is_folder)
    done = f"of the files, only pages in {pages} were written" if pages else "no file was written"
    try:
        write_reports(gate.watch(run.outcomes(inputs)), reports, context, screen.write)
        if statistics:
            (screen.write if as_text else sys.stderr.write)(figures(gate.tally, wording_of(resources.lang)))
        gate.judge_guesses()
        done = "the reports were written, no baseline was"
        if known:
            if update_baseline:
                with locked(str(baseline), tell):
                    known.finish()
                    done = "all files were written"
            if known.summary:
                notify(known.summary)
    except Stopped:
        number = gate.tally.outcomes
        stopped = "stopped after 1 document" if number == 1 else f"stopped after {number} documents"
        tell(f"{stopped}; {done}")
        raise
    if screen.refused:
        raise screen.refused
    raise gate.exit(zero=exit_zero)


def silent(line: str) -> None:
    """Drop a message; for ``--quiet``."""
