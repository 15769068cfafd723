"""All disagreements of a document, each once: by the words side by side, then by the trees of what is left in doubt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, TypeVar

from checker.analysis import Analysis
from checker.checks.agreement import local, parsed
from checker.checks.agreement.doubt import is_in_doubt
from checker.checks.agreement.grammar import Grammar, read_grammar
from checker.checks.agreement.parsed.parse import Parse
from checker.checks.agreement.sentence import Sentence
from checker.checks.agreement.verifier import Disagreement, Proposal, disagreement
from checker.checks.agreement.words import read
from checker.identify.word_tables import WordTable
from checker.model import Span

Read = TypeVar("Read", Sentence, Parse)

GRAMMAR: Final = "grammar.yaml"
LONGEST_SENTENCE: Final = 1000  # tokens; the longest of newspapers and laws have some hundreds
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
    def wrong(self) -> int:
        """The place of the wrong word."""
        return self.found.wrong.word.index

    @property
    def other(self) -> int:
        """The place of the word that it is measured by."""
        return self.found.other.word.index


def findings(analysis: Analysis) -> Mapping[Span, tuple[Finding, ...]]:
    """The disagreements in each segment of a document: those that need no tree first."""
    language = analysis.engine.language
    path = language.resource(GRAMMAR)
    grammar = read_grammar(path) if path else Grammar()
    frequency = frequencies(language.resource("words.marisa"), language.resource("words.zipf"))
    sentences: dict[Span, Sentence] = {}
    segments: dict[Span, Span] = {}
    before: Sentence | None = None
    for segment in analysis.segments:
        for span in pieces(analysis, segment.span):
            before = Sentence(read(analysis.tokens(span)), grammar, analysis.engine.lexicon, frequency, before)
            sentences[span], segments[span] = before, segment.span
    trees = analysis.trees(span for span, sentence in sentences.items() if is_in_doubt(sentence))
    found: dict[Span, tuple[Finding, ...]] = {}
    for span, sentence in sentences.items():
        known = tuple(fresh(by_words(sentence), ()))
        if span in trees:
            parse = Parse(sentence, trees[span])
            known = (*known, *fresh(by_tree(parse), known))
        found[segments[span]] = (*found.get(segments[span], ()), *known)
    return found


def pieces(analysis: Analysis, segment: Span) -> Iterator[Span]:
    """A segment, in several pieces if it is longer than any sentence: what looks back in it would never end."""
    tokens = analysis.tokens(segment)
    if len(tokens) <= LONGEST_SENTENCE:
        yield segment
        return
    for first in range(0, len(tokens), LONGEST_SENTENCE):
        piece = tokens[first : first + LONGEST_SENTENCE]
        yield Span(piece[0].span.start, piece[-1].span.end)


@lru_cache
def frequencies(words: Path | None, zipfs: Path | None) -> Callable[[str], float]:
    """The frequency of each form of a language; the same for all forms if its pack has no table."""
    return WordTable(words, zipfs).zipf if words and zipfs else lambda _: 0.0


def fresh(findings: Iterable[Finding], known: Iterable[Finding]) -> Iterator[Finding]:
    """The findings that report no wrong word again, and measure none by a wrong word."""
    wrong = {finding.wrong for finding in known}
    pairs = {(finding.other, finding.wrong) for finding in known}
    for finding in findings:
        if wrong.isdisjoint({finding.wrong, finding.other}) and (finding.wrong, finding.other) not in pairs:
            yield finding


def by_words(sentence: Sentence) -> Iterator[Finding]:
    """The disagreements that words side by side prove."""
    for relation, _, found in disagreements(local.PROPOSERS, sentence):
        yield Finding(sentence, relation, found)


def by_tree(parse: Parse) -> Iterator[Finding]:
    """The disagreements that a tree makes likely."""
    for relation, proposal, found in disagreements(parsed.PROPOSERS, parse):
        yield Finding(parse.sentence, relation, found, proposal.certainty, proposal.contested)


def disagreements(
    proposers: Mapping[str, Callable[[Read], Iterator[Proposal]]], read: Read
) -> Iterator[tuple[str, Proposal, Disagreement]]:
    """What of a sentence some proposers name that cannot agree, with its relation."""
    for relation, propose in proposers.items():
        for proposal in propose(read):
            if found := disagreement(proposal):
                yield relation, proposal, found
