"""Reports what is done to files, before each change and in a summary where standard output does not show it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from checker.cli.terminal import Screen, Voice, spoken, tell, write_out
from checker.files.signals import Stopped, interruptible
from checker.model import Document, Edit
from checker.report.places import place_within
from checker.report.wording import wording_of
from checker.text.visible import on_a_line, visible


class Account:
    """Reports progress on standard output; if that is closed or the run is stopped, a summary goes to standard error.

    Args:
        did: what is done to documents, such as "applied to".
        documents: how many there are; None if that is not known before the end.
        screen: where all is said; None for standard error, where standard output shows something else.

    Attributes:
        changed: the files of options that are written.
        done: the names of the documents that all is done to.
    """

    def __init__(self, did: str, documents: int | None, screen: Screen | None) -> None:
        self.changed: list[str] = []
        self.done: list[str] = []
        self._did = did
        self._documents = documents
        self._screen = screen

    def say(self, lines: Iterable[str]) -> None:
        """Say something at once: before it is done. What is no text of an article is in the desk's language already.

        Raises:
            UsageError: it cannot be said, and that is all that the run is for.
        """
        with interruptible():
            if self._screen:
                self._screen.write("".join(f"{visible(line)}\n" for line in lines))
                return
            for line in lines:
                sys.stderr.write(f"{on_a_line(line)}\n")

    def __enter__(self) -> Account:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None and issubclass(kind, Stopped):
            tell(f"stopped: {self.summary}; the same command does the rest")
        elif self._screen and self._screen.refused:
            tell(f"warning: {self._screen.refused}; {self.summary}")

    @property
    def summary(self) -> str:
        """A one-line summary of what was done."""
        number = f"{len(self.done)}" if self._documents is None else f"{len(self.done)} of {self._documents}"
        noun = "document" if number == "1" else "documents"
        last = f", the last {self.done[-1]}" if self.done else ""
        files = ", ".join(self.changed) or "no other file"
        return f"{self._did} {number} {noun}{last}; {files} written"


def lines_of(document: Document, edits: Iterable[Edit]) -> Iterator[str]:
    """A line on each edit: where it is, as reports say it, what stands there, and what comes in its place."""
    words = wording_of(Voice.lang)
    for edit in edits:
        place = place_within(document, edit.span.start, words)
        before = edit.span.of(document.text)
        changes = before != edit.replacement
        does = f" → {cut(edit.replacement) or '∅'}" if changes else spoken("; nothing is changed")
        yield f"  {place}  {cut(before)}{does}"


def show_diff(document: Document, edits: Iterable[Edit]) -> None:
    """Show edits on standard output as a unified diff.

    Raises:
        UsageError: it cannot be written.
    """
    from checker.report.diff import unified_diff  # only for who asks for it

    with interruptible():
        write_out("".join(unified_diff(str(document.name), document.in_file, document.edits_in_file(edits))))


def cut(text: str) -> str:
    """A text on one line, with its middle left out if it is long."""
    half = 40
    return text if len(text) <= 2 * half else f"{text[:half]} … {text[-half:]}"
