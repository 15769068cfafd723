"""A word that takes another form in a sequence of words: "deux cent élus", "trois heures et demi"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import repeat
from typing import ClassVar, Final, Literal

import msgspec

from checker.analysis import Analysis, View
from checker.checks.agreement.generator import in_case_of
from checker.model import Applicability, Edit, Fix, Issue, Reading, Span, Token
from checker.morphology.lexicon import features
from checker.packs.languages import Language
from checker.packs.rules import Confidence, Rule
from checker.text.patterns import Budget, compiled

FIELDS: Final = ("word", "other")
Fills = Callable[[str, str], object]
JOINING: Final = ("-", "'", "’")  # at the end of a form that takes in the blank after it


class Element(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What one word of a sequence must be; all that is said must hold.

    Attributes:
        form: a regular expression for all of its form, in lower case and with straight apostrophes.
        instead: its wrong forms, each with the right one; one that ends in a hyphen joins the next word.
        lemmas: one of its lemmas.
        upos: a word class that it may have; all its readings of this class have the features.
        feats: UD features.
        beside: the other word classes that it may have.
    """

    form: str = ""
    instead: dict[str, str] = {}
    lemmas: frozenset[str] = frozenset()
    upos: str = ""
    feats: str = ""
    beside: frozenset[str] = frozenset()

    def matches(self, token: Token, fills: Fills) -> bool:
        """Whether a word is what the element says.

        Args:
            token: the word.
            fills: whether an expression matches all of a form.
        """
        form, readings = token.folded, token.readings
        if self.instead and form not in self.instead:
            return False
        if self.form and not fills(self.form, form):
            return False
        if self.lemmas and self.lemmas.isdisjoint(reading.lemma for reading in readings):
            return False
        if not self.upos:
            return True
        own = [reading for reading in readings if reading.upos == self.upos]
        others = {reading.upos for reading in readings} - self.beside - {self.upos}
        return bool(own) and not others and all(self.has_features(reading) for reading in own)

    def has_features(self, reading: Reading) -> bool:
        """Whether a reading has the features; one that leaves a feature open has not."""
        return features(self.feats).items() <= features(reading.feats).items()


class Pattern(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Words side by side, some of them wrong.

    Attributes:
        words: in text order.
        unless_after: what may not stand right before them.
        unless_before: what may not stand right after them.
    """

    words: tuple[Element, ...]
    unless_after: Element | None = None
    unless_before: Element | None = None

    @property
    def anchor(self) -> int:
        """The place of the first wrong word, -1 if there is none."""
        return next((place for place, element in enumerate(self.words) if element.instead), -1)

    def found_at(self, start: int, tokens: tuple[Token, ...], fills: Fills) -> bool:
        """Whether the words stand in a segment from this place on; `fills` as in `Element.matches`."""
        end = start + len(self.words)
        if start < 0 or end > len(tokens):
            return False
        if not all(map(Element.matches, self.words, tokens[start:end], repeat(fills))):
            return False
        before = self.unless_after is not None and start > 0 and self.unless_after.matches(tokens[start - 1], fills)
        after = self.unless_before is not None and end < len(tokens) and self.unless_before.matches(tokens[end], fills)
        return not before and not after


class Options(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What a rule of this kind says beside the common keys.

    Attributes:
        sequences: the wrong ones; of several that begin alike the first counts.
        confidence: the share of its issues that are right, in [0, 1].
    """

    sequences: tuple[Pattern, ...]
    confidence: Confidence


class Sequence:
    """Words that cannot stand side by side as they are; a capital inside the sentence marks a name."""

    scope: ClassVar[Literal["segment"]] = "segment"

    def __init__(self, rule: Rule, language: Language, lang: str) -> None:
        self.rule = rule
        self.lang = lang
        self.options = rule.options(Options)
        rule.require_fields(*FIELDS)
        self.patterns = by_wrong_form(rule, self.options.sequences)

    def check(self, view: View) -> Iterator[Issue]:
        """The issues of one segment."""
        places = view.analysis.once(places_of_forms)[view.span]
        found = sorted(place for form in self.patterns.keys() & places.keys() for place in places[form])
        if not found:
            return
        fills = view.analysis.once(spending) if self.rule.is_own else re.fullmatch
        tokens, end = view.tokens, 0
        for place in found:
            for pattern in self.patterns[tokens[place].folded]:
                start = place - pattern.anchor
                if start >= end and pattern.found_at(start, tokens, fills) and not is_name(tokens, place):
                    end = start + len(pattern.words)
                    yield self.issue(view, pattern, tokens[start:end])
                    break

    def issue(self, view: View, pattern: Pattern, words: tuple[Token, ...]) -> Issue:
        """The issue of the words of a sequence."""
        edits = tuple(
            replacement(view, token, element.instead[token.folded])
            for element, token in zip(pattern.words, words, strict=True)
            if element.instead
        )
        span, anchor = Span(words[0].span.start, words[-1].span.end), pattern.anchor
        title, position = "", span.start
        for edit in edits:
            title += view.text[position : edit.span.start] + edit.replacement
            position = edit.span.end
        fields = {"word": words[anchor].form, "other": words[0 if anchor == len(words) - 1 else -1].form}
        fixes = (Fix(title + view.text[position : span.end], edits, Applicability.SAFE),)
        return self.rule.issue(self.lang, span, self.options.confidence, fields, fixes=fixes)


def by_wrong_form(rule: Rule, patterns: tuple[Pattern, ...]) -> Mapping[str, list[Pattern]]:
    """The patterns by the forms that their first wrong word may have.

    Raises:
        RuleError: one has no wrong word, or an expression of it is none.
    """
    found: dict[str, list[Pattern]] = defaultdict(list)
    for number, pattern in enumerate(patterns):
        if pattern.anchor < 0:
            raise rule.error(f"sequences[{number}]", "a word with `instead` is wanted")
        for element in (*pattern.words, pattern.unless_after, pattern.unless_before):
            try:
                if element and element.form:
                    compiled(element.form) if rule.is_own else re.compile(element.form)
            except (ValueError, re.error) as error:
                raise rule.error(f"sequences[{number}]", str(error)) from error
        for form in pattern.words[pattern.anchor].instead:
            found[form].append(pattern)
    return found


def spending(analysis: Analysis) -> Fills:
    """What tells whether an expression of a user matches all of a form; it raises `UsageError` if that takes too long.

    All expressions that are asked of a document spend from one budget.
    """
    budget = Budget()
    budget.show(analysis.document.text)
    ready = lru_cache(maxsize=None)(compiled)
    return lambda expression, form: budget.fills(ready(expression), form)


def places_of_forms(analysis: Analysis) -> Mapping[Span, Mapping[str, list[int]]]:
    """Where each form stands in each segment of a document."""
    found: dict[Span, dict[str, list[int]]] = {}
    for segment in analysis.segments:
        places = found[segment.span] = defaultdict(list)
        for place, token in enumerate(analysis.tokens(segment.span)):
            places[token.folded].append(place)
    return found


def is_name(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether a capital that does not begin the segment marks a word as a name."""
    return tokens[place].form[0].isupper() and any(token.form[0].isalnum() for token in tokens[:place])


def replacement(view: View, token: Token, form: str) -> Edit:
    """The edit that puts a form in the place of a token, with the document's apostrophe."""
    text, end = view.text, token.span.end
    while form.endswith(JOINING) and end < len(text) and text[end].isspace():
        end += 1
    form = form.replace("'", view.apostrophe)
    return Edit(Span(token.span.start, end), in_case_of(token.form, form))
