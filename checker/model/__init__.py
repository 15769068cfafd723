"""The types that every step hands to the next.

All are frozen; collections are tuples. Offsets are Unicode code points counted from the start
of ``Document.text``, half-open. This room imports nothing of ours; only a report that is to write
itself as JSON opens the room that does it.
"""

from checker.model.document import (
    LINE,
    LINE_END,
    UNDETERMINED,
    WHOLE_LINE,
    Deliberate,
    Document,
    Extent,
    LanguageRun,
    LikelyLanguage,
    Original,
    Part,
    Reading,
    Role,
    Segment,
    Token,
    plain_form,
    straight,
)
from checker.model.edits import Edit, patch
from checker.model.issue import (
    Applicability,
    Evidence,
    Fix,
    Issue,
    Severity,
    SuppressedBy,
    Suppression,
)
from checker.model.origin import (
    AS_IT_IS,
    BYTE_ORDER_MARK,
    Container,
    Encoded,
    Notation,
    Origin,
    Stretch,
    UnwritableError,
)
from checker.model.report import Coverage, DocumentReport, Failure, Outcome, Report
from checker.model.span import Span

__all__ = [
    "AS_IT_IS",
    "BYTE_ORDER_MARK",
    "LINE",
    "LINE_END",
    "UNDETERMINED",
    "WHOLE_LINE",
    "Applicability",
    "Container",
    "Coverage",
    "Deliberate",
    "Document",
    "DocumentReport",
    "Edit",
    "Encoded",
    "Evidence",
    "Extent",
    "Failure",
    "Fix",
    "Issue",
    "LanguageRun",
    "LikelyLanguage",
    "Notation",
    "Origin",
    "Original",
    "Outcome",
    "Part",
    "Reading",
    "Report",
    "Role",
    "Segment",
    "Severity",
    "Span",
    "Stretch",
    "SuppressedBy",
    "Suppression",
    "Token",
    "UnwritableError",
    "patch",
    "plain_form",
    "straight",
]
