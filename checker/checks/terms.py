"""The kind `terms`: say this, not that. Three lines are enough: the kind, `terms:`, and one term with the right one.

A term is found as it is written: with a capital where it has one (or all in capitals), without one elsewhere than at
the beginning of a sentence. Where the language has a lexicon its other forms are found too, and the fix is inflected
alike. Of terms that begin alike the longest counts. Category, severity and texts are the kind's own if not given.
A long list may stand in a file of the pack instead, a term a line: ``Kiev > Kyiv``.

Example:
    kind: terms
    terms:
      Kiev: Kyiv
      feuille de route: plan d’action
      prioriser: ["donner la priorité à", "privilégier"]
      haut responsable: "{2:dirigeant}"
    unless:
      before: [dynamo]
    severity: major
    examples:
      flags:
        - text: "Le ministre est rentré de {{Kiev}}."
          fixed: "Le ministre est rentré de Kyiv."
        - text: "Ils ont publié les {{feuilles de route}}."
          fixed: "Ils ont publié les plans d’action."
      allows:
        - text: "Il est arrivé à Kyiv."
          because: "the house's term"
        - text: "Le Dynamo Kiev a gagné."
          because: "the name of a club"
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, compress, groupby
from operator import not_
from typing import Final, Literal

import msgspec

from checker.analysis import Analysis
from checker.checks.pattern import Pattern
from checker.checks.pattern import options as notation
from checker.checks.pattern.compiling import FIELDS, Compiled, Compiler
from checker.checks.pattern.elements import as_tuple
from checker.checks.pattern.index import Waiting
from checker.checks.pattern.matching import Match, Sentence
from checker.checks.pattern.matching import Pattern as Compilation
from checker.checks.pattern.options import Context, Repair, Several, Shape, Word
from checker.checks.pattern.templates import FIELD
from checker.errors import RuleError
from checker.model import Applicability, Issue, Span, Token, plain_form, straight
from checker.morphology.parser import RESOURCE as PARSER
from checker.packs.languages import Language
from checker.packs.recorded import Words
from checker.packs.rules import Confidence, ListName, Rule
from checker.text.tokenize import tokenize

WORD: Final = re.compile(r"[^\s'’]+")
MOST_SHAPES: Final = 2  # of a term: as it is written, and in its other forms
INFLECTED: Final = frozenset({"ADJ", "NOUN", "VERB"})  # the classes whose words have forms to be found


class Options(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The options of this kind, beside the common keys of a rule.

    Attributes:
        terms: each with the right one, or several, best first. A right one may have fields as the fixes of a pattern:
            {2:dirigeant} is the lemma "dirigeant" in the form of word 2. Without them its first word takes the form of
            the term's first.
        word_list: the name of a list of the pack that holds more of them, each ``term > right one``.
        by: "lemma" finds all forms of the words that the lexicon has, "form" only the one that is written; by lemma
            where the language has a lexicon if not given.
        unless: what must not stand around a term, as in `checker kinds pattern`.
        when: what must.
        confidence: the share of its issues that are right, in [0, 1].
        applicability: safe if its fixes may be applied unseen; else unsafe or display-only.
    """

    terms: dict[str, Several] = {}
    word_list: ListName | None = None
    by: Literal["lemma", "form"] | None = None
    unless: Context = Context()
    when: Context = Context()
    confidence: Confidence = 1.0
    applicability: Applicability = Applicability.UNSAFE


