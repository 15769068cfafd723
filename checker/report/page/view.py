"""The view model of a page: each document's outcome, in the order and the words of the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from checker.fingerprints import fingerprints
from checker.model import Applicability, DocumentReport, Failure, Issue, Outcome, Span, Suppression
from checker.report import without_neutral
from checker.report.excerpt import abridged, first_change
from checker.report.marking import Piece, marked_lines
from checker.report.places import place_within
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
        number: its place among those of the document, from 1; what the label of its mark says.
        place: where the file has it.
        explained_at: the id of the entry that explains the rule, which may be this one; empty if none does.
        folded: whether it stands aside, as it is neutral and counts for nothing.
        suppression: what keeps the issue from being reported, else None.
    """

    page: str
    number: int
    issue: Issue
    fingerprint: str
    quote: str
    place: str
    changes: tuple[Change, ...] = ()
    explanation: str = ""
    explained_at: str = ""
    folded: bool = False
    suppression: Suppression | None = None

    @property
    def span(self) -> Span:
        return self.issue.span

    @property
    def id(self) -> str:
        return f"{self.page}-{'s' if self.suppression else 'n' if self.folded else 'i'}{self.number}"

    @property
    def mark(self) -> str:
        return f"{self.page}-{'t' if self.suppression else 'o' if self.folded else 'm'}{self.number}"

    @property
    def label(self) -> str:
        """The label of its card and its mark: its number, if there is anything to decide on."""
        return "–" if self.suppression or self.folded else str(self.number)

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
    def reported(self) -> Outcome:
        """The outcome without what counts for nothing."""
        return without_neutral(self.outcome)

    @cached_property
    def tally(self) -> Tally:
        tally = Tally()
        tally.add(self.reported)
        return tally

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The issues to decide on, in reading order."""
        return self._entries(self.reported.issues) if isinstance(self.reported, DocumentReport) else ()

    @cached_property
    def folded(self) -> tuple[Entry, ...]:
        """The neutral issues that count for nothing, in reading order."""
        if not isinstance(self.outcome, DocumentReport) or not isinstance(self.reported, DocumentReport):
            return ()
        counted = set(self.reported.issues)
        return self._entries([issue for issue in self.outcome.issues if issue not in counted], folded=True)

    def _entries(self, issues: Iterable[Issue], *, folded: bool = False) -> tuple[Entry, ...]:
        assert isinstance(self.outcome, DocumentReport)
        text = self.outcome.document.text
        explained: dict[str, str] = {}
        entries = []
        for number, issue in enumerate(issues, start=1):
            entry = Entry(
                self.id,
                number,
                issue,
                self._fingerprints[issue],
                issue.span.of(text),
                place_within(self.outcome.document, issue.span.start, self.words),
                self._changes(issue, text),
                self.explanations.get(issue.rule, ""),
                folded=folded,
            )
            first = explained.setdefault(issue.rule, entry.id) if entry.explanation else ""
            entries.append(replace(entry, explained_at=first))
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
                place_within(self.outcome.document, suppression.issue.span.start, self.words),
                suppression=suppression,
            )
            for number, suppression in enumerate(self.outcome.suppressed, start=1)
        )

    @property
    def lines(self) -> Iterator[Line]:
        """The article's lines in marked pieces, those of issues that count for nothing among them."""
        if isinstance(self.outcome, DocumentReport):
            entries = sorted((*self.entries, *self.folded, *self.suppressed), key=lambda entry: entry.issue.sort_key)
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
                safe if fix.applicability is Applicability.SAFE else other,
                abridged(fix.title),
                *first_change(text, issue.span, fix),
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
