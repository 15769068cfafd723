"""The kind `person_gender`: a woman with the title or the pronoun of a man, and the reverse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import ClassVar, Final

import msgspec

from checker.analysis import Analysis
from checker.checks.kind import OneRule, RuleByRule
from checker.checks.person_gender.persons import Persons
from checker.checks.person_gender.pronouns import Pronouns
from checker.checks.person_gender.titles import wrong_titles
from checker.checks.person_gender.wrong import Pair, Wrong
from checker.model import Issue
from checker.packs.languages import Language
from checker.packs.rules import Confidence, Rule

__all__ = ["Options", "PersonGender"]

FIELDS: Final = ("word", "right", "person")


class Options(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The options of this kind, beside the common keys of a rule.

    Attributes:
        titles: what stands before a surname, of a man and of a woman: ``[M., Mme]``.
        pronouns: what begins a sentence and means a person named in the one before, of a man and of a woman.
        confidence: the share of its issues that are right, in [0, 1].
    """

    confidence: Confidence
    titles: tuple[Pair, ...] = ()
    pronouns: tuple[Pair, ...] = ()


class WrongGender(OneRule):
    """Titles and pronouns of the other gender than that of the person."""

    def __init__(self, rule: Rule, language: Language, lang: str) -> None:
        self.rule = rule
        self.lang = lang
        self.options = rule.options(Options)
        rule.require_fields(*FIELDS)
        self.either = frozenset(language.word_list("given_names_of_both.txt"))
        self.verbs = frozenset(language.word_list("verbs_of_persons.txt"))
        self.title = starting_with(r"(?<!\w)(?P<word>{})[ \u00a0](?=[^\W\d_a-z])", self.options.titles)
        self.pronoun = starting_with(r"(?P<word>{})(?![\w-])", self.options.pronouns)

    def issues(self, analysis: Analysis) -> Iterator[Issue]:
        """The issues of a document."""
        for wrong in self.found(analysis):
            for pair in chain(self.options.titles, self.options.pronouns):
                if fix := wrong.fix(pair):
                    fields = {"word": wrong.word, "right": fix.title, "person": wrong.person}
                    yield self.rule.issue(self.lang, wrong.span, self.options.confidence, fields, fixes=(fix,))

    def found(self, analysis: Analysis) -> Iterator[Wrong]:
        """The titles and pronouns that mean a person, of whatever gender."""
        persons = Persons(analysis.engine.lexicon, self.either)
        titles = list(self.title.finditer(analysis.document.text)) if self.title else []
        if titles:
            yield from wrong_titles(analysis, persons, titles, self.options.titles)
        if self.pronoun:
            yield from Pronouns(self.pronoun, persons, self.verbs).wrong(analysis)


class PersonGender(RuleByRule):
    """Titles and pronouns that are not of the gender of the person.

    Two word lists of the pack are used. ``given_names_of_both.txt`` holds given names that women and men bear, and
    ``verbs_of_persons.txt`` the lemmas of verbs whose subject is a person: the first verb behind a pronoun is one.
    """

    requires: ClassVar[frozenset[str]] = frozenset({"lexicon", "parser"})
    one = WrongGender


def starting_with(frame: str, pairs: Sequence[Pair]) -> re.Pattern[str] | None:
    """Matches the words of pairs in a frame, as they begin a sentence; None if there are none."""
    words = sorted({word[0].upper() + word[1:] for pair in pairs for word in pair})
    return re.compile(frame.format("|".join(map(re.escape, words)))) if words else None
