"""Agreement in gender, number and person.

A proposer names words that should agree, the verifier keeps silent where any joint reading agrees,
the generator makes the right form. All three work on features of Universal Dependencies; what is
peculiar to a language stands in its ``grammar.yaml`` and in the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar, Final, Literal
from weakref import WeakKeyDictionary

import msgspec

from checker.analysis import Analysis, View
from checker.checks.agreement.generator import Generator
from checker.checks.agreement.grammar import Grammar, read_grammar
from checker.checks.agreement.naming import describe
from checker.checks.agreement.nominal import adjectives, determiners
from checker.checks.agreement.sentence import Sentence
from checker.checks.agreement.verbal import complements, verbs
from checker.checks.agreement.verifier import Disagreement, Proposal, disagreement
from checker.checks.agreement.words import read
from checker.languages import Language
from checker.model import Applicability, Edit, Fix, Issue, Span
from checker.rules import Rule

GRAMMAR: Final = "grammar.yaml"
PROPOSERS: Final[Mapping[str, Callable[[Sentence], Iterator[Proposal]]]] = {
    "determiner": determiners,
    "adjective": adjectives,
    "verb": verbs,
    "complement": complements,
}
FIELDS: Final = ("word", "word_is", "other", "other_is")

# The sentences of the documents that are being checked: all rules of agreement read each one once.
_sentences: WeakKeyDictionary[Analysis, dict[Span, Sentence]] = WeakKeyDictionary()


class Options(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What a rule of this kind says beside the common keys.

    Attributes:
        relation: which words should agree; one of `PROPOSERS`.
        confidence: the share of its issues that are right, in [0, 1].
    """

    relation: str
    confidence: float


class Agreement:
    """Words that should agree and cannot, whichever way they are read."""

    scope: ClassVar[Literal["segment"]] = "segment"

    def __init__(self, rule: Rule, language: Language, lang: str) -> None:
        self.rule = rule
        self.lang = lang
        self.options = rule.options(Options)
        if self.options.relation not in PROPOSERS:
            raise rule.error("relation", f"one of {', '.join(PROPOSERS)} is wanted")
        rule.require_fields(*FIELDS)
        path = language.resource(GRAMMAR)
        self.grammar = read_grammar(path) if path else Grammar()
        self.propose = PROPOSERS[self.options.relation]

    def check(self, view: View) -> Iterator[Issue]:
        """The issues of one segment."""
        sentence = self.sentence(view)
        for proposal in self.propose(sentence):
            found = disagreement(proposal)
            if found and (edits := self.remedies(view, sentence, found)):
                yield self.issue(view, sentence, found, edits)

    def sentence(self, view: View) -> Sentence:
        """The words of a segment, read once for all rules."""
        known = _sentences.setdefault(view.analysis, {})
        if view.span not in known:
            known[view.span] = Sentence(read(view.tokens), self.grammar, view.analysis.engine.lexicon)
        return known[view.span]

    def remedies(self, view: View, sentence: Sentence, found: Disagreement) -> list[Edit]:
        """The ways to make the words agree, best first; none where the lexicon lacks a form and so proves nothing."""
        wrong, other = found.wrong, found.other
        apostrophe = "’" if "’" in view.text else "'"
        generate = Generator(view.analysis.engine.lexicon, self.grammar, apostrophe).edits
        edits = list(generate(sentence.words, wrong, found.wanted, found.features))
        if found.alternative:
            edits += generate(sentence.words, other, found.alternative, found.features)
        return edits

    def issue(self, view: View, sentence: Sentence, found: Disagreement, edits: list[Edit]) -> Issue:
        """The issue of a disagreement, with its fixes."""
        wrong, other = found.wrong, found.other
        span = span_of(sentence, found)
        return Issue(
            rule=self.rule.id,
            category=self.rule.category,
            severity=self.rule.severity,
            span=span,
            message=self.rule.message(
                self.lang,
                word=wrong.word.token.form,
                word_is=describe(wrong.values, found.features, self.lang),
                other=other.word.token.form,
                other_is=describe(other.values, found.features, self.lang),
            ),
            confidence=self.options.confidence,
            fixes=tuple(
                fix(view.text, span, edit, Applicability.SAFE if len(edits) == 1 else Applicability.UNSAFE)
                for edit in edits
            ),
        )


def span_of(sentence: Sentence, found: Disagreement) -> Span:
    """Both words if nothing stands between them, else the wrong one."""
    first, last = sorted((found.wrong.word, found.other.word), key=lambda word: word.index)
    return Span(first.span.start, last.span.end) if last.index == first.index + 1 else found.wrong.word.span


def fix(text: str, span: Span, edit: Edit, applicability: Applicability) -> Fix:
    """A fix that shows the marked words as they will read."""
    start, end = min(span.start, edit.span.start), max(span.end, edit.span.end)
    title = text[start : edit.span.start] + edit.replacement + text[edit.span.end : end]
    return Fix(title, (edit,), applicability)
