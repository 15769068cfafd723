"""Proposes what agrees in a question or a concession: "quel" or "tel" and its verb, an object before "avoir"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from checker.checks.agreement.local.groups import DETERMINER, members, shared, verb_after
from checker.checks.agreement.local.verbal import VERB
from checker.checks.agreement.sentence import Phrase, Sentence
from checker.checks.agreement.verifier import Member, Proposal
from checker.checks.agreement.words import (
    ANYTHING,
    THIRD,
    Profile,
    Word,
    profile_of,
    verb_and_subject,
)

CLAUSE_ENDS: Final = frozenset(".,;:?!…)»”")
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


def inverted_subject(sentence: Sentence, word: Word) -> Profile | None:
    """The subject pronoun that a hyphen joins to a form of "avoir": "a-t-il"."""
    verb, pronoun = (profile_of(sentence.lexicon.readings(part)) for part in verb_and_subject(word.form))
    is_auxiliary = verb.finite and not verb.verbs.isdisjoint(sentence.grammar.auxiliaries)
    return pronoun if is_auxiliary and pronoun.subject else None
