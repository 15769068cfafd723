"""One JSON document for the whole run: the lines of JSON Lines, and what made them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.metadata import version
from typing import Final

from checker.model import Outcome
from checker.report import Context, wire

COMPLETE: Final = True


def render(outcomes: Iterable[Outcome], context: Context) -> Iterator[str]:
    """Yield the head, each document on a line of its own as it comes, and the tail."""
    tool = wire.Tool("translation-checker", version("translation-checker"), context.versions.signature)
    packs = dict(sorted(context.versions.packs.items()))
    empty = wire.encode(wire.RunReport(wire.SCHEMA_VERSION, tool, packs, "unicode-code-points", ()))
    yield empty.removesuffix("]}")  # the documents come last, so that they can follow one by one
    separator = "\n"
    for outcome in outcomes:
        yield separator + wire.json_line(outcome)
        separator = ",\n"
    yield "\n]}\n"
