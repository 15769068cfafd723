"""Settles accepted edits that overlap and agree: cut into edits of single words, each of which is made once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

import msgspec

from checker.decisions import Edit

MOST_AROUND = 60  # characters around a word, more than a report gives
PART = re.compile(r"\s+|[^\s]+")


def settled(wanted: Iterable[Edit]) -> frozenset[Edit]:
    """The edits without duplicates; overlapping ones are cut into edits of words, so that equal parts coincide."""
    edits = frozenset(wanted)
    ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
    if all(left.end <= right.start for left, right in pairwise(ordered)):
        return edits
    unique: dict[tuple[int, int, str], Edit] = {}
    for edit in ordered:
        for part in word_edits(edit):
            unique.setdefault((part.start, part.end, part.replacement), part)
    return frozenset(unique.values())


def word_edits(edit: Edit) -> Iterator[Edit]:
    """An edit cut into one for each word that it changes; uncut if it adds, drops or splits words."""
    old, new = PART.findall(edit.replaced), PART.findall(edit.replacement)
    is_known = len(edit.replaced) == edit.end - edit.start
    if not is_known or len(old) != len(new) or any(a != b for a, b in zip(old, new, strict=True) if a.isspace()):
        yield edit
        return
    earlier, later = edit.before[-MOST_AROUND:], edit.after[:MOST_AROUND]
    at = 0
    for before, after in zip(old, new, strict=True):
        end = at + len(before)
        if before != after:
            yield msgspec.structs.replace(
                edit,
                start=edit.start + at,
                end=edit.start + end,
                replacement=after,
                replaced=before,
                before=(earlier + edit.replaced[max(0, at - MOST_AROUND) : at])[-MOST_AROUND:],
                after=(edit.replaced[end : end + MOST_AROUND] + later)[:MOST_AROUND],
            )
        at = end