@dataclass(frozen=True)
class Term:
    """A term as its rule has it.

    Attributes:
        words: as it is written, with straight apostrophes.
        right: the terms to say instead, best first.
        right_words: of each, as `words`.
    """

    words: tuple[str, ...]
    right: tuple[str, ...]
    right_words: tuple[tuple[str, ...], ...]

    @property
    def has_capital(self) -> bool:
        """True if it is the name of something."""
        return any(word != word.lower() for word in self.words)

    def is_written(self, sentence: Sentence, first: int) -> bool:
        """True if it has its own capitals, or those of the beginning of a sentence, where its words begin."""
        tokens = sentence.tokens[first : first + len(self.words)]
        found = tuple(straight(token.form) for token in tokens)
        expected = tuple(map(spelt_alike, self.words, tokens))
        if first <= sentence.first:
            if found in map(opening, self.right_words):
                return False
            expected = opening(expected) if found[0][:1].isupper() else expected
        return found == expected or self.is_in_capitals(sentence, first)

    def is_in_capitals(self, sentence: Sentence, first: int) -> bool:
        """True if all of it stands in capitals, which a term without any does only where its sentence does."""
        tokens = sentence.tokens[first : first + len(self.words)] if self.has_capital else sentence.tokens
        own = "".join(self.words)
        if own == own.upper() or any(own.lower() == "".join(words).lower() for words in self.right_words):
            return False
        return all(token.form == token.form.upper() for token in tokens)


def spelt_alike(word: str, token: Token) -> str:
    """The form of a token as it is spelt in a term where the term has a word, in this form or in another."""
    if word.lower() == token.folded:
        return word
    return token.folded[:1].upper() + token.folded[1:] if word[:1].isupper() else token.folded


