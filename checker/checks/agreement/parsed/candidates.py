"""Finds all that may be the subject of a verb by the marks of clauses around it, whatever the arcs of the tree."""

from __future__ import annotations

from typing import Final

from checker.checks.agreement.parsed.parse import NOMINAL, Parse
from checker.checks.agreement.words import Word

CLOSING: Final = {")": "(", "»": "«", "”": "“"}
BOUNDARIES: Final = frozenset(":;(«“…")
SURELY_JOINED: Final = 0.8
FARTHEST_COMPARISON: Final = 6  # words before "que" in which a comparison takes it


def candidates(parse: Parse, verb: Word) -> list[list[Word]]:
    """The words before a verb that may be its subject: those of its clause, then of the clause of each verb before."""
    clauses = list[list[Word]]([[]])
    closing = ""
    for word in reversed(parse.sentence.words[: verb.index]):
        if closing:
            closing = "" if word.form == closing else closing
        elif word.form in CLOSING:
            closing = CLOSING[word.form]
        elif word.form in BOUNDARIES:
            break
        elif opens_clause(parse, word):
            if len(clauses) == 1:
                break
            clauses.pop()
        elif parse.is_verb(word):
            clauses.append([])
        elif is_candidate(parse, word):
            clauses[-1].append(word)
    return clauses


def opens_clause(parse: Parse, word: Word) -> bool:
    """Whether a clause with a verb of its own follows a word, but for "que" after a comparison."""
    grammar = parse.sentence.grammar
    if word.form not in grammar.clause_openers | grammar.relative_subjects and not word.is_wh_word:
        return False
    near = parse.sentence.words[max(0, word.index - FARTHEST_COMPARISON) : word.index]
    return word.form not in grammar.relatives or not any(other.form in grammar.comparisons for other in near)


def is_candidate(parse: Parse, word: Word) -> bool:
    """Whether a word is a noun or a pronoun that no preposition governs."""
    if word.profile.subject:
        return True
    nominal = parse.tree.upos[word.index] in NOMINAL and not word.profile.clitic
    if parse.labels[word.index] == "flat":
        return False
    return nominal and word.index not in parse.sentence.fixed and not is_governed(parse, word)


def is_governed(parse: Parse, noun: Word) -> bool:
    """Whether a preposition or a form of a verb that is not finite governs a noun phrase, or it is asked for."""
    phrase = parse.sentence.phrase(noun.index)
    start = phrase.start if phrase else noun.index
    while start and not phrase and leads(parse, parse.sentence.words[start - 1]):
        start -= 1
    before, first = parse.sentence.at(start - 1), parse.sentence.words[start]
    if first.is_interrogative:
        return True
    if parse.sentence.contracts(first) and (parse.sentence.holds_preposition(first) or is_nominal(before)):
        return True
    if before is None:
        return False
    preposition = before.is_preposition or parse.tree.upos[before.index] == "ADP" or parse.sentence.contracts(before)
    return preposition or before.profile.infinitive or before.profile.gerund


def leads(parse: Parse, word: Word) -> bool:
    """Whether a word before a noun belongs to its phrase."""
    determiner = word.profile.determiner and not word.is_preposition
    return bool(determiner) or parse.tree.upos[word.index] in ("DET", "NUM", "ADJ")


def is_nominal(word: Word | None) -> bool:
    """Whether a word may be the end of a noun phrase, so that a preposition after it begins a complement."""
    if word is None or not word.is_word or word.is_verb:
        return False
    return bool(word.profile.noun or word.profile.adjectival or word.named) and not word.profile.grammatical


def may_be_joined(parse: Parse, subject: Word, verb: Word) -> bool:
    """Whether a conjunction before a verb may join its subject to another, whatever the tree says."""
    words, phrase = parse.sentence.words, parse.sentence.phrase(subject.index)
    before = parse.sentence.at((phrase.start if phrase else subject.index) - 1)
    if before and "CCONJ" in before.profile.tags and candidates(parse, before)[0]:
        return True
    return any(joins(parse, word, subject) for word in words[subject.index + 1 : verb.index])


def joins(parse: Parse, word: Word, subject: Word) -> bool:
    """Whether a conjunction or the like may join what follows to a subject before it."""
    after = parse.sentence.at(word.index + 1)
    joining = "CCONJ" in word.profile.tags or word.form in parse.sentence.grammar.joining
    if not joining or after is None or after.is_preposition or parse.sentence.contracts(after):
        return False
    noun = next((n for n in range(after.index, len(parse.labels)) if parse.tree.upos[n] in NOMINAL), after.index)
    first = parse.sentence.words[parse.clause_of(noun)]
    sure = parse.labels[noun] == "conj" and parse.tree.confidence[noun] >= SURELY_JOINED
    elsewhere = sure and first is not subject and is_governed(parse, first)
    return not elsewhere and parse.tree.upos[after.index] not in ("VERB", "AUX", "ADJ", "ADV")
