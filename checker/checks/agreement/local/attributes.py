"""Proposes what agrees by a word that announces it: "tel" before "que", an adjective after "comme"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import Final

from checker.checks.agreement.local.groups import ADJECTIVAL, ADJECTIVE, NOUN, attached, members
from checker.checks.agreement.sentence import Sentence
from checker.checks.agreement.verifier import Member, Proposal, common
from checker.checks.agreement.words import ANYTHING, MASCULINE, SINGULAR, Word

FARTHEST_RIVAL: Final = 14  # words to the left of "tel que" or a participle in which a noun may be meant


def exemplars(sentence: Sentence) -> Iterator[Proposal]:
    """Each "tel que" with the noun before it, if no noun to the left allows its form."""
    for word in sentence.words:
        after = sentence.at(word.index + 1)
        if sentence.grammar.exemplifying.isdisjoint(word.profile.lemmas) or word.named:
            continue
        if after is None or after.form not in sentence.grammar.relative_objects:
            continue
        noun = noun_before(sentence, word.index - 1)
        if noun is None:
            continue
        phrase = sentence.phrase(noun.index)
        group = members(sentence, phrase) if phrase else (Member(noun, sentence.noun_values(noun), NOUN),)
        member = Member(word, word.profile.adjective, ADJECTIVE)
        others = sentence.words[max(0, word.index - FARTHEST_RIVAL) : word.index]
        rivals = reduce(or_, (values_of_rival(sentence, other) for other in others if other is not noun), 0)
        if common(group):
            yield Proposal((*group, member), group[-1], (word,), rivals=rivals)


def noun_before(sentence: Sentence, index: int) -> Word | None:
    """The common noun that ends at an index, a comma and adjectives after it aside."""
    word = sentence.at(index)
    if word and word.form == ",":
        word = sentence.at(index - 1)
    while word and word.profile.adjective and not word.profile.noun:
        word = sentence.at(word.index - 1)
    if word is None or not word.profile.noun or word.named or word.profile.grammatical or not sentence.is_open(word):
        return None
    if sentence.phrase(word.index):
        return word
    link = sentence.at(word.index - 1)
    if link and link.form in sentence.grammar.genitives:
        return noun_before(sentence, link.index - 1)  # "les accords de paix, tels que"
    return word if word.profile.tags == {"NOUN"} else None


def values_of_rival(sentence: Sentence, word: Word) -> int:
    """The values of a word that "tel" may go with instead: a noun, a pronoun, a name."""
    if word.named or not word.is_known:
        return ANYTHING if word.is_word else 0
    if word.profile.noun and not word.profile.grammatical:
        return sentence.noun_values(word)
    return word.profile.pronoun if word.profile.tags == {"PRON"} else 0


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
    values, before = word.profile.participle, sentence.words[max(0, index - FARTHEST_RIVAL) : index]
    if values and not values & MASCULINE & SINGULAR and word.profile.tags == {"VERB"}:
        known = (values_of_rival(sentence, other) for other in before if other.is_known and not other.named)
        return (Member(word, values, ADJECTIVAL, "VerbForm=Part"),) if any(own & values for own in known) else ()
    verb = sentence.at(phrase.start - 1) if phrase else None
    if phrase is None or verb is None or verb.profile.verbs.isdisjoint(sentence.grammar.likening):
        return ()
    group = members(sentence, phrase)
    return group if common(group) and not sentence.contracts(phrase.determiners[0]) else ()


def is_attribute(sentence: Sentence, word: Word) -> bool:
    """Whether a word can only be an adjective that leads no noun; "comme prévu" goes with the whole clause."""
    profile, after = word.profile, sentence.at(word.index + 1)
    if not profile.adjectival or not profile.tags <= {"ADJ", "VERB"} or profile.verbal or not sentence.is_open(word):
        return False
    leads = after is not None and (after.profile.noun or after.profile.adjectival) and not after.profile.grammatical
    return not leads and not profile.participle & MASCULINE & SINGULAR
