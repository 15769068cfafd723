"""SARIF 2.1.0, for code scanning: OASIS standard, with errata 01. Sections of it are named where they decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from urllib.parse import quote

from checker.fingerprints import fingerprints
from checker.model import DocumentReport, Fix, Issue, Outcome, Span, Suppression
from checker.packs.rules import Rule
from checker.report import Context
from checker.report.encodings import json_text
from checker.report.levels import LEVELS, Level
from checker.report.messages import UNCHECKED, offered, remedy
from checker.report.places import Place, place
from checker.report.wire import CONFIDENCE_DIGITS
from checker.report.wording import Words, wording_of
from checker.text.visible import visible

Object = dict[str, object]

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
# Where the categories of all rules are defined: a help URI has to be absolute (3.49.12).
TYPOLOGY = "https://themqm.org/error-types-2/typology/"
FINGERPRINT = "translationChecker/v1"
ASSUMED = "assumed"  # the id of a notification, beside that of a document that was not checked
# What relative URIs count from (3.14.14).
FILES, DOCUMENTS = "%SRCROOT%", "DOCUMENTS"
BASES = {
    FILES: {"description": {"text": "The folder in which the check ran."}},
    DOCUMENTS: {
        "description": {"text": "Documents that are no files: lines of a stream by their ids, or - for all of it."}
    },
}
# Decisions that stand in the text itself; all others are kept beside it.
IN_SOURCE = {"comment", "front-matter"}


def render(outcomes: Iterable[Outcome], context: Context) -> Iterator[str]:
    """Yield the results as the documents come, and the list of these at the end; their names are held until then."""
    words = wording_of(context.lang)
    artifacts: list[Object] = []
    notifications: list[Object] = []
    yield f'{{"$schema":"{SCHEMA}","version":"2.1.0","runs":[{json_text(head(context)).removesuffix("}")},"results":['
    separator = "\n"
    for outcome in outcomes:
        artifact = artifact_location(place(outcome, context.root))
        notifications += reading_notifications(outcome, artifact)
        if isinstance(outcome, DocumentReport):
            artifacts.append({"location": artifact, "roles": ["analysisTarget"]})
            for result in Results(outcome, artifact, words):
                yield separator + json_text(result)
                separator = ",\n"
        yield ""
    successful = all(note["level"] != Level.ERROR for note in notifications)
    invocation = {"executionSuccessful": successful, "toolExecutionNotifications": notifications}
    yield f'\n],"artifacts":{json_text(artifacts)},"invocations":[{json_text(invocation)}]}}]}}\n'


def head(context: Context) -> Object:
    """The header of a run, before its results."""
    release = version("translation-checker")
    driver = {
        "name": "translation-checker",
        "fullName": context.versions.signature,
        "version": release,
        "semanticVersion": release,
        "language": context.lang,
        "rules": [descriptor(rule, context) for rule in context.rules],
    }
    return {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\r", "\n"],
        "originalUriBaseIds": BASES,
    }


def descriptor(rule: Rule, context: Context) -> Object:
    """The description of a rule, also of one that found nothing."""
    words = rule.id.rpartition("/")[2].split("-")
    explanation = context.explanations.get(rule.id, "")
    command = f"checker rules explain {rule.id}"
    reference = f"\n\n{rule.file.reference}" if rule.file.reference else ""
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in words),
        "shortDescription": {"text": f"{' '.join(words).capitalize()}."},
        "fullDescription": {"text": literal(explanation)},
        "help": {
            "text": literal(f"{explanation}{reference}\n\n{command}"),
            "markdown": literal(f"{explanation}{reference}\n\n`{command}`"),
        },
        "helpUri": TYPOLOGY,
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"category": rule.category, "tags": rule.category.split("/")},
    }


@dataclass(frozen=True)
class Results:
    """The issues of a document and those suppressed, as objects of SARIF.

    Attributes:
        artifact: where the document is.
    """

    report: DocumentReport
    artifact: Object
    words: Words

    def __iter__(self) -> Iterator[Object]:
        marks = fingerprints(self.report.document.text, self.report.all_issues)
        # If some results say by what they are suppressed, all have to (3.27.23).
        for issue in self.report.issues:
            yield self.result(issue, marks[issue]) | {"suppressions": []}
        for hidden in self.report.suppressed:
            yield self.result(hidden.issue, marks[hidden.issue]) | {"suppressions": [suppression(hidden)]}

    def result(self, issue: Issue, mark: str) -> Object:
        """One issue."""
        snippet = {"text": issue.span.of(self.report.document.text)}
        location = {"artifactLocation": self.artifact, "region": self.region(issue.span) | {"snippet": snippet}}
        part = self.report.document.part(issue.span.start)
        logical = {"logicalLocations": [{"fullyQualifiedName": part.location}]} if part and part.location else {}
        return {
            "ruleId": issue.rule,
            "level": LEVELS[issue.severity],
            "message": {"text": literal(visible(issue.message))},
            "locations": [{"physicalLocation": location} | logical],
            "partialFingerprints": {FINGERPRINT: mark},
            "properties": {
                "category": issue.category,
                "severity": issue.severity.label,
                "confidence": round(issue.confidence, CONFIDENCE_DIGITS),
            },
            "fixes": [self.fix(issue, fix) for fix in offered(self.report.document, issue)],
        }

    def fix(self, issue: Issue, fix: Fix) -> Object:
        """A fix, all its edits in the document as it was checked."""
        replacements = [
            {"deletedRegion": self.region_in_file(edit.span), "insertedContent": {"text": edit.replacement}}
            for edit in self.report.document.edits_in_file(fix.edits)
        ]
        return {
            "description": {"text": literal(remedy(self.report.document.shown, issue.span, fix, self.words))},
            "artifactChanges": [{"artifactLocation": self.artifact, "replacements": replacements}],
            "properties": {"applicability": fix.applicability},
        }

    def region(self, span: Span) -> Object:
        """A span of the text by its place in the file."""
        return self.region_in_file(self.report.document.span_in_file(span))

    def region_in_file(self, span: Span) -> Object:
        """A span by lines and columns and by its offset; the end column is that after the last character."""
        start_line, start_column = self.report.document.position_in_file(span.start)
        end_line, end_column = self.report.document.position_in_file(span.end)
        return {
            "startLine": start_line,
            "startColumn": start_column,
            "endLine": end_line,
            "endColumn": end_column,
            "charOffset": span.start,
            "charLength": len(span),
        }


def suppression(hidden: Suppression) -> Object:
    """Who decided that an issue does not count."""
    kind = "inSource" if hidden.by in IN_SOURCE else "external"
    return {"kind": kind, "justification": hidden.reason, "properties": {"by": hidden.by}}


def reading_notifications(outcome: Outcome, location: Object) -> Iterator[Object]:
    """Notifications about the reading of a document."""
    if isinstance(outcome, DocumentReport):
        for warning in outcome.document.warnings:
            yield notification(ASSUMED, Level.WARNING, warning, location)
    else:
        yield notification(UNCHECKED, Level.ERROR, outcome.message, location)


def notification(kind: str, level: Level, text: str, location: Object) -> Object:
    """A condition of the run, not of the text."""
    return {
        "descriptor": {"id": kind},
        "level": level,
        "message": {"text": literal(visible(text))},
        "locations": [{"physicalLocation": {"artifactLocation": location}}],
    }


def artifact_location(where: Place) -> Object:
    """The URI of a document; what is no file is told from files by its base."""
    uri = quote(where.name, safe="/" if where.is_file else "", errors="replace")
    absolute = where.is_file and where.name.startswith("/")
    return {"uri": f"file://{uri}"} if absolute else {"uri": uri, "uriBaseId": FILES if where.is_file else DOCUMENTS}


def literal(text: str) -> str:
    """Text as a message string, in which braces are placeholders (3.11.5) and brackets make links (3.11.6)."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", "\\](")
