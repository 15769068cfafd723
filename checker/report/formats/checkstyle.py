"""Checkstyle's XML, which most CI servers and editors read: each document a file, also if it is clean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.metadata import version

from checker.model import DocumentReport, Failure, Issue, Outcome
from checker.report import Context
from checker.report.encodings import xml_tag
from checker.report.levels import LEVELS, Level
from checker.report.messages import UNCHECKED, message
from checker.report.places import place
from checker.report.wording import Words, wording_of
from checker.text.visible import visible

SEVERITIES = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "info"}


def render(outcomes: Iterable[Outcome], context: Context) -> Iterator[str]:
    """Yield each file as its document comes."""
    words = wording_of(context.lang)
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="{version("translation-checker")}">\n'
    for outcome in outcomes:
        yield xml_tag("file", {"name": place(outcome, context.root).name}, ["\n", *errors(outcome, words)])
    yield "</checkstyle>\n"


def errors(outcome: Outcome, words: Words) -> Iterator[str]:
    """An error for a document that could not be checked; line 0 is the file as a whole."""
    if isinstance(outcome, Failure):
        attributes = {"line": 0, "severity": "error", "message": visible(outcome.message), "source": UNCHECKED}
        yield xml_tag("error", attributes)
        return
    for issue in outcome.issues:
        yield issue_element(outcome, issue, words)


def issue_element(report: DocumentReport, issue: Issue, words: Words) -> str:
    """One issue; its column counts code points."""
    line, column = report.document.position(issue.span.start)
    attributes = {
        "line": line,
        "column": column,
        "severity": SEVERITIES[LEVELS[issue.severity]],
        "message": message(report.document, issue, words),
        "source": issue.rule,
    }
    return xml_tag("error", attributes)
