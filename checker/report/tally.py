"""Counts what a run checked and found."""

from __future__ import annotations

from collections import Counter

from checker.model import UNDETERMINED, DocumentReport, Outcome, Severity
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
        self.languages.add(outcome.document.target_language or UNDETERMINED)
        self.severities.update(issue.severity for issue in outcome.issues)
        self.families.update(family(issue.rule) for issue in outcome.issues)
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
        if not total:
            return words.nothing_found + suppressed
        worst_first = sorted(self.severities.items(), reverse=True)
        each = ", ".join(words.count(number, words.severities[severity.label]) for severity, number in worst_first)
        return f"{words.count(total, words.issue)} ({each}){suppressed}"

    def checked(self, words: Words) -> tuple[str, ...]:
        """What was checked, in figures: documents, paragraphs, sentences, words and their languages."""
        figures = (
            (self.documents, words.document),
            (self.paragraphs, words.paragraph),
            (self.sentences, words.sentence),
            (self.words, words.word),
        )
        languages = (f"{words.target_language} {', '.join(sorted(self.languages))}",) if self.languages else ()
        return (*(words.count(number, noun) for number, noun in figures), *languages)


def family(rule: str) -> str:
    """The family of a rule: the folder that it stands in, by the rule's id."""
    return "/".join(rule.split("/")[1:-1]) or rule
