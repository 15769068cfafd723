"""Words of a sentence as members of groups that should agree."""

from __future__ import annotations

from typing import Final

from checker.checks.agreement.sentence import Phrase, Sentence
from checker.checks.agreement.verifier import Member
from checker.checks.agreement.words import Word

DETERMINER: Final = frozenset({"DET"})
ADJECTIVE: Final = frozenset({"ADJ"})
ADJECTIVAL: Final = frozenset({"ADJ", "VERB"})
NOUN: Final = frozenset({"NOUN"})


def members(sentence: Sentence, phrase: Phrase) -> tuple[Member, ...]:
    """The words of a phrase, each with the values that it has there."""
    return (
        *(Member(word, sentence.determiner_values(word), DETERMINER) for word in phrase.determiners),
        *(Member(word, word.profile.adjective, ADJECTIVE) for word in phrase.adjectives),
        Member(phrase.noun, sentence.noun_values(phrase.noun), NOUN),
    )


def attached(sentence: Sentence, word: Word) -> Member:
    """An adjective or participle after its noun."""
    return Member(word, sentence.adjective_values(word), ADJECTIVAL, "VerbForm=Part")


def verb_after(sentence: Sentence, index: int) -> tuple[Word | None, bool]:
    """The word at an index or after the clitics there, and whether one of them is reflexive."""
    reflexive = False
    while word := sentence.at(index):
        if word.form in sentence.grammar.negations or (word.profile.clitic and not word.profile.verbal):
            reflexive = reflexive or any("Reflex=Yes" in reading.feats for reading in word.token.readings)
            reflexive = reflexive or word.form in sentence.grammar.reflexives
            index += 1
        else:
            return word, reflexive
    return None, reflexive
