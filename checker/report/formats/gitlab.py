"""GitLab's code quality report: a list of issues, each with a fingerprint that no other has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from checker.fingerprints import fingerprints, short_digest
from checker.model import Failure, Outcome, Severity
from checker.report import Context
from checker.report.encodings import json_text
from checker.report.messages import UNCHECKED, message
from checker.report.places import place
from checker.report.wording import Words, wording_of
from checker.text.visible import visible

SEVERITIES = {
    Severity.NEUTRAL: "info",
    Severity.MINOR: "minor",
    Severity.MAJOR: "major",
    Severity.CRITICAL: "critical",
}


def render(outcomes: Iterable[Outcome], context: Context) -> Iterator[str]:
    """Yield the issues of each document as it comes."""
    words = wording_of(context.lang)
    flawed: Counter[str] = Counter()
    yield "["
    separator = "\n"
    for outcome in outcomes:
        path = place(outcome, context.root).name
        found = entries(outcome, path, f"{path}#{flawed[path]}", words)  # ids of a stream may come again
        for number, line in enumerate(map(json_text, found)):
            flawed[path] += number == 0
            yield separator + line
            separator = ",\n"
        yield ""
    yield "\n]\n"


def entries(outcome: Outcome, path: str, document: str, words: Words) -> Iterator[dict[str, object]]:
    """An entry for a document that could not be checked.

    Args:
        outcome: of the document.
        path: what GitLab links to; the id of a document that is no file, and leads nowhere there.
        document: what tells it from all others.
        words: of the desk's language.
    """
    if isinstance(outcome, Failure):
        mark = short_digest(document, UNCHECKED)
        yield entry(path, 1, 1, UNCHECKED, "blocker", mark, visible(outcome.message))
        return
    text = outcome.document.text
    marks = fingerprints(text, outcome.all_issues)
    for issue in dict.fromkeys(outcome.issues):  # GitLab takes no fingerprint twice
        begin, _ = outcome.document.position(issue.span.start)
        end, _ = outcome.document.position(issue.span.end - 1)
        mark = short_digest(document, marks[issue])
        said = message(outcome.document, issue, words)
        yield entry(path, begin, end, issue.rule, SEVERITIES[issue.severity], mark, said)


def entry(path: str, begin: int, end: int, rule: str, severity: str, mark: str, said: str) -> dict[str, object]:
    """One entry; lines count from 1, both included."""
    return {
        "type": "issue",
        "check_name": rule,
        "description": said,
        "categories": ["Style"],
        "severity": severity,
        "fingerprint": mark,
        "location": {"path": path, "lines": {"begin": begin, "end": end}},
    }
