"""The kind `untranslated`: text that was left in another language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import ClassVar

import msgspec

from checker.analysis import Analysis
from checker.checks.kind import Kind
from checker.model import Extent, Issue, Severity
from checker.packs.languages import Language
from checker.packs.rules import Confidence, Rule, severity_named


class Options(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What a rule of this kind says beside the common keys.

    Attributes:
        extents: how much of a paragraph the runs take that the rule reports.
        min_confidence: runs of less are not reported, in [0, 1].
        whole_paragraph: severity of a run that fills its paragraph, by its label, if not the rule's own.
        first_only: whether the first such run of a document speaks for all.
    """

    extents: tuple[Extent, ...]
    min_confidence: Confidence = 0.0
    whole_paragraph: str | None = None
    first_only: bool = False


class Untranslated(Kind):
    """Reports the foreign runs, each by the rules of its extent."""

    in_foreign_runs: ClassVar[bool] = True

    def __init__(self, rules: Sequence[Rule], language: Language, lang: str) -> None:
        self.extents = [Extents(rule, lang, rule.options(Options)) for rule in rules]
        for each in self.extents:
            each.rule.require_fields("match", "language", "words")
            each.severity(Extent.PARAGRAPH)

    def find(self, analysis: Analysis) -> Iterator[Issue]:
        """The issues of a document."""
        for each in self.extents:
            yield from each.issues(analysis)


@dataclass(frozen=True)
class Extents:
    """One rule: how much of a paragraph its runs take."""

    rule: Rule
    lang: str
    options: Options

    def issues(self, analysis: Analysis) -> Iterator[Issue]:
        """The runs of the document that the rule is for."""
        wanted = (
            run
            for run in analysis.runs
            if run.extent in self.options.extents and run.confidence >= self.options.min_confidence
        )
        for run in islice(wanted, 1 if self.options.first_only else None):
            fields = {
                "match": run.span.of(analysis.document.text),
                "language": analysis.engine.packs.language_name(run.tag, self.lang),
                "words": str(run.words),
            }
            severity = self.severity(run.extent)
            yield self.rule.issue(self.lang, run.span, run.confidence, fields, severity=severity, language=run.tag)

    def severity(self, extent: Extent) -> Severity:
        """The severity of a run of an extent.

        Raises:
            RuleError: there is none of the label that the rule gives for a whole paragraph.
        """
        label = self.options.whole_paragraph
        if extent is not Extent.PARAGRAPH or label is None:
            return self.rule.severity
        return severity_named(self.rule.yaml, "whole_paragraph", label)
