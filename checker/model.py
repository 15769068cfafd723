"""The types that every step hands to the next.

All are frozen; collections are tuples. Offsets are Unicode code points counted from the start
of ``Document.text``, half-open. This module imports nothing of ours.
"""

from __future__ import annotations

import enum
import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

# BCP-47's tag for a language that cannot be told.
UNDETERMINED = "und"
BYTE_ORDER_MARK = "\ufeff"
# The line ends that editors count; form feeds and Unicode separators do not end a line.
LINE = re.compile(r"[^\r\n]+")
LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, ``0 <= start <= end``.

    Raises:
        ValueError: the bounds are negative or out of order.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """The part of the document's text that this span marks."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of the file that a document was read from, of which nothing else is kept.

    Attributes:
        digest: SHA-256 of the bytes, in hexadecimal.
        encoding: the codec that gives them back from the text; None where none does to the byte.
        marked: whether they begin with a byte order mark, which is no part of the text.
    """

    digest: str
    encoding: str | None
    marked: bool = False

    def encode(self, text: str) -> bytes:
        """The bytes of a text as the file would hold it.

        Raises:
            UnicodeEncodeError: the encoding has no such character.
            ValueError: the file cannot be written back as it was.
        """
        if self.encoding is None:
            raise ValueError("no encoding gives the file back as it was")
        return (BYTE_ORDER_MARK * self.marked + text).encode(self.encoding)


@dataclass(frozen=True)
class Document:
    """A text as it was read: never normalised, padded or trimmed.

    Attributes:
        name: what reports call it: a path, ``-`` for standard input, or the id of a JSON line as given.
        text: with the line ends of the file.
        target_language: BCP-47 tag of the language that the text should be in; None until it is known.
        line: 1-based line of a JSON Lines input that the document stood on, else None.
        warnings: what the reader had to assume, and what the text says to the checker in vain, each a full sentence.
        path: the file that it was read from, as the file system knows it; None where it is no file of its own.
        source: of a document that has a file of its own or comes from standard input, else None.
        excluded: what is no article text, in order and apart: front matter, comments to the checker.
    """

    name: str | int
    text: str
    target_language: str | None = None
    line: int | None = None
    warnings: tuple[str, ...] = ()
    path: str | None = None
    source: Source | None = None
    excluded: tuple[Span, ...] = ()

    @cached_property
    def blocks(self) -> tuple[Span, ...]:
        """The lines that hold more than white space, trimmed, in text order; without what is excluded.

        A block is the largest stretch that a sentence or a foreign run may span.
        """
        found = []
        edges = (0, *(edge for span in self.excluded for edge in (span.start, span.end)), len(self.text))
        for stretch in zip(edges[::2], edges[1::2], strict=True):
            for line in LINE.finditer(self.text, *stretch):
                body = line.group().strip()
                if body:
                    start = line.start() + line.group().index(body)
                    found.append(Span(start, start + len(body)))
        return tuple(found)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(end.end() for end in LINE_END.finditer(self.text))]

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both 1-based, the column in code points; for display only."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence, or a sentence inside a quotation. Segments tile a block and never overlap."""

    span: Span
    quoted: bool = False


class Extent(enum.StrEnum):
    """How much of a block a foreign run takes, or what it is to the whole document."""

    WORD = "word"
    PHRASE = "phrase"
    PASSAGE = "passage"
    PARAGRAPH = "paragraph"
    COUNTERPART = "counterpart"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class LanguageRun:
    """Foreign text inside one block, possibly across sentences; a whole article takes many blocks.

    Attributes:
        span: from the first to the last foreign word; quotation marks inside included, surrounding
            ones, spaces and final punctuation not.
        tag: BCP-47; ``und`` when the run is too short to tell.
        confidence: in [0, 1].
        words: how many words it has.
        extent: one word; several; a sentence or more, or across the end of one; the whole block; a block of a
            bilingual page, which says the same beside it; an article that is not in the target language at all.
    """

    span: Span
    tag: str
    confidence: float
    words: int
    extent: Extent


class Reading(NamedTuple):
    """One way to read a form: lemma, UPOS tag and UD features (``"Gender=Masc|Number=Sing"``).

    A named tuple, as its hash is asked for at every word of a text.
    """

    lemma: str
    upos: str
    feats: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a punctuation mark, with every reading that the lexicon has for it."""

    span: Span
    form: str
    readings: tuple[Reading, ...] = ()

    @property
    def folded(self) -> str:
        """The form in lower case, with straight apostrophes."""
        return self.form.lower().replace("’", "'")


class Severity(enum.IntEnum):
    """MQM severities, in order."""

    NEUTRAL = 0
    MINOR = 1
    MAJOR = 2
    CRITICAL = 3

    @property
    def label(self) -> str:
        return self.name.lower()


class Applicability(enum.StrEnum):
    """How far a fix may be trusted: applied unseen, applied after a look, or only shown."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    DISPLAY_ONLY = "display-only"


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """One substitution. An empty replacement deletes, an empty span inserts."""

    span: Span
    replacement: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A remedy: edits in text order that do not overlap.

    Raises:
        ValueError: the edits are out of order or overlap.
    """

    title: str
    edits: tuple[Edit, ...]
    applicability: Applicability

    def __post_init__(self) -> None:
        for left, right in zip(self.edits, self.edits[1:], strict=False):
            if right.span.start < left.span.end:
                raise ValueError(f"edits out of order or overlapping: {left}, {right}")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a check knows of an issue beside its text, for the judge that weighs it; no report shows it.

    Attributes:
        wrong: the word that is blamed.
        other: the word that it is measured by.
        features: in which the two differ, such as ``Number``; empty if the form itself is at fault.
        certainty: in [0, 1], how likely a tree is right about them; None if no tree was needed.
        contested: whether another word may be meant, and agrees.
    """

    wrong: Span
    other: Span
    features: tuple[str, ...] = ()
    certainty: float | None = None
    contested: bool = False


