"""Proposes what should agree inside noun phrases, however far apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from checker.checks.agreement.local.groups import NOUN, attached, shared, shares_plural
from checker.checks.agreement.local.nominal import may_be_clause, proposal
from checker.checks.agreement.parsed.parse import NOMINAL, Parse
from checker.checks.agreement.sentence import Phrase
from checker.checks.agreement.verifier import Member, Proposal
from checker.checks.agreement.words import ANYTHING, PLURAL, SINGULAR, Word

ATTRIBUTIVE: Final = frozenset({"amod", "acl"})
# A determiner that may be a clitic before a verb needs a tree that is all but certain.
CERTAIN_DETERMINER: Final = 0.96
FARTHEST_RIVAL: Final = 15  # words from an adjective to another noun that may control it


def adjectives(parse: Parse) -> Iterator[Proposal]:
    """Each adjective and participle with the noun that it leans on."""
    for word in parse.sentence.words:
        index, certainty = word.index, parse.tree.confidence[word.index]
        if parse.labels[index] == "conj":
            index = parse.tree.heads[index]
            certainty = min(certainty, parse.tree.confidence[index])
        noun = parse.sentence.words[parse.tree.heads[index]]
        if parse.labels[index] not in ATTRIBUTIVE or parse.is_relative(index) or not is_noun(parse, noun):
            continue
        values = parse.noun_phrase(noun)
        others = (parse.sentence.words[n] for n in (index, *parse.children(index, "conj")) if n != word.index)
        several = any(other.profile.adjectival & word.profile.adjectival & SINGULAR for other in others)
        shared_noun = values & PLURAL and (several or shares_plural(parse.sentence, word))
        shared_adjective = word.profile.adjectival & PLURAL and is_joined(parse, noun)
        phrase = parse.sentence.phrase(noun.index)
        apart = phrase is not None and word.index < phrase.start and not parse.is_subject(noun.index)
        if values and is_attributive(parse, word) and not (shared_noun or shared_adjective or apart):
            member = Member(noun, values, NOUN)
            contested = is_contested(parse, noun, word)
            group = member, attached(parse.sentence, word)
            yield Proposal(group, member, (word,), certainty=certainty, contested=contested)


def is_attributive(parse: Parse, word: Word) -> bool:
    """Whether a word that leans on a noun is an adjective or a participle that goes with it."""
    sentence, before = parse.sentence, parse.sentence.at(word.index - 1)
    if not word.profile.adjectival or word.profile.gerund or not sentence.is_open(word) or sentence.is_shade(word):
        return False
    if before and (before.is_preposition or before.profile.determiner) and word.index > parse.tree.heads[word.index]:
        return False  # "une chaîne de nouvelles", "d’un côté, de l’autre"
    return not any(parse.children(word.index, "aux", "cop", "nsubj", "mark", "case"))


def is_noun(parse: Parse, word: Word) -> bool:
    """Whether a word is a common noun, other than a month: "du 2 mars au 3 avril derniers"."""
    if not parse.sentence.grammar.months.isdisjoint(word.profile.lemmas):
        return False
    named = word.named and not parse.sentence.is_title(word)
    return bool(word.profile.noun) and not named and parse.tree.upos[word.index] in ("NOUN", "PROPN")


def is_joined(parse: Parse, noun: Word) -> bool:
    """Whether a noun may be one of several with one adjective: "une livrée et un toit inspirés"."""
    phrase = parse.sentence.phrase(noun.index)
    before = parse.sentence.at((phrase.start if phrase else noun.index) - 1)
    return parse.is_joined(noun.index) or (before is not None and "CCONJ" in before.profile.tags)


def is_contested(parse: Parse, noun: Word, word: Word) -> bool:
    """Whether a noun or a pronoun on the side of its own agrees with an adjective, or may be joined to its own."""
    near = range(max(0, word.index - FARTHEST_RIVAL), min(len(parse.sentence.words), word.index + FARTHEST_RIVAL))
    for other in (parse.sentence.words[n] for n in near if (n < word.index) == (noun.index < word.index)):
        profile = other.profile
        pronoun = 0 if profile.determiner or profile.pronoun == ANYTHING else profile.pronoun
        if (profile.noun | pronoun) & word.profile.adjectival and other not in (noun, word):
            return True
    return False


def determiners(parse: Parse) -> Iterator[Proposal]:
    """Each determiner with a noun that it disagrees with."""
    sentence = parse.sentence
    for word in sentence.words:
        noun = sentence.at(parse.tree.heads[word.index])
        if parse.labels[word.index] != "det" or noun is None or not is_phrase(parse, word, noun):
            continue
        phrase, certainty = Phrase((word,), (), noun), parse.tree.confidence[word.index]
        if may_be_clitic(parse, word, noun) and (certainty < CERTAIN_DETERMINER or follows_subject(parse, word)):
            continue
        if not shared(sentence, phrase) and not may_be_clause(sentence, phrase):
            yield replace(proposal(sentence, phrase, (word, noun)), certainty=certainty)


def may_be_clitic(parse: Parse, word: Word, verb: Word) -> bool:
    """Whether what looks like a determiner may be a pronoun before its verb."""
    described = any(child > verb.index for child in parse.children(verb.index, "amod"))
    verbal = word.profile.clitic and verb.profile.verbal and not described
    return verbal and not parse.sentence.lacks_speaker(word, verb)


def follows_subject(parse: Parse, word: Word) -> bool:
    """Whether what stands before "le", "la" or "les" may be the subject of a verb after it."""
    before = parse.sentence.at(word.index - 1)
    return before is not None and (parse.tree.upos[before.index] in NOMINAL or before.form == ",")


def is_phrase(parse: Parse, word: Word, noun: Word) -> bool:
    """Whether a word is a determiner of a common noun after it."""
    sentence, before = parse.sentence, parse.sentence.at(word.index - 1)
    if noun.index < word.index or noun.named or not is_noun(parse, noun) or not sentence.is_open(noun):
        return False
    if word.profile.determiner in (0, ANYTHING) or not sentence.is_open(word) or sentence.ends_number(word):
        return False
    between = sentence.words[word.index + 1 : noun.index]
    if any(other.is_number for other in between) and sentence.names_by_number(word, noun):
        return False
    return before is None or before.profile.determiner in (0, ANYTHING) or "tout" in before.profile.lemmas
