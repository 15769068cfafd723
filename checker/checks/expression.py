"""The kind `expression`: signs and numbers that a language writes otherwise, told by their characters alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, Literal

import msgspec

from checker.analysis import Analysis
from checker.checks.kind import OneRule, RuleByRule
from checker.model import Applicability, Edit, Fix, Issue, Span
from checker.packs.languages import Language
from checker.packs.rules import Confidence, Rule

NUMBER: Final = "number"  # the group that holds one
SIGNIFICANT: Final = 2  # digits of a number that is converted
LONGEST_TITLE: Final = 40  # characters of the new text that a fix's title shows


class Form(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One form of the fault.

    Attributes:
        find: a regular expression inside a paragraph.
        with: what is written instead: {name} is a group; {number} the group of that name as the language writes it;
            {value} that number converted. No fix is made if it is not given.
        factor: what the number is multiplied by to be converted, with two digits of what comes of it.
        offset: what is added before that.
        plus: a whole number that is added instead, so that all digits stay.
    """

    find: str
    with_: str | None = msgspec.field(name="with", default=None)
    factor: float = 1
    offset: float = 0
    plus: int | None = None


class Options(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The options of this kind, beside the common keys of a rule.

    Attributes:
        forms: of several that overlap the one that begins first counts, and of those the longest.
        confidence: the share of its issues that are right, in [0, 1].
        applicability: safe if its fixes may be applied unseen; else unsafe or display-only.
        count: "each" for an issue at each place; "once" for one in a document, at the first, whose fix mends them all.
        when: a regular expression that must match somewhere in the document.
        unless: one that must not.
        reads: the signs, beside blanks, that group the digits and open the decimals of {number} as it stands.
        writes: the same signs as the language writes them.
    """

    forms: tuple[Form, ...]
    confidence: Confidence
    applicability: Applicability = Applicability.UNSAFE
    count: Literal["each", "once"] = "each"
    when: str = ""
    unless: str = ""
    reads: tuple[str, str] = (",", ".")
    writes: tuple[str, str] = ("\u00a0", ",")


@dataclass(frozen=True)
class Found:
    """A place where a form stands, and what is written instead, if that is known."""

    span: Span
    meant: str | None


class Expressions:
    """One rule, ready for one language."""

    def __init__(self, rule: Rule, language: Language, lang: str) -> None:
        self.rule, self.lang = rule, lang
        self.options = rule.options(Options)
        rule.require_fields("match")
        if rule.is_own:
            raise rule.error("forms", "only bundled rules have expressions; the kind pattern takes those of a word")
        signs = rule.signs or ((),) * len(self.options.forms)
        self.forms = [(re.compile(form.find), own, form) for own, form in zip(signs, self.options.forms, strict=True)]

    def issues(self, analysis: Analysis) -> Iterator[Issue]:
        """The issues of a document."""
        text, options = analysis.document.text, self.options
        found = list(self.places(analysis))
        if not found or (options.when and not re.search(options.when, text)):
            return
        if options.unless and re.search(options.unless, text):
            return
        groups = [found] if options.count == "once" else [[each] for each in found]
        for group in groups:
            first = group[0].span
            fields = {"match": first.of(text)}
            yield self.rule.issue(self.lang, first, options.confidence, fields, fixes=self.fixes(group, text))

    def places(self, analysis: Analysis) -> Iterator[Found]:
        """The places where a form stands, in text order and apart."""
        text = analysis.document.text
        forms = [
            (expression, signs, form)
            for expression, signs, form in self.forms
            if not signs or any(sign in text for sign in signs)
        ]
        for block in analysis.document.blocks if forms else ():
            reached = block.start
            matches = (
                (match, form)
                for expression, signs, form in forms
                if not signs or block.has_any(signs, text)
                for match in expression.finditer(text, block.start, block.end)
            )
            for match, form in sorted(matches, key=lambda one: (one[0].start(), -one[0].end())):
                if match.start() >= reached and match.end() > match.start():
                    yield Found(Span(*match.span()), self.meant(match, form))
                    reached = match.end()

    def meant(self, match: re.Match[str], form: Form) -> str | None:
        """The text of a form as this language writes it, None if the rule does not say."""
        if form.with_ is None:
            return None
        fields = {name: value or "" for name, value in match.groupdict().items()}
        if NUMBER in fields:
            group, decimal = self.options.reads
            plain = "".join(fields[NUMBER].split()).replace(group, "").replace(decimal, ".")
            whole, _, decimals = plain.partition(".")
            fields[NUMBER] = self.written(whole, decimals)
            if "{value}" in form.with_:
                fields["value"] = self.converted(float(plain), form)
        return form.with_.format_map(fields)

    def converted(self, number: float, form: Form) -> str:
        """A number in another measure."""
        if form.plus is not None:
            return self.written(str(int(number) + form.plus), "")
        rounded = float(f"{(number + form.offset) * form.factor:.{SIGNIFICANT}g}")
        whole, _, decimals = f"{rounded:.10g}".partition(".")
        return self.written(whole, decimals)

    def written(self, whole: str, decimals: str) -> str:
        """A number as the language writes it."""
        group, decimal = self.options.writes
        grouped = f"{int(whole):,}".replace(",", group)
        return f"{grouped}{decimal}{decimals}" if decimals else grouped

    def fixes(self, group: Sequence[Found], text: str) -> tuple[Fix, ...]:
        """The fix of some places together."""
        edits = tuple(Edit(each.span, each.meant) for each in group if each.meant not in (None, each.span.of(text)))
        if not edits:
            return ()
        title = edits[0].replacement if len(edits) == 1 else f"{edits[0].replacement} (× {len(edits)})"
        return (Fix(title[:LONGEST_TITLE], edits, self.options.applicability),)


class Expression(RuleByRule):
    """Signs and numbers that a language writes otherwise."""

    in_foreign_words: ClassVar[bool] = True
    one: ClassVar[type[OneRule]] = Expressions
