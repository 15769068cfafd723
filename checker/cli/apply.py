"""``checker apply``: writes what an editor decided in the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from checker.cli.gate import ERROR
from checker.cli.terminal import Screen, tell
from checker.errors import CheckerError
from checker.files.locks import locked
from checker.files.signals import Stopped, interruptible, uninterrupted
from checker.files.writing import Replacement, current_folder
from checker.suppress.baseline import Baseline
from checker.text.visible import visible

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
    backup: Annotated[
        bool, typer.Option("--backup", help="Keep each file that is changed as it was, with .bak behind its name.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and write nothing.")] = False,
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
    account = Account(len(decided.documents), Screen(alone=dry_run))
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
                    if correction and correction.edits and not correction.applied and not dry_run:
                        correction.write(correction.place, backup=backup)
                    account.done(document)
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


class Account:
    """Says what is done; on standard error, in a line, if nobody hears it on standard output or the run is stopped.

    Args:
        documents: how many there are.
        screen: where all is said.

    Attributes:
        changed: the files of options that are written.
    """

    def __init__(self, documents: int, screen: Screen) -> None:
        self.documents = documents
        self.changed: list[str] = []
        self._applied: list[str] = []
        self._screen = screen

    def say(self, lines: Iterable[str]) -> None:
        """Say something at once: before it is done.

        Raises:
            UsageError: it cannot be said, and that is all that the run is for.
        """
        text = "".join(f"{visible(line)}\n" for line in lines)
        with interruptible():
            self._screen.write(text)

    def done(self, document: DecidedDocument) -> None:
        """Note that all that is decided on a document is applied."""
        self._applied.append(str(document.id))

    def __enter__(self) -> Account:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None and issubclass(kind, Stopped):
            tell(f"stopped: {self.summary}; the same command does the rest")
        elif self._screen.refused:
            tell(f"warning: {self._screen.refused}; {self.summary}")

    @property
    def summary(self) -> str:
        """A one-line summary of what was applied."""
        last = f", the last {self._applied[-1]}" if self._applied else ""
        files = ", ".join(self.changed) or "no other file"
        return f"applied to {len(self._applied)} of {self.documents} documents{last}; {files} written"


def describe(document: DecidedDocument, correction: Correction | None) -> Iterator[str]:
    """The lines on one document: how often each was decided, and each edit that was still to be made."""
    decided = Counter(decision.decision for decision in document.decisions)
    numbers = ", ".join(f"{number} {decision}" for decision, number in sorted(decided.items()))
    yield f"{document.id}: {numbers}{'; already applied' if correction and correction.applied else ''}"
    if correction and not correction.applied:
        text = correction.document.text
        for edit in correction.edits:
            line, column = correction.document.position(edit.span.start)
            yield f"  {line}:{column}  {clip(edit.span.of(text))} → {clip(edit.replacement) or '∅'}"

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


def clip(text: str) -> str:
    """A text on a part of a line, its middle left out if it is long."""
    half = 40
    return text if len(text) <= 2 * half else f"{text[:half]} … {text[-half:]}"
