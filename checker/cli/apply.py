"""``checker apply``: writes what an editor decided in the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from checker.cli import options as given
from checker.cli.account import Account, clip, lines_of, show_diff
from checker.cli.gate import ERROR
from checker.cli.terminal import Screen, tell
from checker.errors import CheckerError
from checker.files.locks import locked
from checker.files.signals import interruptible, uninterrupted
from checker.files.writing import Replacement, current_folder
from checker.suppress.baseline import Baseline

if TYPE_CHECKING:
    from checker.decisions import DecidedDocument, Decision
    from checker.decisions.corrections import Correction
    from checker.decisions.merging import Conflict

MISSED = "is not made: the file has changed, and these words stand nowhere as they stood, or in several places"


def apply(
    decisions: Annotated[list[Path], typer.Argument(metavar="DECISIONS", hidden=True)],
    allow_file: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Add the terms that are to be allowed to this file, in their order."),
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Make known what was rejected or ignored, for check --baseline FILE."),
    ] = None,
    root: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Change only files below this folder.  [default: the current folder]"),
    ] = None,
    backup: given.Backup = False,
    dry_run: given.DryRun = False,
    diff: given.Diff = False,
) -> None:
    """Apply the decisions of a report to its articles.

    DECISIONS is the decisions.json that the report exported, or those of several editors; they are applied in the
    folder where the report was made. In a file that has changed since, a correction is made where its words still stand
    as they stood, if that is one place; the others are listed, and nothing is guessed. What several editors decided
    differently is listed too, and left open. A file outside the folder is left alone. Nothing is changed if the file of
    an option cannot be written. Exit code: 0 all is applied, 2 something is not.
    """
    from checker.decisions import corrections, learning, load, merging  # no other command needs them

    root = root or current_folder()
    decided, conflicts = merging.merge({str(path): load(path) for path in decisions})
    dry_run = dry_run or diff
    account = Account("applied to", len(decided.documents), None if diff else Screen(alone=dry_run))
    exit_code = ERROR if conflicts else 0
    for conflict in conflicts:
        tell(f"error: {describe_conflict(conflict)}")
    with account, uninterrupted(), ExitStack() as held:
        if baseline and not dry_run:
            held.enter_context(locked(str(baseline), tell))
        known = Baseline(baseline, updating=True) if baseline else None
        if baseline:
            Replacement(str(baseline)).rehearse()
        allowed = added = learning.allowed_terms(decided)
        if allow_file and allowed and not dry_run:
            with locked(str(allow_file), tell):
                added = learning.add_terms(allow_file, allowed)
                account.changed.append(str(allow_file))
        for document in decided.documents:
            with interruptible():  # between two of them, and while what is said is read or a file is waited for
                pass
            try:
                with ExitStack() as holding:
                    if (file := corrections.file_of(document, root)) and not dry_run:
                        holding.enter_context(locked(file, tell))
                    correction = corrections.correct(document, root)
                    account.say(describe(document, correction))
                    if correction and diff and not correction.applied:
                        show_diff(correction.document, correction.edits)
                    if correction and correction.edits and not correction.applied and not dry_run:
                        correction.write(correction.place, backup=backup)
                    account.done.append(str(document.id))
            except CheckerError as error:
                exit_code = ERROR
                tell(f"error: {error}")
            else:
                missed = correction.missed if correction else ()
                for edit in missed:
                    exit_code = ERROR
                    tell(f"error: {document.id}: {clip(edit.replaced)} → {clip(edit.replacement) or '∅'} {MISSED}")
                if known:
                    again = correction is not None and correction.applied
                    learning.fold(document, known, again=again, missed=missed)
        if allow_file and allowed:
            account.say([f"{allow_file}: {', '.join(added) or 'nothing new'}"])
        if known:
            if not dry_run:
                known.finish()
                account.changed.append(str(baseline))
            account.say([str(known.summary)])
        if dry_run:
            account.say(["nothing was written"])
    raise typer.Exit(exit_code)


def describe(document: DecidedDocument, correction: Correction | None) -> Iterator[str]:
    """The lines on one document: how often each was decided, and each edit that was still to be made."""
    decided = Counter(decision.decision for decision in document.decisions)
    numbers = ", ".join(f"{number} {decision}" for decision, number in sorted(decided.items()))
    yield f"{document.id}: {numbers}{'; already applied' if correction and correction.applied else ''}"
    if correction and not correction.applied:
        yield from lines_of(correction.document, correction.edits)
    for decision in document.decisions:
        if decision.note:
            yield f"  note on {clip(' '.join(decision.text.split()))}: {' '.join(decision.note.split())}"


def describe_conflict(conflict: Conflict) -> str:
    """An issue that editors decided differently, on a line."""
    ways = ", ".join(f"{file} {describe_decision(each)}" for file, each in conflict.decisions.items())
    text = next(iter(conflict.decisions.values())).text
    return f"{conflict.document}: {clip(' '.join(text.split()))} is left open, as it was decided differently: {ways}"


def describe_decision(decision: Decision) -> str:
    """A decision in a word, with what it wants."""
    wanted = " … ".join(clip(edit.replacement) or "∅" for edit in decision.edits)
    return f"{decision.decision}{f' → {wanted}' if wanted else ''}"
