"""The judge of one language: issues in, the same issues weighed, their fixes in order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from checker.analysis import Analysis, Engine
from checker.judge.suspicion import Suspicion, suspicions
from checker.model import Issue
from checker.morphology import held

if TYPE_CHECKING:
    from checker.judge.weighing import Scales, Weight

FOLDER: Final = "judge"


class Judge:
    """Weighs the issues of documents in one language; the model is loaded when a document first needs it."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self._engine = engine
        self._folder = folder

    @classmethod
    def of(cls, engine: Engine) -> Judge | None:
        """The judge of a language's pack; None if the pack has none, or no parser or sequences for it to read with."""
        folder = engine.language.subfolder(FOLDER)
        return cls(engine, folder) if folder and {"ngrams", "parser"} <= held(engine.language) else None

    @cached_property
    def _scales(self) -> Scales:
        # Only a document with an issue to weigh pays for numpy and the weights.
        from checker.judge.weighing import Scales

        return Scales.load(self._folder, self._engine)

    @property
    def threshold(self) -> float:
        """The confidence from which an issue is worth reading, in [0, 1], as the pack holds."""
        return self._scales.threshold

    def weigh(self, analysis: Analysis, issues: Sequence[Issue]) -> list[Issue]:
        """The issues of a document with their confidence calibrated and their likeliest fix first.

        Those of checks that give no evidence are left as they are. Of several that contradict each other the
        likeliest stays.
        """
        asked = suspicions(analysis, issues)
        if not asked:
            return list(issues)
        weights = self._scales.weigh(asked, len(analysis.document.text))
        weighed = (weighed_issue(*pair) for pair in zip(asked, weights, strict=True))
        untouched = (issue for issue in issues if issue.evidence is None or not issue.fixes)
        return [*untouched, *without_rivals(weighed)]


def weighed_issue(suspicion: Suspicion, weight: Weight) -> Issue:
    """An issue with the judge's confidence and order of fixes; fixes that were not weighed come last."""
    fixes = suspicion.issue.fixes
    order = (*weight.fixes, *range(len(weight.fixes), len(fixes)))
    return replace(suspicion.issue, confidence=weight.confidence, fixes=tuple(fixes[place] for place in order))


def without_rivals(issues: Iterable[Issue]) -> list[Issue]:
    """The issues without those that a likelier one contradicts.

    Two contradict each other where they overlap, or where one blames the word that the other measures by.
    """
    kept: list[Issue] = []  # in text order, so that only the neighbours can overlap
    blamed, trusted = set[int](), set[int]()  # characters
    for issue in sorted(issues, key=lambda each: (-each.confidence, each.sort_key)):
        evidence = issue.evidence
        assert evidence, "only issues with evidence are weighed"
        replaced = [edit.span for edit in issue.fixes[0].edits]
        wrong = issue.span if replaced == [issue.span] else evidence.wrong
        own, other = (range(span.start, span.end) for span in (wrong, evidence.other))
        place = bisect_left(kept, issue.sort_key, key=lambda each: each.sort_key)
        overlaps = any(issue.span.overlaps(near.span) for near in kept[max(0, place - 1) : place + 1])
        if not overlaps and blamed.isdisjoint(other) and trusted.isdisjoint(own):
            kept.insert(place, issue)
            blamed.update(own)
            trusted.update(other)
    return kept
