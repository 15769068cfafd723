"""Says so where two documents of one input have the same name, as reports cannot tell them apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checker.model import Document, Failure
from checker.readers.paths import Notify

MOST_KNOWN = 100_000  # names: enough for what was joined or appended twice, and no more memory for a longer input


def told_if_repeated(
    documents: Iterable[Document | Failure], source: str, notify: Notify
) -> Iterator[Document | Failure]:
    """The documents of JSON Lines as they are; the first whose name an earlier one has is told, and no other.

    Args:
        documents: each with the line that it stood on, or with none.
        source: the name of the input.
        notify: takes the line for the user.
    """
    lines: dict[str | int, int] = {}
    told = False
    for document in documents:
        if not told and document.name is not None and document.line is not None:
            first = lines.get(document.name)
            if first is not None:
                notify(
                    f"{source}: the id {document.name!r} stands on line {first} and on line {document.line}, "
                    "and reports cannot tell these apart"
                )
                told = True
            elif len(lines) < MOST_KNOWN:
                lines[document.name] = document.line
        yield document
