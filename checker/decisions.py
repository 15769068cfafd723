"""What an editor decided on a report's issues, and the files that come of it.

The report's page writes ``decisions.json``; nothing in it is trusted until it fits the file that it names.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from checker import model
from checker.errors import InputError, UsageError
from checker.files.opening import LARGEST_TEXT, contents
from checker.files.writing import Replacement, inside
from checker.fingerprints import words
from checker.fixes import patch
from checker.readers import read_file
from checker.readers.paths import STANDARD_INPUT
from checker.suppress.allow import COMMENT, read_entries
from checker.suppress.baseline import Baseline

Offset = Annotated[int, Meta(ge=0)]


class Edit(Struct, frozen=True, forbid_unknown_fields=True):
    """One substitution, in Unicode code points of the text as read, half-open.

    Attributes:
        replaced: what stands there in the text that was checked; by it a file is known that has the edit already.
    """

    start: Offset
    end: Offset
    replacement: str
    replaced: str = ""


class Decision(Struct, frozen=True, forbid_unknown_fields=True):
    """What was decided on one issue.

    Attributes:
        fingerprint: of the issue, as the JSON report has it.
        decision: the issue is right and its `edits` are wanted, is wrong, is wrong wherever its words stand,
            or is wrong because its `term` may stand in another language from now on.
        edits: of an accepted issue; a correction by hand is one too.
        text: what the issue marks.
    """

    fingerprint: str
    rule: str
    text: str
    decision: Literal["accept", "reject", "ignore-word", "allow"]
    edits: tuple[Edit, ...] = ()
    term: str | None = None


class DecidedDocument(Struct, frozen=True, forbid_unknown_fields=True):
    """The decisions on one document.

    Attributes:
        id: the document's path as the check was given it.
        sha256: of the file's bytes as they were checked; None where the document had no file of its own.
    """

    id: str | int
    sha256: str | None
    decisions: tuple[Decision, ...]


class Decisions(Struct, frozen=True, forbid_unknown_fields=True):
    """The file that a report's page writes."""

    schema_version: Literal[1]
    offset_unit: Literal["unicode-code-points"]
    documents: tuple[DecidedDocument, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """A file as it is to be.

    Attributes:
        place: of the file, without a link in it.
        document: as it was checked.
        edits: in text order.
        data: the file's bytes after them.
        applied: whether the file holds these bytes already.
    """

    place: str
    document: model.Document
    edits: tuple[model.Edit, ...]
    data: bytes
    applied: bool

    def write(self) -> None:
        """Put the corrected file in the place of the one that was checked.

        Raises:
            UsageError: it cannot be written; the file is as it was.
        """
        with Replacement(self.place) as file:
            file.write(self.data)


def load(path: Path) -> Decisions:
    """Read a file of decisions.

    Raises:
        UsageError: it cannot be read or is none.
    """
    try:
        return msgspec.json.decode(contents(path, LARGEST_TEXT), type=Decisions)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path}: no decisions: {' '.join(str(error).split())}") from error


def file_of(decided: DecidedDocument, root: Path = Path()) -> str | None:
    """The place of the file that a document's accepted edits are to change, None if there are none; reads nothing.

    Args:
        decided: whoever wrote it may have named any file.
        root: the folder that all files are in.

    Raises:
        InputError: the document has no file, or one outside the folder: its path or a link leads out, or to what
            stands there under a name with a dot before it, such as ``.git``.
    """
    if not wanted_edits(decided):
        return None
    if decided.sha256 is None or isinstance(decided.id, int):
        raise InputError(f"{decided.id}: the document has no file of its own")
    if decided.id == STANDARD_INPUT:
        raise InputError(f"{decided.id}: standard input cannot be corrected; download the text from the report")
    try:
        place = inside(decided.id, str(root))
    except (OSError, ValueError) as error:  # surrogates, a NUL
        raise InputError(f"{decided.id}: cannot be read: {error}") from error
    if place is None:
        raise InputError(f"{decided.id}: is not among the files of this folder; --root FOLDER names another")
    return place


def wanted_edits(decided: DecidedDocument) -> frozenset[Edit]:
    """The accepted edits of a document: what several issues want alike is done once."""
    accepted = (decision for decision in decided.decisions if decision.decision == "accept")
    return frozenset(edit for decision in accepted for edit in decision.edits)


def correct(decided: DecidedDocument, root: Path = Path()) -> Correction | None:
    """What a document's accepted edits make of its file, None if there are none; writes nothing.

    Args:
        decided: the decisions on it.
        root: as `file_of` takes it.

    Raises:
        InputError: as `file_of` does; or the file is neither as it was checked nor as it is to be, two edits
            overlap or one lies outside the text, or the file's encoding cannot hold a replacement.
    """
    place = file_of(decided, root)
    if place is None or decided.sha256 is None:
        return None
    wanted = wanted_edits(decided)
    file = read_file(Path(str(decided.id)))
    document = as_checked(file, wanted, decided.sha256)
    if document is None or document.origin is None:
        raise InputError(f"{decided.id}: the file has changed since it was checked; check it again")
    edits = ordered(wanted, document)
    try:
        data = document.origin.encode(patch(document.text, edits))
    except UnicodeEncodeError as error:
        letters = error.object[error.start : error.end]
        raise InputError(f"{decided.id}: {letters!r} cannot be written in {document.origin.encoding}") from error
    except ValueError as error:
        raise InputError(f"{decided.id}: {error}") from error
    return Correction(place, document, edits, data, applied=document is not file)


