"""The kind `untranslated`: text that was left in another language."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import ClassVar

import msgspec

from checker.analysis import View
from checker.checks import Scope
from checker.model import Extent, Issue, LanguageRun, Severity
from checker.packs.languages import Language
from checker.packs.rules import Confidence, Rule, severity_named


class Long(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """From how many words a run is long, and what holds of it then."""

    words: int
    min_confidence: Confidence
    sure_from: Confidence


class Options(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What a rule of this kind says beside the common keys.

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


class Untranslated:
    """Reports the foreign runs of one extent."""

    scope: ClassVar[Scope] = "document"

    def __init__(self, rule: Rule, language: Language, lang: str) -> None:
        self.rule = rule
        self.lang = lang
        self.options = rule.options(Options)
        rule.require_fields("match", "language", "words")
        self.unsure = self._severity("unsure", self.options.unsure)
        self.sure = dict.fromkeys(Extent, rule.severity)
        self.sure[Extent.PARAGRAPH] = self._severity("whole_paragraph", self.options.whole_paragraph)

    def _severity(self, key: str, label: str | None) -> Severity:
        """The severity that an option names, the rule's own where it is not given."""
        return self.rule.severity if label is None else severity_named(self.rule.yaml, key, label)

    def check(self, view: View) -> Iterator[Issue]:
        """The runs of the document that the rule is for."""
        for run in islice(self._runs(view), 1 if self.options.first_only else None):
            fields = {
                "match": run.span.of(view.text),
                "language": view.analysis.engine.packs.language_name(run.tag, self.lang),
                "words": str(run.words),
            }
            severity = self.sure[run.extent] if self._is_sure(run) else self.unsure
            yield self.rule.issue(self.lang, run.span, run.confidence, fields, severity=severity, language=run.tag)

    def _is_sure(self, run: LanguageRun) -> bool:
        """Whether a run has a confidence at which nine in ten on human text are right."""
        return run.confidence >= self._limits(run).sure_from

    def _limits(self, run: LanguageRun) -> Options | Long:
        """The confidences that are asked of a run."""
        long = self.options.long
        return long if long and run.words >= long.words else self.options

    def _runs(self, view: View) -> Iterator[LanguageRun]:
        for run in view.runs:
            if run.extent in self.options.extents and run.confidence >= self._limits(run).min_confidence:
                yield run
