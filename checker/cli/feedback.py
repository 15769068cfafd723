"""``checker feedback``: what editors' decisions say of the rules."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from checker.cli.decided import counted, decided
from checker.cli.options import Lang, desk_language, settings_if_any
from checker.cli.terminal import speak, spoken
from checker.text.visible import on_a_line

if TYPE_CHECKING:
    from checker.decisions import Decision
    from checker.decisions.feedback import Feedback

SHOWN = 60  # characters of a text


def feedback(
    decisions: Annotated[list[Path], typer.Argument(metavar="DECISIONS...", help="Files that the report exported.")],
    lang: Lang = None,
) -> None:
    """Print by rule what editors rejected and what was missed."""
    speak(desk_language(lang, settings_if_any()))
    from checker.decisions import load_decisions  # no other command needs it
    from checker.decisions.feedback import gather_feedback

    for each in feedback_lines(gather_feedback(map(load_decisions, decisions))):
        sys.stdout.write(f"{on_a_line(each)}\n")


def feedback_lines(found: Feedback) -> Iterator[str]:
    """The lines to print."""
    for rule, of_rule in found.rules.items():
        yield f"{rule}{spoken(': ')}{counted(of_rule.counts)}"
        for name, decision in of_rule.wrong:
            yield f"  {decided(decision.decision)}  {name}{spoken(': ')}{shortened(decision.text)}{note(decision)}"
    yield spoken(f"missed: {len(found.missed)}")
    for name, decision in found.missed:
        replacement = " … ".join(edit.replacement for edit in decision.edits)
        yield f"  {name}{spoken(': ')}{shortened(decision.text)} → {shortened(replacement) or '∅'}{note(decision)}"


def note(decision: Decision) -> str:
    """The note on a decision, as the end of a line."""
    return f"  ({' '.join(decision.note.split())})" if decision.note else ""


def shortened(text: str) -> str:
    """A text on one line, with its end left out if it is long."""
    text = " ".join(text.split())
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
