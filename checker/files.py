"""Writes files so that whoever reads them finds the old content or the new, never half of one."""

from __future__ import annotations

import os
import secrets
import stat
from contextlib import suppress
from types import TracebackType

from checker.errors import UsageError

# ``/dev/stdout`` may lead to a regular file that others write to.
DEVICES = ("/dev/", "/proc/")


class Replacement:
    """Bytes that take the place of a file when the block ends, or are thrown away if the block fails.

    They are written beside the file, under a hidden name, so that both are on one disk. A link is followed, and
    the file's permissions are kept. All that can be known about the file is known when the block begins.

    Args:
        path: of the file, which need not exist yet.

    Raises:
        UsageError: it cannot be written, when the block begins or when it ends.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._target = os.path.realpath(path)
        self._temporary = os.path.join(os.path.dirname(self._target), f".checker-{secrets.token_hex(8)}.tmp")

    def __enter__(self) -> Replacement:
        mode = self._mode()
        try:
            self._stream = open(self._temporary, "xb")
            if mode is not None:
                os.chmod(self._temporary, mode)
        except OSError as error:
            self._discard()
            raise self._refusal(error) from error
        return self

    def rehearse(self) -> None:
        """Find out whether the file can be written; nothing is.

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
        try:
            with self._stream:
                if kind is None:
                    self._stream.flush()
                    os.fsync(self._stream.fileno())
            if kind is None:
                os.replace(self._temporary, self._target)
        except OSError as refused:
            if kind is None:
                raise self._refusal(refused) from refused
        finally:
            self._discard()

    def _mode(self) -> int | None:
        """The permissions of the file, None if there is none yet."""
        if os.path.abspath(self.path).startswith(DEVICES):
            raise UsageError(f"{self.path}: is a device, which no file can replace")
        try:
            mode = os.stat(self._target).st_mode
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise self._refusal(error) from error
        if not stat.S_ISREG(mode):
            kind = "is a folder" if stat.S_ISDIR(mode) else "is not a regular file"
            raise UsageError(f"{self.path}: {kind}, which no file can replace")
        if not os.access(self._target, os.W_OK):
            raise UsageError(f"{self.path}: cannot be written: it is read-only")
        return stat.S_IMODE(mode)

    def _refusal(self, error: OSError | ValueError) -> UsageError:
        reason = error.strerror if isinstance(error, OSError) else None
        return UsageError(f"{self.path}: cannot be written: {reason or error}")

    def _discard(self) -> None:
        with suppress(OSError, ValueError):
            os.unlink(self._temporary)
