"""Clues around a word: the clause that it opens, and whether it can be a subject at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from checker.checks.agreement.parsed.parse import Parse
from checker.checks.agreement.words import ANYTHING, CLOSING_QUOTES, THIRD, Word

MARKS: Final = frozenset(':;«“"(')
RELATIVE_OR_INTERROGATIVE: Final = ("PronType=Rel", "PronType=Int")
SPEAKER: Final = re.compile("Person=[12]")
FARTHEST_COMPARISON: Final = 6  # words before "que" in which a comparison takes it


def is_interjected(parse: Parse, verb: Word, head: int) -> bool:
    """Whether a verb begins a clause that only names a speaker: "« Oui », a dit le maire"."""
    start = parse.sentence.before_clitics(verb.index)
    comma, quotation, after = (parse.sentence.at(index) for index in (start, start - 1, head + 1))
    if comma and comma.form in CLOSING_QUOTES and names_speaker(parse, head):
        return True
    if comma is None or quotation is None or comma.form != ",":
        return False
    if quotation.form in CLOSING_QUOTES:
        return True
    if after is None or parse.sentence.contracts(after) or not names_speaker(parse, head):
        return False
    # "De justesse, disent ses amis": an introduction alone before the comma.
    lone = all(word.form != "," for word in since_mark(parse, start))
    return (lone or has_had_verb(parse, start)) and (after.named or after.profile.determiner not in (0, ANYTHING))


def since_mark(parse: Parse, end: int) -> Iterator[Word]:
    """The words before an index back to the nearest mark that parts clauses, the last first."""
    return takewhile(lambda word: word.form not in MARKS, reversed(parse.sentence.words[:end]))


def has_had_verb(parse: Parse, index: int) -> bool:
    """Whether the clause that goes on at an index has had its verb before."""
    verbs = 0
    for word in reversed(parse.sentence.words[:index]):
        if word.form in MARKS:
            break
        if opens_clause(parse, word):
            if not verbs:
                return False
            verbs -= 1
        verbs += word.is_verb and parse.tree.upos[word.index] in ("AUX", "VERB")
    return bool(verbs)


def names_speaker(parse: Parse, head: int) -> bool:
    """Whether a verb is one of saying."""
    return not parse.sentence.words[head].profile.verbs.isdisjoint(parse.sentence.grammar.reporting)


def may_be_imperative(parse: Parse, verb: Word) -> bool:
    """Whether a verb that can be in the third person no more may be an imperative, which begins its clause."""
    before = parse.sentence.at(parse.sentence.before_clitics(verb.index))
    begins = before is None or not before.is_word or bool(before.profile.tags & {"ADV", "CCONJ"})
    return verb.profile.imperative and not verb.profile.finite & THIRD and begins


def lacks_speaker(parse: Parse, verb: Word) -> bool:
    """Whether a verb is in the first or second person, and nobody in its sentence is."""
    if verb.profile.finite & THIRD or may_be_imperative(parse, verb):
        return False
    readings = (reading for word in parse.sentence.words for reading in word.token.readings)
    return not any(reading.upos in ("DET", "PRON") and SPEAKER.search(reading.feats) for reading in readings)


def opens_clause(parse: Parse, word: Word) -> bool:
    """Whether a clause with a verb of its own follows a word, but for "que" after a comparison."""
    grammar = parse.sentence.grammar
    after = parse.sentence.at(word.index + 1)
    if "SCONJ" in word.profile.tags and after and after.profile.subject and not after.profile.clitic:
        return True  # "s’ils", "comme il"
    if word.form in grammar.free_relatives:
        return False
    if not (word.form in grammar.clause_openers or word.form in grammar.relative_subjects or is_relative(word)):
        return False
    near = parse.sentence.words[max(0, word.index - FARTHEST_COMPARISON) : word.index]
    return word.form not in grammar.relatives or not any(other.form in grammar.comparisons for other in near)


def is_relative(word: Word) -> bool:
    """Whether a word may be a relative or an interrogative pronoun or determiner."""
    return any(kind in reading.feats for reading in word.token.readings for kind in RELATIVE_OR_INTERROGATIVE)


def opener_of(parse: Parse, verb: Word) -> Word | None:
    """The word that opens the clause of a verb, None if a main clause does."""
    verbs = 0
    for word in reversed(parse.sentence.words[: verb.index]):
        if word.form in MARKS:
            return None
        if opens_clause(parse, word):
            if not verbs:
                return word
            verbs -= 1
        verbs += parse.is_verb(word)
    return None


def is_governed(parse: Parse, noun: Word) -> bool:
    """Whether what stands before a noun phrase makes it something else than a subject: a preposition or a verb."""
    sentence = parse.sentence
    phrase, after = parse.sentence.phrase(noun.index), sentence.at(noun.index + 1)
    if noun.form in sentence.grammar.ambiguous_subjects or (noun.profile.subject and after and not after.is_word):
        return True
    if phrase and "PronType=Int" in feats_of(phrase.determiners[0]):
        return True
    return is_complement(parse, noun)


def is_complement(parse: Parse, noun: Word) -> bool:
    """Whether a preposition, an infinitive or a present participle governs a noun phrase, or it says a time."""
    sentence = parse.sentence
    phrase, start = parse.sentence.phrase(noun.index), start_of(parse, noun)
    before, earlier, after = sentence.at(start - 1), sentence.at(start - 2), sentence.at(noun.index + 1)
    if phrase and sentence.holds_preposition(phrase.determiners[0]):
        return True
    if phrase is None and after and after.form in sentence.grammar.months:
        return True  # "début juillet"
    if before is None or not (noun.profile.noun or noun.named or noun.is_number):
        return False
    if phrase and sentence.contracts(phrase.determiners[0]) and is_nominal(before):
        return True
    if before.profile.participle and earlier is not None and earlier.profile.infinitive:
        return True  # "avoir vu les élus suffit"
    if before.profile.infinitive or before.profile.gerund or (before.form == "dont" and after and after.form == ","):
        return True
    measured = earlier is not None and earlier.form in sentence.grammar.adverbs  # "plus de trois élus"
    governs = before.is_preposition or ("ADP" in before.profile.tags and parse.tree.upos[before.index] == "ADP")
    return governs and ((is_nominal(earlier) and not measured) or before.form not in sentence.grammar.partitives)


def start_of(parse: Parse, noun: Word) -> int:
    """The place where a noun phrase begins: at its determiner, or at the adjectives and numbers before the noun."""
    phrase = parse.sentence.phrase(noun.index)
    start, leading = phrase.start if phrase else noun.index, set(parse.children(noun.index, "amod", "det", "nummod"))
    leading -= {child for child in leading if parse.sentence.words[child].is_preposition}
    while start - 1 in leading or (
        start and phrase is None and parse.sentence.is_leading(parse.sentence.words[start - 1])
    ):
        start -= 1
    return start


def is_nominal(word: Word | None) -> bool:
    """Whether a word may be the end of a noun phrase, so that a preposition after it begins a complement."""
    if word is None or not word.is_word or word.is_verb:
        return False
    return bool(word.profile.noun or word.profile.adjectival or word.named) and not word.profile.grammatical


def feats_of(word: Word) -> str:
    """The features of all readings of a word."""
    return " ".join(reading.feats for reading in word.token.readings)
