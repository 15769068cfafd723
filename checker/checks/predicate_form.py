"""The kind `predicate_form`: an infinitive where a participle belongs, as in "ils sont aller", "la loi sera voter"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Final

import msgspec

from checker.analysis import Analysis
from checker.checks.kind import OneRule, RuleByRule
from checker.checks.verb_form import is_auxiliary, is_verb, lemmas_of, substitution
from checker.model import Evidence, Issue, Token
from checker.morphology import Lexicon
from checker.morphology.lexicon import features
from checker.packs.languages import Language
from checker.packs.rules import Confidence, Rule

FIELDS: Final = ("word", "other")
FARTHEST_SUBJECT: Final = 30  # words before its verb
GENDERS: Final = ("Masc", "Fem")
SUBJECTS: Final = frozenset({"NOUN", "PRON", "PROPN"})
PARTICIPLE: Final = {"Tense": "Past", "VerbForm": "Part"}
NARRATIVE: Final = ("Mood=Ind", "Tense=Past")  # "il fut trouver le roi" means that he went


class Options(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The options of this kind, beside the common keys of a rule.

    Attributes:
        after: lemmas of the verbs before the participle.
        perfect: lemmas of the auxiliaries that make a tense of these.
        between: forms that may stand between the two.
        ending: how the infinitive ends.
        neutral: forms in the clause before, such as "c’", of which an infinitive may be the attribute.
        nominal: infinitives that are nouns as well, but none after such a verb: "aller".
        errands: lemmas of infinitives that may follow such a tense: "il a été chercher du pain".
        confidence: the share of its issues that are right, in [0, 1].
    """

    after: frozenset[str]
    perfect: frozenset[str]
    between: frozenset[str]
    ending: str
    neutral: frozenset[str]
    nominal: frozenset[str]
    errands: frozenset[str]
    confidence: Confidence


class WrongInfinitive:
    """One rule: which verbs no such infinitive follows."""

    def __init__(self, rule: Rule, language: Language, lang: str) -> None:
        self.rule = rule
        self.lang = lang
        self.options = rule.options(Options)
        rule.require_fields(*FIELDS)

    def issues(self, analysis: Analysis) -> Iterator[Issue]:
        """The issues of a document."""
        for segment in analysis.segments:
            yield from self.issues_in(analysis.tokens(segment.span), analysis.engine.lexicon)

    def issues_in(self, tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Issue]:
        """The issues of one segment."""
        for place, token in enumerate(tokens):
            if not token.form.endswith(self.options.ending) or not self.is_wrong(token):
                continue
            governor = self.before(tokens, place)
            finite = self.finite(tokens, governor)
            subject = clause_before(tokens, finite)
            if (
                not has_subject(subject)
                or self.may_be_attribute(subject)
                or begins_phrase(tokens[place + 1 : place + 2])
            ):
                continue
            if finite != governor and not self.options.errands.isdisjoint(lemmas_of(token)):
                continue
            yield from self.issue(tokens[governor], token, participles(lexicon, token, tokens[finite], subject))

    def is_wrong(self, token: Token) -> bool:
        """True if a token can only be an infinitive; a capital marks a name."""
        return is_infinitive(token) and (token.form in self.options.nominal or is_verb(token)) and token.form.islower()

    def before(self, tokens: Sequence[Token], place: int) -> int:
        """The place of the previous word, skipping adverbs and the like; -1 if there is none."""
        place -= 1
        while place >= 0 and tokens[place].folded in self.options.between:
            place -= 1
        return place

    def finite(self, tokens: Sequence[Token], governor: int) -> int:
        """The place of the finite verb that a governor is or belongs to; -1 if it is no such verb."""
        if governor < 0 or self.options.after.isdisjoint(lemmas_of(tokens[governor])):
            return -1
        readings = [reading for reading in tokens[governor].readings if reading.upos == "AUX"]
        if any("VerbForm=Fin" in r.feats and not all(part in r.feats for part in NARRATIVE) for r in readings):
            return -1 if any("Tense=Imp" in r.feats and "Mood=Sub" in r.feats for r in readings) else governor
        helper = self.before(tokens, governor)
        perfect = helper >= 0 and not self.options.perfect.isdisjoint(lemmas_of(tokens[helper]))
        past = any("Tense=Past|VerbForm=Part" in reading.feats for reading in readings)
        return helper if perfect and past and is_finite_auxiliary(tokens[helper]) else -1

    def may_be_attribute(self, subject: Sequence[Token]) -> bool:
        """True if an infinitive may be said of a subject: it is another infinitive, or a word such as "c’"."""
        return any(token.folded in self.options.neutral or is_infinitive(token) for token in subject)

    def issue(self, governor: Token, token: Token, forms: Sequence[str]) -> Iterator[Issue]:
        """The issue of an infinitive, if the lexicon has its participle."""
        if forms:
            fields = {"word": token.form, "other": governor.form}
            fixes = tuple(substitution(token, form) for form in forms)
            evidence = Evidence(token.span, governor.span)
            yield self.rule.issue(
                self.lang, token.span, self.options.confidence, fields, fixes=fixes, evidence=evidence
            )