@dataclass(frozen=True, slots=True)
class Issue:
    """A potential error, in MQM's sense.

    Attributes:
        rule: the rule's id, which is its path in the pack.
        category: MQM path in kebab case.
        span: never empty.
        message: final text, the fault only; the remedy is a fix's title.
        confidence: in [0, 1].
        fixes: best first, maybe empty.
        language: BCP-47 tag of an untranslated run, else None.
        evidence: what a judge is told of it; None where none is asked.
    """

    rule: str
    category: str
    severity: Severity
    span: Span
    message: str
    confidence: float
    fixes: tuple[Fix, ...] = ()
    language: str | None = None
    evidence: Evidence | None = None

    def __post_init__(self) -> None:
        if not len(self.span):
            raise ValueError(f"an issue of {self.rule} without text")

    @property
    def sort_key(self) -> tuple[int, int, str]:
        return self.span.start, self.span.end, self.rule


class SuppressedBy(enum.StrEnum):
    """What keeps an issue from being reported: always somebody's decision, never ours."""

    ALLOWED_TERM = "allowed-term"
    COMMENT = "comment"
    FRONT_MATTER = "front-matter"
    BASELINE = "baseline"
    UNCHANGED_LINES = "unchanged-lines"


@dataclass(frozen=True, slots=True)
class Suppression:
    """An issue that is not reported, by what, and why.

    Attributes:
        reason: what the user gave: the entry of the allowed terms that covers the issue, the reason in the text
            (maybe empty), the file of the baseline, the revision that the lines have not changed since.
    """

    issue: Issue
    by: SuppressedBy
    reason: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a document was read and checked."""

    characters: int
    paragraphs: int
    sentences: int
    words: int


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """What was found in one document; issues, and those suppressed, sorted by (start, end, rule).

    Attributes:
        fail_on: the lowest severity that makes a run fail for this document.
    """

    document: Document
    issues: tuple[Issue, ...]
    coverage: Coverage
    suppressed: tuple[Suppression, ...] = ()
    fail_on: Severity = Severity.MAJOR

    @property
    def fails(self) -> bool:
        """Whether an issue reaches the severity that makes a run fail."""
        return any(issue.severity >= self.fail_on for issue in self.issues)

    @property
    def all_issues(self) -> tuple[Issue, ...]:
        """The issues and those suppressed, sorted by (start, end, rule)."""
        hidden = (suppression.issue for suppression in self.suppressed)
        return tuple(sorted((*self.issues, *hidden), key=lambda issue: issue.sort_key))

    def suppressing(self, decide: Callable[[Issue], Suppression | None]) -> DocumentReport:
        """The same report, with those of its issues suppressed that `decide` gives a suppression for."""
        decisions = [(issue, decide(issue)) for issue in self.issues]
        standing = tuple(issue for issue, decision in decisions if decision is None)
        new = (decision for _, decision in decisions if decision is not None)
        suppressed = sorted((*self.suppressed, *new), key=lambda suppression: suppression.issue.sort_key)
        return replace(self, issues=standing, suppressed=tuple(suppressed))


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be checked, in its place among the others.

    Attributes:
        name: the file or the id; None where not even that could be read.
        line: 1-based line of a JSON Lines input, else None.
        message: one line, the file's name included.
    """

    name: str | int | None
    line: int | None
    message: str


Outcome = DocumentReport | Failure


@dataclass(frozen=True)
class Report:
    """The outcome of one run, in the order of the input.

    Attributes:
        signature: versions of the tool and of each pack, on one line.
    """

    signature: str
    outcomes: tuple[Outcome, ...] = field(default=())

    @property
    def documents(self) -> tuple[DocumentReport, ...]:
        return tuple(outcome for outcome in self.outcomes if isinstance(outcome, DocumentReport))

    @property
    def failures(self) -> tuple[Failure, ...]:
        return tuple(outcome for outcome in self.outcomes if isinstance(outcome, Failure))

    @property
    def issues(self) -> tuple[Issue, ...]:
        """The issues of all documents, in order."""
        return tuple(issue for report in self.documents for issue in report.issues)
