"""Finds leftovers of one notation, such as HTML, and offers the text that they stand for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Final, Literal

import msgspec

from checker.analysis import Analysis
from checker.checks.kind import OneRule, RuleByRule
from checker.checks.markup import marks, spoilt
from checker.fixes import deletion
from checker.model import Applicability, Edit, Fix, Issue, Span
from checker.packs.languages import Language
from checker.packs.rules import Confidence, Rule
from checker.text.visible import visible

LONGEST_SHOWN: Final = 40  # characters of what is found, in a message
Way = Literal["entity", "tag", "markdown", "escape", "encoding", "invisible", "composition"]
WAYS: Final = {
    "entity": marks.entities,
    "tag": marks.tags,
    "markdown": marks.markdown,
    "escape": marks.escapes,
    "encoding": spoilt.encodings,
    "invisible": spoilt.invisibles,
    "composition": spoilt.compositions,
}


class Options(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The options of this kind, beside the common keys of a rule.

    Attributes:
        way: the way of writing that left something behind.
        confidence: the share of its issues that are right, in [0, 1].
        at_home: endings of files that are written in this way, and so have nothing left behind where they are read as
            plain text.
    """

    way: Way
    confidence: Confidence
    at_home: tuple[str, ...] = ()


class Leftovers:
    """One rule, ready for one target language."""

    def __init__(self, rule: Rule, language: Language, lang: str) -> None:
        self.rule = rule
        self.lang = lang
        self.options = rule.options(Options)
        rule.require_fields("match")

    def issues(self, analysis: Analysis) -> Iterator[Issue]:
        """The issues of a document."""
        document, find = analysis.document, WAYS[self.options.way]
        is_plain = document.format == "text"
        if (
            is_plain
            and self.options.at_home
            and str(document.path or document.name).lower().endswith(self.options.at_home)
        ):
            return
        for block in document.blocks:
            for span, meant in find(document.text, block):
                yield self.issue(document.text, span, meant)

    def issue(self, text: str, span: Span, meant: str | None) -> Issue:
        """The issue of a leftover, with a fix that restores the text meant or deletes it; no fix if that is lost."""
        match = visible(span.of(text))
        fields = {"match": match if len(match) <= LONGEST_SHOWN else f"{match[:LONGEST_SHOWN]}…"}
        fixes: tuple[Fix, ...] = ()
        if meant == "":
            fixes = (deletion(text, span, self.lang, Applicability.SAFE),)
        elif meant is not None:
            fixes = (Fix(visible(meant), (Edit(span, meant),), Applicability.SAFE),)
        return self.rule.issue(self.lang, span, self.options.confidence, fields, fixes=fixes)


class Markup(RuleByRule):
    """Markup and encoding residue: tags, entities, Markdown marks, escapes, mojibake."""

    in_foreign_runs: ClassVar[bool] = True
    one: ClassVar[type[OneRule]] = Leftovers
