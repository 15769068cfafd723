"""``checker apply``: writes what an editor decided in the report."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from checker.cli import options as given
from checker.cli.account import Account, cut, lines_of, show_diff
from checker.cli.decided import counted, decided, unkept
from checker.cli.gate import ERROR
from checker.cli.terminal import Screen, speak, spoken, tell
from checker.errors import CheckerError, UsageError
from checker.files.locks import locked
from checker.files.signals import interruptible, uninterrupted
from checker.files.writing import Replacement, current_folder, identity
from checker.project.config import FileSettings
from checker.project.project import Project
from checker.suppress.baseline import Baseline

if TYPE_CHECKING:
    from checker.decisions import DecidedDocument, Decision, Decisions
    from checker.decisions.corrections import Correction
    from checker.decisions.merging import Conflict
    from checker.readers.wishes import WishesOf

NO_WORD_LIST = "what is taught is not kept: --word-list FILE, or word-list in checker.toml, says where"
MISSED = "is not made: the file has changed, and these words stand nowhere as they stood, or in several places"
MOST_NAMED = 5  # files that are to be checked again


def apply(
    decisions: Annotated[list[Path], typer.Argument(metavar="DECISIONS...", hidden=True)],
    allow_file: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Add the terms that are to be allowed to this file, in their order."),
    ] = None,
    word_list: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Add the names and nouns that are taught.  [default: that of the settings]"),
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Make known what was rejected or ignored, for check --baseline FILE."),
    ] = None,
    root: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Change only files below this folder.  [default: the current folder]"),
    ] = None,
    config: given.ConfigPath = None,
    lang: given.Lang = None,
    backup: given.Backup = False,
    dry_run: given.DryRun = False,
    diff: given.Diff = False,
) -> None:
    """Apply the decisions of a report to its articles.

    DECISIONS is the decisions.json that the report exported, or those of several editors; they are applied in the
    folder where the report was made. In a file that has changed since, a correction is made where its words still stand
    as they stood, if that is one place; the others are listed, and nothing is guessed. What several editors decided
    differently is listed too, and left open; what no option keeps is counted. A file outside the folder is left alone.
    Nothing is changed if the file of an option cannot be written. Exit code: 0 all is applied, 2 something is not.
    """
    from checker.decisions import corrections, learning, load_decisions, merging  # no other command needs them

    folder = current_folder()
    project = Project(FileSettings(), folder, config=config)
    speak(given.desk_language(lang, project.of_run))
    word_list = given.word_list_of(project, word_list)
    root = root or folder
    keep_apart(decisions, allow_file, word_list, baseline)
    merged, conflicts = merging.merge({str(path): load_decisions(path) for path in decisions})
    dry_run = dry_run or diff
    account = Account("applied to", len(merged.documents), None if diff else Screen(alone=dry_run))
    run = Run(account, project.wishes, dry_run=dry_run, diff=diff, backup=backup)
    for conflict in conflicts:
        run.refuse(describe_conflict(conflict))
    with account, uninterrupted(), ExitStack() as held:
        if baseline and not dry_run:
            held.enter_context(locked(str(baseline), tell))
        known = Baseline(baseline, updating=True) if baseline else None
        if baseline:
            Replacement(str(baseline)).rehearse()
        allowed, lessons = learning.allowed_terms(merged), learning.taught_words(merged)
        added = run.add(allow_file, allowed, learning.add_terms)
        if lessons and not word_list:
            run.refuse(NO_WORD_LIST)
        learned = run.add(word_list, lessons, learning.add_taught)
        kept = {identity(str(path)) for path in (*decisions, allow_file, word_list, baseline) if path}
        for documents in corrections.by_file(merged.documents, root, len(decisions)):
            with interruptible():  # between two of them, and while what is said is read or a file is waited for
                pass
            run.apply(documents, root, kept, known)
        if allow_file and allowed:
            account.say([f"{allow_file}{spoken(': ')}{', '.join(added) or spoken('nothing new')}"])
        if word_list and lessons:
            account.say([f"{word_list}{spoken(': ')}{'; '.join(learned) or spoken('nothing new')}"])
        if known:
            if not dry_run:
                known.finish()
                account.changed.append(str(baseline))
            account.say([spoken(str(known.summary))])
        run.say_unkept(merged, has_terms=bool(allow_file), has_baseline=bool(baseline))
        if dry_run:
            account.say([spoken("nothing was written")])
    if run.corrected:
        tell(check_again(run.corrected))
    raise typer.Exit(ERROR if run.refused else 0)


class Run:
    """One run of the command.

    Attributes:
        refused: whether something of what was decided is not done.
        corrected: the names of the files that are changed.
    """

    def __init__(self, account: Account, wishes: WishesOf, *, dry_run: bool, diff: bool, backup: bool) -> None:
        self.refused = False
        self.corrected: list[str] = []
        self._account = account
        self._wishes = wishes
        self._dry_run = dry_run
        self._diff = diff
        self._backup = backup

    def refuse(self, reason: object) -> None:
        """Say what is not done, and why."""
        self.refused = True
        tell(f"error: {reason}")

    def add(
        self, path: Path | None, entries: tuple[str, ...], add: Callable[[Path, tuple[str, ...]], tuple[str, ...]]
    ) -> tuple[str, ...]:
        """Add entries to a file, where there is one and they are to be written; returns those that are new.

        Raises:
            UsageError: the file cannot be read or written, or an entry cannot stand in it.
        """
        if not path or not entries or self._dry_run:
            return entries
        with locked(str(path), tell):
            new = add(path, entries)
            self._account.changed.append(str(path))
        return new

    def say_unkept(self, decisions: Decisions, *, has_terms: bool, has_baseline: bool) -> None:
        """Say what of the decisions no option keeps; see `unkept`."""
        numbers: Counter[str] = Counter(
            each.decision for document in decisions.documents for each in document.decisions
        )
        if lines := tuple(unkept(numbers, has_terms=has_terms, has_baseline=has_baseline)):
            self._account.say(lines)

    def apply(
        self,
        documents: Sequence[DecidedDocument],
        root: Path,
        kept: Container[tuple[int, int] | str],
        known: Baseline | None,
    ) -> None:
        """Do what was decided on one file, see `correct`, and make known in a baseline what stays in it."""
        from checker.decisions.learning import fold

        name = documents[0].id
        try:
            correction = self.correct(documents, root, kept)
        except CheckerError as error:
            self.refuse(error)
            for other in documents[1:]:
                self.refuse(f"{other.id}: is the same file as {name}")
            return
        missed = correction.missed if correction else ()
        for edit in missed:
            self.refuse(f"{name}: {cut(edit.replaced)} → {cut(edit.replacement) or '∅'} {MISSED}")
        if known:
            again = correction is not None and correction.applied
            for document in documents:
                fold(document, known, again=again, missed=missed)

    def correct(
        self, documents: Sequence[DecidedDocument], root: Path, kept: Container[tuple[int, int] | str]
    ) -> Correction | None:
        """Make the corrections of one file.

        Args:
            documents: what was decided on it, under each of its names.
            root: the folder that it has to lie below.
            kept: the identities of files that stay as they are.

        Raises:
            CheckerError: it cannot be made; the file is as it was.
        """
        from checker.decisions.corrections import correct, file_of

        document, *others = documents
        with ExitStack() as holding:
            file = file_of(document, root)
            if file and identity(file) in kept:
                raise UsageError(f"{document.id}: is read or written by this run for another reason")
            if file and not self._dry_run:
                holding.enter_context(locked(file, tell))
            correction = correct(document, root, others, self._wishes(file))
            self._account.say(describe_document(document, correction))
            for other in others:
                self._account.say(describe_document(other, correction and replace(correction, applied=True)))
            if correction and not correction.applied:
                if self._diff:
                    show_diff(correction.document, correction.edits)
                if correction.edits and not self._dry_run:
                    correction.write(correction.place, backup=self._backup)
                    self.corrected.append(str(document.id))
            self._account.done += (str(each.id) for each in documents)
        return correction


def keep_apart(decisions: Iterable[Path], *written: Path | None) -> None:
    """Let no file of an option take the place of decisions, nor of that of another option.

    Raises:
        UsageError: two are one file.
    """
    taken = {identity(str(path)) for path in decisions}
    for path in filter(None, written):
        if identity(str(path)) in taken:
            raise UsageError(f"{path}: is read or written by this run for another reason, nothing can take its place")
        taken.add(identity(str(path)))


def check_again(corrected: Sequence[str]) -> str:
    """What is to be done after corrections: one may ask for another, as of the adjective beside a noun."""
    if len(corrected) > MOST_NAMED:
        return f"check the {len(corrected)} files again: a correction may ask for another"
    return f"check again, as a correction may ask for another: checker check {shlex.join(corrected)}"


def describe_document(document: DecidedDocument, correction: Correction | None) -> Iterator[str]:
    """The lines on one document: how often each was decided, and each edit that was still to be made."""
    numbers = counted(Counter(decision.decision for decision in document.decisions))
    again = spoken("; already applied") if correction and correction.applied else ""
    yield f"{document.id}{spoken(': ')}{numbers}{again}"
    if correction and not correction.applied:
        yield from lines_of(correction.document, correction.edits)
    for decision in document.decisions:
        if decision.note:
            about = spoken(f"note on {cut(' '.join(decision.text.split()))}")
            yield f"  {about}{spoken(': ')}{' '.join(decision.note.split())}"


def describe_conflict(conflict: Conflict) -> str:
    """An issue that editors decided differently, on a line."""
    ways = ", ".join(f"{file} {describe_decision(each)}" for file, each in conflict.decisions.items())
    text = next(iter(conflict.decisions.values())).text
    place = next((each.place for each in conflict.decisions.values() if each.place), "")
    where = f"{conflict.document}{':' if place[:1].isdigit() else ' '}{place}" if place else conflict.document
    return f"{where}: {cut(' '.join(text.split()))} is left open, as it was decided differently: {ways}"


def describe_decision(decision: Decision) -> str:
    """A decision in a word, with what it wants."""
    wanted = " … ".join(cut(edit.replacement) or "∅" for edit in decision.edits)
    return f"{decided(decision.decision)}{f' → {wanted}' if wanted else ''}"
