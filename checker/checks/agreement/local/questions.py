"""Proposes what agrees in a question or a concession: "quel" or "tel" and its verb, an object before "avoir"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from checker.checks.agreement.local.groups import DETERMINER, after_adverbs, attached, members, shared, verb_after
from checker.checks.agreement.local.verbal import VERB, may_be_object
from checker.checks.agreement.sentence import Phrase, Sentence
from checker.checks.agreement.verifier import Member, Proposal
from checker.checks.agreement.words import (
    ANYTHING,
    MASCULINE,
    SINGULAR,
    THIRD,
    Profile,
    Word,
    profile_of,
    verb_and_subject,
)

CLAUSE_ENDS: Final = frozenset(".,;:?!…)»”")
FARTHEST_JOINED: Final = 25  # words from a subject to another that is joined to it
FARTHEST_QUESTION: Final = 25  # words from the beginning of a question to its verb
FARTHEST_INFINITIVE: Final = 3  # words after its preposition
CLAUSE_MARKS: Final = frozenset(",;:«“(—–")


def questions(sentence: Sentence) -> Iterator[Proposal]:
    """Each "quel" or "tel" with the subject after its verb, and that verb: "quels que soient", "telle fut la fin"."""
    for word in sentence.words:
        if word.named or not (word.is_interrogative or announces(sentence, word)):
            continue
        verb, index = copula_after(sentence, word.index + 1)
        phrase = phrase_at(sentence, index) if verb else None
        if verb is None or phrase is None:
            continue
        subject = members(sentence, phrase)
        asking = Member(word, word.profile.determiner | word.profile.adjective, DETERMINER)
        for member in (asking, Member(verb, verb.profile.finite, VERB, "VerbForm=Fin")):
            yield Proposal((*subject, member), subject[-1], (member.word,))


def announces(sentence: Sentence, word: Word) -> bool:
    """Whether a word such as "tel" begins a clause as the attribute of a subject that follows."""
    before, after = sentence.at(word.index - 1), sentence.at(word.index + 1)
    begins = before is None or before.form in CLAUSE_ENDS | CLAUSE_MARKS
    exemplifies = not sentence.grammar.exemplifying.isdisjoint(word.profile.lemmas)
    return begins and exemplifies and after is not None and after.is_verb


def copula_after(sentence: Sentence, index: int) -> tuple[Word | None, int]:
    """The finite verb of "être" from an index on, after "que" and clitics, and the place after it and its adverbs."""
    grammar, first = sentence.grammar, sentence.at(index)
    if first and first.form in grammar.relative_objects:
        index += 1
    verb, reflexive = verb_after(sentence, index)
    if verb is None or reflexive or not verb.is_verb or not verb.profile.finite & THIRD:
        return None, index
    after = sentence.at(verb.index + 1)
    compound = after is not None and (
        (after.profile.infinitive and not after.profile.verbs.isdisjoint(grammar.copulas))  # "peut être"
        or (after.form in grammar.copula_participles and not verb.profile.verbs.isdisjoint(grammar.auxiliaries))
    )
    if not compound and verb.profile.verbs.isdisjoint(grammar.copulas):
        return None, index
    index = verb.index + (2 if compound else 1)
    while (word := sentence.at(index)) and word.form in grammar.adverbs:
        index += 1
    return verb, index


def phrase_at(sentence: Sentence, index: int) -> Phrase | None:
    """The shortest noun phrase that begins at a place, where no clitic can stand, and agrees in itself."""
    word = sentence.at(index)
    if word is None or word.profile.determiner in (0, ANYTHING) or sentence.contracts(word):
        return None
    return next((phrase for phrase in sentence.readings_from(word) if shared(sentence, phrase) & THIRD), None)


def objects(sentence: Sentence) -> Iterator[Proposal]:
    """Each participle after an inverted "avoir" with what is asked for: "combien de lettres a-t-il reçues"."""
    for word in sentence.words:
        pronoun = inverted_subject(sentence, word)
        participle = sentence.at(after_adverbs(sentence, word.index + 1)) if pronoun else None
        if pronoun is None or participle is None or not may_govern(sentence, participle):
            continue
        found = asked_for(sentence, word.index)
        if found and is_object(sentence, found, word, pronoun):
            yield Proposal((found, attached(sentence, participle)), found, (participle,))


def unvaried(sentence: Sentence) -> Iterator[Proposal]:
    """Each participle after an inverted "avoir" that nothing stands before that may be its object: "a-t-elle dit"."""
    for word in sentence.words:
        participle = sentence.at(after_adverbs(sentence, word.index + 1)) if inverted_subject(sentence, word) else None
        if participle is None or not participle.profile.participle:
            continue
        before = takewhile(
            lambda other: other.form not in CLAUSE_MARKS | CLAUSE_ENDS, reversed(sentence.words[: word.index])
        )
        if not any(other.is_interrogative or may_be_object(sentence, other) for other in before):
            member = Member(word, MASCULINE & SINGULAR, VERB)
            yield Proposal(
                (member, Member(participle, participle.profile.participle, VERB, "VerbForm=Part")),
                member,
                (participle,),
            )


def inverted_subject(sentence: Sentence, word: Word) -> Profile | None:
    """The subject pronoun that a hyphen joins to a form of "avoir": "a-t-il"."""
    verb, pronoun = (profile_of(sentence.lexicon.readings(part)) for part in verb_and_subject(word.form))
    is_auxiliary = verb.finite and not verb.verbs.isdisjoint(sentence.grammar.auxiliaries)
    return pronoun if is_auxiliary and pronoun.subject else None


def may_govern(sentence: Sentence, participle: Word) -> bool:
    """Whether a participle may have its object before it: it varies, and none stands after it."""
    grammar, after = sentence.grammar, sentence.at(participle.index + 1)
    if not participle.profile.participle or participle.form in grammar.copula_participles:
        return False
    if not participle.profile.verbs.isdisjoint(grammar.unvaried_participles):
        return False
    if after is None or not after.is_word:
        return True
    governed = sentence.words[after.index + 1 : after.index + 1 + FARTHEST_INFINITIVE]
    if after.is_preposition and any(word.profile.infinitive for word in governed):
        return False  # "quelles mesures a-t-il promis de prendre"
    phrase = phrase_at(sentence, after.index)
    timed = phrase is not None and not phrase.noun.profile.lemmas.isdisjoint(grammar.adverbial | grammar.durations)
    return timed or after.is_preposition or sentence.contracts(after) or after.profile.tags == {"ADV"}


def asked_for(sentence: Sentence, verb: int) -> Member | None:
    """The noun that a question begins with, after "quel" or "combien de"; of no word class, so that it stays."""
    start = verb
    while start > max(0, verb - FARTHEST_QUESTION) and sentence.words[start - 1].form not in CLAUSE_MARKS:
        start -= 1
    first = sentence.at(start)
    if first and "CCONJ" in first.profile.tags:
        first = sentence.at(first.index + 1)
    if first is None:
        return None
    if first.is_interrogative:
        phrase = phrase_at(sentence, first.index)
        return Member(phrase.noun, shared(sentence, phrase), frozenset()) if phrase else None
    link, noun = sentence.at(first.index + 1), sentence.at(first.index + 2)
    counts = first.form in sentence.grammar.counting and link and link.form in sentence.grammar.genitives
    return Member(noun, sentence.noun_values(noun), frozenset()) if counts and noun and noun.profile.noun else None


def is_object(sentence: Sentence, asked: Member, verb: Word, pronoun: Profile) -> bool:
    """Whether what is asked for can be no subject and no measure of time: another subject is there, or it disagrees."""
    times = sentence.grammar.adverbial | sentence.grammar.durations | sentence.grammar.months
    if not times.isdisjoint(asked.word.profile.lemmas):
        return False
    between = sentence.words[asked.word.index + 1 : verb.index]
    if any(word.is_verb or word.form in sentence.grammar.clause_openers for word in between):
        return False
    return not asked.values & pronoun.subject or any(
        phrase and shared(sentence, phrase) & pronoun.subject
        for phrase in (phrase_at(sentence, word.index) for word in between)
    )
