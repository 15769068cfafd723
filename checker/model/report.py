"""What comes of a document, and of a run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from checker.model.document import Document
from checker.model.issue import Issue, Severity, Suppression


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
        signature: versions of the tool, of the packs that took part and of their models, on one line.
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
