"""Writes files so that whoever reads them finds the old content or the new, never half of one."""

from __future__ import annotations

import os
import secrets
import shutil
import stat
import sys
from collections.abc import Container
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from checker.errors import UsageError
from checker.files.signals import uninterrupted

# ``/dev/stdout`` may lead to a regular file that others write to.
DEVICES = ("/dev/", "/proc/")
MEMORY = "/dev/shm/"  # noqa: S108  # where regular files lie


def current_folder() -> Path:
    """The folder that the run is in.

    Raises:
        UsageError: it was deleted.
    """
    try:
        return Path.cwd()
    except OSError as error:
        raise UsageError(f"the current folder cannot be found: {error.strerror}") from error


def inside(path: str, folder: str, hidden: Container[str] = ()) -> str | None:
    """The path with links resolved, if it lies in a folder; None if it does not.

    What a name with a dot before it hides, as in ``.git/hooks``, counts as outside: it belongs to some program.

    Args:
        path: of a file, which need not exist.
        folder: from which on names may hide something.
        hidden: names with a dot that are meant.
    """
    place, top = os.path.realpath(path), os.path.realpath(folder)
    if not lies_in(place, top):
        return None
    dotted = (part for part in Path(os.path.relpath(place, top)).parts if part.startswith("."))
    return place if all(part in hidden for part in dotted) else None


def lies_in(path: str, folder: str) -> bool:
    """True if an absolute path is a folder or anything below it."""
    path, folder = os.path.normcase(path), os.path.normcase(folder)
    return path == folder or path.startswith(os.path.join(folder, ""))


def identity(path: str) -> tuple[int, int] | str:
    """A key that is equal for two paths to one file, through links of any kind or the case of its name."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return os.path.realpath(path)
    return status.st_dev, status.st_ino


def destination(path: str) -> str:
    """The file that is meant by a path on the command line: links are followed, but lead to no other folder.

    Others may have put them there. What the path says itself may be anywhere.

    Raises:
        UsageError: a link leads out of the current folder or, where the path is not in that, out of its own.
    """
    here, named = str(current_folder()), os.path.abspath(path)
    place = inside(path, here if lies_in(named, here) else os.path.dirname(named), hidden=Path(named).parts)
    if place is None:
        raise UsageError(f"{path}: is a link that leads out of its folder, to {os.path.realpath(path)}")
    return place


class Replacement:
    """Bytes that take the place of a file when the block ends, or are thrown away if the block fails.

    They are written beside the file, under a hidden name, so that both are on one disk. A link is followed inside
    the folder, see `destination`; the file's permissions and its owner are kept. All that can be known about the
    file is known when the block begins.

    A file that has several names (hard links), or an owner that the system does not let us give to another, is
    written in place, from its whole new content beside it: nothing short of the end of the process or of the
    machine comes between.

    Args:
        path: of the file, which need not exist yet.
        like: the path of a file whose permissions and owner a new one is given; None for those of any new file.

    Raises:
        UsageError: it cannot be written, when the block begins or when it ends.
    """

    def __init__(self, path: str, like: str | None = None) -> None:
        self.path = path
        self._like = like

    def __enter__(self) -> Replacement:
        try:
            status = self._status()
            name = f".checker-{secrets.token_hex(8)}.tmp"
            self._temporary = os.path.join(os.path.dirname(self._target), name)
            self._stream = open(self._temporary, "xb")
        except (OSError, ValueError) as error:
            raise self._refusal(error) from error
        try:
            self._in_place = status is not None and (not self._resembles(self._target, status) or status.st_nlink > 1)
            if status is None and self._like:
                self._resembles(self._like, os.stat(self._like))
        except OSError as error:
            self._stream.close()
            self._discard()
            raise self._refusal(error) from error
        return self

    def rehearse(self) -> None:
        """Check that the file can be written, without writing.

        Raises:
            UsageError: it cannot.
        """
        self.__enter__()
        self._stream.close()
        self._discard()

    def write(self, data: bytes) -> None:
        """Add to the bytes.

        Raises:
            UsageError: the disk is full, or fails otherwise.
        """
        try:
            self._stream.write(data)
        except OSError as error:
            raise self._refusal(error) from error

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        with uninterrupted():
            try:
                with self._stream:
                    if kind is None:
                        self._stream.flush()
                        os.fsync(self._stream.fileno())
                if kind is None and self._in_place:
                    self._overwrite()
                elif kind is None:
                    os.replace(self._temporary, self._target)
            except OSError as refused:
                if kind is None:
                    raise self._refusal(refused) from refused
            finally:
                self._discard()

    def _status(self) -> os.stat_result | None:
        """The file's `os.stat_result`, None if there is no file yet."""
        place = os.path.abspath(self.path)
        if place.startswith(DEVICES) and not place.startswith(MEMORY):
            raise UsageError(f"{self.path}: is a device, which no file can replace")
        self._target = destination(self.path)
        try:
            status = os.stat(self._target)
        except FileNotFoundError:
            return None
        if not stat.S_ISREG(status.st_mode):
            kind = "is a folder" if stat.S_ISDIR(status.st_mode) else "is not a regular file"
            raise UsageError(f"{self.path}: {kind}, which no file can replace")
        if not os.access(self._target, os.W_OK):
            raise UsageError(f"{self.path}: cannot be written: it is read-only")
        return status

    def _resembles(self, path: str, status: os.stat_result) -> bool:
        """Copy the owner and the permissions of a file to the new one; False if the system does not allow it."""
        # By its descriptor where there is such a thing: others may have put a link in the place of its name.
        made_here = self._stream.fileno() if os.chmod in os.supports_fd else self._temporary
        if hasattr(os, "chown"):
            with suppress(PermissionError):
                os.chown(made_here, status.st_uid, status.st_gid)
        if sys.platform == "linux":
            with suppress(OSError):  # access control lists; not every file system has them
                for name in os.listxattr(path):
                    os.setxattr(made_here, name, os.getxattr(path, name))
        os.chmod(made_here, stat.S_IMODE(status.st_mode))
        made = os.stat(made_here)
        return (made.st_uid, made.st_gid) == (status.st_uid, status.st_gid)

    def _overwrite(self) -> None:
        """Copy what is written into the file.

        Raises:
            UsageError: the disk fails on the way; the whole new content then stays beside the file.
        """
        flags = os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        with open(self._temporary, "rb") as written, open(os.open(self._target, flags), "wb") as file:
            try:
                shutil.copyfileobj(written, file)
                file.truncate()
                file.flush()
                os.fsync(file.fileno())
            except OSError as error:
                kept, self._temporary = self._temporary, ""
                raise UsageError(f"{self.path}: was written in part ({error.strerror}); all of it is {kept}") from error

    def _refusal(self, error: OSError | ValueError) -> UsageError:
        reason = error.strerror if isinstance(error, OSError) else None
        return UsageError(f"{self.path}: cannot be written: {reason or error}")

    def _discard(self) -> None:
        with suppress(OSError, ValueError):
            os.unlink(self._temporary)
