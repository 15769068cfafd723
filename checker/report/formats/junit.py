"""JUnit's XML: each document a test case, which passes if the gate lets the document through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checker.model import DocumentReport, Failure, Issue, Outcome
from checker.report import Context
from checker.report.encodings import xml_tag, xml_text
from checker.report.messages import UNCHECKED, message
from checker.report.places import place
from checker.report.tally import Tally
from checker.report.wording import Words, wording_of
from checker.text.visible import visible

SUITE = "translation-checker"


def render(outcomes: Iterable[Outcome], context: Context) -> Iterator[str]:
    """Yield the suite at the end: its head counts the failures, so the text of the cases is held until then."""
    words = wording_of(context.lang)
    cases = []
    failures = errors = 0
    for outcome in outcomes:
        name = place(outcome, context.root)
        attributes = {"name": name.name, "classname": SUITE, "file": name.name if name.is_file else None}
        if isinstance(outcome, Failure):
            errors += 1
            content = [error_element(outcome)]
        else:
            failures += outcome.fails
            content = list(case_content(outcome, words))
        cases.append(xml_tag("testcase", attributes, ["\n", *content] if content else None))
        yield ""
    counts = {"name": SUITE, "tests": len(cases), "failures": failures, "errors": errors}
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    versions = xml_tag(
        "properties", {}, [xml_tag("property", {"name": "signature", "value": context.versions.signature})]
    )
    yield xml_tag("testsuites", counts, ["\n", xml_tag("testsuite", counts, ["\n", versions, *cases])])


def case_content(report: DocumentReport, words: Words) -> Iterator[str]:
    """The issues, a line each: as a failure if one of them reaches the threshold, else as output of a passing case."""
    if not report.issues:
        return
    lines = xml_text("".join(f"{line_of(report, issue, words)}\n" for issue in report.issues))
    if report.fails:
        tally = Tally()
        tally.add(report)
        yield xml_tag("failure", {"message": tally.found(words), "type": "issues"}, [lines])
    else:
        yield xml_tag("system-out", {}, [lines])


def line_of(report: DocumentReport, issue: Issue, words: Words) -> str:
    """One issue with its line and column."""
    line, column = report.document.position(issue.span.start)
    severity = words.severities[issue.severity.label][0]
    return f"{line}:{column}  {severity}  {message(report.document, issue, words)}  {issue.rule}"


def error_element(failure: Failure) -> str:
    """The error element of a document that was not checked."""
    return xml_tag("error", {"message": visible(failure.message), "type": UNCHECKED})