class PredicateForm(RuleByRule):
    """Infinitives in place of a participle."""

    requires: ClassVar[frozenset[str]] = frozenset({"lexicon"})
    one: ClassVar[type[OneRule]] = WrongInfinitive


def participles(lexicon: Lexicon, token: Token, finite: Token, subject: Sequence[Token]) -> tuple[str, ...]:
    """The participles of a verb in the number of the finite one, that in the gender of the subject first."""
    number = next((n for reading in finite.readings if (n := features(reading.feats).get("Number"))), "Sing")
    gender = gender_of(subject)
    found: list[str] = []
    for own in sorted(GENDERS, key=lambda each: each != gender):
        for lemma in sorted(lemmas_of(token)):
            found += lexicon.forms(lemma, "VERB", {**PARTICIPLE, "Gender": own, "Number": number})
    return tuple(dict.fromkeys(found))


def gender_of(subject: Sequence[Token]) -> str:
    """The gender of the first noun or pronoun that no preposition governs, masculine if it has none."""
    for before, token in zip((None, *subject), subject, strict=False):
        nominal = [reading for reading in token.readings if reading.upos in ("NOUN", "PRON")]
        governed = before is not None and any(reading.upos == "ADP" for reading in before.readings)
        if nominal and not governed and not any(reading.upos == "DET" for reading in token.readings):
            return features(nominal[0].feats).get("Gender", GENDERS[0])
    return GENDERS[0]


def clause_before(tokens: Sequence[Token], end: int) -> list[Token]:
    """The words before a place back to the nearest mark or conjunction, in text order; none if the place is none."""
    start, first = end, max(0, end - FARTHEST_SUBJECT)
    while start > first and tokens[start - 1].form[0].isalnum() and not is_conjunction(tokens[start - 1]):
        start -= 1
    return list(tokens[start : max(end, 0)])


def has_subject(clause: Sequence[Token]) -> bool:
    """True if a noun, a pronoun or a name stands among these words."""
    return any(not token.readings or not SUBJECTS.isdisjoint(r.upos for r in token.readings) for token in clause)


def begins_phrase(after: Sequence[Token]) -> bool:
    """True if a word is a determiner or a pronoun and no preposition, so that an object may follow."""
    tags = {reading.upos for token in after for reading in token.readings}
    return "ADP" not in tags and not tags.isdisjoint({"DET", "PRON"})


def is_conjunction(token: Token) -> bool:
    """True if a token may join two clauses."""
    return any(reading.upos == "CCONJ" for reading in token.readings)


def is_infinitive(token: Token) -> bool:
    """True if a token can only be an infinitive, or a noun that is written alike."""
    verbal = ["VerbForm=Inf" in reading.feats for reading in token.readings if reading.upos != "NOUN"]
    return bool(verbal) and all(verbal)


def is_finite_auxiliary(token: Token) -> bool:
    """True if a token may be a finite auxiliary."""
    return is_auxiliary(token) and any("VerbForm=Fin" in reading.feats for reading in token.readings)
