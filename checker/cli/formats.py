"""``checker formats``: what is read."""

from __future__ import annotations

from checker.cli.options import Lang, desk_language, settings_if_any
from checker.cli.terminal import say, speak, spoken
from checker.readers.unread import UNREAD


def formats(lang: Lang = None) -> None:
    """List the formats of files that are read, with their endings.

    A file of another ending is read in the format that its content shows, else as plain text; --input-format names
    one for all inputs.
    """
    from checker.readers.formats import all_formats  # no other command loads them all

    speak(desk_language(lang, settings_if_any()))
    rows = [(name, ", ".join(each.ENDINGS), spoken(each.TITLE)) for name, each in all_formats().items()]
    name, endings = (max(len(row[column]) for row in rows) for column in range(2))
    for row in rows:
        say(f"{row[0]:{name}}  {row[1]:{endings}}  {row[2]}")
    say("")
    for ending, instead in UNREAD.items():
        say(spoken(f"{ending}: {instead}"))
