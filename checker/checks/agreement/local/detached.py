"""Proposes a participle or an adjective that opens a sentence, with the subject after the comma."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from checker.checks.agreement.local.clauses import Clause, noun_clause
from checker.checks.agreement.local.groups import NOUN, attached, is_reflexive, shared
from checker.checks.agreement.sentence import Sentence
from checker.checks.agreement.verifier import Member, Proposal
from checker.checks.agreement.words import ANYTHING, THIRD, Word

FARTHEST_COMMA: Final = 14  # words from the beginning to the comma


def openings(sentence: Sentence) -> Iterator[Proposal]:
    """The participle or adjective that opens a sentence, with its subject: "touchée au pied, la joueuse est sortie".

    Newspapers let it dangle as well ("né à Lyon, ses parents y vivent"). So it counts only if no pronoun and no
    possessive of the sentence may stand for another who is meant.
    """
    first = next((word for word in sentence.words if word.is_word), None)
    if first is None or not opens(sentence, first):
        return
    comma = next((w for w in sentence.words[first.index : first.index + FARTHEST_COMMA] if w.form == ","), None)
    clause = clause_after(sentence, comma) if comma else None
    if comma is None or clause is None or any(points_back(sentence, word) for word in sentence.words[first.index :]):
        return
    inside = sentence.words[first.index + 1 : comma.index]
    if inside and all(word.is_word and not word.is_verb and not word.profile.gerund for word in inside):
        subject = Member(clause.subject.word, clause.attributed, NOUN)
        yield Proposal((subject, attached(sentence, first)), subject, (first,))


def opens(sentence: Sentence, word: Word) -> bool:
    """Whether the first word of a sentence can only describe what follows: "vu" and "passé" may be prepositions."""
    profile = word.profile
    if not profile.adjectival or not profile.tags <= {"ADJ", "VERB"} or profile.finite & THIRD or profile.infinitive:
        return False
    loose = not profile.verbs.isdisjoint(sentence.grammar.loose_participles)
    return sentence.is_open(word) and not sentence.is_leading(word) and not loose


def clause_after(sentence: Sentence, comma: Word) -> Clause | None:
    """The clause whose subject, a noun with its article, begins right after a comma."""
    readings = next((readings for readings in sentence.phrases if readings[0].start == comma.index + 1), ())
    phrase = next((phrase for phrase in readings if shared(sentence, phrase)), None)
    if phrase is None or sentence.contracts(phrase.determiners[0]) or phrase.noun.named:
        return None
    if not sentence.grammar.people.isdisjoint(phrase.noun.profile.lemmas):
        return None  # "né à Lyon, la star du club"
    return next(noun_clause(sentence, phrase.determiners[0], phrase.noun, shared(sentence, phrase)), None)


def points_back(sentence: Sentence, word: Word) -> bool:
    """Whether a word may stand for someone that the sentence does not name: "il", "le", "lui", "son"."""
    if any("Poss=Yes" in reading.feats for reading in word.token.readings):
        return True
    profile, after = word.profile, sentence.at(word.index + 1)
    person = profile.subject or (profile.clitic and not word.is_preposition and profile.determiner in (0, ANYTHING))
    leans = profile.clitic and after is not None and after.is_verb
    return bool(person or leans) and word.form not in sentence.grammar.negations and not is_reflexive(word)
