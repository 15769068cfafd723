"""Writes files so that whoever reads them finds the old content or the new, never half of one."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from checker.errors import UsageError


def write_atomically(path: Path, data: bytes) -> None:
    """Put a whole file in the place of another, whose permissions it keeps; a link is followed.

    Raises:
        UsageError: it cannot be written; the file is as it was.
    """
    place = path.resolve()
    try:
        mode = stat.S_IMODE(place.stat().st_mode) if place.exists() else None
        descriptor, draft = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name[:50]}.")
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(data)
                os.fchmod(stream.fileno(), new_file_mode() if mode is None else mode)
            os.replace(draft, place)
        except BaseException:
            os.unlink(draft)
            raise
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}") from error


def new_file_mode() -> int:
    """The permissions that a new file gets in this process."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
