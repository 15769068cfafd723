"""Words of a sentence as members of groups that should agree."""

from __future__ import annotations

from typing import Final

from checker.checks.agreement.sentence import Phrase, Sentence
from checker.checks.agreement.verifier import Member
from checker.checks.agreement.words import PLURAL, SINGULAR, Word, values_of

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


def shared(sentence: Sentence, phrase: Phrase) -> int:
    """The values that all words of a phrase can have at once, 0 if they disagree."""
    values = sentence.noun_values(phrase.noun)
    for word in phrase.determiners:
        values &= sentence.determiner_values(word)
    for word in phrase.adjectives:
        values &= word.profile.adjective
    return values


def own_values(sentence: Sentence, noun: Word) -> int:
    """The values of a noun with what stands before it and agrees."""
    phrase = sentence.phrase(noun.index)
    return (shared(sentence, phrase) if phrase else 0) or sentence.noun_values(noun)


def attached(sentence: Sentence, word: Word) -> Member:
    """An adjective or participle after its noun."""
    return Member(word, sentence.adjective_values(word), ADJECTIVAL, "VerbForm=Part")


def verb_after(sentence: Sentence, index: int) -> tuple[Word | None, bool]:
    """The word at an index or after the clitics there, and whether one of them is reflexive."""
    reflexive = False
    while word := sentence.at(index):
        if word.form in sentence.grammar.negations or (word.profile.clitic and not word.profile.verbal):
            reflexive = reflexive or is_reflexive(word) or word.form in sentence.grammar.reflexives
            index += 1
        else:
            return word, reflexive
    return None, reflexive


def is_reflexive(clitic: Word) -> bool:
    """Whether a pronoun always stands for the subject: "se"."""
    return any("Reflex=Yes" in reading.feats for reading in clitic.token.readings)


def usual_number(sentence: Sentence, noun: Word) -> int:
    """The number in which a noun is found more often; most are found in the singular."""
    for reading in noun.token.readings:
        if reading.upos == "NOUN" and "Number=" in reading.feats:
            plural = not values_of(reading.feats) & SINGULAR
            others = sentence.lexicon.inflect(reading, {"Number": "Sing" if plural else "Plur"})
            commoner = sentence.frequency(noun.form) > max(map(sentence.frequency, others), default=0.0)
            return PLURAL if commoner == plural else SINGULAR
    return SINGULAR


def shares_plural(sentence: Sentence, word: Word) -> bool:
    """Whether an adjective in the singular may share a plural noun: "les présidents français et allemand"."""
    return any(is_joined_to_singular(sentence, word, step) for step in (-1, 1))


def is_joined_to_singular(sentence: Sentence, word: Word, step: int) -> bool:
    """Whether a conjunction or a comma on one side joins an adjective to another in the singular."""
    index, joined = word.index + step, False
    while (other := sentence.at(index)) and (joins(sentence, other) or "ADV" in other.profile.tags):
        joined = joined or joins(sentence, other)
        index += step
    return bool(joined and other and other.profile.adjectival & word.profile.adjectival & SINGULAR)


def joins(sentence: Sentence, word: Word) -> bool:
    """Whether a word may join an adjective to the one before it."""
    joining = sentence.grammar.joining | sentence.grammar.relative_objects
    return word.form == "," or "CCONJ" in word.profile.tags or word.form in joining


def after_adverbs(sentence: Sentence, index: int) -> int:
    """The first index from this one on that is no adverb and no part of a set phrase."""
    while word := sentence.at(index):
        if not sentence.may_modify(word) and word.index not in sentence.fixed:
            break
        index += 1
    return index
