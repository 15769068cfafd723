"""``checker formats``: what is read."""

from __future__ import annotations

from checker.cli.terminal import say


def formats() -> None:
    """List the formats of files that are read, with their endings.

    A file of another ending is read in the format that its content shows, else as plain text; --input-format names
    one for all inputs.
    """
    from checker.readers.formats import UNREAD, all_formats  # no other command loads them all

    rows = [(name, ", ".join(each.ENDINGS), each.TITLE) for name, each in all_formats().items()]
    name, endings = (max(len(row[column]) for row in rows) for column in range(2))
    for row in rows:
        say(f"{row[0]:{name}}  {row[1]:{endings}}  {row[2]}")
    say("")
    for ending, instead in UNREAD.items():
        say(f"{ending}: {instead}")
