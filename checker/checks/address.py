"""The kind `address`: an interview that says "tu" and "vous" to the same person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, Final

import msgspec

from checker.analysis import Analysis
from checker.checks.kind import OneRule, RuleByRule
from checker.checks.verb_form import substitution
from checker.model import Fix, Issue, Reading, Token, plain_form
from checker.morphology import Lexicon
from checker.morphology.lexicon import features
from checker.packs.languages import Language
from checker.packs.rules import Confidence, Rule
from checker.text.quotations import quotations

QUESTION: Final = "?"
LONGEST: Final = 400  # characters of a question in an interview


class Options(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The options of this kind, beside the common keys of a rule.

    Attributes:
        familiar: forms that speak to one person as to a friend, each with the polite one; behind a verb they may stand
            joined by a hyphen.
        polite: forms that speak politely.
        confidence: the share of its issues that are right, in [0, 1].
    """

    familiar: Mapping[str, str]
    polite: frozenset[str]
    confidence: Confidence


class MixedAddress(OneRule):
    """Familiar words in the questions of an interview that are polite elsewhere."""

    def __init__(self, rule: Rule, language: Language, lang: str) -> None:
        self.rule = rule
        self.lang = lang
        self.options = rule.options(Options)
        rule.require_fields("match")

    def issues(self, analysis: Analysis) -> Iterator[Issue]:
        """The issues of a document."""
        asked = list(questions(analysis))
        if len(asked) < 2:
            return
        familiar = [
            [n for n in range(len(tokens)) if self.form(tokens[n]) in self.options.familiar] for tokens in asked
        ]
        polite = [any(self.form(token) in self.options.polite for token in tokens) for tokens in asked]
        kinds = [bool(places) for places in familiar]
        if not any(polite) or sum(kinds) > sum(polite) or any(a and b for a, b in zip(kinds, polite, strict=True)):
            return
        for tokens, places in zip(asked, familiar, strict=True):
            for n in places:
                fixes = tuple(self.fixes(tokens, n, analysis.engine.lexicon))
                fields = {"match": tokens[n].form}
                yield self.rule.issue(self.lang, tokens[n].span, self.options.confidence, fields, fixes=fixes)

    def form(self, token: Token) -> str:
        """The pronoun that a word is, or that stands joined behind it."""
        return plain_form(token.form).rpartition("-")[2]

    def fixes(self, tokens: Sequence[Token], place: int, lexicon: Lexicon) -> Iterator[Fix]:
        """The polite form of a pronoun with its verb, where the verb is joined or need not change."""
        token = tokens[place]
        verb, hyphen, _ = token.form.rpartition("-")
        polite = self.options.familiar[self.form(token)]
        if not hyphen:
            changes = any("Case=Nom" in reading.feats for reading in token.readings)
            blank = " " if token.form[-1] in "'’" else ""
            if not changes:
                yield substitution(token, polite + blank)
            return
        for reading in lexicon.readings(plain_form(verb)):
            if second_person(reading):
                for form in lexicon.inflect(reading, {"Number": "Plur"}):
                    yield substitution(token, f"{form}-{polite}")


class Address(RuleByRule):
    """Two ways to speak to one person."""

    requires: ClassVar[frozenset[str]] = frozenset({"lexicon"})
    one = MixedAddress


def questions(analysis: Analysis) -> Iterator[list[Token]]:
    """The words of each paragraph that is a question of the interviewer: outside quotation marks, before an answer."""
    text, blocks = analysis.document.text, analysis.document.blocks
    for block in blocks[:-1]:
        if text[block.start : block.end].rstrip(" \u00a0\u202f*_")[-1:] != QUESTION or len(block) > LONGEST:
            continue
        if not quotations(text, block):
            yield list(analysis.tokens(block))


def second_person(reading: Reading) -> bool:
    """True if a verb is said to one person as to a friend."""
    feats = features(reading.feats)
    return feats.get("Person") == "2" and feats.get("Number") == "Sing"
