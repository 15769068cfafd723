"""Proposes what should agree inside noun phrases: determiners and adjectives with their noun."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from checker.checks.agreement.local.groups import attached, members, verb_after
from checker.checks.agreement.sentence import Phrase, Sentence
from checker.checks.agreement.verifier import Member, Proposal, common
from checker.checks.agreement.words import PLURAL, SINGULAR, Word, relax

VERB: Final = frozenset({"VERB", "AUX"})


def determiners(sentence: Sentence) -> Iterator[Proposal]:
    """Each determiner with its noun; the adjectives between them are evidence for either."""
    for phrase in disagreeing(sentence):
        yield proposal(sentence, phrase, (*phrase.determiners, phrase.noun))


def adjectives(sentence: Sentence) -> Iterator[Proposal]:
    """Each adjective and participle with the noun that it stands beside."""
    for phrase in (*disagreeing(sentence), *sentence.bare_phrases):
        if phrase.adjectives:
            yield proposal(sentence, phrase, phrase.adjectives)
    for readings in sentence.phrases:
        for phrase in readings:
            if common(members(sentence, phrase)):
                yield from after(sentence, phrase)
                break
    for phrase in sentence.bare_phrases:
        yield from after(sentence, phrase)


def disagreeing(sentence: Sentence) -> Iterator[Phrase]:
    """The phrases that agree in no reading, the longest of each."""
    for readings in sentence.phrases:
        if not any(common(members(sentence, phrase)) for phrase in readings):
            yield readings[-1]


def proposal(sentence: Sentence, phrase: Phrase, blamed: tuple[Word, ...]) -> Proposal:
    """A phrase, of which some members are to be blamed."""
    group = members(sentence, phrase)
    evidence = [attached(sentence, word) for word in sentence.adjectives_after(phrase.noun)]
    last = evidence[-1].word if evidence else phrase.noun
    verb = next_verb(sentence, last.index + 1)
    if verb and verb.is_verb:
        evidence.append(Member(verb, verb.profile.finite, VERB))
    if any(word.form in sentence.grammar.silent_plurals for word in phrase.determiners):
        evidence.append(group[-1])
    return Proposal(group, group[-1], blamed, tuple(evidence))


def next_verb(sentence: Sentence, index: int) -> Word | None:
    """The verb right after a noun phrase, "qui" or clitics before it allowed."""
    word = sentence.at(index)
    if word and word.form in sentence.grammar.relative_subjects:
        index += 1
    return verb_after(sentence, index)[0]


def after(sentence: Sentence, phrase: Phrase) -> Iterator[Proposal]:
    """The adjectives after a phrase that agrees in itself."""
    uncontrolled = sentence.grammar.adverbial | sentence.grammar.months
    if not uncontrolled.isdisjoint(phrase.noun.profile.lemmas):
        return
    if not phrase.determiners and phrase.noun.is_number:
        return
    group = members(sentence, phrase)
    for word in sentence.adjectives_after(phrase.noun):
        member = attached(sentence, word)
        if member.values & common(group):
            continue
        # Several adjectives may share a plural noun: "les présidents français et allemand".
        shared = SINGULAR if sentence.is_coordinated(word) and common(group) & PLURAL else 0
        allowed = sentence.rivals(phrase, word) | (relax(common(group), "Number") if shared else 0)
        yield Proposal((*group, member), group[-1], (word,), (), allowed)
