"""Leaves out links that lead out of the folder given, so that only files in it are read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from glob import escape, glob

SHOWN = 3  # names of links that a message gives


class Links:
    """The links below a folder, and which of them were left out.

    Args:
        folder: the one that was given, which may be a link itself.
        follow: whether links are followed wherever they lead, those to folders too.
    """

    def __init__(self, folder: str, *, follow: bool) -> None:
        self._folder = folder or os.curdir
        self._real = os.path.realpath(self._folder)
        self._follow = follow
        self._entered: set[str] = set()
        self._left_out: list[str] = []

    def admits(self, path: str) -> bool:
        """True if a file is to be read: it is no link, or its target is a visible file of the folder."""
        real = os.path.realpath(path)
        direct = os.path.normpath(os.path.join(self._real, os.path.relpath(path, self._folder)))
        if self._follow or real == direct or self._shows(real):
            return True
        self._left_out.append(path)
        return False

    def enters(self, path: str) -> bool:
        """True if the files of a folder are to be read under this name.

        What the folder itself shows is read where it lies; what lies elsewhere is read once, and none that holds all.
        """
        if not os.path.islink(path):
            return True
        real = os.path.realpath(path)
        if self._shows(real):
            return False
        if not self._follow:
            self._left_out.append(path)
            return False
        if real in self._entered or self._real.startswith(os.path.join(real, "")):
            return False
        self._entered.add(real)
        return True

    @property
    def left_out(self) -> int:
        """How many links were left out."""
        return len(self._left_out)

    @property
    def warning(self) -> str:
        """A sentence that lists the links left out."""
        names = [*self._left_out[:SHOWN], *("…" for _ in self._left_out[SHOWN : SHOWN + 1])]
        return f"links left out that lead out of it: {self.left_out} ({', '.join(names)}); --follow-links follows them"

    def _shows(self, real: str) -> bool:
        """True if something lies in the folder and is not hidden there."""
        inside = real == self._real or real.startswith(os.path.join(self._real, ""))
        return inside and not any(part[0] == "." for part in real[len(self._real) :].split(os.sep) if part)


def files_matching(pattern: str, links: Links) -> list[str]:
    """The files that a pattern means and that are to be read, by name; ``**`` is any folders but hidden ones."""
    found = {path for path in expanded(pattern.replace(os.sep, "/"), links) if not os.path.isdir(path)}
    return [path for path in sorted(found) if links.admits(path)]


def expanded(pattern: str, links: Links) -> Iterator[str]:
    """The files that a pattern matches. With `glob`, links to parent folders would multiply the matches of ``**``."""
    before, stars, after = f"/{pattern}/".partition("/**/")
    if not stars:
        yield from glob(pattern)
        return
    for head in glob(f"{before[1:]}/") if before else ["/" if pattern.startswith("/") else ""]:
        for folder in folders_below(head, links):
            yield from expanded(os.path.join(escape(folder), after[:-1] or "*"), links)


def folders_below(folder: str, links: Links) -> Iterator[str]:
    """A folder and those below it that are not hidden, each after the one that it lies in."""
    waiting = [folder]
    while waiting:
        inner = waiting.pop()
        yield inner
        try:
            with os.scandir(inner or os.curdir) as listing:
                names = sorted(entry.name for entry in listing if entry.name[0] != "." and entry.is_dir())
        except OSError:
            continue  # a pattern means nothing in what cannot be looked into
        waiting.extend(path for name in reversed(names) if links.enters(path := os.path.join(inner, name)))


def fixed_folder(pattern: str) -> str:
    """The folder that a pattern names before its first sign."""
    parts = pattern.replace(os.sep, "/").split("/")
    first = next(place for place, part in enumerate(parts) if part != escape(part))
    return "/".join([*parts[:first], ""])
