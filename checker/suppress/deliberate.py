"""Issues in what the file itself marks as standing there on purpose."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from checker.model import Deliberate, Document, Issue, SuppressedBy, Suppression
from checker.packs.languages import primary_language


def left_alone(
    document: Document, issues: Iterable[Issue], target: str
) -> tuple[tuple[Issue, ...], tuple[Suppression, ...]]:
    """The issues that stand, and those that lie wholly in a part that is marked as deliberate.

    Args:
        document: as it is checked.
        issues: of the document.
        target: the language that it should be in; what is said to be in it is checked as all else.
    """
    marked = [each for each in document.deliberate if counts(each, target)]
    if not marked:
        return tuple(issues), ()
    standing, suppressed = [], []
    for issue in issues:
        n = bisect_right(marked, issue.span.start, key=lambda each: each.span.start) - 1
        if n >= 0 and marked[n].span.contains(issue.span):
            suppressed.append(Suppression(issue, SuppressedBy.MARKUP, marked[n].reason))
        else:
            standing.append(issue)
    return tuple(standing), tuple(suppressed)


def counts(each: Deliberate, target: str) -> bool:
    """True if a mark holds where texts should be in a language: another is named, or none at all."""
    return each.language is None or primary_language(each.language) != primary_language(target)
