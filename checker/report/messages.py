"""One-line messages for machine-read formats: the fault, its remedy and the fixes to offer."""

from __future__ import annotations

from checker.model import Applicability, Fix, Issue, Span
from checker.report.excerpt import shown_change
from checker.report.wording import Words
from checker.text.visible import visible

UNCHECKED = "not-checked"  # stands for a rule where a document was not checked


def message(text: str, issue: Issue, words: Words) -> str:
    """The fault and its best remedy, on one line without a character that acts on a terminal."""
    said = [visible(issue.message), *(remedy(text, issue.span, fix, words) for fix in issue.fixes[:1])]
    return " · ".join(said)


def remedy(text: str, span: Span, fix: Fix, words: Words) -> str:
    """A fix with its label: "fix: toute → tout"."""
    label = words.fix if fix.applicability is Applicability.SAFE else words.suggestion
    return f"{label}{words.colon} {' → '.join(shown_change(text, span, fix) or [visible(fix.title)])}"


def offered(issue: Issue) -> tuple[Fix, ...]:
    """The fixes that a tool may offer to make, best first: those that change something and are not only to be shown."""
    return tuple(fix for fix in issue.fixes if fix.edits and fix.applicability is not Applicability.DISPLAY_ONLY)
