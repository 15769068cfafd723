"""Counts what a run checked and found."""

from __future__ import annotations

from collections import Counter

from checker.model import UNDETERMINED, DocumentReport, Outcome, Severity
from checker.model.report import in_thousand
from checker.report.wording import Words


class Tally:
    """Sums over outcomes, taken in one by one."""

    def __init__(self) -> None:
        self.documents = 0
        self.failures = 0
        self.paragraphs = 0
        self.sentences = 0
        self.words = 0
        self.languages: set[str] = set()
        self.severities: Counter[Severity] = Counter()
        self.families: Counter[str] = Counter()
        self.rules: Counter[str] = Counter()
        self.penalty = 0
        self.suppressed = 0
        self.failing = 0
        self.thresholds: set[Severity] = set()

    def add(self, outcome: Outcome) -> None:
        """Take in one outcome."""
        if not isinstance(outcome, DocumentReport):
            self.failures += 1
            return
        self.documents += 1
        self.paragraphs += outcome.coverage.paragraphs
        self.sentences += outcome.coverage.sentences
        self.words += outcome.coverage.words
        language = outcome.document.target_language or UNDETERMINED
        if language != UNDETERMINED:
            self.languages.add(language)
        self.severities.update(issue.severity for issue in outcome.issues)
        self.families.update(issue.family for issue in outcome.issues)
        self.rules.update(issue.rule for issue in outcome.issues)
        self.penalty += outcome.penalty
        self.suppressed += len(outcome.suppressed)
        self.failing += outcome.fails
        self.thresholds.add(outcome.fail_on)

    @property
    def threshold(self) -> Severity | None:
        """The least severity that makes a document fail, None if it is not the same for all."""
        return next(iter(self.thresholds)) if len(self.thresholds) == 1 else None

    def found(self, words: Words) -> str:
        """The issues in figures: "3 issues (2 major, 1 minor), 1 suppressed"."""
        suppressed = f", {words.count(self.suppressed, words.suppressed)}" if self.suppressed else ""
        total = self.severities.total()
        if not self.documents:
            return words.nothing_checked
        if not total:
            return words.nothing_found + suppressed
        worst_first = sorted(self.severities.items(), reverse=True)
        each = ", ".join(words.count(number, words.severities[severity.label]) for severity, number in worst_first)
        return f"{words.count(total, words.issue)} ({each}){suppressed}"

    def checked(self, words: Words) -> tuple[str, ...]:
        """Totals of what was checked: documents, paragraphs, sentences, words and their languages."""
        figures = (
            (self.documents, words.document),
            (self.paragraphs, words.paragraph),
            (self.sentences, words.sentence),
            (self.words, words.word),
        )
        languages = (f"{words.target_language} {', '.join(sorted(self.languages))}",) if self.languages else ()
        return (*(words.count(number, noun) for number, noun in figures), *languages) if self.documents else ()

    def extent(self, words: Words) -> str:
        """The second half of the summary line: what was checked; empty if nothing was."""
        checked = ", ".join(self.checked(words))
        return f"{words.colon} {checked}" if checked else ""

    @property
    def outcomes(self) -> int:
        """How many documents there were, those among them that could not be checked."""
        return self.documents + self.failures

    @property
    def score(self) -> float:
        """MQM's penalties in 1,000 words."""
        return in_thousand(self.penalty, self.words)
