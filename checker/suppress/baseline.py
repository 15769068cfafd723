"""The baseline: issues that a project knows and lives with, so that only new ones make a run fail."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator
from pathlib import Path
from typing import Annotated

import msgspec

from checker.errors import UsageError
from checker.files.faults import said
from checker.files.opening import LARGEST_BASELINE, contents
from checker.files.writing import Replacement
from checker.fingerprints import fingerprints, renamed_fingerprints
from checker.model import Document, DocumentReport, Issue, SuppressedBy, Suppression
from checker.readers.paths import display_name
from checker.text.visible import visible

VERSION = 1
SNIPPET_CHARACTERS = 60


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One known issue.

    Attributes:
        path: of the document, from the folder of the baseline, with slashes; the id of a JSON line.
        fingerprint: of the issue, unique in its document.
        rule: its id.
        text: the beginning of what it marks, for the reader.
    """

    path: str
    fingerprint: str
    rule: str
    text: str

    @property
    def sort_key(self) -> tuple[str, str, str, str]:
        return self.path, self.rule, self.text, self.fingerprint


class BaselineFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as it is written."""

    version: Annotated[int, msgspec.Meta(ge=VERSION, le=VERSION)]
    issues: tuple[Entry, ...]


class Baseline:
    """The known issues of one run.

    Args:
        file: where they stand.
        updating: whether all issues of this run become known; there may be no file yet then.

    Raises:
        UsageError: the file cannot be read, or is no baseline.
    """

    def __init__(self, file: Path, *, updating: bool = False) -> None:
        self.file = file
        self._updating = updating
        self._known: defaultdict[str, dict[str, Entry]] = defaultdict(dict)
        for entry in self._read():
            self._known[entry.path][entry.fingerprint] = entry
        self._known_alike: dict[str, defaultdict[tuple[str, str], set[str]]] = {}
        self._added: dict[tuple[str, str], Entry] = {}
        self._gone: dict[tuple[str, str], Entry] = {}

    def _read(self) -> tuple[Entry, ...]:
        """The entries of the file as it is now; none if a missing file is allowed."""
        return () if self._updating and not self.file.exists() else known_entries(self.file)

    def apply(self, report: DocumentReport, skipped: Container[str]) -> DocumentReport:
        """The report without the issues that are known: they are suppressed.

        Args:
            report: with all its issues.
            skipped: the ids of the rules that were not looked for: nothing is said of their issues.
        """
        path = self.place(report.document.name, report.document.path)
        known = self._known.get(path, {})
        marks = fingerprints(report.document.text, report.all_issues)
        found = {marks[issue]: entry_of(issue, report.document, path, marks[issue]) for issue in report.issues}
        self._added.update({(path, mark): entry for mark, entry in found.items() if mark not in known})
        self._gone.update(
            {(path, m): entry for m, entry in known.items() if m not in found and entry.rule not in skipped}
        )

        def decide(issue: Issue) -> Suppression | None:
            if self._updating or marks[issue] in known:
                return Suppression(issue, SuppressedBy.BASELINE, self.file.name)
            return None

        return report.suppressing(decide)

    def learn(
        self,
        place: str,
        rule: str,
        text: str,
        wrong: Collection[str],
        corrected: Collection[str],
        *,
        again: bool = False,
    ) -> None:
        """Add the fingerprints of rejected issues of a rule on the same words.

        Args:
            place: of the document.
            rule: its id.
            text: what each of the issues marks.
            wrong: those that are none.
            corrected: those that the next check does not find, which changes the fingerprints of the others.
            again: whether this may have been learnt before; if all of it is known, no fingerprint is changed again.
        """
        known = self._known.get(place, {})
        if again and all(mark in known for mark in renamed_fingerprints(rule, text, wrong, corrected).values()):
            return
        shown = snippet(text)
        before = self._alike(place).get((rule, shown), set())
        after = set(renamed_fingerprints(rule, text, {*before, *wrong}.difference(corrected), corrected).values())
        self._added.update({(place, mark): Entry(place, mark, rule, shown) for mark in after.difference(known)})
        self._gone.update({(place, mark): known[mark] for mark in before - after})

    def _alike(self, place: str) -> dict[tuple[str, str], set[str]]:
        """The known fingerprints of a document by the rule and the text of their issues."""
        if place not in self._known_alike:
            alike = self._known_alike[place] = defaultdict(set)
            for mark, entry in self._known.get(place, {}).items():
                alike[entry.rule, entry.text].add(mark)
        return self._known_alike[place]

    def place(self, name: str | int, path: str | None) -> str:
        """The key of a document: its path from the baseline's folder, or its name if it has no file."""
        if path is None:
            return str(name)
        return display_name(os.path.relpath(path, self.file.parent).replace(os.sep, "/"))

    @property
    def summary(self) -> str | None:
        """A one-line summary of the changes, None if there is nothing to tell."""
        if self._updating:
            return f"{self.file}: {len(self._added)} added, {len(self._gone)} removed"
        if self._gone:
            return f"{self.file}: {len(self._gone)} no longer found; --update-baseline removes what is gone"
        return None

    def finish(self) -> None:
        """Rewrite the file, if updating: new issues are added, those gone removed, those of unchecked documents kept.

        It is read once more before that, as another run may have written it: whoever calls this holds it.

        Raises:
            UsageError: it cannot be written.
        """
        if not self._updating:
            return
        entries = {(entry.path, entry.fingerprint): entry for entry in self._read()}
        left = {key: entry for key, entry in (entries | self._added).items() if key not in self._gone}
        if left != entries or not self.file.exists():
            with Replacement(str(self.file)) as file:
                for line in entry_lines(left.values()):
                    file.write(line.encode())


def entry_of(issue: Issue, document: Document, path: str, mark: str) -> Entry:
    """The entry of an issue."""
    return Entry(path, mark, issue.rule, snippet(issue.span.of(document.text)))


def snippet(text: str) -> str:
    """The beginning of a marked text, on one line."""
    shown = visible(" ".join(text.split()))
    return shown if len(shown) <= SNIPPET_CHARACTERS else f"{shown[:SNIPPET_CHARACTERS]}…"


def entry_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """The lines of the file: one entry each, sorted, so that changes are easy to read."""
    yield f'{{"version":{VERSION},"issues":['
    separator = "\n"
    for entry in sorted(entries, key=lambda entry: entry.sort_key):
        yield separator + msgspec.json.encode(entry).decode()
        separator = ",\n"
    yield "\n]}\n"


def known_entries(file: Path) -> tuple[Entry, ...]:
    """The entries of a file.

    Raises:
        UsageError: it cannot be read, or is no baseline.
    """
    try:
        return msgspec.json.decode(contents(file, LARGEST_BASELINE), type=BaselineFile).issues
    except FileNotFoundError as error:
        raise UsageError(f"{file}: no such file; --update-baseline makes it") from error
    except OSError as error:
        raise UsageError(f"{file}: cannot be read: {error.strerror}") from error
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise UsageError(f"{file}: not a baseline: {said(error, BaselineFile)}") from error
