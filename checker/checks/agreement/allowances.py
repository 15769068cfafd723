"""Exceptions that license a form after all: a speaker among joined subjects, an object before the verb."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from checker.checks.agreement.local.groups import is_reflexive
from checker.checks.agreement.sentence import Sentence
from checker.checks.agreement.verifier import Disagreement
from checker.checks.agreement.words import PLURAL, THIRD, Word

NOT_THIRD: Final = ~THIRD


def is_licensed(sentence: Sentence, found: Disagreement) -> bool:
    """Whether a word may have its form after all."""
    wrong, controller = found.wrong.word, found.other.word
    return has_joined_speaker(sentence, wrong) or follows_object(sentence, wrong, controller)


def has_joined_speaker(sentence: Sentence, verb: Word) -> bool:
    """Whether who speaks or is spoken to is a subject: "mon frère et moi avons", "c'est nous, …, qui avons"."""
    if not verb.profile.finite & PLURAL & NOT_THIRD:
        return False
    before = sentence.words[: verb.index]
    copulas, speakers = sentence.grammar.copulas, sentence.grammar.speakers
    return any(
        two.form in speakers and ("CCONJ" in one.profile.tags or not one.profile.verbs.isdisjoint(copulas))
        for one, two in pairwise(before)
    )


def follows_object(sentence: Sentence, participle: Word, subject: Word) -> bool:
    """Whether a reflexive participle stands behind its object, not its subject: "les mains qu'elle s'est lavées"."""
    if not participle.profile.participle or subject.index > participle.index:
        return False
    before, grammar = sentence.at(subject.index - 1), sentence.grammar
    between = sentence.words[subject.index + 1 : participle.index]
    reflexive = any(is_reflexive(word) for word in between)
    return reflexive and before is not None and before.form in grammar.relative_objects
