"""Exceptions that license a form after all: a speaker among joined subjects, an object before the verb."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from checker.checks.agreement.local.groups import is_reflexive
from checker.checks.agreement.sentence import Sentence
from checker.checks.agreement.verifier import Disagreement
from checker.checks.agreement.words import PLURAL, SINGULAR, THIRD, Word

NOT_THIRD: Final = ~THIRD


def is_licensed(sentence: Sentence, found: Disagreement) -> bool:
    """Whether a word may have its form after all."""
    wrong, controller = found.wrong.word, found.other.word
    plural = found.wrong.values & PLURAL & THIRD and not (found.wrong.values & SINGULAR or found.other.values & PLURAL)
    if plural and "NOUN" not in found.wrong.upos and ends_list(sentence, controller, wrong):
        return True
    return has_joined_speaker(sentence, wrong) or follows_object(sentence, wrong, controller)


def ends_list(sentence: Sentence, last: Word, verb: Word) -> bool:
    """Whether a subject may be the last of several without a conjunction: "la grange, puis la maison ont brûlé"."""
    if last.profile.subject or any(word.form == "," for word in sentence.words[last.index : verb.index]):
        return False
    phrase = sentence.phrase(last.index)
    comma = sentence.at((phrase.start if phrase else last.index) - 1)
    if comma and comma.form in sentence.grammar.clause_openers | sentence.grammar.listing:
        comma = sentence.at(comma.index - 1)
    item = sentence.at(comma.index - 1) if comma and comma.form == "," and last.index < verb.index else None
    if item is None or not (item.profile.noun or item.named) or not item.profile.tags.isdisjoint({"ADV", "CCONJ"}):
        return False
    if not sentence.grammar.adverbial.isdisjoint(item.profile.lemmas) or item.form in sentence.grammar.months:
        return False
    return not follows_governor(sentence, item)


def follows_governor(sentence: Sentence, noun: Word) -> bool:
    """Whether a preposition or a verb stands before a noun and what leads it: "sans énorme enjeu", "a vu le film"."""
    index = noun.index
    while (word := sentence.at(index - 1)) and (word.named or word.profile.adjective or word.profile.determiner):
        if sentence.contracts(word):
            return True
        index -= 1
    return word is not None and ("ADP" in word.profile.tags or word.profile.verbal or bool(word.profile.participle))


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
