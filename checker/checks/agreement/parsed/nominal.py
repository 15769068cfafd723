"""Proposes what should agree inside noun phrases, however far apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from checker.checks.agreement.local import groups
from checker.checks.agreement.local.groups import NOUN, attached, shared
from checker.checks.agreement.local.nominal import may_be_clause, proposal
from checker.checks.agreement.names import is_name, name_values
from checker.checks.agreement.parsed.parse import NOMINAL, Parse
from checker.checks.agreement.sentence import Phrase
from checker.checks.agreement.verifier import Member, Proposal
from checker.checks.agreement.words import ANYTHING, MASCULINE, PLURAL, SINGULAR, Word

ATTRIBUTIVE: Final = frozenset({"amod", "acl"})
FARTHEST_RIVAL: Final = 15  # words from an adjective to another noun that may control it
FARTHEST_AUXILIARY: Final = 10  # words to the left of its participle
# A determiner that may be a clitic before a verb needs a tree that is all but certain.
CERTAIN_DETERMINER: Final = 0.96


def adjectives(parse: Parse) -> Iterator[Proposal]:
    """Each adjective and participle with the noun that it leans on."""
    for word in parse.sentence.words:
        index, certainty = word.index, parse.tree.confidence[word.index]
        if parse.labels[index] == "conj":
            index = parse.tree.heads[index]
            certainty = min(certainty, parse.tree.confidence[index])
        head = parse.tree.heads[index]
        if parse.labels[index] not in ATTRIBUTIVE or parse.is_relative(index) or not is_attributive(parse, word):
            continue
        noun = parse.sentence.words[head]
        values = parse.noun_phrase(noun) if may_control(parse, noun) and not is_detached(parse, word, noun) else 0
        phrase = parse.sentence.phrase(head)
        leads = word.index < head and phrase is None
        if (
            (phrase and word.index == phrase.start - 1 and not parse.is_subject(head))  # "prendre seul les décisions"
            or (leads and (noun.profile.finite or not parse.sentence.is_leading(word)))
            or not values
            or (values & PLURAL and shares_plural(parse, word, index))
        ):
            continue
        if parse.is_joined(head) and word.profile.adjectival & PLURAL:
            continue  # "l’enthousiasme et la motivation démocratiques"
        rivals, contested = values_of_chain(parse, noun, word), is_contested(parse, noun, word)
        if contested and parse.sentence.exemplifies(word):
            continue  # "un remède contre la douleur tel que"
        member = Member(noun, values, NOUN)
        yield Proposal(
            (member, attached(parse.sentence, word)),
            member,
            (word,),
            rivals=rivals,
            certainty=certainty,
            contested=contested,
        )


def shares_plural(parse: Parse, word: Word, first: int) -> bool:
    """Whether an adjective in the singular and another joined to it share a plural noun."""
    others = {first, *parse.children(first, "conj")} - {word.index}
    values = word.profile.adjectival & SINGULAR
    joined = any(parse.sentence.words[other].profile.adjectival & values for other in others)
    return joined or groups.shares_plural(parse.sentence, word)


def is_contested(parse: Parse, noun: Word, word: Word) -> bool:
    """Whether a noun or a pronoun on the side of its own agrees with an adjective."""
    start, end = (0, word.index) if noun.index < word.index else (word.index + 1, len(parse.sentence.words))
    for other in parse.sentence.words[max(start, word.index - FARTHEST_RIVAL) : min(end, word.index + FARTHEST_RIVAL)]:
        profile = other.profile
        pronoun = 0 if profile.determiner or profile.pronoun == ANYTHING else profile.pronoun
        if (profile.noun | pronoun) & word.profile.adjectival and other is not noun:
            return True
    return False


def is_attributive(parse: Parse, word: Word) -> bool:
    """Whether a word that leans on a noun is an adjective or a participle that goes with it."""
    sentence, profile = parse.sentence, word.profile
    if not profile.adjectival or profile.gerund or not sentence.is_open(word) or sentence.is_shade(word):
        return False
    if any(parse.children(word.index, "aux", "cop", "nsubj", "mark", "case")):
        return False
    before, after = sentence.at(word.index - 1), sentence.at(word.index + 1)
    if after and after.profile.participle and profile.adjective & MASCULINE & SINGULAR:
        return False  # "une femme haut placée"
    if before and (before.is_preposition or before.profile.determiner) and word.index > parse.tree.heads[word.index]:
        return False  # "une chaîne de nouvelles", "une piste le long du fleuve"
    return not (profile.participle and follows_auxiliary(parse, word))


def may_control(parse: Parse, noun: Word) -> bool:
    """Whether a word is a common noun that adjectives agree with."""
    grammar = parse.sentence.grammar
    if (
        (noun.named and not parse.sentence.is_title(noun))
        or not noun.profile.noun
        or parse.tree.upos[noun.index] not in ("NOUN", "PROPN")
        or noun.index in parse.sentence.fixed
    ):
        return False
    return (grammar.adverbial | grammar.months | grammar.quantities).isdisjoint(noun.profile.lemmas)


def is_detached(parse: Parse, word: Word, noun: Word) -> bool:
    """Whether a word stands in front, apart from a noun that is no subject: "Située à l’est, c’est une île"."""
    return word.index < noun.index and is_apart(parse, word, noun) and not parse.is_subject(noun.index)


def is_apart(parse: Parse, word: Word, noun: Word) -> bool:
    """Whether a comma or the like stands between a noun and its adjective."""
    first, last = sorted((word.index, noun.index))
    return any(not other.is_word for other in parse.sentence.words[first + 1 : last])


def follows_auxiliary(parse: Parse, participle: Word) -> bool:
    """Whether an auxiliary before a participle has none yet: "a par la suite donné"."""
    grammar = parse.sentence.grammar
    for word in reversed(parse.sentence.words[max(0, participle.index - FARTHEST_AUXILIARY) : participle.index]):
        if "AUX" in word.profile.tags and not word.profile.verbs.isdisjoint(grammar.auxiliaries_and_copulas):
            return True
        served = word.profile.participle and (not word.profile.noun or parse.tree.upos[word.index] == "VERB")
        if (
            word.is_verb
            or served
            or not word.is_word
            or word.form in grammar.clause_openers | grammar.relative_subjects
        ):
            return False
    return False


def values_of_chain(parse: Parse, noun: Word, word: Word) -> int:
    """The values of other nouns that may control a word after a noun: those above it, and those between the two."""
    if word.index < noun.index:
        return 0
    above = (other for other in parse.above(noun.index) if other < noun.index)
    values = 0
    for other in (*above, *range(noun.index + 1, word.index)):
        rival = parse.sentence.words[other]
        if parse.tree.upos[other] in NOMINAL:
            if rival.profile.noun and not rival.named:
                values |= parse.sentence.noun_values(rival)
            elif not is_name(rival):
                values |= ANYTHING
            elif word.profile.participle or not parse.sentence.phrase(noun.index):
                values |= name_values(parse.sentence, rival, rival)
    return values


def determiners(parse: Parse) -> Iterator[Proposal]:
    """Each determiner with a noun that it disagrees with."""
    sentence = parse.sentence
    for word in sentence.words:
        noun = sentence.at(parse.tree.heads[word.index])
        certainty = parse.tree.confidence[word.index]
        if parse.labels[word.index] != "det" or noun is None or not is_phrase(parse, word, noun):
            continue
        if (
            word.profile.clitic
            and noun.profile.verbal
            and (certainty < CERTAIN_DETERMINER or is_clitic(parse, word, noun))
        ):
            continue
        phrase = Phrase((word,), (), noun)
        if not shared(sentence, phrase) and not may_be_clause(sentence, phrase):
            yield replace(proposal(sentence, phrase, (word, noun)), certainty=certainty)


def is_phrase(parse: Parse, word: Word, noun: Word) -> bool:
    """Whether a word is a determiner of a common noun after it."""
    sentence, before, after = parse.sentence, parse.sentence.at(word.index - 1), parse.sentence.at(noun.index + 1)
    if noun.index < word.index or noun.named or not noun.profile.noun or parse.tree.upos[noun.index] != "NOUN":
        return False
    if noun.form in sentence.grammar.epithets:
        return False
    if sentence.is_foreign_compound(noun) and after and parse.labels[after.index] != "amod":
        return False
    if not word.profile.determiner or word.profile.determiner == ANYTHING or not sentence.is_open(word):
        return False
    if not sentence.is_open(noun) or sentence.is_adverb(word) or sentence.ends_number(word):
        return False
    if after and after.named and noun.profile.adjective:
        return False
    between = sentence.words[word.index + 1 : noun.index]
    if any(other.is_number and not other.is_ordinal for other in between) and sentence.names_by_number(word, noun):
        return False
    if before is None or before.profile.determiner in (0, ANYTHING):
        return True
    return "tout" in before.profile.lemmas and parse.tree.heads[before.index] == noun.index


def is_clitic(parse: Parse, word: Word, verb: Word) -> bool:
    """Whether what stands before "le", "la" or "les" may be the subject of the verb after it."""
    before = parse.sentence.at(word.index - 1)
    after = parse.sentence.at(verb.index + 1)
    described = (
        after is not None and parse.labels[after.index] == "amod" and parse.tree.heads[after.index] == verb.index
    )
    if parse.sentence.lacks_speaker(word, verb) or (described and after and parse.sentence.is_adjective(after)):
        return False
    if verb.profile.gerund or (before and before.form in (*parse.sentence.grammar.negations, ",")):
        return True
    if before is None or not before.is_word:
        return False
    return not before.is_known or before.named or parse.tree.upos[before.index] in NOMINAL
