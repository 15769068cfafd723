"""Settles accepted edits that overlap and agree: cut into edits of single words, each of which is made once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

import msgspec

from checker.decisions import Edit

MOST_AROUND = 300  # characters around a word: as far as the words of an issue lie apart
PART = re.compile(r"\s+|[^\s]+")


def settled(wanted: Iterable[Edit]) -> frozenset[Edit]:
    """The edits without duplicates; overlapping ones are cut into edits of words, so that equal parts coincide."""
    edits = frozenset(once(wanted))
    ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
    if all(left.end <= right.start for left, right in pairwise(ordered)):
        return edits
    return frozenset(once(part for edit in ordered for part in word_edits(edit)))


def once(edits: Iterable[Edit]) -> Iterable[Edit]:
    """Each change once, and with all that is to stand around it, though several issues want it."""
    unique: dict[tuple[int, int, str], Edit] = {}
    for edit in edits:
        other = unique.setdefault(edit.change, edit)
        if other != edit:
            unique[edit.change] = msgspec.structs.replace(
                other,
                before=max(other.before, edit.before, key=len),
                after=max(other.after, edit.after, key=len),
                own_before=max(other.own_before, edit.own_before),
                own_after=max(other.own_after, edit.own_after),
            )
    return unique.values()


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
                own_before=min(edit.own_before + at, MOST_AROUND),
                own_after=min(edit.own_after + len(edit.replaced) - end, MOST_AROUND),
            )
        at = end
