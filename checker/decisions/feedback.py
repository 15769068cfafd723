"""Feedback from decisions: false alarms and misses."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from checker.decisions import Decision, Decisions


@dataclass(slots=True)
class OfRule:
    """The decisions on the issues of one rule.

    Attributes:
        counts: how often each was decided.
        wrong: the decisions that an issue is none, each with the name of its document.
    """

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[str | int, Decision]] = field(default_factory=list)


@dataclass(slots=True)
class Feedback:
    """The decisions by rule, sorted, and the missed issues with the names of their documents."""

    rules: dict[str, OfRule]
    missed: list[tuple[str | int, Decision]]


def gather_feedback(files: Iterable[Decisions]) -> Feedback:
    """The feedback of several files of decisions."""
    rules: defaultdict[str, OfRule] = defaultdict(OfRule)
    missed = []
    for name, decision in named_decisions(files):
        if decision.decision == "mend":
            missed.append((name, decision))
            continue
        rules[decision.rule].counts[decision.decision] += 1
        if decision.decision != "accept":
            rules[decision.rule].wrong.append((name, decision))
    return Feedback(dict(sorted(rules.items())), missed)


def named_decisions(files: Iterable[Decisions]) -> Iterator[tuple[str | int, Decision]]:
    """Each decision with the name of its document."""
    for document in (document for file in files for document in file.documents):
        for decision in document.decisions:
            yield document.id, decision