def as_checked(file: model.Document, wanted: Iterable[Edit], digest: str) -> model.Document | None:
    """The document that was checked: the file as it is, or as it was if it has changed by these very edits.

    Returns:
        None if the file has changed otherwise.
    """
    if file.origin is None or file.origin.digest == digest:
        return file
    wanted = tuple(wanted)
    with suppress(ValueError, InputError):
        document = replace(file, text=undone(file.text, wanted))
        is_checked = sha256(file.origin.encode(document.text)).hexdigest() == digest
        if is_checked and patch(document.text, ordered(wanted, document)) == file.text:
            return document
    return None


def undone(text: str, edits: Iterable[Edit]) -> str:
    """What a text was before edits, if it is what they made of it."""
    back: list[model.Edit] = []
    longer = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        start = edit.start + longer
        back.append(model.Edit(model.Span(start, start + len(edit.replacement)), edit.replaced))
        longer += len(edit.replacement) - (edit.end - edit.start)
    return patch(text, back)


def ordered(wanted: Iterable[Edit], document: model.Document) -> tuple[model.Edit, ...]:
    """The accepted edits of a document in text order.

    Args:
        wanted: each different from the others: what several issues want alike is done once.
        document: as its file is now.

    Raises:
        InputError: an edit lies outside the text, or two overlap.
    """
    wanted = tuple(wanted)
    for edit in wanted:
        if not edit.start <= edit.end <= len(document.text):
            raise InputError(f"{document.name}: no text stands at {edit.start}..{edit.end}")
    edits = sorted(model.Edit(model.Span(edit.start, edit.end), edit.replacement) for edit in wanted)
    for left, right in pairwise(edits):
        if right.span.start < left.span.end or right.span.start == left.span.start:
            line, column = document.position(right.span.start)
            raise InputError(f"{document.name}:{line}:{column}: two accepted corrections overlap; undo one of them")
    return tuple(edits)


def fold(decided: DecidedDocument, baseline: Baseline, *, again: bool = False) -> None:
    """Make known to a baseline which issues were decided to be none, as the next check of the document will find them.

    Args:
        decided: what is accepted in it has been corrected.
        baseline: to be written by the caller.
        again: whether this may have been done before.
    """
    alike = defaultdict(list)
    for decision in decided.decisions:
        alike[decision.rule, words(decision.text)].append(decision)
    is_file = decided.sha256 is not None and decided.id != STANDARD_INPUT
    place = baseline.place(decided.id, str(decided.id) if is_file else None)
    for (rule, text), decisions in alike.items():
        wrong = {each.fingerprint for each in decisions if each.decision in ("reject", "ignore-word")}
        corrected = {each.fingerprint for each in decisions if each.decision == "accept" and each.edits}
        baseline.learn(place, rule, text, wrong, corrected, again=again)


def allowed_terms(decisions: Decisions) -> tuple[str, ...]:
    """The terms that are to be allowed from now on, each once, sorted."""
    decided = (decision for document in decisions.documents for decision in document.decisions)
    return tuple(sorted({decision.term for decision in decided if decision.decision == "allow" and decision.term}))


def add_terms(path: Path, terms: Iterable[str]) -> tuple[str, ...]:
    """Add terms to a file of allowed terms, each before the first entry that sorts after it; returns those added.

    What the file holds stays as it is; the file is made if there is none.

    Raises:
        UsageError: the file cannot be read or written, or a term cannot stand in it.
    """
    exists = path.exists()
    known = set(read_entries(path)) if exists else set()
    lines = contents(path, LARGEST_TEXT).decode("utf-8-sig").splitlines() if exists else []
    added = tuple(term for term in dict.fromkeys(terms) if term not in known)
    for term in added:
        if term != COMMENT.sub("", term).strip() or len(term.splitlines()) != 1 or term[0] == term[-1] == "/":
            raise UsageError(f"{path}: {term!r} cannot stand in a file of allowed terms")
    lines = merged(lines, added)
    if added:
        with Replacement(str(path)) as file:
            file.write("".join(f"{line}\n" for line in lines).encode())
    return added


def merged(lines: Sequence[str], terms: Iterable[str]) -> list[str]:
    """The lines of a file of allowed terms with others, each before the first entry that sorts after it."""
    entries = (COMMENT.sub("", line).strip().casefold() for line in lines)
    greatest = list(accumulate(entries, max))
    before: defaultdict[int, list[str]] = defaultdict(list)
    for term in sorted(terms, key=str.casefold):
        before[bisect_right(greatest, term.casefold())].append(term)
    return [each for number, line in enumerate(lines) for each in (*before.pop(number, ()), line)] + before[len(lines)]
