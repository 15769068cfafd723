"""The view model of a page: each document's outcome, in the order and the words of the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from checker.fingerprints import fingerprints
from checker.model import Applicability, DocumentReport, Failure, Issue, Outcome, Span, Suppression
from checker.report.excerpt import change
from checker.report.marking import Piece, marked_lines
from checker.report.tally import Tally
from checker.report.wording import Words


@dataclass(frozen=True)
class Change:
    """A fix as the page shows it: the passage before and after."""

    label: str
    title: str
    before: str
    after: str


@dataclass(frozen=True)
class Entry:
    """An issue as the page shows it.

    Attributes:
        number: its place in the document, from 1; what the label of its mark says.
        explained_at: the id of the entry that explains the rule, which may be this one; empty if none does.
        suppression: what keeps the issue from being reported, else None.
    """

    page: str
    number: int
    issue: Issue
    fingerprint: str
    quote: str
    changes: tuple[Change, ...] = ()
    explanation: str = ""
    explained_at: str = ""
    suppression: Suppression | None = None

    @property
    def span(self) -> Span:
        return self.issue.span

    @property
    def id(self) -> str:
        return f"{self.page}-{'s' if self.suppression else 'i'}{self.number}"

    @property
    def mark(self) -> str:
        return f"{self.page}-{'t' if self.suppression else 'm'}{self.number}"

    @property
    def tone(self) -> str:
        """The CSS class of the issue's severity."""
        return "suppressed" if self.suppression else self.issue.severity.label


@dataclass(frozen=True)
class Page:
    """One outcome as the page shows it."""

    id: str
    outcome: Outcome
    words: Words
    explanations: Mapping[str, str]

    @property
    def name(self) -> str:
        if isinstance(self.outcome, Failure):
            nameless = f"{self.words.line} {self.outcome.line or '?'}"
            return nameless if self.outcome.name is None else str(self.outcome.name)
        return str(self.outcome.document.name)

    @property
    def failed(self) -> bool:
        return isinstance(self.outcome, Failure)

    @cached_property
    def tally(self) -> Tally:
        tally = Tally()
        tally.add(self.outcome)
        return tally

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The issues in reading order."""
        if not isinstance(self.outcome, DocumentReport):
            return ()
        explained: dict[str, str] = {}
        entries = []
        for number, issue in enumerate(self.outcome.issues, start=1):
            explanation = self.explanations.get(issue.rule, "")
            first = explained.setdefault(issue.rule, f"{self.id}-i{number}") if explanation else ""
            entries.append(
                Entry(
                    self.id,
                    number,
                    issue,
                    self._fingerprints[issue],
                    issue.span.of(self.outcome.document.text),
                    self._changes(issue, self.outcome.document.text),
                    explanation,
                    first,
                )
            )
        return tuple(entries)

    @cached_property
    def suppressed(self) -> tuple[Entry, ...]:
        """The issues that are not reported, in reading order."""
        if not isinstance(self.outcome, DocumentReport):
            return ()
        text = self.outcome.document.text
        return tuple(
            Entry(
                self.id,
                number,
                suppression.issue,
                self._fingerprints[suppression.issue],
                suppression.issue.span.of(text),
                suppression=suppression,
            )
            for number, suppression in enumerate(self.outcome.suppressed, start=1)
        )

    @property
    def lines(self) -> Iterator[Line]:
        """The article's lines in marked pieces, those of issues that are not reported among them."""
        if isinstance(self.outcome, DocumentReport):
            entries = sorted((*self.entries, *self.suppressed), key=lambda entry: entry.issue.sort_key)
            for pieces in marked_lines(self.outcome.document.text, entries):
                yield Line(pieces)

    @cached_property
    def _fingerprints(self) -> Mapping[Issue, str]:
        assert isinstance(self.outcome, DocumentReport)
        return fingerprints(self.outcome.document.text, self.outcome.all_issues)

    def _changes(self, issue: Issue, text: str) -> tuple[Change, ...]:
        safe, other = self.words.fix, self.words.suggestion
        return tuple(
            Change(
                safe if fix.applicability is Applicability.SAFE else other, fix.title, *change(text, issue.span, fix)
            )
            for fix in issue.fixes
        )


@dataclass(frozen=True)
class Line:
    """One line of an article."""

    pieces: tuple[Piece[Entry], ...]

    @property
    def start(self) -> int:
        return self.pieces[0].span.start

    @property
    def blank(self) -> bool:
        """True if the line is white space in which no issue begins."""
        return not self.text.strip() and not any(piece.starting for piece in self.pieces)

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def spanning(self) -> Entry | None:
        """The first issue that goes on to the next line or comes from the one before."""
        first, last = self.pieces[0], self.pieces[-1]
        ending = [entry for entry in last.markers if entry.span.end > last.span.end]
        return next((entry for entry in first.markers if entry.span.start < first.span.start), None) or next(
            iter(ending), None
        )

    @property
    def continued(self) -> bool:
        """True if an issue of the line before goes on here."""
        return any(entry.span.start < self.start for entry in self.pieces[0].markers)
