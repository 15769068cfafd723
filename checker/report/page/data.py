"""The data of a page's script, as JSON in the page.

Offsets are code points, as everywhere; the script turns them into its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from hashlib import sha256

from msgspec import UNSET, Struct, UnsetType

from checker.model import Applicability, DocumentReport, Encoded, Issue, Origin, Severity
from checker.packs.desk import desk_words
from checker.readers.formats import PLAIN
from checker.report import wire
from checker.report.page.characters import is_held
from checker.report.page.view import Entry, Page

# What a page says, by name: a text with fields in braces, one text for one and one for several, or texts by name.
PageWords = dict[str, str | tuple[str, str] | dict[str, str]]


@cache
def page_words(lang: str) -> PageWords:
    """The wording of pages in a desk language, beside that of all reports."""
    return desk_words(lang, "page", PageWords) | script_words(lang)


@cache
def script_words(lang: str) -> PageWords:
    """Those that a page's script fills in and shows."""
    return desk_words(lang, "script", PageWords)


class Stretch(Struct, frozen=True):
    """A part of a text, half-open."""

    start: int
    end: int


class IssueData(Struct, frozen=True, omit_defaults=True):
    """An issue, its fixes without those that are only to be shown.

    Attributes:
        relies: the words that it compares.
        safe: whether the first fix may be made unseen; none is that changes a whole article to taste.
        blocks: whether it stands against publication.
        allowable: whether its text can be allowed to stand in another language.
    """

    fingerprint: str
    rule: str
    start: int
    end: int
    fixes: tuple[tuple[wire.Edit, ...] | None, ...]
    relies: tuple[Stretch, ...] = ()
    safe: bool = False
    blocks: bool = False
    allowable: bool = False


class DocumentData(Struct, frozen=True, omit_defaults=True):
    """A document.

    Attributes:
        page: its id in the page.
        key: what its decisions are kept by: a digest of the document.
        sha256: of its file's bytes, None where it has no file of its own.
        encoding: of its file, None where the page cannot write it: it is no plain text, or in no encoding.
        marked: whether its file begins with a byte order mark.
        alphabet: the bytes of each character that may be needed, in hexadecimal; None where the encoding is Unicode.
        text: None where its article in the page is the same to the character.
        format: that its file was read in, but for plain text.
    """

    page: str
    id: str | int
    key: str
    sha256: str | None
    encoding: str | None
    issues: tuple[IssueData, ...]
    marked: bool = False
    alphabet: dict[str, str] | None = None
    text: str | None = None
    format: str | UnsetType = UNSET


class PageData(Struct, frozen=True):
    """All documents of a page."""

    words: PageWords
    documents: tuple[DocumentData, ...]


class RowData(Struct, frozen=True):
    """A document of an index, its decisions kept by `key`."""

    id: str | int
    key: str
    sha256: str | None
    issues: int
    blocking: int
    format: str | UnsetType = UNSET


class IndexData(Struct, frozen=True):
    """All documents of an index that were checked."""

    words: PageWords
    documents: tuple[RowData, ...]


def script_json(value: Struct) -> str:
    """JSON that stands in a script element, where no text can end the element or begin a comment."""
    return wire.encode(value).replace("<", "\\u003c")


def page_data(pages: Iterable[Page], words: PageWords) -> PageData:
    """The data of one page's script."""
    return PageData(words, tuple(map(document_data, pages_checked(pages))))


def pages_checked(pages: Iterable[Page]) -> tuple[tuple[Page, DocumentReport], ...]:
    """The pages of documents that could be checked, with what was found."""
    return tuple((page, page.outcome) for page in pages if isinstance(page.outcome, DocumentReport))


def document_data(checked: tuple[Page, DocumentReport]) -> DocumentData:
    """A document as the script knows it."""
    page, report = checked
    text, origin = report.document.text, report.document.origin
    encoding = encoding_of(origin)
    return DocumentData(
        page=page.id,
        id=report.document.name,
        key=key(report),
        sha256=origin.digest if origin else None,
        encoding=encoding.codec,
        marked=encoding.marked,
        alphabet=alphabet(encoding.codec, text, report.issues),
        text=None if is_held(text) else text,
        issues=tuple(issue_data(entry, report.fail_on) for entry in page.entries),
        format=marked_up(report),
    )


def row(report: DocumentReport) -> RowData:
    """A document as the script of an index knows it."""
    origin = report.document.origin
    blocking = sum(issue.severity >= report.fail_on for issue in report.issues)
    return RowData(
        id=report.document.name,
        key=key(report),
        sha256=origin.digest if origin else None,
        issues=len(report.issues),
        blocking=blocking,
        format=marked_up(report),
    )


def marked_up(report: DocumentReport) -> str | UnsetType:
    """The format of a document that is no plain text."""
    return UNSET if report.document.format == PLAIN else report.document.format


def encoding_of(origin: Origin | None) -> Encoded:
    """How the page writes a text: as its file was, if that is nothing but the text."""
    if origin is None:
        return Encoded("utf-8")
    if origin.stretches is None and isinstance(origin.container, Encoded):
        return origin.container
    return Encoded(None)


def key(report: DocumentReport) -> str:
    """A digest of the document: that of its file, or of its text where it has none."""
    origin = report.document.origin
    return origin.digest if origin else sha256(report.document.text.encode(errors="surrogatepass")).hexdigest()


def issue_data(entry: Entry, fail_on: Severity) -> IssueData:
    """An issue as the script knows it."""
    found = entry.issue
    return IssueData(
        fingerprint=entry.fingerprint,
        rule=found.rule,
        start=found.span.start,
        end=found.span.end,
        fixes=tuple(
            None
            if fix.applicability is Applicability.DISPLAY_ONLY
            else tuple(wire.Edit(edit.span.start, edit.span.end, edit.replacement) for edit in fix.edits)
            for fix in found.fixes
        ),
        relies=tuple(Stretch(span.start, span.end) for span in found.compared),
        safe=found.severity > Severity.NEUTRAL
        and bool(found.fixes)
        and found.fixes[0].applicability is Applicability.SAFE,
        blocks=found.severity >= fail_on,
        allowable=found.is_foreign,
    )


def alphabet(codec: str | None, text: str, issues: Iterable[Issue]) -> dict[str, str] | None:
    """The bytes of each character in a text and its fixes, and of all single-byte characters, in the file's encoding.

    A browser writes nothing but UTF-8 by itself; the script writes UTF-16 and UTF-32, and with this the rest.
    """
    if codec is None or codec.startswith("utf-"):
        return None
    replacements = (edit.replacement for issue in issues for fix in issue.fixes for edit in fix.edits)
    single = bytes(range(256)).decode(codec, errors="ignore")
    letters = sorted(set(text).union(single, *replacements))
    encoded = ((letter, letter.encode(codec, errors="ignore")) for letter in letters)
    return {letter: data.hex() for letter, data in encoded if data}
