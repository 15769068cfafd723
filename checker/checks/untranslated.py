"""The kind `untranslated`: text that was left in another language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import ClassVar

import msgspec

from checker.analysis import Analysis
from checker.checks.kind import OneRule, RuleByRule
from checker.model import Extent, Issue, LanguageRun, Severity
from checker.packs.languages import Language
from checker.packs.rules import Confidence, Rule, severity_named


class Long(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The length, in words, of a long run, and the limits for such runs."""

    words: int
    min_confidence: Confidence
    sure_from: Confidence


class Options(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The options of this kind, beside the common keys of a rule.

    Attributes:
        extents: how much of a paragraph the runs take that the rule reports.
        min_confidence: runs of less are not reported, in [0, 1].
        sure_from: from which confidence a run has the rule's severity.
        long: the same of long runs, which are hardly ever a name or a loan; of none where it is not given.
        unsure: the severity of others, by its label, if not the rule's own.
        whole_paragraph: the same of a run that fills its paragraph and is sure.
        first_only: whether the first such run of a document speaks for all.
    """

    extents: tuple[Extent, ...]
    min_confidence: Confidence = 0.0
    sure_from: Confidence = 0.0
    long: Long | None = None
    unsure: str | None = None
    whole_paragraph: str | None = None
    first_only: bool = False


class Extents:
    """One rule: how much of a paragraph its runs take, and how bad they are.

    Raises:
        RuleError: an option is wrong.
    """

    def __init__(self, rule: Rule, language: Language, lang: str) -> None:
        self.rule = rule
        self.lang = lang
        self.options = rule.options(Options)
        rule.require_fields("match", "language", "words")
        self.unsure = self.severity_of("unsure", self.options.unsure)
        self.sure = dict.fromkeys(Extent, rule.severity)
        self.sure[Extent.PARAGRAPH] = self.severity_of("whole_paragraph", self.options.whole_paragraph)

    def issues(self, analysis: Analysis) -> Iterator[Issue]:
        """The runs of the document that the rule is for."""
        wanted = (
            run
            for run in analysis.runs
            if run.extent in self.options.extents and run.confidence >= self.limits(run).min_confidence
        )
        for run in islice(wanted, 1 if self.options.first_only else None):
            fields = {
                "match": run.span.of(analysis.document.text),
                "language": analysis.engine.packs.language_name(run.tag, self.lang),
                "words": str(run.words),
            }
            found = self.rule.issue(
                self.lang,
                run.span,
                run.confidence,
                fields,
                severity=self.severity(run),
                language=run.tag,
                likely_languages=run.likely,
            )
            yield replace(found, is_whole=run.extent is Extent.ARTICLE)

    def severity(self, run: LanguageRun) -> Severity:
        """The severity of a run: the rule's if the run is sure enough that nine in ten on human text are right."""
        return self.sure[run.extent] if run.confidence >= self.limits(run).sure_from else self.unsure

    def limits(self, run: LanguageRun) -> Options | Long:
        """The minimum confidences for a run."""
        long = self.options.long
        return long if long and run.words >= long.words else self.options

    def severity_of(self, key: str, label: str | None) -> Severity:
        """The severity that an option names, the rule's own where it is not given."""
        return self.rule.severity if label is None else severity_named(self.rule.yaml, key, label)


class Untranslated(RuleByRule):
    """Reports the foreign runs, each by the rules of its extent."""

    in_foreign_runs: ClassVar[bool] = True
    one: ClassVar[type[OneRule]] = Extents
