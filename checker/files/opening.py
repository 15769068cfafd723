"""Opens untrusted files: devices, pipes and files that are too large are errors, and nothing waits for them."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

MIB = 1024 * 1024
# Far beyond any book, and what a baseline of a million issues needs; all else that is read is written by hand.
LARGEST_TEXT = 64 * MIB
LARGEST_BASELINE = 256 * MIB
LARGEST_SETTINGS = MIB

# What the kernel makes as it is read calls itself a regular file; some of it waits for what may never happen.
KERNEL = ("/proc/", "/sys/")
FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)


@contextmanager
def opened(path: str | Path) -> Iterator[BinaryIO]:
    """Open a regular file to read its bytes, without waiting for anything.

    Raises:
        OSError: it cannot be opened, or is no regular file: a device may never end, a pipe may never begin.
        ValueError: there is a NUL in the path.
    """
    refuse(path, os.stat(path).st_mode)  # before it is opened, which some devices take for a command
    descriptor = os.open(path, FLAGS)
    with open(descriptor, "rb") as stream:
        refuse(path, os.fstat(descriptor).st_mode)  # as it may be another by now
        yield stream


def refuse(path: str | Path, mode: int) -> None:
    """Raise an error for all but regular files on a disk.

    Raises:
        OSError: it is none.
    """
    if stat.S_ISDIR(mode):
        raise OSError(errno.EISDIR, "a folder")
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "not a regular file")
    if os.path.realpath(path).startswith(KERNEL):
        raise OSError(errno.EINVAL, "a file of the kernel")


def contents(path: str | Path, limit: int) -> bytes:
    """The bytes of a regular file.

    Args:
        path: of the file.
        limit: how many there may be.

    Raises:
        OSError: it cannot be read, is no regular file, or is larger.
        ValueError: there is a NUL in the path.
    """
    with opened(path) as stream:
        return read_all(stream, limit)


def read_all(stream: BinaryIO, limit: int) -> bytes:
    """All bytes of a stream.

    Raises:
        OSError: it cannot be read, or holds more than so many.
    """
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise OSError(errno.EFBIG, f"larger than {limit // MIB} MiB")
    return data
