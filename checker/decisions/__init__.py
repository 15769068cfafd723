"""An editor's decisions on a report's issues: the file that the page writes, and applying it.

Nothing in such a file is trusted until it fits the document that it names.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from checker.errors import UsageError
from checker.files.faults import said
from checker.files.opening import LARGEST_TEXT, contents

Offset = Annotated[int, Meta(ge=0)]


class Edit(Struct, frozen=True, forbid_unknown_fields=True):
    """One substitution, in Unicode code points of the text as read, half-open.

    Attributes:
        replaced: what stands there in the text that was checked; by it a file is known that has the edit already.
        before: the text in front of it, a few words of it; by it and by `after` the place is found again in a file
            that has changed.
        own_before: how many characters of `before` are the issue's own: its words, those that it compares, and what
            stands between. If any of them has changed, the edit no longer fits.
        own_after: the same of `after`.
    """

    start: Offset
    end: Offset
    replacement: str
    replaced: str = ""
    before: str = ""
    after: str = ""
    own_before: Offset = 0
    own_after: Offset = 0

    @property
    def change(self) -> tuple[int, int, str]:
        """What it does, whichever issue wants it."""
        return self.start, self.end, self.replacement

    @property
    def is_idle(self) -> bool:
        """True if it puts there what stands there."""
        return self.replaced == self.replacement != ""


class Decision(Struct, frozen=True, forbid_unknown_fields=True):
    """The decision on one issue, or a correction where no issue was.

    Attributes:
        fingerprint: of the issue, as the JSON report has it; of a correction, its own.
        rule: of the issue; empty for a correction of what no issue marks.
        decision: the issue is right and its `edits` are wanted, is wrong, is wrong wherever its words stand, or is
            wrong because its `term` may stand in another language from now on, or because its words are not known:
            ``teach``, whose `term` is a line for the word list; ``mend``: there was none, and its `edits` are wanted.
        edits: of an accepted issue; a correction by hand is one too.
        text: what the issue marks, or what is corrected.
        note: from the editor to the translator.
        place: of the issue, as the report says it to people; empty if it is not known.
    """

    fingerprint: str
    rule: str
    text: str
    decision: Literal["accept", "reject", "ignore-word", "allow", "teach", "mend"]
    edits: tuple[Edit, ...] = ()
    term: str | None = None
    note: str = ""
    place: str = ""

    @property
    def wants_edits(self) -> bool:
        return self.decision in ("accept", "mend")


REPORT = re.compile(rb'\s*\{"(?:schema_version":\d+,"tool"|id")')  # in JSON or JSON Lines, as we write it


class DecidedDocument(Struct, frozen=True, forbid_unknown_fields=True):
    """The decisions on one document.

    Attributes:
        id: the document's path as the check was given it.
        sha256: of the file's bytes as they were checked; None where the document had no file of its own.
        format: that the file was read in, by which its text is found again.
    """

    id: str | int
    sha256: str | None
    decisions: tuple[Decision, ...]
    format: str = "text"


class Decisions(Struct, frozen=True, forbid_unknown_fields=True):
    """The file that a report's page writes."""

    schema_version: Literal[1]
    offset_unit: Literal["unicode-code-points"]
    documents: tuple[DecidedDocument, ...]


def load_decisions(path: Path) -> Decisions:
    """Read a file of decisions.

    Raises:
        UsageError: it cannot be read or is none.
    """
    data = b""
    try:
        data = contents(path, LARGEST_TEXT)
        return msgspec.json.decode(data, type=Decisions)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        if REPORT.match(data):
            reason = "a report, not the decisions on it; the page of a report (--format html) exports those"
            raise UsageError(f"{path}: {reason}") from error
        raise UsageError(f"{path}: no decisions: {said(error, Decisions)}") from error
