"""One-line messages for machine-read formats: the fault, its remedy and the fixes to offer."""

from __future__ import annotations

from checker.model import Applicability, Document, Fix, Issue, Span
from checker.report.excerpt import shown_change
from checker.report.wording import Words
from checker.text.visible import visible

UNCHECKED = "not-checked"  # stands for a rule where a document was not checked


def message(document: Document, issue: Issue, words: Words) -> str:
    """The fault and its best remedy, on one line without a character that acts on a terminal."""
    said = [
        placed(document, issue, words),
        *(remedy(document.shown, issue.span, fix, words) for fix in issue.fixes[:1]),
    ]
    return " · ".join(said)


def placed(document: Document, issue: Issue, words: Words) -> str:
    """The fault alone, with its place if no line of the file says it: "paragraph 2 · “toute” is feminine…"."""
    location = "" if document.has_lines else words.location(document, issue.span.start)
    return " · ".join(visible(each) for each in (location, issue.message) if each)


def remedy(text: str, span: Span, fix: Fix, words: Words) -> str:
    """A fix with its label: "fix: toute → tout"."""
    label = words.fix if fix.applicability is Applicability.SAFE else words.suggestion
    return f"{label}{words.colon} {' → '.join(shown_change(text, span, fix) or [visible(fix.title)])}"


def offered(document: Document, issue: Issue) -> tuple[Fix, ...]:
    """The fixes that a tool may offer to make, best first: those that change something and are not only to be shown.

    None are where the file has no lines, in which such tools write.
    """
    fixes = issue.fixes if document.has_lines else ()
    return tuple(fix for fix in fixes if fix.edits and fix.applicability is not Applicability.DISPLAY_ONLY)
