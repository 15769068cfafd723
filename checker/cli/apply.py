"""``checker apply``: writes what an editor decided in the report."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from checker.baseline import Baseline
from checker.cli.check import ERROR
from checker.cli.terminal import tell
from checker.errors import CheckerError
from checker.files import Replacement
from checker.report.excerpt import visible

if TYPE_CHECKING:
    from checker.decisions import Correction, DecidedDocument


def apply(
    decisions: Annotated[
        Path, typer.Argument(metavar="DECISIONS", help="The decisions.json that the report exported.")
    ],
    allow_file: Annotated[
        Path | None, typer.Option(help="Add the terms that are to be allowed to this file, in their order.")
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Make known what was rejected or ignored, for check --baseline FILE."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and write nothing.")] = False,
) -> None:
    """Apply the decisions of a report to the files that it was made of, in the folder where it was made.

    A file that has changed since is left alone, and one that is corrected already. Nothing is changed if the file of
    an option cannot be written. Exit code: 0 all is applied, 2 something is not.
    """
    from checker import decisions as logic  # no other command needs it

    decided = logic.load(decisions)
    known = Baseline(baseline, updating=True) if baseline else None
    if baseline:
        Replacement(str(baseline)).rehearse()
    allowed = added = logic.allowed_terms(decided)
    if allow_file and allowed and not dry_run:
        added = logic.add_terms(allow_file, allowed)
    exit_code = 0
    for document in decided.documents:
        try:
            correction = logic.correct(document)
            if correction and not correction.applied and not dry_run:
                correction.write()
        except CheckerError as error:
            exit_code = ERROR
            tell(f"error: {error}")
        else:
            if known:
                logic.fold(document, known, again=correction is not None and correction.applied)
            sys.stdout.writelines(f"{visible(line)}\n" for line in describe(document, correction))
    if allow_file and allowed:
        sys.stdout.write(f"{visible(str(allow_file))}: {', '.join(map(visible, added)) or 'nothing new'}\n")
    if known:
        if not dry_run:
            known.finish()
        sys.stdout.write(f"{visible(str(known.summary))}\n")
    if dry_run:
        sys.stdout.write("nothing was written\n")
    raise typer.Exit(exit_code)


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


def clip(text: str) -> str:
    """A text on a part of a line, its middle left out if it is long."""
    half = 40
    return text if len(text) <= 2 * half else f"{text[:half]} … {text[-half:]}"
