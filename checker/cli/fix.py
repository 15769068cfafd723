"""``checker fix``: makes the fixes of articles in their files, and nothing else in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from checker.cli import options as given
from checker.cli.account import Account, lines_of, show_diff
from checker.cli.check import silent
from checker.cli.gate import ISSUES, Gate
from checker.cli.terminal import ReaderGoneError, Screen, tell, warn, write_bytes
from checker.engine import log
from checker.engine.resources import Resources
from checker.engine.run import Run
from checker.errors import CheckerError, UsageError
from checker.files.locks import locked
from checker.files.writing import Replacement, current_folder, destination, inside
from checker.model import Document, Failure, Outcome
from checker.packs.desk import desk_words
from checker.project.project import DEFAULT_LANG, Project
from checker.readers import read_inputs
from checker.readers.paths import STANDARD_INPUT
from checker.report.tally import Tally
from checker.report.wording import Noun, Words, words_of
from checker.suppress.baseline import Baseline

if TYPE_CHECKING:
    from checker.engine.fixing import Fixed

STANDARD_OUTPUT = "-"


def fix(
    files: Annotated[list[str], typer.Argument(metavar="FILE", hidden=True)],
    target: given.Target = None,
    select: given.Select = [],
    ignore: given.Ignore = [],
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
    from checker.engine import fixing  # no other command needs it

    if verbose:
        log.show()
    if to and backup:
        raise UsageError("--backup keeps a file that is changed in its place, and --to changes none")
    folder = current_folder()
    notify = silent if quiet else tell
    options = given.settings(target, select, ignore, min_confidence, allow_file, fail_on, no_guess)
    project = Project(options, folder, notify=notify, config=config)
    of_run = project.of_run
    resources = Resources(rules or of_run.rules or (), lang or of_run.lang or DEFAULT_LANG)
    warn(resources.warnings)
    known = baseline or (Path(of_run.baseline) if of_run.baseline else None)
    run = Run(project, resources, baseline=Baseline(known) if known else None)
    run.rehearse(files)
    inputs: Iterable[Document | Failure] = read_inputs(
        files,
        "text",
        notify,
        exclude=given.exclusions(project, exclude, folder),
        force_exclude=force_exclude,
    )
    if to:
        inputs = only_one(inputs)
    reports_to_stderr = diff or (not dry_run and shows_text(files, to))
    account = Account("fixed", None, None if reports_to_stderr else Screen(alone=dry_run))
    delivery = Delivery(account, words_of(resources.lang), fix_words(resources.lang), to, root, backup, diff, dry_run)
    gate = Gate(shown=False, quiet=quiet)
    with account:
        for item in inputs:
            if isinstance(item, Document):
                neutral = bool(project.settings(item.path).select)
                fixed = fixing.fix(item, partial(check_one, run), unsafe=unsafe, neutral=neutral)
                gate.note(fixed if isinstance(fixed, Failure) else delivery.deliver(fixed))
            else:
                gate.note(item)
        gate.judge_guesses()
        if diff or dry_run:
            account.say([delivery.own.nothing_written])
        if gate.tally.documents:
            notify(delivery.summary(gate.tally))
    raise typer.Exit(0 if exit_zero and gate.exit_code == ISSUES else gate.exit_code)


def only_one(inputs: Iterable[Document | Failure]) -> list[Document | Failure]:
    """The input, if it is one.

    Raises:
        UsageError: there are several.
    """
    found = list(islice(inputs, 2))
    if len(found) > 1:
        raise UsageError("--to takes the text of one file, and these are several")
    return found


def shows_text(files: Iterable[str], to: str | None) -> bool:
    """True if a fixed text goes to standard output."""
    return to == STANDARD_OUTPUT if to else STANDARD_INPUT in files


def check_one(run: Run, document: Document) -> Outcome:
    """What a run says of one document."""
    return next(run.outcomes((document,)))


@dataclass(frozen=True)
class FixWords:
    """One language's words on what was fixed.

    Attributes:
        left: the last line, where issues are left; see `Delivery.summary`.
        nothing_left: the last line, where none are.
    """

    fix: Noun
    left: str
    nothing_left: str
    nothing_written: str


def fix_words(lang: str) -> FixWords:
    """The words of a desk language."""
    return desk_words(lang, "fix", FixWords)


@dataclass
class Delivery:
    """Brings fixed texts to where they are wanted, and says so before.

    Attributes:
        to: the file that takes the text, `STANDARD_OUTPUT` for that; None for its own file.
        root: the folder that all files are in; None if those that are named may be anywhere.
        backup: whether a file that is changed is kept beside.
        diff: whether a diff is shown, and nothing written.
        dry_run: whether nothing is written.
        fixes: how many were made so far.
        changed: in how many documents.
    """

    account: Account
    words: Words
    own: FixWords
    to: str | None
    root: Path | None
    backup: bool
    diff: bool
    dry_run: bool
    fixes: int = 0
    changed: int = 0

    def deliver(self, fixed: Fixed) -> Outcome:
        """Bring one text to its place: the report on it there, or the failure if it cannot be brought."""
        try:
            self._deliver(fixed)
        except ReaderGoneError:
            raise
        except CheckerError as error:
            return Failure(fixed.document.name, None, str(error))
        self.fixes += fixed.families.total()
        self.changed += bool(fixed.edits)
        return fixed.report

    def _deliver(self, fixed: Fixed) -> None:
        from checker.files.corrected import Corrected, encoded  # as above

        document = fixed.document
        where = self.to or document.path or STANDARD_OUTPUT
        if not fixed.edits and where == document.path:
            return
        place = where if where == STANDARD_OUTPUT else self._place(where)
        corrected = Corrected(document, fixed.edits, encoded(document, fixed.edits))
        if fixed.edits:
            self.account.say([self.headline(fixed), *(() if self.diff else lines_of(document, fixed.edits))])
        if self.diff:
            show_diff(document, fixed.edits)
        if self.diff or self.dry_run:
            return
        if where == STANDARD_OUTPUT:
            write_bytes(corrected.data)
        else:
            with locked(place, tell):
                if where == document.path:
                    corrected.write(place, backup=self.backup)
                else:
                    with Replacement(place) as file:
                        file.write(corrected.data)
        self.account.done.append(str(document.name))

    def _place(self, path: str) -> str:
        """The file that a path of the command line means.

        Raises:
            UsageError: a link leads out of the folder, or the file lies outside of the root.
        """
        place = destination(path) if self.root is None else inside(path, str(self.root))
        if place is None:
            raise UsageError(f"{path}: is not among the files of {self.root}")
        return place

    def headline(self, fixed: Fixed) -> str:
        """A line on a document: how many fixes are made, and of what."""
        families = ", ".join(f"{number} {family}" for family, number in fixed.families.most_common())
        fixes = self.words.count(fixed.families.total(), self.own.fix)
        return f"{fixed.document.name}{self.words.colon} {fixes} ({families})"

    def summary(self, tally: Tally) -> str:
        """A line on the run: how many fixes were made, and what is left."""
        line = self.own.left if tally.severities.total() else self.own.nothing_left
        return line.format(
            fixes=self.words.count(self.fixes, self.own.fix),
            changed=self.changed,
            documents=self.words.count(tally.documents, self.words.document),
            issues=tally.found(self.words),
        )
