"""Finds edits again in a text that has changed since it was checked: by their words and what stood around these.

Nothing is guessed: an edit whose words stand nowhere like that, or in several places, is not made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec

from checker.decisions import Edit

MOST_SEARCHED = 1_000_000_000  # characters: each edit goes through the text on its own
FEWEST_BESIDE = 12  # characters by which a place is known if the text has changed on its other side


@dataclass(frozen=True, slots=True)
class Found:
    """Edits in a text that has changed.

    Attributes:
        edits: those that were found, where they are to be made now.
        missed: those that were not.
    """

    edits: frozenset[Edit]
    missed: tuple[Edit, ...] = ()


def find_again(wanted: Iterable[Edit], text: str) -> Found:
    """Find edits in a text that has changed; edits already made are left out, and are not missed.

    Raises:
        ValueError: so many edits would take too long in so long a text.
    """
    wanted = tuple(wanted)
    if len(wanted) * len(text) > MOST_SEARCHED:
        raise ValueError("the file has changed since it was checked, and is too long to find so many corrections again")
    edits, missed = set(), []
    for edit in sorted(wanted, key=lambda edit: (edit.start, edit.end)):
        loose = msgspec.structs.replace(edit, own_before=0, own_after=0)  # once made, another may have changed the rest
        for stands in (between, beside):
            made, still = stands(text, loose, edit.replacement), stands(text, edit, edit.replaced)
            if edit.is_idle:
                made = None
            if (made is None) != (still is None):
                break
        else:
            missed.append(edit)
            continue
        if still is not None:
            edits.add(msgspec.structs.replace(edit, start=still, end=still + len(edit.replaced)))
    return Found(frozenset(edits), tuple(missed))


def between(text: str, edit: Edit, words: str) -> int | None:
    """The place of an edit's words between their former neighbours on both sides; None unless there is exactly one."""
    if not (edit.before or edit.after):
        return None
    found = list(starts(text, edit.before + words + edit.after))
    return found[0] + len(edit.before) if len(found) == 1 else None


def beside(text: str, edit: Edit, words: str) -> int | None:
    """The place of an edit's words next to their former neighbour on one side; None unless there is exactly one.

    On the other side stands what is the issue's own.
    """
    found: set[int] = set()
    if words and len(edit.before) >= FEWEST_BESIDE:
        places = starts(text, edit.before + words + edit.after[: edit.own_after])
        found.update(start + len(edit.before) for start in places)
    if words and len(edit.after) >= FEWEST_BESIDE:
        own = edit.before[max(0, len(edit.before) - edit.own_before) :]
        found.update(start + len(own) for start in starts(text, own + words + edit.after))
    return found.pop() if len(found) == 1 else None


def starts(text: str, part: str) -> Iterator[int]:
    """The first two places of a part in a text; two mean that it is not unique."""
    first = text.find(part)
    if first >= 0:
        yield first
        second = text.find(part, first + 1)
        if second >= 0:
            yield second
