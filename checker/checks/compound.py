"""A compound with a hyphen whose parts do not vary as the lexicon's do: "demies-finales", "les portes-parole"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import product
from math import prod
from typing import ClassVar, Final, Literal

import msgspec

from checker.analysis import View
from checker.checks.agreement.generator import in_case_of
from checker.model import Applicability, Edit, Fix, Issue, Reading, Token
from checker.morphology import Lexicon
from checker.morphology.lexicon import features
from checker.packs.languages import Language
from checker.packs.rules import Confidence, Rule

FIELDS: Final = ("word", "other")
PARTS: Final = re.compile(r"([-'])")
LONGEST_COMPOUND: Final = 40  # characters
MOST_SPELLINGS: Final = 64  # of one word; more would be no compound of the language
# The features of the basic form; a noun keeps its gender.
BASIC: Final[Mapping[str, Mapping[str, str]]] = {
    "NOUN": {"Number": "Sing"},
    "ADJ": {"Number": "Sing", "Gender": "Masc"},
}
SHORTEST_PART: Final = 3  # letters; a shorter one does not vary


class Options(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What a rule of this kind says beside the common keys.

    Attributes:
        plural_endings: letters that a plural may end in.
        confidence: the share of its issues that are right, in [0, 1].
    """

    plural_endings: str
    confidence: Confidence


class Compound:
    """A compound that the lexicon knows only with its parts in other forms."""

    scope: ClassVar[Literal["segment"]] = "segment"
    requires: ClassVar = frozenset({"lexicon"})

    def __init__(self, rule: Rule, language: Language, lang: str) -> None:
        self.rule = rule
        self.lang = lang
        self.options = rule.options(Options)
        rule.require_fields(*FIELDS)

    def check(self, view: View) -> Iterator[Issue]:
        """The issues of one segment."""
        lexicon = view.analysis.engine.lexicon
        before: Token | None = None
        for token in view.tokens:
            if (
                "-" in token.form
                and len(token.form) <= LONGEST_COMPOUND
                and not token.readings
                and token.form.islower()
            ):
                form = token.folded
                for known in self.known(lexicon, form):
                    if forms := lexicon.inflect(known, {"Number": self.number(form, before)}):
                        yield self.issue(view, token, known, forms)
                        break
            before = token

    def known(self, lexicon: Lexicon, form: str) -> Iterator[Reading]:
        """The nouns and adjectives that the lexicon has with the same parts in their basic forms."""
        parts = [self.spellings(lexicon, part) for part in PARTS.split(form)]
        if prod(map(len, parts)) > MOST_SPELLINGS:
            return
        for spelling in product(*parts):
            for reading in lexicon.readings("".join(spelling)):
                if reading.upos in BASIC:
                    yield reading

    def spellings(self, lexicon: Lexicon, part: str) -> tuple[str, ...]:
        """A part of a compound as it stands, in its basic forms, and without the ending of a plural."""
        if len(part) < SHORTEST_PART:
            return (part,)
        basic = (
            form
            for reading in lexicon.readings(part)
            if reading.upos in BASIC and (reading.upos == "ADJ" or "Number=Plur" in reading.feats)
            for form in lexicon.inflect(reading, BASIC[reading.upos])
        )
        return tuple(dict.fromkeys((part, *basic, part.rstrip(self.options.plural_endings))))

    def number(self, form: str, before: Token | None) -> str:
        """The number that a compound should have: that of the determiner before it, or of its own parts."""
        numbers = {features(reading.feats).get("Number") for reading in before.readings} if before else set()
        if len(numbers) == 1 and (number := numbers.pop()):
            return number
        return (
            "Plur" if any(part.endswith(tuple(self.options.plural_endings)) for part in PARTS.split(form)) else "Sing"
        )

    def issue(self, view: View, token: Token, known: Reading, forms: tuple[str, ...]) -> Issue:
        """The issue of a compound, with the forms that it may have."""
        titles = [in_case_of(token.form, form.replace("'", view.apostrophe)) for form in forms]
        fields = {"word": token.form, "other": known.lemma.replace("'", view.apostrophe)}
        fixes = tuple(Fix(title, (Edit(token.span, title),), Applicability.UNSAFE) for title in titles)
        return self.rule.issue(self.lang, token.span, self.options.confidence, fields, fixes=fixes)
