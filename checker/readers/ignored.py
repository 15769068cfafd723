"""Reads ``.checkerignore``, which has the syntax and the scope of ``.gitignore``."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.errors import InputError, UsageError
from checker.files.opening import LARGEST_SETTINGS, contents

if TYPE_CHECKING:
    from checker.readers.globs import Paths

NAME = ".checkerignore"


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Patterns beside those of ``.checkerignore``.

    Attributes:
        place: where they stand, for errors.
        folder: that their paths are counted from.
    """

    place: str
    folder: str
    patterns: Sequence[str]


class Ignored:
    """Matches paths against the ``.checkerignore`` files around them; each file is read once.

    Those of a file's folder and of all above it count, up to the root of the repository; the nearest that says
    anything decides. What lies in a folder that is left out is left out, whatever is said of it.

    Args:
        exclude: more patterns, which come before all others.

    Raises:
        UsageError: one of these makes no sense.
    """

    def __init__(self, exclude: Sequence[Exclusion] = ()) -> None:
        self._exclude = excluded(exclude) if exclude else ()
        self._chains: dict[str, tuple[tuple[str, Paths], ...]] = {}
        self._folders: dict[str, bool] = {}

    @property
    def names(self) -> str:
        """The name of the file that leaves files out."""
        return f"exclude and {NAME}" if self._exclude else NAME

    def file(self, path: str) -> bool:
        """True if a file is left out.

        Raises:
            InputError: a ``.checkerignore`` cannot be read, or is wrong.
        """
        path = os.path.abspath(path)
        return self.folder(os.path.dirname(path)) or self._matches(path, "")

    def folder(self, path: str) -> bool:
        """True if a folder is left out with all that it holds.

        Raises:
            InputError: a ``.checkerignore`` cannot be read, or is wrong.
        """
        path = above = os.path.abspath(path)
        unknown: list[str] = []
        while above not in self._folders and not is_top(above):
            unknown.append(above)
            above = os.path.dirname(above)
        left_out = self._folders.setdefault(above, False)
        for folder in reversed(unknown):  # not by recursion: folders may lie deeper than Python calls
            left_out = self._folders[folder] = left_out or self._matches(folder, "/")
        return left_out

    def _matches(self, path: str, kind: str) -> bool:
        """True if the patterns name a path, ``/`` after it if it is a folder."""
        for folder, spec in (*self._exclude, *self._chain(os.path.dirname(path))):
            name = os.path.relpath(path, folder).replace(os.sep, "/")
            try:
                found: bool | None = spec.include(name + kind)
            except UsageError as error:
                raise InputError(str(error)) from error
            if found is not None:
                return found
        return False

    def _chain(self, folder: str) -> tuple[tuple[str, Paths], ...]:
        """The patterns that count in a folder, each with the folder that holds them, the nearest first."""
        if folder not in self._chains:
            own = read_patterns(os.path.join(folder, NAME))
            above = () if is_top(folder) else self._chain(os.path.dirname(folder))
            self._chains[folder] = ((folder, own), *above) if own else above
        return self._chains[folder]


def excluded(exclude: Sequence[Exclusion]) -> tuple[tuple[str, Paths], ...]:
    """Patterns ready to be matched, each with the folder that their paths are counted from.

    Raises:
        UsageError: one makes no sense.
    """
    from checker.readers.globs import Paths  # hardly any run has such patterns

    return tuple((each.folder, Paths(each.place, each.patterns)) for each in exclude)


def is_top(folder: str) -> bool:
    """True if a folder is the root of a repository or of the file system."""
    return os.path.lexists(os.path.join(folder, ".git")) or folder == os.path.dirname(folder)


def read_patterns(path: str) -> Paths | None:
    """The patterns of a file, None if there is no such file.

    Raises:
        InputError: it cannot be read, or a pattern makes no sense.
    """
    if not os.path.lexists(path):
        return None
    from checker.readers.globs import Paths  # hardly any folder has such a file

    place = os.path.relpath(path)
    try:
        text = contents(path, LARGEST_SETTINGS).decode("utf-8", errors="surrogateescape")
        return Paths(place, text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    except OSError as error:
        raise InputError(f"{place}: cannot be read: {error.strerror}") from error
    except UsageError as error:
        raise InputError(str(error)) from error
