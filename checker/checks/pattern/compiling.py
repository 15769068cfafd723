"""Compiles and validates the options of a pattern rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Final

from checker.checks.pattern.elements import Element, as_tuple
from checker.checks.pattern.index import anchor_of
from checker.checks.pattern.matching import Pattern, Surroundings, element_place
from checker.checks.pattern.options import Context, Options, Reference, Repair, Shape, Word
from checker.checks.pattern.repairs import Remedy
from checker.checks.pattern.templates import Template
from checker.model import Span, plain_form
from checker.morphology import Lexicon
from checker.morphology.parser import RESOURCE as PARSER
from checker.packs.languages import EVERY_LANGUAGE, Language
from checker.packs.rules import FIELD, Rule
from checker.text.patterns import Compiling
from checker.text.tokenize import tokenize

FIELDS: Final = ("match", "word", "other")
FOLLOWING: Final = "a"  # a word after an elided one
MOST_WAYS: Final = 10_000  # to place the words of a pattern around one of them


@dataclass(frozen=True)
class Compiled:
    """A rule with its patterns, and the fixes of each by its number."""

    rule: Rule
    options: Options
    patterns: tuple[Pattern, ...]
    remedies: Mapping[int, tuple[Remedy, ...]]


@dataclass(frozen=True)
class Compiler:
    """Compiles the patterns of one rule for one language.

    Attributes:
        common: how common the tokens are that an element may be.
        compiling: of the expressions in all rules.
    """

    rule: Rule
    language: Language
    lexicon: Lexicon
    common: Callable[[Element], float]
    compiling: Compiling

    def compiled(self) -> Compiled:
        """The rule, compiled by its own options.

        Raises:
            RuleError: an option is wrong, or asks for what the language's pack has not.
        """
        options = self.rule.options(Options)
        if not options.patterns:
            raise self.rule.error("patterns", "one at least is wanted")
        found = self.compile(options, [f"patterns[{number}]" for number in range(len(options.patterns))])
        names = (frozenset(element.word.name for element in pattern.elements) for pattern in found.patterns)
        self.rule.require_fields(*FIELDS, *sorted(frozenset.intersection(*names) - {""}))
        return found

    def compile(self, options: Options, keys: Sequence[str], numbers: Sequence[int] | None = None) -> Compiled:
        """The rule with some patterns, the key that each of them has in its file, and its number, from 0 if not given.

        Raises:
            RuleError: as for `compiled`.
        """
        patterns = tuple(
            self.pattern(number, key, shape)
            for number, key, shape in zip(numbers or range(len(keys)), keys, options.patterns, strict=True)
        )
        remedies = {
            pattern.number: tuple(self.remedies(pattern, shape, options))
            for pattern, shape in zip(patterns, options.patterns, strict=True)
        }
        return Compiled(self.rule, options, patterns, remedies)

    def pattern(self, number: int, key: str, shape: Shape) -> Pattern:
        """One pattern of the rule."""
        elements = tuple(map(Element.of, shape.words))
        for place, element in enumerate(elements):
            self.check(element, f"{key}.words[{place}]")
            self.check_references(element, elements, f"{key}.words[{place}]")
        self.check_ways(elements, f"{key}.words")
        anchor = anchor_of(elements, self.common)
        if anchor is None:
            raise self.rule.error(f"{key}.words", "a word that may not be missing and says what it is is wanted")
        unless = self.surroundings(shape.unless, f"{key}.unless")
        when = self.surroundings(shape.when, f"{key}.when")
        mark = self.stretch(elements, shape.mark, f"{key}.mark")
        wrong = (n for n, element in enumerate(elements) if element.word.instead or element.word.compound)
        needs_tree = any(element.word.needs_tree for element in elements)
        pivot = next(wrong, mark[0])
        settled = not any(
            inner.word.capital is not None or (inner.word.regex and self.rule.is_own)
            for inner in elements[anchor].inner
        )
        return Pattern(self.rule, key, number, elements, mark, pivot, anchor, settled, unless, when, needs_tree)

    def surroundings(self, context: Context, key: str) -> Surroundings:
        """The conditions at a key, on what stands around a match."""
        around = Surroundings.of(context, key)
        for where, clauses in around.clauses.items():
            for n, clause in enumerate(clauses):
                self.check_ways(clause, f"{key}.{where}[{n}]")
                for element in clause:
                    self.check(element, f"{key}.{where}[{n}]")
        return around

    def check_ways(self, elements: Sequence[Element], key: str) -> None:
        """Check that elements can be placed in few ways only."""
        ways = prod((element.word.gap + 1) * (1 + element.word.optional) for element in elements)
        if ways > MOST_WAYS:
            raise self.rule.error(key, f"the gaps leave {ways} ways to read it; {MOST_WAYS} are too many")

    def remedies(self, pattern: Pattern, shape: Shape, options: Options) -> Iterator[Remedy]:
        """The fixes of a pattern."""
        for number, fix in enumerate(shape.fixes):
            repair = Repair(fix) if isinstance(fix, str) else fix
            key = f"{pattern.key}.fixes[{number}]"
            try:
                template = Template.of(repair.with_, pattern.elements, self.lexicon)
            except LookupError as error:
                raise self.rule.error(key, str(error.args[0])) from error
            place = self.stretch(pattern.elements, repair.replace, f"{key}.replace") if repair.replace else pattern.mark
            yield Remedy(template, place, repair.applicability or options.applicability, repair.capital)

    def stretch(
        self, elements: Sequence[Element], references: Reference | tuple[Reference, Reference] | None, key: str
    ) -> tuple[int, int]:
        """The first and the last element of those that references mean, all if there are none."""
        if references is None:
            return 0, len(elements) - 1
        first, last = references if isinstance(references, tuple) else (references, references)
        found = self.place(elements, first, key), self.place(elements, last, key)
        if found[0] > found[1]:
            raise self.rule.error(key, "the first word comes after the last")
        return found

    def place(self, elements: Sequence[Element], reference: Reference, key: str) -> int:
        """The place of the element that a reference means."""
        try:
            return element_place(elements, reference)
        except LookupError as error:
            raise self.rule.error(key, str(error.args[0])) from error

    def check_references(self, element: Element, elements: Sequence[Element], key: str) -> None:
        """Check the options that refer to other elements or need the tree."""
        word = element.word
        for name in ("head", "agrees_with"):
            reference = getattr(word, name)
            if reference is not None:
                self.place(elements, reference, f"{key}.{name}")
        if word.needs_tree and not self.language.resource(PARSER):
            asked = next(name for name in ("relation", "tagged", "head") if getattr(word, name) not in ((), "", None))
            raise self.rule.error(f"{key}.{asked}", f"the pack of {self.language.tag} has no parser")
        if word.name and (word.name in FIELDS or not FIELD.fullmatch(word.name)):
            raise self.rule.error(f"{key}.name", f"a name in small letters is wanted, other than {', '.join(FIELDS)}")

    def check(self, element: Element, key: str) -> None:
        """Check the options on an element's own token."""
        for inner in element.inner:
            if (asked := inner.needs_lexicon) and not self.lexicon:
                raise self.rule.error(f"{key}.{asked}", f"the pack of {self.language.tag} has no lexicon")
            self.check_expression(inner.word, key)
            self.check_forms(inner, key)

    def check_expression(self, word: Word, key: str) -> None:
        """Check that a regular expression is valid."""
        if word.regex:
            try:
                self.compiling.compiled(word.regex) if self.rule.is_own else re.compile(word.regex)
            except (ValueError, re.error) as error:
                raise self.rule.error(f"{key}.regex", str(error)) from error

    def check_forms(self, element: Element, key: str) -> None:
        """Check that forms are single words in lower case; not for `mul`, as languages split words differently."""
        for form in (*as_tuple(element.word.form), *element.word.instead):
            if form != plain_form(form):
                raise self.rule.error(key, f"{form!r} is not in lower case with straight apostrophes")
            elided = form + FOLLOWING if form.endswith("'") else form
            whole = next(tokenize(elided, Span(0, len(elided)), self.language), None) == Span(0, len(form))
            if not whole and self.rule.pack != EVERY_LANGUAGE:
                raise self.rule.error(key, f"{form!r} is not one word, as {self.language.tag} is cut")
