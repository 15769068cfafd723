"""The results of checking one document and of a whole run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from checker.model.document import Document
from checker.model.issue import Issue, Severity, Suppression


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a document was read and checked."""

    characters: int
    paragraphs: int
    sentences: int
    words: int


class Written:
    """The document as in the JSON report; ``checker schema`` prints the contract."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """As `to_json`, in Python's own types."""
        return from_json(self.to_json())

    def to_json(self) -> str:
        """A line of JSON Lines, without its end."""
        from checker.report import wire  # a door for users of the library; nothing of ours goes through it

        return wire.json_line(self)  # type: ignore[arg-type]  # the two outcomes are all that there is


@dataclass(frozen=True, slots=True, repr=False)
class DocumentReport(Written):
    """The result for one document: its issues and the suppressed ones, sorted by (start, end, rule).

    Attributes:
        fail_on: the lowest severity that makes a run fail for this document.
    """

    document: Document
    issues: tuple[Issue, ...]
    coverage: Coverage
    suppressed: tuple[Suppression, ...] = ()
    fail_on: Severity = Severity.MAJOR

    def __repr__(self) -> str:
        issues = f"{len(self.issues)} issue{'s' * (len(self.issues) != 1)}"
        return f"<DocumentReport {self.document.name!r} {self.document.target_language}: {issues}>"

    @property
    def penalty(self) -> int:
        """The points that MQM gives for its issues: 1 for a minor one, 5 for a major, 25 for a critical one."""
        return sum(issue.severity.penalty for issue in self.issues)

    @property
    def score(self) -> float:
        """The penalty in 1,000 words: 0 is without an issue, and the higher, the worse."""
        return in_thousand(self.penalty, self.coverage.words)

    @property
    def families(self) -> dict[str, int]:
        """The number of issues of each family of rules, the largest first."""
        return by_family(self.issues)

    @property
    def fails(self) -> bool:
        """True if an issue reaches the severity that makes a run fail."""
        return any(issue.severity >= self.fail_on for issue in self.issues)

    @property
    def all_issues(self) -> tuple[Issue, ...]:
        """The issues and those suppressed, sorted by (start, end, rule)."""
        hidden = (suppression.issue for suppression in self.suppressed)
        return tuple(sorted((*self.issues, *hidden), key=lambda issue: issue.sort_key))

    def suppressing(self, decide: Callable[[Issue], Suppression | None]) -> DocumentReport:
        """The same report; issues for which `decide` gives a suppression are suppressed."""
        decisions = [(issue, decide(issue)) for issue in self.issues]
        standing = tuple(issue for issue, decision in decisions if decision is None)
        new = (decision for _, decision in decisions if decision is not None)
        suppressed = sorted((*self.suppressed, *new), key=lambda suppression: suppression.issue.sort_key)
        return replace(self, issues=standing, suppressed=tuple(suppressed))


@dataclass(frozen=True, slots=True)
class Failure(Written):
    """A document that could not be checked, in its place among the others.

    Attributes:
        name: the file or the id; None where not even that could be read.
        line: 1-based line of a JSON Lines input, else None.
        message: one line, the file's name included.
        extra: as of a `Document`.
    """

    name: str | int | None
    line: int | None
    message: str
    extra: tuple[tuple[str, str], ...] = ()


Outcome = DocumentReport | Failure


@dataclass(frozen=True, repr=False)
class Report:
    """The outcome of one run, in the order of the input.

    Attributes:
        signature: versions of the tool, of the packs that took part and of their models, on one line.
        packs: the version of each pack, by tag.
    """

    signature: str
    outcomes: tuple[Outcome, ...] = field(default=())
    packs: Mapping[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"<Report {', '.join(map(repr, self.outcomes[:3]))}{', …' * (len(self.outcomes) > 3)}>"

    def to_dict(self) -> dict[str, Any]:
        """As `to_json`, in Python's own types."""
        return from_json(self.to_json())

    def to_json(self) -> str:
        """The whole JSON report, as the command line writes it."""
        from checker.report import Context, render

        return "".join(render("json", self.outcomes, Context(self)))

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

    @property
    def score(self) -> float:
        """The penalties of all documents in 1,000 of their words; see `DocumentReport.score`."""
        return in_thousand(sum(each.penalty for each in self.documents), sum(e.coverage.words for e in self.documents))

    @property
    def families(self) -> dict[str, int]:
        """The number of issues of each family of rules in all documents, the largest first."""
        return by_family(self.issues)


def by_family(issues: Iterable[Issue]) -> dict[str, int]:
    """The number of issues of each family of rules, the largest first."""
    return dict(Counter(issue.family for issue in issues).most_common())


def in_thousand(penalty: int, words: int) -> float:
    """Points of penalty in 1,000 words; 0 without any word."""
    return 1000 * penalty / words if words else 0.0


def from_json(text: str) -> dict[str, Any]:
    """A JSON object as a dictionary."""
    import json  # hardly any run asks for it

    value: dict[str, Any] = json.loads(text)
    return value
