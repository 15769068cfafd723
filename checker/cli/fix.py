"""``checker fix``: makes the fixes of articles in their files, and nothing else in them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from checker.cli import options as given
from checker.cli.account import Account
from checker.cli.check import silent
from checker.cli.gate import Gate
from checker.cli.reports import STANDARD_OUTPUT
from checker.cli.terminal import Screen, tell, warn
from checker.engine import log
from checker.engine.run import Run
from checker.errors import CheckerError, UsageError
from checker.files.writing import current_folder
from checker.model import Document, Failure, Outcome
from checker.project.project import Project
from checker.readers import read_inputs
from checker.readers.paths import STANDARD_INPUT
from checker.suppress.baseline import Baseline

if TYPE_CHECKING:
    from checker.engine.fixing import Fixed


def fix(
    files: Annotated[list[str], typer.Argument(metavar="FILE", hidden=True)],
    target: given.Target = None,
    input_format: given.Input = None,
    stdin_filename: given.StdinName = "",
    select: given.Select = [],
    ignore: given.Ignore = [],
    style: given.Style = None,
    min_confidence: given.MinConfidence = None,
    unsafe: Annotated[
        bool, typer.Option("--unsafe", help="Make the fixes, too, that somebody should look at.")
    ] = False,
    diff: given.Diff = False,
    dry_run: given.DryRun = False,
    to: Annotated[
        str | None, typer.Option("--to", metavar="FILE", help="Write the text to this file instead; - shows it.")
    ] = None,
    backup: given.Backup = False,
    root: Annotated[
        Path | None, typer.Option("--root", metavar="FOLDER", help="Change only files below this folder.")
    ] = None,
    allow_file: given.AllowFile = [],
    word_list: given.WordList = None,
    fail_on: given.FailOn = None,
    rules: given.Rules = [],
    lang: given.Lang = None,
    baseline: given.KnownIssues = None,
    exclude: given.Exclude = [],
    config: given.ConfigPath = None,
    no_guess: given.NoGuess = False,
    exit_zero: given.ExitZero = False,
    force_exclude: given.ForceExclude = False,
    quiet: given.Quiet = False,
    verbose: given.Verbose = False,
) -> None:
    """Make the safe fixes in articles, and change nothing else.

    FILE is a file, a folder, a pattern such as 'news/*.txt', or - for standard input, whose fixed text goes to standard
    output; any number of them. A file is checked again until nothing is left to be fixed, and written as a whole. What
    was allowed or is known is left alone; the wording of a quotation, too, but for --unsafe.

    Exit code: 0 nothing at or above --fail-on is left, 1 issues are left, 2 usage or input error.
    """
    from checker.cli.delivery import Delivery  # no other command needs it
    from checker.engine import fixing

    if verbose:
        log.show()
    if to is not None and backup:
        raise UsageError("--backup keeps a file that is changed in its place, and --to changes none")
    folder = current_folder()
    notify = silent if quiet else tell
    options = given.settings(target, select, ignore, min_confidence, allow_file, fail_on, no_guess, style)
    project = Project(options, folder, notify=notify, config=config)
    resources = given.resources(project, rules, lang, word_list)
    warn(resources.warnings)
    known = given.known_issues(project, baseline)
    run = Run(project, resources, baseline=Baseline(known) if known else None)
    run.rehearse(files)
    inputs: Iterable[Document | Failure] = read_inputs(
        files,
        input_format,
        notify,
        stdin_name=stdin_filename,
        with_files=True,
        exclude=given.exclusions(project, exclude, folder),
        force_exclude=force_exclude,
    )
    if to is not None:
        inputs = only_one(inputs)
    writes = not (diff or dry_run)
    shows_text = writes and (STANDARD_INPUT in files if to is None else to == STANDARD_OUTPUT)
    account = Account("fixed", None, None if diff or shows_text else Screen(alone=not writes))
    delivery = Delivery(account, resources.lang, to=to, root=root, backup=backup, diff=diff, writes=writes)
    gate = Gate(shown=False, quiet=quiet)

    def fixed(item: Document | Failure) -> Fixed | Failure:
        if isinstance(item, Failure):
            return item
        return fixing.fix_document(item, partial(check_one, run), unsafe=unsafe, neutral=names_rules(run, item))

    with account:
        for item in inputs:
            gate.note(delivery.deliver(fixed(item)))
        gate.judge_guesses()
        if not writes:
            account.say([delivery.own.nothing_written])
        if gate.tally.documents:
            notify(delivery.summary(gate.tally))
    raise gate.exit(zero=exit_zero)


def only_one(inputs: Iterable[Document | Failure]) -> list[Document | Failure]:
    """The input, if it is one.

    Raises:
        UsageError: there are several.
    """
    found = list(islice(inputs, 2))
    if len(found) > 1:
        raise UsageError("--to takes the text of one file, and these are several")
    return found


def check_one(run: Run, document: Document) -> Outcome:
    """What a run says of one document."""
    return next(run.outcomes((document,)))


def names_rules(run: Run, document: Document) -> bool:
    """True if the settings for a document name the rules that are looked for."""
    try:
        return bool(run.project.settings(document.path).select)
    except CheckerError:  # which is why the document cannot be checked either
        return False
