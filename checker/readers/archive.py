"""Files that are zip archives of others, as those of Word are: members read, and some of them replaced.

A member that is replaced is compressed anew, as it was; all others keep their bytes, their order and their headers.
"""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from checker.errors import InputError
from checker.model import Edit, Encoded, Span, UnwritableError

FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    IndexError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")  # of the first member, or of the end of an archive that has none
# Where fields stand in headers. Source: PKWARE, APPNOTE.TXT, 4.3.7, 4.3.9, 4.3.12 and 4.3.16.
LOCAL_HEADER = 30  # bytes, before name and extra field
LOCAL_SIZES = 14  # of checksum, compressed and whole size
LOCAL_LENGTHS = 26  # of name and extra field
CENTRAL_HEADER = 46
CENTRAL_SIZES = 16
CENTRAL_LENGTHS = 28  # of name, extra field and comment
CENTRAL_OFFSET = 42
END_HEADER = 22
END_OFFSET = 16  # of the directory
DESCRIPTOR_SIGNATURE = b"PK\x07\x08"
HAS_DESCRIPTOR = 0x08
IS_LOCKED = 0x01
LARGEST_FIELD = 0xFFFFFFFF  # says that the number stands elsewhere


class Archive:
    """The members of an archive.

    Args:
        data: the whole of it.
        name: what errors call it.
        kind: what it is the archive of: "document of Word".
        limit: of the bytes that may be read from it; more is no document but a bomb.

    Raises:
        InputError: it is something else, or damaged.
    """

    def __init__(self, data: bytes, name: str, kind: str, limit: int) -> None:
        self._name = name
        self._left = limit
        if not data.startswith(SIGNATURES):
            why = "something else, whatever its name ends in" if data else "an empty file"
            raise InputError(f"{name}: no {kind}, but {why}")
        try:
            self._file = zipfile.ZipFile(io.BytesIO(data))
        except FAULTS as error:
            raise InputError(f"{name}: a damaged archive") from error

    def __contains__(self, member: str) -> bool:
        return member in self._file.NameToInfo

    def read(self, member: str) -> bytes:
        """The bytes of a member.

        Raises:
            InputError: it is missing, damaged, encrypted or far too large.
        """
        try:
            with self._file.open(member) as stream:
                data = stream.read(self._left + 1)
        except FAULTS as error:
            raise InputError(
                f"{self._name}: its member {member} cannot be read: {self._fault(member, error)}"
            ) from error
        self._left -= len(data)
        if self._left < 0:
            raise InputError(f"{self._name}: its members are larger than any document")
        return data

    def _fault(self, member: str, error: Exception) -> str:
        """What is wrong with a member, in our words."""
        if member not in self:
            return "it is missing"
        if self._file.NameToInfo[member].flag_bits & IS_LOCKED:
            return "it is locked by a password"
        if isinstance(error, NotImplementedError):
            return "it is compressed in a way that is not read"
        return "it is damaged"


class Member(NamedTuple):
    """A member of an archive that holds text.

    Attributes:
        span: of the source.
    """

    name: str
    span: Span
    encoding: Encoded


@dataclass(frozen=True)
class Packed:
    """An archive that a source stands in; see `Container`.

    Attributes:
        data: the whole of it.
        members: that make the source, end to end.
    """

    data: bytes
    members: tuple[Member, ...]

    @property
    def has_lines(self) -> bool:
        return False

    def bytes_after(self, source: str, edits: Sequence[Edit]) -> bytes:
        """See `Container.bytes_after`."""
        replaced = {
            name: encoding.bytes_after(span.of(source), [moved(edit, span) for edit in inside])
            for name, span, encoding in self.members
            if (inside := [edit for edit in edits if span.contains(edit.span)])
        }
        return repacked(self.data, replaced) if replaced else self.data


def moved(edit: Edit, span: Span) -> Edit:
    """An edit of the source as one of the member that the span is of."""
    return Edit(Span(edit.span.start - span.start, edit.span.end - span.start), edit.replacement)


def repacked(data: bytes, replaced: Mapping[str, bytes]) -> bytes:
    """An archive after some members were replaced.

    Args:
        data: of the archive, which can be read.
        replaced: the new bytes of members, by their names.

    Raises:
        UnwritableError: the archive is written in a way that nothing but its maker writes.
    """
    try:
        result = rebuilt(data, replaced)
        with zipfile.ZipFile(io.BytesIO(result)) as file:
            sound = all(file.read(name) == new for name, new in replaced.items())
    except FAULTS as error:
        raise UnwritableError(f"the archive cannot be written back: {error}") from error
    if not sound:
        raise UnwritableError("the archive cannot be written back")
    return result


def rebuilt(data: bytes, replaced: Mapping[str, bytes]) -> bytes:
    """The same, as long as the archive is as archives are."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        infos = sorted(file.infolist(), key=lambda info: info.header_offset)
        directory, comment = file.start_dir, file.comment
    end = len(data) - len(comment) - END_HEADER
    starts = [info.header_offset for info in infos]
    if number(data, end + END_OFFSET) != directory or len(set(starts)) != len({info.filename for info in infos}):
        raise ValueError("it holds something else beside its members")
    pieces = [data[: starts[0]]]
    position = starts[0]
    placed: dict[int, tuple[int, bytes]] = {}
    for info, stop in zip(infos, [*starts[1:], directory], strict=True):
        piece, sizes = data[info.header_offset : stop], b""
        if info.filename in replaced:
            piece, sizes = member(piece, info, replaced[info.filename])
        placed[info.header_offset] = position, sizes
        pieces.append(piece)
        position += len(piece)
    entries = bytearray(data[directory:end])
    at = 0
    while at < len(entries):
        offset, sizes = placed[number(entries, at + CENTRAL_OFFSET)]
        struct.pack_into("<L", entries, at + CENTRAL_OFFSET, offset)
        entries[at + CENTRAL_SIZES : at + CENTRAL_SIZES + len(sizes)] = sizes
        at += CENTRAL_HEADER + sum(struct.unpack_from("<3H", entries, at + CENTRAL_LENGTHS))
    place = struct.pack("<L", position)
    return b"".join((*pieces, entries, data[end : end + END_OFFSET], place, data[end + END_OFFSET + len(place) :]))


def member(piece: bytes, info: zipfile.ZipInfo, new: bytes) -> tuple[bytes, bytes]:
    """A member with its header after its bytes were replaced, and its checksum and sizes as headers have them."""
    if LARGEST_FIELD in struct.unpack_from("<2L", piece, LOCAL_SIZES + 4):
        raise ValueError("it is written for members of many gigabytes")
    if info.compress_type == zipfile.ZIP_DEFLATED:
        compressor = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        packed = compressor.compress(new) + compressor.flush()
    elif info.compress_type == zipfile.ZIP_STORED:
        packed = new
    else:
        raise ValueError("its compression is an unusual one")
    sizes = struct.pack("<3L", zlib.crc32(new), len(packed), len(new))
    header = bytearray(piece[: LOCAL_HEADER + sum(struct.unpack_from("<2H", piece, LOCAL_LENGTHS))])
    if info.flag_bits & HAS_DESCRIPTOR:
        return bytes(header) + packed + DESCRIPTOR_SIGNATURE + sizes, sizes
    header[LOCAL_SIZES : LOCAL_SIZES + len(sizes)] = sizes
    return bytes(header) + packed, sizes


def number(data: bytes | bytearray, at: int) -> int:
    """The number of four bytes that stands there."""
    return int(struct.unpack_from("<L", data, at)[0])
