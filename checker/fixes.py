"""Applies fixes that go together; all other text stays as it is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from checker.model import Applicability, Document, Edit, Fix, Issue, Span, patch

BLANKS = " \t\u00a0\u202f\u3000"
OPENERS = "«“„‘([{<¿¡"  # what follows a word that is taken out without leaning on the one before
DELETE = {"en": "delete", "fr": "supprimer"}


class Taken:
    """Edits that are to be made together: they do not overlap, and none spoils what another relies on."""

    def __init__(self) -> None:
        self._at: dict[int, Edit] = {}  # by each offset that they change
        self._kept: set[int] = set()  # the offsets of what is to stay as it is

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits in text order, each once."""
        return tuple(sorted(set(self._at.values())))

    def take(self, fix: Fix, relies: Iterable[Span] = ()) -> bool:
        """Take in a fix if it goes with those that were taken before; whether it does.

        It does not if it overlaps one of them, changes a word that one of them leaves as it is and relies on, or
        relies on a word that one of them changes. What it wants as another does is done once.

        Args:
            fix: with an edit at least.
            relies: the words that it was made for.
        """
        new = [edit for edit in fix.edits if self._at.get(edit.span.start) != edit]
        changed = {offset for edit in new for offset in offsets(edit)}
        left = [word for word in relies if not any(edit.span.overlaps(word) for edit in fix.edits)]
        kept = {offset for word in left for offset in range(word.start, word.end)}
        if any(offset in self._at for offset in changed | kept) or changed & self._kept:
            return False
        self._at.update((offset, edit) for edit in new for offset in offsets(edit))
        self._kept |= kept
        return True


def offsets(edit: Edit) -> range:
    """The offsets that an edit changes: an insertion that of the sign before which it stands."""
    return range(edit.span.start, max(edit.span.end, edit.span.start + 1))


def apply(text: str, *fixes: Fix) -> str:
    """The text after fixes; a fix that overlaps an earlier one is left out."""
    taken = Taken()
    for fix in fixes:
        taken.take(fix)
    return patch(text, taken.edits)


def apply_first_fixes(text: str, issues: Iterable[Issue]) -> str:
    """The text after the first fix of each issue, in text order; one that overlaps an earlier one is left out."""
    in_order = sorted(issues, key=lambda issue: issue.sort_key)
    return apply(text, *(fix for issue in in_order for fix in issue.fixes[:1]))


def amended(document: Document, edits: Iterable[Edit]) -> Document:
    """The document after edits that are in text order and apart: no file holds it.

    What its format says of a part of the text moves with it; what an edit changes in part goes with the edit.
    """
    edits = tuple(edits)
    move = Moved(edits)
    return replace(
        document,
        text=patch(document.text, edits),
        origin=None,
        parts=tuple(part.moved(move.span) for part in document.parts),
        deliberate=tuple(each._replace(span=move.span(each.span)) for each in document.deliberate),
    )


class Moved:
    """Offsets after edits that are in text order and apart."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._edits = edits
        self._growth = [0, *accumulate(len(edit.replacement) - len(edit.span) for edit in edits)]

    def span(self, span: Span) -> Span:
        """Where a span stands after the edits, with all that is put in at its edges."""
        first = bisect_left(self._edits, span.start, key=lambda edit: edit.span.end)
        last = bisect_right(self._edits, span.end, key=lambda edit: edit.span.start)
        start = span.start + self._growth[first]
        if first < len(self._edits) and self._edits[first].span.start < span.start:
            start = self._edits[first].span.start + self._growth[first]
        end = span.end + self._growth[last]
        if last and self._edits[last - 1].span.end > span.end:
            end = self._edits[last - 1].span.end + self._growth[last]
        return Span(start, max(start, end))


class Step(NamedTuple):
    """A stretch of the text between two sets of edits that one of them has to do with.

    Attributes:
        growth: how much longer the first has made it.
        then: what the second does to it.
    """

    span: Span
    growth: int
    then: tuple[Edit, ...]


def composed(text: str, first: Iterable[Edit], second: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits of a text that do at once what two sets of edits do one after the other.

    Args:
        text: what `first` counts in.
        first: in text order and apart.
        second: the same, but they count in the text after `first`.
    """
    first = tuple(first)
    between = patch(text, first)
    edits = []
    grown = 0
    for step in merged_steps([*made(first), *(Step(edit.span, 0, (edit,)) for edit in second)]):
        before = Span(step.span.start - grown, step.span.end - grown - step.growth)
        grown += step.growth
        after = patch(between, step.then, within=step.span)
        if after != before.of(text):
            edits.append(Edit(before, after))
    return tuple(edits)


def made(edits: Iterable[Edit]) -> Iterator[Step]:
    """Where edits that are in text order and apart have put their replacements."""
    grown = 0
    for edit in edits:
        start = edit.span.start + grown
        growth = len(edit.replacement) - len(edit.span)
        grown += growth
        yield Step(Span(start, start + len(edit.replacement)), growth, ())


def merged_steps(steps: Iterable[Step]) -> list[Step]:
    """The steps in text order, those that overlap or touch as one."""
    found: list[Step] = []
    for step in sorted(steps):
        if found and step.span.start <= found[-1].span.end:
            last = found.pop()
            span = Span(last.span.start, max(last.span.end, step.span.end))
            step = Step(span, last.growth + step.growth, last.then + step.then)
        found.append(step)
    return found


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
