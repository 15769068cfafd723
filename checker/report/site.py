"""A report on many documents: a folder with an index and a page for each document, written as they come."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from checker.errors import UsageError
from checker.files.writing import Replacement, destination
from checker.model import DocumentReport, Outcome, Severity
from checker.report import Context
from checker.report.page.data import IndexData, RowData, row, script_json, script_words
from checker.report.page.template import INDEX, Raw, Way, render_page, render_template, verdict
from checker.report.page.view import Page
from checker.report.tally import Tally
from checker.report.wording import wording_of

ARTICLES = "articles"
INDEX_PAGE = "index.html"
MARKER = ".translation-checker"
MARK = "This folder was made by `checker check --output html=…/`, which may write to it again.\n"
# What an address and every file system take as it is.
UNSAFE = re.compile(r"[^a-z0-9]+")
LONGEST_NAME = 60
OPENING = 90  # characters of an article that the index shows
PAGE_NAME = re.compile(rf"[0-9]{{4,}}-[a-z0-9-]{{1,{LONGEST_NAME}}}\.html")
# A file of such a name is a page only if its head says so: a folder of articles may hold other work.
GENERATOR = b'<meta name="generator" content="translation-checker '
HEAD_BYTES = 4096


@dataclass(frozen=True)
class Row:
    """A document in the index.

    Attributes:
        address: of its page, from the index.
        opening: the first words of its text.
        verdict: of the gate, as `checker.report.page.template.verdict` gives it.
        data: what the script of the index knows of it, None if it could not be checked.
    """

    name: str
    address: str
    opening: str
    verdict: str
    tally: Tally
    data: RowData | None

    @property
    def key(self) -> str:
        return self.data.key if self.data else ""


def render_site(outcomes: Iterable[Outcome], context: Context, folder: Path) -> Iterator[str]:
    """Write ``index.html`` and a page in ``articles`` for each document, two in memory at a time.

    Each file is written whole or not at all, the index last. Then pages of an earlier run that this one did not
    write are removed; what else the folder holds stays. The folder is made at once.

    Raises:
        UsageError: the folder cannot be made, holds the work of others, or a link in its place leads out.
    """
    try:
        for place in (folder, folder / ARTICLES):
            destination(str(place))
        if not is_ours(folder):
            raise UsageError(f"{folder}: holds what no report has written; name a folder that is new, or empty")
        (folder / ARTICLES).mkdir(parents=True, exist_ok=True)
        write_file(folder / MARKER, [MARK])
    except OSError as error:
        raise UsageError(f"{folder}: cannot be made: {error.strerror}") from error
    return write_pages(outcomes, context, folder)


def is_ours(folder: Path) -> bool:
    """True if a folder is new, or empty, or made by a report: by its marker, or by its index where it has none yet."""
    if not folder.exists() or not any(folder.iterdir()) or (folder / MARKER).is_file():
        return True
    return (folder / INDEX_PAGE).exists() and is_page(folder / INDEX_PAGE)


def write_pages(outcomes: Iterable[Outcome], context: Context, folder: Path) -> Iterator[str]:
    """Yield an empty piece for each page, as other reports yield theirs, so that these can be made beside them.

    Raises:
        UsageError: a page cannot be written, or one of an earlier run not removed.
    """
    tally = Tally()
    rows: list[Row] = []
    waiting: tuple[Page, str] | None = None  # its address, until that of the next is known
    for number, outcome in enumerate(outcomes, start=1):
        page = Page("d1", outcome, wording_of(context.lang), context.explanations)
        tally.add(page.reported)
        address = f"{number:04}-{slug(page.name)}.html"
        if waiting:
            write_page(*waiting, rows, address, context, folder)
        waiting = page, address
        yield ""
    if waiting:
        write_page(*waiting, rows, "", context, folder)
    data = IndexData(script_words(context.lang), tuple(each.data for each in rows if each.data))
    index = render_template(
        INDEX,
        context,
        tally,
        data=Raw(script_json(data)),
        rows=rows,
        severities=sorted(Severity, reverse=True),
    )
    write_file(folder / INDEX_PAGE, index)
    remove_earlier({Path(each.address).name for each in rows}, folder / ARTICLES)


def write_page(page: Page, address: str, rows: list[Row], following: str, context: Context, folder: Path) -> None:
    """Write the page of a document, and note it for the index.

    Args:
        page: as it is to be.
        address: of the page in the folder of pages.
        rows: of the pages before it; that of this one comes to stand behind them.
        following: the address of the next page, empty if there is none.
        context: of the run.
        folder: of the report.
    """
    way = Way("../index.html", Path(rows[-1].address).name if rows else "", following)
    write_file(folder / ARTICLES / address, render_page((page,), page.tally, context, way))
    outcome = page.reported
    data = row(outcome) if isinstance(outcome, DocumentReport) else None
    opening = beginning(outcome.document.text) if isinstance(outcome, DocumentReport) else ""
    rows.append(Row(page.name, f"{ARTICLES}/{address}", opening, verdict(page.tally), page.tally, data))


def beginning(text: str) -> str:
    """The first words of a text, on one line."""
    start = " ".join(text[: 4 * OPENING].split())
    return start if len(start) <= OPENING else f"{start[:OPENING]}…"


def write_file(path: Path, pieces: Iterable[str]) -> None:
    """Write a page."""
    with Replacement(str(path)) as file:
        for piece in pieces:
            file.write(piece.encode())


def remove_earlier(written: set[str], folder: Path) -> None:
    """Remove the pages of earlier runs from a folder, where they would look like those of this one.

    Args:
        written: the names of the pages of this run, which stay.
        folder: that holds the pages.

    Raises:
        UsageError: one cannot be read or removed.
    """
    try:
        for path in sorted(folder.iterdir()):
            if path.name not in written and PAGE_NAME.fullmatch(path.name) and is_page(path):
                path.unlink()
    except OSError as error:
        raise UsageError(f"{folder}: pages of an earlier run cannot be removed: {error.strerror}") from error


def is_page(path: Path) -> bool:
    """True if a file was written as a page of a report, by any version."""
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return GENERATOR in file.read(HEAD_BYTES)


def slug(name: str) -> str:
    """The end of a document's name as a part of an address."""
    return UNSAFE.sub("-", name.casefold()).strip("-")[-LONGEST_NAME:].strip("-") or "document"
