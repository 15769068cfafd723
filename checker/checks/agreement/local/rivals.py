"""Finds the nouns before a phrase that may control a word after it."""

from __future__ import annotations

from typing import Final

from checker.checks.agreement.local.groups import after_adverbs
from checker.checks.agreement.names import is_name, name_values
from checker.checks.agreement.sentence import Phrase, Sentence
from checker.checks.agreement.words import ANYTHING, PLURAL, Word, relax

FARTHEST_RIVAL: Final = 14  # words to the left of a noun in which another may control its adjective


def rivals(sentence: Sentence, phrase: Phrase, target: Word) -> int:
    """The values of other nouns to the left that may control a word after a phrase.

    They are those on which the phrase depends by prepositions ("un groupe de femmes armé") or with which it is
    joined ("le père et la mère contents"). It may be any where an auxiliary precedes ("a par la suite donné").
    """
    values, joined, complemented = 0, False, False
    governors = sentence.grammar.auxiliaries_and_copulas if target.profile.participle else sentence.grammar.copulas
    linked, inside = links(sentence, sentence.words[phrase.start]), not phrase.determiners
    for word in reversed(sentence.words[max(0, phrase.start - FARTHEST_RIVAL) : phrase.start]):
        profile = word.profile
        if inside and (word.is_number or (profile.adjective and "DET" not in profile.tags)):
            continue  # what leads a noun without a determiner: "un homme et huit femmes retrouvés"
        if word.form == "," or "CCONJ" in profile.tags:
            if word.form == "," and not joined:
                break
            linked = joined = True
        elif "ADP" in profile.tags:
            linked = True
        elif "ADV" in profile.tags and not profile.noun:
            continue
        elif linked and not profile.verbs.isdisjoint(governors):
            return values if complemented else values | attributable(sentence, word, target)
        elif word.is_verb:
            break
        elif linked and target.profile.participle and (profile.infinitive or profile.gerund):
            continue
        elif not linked or not (word.is_word or word.is_number):
            break
        elif takes_one(sentence, word):
            values |= profile.pronoun
        elif profile.determiner:
            linked = links(sentence, word)
        elif profile.noun or profile.pronoun or word.named or not word.is_known:
            named = word.named or not profile.noun
            if not named:
                values |= profile.noun
            elif target.profile.participle:
                values |= name_values(sentence, word, word) if is_name(word) else ANYTHING
            values |= PLURAL if joined else 0
        elif profile.adjectival:
            complemented = True
        else:
            break
        inside = False
    return values


def attributable(sentence: Sentence, verb: Word, target: Word) -> int:
    """The values that a word after a verb may have as its participle or attribute: a copula settles the number.

    None if the attribute stands there already: "est la cause de", "est blanche dans".
    """
    complement = sentence.at(after_adverbs(sentence, verb.index + 1))
    if complement and (complement.profile.adjectival or is_attribute(sentence, verb, complement, target)):
        return 0
    copula = not verb.profile.verbs.isdisjoint(sentence.grammar.copulas) and verb.profile.finite
    return relax(verb.profile.finite, "Person") if copula else ANYTHING


def is_attribute(sentence: Sentence, verb: Word, complement: Word, target: Word) -> bool:
    """Whether an attribute other than an adjective begins after a verb; a participle may still follow a preposition."""
    if verb.profile.verbs.isdisjoint(sentence.grammar.copulas):
        return False
    return bool(complement.profile.determiner) or (complement.is_preposition and not target.profile.participle)


def takes_one(sentence: Sentence, word: Word) -> bool:
    """Whether a word is a pronoun that takes one of the nouns after "de": "l’une de nos collègues"."""
    of = sentence.at(word.index + 1)
    partitive = of is not None and (of.form in sentence.grammar.genitives or sentence.contracts(of))
    return partitive and word.form in sentence.grammar.partitive_pronouns


def links(sentence: Sentence, word: Word) -> bool:
    """Whether a determiner makes its noun depend on what stands before: "des" does not after a verb."""
    before = sentence.at(word.index - 1)
    governed = before is not None and (before.is_verb or before.profile.infinitive or before.profile.gerund)
    return sentence.contracts(word) and (sentence.holds_preposition(word) or not governed)
