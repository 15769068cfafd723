"""The types that every step hands to the next.

All are frozen; collections are tuples. Offsets are Unicode code points counted from the start
of ``Document.text``, half-open. This room imports nothing of ours; only a report that is to write
itself as JSON opens the room that does it.
"""

from checker.model.document import (
    BYTE_ORDER_MARK,
    LINE,
    LINE_END,
    UNDETERMINED,
    WHOLE_LINE,
    Document,
    Extent,
    LanguageRun,
    Origin,
    Reading,
    Segment,
    Token,
    plain_form,
    straight,
)
from checker.model.issue import (
    Applicability,
    Edit,
    Evidence,
    Fix,
    Issue,
    Severity,
    SuppressedBy,
    Suppression,
)
from checker.model.report import Coverage, DocumentReport, Failure, Outcome, Report
from checker.model.span import Span

__all__ = [
    "BYTE_ORDER_MARK",
    "LINE",
    "LINE_END",
    "UNDETERMINED",
    "WHOLE_LINE",
    "Applicability",
    "Coverage",
    "Document",
    "DocumentReport",
    "Edit",
    "Evidence",
    "Extent",
    "Failure",
    "Fix",
    "Issue",
    "LanguageRun",
    "Origin",
    "Outcome",
    "Reading",
    "Report",
    "Segment",
    "Severity",
    "Span",
    "SuppressedBy",
    "Suppression",
    "Token",
    "plain_form",
    "straight",
]
