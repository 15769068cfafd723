"""All disagreements of a document, each once: by the words side by side, then by the trees of what is left in doubt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from checker.analysis import Analysis
from checker.checks.agreement import local, parsed
from checker.checks.agreement.doubt import is_in_doubt
from checker.checks.agreement.grammar import Grammar, read_grammar
from checker.checks.agreement.parsed.parse import Parse
from checker.checks.agreement.sentence import Sentence
from checker.checks.agreement.verifier import Disagreement, disagreement
from checker.checks.agreement.words import read
from checker.model import Span

GRAMMAR: Final = "grammar.yaml"
RELATIONS: Final = tuple(dict.fromkeys((*local.PROPOSERS, *parsed.PROPOSERS)))


@dataclass(frozen=True, slots=True)
class Finding:
    """A disagreement in a sentence.

    Attributes:
        relation: which words should agree; one of `RELATIONS`.
        certainty: in [0, 1], how likely the tree is right about them; None if no tree was needed.
        contested: whether another word may be the controller, and agrees.
    """

    sentence: Sentence
    relation: str
    found: Disagreement
    certainty: float | None = None
    contested: bool = False

    @property
    def places(self) -> tuple[int, frozenset[int]]:
        """The place of the wrong word, and those of both: what no other finding should report again."""
        wrong = self.found.wrong.word.index
        return wrong, frozenset({wrong, self.found.other.word.index})


def findings(analysis: Analysis) -> Mapping[Span, tuple[Finding, ...]]:
    """The disagreements in each segment of a document, those that need no tree first."""
    language = analysis.engine.language
    path = language.resource(GRAMMAR)
    grammar = read_grammar(path) if path else Grammar()
    sentences = {
        segment.span: Sentence(read(analysis.tokens(segment.span)), grammar, analysis.engine.lexicon)
        for segment in analysis.segments
    }
    trees = analysis.trees(span for span, sentence in sentences.items() if is_in_doubt(sentence))
    found: dict[Span, tuple[Finding, ...]] = {}
    for span, sentence in sentences.items():
        plain = tuple(once_each(by_words(sentence)))
        known = {place for finding in plain for place in finding.places}
        deep = by_tree(Parse(sentence, trees[span])) if span in trees else ()
        found[span] = (*plain, *(finding for finding in deep if known.isdisjoint(finding.places)))
    return found


def once_each(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The first finding of each wrong word, and of each pair."""
    known: set[object] = set()
    for finding in findings:
        if known.isdisjoint(finding.places):
            yield finding
            known.update(finding.places)


def by_words(sentence: Sentence) -> Iterator[Finding]:
    """The disagreements that words side by side prove."""
    for relation, propose in local.PROPOSERS.items():
        for proposal in propose(sentence):
            if (found := disagreement(proposal)) and not found.licensed:
                yield Finding(sentence, relation, found)


def by_tree(parse: Parse) -> Iterator[Finding]:
    """The disagreements that a tree makes likely."""
    for relation, propose in parsed.PROPOSERS.items():
        for proposal in propose(parse):
            if found := disagreement(proposal):
                yield Finding(parse.sentence, relation, found, proposal.certainty, proposal.contested)
