"""Which inputs the arguments of the command line mean, and how each is opened."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from glob import escape, glob
from typing import BinaryIO

from checker.errors import InputError
from checker.model import Failure
from checker.readers.ignored import NAME as IGNORE_FILE
from checker.readers.ignored import Ignored

STANDARD_INPUT = "-"

# Bytes of a name that are not UTF-8 (surrogates to Python), and whatever would break a message into two lines.
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


# Takes one line for the user.
Notify = Callable[[str], None]


def display_name(path: str) -> str:
    r"""A path as reports and messages show it: on one line and valid Unicode, ``\n`` for a line end."""
    return UNPRINTABLE.sub(lambda match: match.group().encode("unicode_escape").decode("ascii"), path)


def find(paths: Sequence[str], ending: str, notify: Notify, *, force_exclude: bool = False) -> Iterator[str | Failure]:
    """The inputs that arguments mean, in their order.

    - ``-`` is standard input (a file of that name is ``./-``);
    - a file is itself, whatever its ending;
    - a folder is every file below it that has the ending, in any case: first its own by name, then
      those of its folders by name. Hidden files and folders are left out, links to folders not
      followed. A folder without any such file is a failure;
    - a pattern (``news/*.txt``, ``news/**/*.txt``) is every file that matches it, by name, for shells
      that do not expand it; folders that match are not entered.

    An input that several arguments mean is given once, at its first place. What a folder holds beside
    its files with the ending is told to `notify`, a line a folder; and how much of what an argument means
    is left out by ``.checkerignore``: of folders and patterns, and of single files if `force_exclude` is set.
    """
    seen: set[str] = set()
    ignored = Ignored()
    for path in paths:
        for found in expand(path, ending, notify, ignored, force_exclude):
            if isinstance(found, str):
                key = found if found == STANDARD_INPUT else os.path.abspath(found)
                if key in seen:
                    continue
                seen.add(key)
            yield found


def expand(path: str, ending: str, notify: Notify, ignored: Ignored, force_exclude: bool) -> Iterator[str | Failure]:
    """The inputs that one argument means, or its failure."""
    try:
        if os.path.isdir(path):
            yield from walk(path, ending, notify, ignored)
        elif path == STANDARD_INPUT:
            yield path
        elif os.path.lexists(path) or escape(path) == path:
            yield from kept([path], path, notify, ignored) if force_exclude else [path]
        else:
            matches = sorted(match for match in glob(path, recursive=True) if not os.path.isdir(match))
            if not matches:
                yield failure(path, "no file matches the pattern")
            yield from kept(matches, path, notify, ignored)
    except InputError as error:
        yield Failure(display_name(path), None, str(error))


def kept(files: list[str], argument: str, notify: Notify, ignored: Ignored) -> list[str]:
    """Those of the files that an argument means which are not left out.

    Raises:
        InputError: a ``.checkerignore`` cannot be read, or is wrong.
    """
    wanted = [path for path in files if not ignored.file(path)]
    tell_ignored(argument, len(files) - len(wanted), notify)
    return wanted


def tell_ignored(argument: str, number: int, notify: Notify) -> None:
    """Say how much of what an argument means is left out."""
    if number:
        notify(f"{display_name(argument)}: left out by {IGNORE_FILE}: {number}")


def walk(folder: str, ending: str, notify: Notify, ignored: Ignored) -> Iterator[str | Failure]:
    """The files below a folder that have the ending and are not left out, or a failure if none has it.

    Raises:
        InputError: a ``.checkerignore`` cannot be read, or is wrong.
    """
    empty = True
    left_out = 0
    waiting = [folder]
    while waiting:
        inner = waiting.pop()
        try:
            with os.scandir(inner) as listing:
                names = sorted(entry.name for entry in listing if entry.name[0] != ".")
        except OSError as error:
            yield failure(inner, f"cannot be read: {error.strerror}")
            empty = False
            continue
        inside = [os.path.join(inner, name) for name in names]
        folders = [path for path in inside if os.path.isdir(path) and not os.path.islink(path)]
        entered = [path for path in folders if not ignored.folder(path)]
        waiting.extend(reversed(entered))
        files = [path for path in inside if not os.path.isdir(path)]
        fitting = [path for path in files if path.lower().endswith(ending)]
        if fitting and len(fitting) < len(files):
            notify(f"{display_name(inner)}: files left out that are not *{ending}: {len(files) - len(fitting)}")
        wanted = [path for path in fitting if not ignored.file(path)]
        yield from wanted
        empty = empty and not fitting
        left_out += len(folders) - len(entered) + len(fitting) - len(wanted)
    tell_ignored(folder, left_out, notify)
    if empty and not left_out:
        yield failure(folder, f"no *{ending} file in this folder")


@contextmanager
def opened(path: str) -> Iterator[BinaryIO]:
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
        mode = os.stat(path).st_mode
        if not stat.S_ISREG(mode):
            kind = "a folder" if stat.S_ISDIR(mode) else "not a regular file; send it to standard input (-) instead"
            raise InputError(f"{name}: {kind}")
        with open(path, "rb") as stream:
            yield stream
    except OSError as error:
        raise InputError(f"{name}: cannot be read: {error.strerror or error}") from error
    except ValueError as error:  # a NUL in a path
        raise InputError(f"{name}: cannot be read: {error}") from error


def failure(path: str, reason: str) -> Failure:
    """A path that leads to no document."""
    name = display_name(path)
    return Failure(name, None, f"{name}: {reason}")
