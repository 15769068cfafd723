"""A form of a verb that cannot follow the one before it: "il a nier", "elle peut utilisé"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

import msgspec

from checker.analysis import View
from checker.checks.agreement.generator import in_case_of
from checker.languages import Language
from checker.model import Applicability, Edit, Fix, Issue, Token
from checker.morphology.lexicon import features, fits
from checker.rules import Rule

FIELDS = ("word", "other")


class Options(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What a rule of this kind says beside the common keys.

    Attributes:
        after: lemmas of the verbs before.
        between: forms that may stand between the two.
        ending: how the wrong form ends.
        found: UD features of the wrong form, such as ``VerbForm=Inf``.
        wanted: UD features of the right one.
        confidence: the share of its issues that are right, in [0, 1].
        homophones: forms of the verb before that may be meant for another word ("a" for "à").
    """

    after: frozenset[str]
    between: frozenset[str]
    ending: str
    found: str
    wanted: str
    confidence: float
    homophones: dict[str, str] = {}


class VerbForm:
    """A verb in a form that the verb before it does not take."""

    scope: ClassVar[Literal["segment"]] = "segment"

    def __init__(self, rule: Rule, language: Language, lang: str) -> None:
        self.rule = rule
        self.lang = lang
        self.options = rule.options(Options)
        rule.require_fields(*FIELDS)

    def check(self, view: View) -> Iterator[Issue]:
        """The issues of one segment."""
        governor: Token | None = None
        subordinate = False  # whether the governor stands after another verb of its clause: "ils tendent a montrer"
        verbs = 0
        for token in view.tokens:
            if governor and self.is_wrong(token):
                yield from self.issues(view, governor, token, subordinate)
            if not (governor and token.form.lower() in self.options.between):
                governor = token if self.governs(token) else None
                subordinate = verbs > 0
            verbs = 0 if not token.form[0].isalnum() else verbs + is_finite(token)

    def governs(self, token: Token) -> bool:
        """Whether a token is a finite form of one of the verbs; "A" in capitals may be a preposition."""
        lemmas = {reading.lemma for reading in token.readings if "VerbForm=Fin" in reading.feats}
        return not token.form.isupper() and is_finite(token) and not lemmas.isdisjoint(self.options.after)

    def is_wrong(self, token: Token) -> bool:
        """Whether a token can only be a verb in the wrong form."""
        found = features(self.options.found)
        return token.form.endswith(self.options.ending) and all(
            reading.upos == "VERB" and "VerbForm" in reading.feats and fits(reading, found)
            for reading in token.readings
        )

    def issues(self, view: View, governor: Token, token: Token, subordinate: bool) -> Iterator[Issue]:
        """The issue of a wrong form, if the lexicon has the right one."""
        lexicon, wanted = view.analysis.engine.lexicon, features(self.options.wanted)
        forms = dict.fromkeys(form for own in token.readings for form in lexicon.forms(own.lemma, own.upos, wanted))
        fixes = [substitution(token, form) for form in forms if form != token.form]
        meant = self.options.homophones.get(governor.form)
        if fixes and meant:
            fixes.insert(0 if subordinate else len(fixes), substitution(governor, meant))
        if fixes:
            yield Issue(
                rule=self.rule.id,
                category=self.rule.category,
                severity=self.rule.severity,
                span=token.span,
                message=self.rule.message(self.lang, word=token.form, other=governor.form),
                confidence=self.options.confidence,
                fixes=tuple(fixes),
            )


def is_finite(token: Token) -> bool:
    """Whether a token can only be a finite verb; the nouns "est" and "a" are too rare to count."""
    finite = [reading for reading in token.readings if "VerbForm=Fin" in reading.feats]
    return bool(finite) and (len(finite) == len(token.readings) or any(reading.upos == "AUX" for reading in finite))


def substitution(token: Token, form: str) -> Fix:
    """A fix that puts a form in the place of a token."""
    replacement = in_case_of(token.form, form)
    return Fix(replacement, (Edit(token.span, replacement),), Applicability.UNSAFE)
