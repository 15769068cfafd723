"""Finds and opens the inputs that the arguments of the command line mean."""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from glob import escape
from typing import BinaryIO

from checker.errors import InputError
from checker.files import opening
from checker.model import Failure
from checker.readers.ignored import Ignored
from checker.readers.links import Links, files_matching, fixed_folder

STANDARD_INPUT = "-"

# Bytes of a name that are not UTF-8 (surrogates to Python), and whatever would break a message into two lines.
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


# Takes one line for the user.
Notify = Callable[[str], None]


def display_name(path: str) -> str:
    r"""A path as reports and messages show it: on one line and valid Unicode, ``\n`` for a line end, and not empty."""
    return UNPRINTABLE.sub(lambda match: match.group().encode("unicode_escape").decode("ascii"), path) or "''"


@dataclass(frozen=True)
class Search:
    """The options of a search for inputs.

    Attributes:
        takes: whether a file that is found in a folder is read, by its path.
        kinds: what messages call the files that are: ``*.txt``, ``of a format that is read``.
        notify: takes a line for the user on what is not read.
        knows: whether a file is read that is named itself, but counts as found.
        force_exclude: let files that are named themselves count as found.
        follow_links: follow links in folders wherever they lead.
    """

    takes: Callable[[str], bool]
    kinds: str
    notify: Notify
    knows: Callable[[str], bool] = lambda path: True
    force_exclude: bool = False
    follow_links: bool = False
    ignored: Ignored = field(default_factory=Ignored)

    def links(self, folder: str) -> Links:
        """Knows the links below a folder that was given."""
        return Links(folder, follow=self.follow_links)

    def tell(self, argument: str, links: Links | None = None, *, ignored: int) -> None:
        """Tell how many of an argument's files are left out."""
        if links and links.left_out:
            self.notify(f"{display_name(argument)}: {links.warning}")
        if ignored:
            self.notify(f"{display_name(argument)}: left out by {self.ignored.names}: {ignored}")


def find(paths: Sequence[str], search: Search) -> Iterator[str | Failure]:
    """The inputs that arguments mean, in their order.

    - ``-`` is standard input (a file of that name is ``./-``);
    - a file is itself, whatever its ending, and wherever it leads if it is a link;
    - a folder is every file below it in a format that is read, by its ending in any case: first its own by name,
      then those of its folders by name. Hidden files and folders are left out. A folder without any such
      file is a failure;
    - a pattern (``news/*.txt``, ``news/**/*.txt``) is every file that matches it, by name, for shells
      that do not expand it; folders that match are not entered.

    Links below a folder, or below the fixed part of a pattern, are left out if they lead out of it or to what is
    hidden in it. A link to a folder is entered only if all links are to be followed, and the folder lies elsewhere.

    An input that several arguments mean is given once, at its first place. What a folder holds beside
    such files is told, a line a folder; and how much of what an argument means is left out for links,
    and by ``.checkerignore``: of folders and patterns, and of single files if these are to count as found.
    """
    seen: set[str] = set()
    for path in paths:
        for found in expand(path, search):
            if isinstance(found, str):
                key = found if found == STANDARD_INPUT else os.path.abspath(found)
                if key in seen:
                    continue
                seen.add(key)
            yield found


def expand(path: str, search: Search) -> Iterator[str | Failure]:
    """The inputs that one argument means, or its failure."""
    try:
        if os.path.isdir(path):
            yield from walk(path, search)
        elif path == STANDARD_INPUT:
            yield path
        elif os.path.lexists(path) or escape(path) == path:
            yield from counted_as_found(path, search) if search.force_exclude else [path]
        else:
            links = search.links(fixed_folder(path))
            matches = files_matching(path, links)
            if not matches and not links.left_out:
                yield path_failure(path, "no file matches the pattern")
            yield from kept(matches, path, search, links)
    except InputError as error:
        yield Failure(display_name(path), None, str(error))


def counted_as_found(path: str, search: Search) -> list[str]:
    """A file that counts as found, if it is read and not left out."""
    if search.knows(path):
        return kept([path], path, search)
    search.notify(f"{display_name(path)}: left out, as it is not {search.kinds}")
    return []


def kept(files: list[str], argument: str, search: Search, links: Links | None = None) -> list[str]:
    """The files that an argument means, without those left out.

    Raises:
        InputError: a ``.checkerignore`` cannot be read, or is wrong.
    """
    wanted = [path for path in files if not search.ignored.file(path)]
    search.tell(argument, links, ignored=len(files) - len(wanted))
    return wanted


def walk(folder: str, search: Search) -> Iterator[str | Failure]:
    """The files below a folder that are read and not left out, or a failure if there is none.

    Raises:
        InputError: a ``.checkerignore`` cannot be read, or is wrong.
    """
    links = search.links(folder)
    empty = True
    left_out = 0
    waiting = [folder]
    while waiting:
        inner = waiting.pop()
        try:
            with os.scandir(inner) as listing:
                names = sorted(entry.name for entry in listing if entry.name[0] != ".")
        except OSError as error:
            yield path_failure(inner, f"cannot be read: {error.strerror}")
            empty = False
            continue
        inside = [os.path.join(inner, name) for name in names]
        folders = [path for path in inside if os.path.isdir(path) and links.enters(path)]
        entered = [path for path in folders if not search.ignored.folder(path)]
        waiting.extend(reversed(entered))
        files = [path for path in inside if not os.path.isdir(path)]
        fitting = [path for path in files if search.takes(path)]
        if fitting and len(fitting) < len(files):
            beside = len(files) - len(fitting)
            search.notify(f"{display_name(inner)}: files left out that are not {search.kinds}: {beside}")
        admitted = [path for path in fitting if links.admits(path)]
        wanted = [path for path in admitted if not search.ignored.file(path)]
        yield from wanted
        empty = empty and not fitting
        left_out += len(folders) - len(entered) + len(admitted) - len(wanted)
    search.tell(folder, links, ignored=left_out)
    if empty and not left_out and not links.left_out:
        nothing = not os.listdir(folder)
        yield path_failure(folder, "the folder is empty" if nothing else f"no file in this folder is {search.kinds}")


@contextmanager
def opened_input(path: str) -> Iterator[BinaryIO]:
    """Open an input; whatever the system refuses while it is open is an `InputError` too.

    Raises:
        InputError: it cannot be opened or read, or is no regular file: a device may never end, a
            pipe may never begin.
    """
    name = display_name(path)
    try:
        if path == STANDARD_INPUT:
            if sys.stdin is None:
                raise InputError(f"{name}: standard input is closed")
            yield sys.stdin.buffer
            return
        with opening.opened(path) as stream:
            yield stream
    except OSError as error:
        advice = "; send it to standard input (-) instead" if error.errno == errno.EINVAL else ""
        raise InputError(f"{name}: cannot be read: {error.strerror or error}{advice}") from error
    except ValueError as error:  # a NUL in a path
        raise InputError(f"{name}: cannot be read: {error}") from error


def path_failure(path: str, reason: str) -> Failure:
    """A path that leads to no document."""
    name = display_name(path)
    return Failure(name, None, f"{name}: {reason}")
