"""Finds all that may be the subject of a verb by the marks of clauses around it, whatever the arcs of the tree.

Where the tree has lost the subject of a verb, or is not certain of it, what stands before the verb may still
settle its number: if every noun phrase that may be the subject has the same.
"""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from operator import or_
from typing import Final

from checker.checks.agreement.parsed.marks import (
    is_complement,
    is_interjected,
    names_speaker,
    opens_clause,
)
from checker.checks.agreement.parsed.parse import NOMINAL, Controller, Parse
from checker.checks.agreement.sentence import LONGEST_PHRASE
from checker.checks.agreement.words import ANYTHING, THIRD, Word

CLOSING: Final = {")": "(", "»": "«", "”": "“"}
SURELY_JOINED: Final = 0.8
ELLIPTIC: Final = frozenset({"nsubj", "conj", "obj", "obl", "parataxis"})  # relations of "une troisième" without noun
BOUNDARIES: Final = frozenset(":;(«“…")


def agreed(parse: Parse, verb: Word, head: int) -> Controller | None:
    """The possible subjects of a verb taken together, with the values of all of them; None if there is none."""
    found = [as_controller(parse, word) for word in candidates(parse, verb, head)]
    if not found:
        return None
    values = reduce(or_, (controller.values for controller in found))
    attributed = reduce(or_, (controller.attributed for controller in found))
    return replace(found[0], values=values, attributed=attributed)


def as_controller(parse: Parse, word: Word) -> Controller:
    """A word as a controller; of any number if nobody can tell, a pronoun of any person too."""
    values = ANYTHING if parse.tree.upos[word.index] == "PRON" else THIRD
    return parse.controller(word.index) or Controller(word, values, ANYTHING, 1.0)


def candidates(parse: Parse, verb: Word, head: int) -> list[Word]:
    """The words that may be the subject of a verb, the likeliest first; none if one may be missing."""
    if is_interjected(parse, verb, head):
        speaker = speaker_of(parse, head) if names_speaker(parse, head) else None
        return [speaker] if speaker else []
    clauses = list[list[Word]]([[]])  # those of the clause of the verb, then of each verb before it, the nearest first
    closing = ""
    for word in reversed(parse.sentence.words[: verb.index]):
        if closing:
            closing = "" if word.form == closing else closing
        elif word.form in CLOSING:
            closing = CLOSING[word.form]
        elif word.form in BOUNDARIES:
            break
        elif "CCONJ" in word.profile.tags:
            if clauses[0] and word.form in parse.sentence.grammar.clause_openers:
                break
        elif opens_clause(parse, word):
            if len(clauses) > 1:
                clauses.pop()
            elif word.form in parse.sentence.grammar.relative_subjects or word.is_interrogative:
                return []
            else:
                break
        elif parse.is_verb(word):
            clauses.append([])
        elif is_candidate(parse, word, verb):
            clauses[-1].insert(0, word)
    found = [word for clause in clauses for word in clause] if all(clauses[1:]) else []
    return [word for word in found if not is_joined_to(parse, word, found)]


def is_joined_to(parse: Parse, word: Word, others: list[Word]) -> bool:
    """Whether a word is surely joined to another candidate, so that it is no subject by itself."""
    joined = parse.labels[word.index] == "conj" and parse.tree.confidence[word.index] >= SURELY_JOINED
    return joined and parse.clause_of(word.index) in (other.index for other in others)


def is_candidate(parse: Parse, word: Word, verb: Word) -> bool:
    """Whether a word before a verb is a noun or a pronoun that no preposition governs."""
    before = parse.sentence.at(word.index - 1)
    if word.form in parse.sentence.grammar.ambiguous_subjects:
        return bool(word.profile.subject & verb.profile.finite)
    if word.profile.subject and word.named:
        return False  # "le magazine Elle"
    if word.profile.subject:
        return before is None or "ADP" not in before.profile.tags
    if word.form in parse.sentence.grammar.free_relatives:
        return True
    if word.profile.clitic or parse.labels[word.index] == "flat":
        return False
    if word.index in parse.sentence.fixed or is_complement(parse, word):
        return False
    lone = bool(word.profile.pronoun) and word.index == parse.sentence.before_clitics(verb.index)
    if lone or parse.tree.upos[word.index] in NOMINAL:
        return True
    alone = parse.labels[word.index] in ELLIPTIC or any(parse.children(word.index, "det"))
    return alone and parse.tree.upos[word.index] in ("ADJ", "NUM")


def speaker_of(parse: Parse, head: int) -> Word | None:
    """The noun or the name right after a verb of saying."""
    for word in parse.sentence.words[head + 1 : head + 1 + LONGEST_PHRASE]:
        if parse.tree.upos[word.index] in NOMINAL:
            return None if word.profile.clitic else word
        if parse.tree.upos[word.index] not in ("DET", "ADJ", "NUM"):
            return None
    return None
