"""Accepted edits that overlap and agree: they are made of the words that differ, and each of these is changed once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

import msgspec

from checker.decisions import Edit

PART = re.compile(r"\s+|[^\s]+")


def settled(wanted: Iterable[Edit]) -> frozenset[Edit]:
    """The edits, each once; if some overlap, in edits of single words, so that those which agree no longer do."""
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
    """An edit as edits of the words that it changes; as it is if it adds, drops or parts words."""
    old, new = PART.findall(edit.replaced), PART.findall(edit.replacement)
    is_known = len(edit.replaced) == edit.end - edit.start
    if not is_known or len(old) != len(new) or any(a != b for a, b in zip(old, new, strict=True) if a.isspace()):
        yield edit
        return
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
                before=edit.before + edit.replaced[:at],
                after=edit.replaced[end:] + edit.after,
            )
        at = end
