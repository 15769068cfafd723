"""Names of documents in reports for tools that know only files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePath

from checker.model import Document, DocumentReport, Outcome
from checker.readers.paths import STANDARD_INPUT
from checker.report.wording import Words


@dataclass(frozen=True, slots=True)
class Place:
    """A document's name as such tools want it.

    Attributes:
        name: of a file, its path with forward slashes and no leading ``./``; else the document's id, or its line.
        is_file: whether the name is a path: documents of JSON Lines and of standard input have none.
    """

    name: str
    is_file: bool


def place(outcome: Outcome, root: Path | None) -> Place:
    """The name of an outcome's document.

    Args:
        outcome: of any document.
        root: the folder from which the tools count; a path below it is told from there.
    """
    document = outcome.document if isinstance(outcome, DocumentReport) else outcome
    if not isinstance(document.name, str) or document.line is not None or document.name == STANDARD_INPUT:
        nameless = document.name in (None, "")
        return Place(f"line {document.line or '?'}" if nameless else str(document.name), is_file=False)
    path = PurePath(document.name)
    if root is not None and path.is_relative_to(root):
        path = path.relative_to(root)
    return Place(path.as_posix(), is_file=True)


def spot(document: Document, offset: int, words: Words) -> str:
    """A place with the name of its document, for people: "une.html:13:85", "une.docx paragraph 2"."""
    return f"{document.name}{':' if document.has_lines else ' '}{place_within(document, offset, words)}"


def place_within(document: Document, offset: int, words: Words) -> str:
    """A place in a document, for people: line and column where its file has lines, and what its format calls it."""
    location = words.location(document, offset)
    if location and not document.has_lines:
        return location
    line, column = document.position(offset)
    return f"{line}:{column} {location}".rstrip()
