"""Bytes -> documents: finds the inputs, opens them and hands them to the reader of their format.

Whatever goes wrong with one input is a `Failure` in its place; the others are read.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import BinaryIO, cast

from checker.errors import CheckerError, InputError, UsageError
from checker.files.opening import LARGEST_TEXT, read_all
from checker.files.writing import identity
from checker.model import Document, Failure, Original
from checker.readers.formats import (
    HEAD_BYTES,
    INPUT_FORMATS,
    OWN_REPORT,
    PLAIN,
    format_of,
    is_mapped,
    load_format,
    of_ending,
    only_of_ending,
    recognised,
)
from checker.readers.ignored import Exclusion, Ignored
from checker.readers.paths import STANDARD_INPUT, Notify, Search, display_name, find, opened_input
from checker.readers.repeated import told_if_repeated
from checker.readers.wishes import NO_WISHES, Wishes, WishesOf, none_for

__all__ = ["INPUT_FORMATS", "read_bytes", "read_file", "read_inputs"]


@dataclass(frozen=True)
class Choice:
    """The settings that decide in which format an input is read.

    Attributes:
        given: the format of all inputs, whatever they are called; None to tell it by ending and content.
        stdin_name: the name by which the format of standard input is told; empty if it is plain text.
        with_files: whether, of folders, only files are read that are one document each.
        wishes: what the settings say of how a file is read, or what is no file of its own.
    """

    given: str | None = None
    stdin_name: str = ""
    with_files: bool = False
    wishes: WishesOf = none_for

    @property
    def kinds(self) -> str:
        """The name in messages for the files that are read in folders."""
        if self.given is None:
            return "of a format that is read"
        return ", ".join(f"*{ending}" for ending in load_format(self.given).ENDINGS)

    def takes(self, path: str) -> bool:
        """True if a file that is found in a folder is read; none is that a run of ours has written as its report."""
        fitting = of_ending(path)
        if self.given is not None:
            return self.given in fitting
        if fitting == (PLAIN,):
            return True
        fitting = tuple(name for name in fitting if not self.with_files or load_format(name).HAS_FILES)
        try:
            with opened_input(path) as stream:
                head = head_of(stream)
            wishes = self.wishes(path)
        except CheckerError:
            return bool(fitting)  # reading it says why
        known = is_mapped(head, wishes) or (len(fitting) == 1 and only_of_ending(path))
        return not OWN_REPORT.search(head) and bool(known or (fitting and recognised(fitting, head)))

    def knows(self, path: str) -> bool:
        """True if a file is in a format that is read, or one is given."""
        return self.given is not None or self.takes(path)

    def format(self, source: str, stream: BinaryIO, wishes: Wishes) -> str:
        """The name of the format of an input.

        Raises:
            InputError: it is in none that is read.
        """
        if self.given is not None:
            return self.given
        path = self.stdin_name if source == STANDARD_INPUT else source
        only = only_of_ending(path) if path else PLAIN
        return only or format_of(path, head_of(stream), display_name(source), wishes)


def head_of(stream: BinaryIO) -> bytes:
    """The first bytes of a stream, which stay to be read."""
    return cast("io.BufferedReader", stream).peek(HEAD_BYTES)[:HEAD_BYTES]


def read_file(path: Path, input_format: str | None = None, wishes: Wishes = NO_WISHES) -> Document:
    """Read a file that is one document.

    Args:
        path: of the file.
        input_format: one of `INPUT_FORMATS`; None to tell it by ending and content.
        wishes: what the settings say of how it is read.

    Raises:
        InputError: it is missing, unreadable, not a regular file, damaged, or holds many documents.
    """
    source = str(path)
    with opened_input(source) as stream:
        name = Choice(input_format).format(source, stream, wishes)
        return replace(only_document(stream, display_name(source), name, wishes), path=source)


def with_original(document: Document, wishes: Wishes) -> Document:
    """The document with its original, if it names one that is a file beside it; a warning says if that cannot be read.

    No link is followed anywhere else: whoever wrote it may name any file.
    """
    name, path = document.original_link, document.path
    if not name or path is None or name.startswith(".") or os.path.basename(name) != name:
        return document
    place = os.path.join(os.path.dirname(path), name)
    if name == os.path.basename(path) or os.path.islink(place) or not os.path.isfile(place):
        return document
    try:
        original = read_file(Path(place), None, wishes)
    except InputError as error:
        return replace(document, warnings=(*document.warnings, f"Its original was not read: {error}."))
    return replace(document, original=Original(original.text, original.target_language))


def read_bytes(data: bytes, document: Document, wishes: Wishes = NO_WISHES) -> Document:
    """The document that a document was when its file held these bytes, read in the same way.

    Raises:
        InputError: its format cannot read them.
    """
    return replace(only_document(io.BytesIO(data), str(document.name), document.format, wishes), path=document.path)


def only_document(stream: BinaryIO, name: str, input_format: str, wishes: Wishes) -> Document:
    """The one document of a file."""
    reader = load_format(input_format)
    if not reader.HAS_FILES:
        raise InputError(f"{name}: holds many documents, none of which is a file of its own")
    document = next(reader.read(stream, name, wishes))
    if isinstance(document, Failure):
        raise InputError(document.message)
    return document


def read_inputs(
    paths: Sequence[str],
    input_format: str | None = None,
    notify: Notify = lambda line: None,
    *,
    stdin_name: str = "",
    with_files: bool = False,
    exclude: Sequence[Exclusion] = (),
    force_exclude: bool = False,
    follow_links: bool = False,
    reports: Iterable[str] = (),
    wishes: WishesOf = none_for,
) -> Iterator[Document | Failure]:
    """Read files, folders, patterns and standard input, in the order given and as they are asked for.

    Args:
        paths: as `checker.readers.paths.find` takes them.
        input_format: one of `INPUT_FORMATS`; all inputs are read in it, whatever they are called. If None, that of each
            is told by its ending and its content.
        notify: takes a line for the user on what is not read.
        stdin_name: the name by which the format of standard input is told.
        with_files: read of folders only files that are one document each, so that it can be corrected.
        exclude: patterns of what is left out of folders, beside those of ``.checkerignore``.
        force_exclude: let a file that is named itself count as found: leave it out by ``.checkerignore``, and where no
            format is given and it is in none that is read.
        follow_links: follow links in folders wherever they lead.
        reports: files that the run will write.
        wishes: what the settings say of how a file is read, or what is no file of its own.

    Raises:
        UsageError: there is no such format, or a pattern makes no sense; or, once it is asked for, an input is one of
            the `reports`.
    """
    if input_format is not None:
        load_format(input_format)
    if stdin_name and STANDARD_INPUT not in paths:
        notify("--stdin-filename counts for nothing, as no PATH is -")
    choice = Choice(input_format, stdin_name, with_files, wishes)
    ignored = Ignored(exclude)
    search = Search(choice.takes, choice.kinds, notify, choice.knows, force_exclude, follow_links, ignored)
    sources = find(paths, search)
    return chain.from_iterable(read_input(choice, source, notify) for source in spared(sources, reports))


def spared(sources: Iterable[str | Failure], reports: Iterable[str]) -> Iterator[str | Failure]:
    """The same inputs, as long as none of them is a file that the run will write.

    Raises:
        UsageError: one is.
    """
    places = {identity(path) for path in reports}
    for source in sources:
        if isinstance(source, str) and source != STANDARD_INPUT and identity(source) in places:
            raise UsageError(f"{display_name(source)}: is checked itself, no report can take its place")
        yield source


def read_input(choice: Choice, source: str | Failure, notify: Notify) -> Iterator[Document | Failure]:
    """The documents of one input; its failure, if it could not be found or read."""
    if isinstance(source, Failure):
        yield source
        return
    name = display_name(source)
    try:
        with opened_input(source) as stream:
            if source == STANDARD_INPUT and choice.stdin_name and not only_of_ending(choice.stdin_name):
                # A pipe shows as much of itself as was written so far; the format is told by as much as of a file.
                stream = io.BufferedReader(io.BytesIO(read_all(stream, LARGEST_TEXT)))
            wishes = choice.wishes(None if source == STANDARD_INPUT else source)
            items = load_format(choice.format(source, stream, wishes)).read(stream, name, wishes)
            for item in told_if_repeated(items, name, notify):
                if isinstance(item, Document) and item.line is None and source != STANDARD_INPUT:
                    item = with_original(replace(item, path=source), wishes)
                yield item
    except InputError as error:
        yield Failure(name, None, str(error))
    except UsageError as error:  # in the settings
        yield Failure(name, None, f"{name}: {error}")
