"""The kind `agreement`: words that differ in gender, number or person.

A proposer names words that should agree, the verifier keeps silent where any joint reading agrees,
the generator makes the right form. All three work on features of Universal Dependencies; what is
peculiar to a language stands in its ``grammar.yaml`` and in the rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import chain
from typing import ClassVar, Final

import msgspec

from checker.analysis import Analysis
from checker.checks.agreement.findings import RELATIONS, Finding, findings
from checker.checks.agreement.generator import Generator
from checker.checks.agreement.local.groups import attached, shared
from checker.checks.agreement.naming import describe
from checker.checks.agreement.sentence import Sentence
from checker.checks.agreement.verifier import Disagreement, Member
from checker.checks.agreement.words import PLURAL, SINGULAR, relax
from checker.checks.kind import Kind
from checker.model import Applicability, Edit, Evidence, Fix, Issue, Span, patch
from checker.packs.languages import Language
from checker.packs.rules import Confidence, Rule

FIELDS: Final = ("word", "word_is", "other", "other_is")


class Options(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The options of this kind, beside the common keys of a rule.

    Attributes:
        relation: which words should agree: `determiner`, `adjective`, `verb`, `complement`, `invariable`, `pronoun`,
            `question` or `object`.
        confidence: the share of its issues that are right, in [0, 1]; where the pack has a judge, that decides.
        bold: also raise what another word near it may explain; most of that is wrong, so it is for packs with a judge.
    """

    relation: str
    confidence: Confidence
    bold: bool = False


class Agreement(Kind):
    """Words that should agree and cannot, whichever way they are read."""

    requires: ClassVar[frozenset[str]] = frozenset({"lexicon"})

    def __init__(self, rules: Sequence[Rule], language: Language, lang: str) -> None:
        self.relations: dict[str, list[Relation]] = defaultdict(list)
        for rule in rules:
            options = rule.options(Options)
            if options.relation not in RELATIONS:
                raise rule.error("relation", f"one of {', '.join(RELATIONS)} is wanted")
            rule.require_fields(*FIELDS)
            self.relations[options.relation].append(Relation(rule, lang, options))

    def find(self, analysis: Analysis) -> Iterator[Issue]:
        """The issues of a document."""
        for finding in chain.from_iterable(findings(analysis).values()):
            for relation in self.relations.get(finding.relation, ()):
                yield from relation.issues(analysis, finding)


