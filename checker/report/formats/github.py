"""GitHub's workflow commands: annotations beside the text, worst first, and all of them in the step's summary."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

from checker.model import DocumentReport, Failure, Issue, Outcome, Severity
from checker.report import Context
from checker.report.encodings import without_surrogates
from checker.report.levels import LEVELS, Level
from checker.report.messages import message
from checker.report.places import Place, place
from checker.report.tally import Tally
from checker.report.wording import Words, wording_of
from checker.text.visible import visible

COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}
ANNOTATIONS = 10  # of each level that GitHub shows for a step; it drops the others without a word
SUMMARY_BYTES = 1_000_000  # GitHub refuses the summary of a step that is longer than 1 MiB
ABOVE_ALL = max(Severity) + 1  # how bad it is that a document was not checked

# What would end a command's line or its property, as the runner reads it; it takes nothing else as an escape.
DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
PROPERTY = DATA | {":": "%3A", ",": "%2C"}
PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")  # what Markdown may take as its own, and takes as text after a backslash


@dataclass(frozen=True)
class Annotation:
    """One finding, as it stands beside the text or in the table.

    Attributes:
        rank: the higher the worse.
        row: the cells of the table.
        lines: the address of what it marks; empty where there is none.
    """

    rank: int
    level: Level
    text: str
    row: tuple[str, str, str, str]
    properties: dict[str, str | int] = field(default_factory=dict)
    lines: str = ""

    @property
    def command(self) -> str:
        """The line that the runner reads."""
        pairs = ",".join(
            f"{key}={escaped(visible_property(str(value)), PROPERTY)}" for key, value in self.properties.items()
        )
        return f"::{COMMANDS[self.level]}{' ' * bool(pairs)}{pairs}::{escaped(self.text, DATA)}\n"

    @property
    def markdown(self) -> str:
        """The row of the table."""
        severity, spot, *rest = map(cell, self.row)
        linked = f"[{spot}]({self.lines})" if self.lines else spot
        return f"| {' | '.join((severity, linked, *rest))} |\n"


def render(outcomes: Iterable[Outcome], context: Context) -> Iterator[str]:
    """Yield the annotations at the end and write the summary; all are held until then, for the worst come first."""
    words = wording_of(context.lang)
    tally = Tally()
    found: list[Annotation] = []
    for outcome in outcomes:
        tally.add(outcome)
        found += document_annotations(outcome, place(outcome, context.root), words, context.files)
        yield ""
    shown: Counter[Level] = Counter()
    found.sort(key=lambda annotation: -annotation.rank)
    for annotation in found:
        if shown[annotation.level] < ANNOTATIONS:
            shown[annotation.level] += 1
            yield annotation.command
    left_out = len(found) - shown.total()
    if context.summarize:
        context.summarize(summary_markdown(tally, found, words))
    elif left_out:
        yield f"{words.count(left_out, words.left_out)}\n"


def document_annotations(outcome: Outcome, where: Place, words: Words, files: str) -> Iterator[Annotation]:
    """An error for a document that could not be checked; without a file, its name stands before the text."""
    if isinstance(outcome, Failure):
        row = (words.error, where.name, outcome.message, "")
        properties: dict[str, str | int] = {"file": where.name} if where.is_file else {}
        yield Annotation(ABOVE_ALL, Level.ERROR, visible(outcome.message), row, properties)
        return
    for issue in outcome.issues:
        yield annotation(outcome, issue, where, words, files)


def annotation(report: DocumentReport, issue: Issue, where: Place, words: Words, files: str) -> Annotation:
    """One issue. GitHub takes columns only of what stands on one line."""
    (line, column), (end_line, end_column) = report.document.range(issue.span)
    said = message(report.document.shown, issue, words)
    spot = f"{where.name}:{line}:{column}"
    properties: dict[str, str | int] = {"title": issue.rule}
    if where.is_file:
        properties |= {"file": where.name, "line": line, "endLine": end_line}
        properties |= {"col": column, "endColumn": end_column} if line == end_line else {}
    row = (words.severities[issue.severity.label][0], spot, said, issue.rule)
    text = said if where.is_file else f"{visible(spot)}: {said}"
    last = f"-L{end_line}" if end_line > line else ""
    lines = f"{files}/{quote(where.name)}?plain=1#L{line}{last}" if files and where.is_file else ""
    return Annotation(issue.severity, LEVELS[issue.severity], text, row, properties, lines)


def visible_property(value: str) -> str:
    """A value without control characters, its line breaks aside, which a property writes in a way of its own."""
    return "".join(part if part in ("\r", "\n") else visible(part) for part in re.split(r"([\r\n])", value))


def escaped(text: str, escapes: dict[str, str]) -> str:
    """Text in a command."""
    return "".join(escapes.get(character, character) for character in without_surrogates(text))


def summary_markdown(tally: Tally, found: list[Annotation], words: Words) -> str:
    """The figures of the run, and a table of all that was found, cut off where GitHub would refuse it."""
    head = f"### {words.title}\n\n{tally.found(words)}{tally.extent(words)}\n\n"
    if tally.failures:
        head += f"{words.count(tally.failures, words.unchecked)}\n\n"
    if not found:
        return head
    table = f"| {' | '.join(words.columns)} |\n|{' --- |' * len(words.columns)}\n"
    lines = [head, table]
    size = len(head.encode()) + len(table.encode())
    for number, annotation in enumerate(found):
        row = annotation.markdown
        size += len(row.encode())
        if size > SUMMARY_BYTES:
            lines.append(f"\n{words.count(len(found) - number, words.left_out)}\n")
            break
        lines.append(row)
    return "".join(lines) + "\n"


def cell(text: str) -> str:
    """Text in a cell of a table: on one line, and nothing of it Markdown or HTML."""
    return PUNCTUATION.sub(r"\\\g<0>", visible(text))
