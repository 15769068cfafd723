"""Corrections that a file cannot hold: they are shown, with the reason, and not made."""

from __future__ import annotations

from dataclasses import replace

from checker.model import Applicability, Document, Fix, Issue
from checker.packs.messages import messages_in


def writable(issue: Issue, document: Document, lang: str) -> Issue:
    """The issue; its fixes that the file cannot take are only to be shown, and say why."""
    if document.origin is None or document.origin.stretches is None:
        return issue
    return replace(
        issue,
        fixes=tuple(
            fix if (why := document.refusal(fix.edits)) is None else shown_only(fix, why, lang) for fix in issue.fixes
        ),
    )


def shown_only(fix: Fix, why: str, lang: str) -> Fix:
    """A fix that cannot be made, with the reason in the desk's language."""
    reason = messages_in(lang)(f"cannot be written: {why}")
    return replace(fix, title=f"{fix.title} ({reason})", applicability=Applicability.DISPLAY_ONLY)
