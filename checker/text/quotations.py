"""Finds the quotations of a stretch of text, in any of the world's quotation marks."""

from __future__ import annotations

import re

from checker.model import Span

# What closes what: the same mark opens in one language and closes in another.
CLOSERS = {
    "«": "»", "»": "«", "‹": "›", "›": "‹", "“": "”", "„": "“”", "”": "”", "‟": "”", "‘": "’", "‚": "‘’",
    '"': '"', "「": "」", "『": "』", "《": "》", "〈": "〉", "〝": "〞〟",
}  # fmt: skip
MARK = re.compile(f"[{''.join(sorted(set(CLOSERS) | set(''.join(CLOSERS.values()))))}]")
APOSTROPHES = "’‘"
DEEPEST = 4  # marks beyond that are stray ones
OPENS_ALWAYS = "«“„‟「『《〈〝"


def quotations(text: str, span: Span) -> tuple[Span, ...]:
    """The quoted stretches without their marks, sorted by start, outermost first.

    A quotation that is not closed ends with the stretch; a mark that closes nothing is passed over.
    """
    found: list[Span] = []
    open_marks: list[tuple[str, int]] = []
    for match in MARK.finditer(text, span.start, span.end):
        mark, at = match.group(), match.start()
        before = text[at - 1] if at > span.start else " "
        after = text[at + 1] if at + 1 < span.end else " "
        if mark in APOSTROPHES and before.isalnum() and after.isalnum():
            continue
        depth = next((n for n in range(len(open_marks) - 1, -1, -1) if mark in CLOSERS[open_marks[n][0]]), None)
        opens = mark in CLOSERS and not before.isalnum() and (mark in OPENS_ALWAYS or not after.isspace())
        if depth is not None and not (opens and mark != '"' and mark in OPENS_ALWAYS and before.isspace()):
            found.append(Span(open_marks[depth][1], at))
            del open_marks[depth:]
        elif opens and len(open_marks) < DEEPEST:
            open_marks.append((mark, at + 1))
    found.extend(Span(start, span.end) for mark, start in open_marks if mark not in APOSTROPHES)
    return tuple(sorted(found, key=lambda quotation: (quotation.start, -quotation.end)))
