"""JSON Lines: a line for each document, as it comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from checker.model import Outcome
from checker.report import Context, wire

COMPLETE: Final = True


def render(outcomes: Iterable[Outcome], context: Context) -> Iterator[str]:
    """Yield each line; it is the same whatever the context."""
    for outcome in outcomes:
        yield wire.json_line(outcome) + "\n"