@dataclass(frozen=True)
class Relation:
    """One rule: which words should agree."""

    rule: Rule
    lang: str
    options: Options

    def issues(self, analysis: Analysis, finding: Finding) -> Iterator[Issue]:
        """The issue of a finding of this relation, if it can be mended."""
        wanted = (self.options.bold or not finding.contested) and not analysis.is_foreign(finding.found.other.word.span)
        if wanted and (edits := self.remedies(analysis, finding.sentence, finding.found)):
            first = [edit for edit in edits if not tears(finding, edit)]
            sure = len(edits) == 1 and not leaves_number_open(finding.found) and not rests_on_disagreement(finding)
            also = self.companions(analysis, finding)
            yield self.issue(analysis.document.text, finding, first or edits, also, sure=sure)

    def remedies(self, analysis: Analysis, sentence: Sentence, found: Disagreement) -> list[Edit]:
        """The ways to make the words agree, best first; none where the lexicon lacks a form and so proves nothing."""
        wrong, other = found.wrong, found.other
        generate = generator(analysis, sentence).edits
        edits = list(generate(sentence.words, wrong, found.wanted, found.features))
        if found.alternative:
            edits += generate(sentence.words, other, found.alternative, found.features)
        return [edit for edit in edits if edit.replacement != edit.span.of(analysis.document.text)]

    def companions(self, analysis: Analysis, finding: Finding) -> list[Edit]:
        """The edits of the adjectives behind a noun that have the wrong gender of its determiner: "un table rond"."""
        found, sentence = finding.found, finding.sentence
        phrase = sentence.phrase(found.other.word.index)
        if found.features != ("Gender",) or phrase is None or found.wrong.word not in phrase.determiners:
            return []
        behind = (attached(sentence, word) for word in sentence.adjectives_after(phrase.noun))
        alike = [one for one in behind if one.values & found.wrong.values and not one.values & found.wanted]
        generate = generator(analysis, sentence).edits
        return [edit for one in alike for edit in generate(sentence.words, one, found.wanted, found.features)[:1]]

    def issue(self, text: str, finding: Finding, edits: list[Edit], also: list[Edit], *, sure: bool) -> Issue:
        """The issue of a disagreement, with its fixes; sure if nothing else can be meant.

        Args:
            text: of the document.
            finding: the disagreement.
            edits: of the wrong word, or of the other; one of them is a fix.
            also: edits that go with one of the wrong word.
            sure: whether nothing else can be meant.
        """
        found = finding.found
        wrong, other = found.wrong, found.other
        span = span_of(finding.sentence, found)
        fields = {
            "word": wrong.word.token.form,
            "word_is": describe(values_beside(wrong, other, found.features), found.features, self.lang),
            "other": other.word.token.form,
            "other_is": describe(values_beside(other, wrong, found.features), found.features, self.lang),
        }
        applicability = Applicability.SAFE if sure else Applicability.UNSAFE
        mended = wrong.word.span
        fixes = tuple(
            fix(text, span, (edit, *also) if edit.span.overlaps(mended) else (edit,), applicability) for edit in edits
        )
        evidence = Evidence(wrong.word.span, other.word.span, found.features, finding.certainty, finding.contested)
        return self.rule.issue(self.lang, span, self.options.confidence, fields, fixes=fixes, evidence=evidence)


def generator(analysis: Analysis, sentence: Sentence) -> Generator:
    """Inflects the words of a sentence."""
    return Generator(analysis.engine.lexicon, sentence.grammar, analysis.apostrophe)


def leaves_number_open(found: Disagreement) -> bool:
    """Whether the other words are alike in both numbers, so that either may be meant: "de nouvelle fonds".

    A determiner shows its noun's number itself.
    """
    is_open = bool(found.wanted & SINGULAR) and bool(found.wanted & PLURAL)
    return is_open and not found.wrong.word.profile.determiner


def rests_on_disagreement(finding: Finding) -> bool:
    """Whether the noun that a word is measured by disagrees with its own phrase: "une nouveau livre est paru"."""
    phrase = finding.sentence.phrase(finding.found.other.word.index)
    return phrase is not None and finding.found.wrong.word not in phrase.words and not shared(finding.sentence, phrase)


def values_beside(member: Member, other: Member, features: Sequence[str]) -> int:
    """The values of a word that differ from another's in these features only: of "sono" the plural, beside "essa"."""
    return member.values & reduce(relax, features, other.values) or member.values


def tears(finding: Finding, edit: Edit) -> bool:
    """Whether an edit parts a noun from its determiner, to suit a word outside their phrase: "les témoin est"."""
    found, sentence = finding.found, finding.sentence
    phrase = sentence.phrase(found.other.word.index)
    if phrase is None or edit.span != phrase.noun.span or found.wrong.word in phrase.words:
        return False
    return any(not sentence.determiner_values(word) & found.alternative for word in phrase.determiners)


def span_of(sentence: Sentence, found: Disagreement) -> Span:
    """Both words if nothing stands between them, else the wrong one."""
    first, last = sorted((found.wrong.word, found.other.word), key=lambda word: word.index)
    return Span(first.span.start, last.span.end) if last.index == first.index + 1 else found.wrong.word.span


def fix(text: str, span: Span, edits: Sequence[Edit], applicability: Applicability) -> Fix:
    """A fix that shows the marked words as they will read; its edits are in text order."""
    shown = Span(min(span.start, edits[0].span.start), max(span.end, edits[-1].span.end))
    return Fix(patch(text, edits, shown), tuple(edits), applicability)
