"""Tables in plain text: the column of translations, by its name in the first row. See RFC 4180."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, NamedTuple

from checker.files.opening import LARGEST_TEXT, read_all
from checker.model import Document, Notation, Original, Stretch, UnwritableError
from checker.readers.builder import TextBuilder
from checker.readers.decode import decode
from checker.readers.markup.messages import add_message, one_line
from checker.readers.wishes import NO_WISHES, Wishes

TITLE = "CSV and TSV: the column target, translation or text"
ENDINGS = (".csv", ".tsv")
HAS_FILES = True

TARGET, ORIGINAL, ID = ("target", "translation", "text"), ("source", "original"), ("id", "key")
DELIMITERS = "\t;,"
LINE_END = r"\r\n|\r|\n"
FIELD = {
    each: re.compile(
        rf"(?:\"(?P<quoted>(?:[^\"]|\"\")*+)\"(?=[{each}\r\n]|\Z)|(?P<bare>[^{each}\r\n]*+))"
        rf"(?P<ends>{each}|{LINE_END}|\Z)"
    )
    for each in DELIMITERS
}
ATOM = re.compile(r'[^"]++|""?')
TO_BLANK = str.maketrans("\t\r\n", "   ")
NO_COLUMN = "No column is called target, translation or text, so that nothing of the table was checked."


def in_quotation_marks(text: str) -> str:
    """A text as it stands between quotation marks."""
    return text.replace('"', '""')


def unquoted(source: str) -> str:
    """The text of what stands between quotation marks, with a blank for each line end and tab."""
    return source.replace('""', '"').translate(TO_BLANK)


def bare(delimiter: str, text: str) -> str:
    """A text as it stands without quotation marks.

    Raises:
        UnwritableError: it would need some.
    """
    if delimiter in text or '"' in text:
        raise UnwritableError("the cell would need quotation marks")
    return text


def as_read(source: str) -> str:
    """The text of what stands without quotation marks, with a blank for each tab."""
    return source.translate(TO_BLANK)


QUOTED = Notation(in_quotation_marks, unquoted)
BARE = {each: Notation(partial(bare, each), as_read) for each in DELIMITERS}


class Cell(NamedTuple):
    """What a cell says, and where that stands in the file."""

    text: str
    stretches: tuple[Stretch, ...]


class Columns(NamedTuple):
    """The numbers of columns, from 0; None of those that are not there."""

    delimiter: str
    target: int
    original: int | None
    id: int | None


def recognises(head: bytes) -> bool:
    """True if its first row names a column of translations and one that says of what."""
    first = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe").partition(b"\n")[0]
    columns = columns_of(first.decode("latin-1"))
    return columns is not None and not (columns.original is columns.id is None)


def read(stream: BinaryIO, name: str, wishes: Wishes = NO_WISHES) -> Iterator[Document]:
    """The one document of a table, without text where no column is known by its name; see `Format.read`.

    Raises:
        InputError: it is binary, damaged, or in no encoding that is known.
        OSError: it cannot be read, or is larger than any article.
    """
    decoded = decode(read_all(stream, LARGEST_TEXT), name, target=wishes.target)
    source = decoded.text
    builder = TextBuilder()
    originals: list[str] = []
    warnings = decoded.warnings
    columns = columns_of(source)
    if columns:
        content = rows(source, columns.delimiter)
        next(content)
        for row in content:
            value = cell_of(row, columns.target)
            original = cell_of(row, columns.original).text
            add_message(builder, *value, original, one_line(cell_of(row, columns.id).text))
            originals += [one_line(original)] if value.text and original else []
    elif source.strip():
        warnings = (*warnings, NO_COLUMN)
    yield builder.document(
        name,
        "csv",
        decoded.origin(builder.stretches),
        warnings=warnings,
        original=Original("\n".join(originals)) if originals else None,
    )


def columns_of(source: str) -> Columns | None:
    """The columns of a table, by the names in its first row, and what stands between them; None if none is known."""
    for delimiter in DELIMITERS:
        named = [each.text.strip().lower() for each in next(rows(source, delimiter), ())]
        target = column_called(TARGET, named)
        if target is not None:
            return Columns(delimiter, target, column_called(ORIGINAL, named), column_called(ID, named))
    return None


def column_called(names: tuple[str, ...], named: list[str]) -> int | None:
    """The number of the column that has the first of some names which any has."""
    return next((named.index(each) for each in names if each in named), None)


def cell_of(row: list[Cell], column: int | None) -> Cell:
    """A cell of a row, an empty one if there is none."""
    return row[column] if column is not None and column < len(row) else Cell("", ())


def rows(source: str, delimiter: str) -> Iterator[list[Cell]]:
    """The cells of each row."""
    at, row = 0, list[Cell]()
    while at < len(source):
        field = FIELD[delimiter].match(source, at)
        assert field  # an empty one is one
        row.append(read_cell(field, delimiter))
        at = field.end()
        if field["ends"] != delimiter:
            yield row
            row = []
    if row:
        yield row


def read_cell(field: re.Match[str], delimiter: str) -> Cell:
    """What a field of a row says."""
    if field["quoted"] is None:
        span = field.span("bare")
        text = field["bare"]
        return Cell(text, (Stretch(0, len(text), *span, BARE[delimiter]),) if text else ())
    texts: list[str] = []
    stretches: list[Stretch] = []
    length = 0
    for atom in ATOM.finditer(field.string, *field.span("quoted")):
        text = '"' if atom.group() == '""' else atom.group()
        stretches.append(Stretch(length, length + len(text), *atom.span(), QUOTED))
        texts.append(text)
        length += len(text)
    return Cell("".join(texts), tuple(stretches))
