"""Bytes -> documents: finds the inputs, opens them and hands them to the reader of their format.

Whatever goes wrong with one input is a `Failure` in its place; the others are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path

from checker.errors import InputError, UsageError
from checker.files.writing import identity
from checker.model import Document, Failure
from checker.readers.formats import INPUT_FORMATS, Format, load_format
from checker.readers.formats.text import read_document
from checker.readers.ignored import Exclusion, Ignored
from checker.readers.paths import STANDARD_INPUT, Notify, Search, display_name, find, opened_input

__all__ = ["INPUT_FORMATS", "read_file", "read_inputs"]


def read_file(path: Path) -> Document:
    """Read one text file.

    Raises:
        InputError: it is missing, unreadable, not a regular file, binary or damaged.
    """
    with opened_input(str(path)) as stream:
        return replace(read_document(stream, display_name(str(path))), path=str(path))


def read_inputs(
    paths: Sequence[str],
    input_format: str,
    notify: Notify = lambda line: None,
    *,
    exclude: Sequence[Exclusion] = (),
    force_exclude: bool = False,
    follow_links: bool = False,
    reports: Iterable[str] = (),
) -> Iterator[Document | Failure]:
    """Read files, folders, patterns and standard input, in the order given and as they are asked for.

    Args:
        paths: as `checker.readers.paths.find` takes them.
        input_format: one of `INPUT_FORMATS`; all inputs are read in it, whatever they are called.
        notify: takes a line for the user on what is not read.
        exclude: patterns of what is left out of folders, beside those of ``.checkerignore``.
        force_exclude: leave out by ``.checkerignore`` even a file that is named itself.
        follow_links: follow links in folders wherever they lead.
        reports: files that the run will write.

    Raises:
        UsageError: there is no such format, or a pattern makes no sense; or, once it is asked for, an input is one of
            the `reports`.
    """
    reader = load_format(input_format)
    sources = find(paths, Search(reader.ENDING, notify, force_exclude, follow_links, Ignored(exclude)))
    return chain.from_iterable(map(partial(read_input, reader), spared(sources, reports)))


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


def read_input(reader: Format, source: str | Failure) -> Iterator[Document | Failure]:
    """The documents of one input; its failure, if it could not be found or read."""
    if isinstance(source, Failure):
        yield source
        return
    name = display_name(source)
    try:
        with opened_input(source) as stream:
            for item in reader.read(stream, name):
                if isinstance(item, Document) and item.line is None and source != STANDARD_INPUT:
                    item = replace(item, path=source)
                yield item
    except InputError as error:
        yield Failure(name, None, str(error))
