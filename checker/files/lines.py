"""Files that a desk keeps, an entry a line in their order: read with the numbers of lines, and added to.

``#`` at the start of a line or after a space begins a comment. The encoding is UTF-8.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from codecs import BOM_UTF8
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from checker.errors import UsageError
from checker.files.faults import NOT_UTF8, line_not_utf8
from checker.files.opening import LARGEST_TEXT, contents
from checker.files.writing import Replacement
from checker.model import LINE_END, WHOLE_LINE

COMMENT = re.compile(r"(?:^|\s)#.*")


def entries_of(path: Path, option: str) -> Iterator[tuple[int, str]]:
    """The entries of a file, each with the number of its line, from 1.

    Args:
        path: of the file.
        option: of ``checker apply`` that makes such a file, for the error.

    Raises:
        UsageError: the file cannot be read.
    """
    try:
        lines = contents(path, LARGEST_TEXT).decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    except FileNotFoundError as error:
        raise UsageError(f"{path}: no such file; `checker apply decisions.json --{option} {path}` makes one") from error
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}:{line_not_utf8(error)}: {NOT_UTF8}") from error
    except ValueError as error:
        raise UsageError(f"{path}: {' '.join(str(error).split())}") from error
    stripped = ((number, COMMENT.sub("", line).strip()) for number, line in enumerate(lines, start=1))
    return ((number, line) for number, line in stripped if line)


def add_entries(path: Path, entries: Iterable[str]) -> None:
    """Add entries to a file, each before the first that sorts after it; the file is made if there is none.

    What the file holds stays as it is.

    Raises:
        UsageError: the file cannot be written, or an entry would not be read again as it is.
        OSError: the file cannot be read.
    """
    data = contents(path, LARGEST_TEXT) if path.exists() else b""
    mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
    lines = WHOLE_LINE.findall(data.removeprefix(mark).decode())
    for each in entries:
        shown = COMMENT.sub("", each).strip().removeprefix("\ufeff")  # which a file may begin with
        if each != shown or len(each.splitlines()) != 1:
            raise UsageError(f"{path}: {each!r} cannot stand in a file of one entry a line")
    with Replacement(str(path)) as file:
        file.write(mark + "".join(merged(lines, entries)).encode())


def merged(lines: Sequence[str], entries: Iterable[str]) -> list[str]:
    """The lines of a file, with their ends, and new entries, each before the first line that sorts after it."""
    end = next(iter(LINE_END.findall("".join(lines[:1]))), "\n")
    if lines and not lines[-1].endswith(("\r", "\n")):
        lines = [*lines[:-1], lines[-1] + end]
    known = (COMMENT.sub("", line).strip().casefold() for line in lines)
    greatest = list(accumulate(known, max))
    before: defaultdict[int, list[str]] = defaultdict(list)
    for each in sorted(entries, key=str.casefold):
        before[bisect_right(greatest, each.casefold())].append(each + end)
    return [each for number, line in enumerate(lines) for each in (*before.pop(number, ()), line)] + before[len(lines)]
