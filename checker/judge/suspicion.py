"""The judge's input: an issue in its sentence, as written and as each fix would change it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import takewhile
from typing import Final

from checker.analysis import Analysis
from checker.model import Evidence, Fix, Issue, Span, Token, patch
from checker.morphology import Tree
from checker.packs.languages import Language
from checker.text.tokenize import tokenize

MOST_FIXES: Final = 4  # of an issue; the proposers hardly ever have more
# A longer sentence is a list or a table; the judge has learnt from shorter ones, and reads each anew for each issue.
LONGEST_SENTENCE: Final = 160  # words
AROUND: Final = 60  # words shown on either side of the two in question


@dataclass(frozen=True, slots=True)
class Repair:
    """A sentence after a fix.

    Attributes:
        forms: its words.
        changed: the places of those that the fix put there.
        replaced: the places in the sentence as it stands of those that it took away.
    """

    fix: Fix
    forms: tuple[str, ...]
    changed: range
    replaced: range


@dataclass(frozen=True, slots=True)
class Suspicion:
    """An issue that may be right or wrong.

    Attributes:
        tokens: the words of its sentence.
        tree: of the sentence; None where the language has no parser.
        wrong: the place of the word that is blamed.
        other: the place of the word that it is measured by.
        repairs: what each of its first fixes makes of the sentence.
    """

    issue: Issue
    evidence: Evidence
    tokens: tuple[Token, ...]
    tree: Tree | None
    wrong: int
    other: int
    repairs: tuple[Repair, ...]

    @property
    def forms(self) -> tuple[str, ...]:
        return tuple(token.form for token in self.tokens)


def suspicions(analysis: Analysis, issues: Sequence[Issue]) -> list[Suspicion]:
    """The issues of a document in their sentences, in order; those without evidence or fix are left out."""
    asked = [(issue, issue.evidence) for issue in issues if issue.evidence and issue.fixes]
    spans = [analysis.segments_over(evidence.wrong)[0].span for _, evidence in asked]
    trees = analysis.trees(dict.fromkeys(spans))
    text, language = analysis.document.text, analysis.engine.language
    found = []
    for (issue, evidence), span in zip(asked, spans, strict=True):
        tokens, tree = analysis.tokens(span), trees.get(span)
        wrong, other = (token_place(tokens, word) for word in (evidence.wrong, evidence.other))
        shown = window(len(tokens), wrong, other)
        if len(shown) < len(tokens):
            tokens = tokens[shown.start : shown.stop]
            tree = tree and tree.part(shown)
            wrong, other = (min(max(place - shown.start, 0), len(tokens) - 1) for place in (wrong, other))
            span = Span(tokens[0].span.start, tokens[-1].span.end)
        fixes = takewhile(partial(is_inside, span), issue.fixes[:MOST_FIXES])
        repairs = tuple(repaired(text, span, tokens, fix, language) for fix in fixes)
        if repairs:
            found.append(Suspicion(issue, evidence, tokens, tree, wrong, other, repairs))
    return found


def is_inside(span: Span, fix: Fix) -> bool:
    """True if a fix changes nothing outside a span."""
    return all(span.contains(edit.span) for edit in fix.edits)


def window(length: int, wrong: int, other: int) -> range:
    """The tokens that the network reads: the whole sentence, or the surroundings of the two words if it is too long."""
    if length <= LONGEST_SENTENCE:
        return range(length)
    first, last = sorted((wrong, other))
    if last - first > LONGEST_SENTENCE:
        first = last = wrong
    return range(max(0, first - AROUND), min(length, last + AROUND + 1))


def token_place(tokens: Sequence[Token], span: Span) -> int:
    """The place of the token that begins where a span does, or the last one before."""
    return max(0, bisect_right(tokens, span.start, key=lambda token: token.span.start) - 1)


def repaired(text: str, span: Span, tokens: Sequence[Token], fix: Fix, language: Language) -> Repair:
    """The sentence of a segment after a fix."""
    after = patch(text, fix.edits, span)
    forms = tuple(place.of(after) for place in tokenize(after, Span(0, len(after)), language))
    before = tuple(token.form for token in tokens)
    same = agreeing(before, forms)
    behind = min(agreeing(before[::-1], forms[::-1]), len(before) - same, len(forms) - same)
    return Repair(fix, forms, range(same, len(forms) - behind), range(same, len(before) - behind))


def agreeing(left: Sequence[str], right: Sequence[str]) -> int:
    """The number of words that two sentences have in common at their start."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False)))
