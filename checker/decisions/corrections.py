"""Applies accepted edits to the file that they were decided on."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain, pairwise
from pathlib import Path

from checker import model
from checker.decisions import DecidedDocument, Edit
from checker.decisions.again import Found, find_again
from checker.decisions.settling import settled
from checker.errors import InputError, UsageError
from checker.files.corrected import Corrected, encoded
from checker.files.writing import inside
from checker.model import patch
from checker.readers import read_bytes, read_file
from checker.readers.paths import STANDARD_INPUT
from checker.readers.wishes import NO_WISHES, Wishes


@dataclass(frozen=True)
class Correction(Corrected):
    """The new contents of a file after decisions on it.

    Attributes:
        document: that the edits change: the file as it is, or as it was checked if they are made in it already.
        place: of the file, without a link in it.
        applied: whether the edits are made in the file already.
        missed: edits that are not among them, as their words stand nowhere any more, or in several places.
    """

    place: str
    applied: bool
    missed: tuple[Edit, ...] = ()


def by_file(documents: Iterable[DecidedDocument], root: Path, states: int) -> tuple[tuple[DecidedDocument, ...], ...]:
    """The documents of decisions, those together that are of the same text of one file, whatever they call it.

    Each file is read as often as it had another text, and what is decided on one of its names is done once.

    Args:
        documents: as the decisions name them.
        root: as `file_of` takes it.
        states: how many texts a file may have had: each file of decisions is of one.

    Raises:
        UsageError: a file has had more.
    """
    together: dict[tuple[object, ...], list[DecidedDocument]] = {}
    texts: defaultdict[str, set[str | None]] = defaultdict(set)
    for number, document in enumerate(documents):
        place = None
        with suppress(InputError):  # which `file_of` raises again when its turn comes
            place = file_of(document, root) if os.path.exists(Path(str(document.id))) else None
        if place is not None:
            texts[place].add(document.sha256)
            if len(texts[place]) > states:
                raise UsageError(f"{document.id}: no decisions: they are on several texts of this one file")
        key = (None, number) if place is None else (place, document.sha256, document.format)
        together.setdefault(key, []).append(document)
    return tuple(map(tuple, together.values()))


def file_of(decided: DecidedDocument, root: Path = Path()) -> str | None:
    """The path of the file that accepted edits change, without reading it; None if there are no edits.

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


def wanted_edits(*decided: DecidedDocument) -> frozenset[Edit]:
    """The accepted edits of a text; edits that several issues share, whole or in part, stand once."""
    decisions = chain.from_iterable(document.decisions for document in decided)
    return settled(edit for decision in decisions if decision.wants_edits for edit in decision.edits)


def correct(
    decided: DecidedDocument,
    root: Path = Path(),
    others: Iterable[DecidedDocument] = (),
    wishes: Wishes = NO_WISHES,
) -> Correction | None:
    """The bytes of a document's file after its accepted edits, without writing it; None if there are no edits.

    Args:
        decided: the decisions on it.
        root: as `file_of` takes it.
        others: documents that are the same text of the same file, with edits of their own; see `by_file`.
        wishes: what the settings say of how the file is read.

    Raises:
        InputError: as `file_of` does; or the file is neither as it was checked nor as it is to be and no edit says
            what stood around it, two edits overlap, one lies outside the text or on other words than it replaces, or
            the file's encoding cannot hold a replacement.
    """
    place = file_of(decided, root)
    if place is None or decided.sha256 is None:
        return None
    wanted = wanted_edits(decided, *others)
    file = read_file(Path(str(decided.id)), decided.format, wishes)
    document = as_checked(file, wanted, decided.sha256, wishes)
    found = Found(wanted)
    if document is None and any(edit.before or edit.after for edit in wanted):
        try:
            document, found = file, find_again(wanted, file.text)
        except ValueError as error:
            raise InputError(f"{decided.id}: {error}") from error
    if document is None or document.origin is None:
        raise InputError(f"{decided.id}: the file has changed since it was checked; check it again")
    if any(edit.replaced not in ("", document.text[edit.start : edit.end]) for edit in found.edits):
        raise InputError(f"{decided.id}: other words stand where a correction is to be made than it says")
    edits = ordered(found.edits, document)
    applied = document is not file or not (edits or found.missed)
    return Correction(document, edits, encoded(document, edits), place, applied, found.missed)


def as_checked(
    file: model.Document, wanted: Iterable[Edit], digest: str, wishes: Wishes = NO_WISHES
) -> model.Document | None:
    """The document as it was checked: the file as it is, or with these edits undone if it has them already.

    Returns:
        None if the file has changed otherwise.
    """
    if file.origin is None or file.origin.digest == digest:
        return file
    wanted = tuple(wanted)
    with suppress(ValueError, InputError):
        before = file.origin.bytes_after(file.text, undoing(wanted))
        if sha256(before).hexdigest() == digest:
            document = read_bytes(before, file, wishes)
            if patch(document.text, ordered(wanted, document)) == file.text:
                return document
    return None


def undoing(edits: Iterable[Edit]) -> tuple[model.Edit, ...]:
    """The edits that undo others in the text after these.

    Raises:
        ValueError: those overlap.
    """
    back: list[model.Edit] = []
    longer = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        start = edit.start + longer
        back.append(model.Edit(model.Span(start, start + len(edit.replacement)), edit.replaced))
        longer += len(edit.replacement) - (edit.end - edit.start)
    if any(left.span.end > right.span.start for left, right in pairwise(back)):
        raise ValueError("edits overlap")
    return tuple(back)


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
