"""The kind `verb_form`: a verb in a form that cannot follow the word before it, as in "il a nier", "pour signé"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import ClassVar, Final

import msgspec

from checker.analysis import Analysis
from checker.checks.agreement.generator import in_case_of
from checker.checks.agreement.words import verb_and_subject
from checker.checks.kind import OneRule, RuleByRule
from checker.model import Applicability, Edit, Evidence, Fix, Issue, Reading, Token
from checker.morphology import Lexicon
from checker.morphology.lexicon import features, fits
from checker.packs.languages import Language
from checker.packs.rules import Confidence, Rule

FIELDS: Final = ("word", "other")
FARTHEST_IDIOM: Final = 6  # words from the verb of an idiom to its preposition


class Options(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The options of this kind, beside the common keys of a rule.

    Attributes:
        after: lemmas of the verbs before.
        words: other forms before, such as prepositions.
        idioms: lemmas that make such a form take a participle if they stand a little before it: "tenir pour prouvé".
        indefinite: lemmas that do so right before it: "rien d’annoncé".
        between: forms that may stand between the two.
        strict: those of `after` and `words` that no noun and no adjective follows, so that the wrong form may be read
            as one: "ils peuvent doublé".
        ending: how the wrong form ends.
        found: UD features of the wrong form, such as ``VerbForm=Inf``.
        wanted: UD features of the right one.
        homophones: forms before that may be meant for another word, as "a" for "à": a second fix.
        confidence: the share of its issues that are right, in [0, 1].
        weighed: whether the judge of the language weighs its issues; if not, the confidence of the rule stands.
    """

    after: frozenset[str]
    between: frozenset[str]
    ending: str
    found: str
    wanted: str
    confidence: Confidence
    homophones: dict[str, str] = {}
    words: frozenset[str] = frozenset()
    idioms: frozenset[str] = frozenset()
    indefinite: frozenset[str] = frozenset()
    strict: frozenset[str] = frozenset()
    weighed: bool = True


class WrongForm:
    """One rule: which words take which form."""

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
        tokens = [without_subject(token, lexicon) for token in tokens]
        for place, token in enumerate(tokens):
            if not token.form.endswith(self.options.ending):
                continue
            governor = self.governor(tokens, place)
            if governor is not None and self.is_wrong(token, self.is_strict(tokens[governor], tokens[place - 1])):
                yield from self.issue(lexicon, tokens, governor, token)

    def governor(self, tokens: Sequence[Token], place: int) -> int | None:
        """The place of the word before, adverbs and the like skipped, that takes another form."""
        start = place - 1
        while start > 0 and tokens[start].folded in self.options.between:
            start -= 1
        before = range(max(0, start), place)
        return next((n for n in before if self.governs(tokens[n], tokens[max(0, n - FARTHEST_IDIOM) : n])), None)

    def governs(self, token: Token, before: Sequence[Token]) -> bool:
        """True if a word takes another form than the wrong one; "A" may be a preposition, "Est" the east."""
        form = token.folded
        if form in self.options.words:
            indefinite = before and not lemmas_of(before[-1]).isdisjoint(self.options.indefinite)
            return not indefinite and all(lemmas_of(other).isdisjoint(self.options.idioms) for other in before)
        verbal = is_verb(token) or (bool(before) and is_auxiliary(before[-1]))  # "a fait"
        elided = bool(before) and before[-1].folded.endswith("'")
        named = token.form.isupper() or (elided and token.form[0].isupper())
        return not named and verbal and not lemmas_of(token).isdisjoint(self.options.after)

    def is_strict(self, governor: Token, before: Token) -> bool:
        """True if neither a noun nor an adjective can follow a word, and none between begins a noun phrase."""
        named = lemmas_of(governor) | {governor.folded}
        determined = before is not governor and has_class(before, "DET")
        return not determined and not named.isdisjoint(self.options.strict)

    def is_wrong(self, token: Token, strict: bool) -> bool:
        """True if a token, no name, can only be a verb in the wrong form, or, if `strict`, may be one."""
        found = features(self.options.found)
        fitting = [
            reading.upos == "VERB" and "VerbForm" in reading.feats and fits(reading, found)
            for reading in token.readings
        ]
        return not token.form[0].isupper() and (any(fitting) if strict else all(fitting))

    def issue(self, lexicon: Lexicon, tokens: Sequence[Token], place: int, token: Token) -> Iterator[Issue]:
        """The issue of a wrong form after the word at a place, if the lexicon has the right one."""
        governor = tokens[place]
        wanted = features(self.options.wanted)
        forms = dict.fromkeys(form for own in verbs_of(token) for form in lexicon.forms(own.lemma, own.upos, wanted))
        fixes = [substitution(token, form) for form in forms if form != token.form]
        if fixes and (meant := self.options.homophones.get(governor.form)):
            fixes.append(substitution(governor, meant))
        if fixes:
            fields = {"word": token.form, "other": governor.form}
            evidence = Evidence(token.span, governor.span) if self.options.weighed else None
            yield self.rule.issue(
                self.lang, token.span, self.options.confidence, fields, fixes=tuple(fixes), evidence=evidence
            )


class VerbForm(RuleByRule):
    """Verbs in a form that the word before them does not take."""

    requires: ClassVar[frozenset[str]] = frozenset({"lexicon"})
    one: ClassVar[type[OneRule]] = WrongForm


def without_subject(token: Token, lexicon: Lexicon) -> Token:
    """A verb that a hyphen joins to its subject, "as-tu", read as the verb alone; any other token as it is."""
    if token.readings or "-" not in token.form:
        return token
    verb, subject = verb_and_subject(token.folded)
    joined = any("Case=Nom" in reading.feats for reading in lexicon.readings(subject))
    return replace(token, readings=lexicon.readings(verb)) if joined else token


def has_class(token: Token, *classes: str) -> bool:
    """True if a token may be of one of the word classes."""
    return any(reading.upos in classes for reading in token.readings)


def is_finite(token: Token) -> bool:
    """True if a token can only be a finite verb; the nouns "est" and "a" are too rare to count."""
    finite = [reading for reading in token.readings if "VerbForm=Fin" in reading.feats]
    return bool(finite) and (len(finite) == len(token.readings) or is_auxiliary(token))


def is_verb(token: Token) -> bool:
    """True if a token can only be a form of a verb; the noun "avoir" is too rare to count."""
    return is_finite(token) or all(reading.upos == "VERB" for reading in token.readings) or is_auxiliary(token)


def is_auxiliary(token: Token) -> bool:
    """True if a token may be an auxiliary."""
    return has_class(token, "AUX")


def verbs_of(token: Token) -> list[Reading]:
    """The readings of a token as a verb."""
    return [reading for reading in token.readings if reading.upos == "VERB"]


def lemmas_of(token: Token) -> set[str]:
    """The lemmas of a token's readings."""
    return {reading.lemma for reading in token.readings}


def substitution(token: Token, form: str) -> Fix:
    """A fix that puts a form in the place of a token."""
    replacement = in_case_of(token.form, form)
    return Fix(replacement, (Edit(token.span, replacement),), Applicability.UNSAFE)
