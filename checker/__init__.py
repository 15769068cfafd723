"""Finds what machine translation left behind in an article, marks it to the character and offers the fix.

from checker import Checker

report = Checker(target="fr").check_text("Nous sommes deeply concerned by these reports.")
for issue in report.issues:
    print(issue.line, issue.column, issue.severity, issue.message)
"""

from checker.engine.pipeline import Checker, check_file, check_text
from checker.errors import CheckerError, InputError, LanguageError, RuleError, UsageError
from checker.fixes import apply
from checker.model import (
    Applicability,
    Coverage,
    Document,
    DocumentReport,
    Edit,
    Failure,
    Fix,
    Issue,
    Outcome,
    Report,
    Severity,
    Span,
    SuppressedBy,
    Suppression,
)

__all__ = [
    "Applicability",
    "Checker",
    "CheckerError",
    "Coverage",
    "Document",
    "DocumentReport",
    "Edit",
    "Failure",
    "Fix",
    "InputError",
    "Issue",
    "LanguageError",
    "Outcome",
    "Report",
    "RuleError",
    "Severity",
    "Span",
    "SuppressedBy",
    "Suppression",
    "UsageError",
    "apply",
    "check_file",
    "check_text",
]

__version__: str


def __getattr__(name: str) -> str:
    """The version, which is looked up only when it is asked for."""
    if name != "__version__":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib.metadata import version

    return version("translation-checker")
