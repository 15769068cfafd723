"""Outcomes kept between runs: a file that did not change is not checked anew.

An entry is named by a hash of all that its outcome depends on: the document as it was read, its settings, what the desk
taught, the packs, the program, and the machine. So a change of any of them finds no entry, and nothing is ever out of
date. Entries are data: what is damaged, or was written by another version, is checked anew. The folder may be deleted
at any time; where it cannot be written, nothing is kept.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import re
import secrets
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import msgspec

from checker.engine.resources import Resources
from checker.files.opening import contents
from checker.model import Coverage, Document, DocumentReport, Issue, Outcome, Span, Suppression
from checker.packs.languages import BUNDLED
from checker.project.settings import Settings

PROGRAM = Path(__file__).parents[1]
LIBRARIES = Path(msgspec.__file__).parents[1]
DIGEST = 32  # bytes of a SHA-256
SETTLING = 60.0  # seconds after which what was changed is surely what this process has loaded
MOST_BYTES = 1 << 20  # of entries in each of 256 folders: a quarter of a gigabyte in all
NAME = re.compile(r"[0-9a-f]{62}|[0-9a-f]{16}\.tmp")  # of an entry, and of one that was not finished
Check = Callable[[Document, Settings], Outcome]


class Kept(msgspec.Struct, array_like=True, frozen=True):
    """The outcome of a check, without the document as it was read."""

    language: str | None
    guessed: bool
    warnings: tuple[str, ...]
    excluded: tuple[Span, ...]
    joins: tuple[Span, ...]
    issues: tuple[Issue, ...]
    suppressed: tuple[Suppression, ...]
    coverage: Coverage

    @classmethod
    def of(cls, report: DocumentReport) -> Kept:
        known = report.document
        return cls(
            known.target_language,
            known.guessed,
            known.warnings,
            known.excluded,
            known.joins,
            report.issues,
            report.suppressed,
            report.coverage,
        )

    def fits(self, text: str) -> bool:
        """True if all that it speaks of stands in a text: whoever can write in the folder may have made it up."""
        issues = (*self.issues, *(each.issue for each in self.suppressed))
        edits = (edit.span for issue in issues for fix in issue.fixes for edit in fix.edits)
        compared = (span for issue in issues for span in (issue.span, *issue.compared))
        return all(span.end <= len(text) for span in (*self.excluded, *self.joins, *compared, *edits))

    def report(self, document: Document, settings: Settings) -> DocumentReport:
        """The report on the document as it was read."""
        known = replace(
            document,
            target_language=self.language,
            guessed=self.guessed,
            warnings=self.warnings,
            excluded=self.excluded,
            joins=self.joins,
        )
        return DocumentReport(known, self.issues, self.coverage, self.suppressed, settings.fail_on)


class Cache:
    """The entries in a folder, for checks with some resources."""

    def __init__(self, folder: Path, resources: Resources) -> None:
        self._folder = folder
        own = resources.own_rules
        known = tuple(stamps((PROGRAM, BUNDLED, *own)))
        changed = max(max(stamp[-2:]) for stamp in known) / 1e9
        self._is_settled = changed + SETTLING < time.time()
        said = resources.lang, resources.words, own, sys.version, os.uname(), LIBRARIES.stat().st_mtime_ns, known
        self._base = hashlib.sha256(repr(said).encode(errors="surrogatepass")).digest()

    def outcome(self, document: Document, settings: Settings, check: Check) -> Outcome:
        """The outcome that is kept of a file, else that of a check, which is kept from then on."""
        if document.path is None or not self._is_settled:
            return check(document, settings)
        place = self._place(document, settings)
        if (kept := read(place)) and kept.fits(document.text):
            return kept.report(document, settings)
        outcome = check(document, settings)
        if isinstance(outcome, DocumentReport):
            with suppress(OSError):
                write(place, Kept.of(outcome))
        return outcome

    def _place(self, document: Document, settings: Settings) -> Path:
        """Where the entry on a document is."""
        whole = self._base + pickle.dumps((document, settings))  # which are never read again
        name = hashlib.sha256(whole).hexdigest()
        return self._folder / name[:2] / name[2:]


def cache_of_user(resources: Resources) -> Cache | None:
    """The cache in the user's own folder; None where that cannot be written, or others can write it."""
    folder = user_folder() / "translation-checker" / "1"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.stat()
        if status.st_uid != os.getuid() or status.st_mode & 0o022 or not os.access(folder, os.W_OK):
            return None
        return Cache(folder, resources)
    except (OSError, AttributeError):  # no user of that kind on Windows
        return None


def user_folder() -> Path:
    """Where programs keep what may be deleted."""
    if sys.platform == "darwin":
        return Path("~/Library/Caches").expanduser()
    given = os.environ.get("XDG_CACHE_HOME", "")
    return Path(given) if os.path.isabs(given) else Path("~/.cache").expanduser()


def stamps(folders: Iterable[Path]) -> Iterator[tuple[str, int, int, int, int]]:
    """Each file below some folders with its number, its size and when it was changed, sorted; code compiled apart."""
    for folder in folders:
        for parent, below, names in os.walk(folder):
            below[:] = sorted(name for name in below if name != "__pycache__")
            for name in sorted(names):
                path = os.path.join(parent, name)
                status = os.stat(path)
                yield path, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def read(place: Path) -> Kept | None:
    """An entry; None if there is none, it is damaged, or it is no file of such a size."""
    try:
        data = contents(place, MOST_BYTES)
        if hashlib.sha256(data[DIGEST:]).digest() != data[:DIGEST]:
            return None
        return msgspec.msgpack.decode(data[DIGEST:], type=Kept)
    except (OSError, ValueError, msgspec.MsgspecError):
        return None


def write(place: Path, kept: Kept) -> None:
    """Write an entry, whole or not at all, if it is the same when it is read.

    Not by `checker.files.writing`: an entry that a loss of power damages is no loss, so that none waits for the disk.

    Raises:
        OSError: it cannot be written, or its folder is a link.
    """
    try:
        data = msgspec.msgpack.encode(kept)
        if repr(msgspec.msgpack.decode(data, type=Kept)) != repr(kept):
            return
    except (TypeError, ValueError, msgspec.MsgspecError):
        return
    if len(data) > MOST_BYTES // 4:
        return
    place.parent.mkdir(mode=0o700, exist_ok=True)
    if place.parent.is_symlink():
        raise NotADirectoryError(place.parent)
    temporary = place.with_name(f"{secrets.token_hex(8)}.tmp")
    try:
        with open(temporary, "xb") as file:
            file.write(hashlib.sha256(data).digest() + data)
        temporary.replace(place)
    finally:
        temporary.unlink(missing_ok=True)
    make_room(place.parent)


def make_room(folder: Path) -> None:
    """Remove the oldest entries of a folder that holds too much, until it is half full.

    Raises:
        OSError: one cannot be removed.
    """
    with os.scandir(folder) as listing:
        files = [entry for entry in listing if NAME.fullmatch(entry.name) and entry.is_file(follow_symlinks=False)]
        entries = sorted((entry.stat().st_mtime_ns, entry.stat().st_size, entry.path) for entry in files)
    total = sum(size for _, size, _ in entries)
    if total <= MOST_BYTES:
        return
    for _, size, path in entries:
        if total <= MOST_BYTES // 2:
            return
        with suppress(FileNotFoundError):  # another run has removed it
            os.unlink(path)
        total -= size
