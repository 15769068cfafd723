"""What is recorded of the bundled rules, so that a run parses only the files of those whose words its texts have.

Reading two hundred rules costs more than checking an article, and few of them have anything to say of it. For each file
the record holds its kind, what a house style asks of it and the words, or of the kind `expression` the signs, one of
which every match has. A file that is
not as it was recorded is read like one of the user's own; a test holds the record against the files.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

from checker.packs.languages import BUNDLED
from checker.packs.versions import file_hash

RECORD = BUNDLED / "words-of-rules.json"


class Words(msgspec.Struct, frozen=True, array_like=True):
    """Forms and lemmas: a token has one of these forms, or may be of one of these lemmas."""

    forms: frozenset[str]
    lemmas: frozenset[str]


class Recorded(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is recorded of a rule.

    Attributes:
        sha256: of its file.
        kind: of the rule.
        severity: of the rule, by its label.
        regions: see `checker.packs.rules.RuleFile`, as for the next.
        styles: the only house styles that the rule is of.
        signs: for each form of the kind `expression`, letters and marks one of which stands in a text where it stands;
            none for a form of which nobody knows any.
        words: one of which stands in a text that the rule has something to say of; None if there are none such.
    """

    sha256: str
    kind: str
    severity: str
    regions: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    words: Words | None = None
    signs: tuple[tuple[str, ...], ...] = ()


def recorded(identifier: str, path: Path) -> Recorded | None:
    """What is recorded of a bundled rule; None if that is nothing, or its file is another now.

    Raises:
        RuleError: its file cannot be read.
    """
    found = rule_records().get(identifier)
    return found if found and found.sha256 == file_hash(str(path)) else None


@cache
def rule_records() -> Mapping[str, Recorded]:
    """The record, by the ids of the rules."""
    return msgspec.json.decode(RECORD.read_bytes(), type=dict[str, Recorded])
