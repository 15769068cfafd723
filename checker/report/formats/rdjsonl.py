"""Reviewdog's diagnostics: a line for each issue, its columns in bytes of UTF-8, with fixes to accept in review."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from checker.model import Document, DocumentReport, Failure, Fix, Issue, Outcome, Span, patch
from checker.report import Context
from checker.report.encodings import json_text
from checker.report.levels import LEVELS, Level
from checker.report.messages import offered, placed
from checker.report.places import place
from checker.report.wording import Words, wording_of
from checker.text.visible import visible

SEVERITIES = {Level.ERROR: "ERROR", Level.WARNING: "WARNING", Level.NOTE: "INFO"}
SOURCE = {"name": "translation-checker"}


def render(outcomes: Iterable[Outcome], context: Context) -> Iterator[str]:
    """Yield the lines of each document as it comes; those of one that was not checked name no line."""
    words = wording_of(context.lang)
    for outcome in outcomes:
        path = place(outcome, context.root).name
        found = [unchecked(outcome, path)] if isinstance(outcome, Failure) else diagnostics(outcome, path, words)
        yield "".join(f"{json_text(line)}\n" for line in found)


def unchecked(failure: Failure, path: str) -> dict[str, object]:
    """The entry of a document that was not checked."""
    return {"message": visible(failure.message), "location": {"path": path}, "severity": "ERROR", "source": SOURCE}


def diagnostics(report: DocumentReport, path: str, words: Words) -> Iterator[dict[str, object]]:
    """The issues of a document."""
    lines = Lines(report.document)
    for issue in report.issues:
        yield diagnostic(issue, path, lines, words)


def diagnostic(issue: Issue, path: str, lines: Lines, words: Words) -> dict[str, object]:
    """One issue with its fixes, best first."""
    return {
        "message": placed(lines.document, issue, words),
        "location": {"path": path, "range": lines.range(issue.span)},
        "severity": SEVERITIES[LEVELS[issue.severity]],
        "source": SOURCE,
        "code": {"value": issue.rule},
        "suggestions": [suggestion(fix, lines) for fix in offered(lines.document, issue)],
    }


def suggestion(fix: Fix, lines: Lines) -> dict[str, object]:
    """A fix as one replacement, from its first edit to its last."""
    edits = lines.document.edits_in_file(fix.edits)
    whole = Span(edits[0].span.start, edits[-1].span.end)
    return {"range": lines.range_in_file(whole), "text": patch(lines.text, edits, whole)}


class Lines:
    """The positions in a document's file as reviewdog counts them: lines as git has them, which only a line feed ends.

    Attributes:
        text: that they count in.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.in_file
        self._starts = [0]
        for line in self.text.split("\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)

    def range(self, span: Span) -> dict[str, object]:
        """Where a span of the document's text starts, and where it has ended."""
        return self.range_in_file(self.document.span_in_file(span))

    def range_in_file(self, span: Span) -> dict[str, object]:
        """The same of a span of what stands in the file."""
        return {"start": self._position(span.start), "end": self._position(span.end)}

    def _position(self, offset: int) -> dict[str, int]:
        line = bisect_right(self._starts, offset)
        before = self.text[self._starts[line - 1] : offset]
        return {"line": line, "column": len(before.encode(errors="surrogatepass")) + 1}