def opening(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words as they stand at the beginning of a sentence."""
    return (words[0][:1].upper() + words[0][1:], *words[1:])


class Terms(Pattern):
    """Words in place of which the house says others."""

    def __init__(self, rules: Sequence[Rule], language: Language, lang: str) -> None:
        self.terms: dict[Compilation, Term] = {}
        self.listed: list[Listed] = []
        super().__init__(rules, language, lang)
        self.parked = Waiting((f"{each.compiler.rule.id} {each.number:06}", each.rarest, each) for each in self.listed)

    def compiled(self, compiler: Compiler) -> Compiled:
        """A rule whose terms are patterns of their words, the longest first.

        Raises:
            RuleError: an option is wrong.
        """
        rule, options = compiler.rule, compiler.rule.options(Options)
        if not options.terms and not options.word_list:
            raise rule.error("terms", "one at least is wanted")
        if options.by == "lemma" and not compiler.lexicon:
            raise rule.error("by", f"the pack of {compiler.language.tag} has no lexicon")
        rule.require_fields(*FIELDS, "term")
        for key, context in (("unless", options.unless), ("when", options.when)):
            compiler.surroundings(context, key)  # so that what is wrong there is named by its own key
        listed = listed_terms(rule, compiler.language, options.word_list)
        if both := next((term for term in options.terms if term in listed), None):
            raise rule.error(f"terms.{both}", f"stands in {options.word_list} too")
        written: dict[tuple[str, ...], str] = {}
        for term in options.terms:
            if (other := written.setdefault(Phrasing(compiler, options).words(term), term)) != term:
                raise rule.error(f"terms.{term}", f"is the same term as {other!r}")
        terms = {**options.terms, **listed}
        ordered = sorted(terms, key=lambda key: -len(WORD.findall(key)))
        entries = [Listed(compiler, number, key, terms[key]) for number, key in enumerate(ordered)]
        waits = [not rule.is_own and entry.key not in options.terms for entry in entries]
        self.listed += compress(entries, waits)
        return self.phrased(compiler, options, compress(entries, map(not_, waits)))

    def phrased(self, compiler: Compiler, options: Options, entries: Iterable[Listed]) -> Compiled:
        """A rule with the patterns of some of its terms.

        Raises:
            RuleError: one of them is wrong.
        """
        phrasing = Phrasing(compiler, options)
        found = [
            (f"terms.{entry.key}", MOST_SHAPES * entry.number + n, term, shape)
            for entry in entries
            for term in [phrasing.term(entry.key, entry.right)]
            for n, shape in enumerate(phrasing.shapes(term))
        ]
        notes = notation.Options(tuple(shape for *_, shape in found), options.confidence, options.applicability)
        compiled = compiler.compile(notes, [key for key, *_ in found], [number for _, number, *_ in found])
        self.terms.update(zip(compiled.patterns, (term for _, _, term, _ in found), strict=True))
        return compiled

    def extend(self, entries: Iterable[Listed]) -> None:
        """Look for some terms of lists from now on."""
        for compiler, own in groupby(entries, key=lambda entry: entry.compiler):
            before = self.rules[compiler.rule.id]
            added = self.phrased(compiler, compiler.rule.options(Options), own)
            self.rules[compiler.rule.id] = replace(before, remedies={**before.remedies, **added.remedies})
            self.index.add(added.patterns)

    def placed(self, analysis: Analysis) -> Iterator[list[Match]]:
        """The matches of terms that are written as their rules have them."""
        tokens = (analysis.tokens(segment.span) for segment in analysis.segments)
        self.parked.wake(chain.from_iterable(tokens), self.extend)
        for ways in super().placed(analysis):
            if written := [way for way in ways if self.terms[way.pattern].is_written(way.sentence, way.first)]:
                yield written

    def fields(self, match: Match, text: str) -> dict[str, str]:
        """The fields of the message for a match: the right term as well, as its rule has it, words for fields."""
        return {**super().fields(match, text), "term": without_fields(self.terms[match.pattern].right[0])}

    def issue(self, rule: Compiled, match: Match, analysis: Analysis) -> Issue | None:
        """The issue of a match, its fixes in capitals where it is."""
        found = super().issue(rule, match, analysis)
        if found is None or not self.terms[match.pattern].is_in_capitals(match.sentence, match.first):
            return found
        fixes = (
            replace(
                fix,
                title=fix.title.upper(),
                edits=tuple(replace(edit, replacement=edit.replacement.upper()) for edit in fix.edits),
            )
            for fix in found.fixes
        )
        return replace(found, fixes=tuple(fixes))


def without_fields(right: str) -> str:
    """A right term as it is told, with the words for its fields."""
    return FIELD.sub(lambda field: field[3] or "…", right)


def told_terms(terms: Mapping[str, Several]) -> dict[str, tuple[str, ...]]:
    """Some terms, each with the right ones as they are told."""
    return {term: tuple(map(without_fields, as_tuple(right))) for term, right in terms.items()}


def listed_terms(rule: Rule, language: Language, name: str | None) -> dict[str, Several]:
    """The terms of a list of the pack, each with the right one.

    Raises:
        RuleError: an entry says nothing of what is right or says itself, or a term stands twice.
    """
    terms: dict[str, Several] = {}
    lines: dict[str, int] = {}
    for line, entry in language.lines_of_list(name) if name else ():
        wrong, sign, right = (part.strip() for part in entry.partition(">"))
        reason = "" if sign else f"{entry!r} is no “wrong > right”"
        if wrong in lines:
            reason = f"{wrong!r} stands in line {lines[wrong]} too"
        elif sign and not right:
            reason = "the term to say instead is wanted"
        elif wrong == right:
            reason = f"{wrong!r} says itself"
        if reason:
            raise RuleError(language.resource(name or "") or rule.path, line, "", reason)
        lines[wrong], terms[wrong] = line, right
    return terms


@dataclass(frozen=True)
class Listed:
    """A term with its place among those of its rule, the longest first; one of a long list waits for its words."""

    compiler: Compiler
    number: int
    key: str
    right: Several

    @property
    def rarest(self) -> Words:
        """The word of it that is probably the rarest, as a form and as a lemma."""
        word = frozenset({max(WORD.findall(plain_form(self.key)), key=len, default="")})
        return Words(word, word)


@dataclass(frozen=True)
class Phrasing:
    """Puts the terms of one rule into the notation of patterns, for one language."""

    compiler: Compiler
    options: Options

    def term(self, key: str, said: Several) -> Term:
        """The term of a key, with what is said instead.

        Raises:
            RuleError: it has no word, or there is nothing to say instead, or it is said itself.
        """
        right = as_tuple(said)
        words = self.words(key)
        if not words:
            raise self.error(key, "a term has a word at least")
        if not right or not all(map(str.strip, right)):
            raise self.error(key, "the term to say instead is wanted")
        right_words = tuple(map(self.words, right))
        if words in right_words:
            raise self.error(key, "says itself")
        return Term(words, right, right_words)

    def error(self, key: str, reason: str) -> RuleError:
        return self.compiler.rule.error(f"terms.{key}", reason)

    def words(self, text: str) -> tuple[str, ...]:
        """The words of a text as the language is cut, with straight apostrophes."""
        spans = tokenize(text, Span(0, len(text)), self.compiler.language)
        return tuple(straight(span.of(text)) for span in spans)

    def shapes(self, term: Term) -> Iterator[Shape]:
        """The patterns of a term: as it is written and, by lemma, in its other forms."""
        unless, when = self.unless(term), self.options.when
        forms = tuple(Word(form=word.lower()) for word in term.words)
        yield Shape(forms, unless=unless, when=when, fixes=tuple(repair(text, text) for text in term.right))
        if self.options.by == "form" or not self.compiler.lexicon:
            return
        lemmas = tuple(self.inflected(word, alone=len(forms) == 1) for word in term.words)
        if any(word.lemma for word in lemmas):
            templates = ((text, self.inflecting(text, lemmas[0])) for text in term.right)
            fixes = tuple(repair(text, template) for text, template in templates if template)
            yield Shape(lemmas, unless=unless, when=when, fixes=fixes)

    def unless(self, term: Term) -> Context:
        """The exceptions of the rule, and the right terms where the term is a part of them."""
        given = self.options.unless
        before, after = list(given.before), list(given.after)
        size, own = len(term.words), tuple(map(str.lower, term.words))
        for right in (tuple(map(str.lower, words)) for words in term.right_words):
            for start in range(len(right) - size + 1):
                if right[start : start + size] == own:
                    before += [right[:start]] if start else []
                    after += [right[start + size :]] if start + size < len(right) else []
        return msgspec.structs.replace(given, before=tuple(before), after=tuple(after))

    def classes(self, lemma: str) -> tuple[str, ...]:
        """The classes of words of this lemma that are inflected, sorted."""
        readings = self.compiler.lexicon.readings(lemma)
        return tuple(sorted({reading.upos for reading in readings if reading.lemma == lemma} & INFLECTED))

    def inflected(self, word: str, *, alone: bool) -> Word:
        """A word of a term in all its forms; of one that stands alone, those that are forms of no other word.

        The parser tells, where the language has one, what a form is that may be several things.
        """
        lemma = word.lower()
        upos = self.classes(lemma)
        if not upos:
            return Word(form=lemma)
        if not alone:
            return Word(lemma=lemma, upos=upos)
        if self.compiler.language.resource(PARSER):
            return Word(lemma=lemma, upos=upos, tagged=upos)
        return Word(lemma=lemma, upos=upos, beside=())

    def inflecting(self, text: str, first: Word) -> str:
        """A right term as a template that is inflected as the first word of the term; empty if it cannot be."""
        if "{" in text:
            return text
        span = next(tokenize(text, Span(0, len(text)), self.compiler.language))
        lemma = plain_form(span.of(text))
        if not set(self.classes(lemma)) & set(as_tuple(first.upos)):
            return ""
        return f"{text[: span.start]}{{1:{lemma}}}{text[span.end :]}"


def repair(text: str, template: str) -> Repair:
    """The fix that puts a right term, as a template, in the place of a term: with its own capital if it shows one."""
    return Repair(template, capital=None if text.startswith("{") else text[:1].isupper())
