"""Word's documents (Office Open XML): read as the archive of XML that they are, and corrected inside its texts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from checker.errors import InputError
from checker.files.opening import LARGEST_TEXT, read_all
from checker.model import Document, Edit, Origin, Span
from checker.model.edits import patch
from checker.readers.archive import Archive, Member, Packed
from checker.readers.builder import TextBuilder
from checker.readers.decode import sha256
from checker.readers.markup.word import Story, style_roles
from checker.readers.markup.xml import Tag, decoded, tokens
from checker.readers.wishes import NO_WISHES, Wishes

TITLE = "Word: body, tables, notes and text boxes, tracked changes as accepted"
ENDINGS = (".docx", ".docm")
HAS_FILES = True

ARCHIVE = b"PK\x03\x04"
OLD_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # of Word before 2007, and of what a password locks
TYPES = "[Content_Types].xml"
READ = ("main+xml", "footnotes+xml", "endnotes+xml")  # by the end of its media type; the first must be there
ON_REQUEST = "comments+xml"


def recognises(head: bytes) -> bool:
    """True if an archive begins with members of Word."""
    return head.startswith(ARCHIVE) and b"word/" in head and TYPES.encode() in head


def read(stream: BinaryIO, name: str, wishes: Wishes = NO_WISHES) -> Iterator[Document]:
    """The one document of a file; see `Format.read`.

    Raises:
        InputError: it is no document of Word, damaged, locked, or unpacks to more than any document.
        OSError: it cannot be read, or is larger than any article.
    """
    data = read_all(stream, LARGEST_TEXT)
    if data.startswith(OLD_CONTAINER):
        raise InputError(
            f"{name}: locked by a password, or in Word's format from before 2007; save it as .docx without"
        )
    archive = Archive(data, name, "document of Word", LARGEST_TEXT)
    types = media_types(archive, name)
    builder = TextBuilder()
    styles = types.get("styles+xml")
    roles = style_roles(decoded(archive.read(styles), f"{name}: {styles}").text) if styles else {}
    sources: list[str] = []
    members: list[Member] = []
    trimmed: list[Span] = []
    length = 0
    for kind in (*READ, ON_REQUEST) if wishes.docx.comments else READ:
        member = types.get(kind)
        if not member:
            continue
        file = decoded(archive.read(member), f"{name}: {member}")
        trimmed += Story(file.text, length, builder, roles).trimmed
        sources.append(file.text)
        members.append(Member(member, Span(length, length + len(file.text)), file.encoding))
        length += len(file.text)
    packed = WordArchive(data, tuple(members), tuple(trimmed))
    origin = Origin(sha256(data), "".join(sources), packed, builder.stretches)
    yield builder.document(name, "docx", origin)


def media_types(archive: Archive, name: str) -> dict[str, str]:
    """The members of a document by the last word of their media type.

    Raises:
        InputError: it is no document of Word.
    """
    found: dict[str, str] = {}
    if TYPES in archive:
        types = decoded(archive.read(TYPES), f"{name}: {TYPES}").text
        said = (tag.values(types) for tag in tokens(types) if isinstance(tag, Tag) and tag.local == "Override")
        for each in said:
            member, kind = each.get("partname", "").lstrip("/"), each.get("contenttype", "")
            if "word" in kind and member in archive:
                found.setdefault(kind.rpartition(".")[2], member)
    if READ[0] not in found:
        raise InputError(f"{name}: an archive, but no document of Word")
    return found


@dataclass(frozen=True)
class WordArchive(Packed):
    """The archive that a source stands in; see `Container`.

    Attributes:
        trimmed: the texts in the source whose blanks at the edges do not show, in order.
    """

    trimmed: tuple[Span, ...]

    def bytes_after(self, source: str, edits: Sequence[Edit]) -> bytes:
        """See `Container.bytes_after`."""
        return super().bytes_after(source, sorted((*edits, *self._keeping_blanks(source, edits))))

    def _keeping_blanks(self, source: str, edits: Sequence[Edit]) -> Iterator[Edit]:
        """What lets blanks show that edits put at the edges of texts."""
        starts = [span.start for span in self.trimmed]
        touched = {bisect_right(starts, edit.span.start) - 1 for edit in edits}
        for span in (self.trimmed[n] for n in touched if n >= 0):
            new = patch(source, [edit for edit in edits if span.contains(edit.span)], span)
            if new != new.strip() and span.of(source) == span.of(source).strip():
                yield Edit(Span(span.start - 1, span.start - 1), ' xml:space="preserve"')
