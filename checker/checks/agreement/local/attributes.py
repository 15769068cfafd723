"""Proposes attributes that a word such as "comme" introduces, with what they are said of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from checker.checks.agreement.local.groups import ADJECTIVAL, attached, members
from checker.checks.agreement.sentence import Sentence
from checker.checks.agreement.verifier import Member, Proposal, common
from checker.checks.agreement.words import MASCULINE, SINGULAR, Word

FARTHEST_NOUN: Final = 14  # words to the left of a participle in which its noun stands


def introduced(sentence: Sentence) -> Iterator[Proposal]:
    """Each adjective after "comme" with what it is said of: "les villes considérées comme sûres"."""
    for word in sentence.words:
        adjective = sentence.at(word.index + 1)
        if word.form not in sentence.grammar.introducing or adjective is None or not is_attribute(sentence, adjective):
            continue
        if group := likened(sentence, word.index - 1):
            yield Proposal((*group, attached(sentence, adjective)), group[-1], (adjective,))


def likened(sentence: Sentence, index: int) -> tuple[Member, ...]:
    """What an attribute after a place is said of: a participle there that agrees itself, or the object of its verb."""
    word, phrase = sentence.at(index), sentence.phrase(index)
    if word is None:
        return ()
    values, before = word.profile.participle, sentence.words[max(0, index - FARTHEST_NOUN) : index]
    if values and not values & MASCULINE & SINGULAR and word.profile.tags == {"VERB"}:
        agrees = any(values & values_of_controller(sentence, other) for other in before)
        return (Member(word, values, ADJECTIVAL, "VerbForm=Part"),) if agrees else ()
    verb = sentence.at(phrase.start - 1) if phrase else None
    if phrase is None or verb is None or verb.profile.verbs.isdisjoint(sentence.grammar.likening):
        return ()
    group = members(sentence, phrase)
    return group if common(group) and not sentence.contracts(phrase.determiners[0]) else ()


def values_of_controller(sentence: Sentence, word: Word) -> int:
    """The values of a noun or a pronoun that a participle may agree with, 0 for any other word."""
    if word.named:
        return 0
    if word.profile.noun and not word.profile.grammatical:
        return sentence.noun_values(word)
    return word.profile.pronoun if word.profile.tags == {"PRON"} else 0


def is_attribute(sentence: Sentence, word: Word) -> bool:
    """Whether a word can only be an adjective that leads no noun; "comme prévu" goes with the whole clause."""
    profile, after = word.profile, sentence.at(word.index + 1)
    if not profile.adjectival or not profile.tags <= {"ADJ", "VERB"} or profile.verbal or not sentence.is_open(word):
        return False
    leads = after is not None and (after.profile.noun or after.profile.adjectival) and not after.profile.grammatical
    return not leads and not profile.participle & MASCULINE & SINGULAR
