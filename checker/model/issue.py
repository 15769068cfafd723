"""Issues, their fixes, and the reasons why some are suppressed."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field, replace

from checker.model.document import Document, LikelyLanguage
from checker.model.edits import Edit
from checker.model.span import Span


class Severity(enum.IntEnum):
    """MQM severities, in order."""

    NEUTRAL = 0
    MINOR = 1
    MAJOR = 2
    CRITICAL = 3

    @property
    def label(self) -> str:
        return self.name.lower()

    @property
    def penalty(self) -> int:
        """The points that MQM gives for an issue."""
        return PENALTIES[self]

    def __str__(self) -> str:
        return self.label

    def __format__(self, specification: str) -> str:
        return format(self.label, specification)


PENALTIES = {Severity.NEUTRAL: 0, Severity.MINOR: 1, Severity.MAJOR: 5, Severity.CRITICAL: 25}


class Applicability(enum.StrEnum):
    """The trust that a fix deserves: apply unseen, apply after a look, or only show."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    DISPLAY_ONLY = "display-only"


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
    """Facts about an issue that a check hands to the judge; no report shows them.

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


@dataclass(frozen=True, slots=True, repr=False)
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
        likely_languages: the two likeliest languages of an untranslated run, best first, where its tag is ``und``.
        evidence: what a judge is told of it; None where none is asked.
        is_whole: whether it is about the document as a whole, whatever words it marks.
        text: what it marks; as the two that follow, of an issue in a report.
        line: that it begins on, from 1.
        column: that it begins at, from 1, in code points; as the line for display only.
    """

    rule: str
    category: str
    severity: Severity
    span: Span
    message: str
    confidence: float
    fixes: tuple[Fix, ...] = ()
    language: str | None = None
    likely_languages: tuple[LikelyLanguage, ...] = ()
    evidence: Evidence | None = None
    is_whole: bool = field(default=False, compare=False)
    text: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)
    column: int = field(default=0, compare=False)

    def __post_init__(self) -> None:
        if not len(self.span):
            raise ValueError(f"an issue of {self.rule} without text")

    @property
    def is_foreign(self) -> bool:
        """True if it is about text that stands in another language."""
        return self.language is not None

    @property
    def compared(self) -> tuple[Span, ...]:
        """The words that it compares: a fix that leaves one as it is no longer fits once that has changed."""
        return (self.evidence.wrong, self.evidence.other) if self.evidence else ()

    @property
    def sort_key(self) -> tuple[int, int, str]:
        return self.span.start, self.span.end, self.rule

    @property
    def family(self) -> str:
        """The folder that its rule stands in: ``agreement``, ``untranslated``."""
        return "/".join(self.rule.split("/")[1:-1]) or self.rule

    def located(self, document: Document) -> Issue:
        """The same issue, with its text, line and column in the document that it was found in."""
        line, column = document.position(self.span.start)
        return replace(self, text=self.span.of(document.text), line=line, column=column)

    def __repr__(self) -> str:
        place = f"{self.line}:{self.column}" if self.line else f"{self.span.start}..{self.span.end}"
        return f"<Issue {place} {self.severity} {self.rule} {clipped(self.text)}>"


def clipped(text: str, longest: int = 40) -> str:
    """The beginning of a text as Python writes it."""
    return repr(text) if len(text) <= longest else f"{text[:longest]!r}…"


class SuppressedBy(enum.StrEnum):
    """The decision that suppressed an issue: the user's, or that of whoever marked the text."""

    ALLOWED_TERM = "allowed-term"
    COMMENT = "comment"
    FRONT_MATTER = "front-matter"
    BASELINE = "baseline"
    UNCHANGED_LINES = "unchanged-lines"
    MARKUP = "markup"


@dataclass(frozen=True, slots=True)
class Suppression:
    """A suppressed issue, with the decision and its reason.

    Attributes:
        reason: what the user gave: the entry of the allowed terms that covers the issue, the reason in the text
            (maybe empty), the file of the baseline, the revision that the lines have not changed since, the mark in the
            file that says it is deliberate.
    """

    issue: Issue
    by: SuppressedBy
    reason: str
