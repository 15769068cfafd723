"""The kind `untranslated`: text that was left in another language."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import ClassVar

import msgspec

from checker.analysis import View
from checker.checks import Scope
from checker.model import Extent, Issue, LanguageRun
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


class Untranslated:
    """Reports the foreign runs of one extent."""

    scope: ClassVar[Scope] = "document"

    def __init__(self, rule: Rule, language: Language, lang: str) -> None:
        self.rule = rule
        self.lang = lang
        self.options = rule.options(Options)
        rule.require_fields("match", "language", "words")
        self.severities = dict.fromkeys(Extent, rule.severity)
        if self.options.whole_paragraph is not None:
            self.severities[Extent.PARAGRAPH] = severity_named(
                rule.yaml, "whole_paragraph", self.options.whole_paragraph
            )

    def check(self, view: View) -> Iterator[Issue]:
        """The runs of the document that the rule is for."""
        for run in islice(self._runs(view), 1 if self.options.first_only else None):
            fields = {
                "match": run.span.of(view.text),
                "language": view.analysis.engine.packs.language_name(run.tag, self.lang),
                "words": str(run.words),
            }
            severity = self.severities[run.extent]
            yield self.rule.issue(self.lang, run.span, run.confidence, fields, severity=severity, language=run.tag)

    def _runs(self, view: View) -> Iterator[LanguageRun]:
        for run in view.runs:
            if run.extent in self.options.extents and run.confidence >= self.options.min_confidence:
                yield run
