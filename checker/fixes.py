"""Applies fixes: chooses those that do not overlap, and patches the text outside of nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from checker.model import Edit, Fix, Issue, Span


def apply(text: str, *fixes: Fix) -> str:
    """The text after fixes; one that overlaps another before it among them is left out."""
    chosen: list[Edit] = []
    for fix in fixes:
        if not any(edit.span.overlaps(other.span) for edit in fix.edits for other in chosen):
            chosen.extend(fix.edits)
    return patch(text, sorted(chosen))


def apply_first_fixes(text: str, issues: Iterable[Issue]) -> str:
    """The text after the first fix of each issue, in text order; one that overlaps an earlier one is left out."""
    in_order = sorted(issues, key=lambda issue: issue.sort_key)
    return apply(text, *(fix for issue in in_order for fix in issue.fixes[:1]))


def patch(text: str, edits: Iterable[Edit], within: Span | None = None) -> str:
    """The text after edits that are in text order and do not overlap; all else stays as it is.

    Args:
        text: what the edits' offsets count in.
        edits: each inside `within`.
        within: the part of the text to return; all of it if None.
    """
    whole = Span(0, len(text)) if within is None else within
    parts: list[str] = []
    position = whole.start
    for edit in edits:
        parts += text[position : edit.span.start], edit.replacement
        position = edit.span.end
    return "".join(parts) + text[position : whole.end]
