"""Substitutions in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from checker.model.span import Span

PART = re.compile(r"\s+|\S+")


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """One substitution. An empty replacement deletes, an empty span inserts."""

    span: Span
    replacement: str


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


def narrowed(text: str, edit: Edit) -> Edit:
    """The same edit without what it leaves as it is at its beginning and its end."""
    old, new = edit.span.of(text), edit.replacement
    before = alike(old, new)
    behind = alike(old[before:][::-1], new[before:][::-1])
    span = Span(edit.span.start + before, edit.span.end - behind)
    return Edit(span, new[before : len(new) - behind])


def alike(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def edits_by_word(text: str, edit: Edit) -> Iterator[Edit]:
    """An edit cut into one for each word that it changes; uncut if it adds, drops, joins or splits words."""
    old, new = PART.findall(edit.span.of(text)), PART.findall(edit.replacement)
    if len(old) != len(new) or any(a != b for a, b in zip(old, new, strict=True) if a.isspace() or b.isspace()):
        yield edit
        return
    at = edit.span.start
    for before, after in zip(old, new, strict=True):
        if before != after:
            yield Edit(Span(at, at + len(before)), after)
        at += len(before)
