"""The kind `pattern`: words that are at fault where they stand together.

All patterns of a language are looked up in one index, so that a sentence costs nothing where none of their rarest
words stands; a sentence is parsed only where all but the tree speaks for a match. A bundled rule is not even read
before a text has one of the words that are recorded of it.

Example:
    kind: pattern
    category: style/calque
    severity: minor
    message:
      en: "“{verb} … {noun}” says “address” as English does."
      fr: "« {verb} … {noun} » calque l’anglais « address »."
    explanation:
      en: In French one deals with a problem; one addresses a person or a letter.
      fr: En français on traite un problème ; on adresse une lettre, on s’adresse à quelqu’un.
    reference: "Office québécois de la langue française, « adresser »"
    patterns:
      - words:
          - {lemma: adresser, upos: VERB, name: verb}
          - {lemma: [problème, question, enjeu], upos: NOUN, relation: obj, head: verb, gap: 4, name: noun}
        mark: verb
        unless:
          before: [{form: [s', se, m', me, t', te, nous, vous]}]
          after: [à, [une, lettre]]
          article: [{lemma: courrier}]
        fixes:
          - "{verb:traiter}"
          - {with: "{verb:aborder}", applicability: unsafe}
    confidence: 0.9
    applicability: unsafe
    examples:
      flags:
        - text: "Le ministre {{adresse}} ce problème depuis deux ans."
          fixed: "Le ministre traite ce problème depuis deux ans."
        - text: "Il promet d’{{adresser}} rapidement la question."
          fixed: "Il promet de traiter rapidement la question."
      allows:
        - text: "Il adresse une lettre sur ce problème au ministre."
          because: "a letter is addressed"
        - text: "Il s’adresse au juge pour ce problème."
          because: "a person is addressed"
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain
from typing import TYPE_CHECKING

from checker.analysis import Analysis
from checker.checks.kind import Kind, NearMiss
from checker.checks.pattern.compiling import Compiled, Compiler
from checker.checks.pattern.elements import trusted
from checker.checks.pattern.euphony import Euphony
from checker.checks.pattern.index import Index, Waiting, rarity
from checker.checks.pattern.matching import Article, Match, Sentence
from checker.checks.pattern.options import Options
from checker.checks.pattern.repairs import Repairer, known_compound
from checker.errors import UsageError
from checker.model import Issue
from checker.morphology import Lexicon, Tree
from checker.packs.languages import Language
from checker.packs.rules import Rule
from checker.text.patterns import Budget, Compiling, compiled

if TYPE_CHECKING:
    import regex

# Words that the patterns of one's own rules may be held against in a document, those of their clauses included.
STEPS, STEPS_A_CHARACTER = 2_000_000, 100

__all__ = ["Options", "Pattern"]


@dataclass(frozen=True, slots=True)
class Held:
    """A match with the key of the option that silences it; empty if none does."""

    match: Match
    key: str


class Pattern(Kind):
    """Words that are at fault next to each other."""

    def __init__(self, rules: Sequence[Rule], language: Language, lang: str) -> None:
        self.lang = lang
        lexicon = Lexicon.of(language)
        self.compiler = partial(
            Compiler, language=language, lexicon=lexicon, common=rarity(language), compiling=Compiling()
        )
        self.rules: dict[str, Compiled] = {}
        self.index = Index()
        self.add(rule for rule in rules if not rule.words)
        self.waiting = Waiting((rule.id, rule.words, rule) for rule in rules if rule.words)
        self.ready = lru_cache(maxsize=None)(compiled)
        self.repairer = Repairer(Euphony.of(language, lexicon))

    def add(self, rules: Iterable[Rule]) -> None:
        """Compile rules, and look for their patterns from now on."""
        for rule in rules:
            self.rules[rule.id] = self.compiled(self.compiler(rule))
            self.index.add(self.rules[rule.id].patterns)

    def compiled(self, compiler: Compiler) -> Compiled:
        """A rule, compiled.

        Raises:
            RuleError: an option is wrong, or asks for what the language's pack has not.
        """
        return compiler.compiled()

    def find(self, analysis: Analysis) -> Iterator[Issue]:
        """The issues of a document; of matches of one rule that overlap the first counts."""
        ends: dict[str, int] = {}
        for match in (held.match for held in self.matches(analysis) if not held.key):
            rule = self.rules[match.pattern.rule.id]
            marked = match.marked
            if marked.start >= ends.get(rule.rule.id, 0) and (issue := self.issue(rule, match, analysis)):
                ends[rule.rule.id] = marked.end
                yield issue

    def near_misses(self, analysis: Analysis) -> Iterator[NearMiss]:
        """The matches that a clause, or the tree, holds back."""
        for held in self.matches(analysis):
            if held.key:
                yield NearMiss(held.match.pattern.rule.id, held.match.marked, held.key)

    def matches(self, analysis: Analysis) -> Iterator[Held]:
        """The matches of all patterns: sentence after sentence, by the words at fault, then as their rules have them.

        Of the ways to place the words of a pattern at one place, one speaks, or else the first is held back.
        """
        document = Article(analysis)
        placed = list(self.placed(analysis))
        judged = [[Held(match, match.held_by(document)) for match in ways] for ways in placed]
        doubtful = (held.match for ways in judged for held in ways if held.match.pattern.needs_tree and not held.key)
        trees = analysis.trees(dict.fromkeys(match.sentence.span for match in doubtful))
        for ways in judged:
            decided = [in_tree(held, trees.get(held.match.sentence.span)) for held in ways]
            yield next((held for held in decided if not held.key), decided[0])

    def placed(self, analysis: Analysis) -> Iterator[list[Match]]:
        """The ways to place each pattern at each place, in the order of `matches`."""
        expressions = Expressions(analysis.document.text, self.ready)
        self.waiting.wake(chain.from_iterable(analysis.tokens(segment.span) for segment in analysis.segments), self.add)
        for segment in analysis.segments:
            tokens = analysis.tokens(segment.span)
            sentences: dict[bool, Sentence] = {}
            found: list[list[Match]] = []
            for place, token in enumerate(tokens):
                for pattern in self.index.patterns(token):
                    own = pattern.rule.is_own
                    if own not in sentences:
                        limits = (expressions.own, expressions.step) if own else (trusted, None)
                        sentences[own] = Sentence(segment.span, tokens, *limits)
                    if ways := list(pattern.matches(sentences[own], place)):
                        found.append(ways)
            if found:
                yield from sorted(found, key=lambda ways: ways[0].order)

    def issue(self, rule: Compiled, match: Match, analysis: Analysis) -> Issue | None:
        """The issue of a match; None if the lexicon does not know its compound."""
        compound = known_compound(match, analysis)
        if compound is None and any(element.word.compound for element in match.pattern.elements):
            return None
        fields = self.fields(match, analysis.document.text)
        if compound:
            fields["other"] = compound[1].replace("'", analysis.apostrophe)
        remedies = rule.remedies[match.pattern.number]
        fixes = self.repairer.fixes(match, remedies, rule.options.applicability, analysis)
        return rule.rule.issue(self.lang, match.marked, rule.options.confidence, fields, fixes=fixes)

    def fields(self, match: Match, text: str) -> dict[str, str]:
        """What the message may name of a match in a text."""
        tokens, word = match.sentence.tokens, match.focus
        fields = {
            "match": match.marked.of(text),
            "word": tokens[word].form,
            "other": tokens[match.first if word == match.last else match.last].form,
        }
        for number, element in enumerate(match.pattern.elements):
            if element.word.name:
                token = match.token(number)
                fields[element.word.name] = token.form if token else ""
        return fields


def in_tree(held: Held, tree: Tree | None) -> Held:
    """The match, with the options that need a tree tried as well."""
    if held.key or not held.match.pattern.needs_tree:
        return held
    return Held(held.match, held.match.held_by_tree(tree))


class Expressions:
    """The regular expressions of users' rules and the steps of their patterns, limited by one budget for each document.

    Args:
        text: of the document.
        ready: makes an expression ready; keeps it, as other documents ask for it too.
    """

    def __init__(self, text: str, ready: Callable[[str], regex.Pattern[str]]) -> None:
        self._text = text
        self._budget: Budget | None = None
        self._ready = ready
        self._steps = STEPS + STEPS_A_CHARACTER * len(text)

    def step(self) -> None:
        """Count a word that a pattern is held against.

        Raises:
            UsageError: there were too many.
        """
        self._steps -= 1
        if self._steps < 0:
            raise UsageError("the patterns of your own rules take too long; leave smaller gaps in them")

    def own(self, expression: str, form: str) -> bool:
        """True if an expression matches all of a form.

        Raises:
            UsageError: it takes too long.
        """
        if self._budget is None:
            self._budget = Budget()
            self._budget.show(self._text)
        return self._budget.fills(self._ready(expression), form)
