"""A form that stands only before a vowel, before a consonant, or the reverse: "cet plan", "sa attitude"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import ClassVar, Final, Literal

import msgspec

from checker.analysis import View
from checker.checks.agreement.generator import in_case_of
from checker.model import Applicability, Edit, Fix, Issue, Span, Token
from checker.morphology.lexicon import features
from checker.packs.languages import Language
from checker.packs.rules import Confidence, Rule

FIELDS = ("word", "other")
SHORTEST_WORD: Final = 3  # letters; shorter ones may be names of letters and notes


class Options(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What a rule of this kind says beside the common keys.

    Attributes:
        instead: the right form for each of the wrong ones; one that ends in an apostrophe joins the next word.
        letters: those with which the next word begins.
        except_before: beginnings of words that count as the others.
        confidence: the share of its issues that are right, in [0, 1].
    """

    instead: dict[str, str]
    letters: str
    confidence: Confidence
    except_before: tuple[str, ...] = ()


class EuphonicForm:
    """A form that does not fit the sound after it."""

    scope: ClassVar[Literal["segment"]] = "segment"

    def __init__(self, rule: Rule, language: Language, lang: str) -> None:
        self.rule = rule
        self.lang = lang
        self.options = rule.options(Options)
        rule.require_fields(*FIELDS)

    def check(self, view: View) -> Iterator[Issue]:
        """The issues of one segment."""
        for token, after in pairwise(view.tokens):
            right = self.options.instead.get(token.form.lower())
            if right and view.text[token.span.end : after.span.start] == " " and self.clashes(token, after):
                yield self.issue(token, after, right.replace("'", view.apostrophe))

    def clashes(self, token: Token, after: Token) -> bool:
        """Whether a word surely belongs to the one after it, agrees with it, and does not fit its sound."""
        form = after.form
        if len(form) < SHORTEST_WORD or form[0] not in self.options.letters:
            return False
        if form.startswith(self.options.except_before) or {r.upos for r in after.readings} - {"NOUN", "ADJ"}:
            return False
        own = [features(reading.feats) for reading in token.readings if reading.upos in ("DET", "ADJ")]
        others = [features(reading.feats) for reading in after.readings]
        return any(fit(left, right) for left in own for right in others)

    def issue(self, token: Token, after: Token, right: str) -> Issue:
        """The issue of a form, with the right one in its place."""
        joined = right.endswith(("'", "’"))
        replacement = in_case_of(token.form, right)
        edit = Edit(Span(token.span.start, after.span.start if joined else token.span.end), replacement)
        title = replacement + ("" if joined else " ") + after.form
        fields = {"word": token.form, "other": after.form}
        fixes = (Fix(title, (edit,), Applicability.SAFE),)
        return self.rule.issue(self.lang, token.span, self.options.confidence, fields, fixes=fixes)


def fit(left: Mapping[str, str], right: Mapping[str, str]) -> bool:
    """Whether two sets of features agree in gender and number."""
    return all(left.get(name, value) == value for name in ("Gender", "Number") if (value := right.get(name)))
