"""Applies fixes that do not overlap; all other text stays as it is."""

from __future__ import annotations

from collections.abc import Iterable

from checker.model import Applicability, Edit, Fix, Issue, Span

BLANKS = " \t\u00a0\u202f\u3000"
OPENERS = "«“„‘([{<¿¡"  # what follows a word that is taken out without leaning on the one before
DELETE = {"en": "delete", "fr": "supprimer"}


def apply(text: str, *fixes: Fix) -> str:
    """The text after fixes; a fix that overlaps an earlier one is left out."""
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


def deletion(text: str, span: Span, lang: str, applicability: Applicability) -> Fix:
    """A fix that deletes words together with the blank or the line that would be left over.

    A line that holds nothing else goes with its end and the empty lines behind it; a last one with those before it.
    """
    start, end = span.start, span.end
    first = start
    while first and text[first - 1] in BLANKS:
        first -= 1
    last = end
    while last < len(text) and text[last] in BLANKS:
        last += 1
    opens, closes = first == 0 or text[first - 1] in "\r\n", last == len(text) or text[last] in "\r\n"
    if opens and closes:
        start, end = first, last
        while end < len(text) and text[end] in "\r\n":
            end += 1
        while end == len(text) and start and text[start - 1] in "\r\n":
            start -= 1
    elif opens:
        end = last
    elif closes or not (text[end].isalnum() or text[end] in OPENERS):
        start = first
    return Fix(DELETE.get(lang, DELETE["en"]), (Edit(Span(start, end), ""),), applicability)
