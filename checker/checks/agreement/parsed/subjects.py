"""Finds the subjects of verbs in a tree, and weighs them against what stands around."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from checker.checks.agreement.local.groups import shared
from checker.checks.agreement.parsed.candidates import agreed
from checker.checks.agreement.parsed.marks import (
    is_governed,
    is_interjected,
    may_be_imperative,
    opens_clause,
)
from checker.checks.agreement.parsed.parse import Controller, Parse
from checker.checks.agreement.words import THIRD, Word

AGREED: Final = 0.9  # how certain the number of a subject is if all that may be the subject have it
LIKELY: Final = 0.5  # how certain a tree must be of a subject that stands nearer to the verb
FARTHEST_INVERTED: Final = 12  # words before a verb in which its subject may stand after all


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject with the head of its clause.

    Attributes:
        place: the index of the word that the tree holds to be the subject.
        controller: what controls the verb: the word itself, or the antecedent of a relative pronoun.
        head: the index of the head of the clause.
        shared: whether the subject is that of a clause to which this one is joined.
    """

    place: int
    controller: Controller
    head: int
    certainty: float
    shared: bool = False


@lru_cache(1)
def subjects(parse: Parse) -> tuple[Subject, ...]:
    """Each subject with its clause: by the arcs of the tree, of verbs without any by what stands around them."""
    by_arc = tuple(subjects_by_arc(parse))
    return (*by_arc, *subjects_by_place(parse, {subject.head for subject in by_arc}))


def subjects_by_place(parse: Parse, known: Container[int]) -> Iterator[Subject]:
    """The possible subject of each verb whose clause has none in the tree."""
    for word in parse.sentence.words:
        head = parse.clause_head(word)
        if (
            not (word.is_verb and parse.is_verb(word))
            or may_be_imperative(parse, word)
            or head in known
            or word.index in parse.sentence.fixed
        ):
            continue
        if (found := parse.finite(head)) and found[0] is word and (controller := agreed(parse, word, head)):
            yield Subject(controller.word.index, controller, head, AGREED)


def subjects_by_arc(parse: Parse) -> Iterator[Subject]:
    """Each subject with its clause, and with the clauses joined to it that have none of their own."""
    confidence = parse.tree.confidence
    for word in parse.sentence.words:
        place, head = word.index, parse.tree.heads[word.index]
        leaning = word.profile.clitic and not word.profile.subject  # "m’" of "m’a dit"
        if (
            not parse.is_subject(place)
            or leaning
            or is_governed(parse, word)
            or (controller := parse.controller(place)) is None
        ):
            continue
        certainty = min(confidence[place], controller.certainty)
        if not has_another_subject(parse, place, head):
            yield Subject(place, controller, head, certainty)
        for other in parse.children(head, "conj"):
            own = any(parse.is_subject(child) for child in parse.children(other, "nsubj", "expl"))
            verbal = parse.tree.upos[other] in ("VERB", "ADJ", "AUX")
            if own or not verbal:
                continue
            if place < head < other and not has_another_subject(parse, place, other):
                yield Subject(place, controller, other, min(certainty, confidence[other]), shared=True)


def has_another_subject(parse: Parse, subject: int, head: int) -> bool:
    """Whether words contradict a subject: another stands right before the verb, or a clause begins between."""
    sentence, found = parse.sentence, parse.finite(head)
    verb, words = found[0] if found else parse.sentence.words[head], sentence.words
    if subject > verb.index:
        between = words[verb.index + 1 : subject]
        openers = any(word.form in sentence.grammar.clause_openers or word.form in (",", ":") for word in between)
        return openers or bool(words[subject].profile.subject)
    if is_interjected(parse, verb, head) or any(word.form == ":" for word in words[subject : verb.index]):
        return True
    nearer = (child for child in parse.children(head, "nsubj") if subject < child < verb.index)
    if any(parse.tree.confidence[child] >= LIKELY and not is_governed(parse, words[child]) for child in nearer):
        return True
    for word in reversed(words[subject + 1 : verb.index]):
        if word.profile.subject or word.form in sentence.grammar.relative_subjects:
            return parse.labels[word.index] != "conj"
        if not word.profile.clitic and word.form not in sentence.grammar.negations:
            break
    return belongs_elsewhere(parse, subject, verb.index)


def belongs_elsewhere(parse: Parse, subject: int, verb: int) -> bool:
    """Whether a verb is the one that a clause after a subject still wants, or the subject has had its verb already."""
    wanted, had = 0, False
    for word in parse.sentence.words[subject + 1 : verb]:
        if opens_clause(parse, word):
            wanted += 1
        elif word.form == "," or "CCONJ" in word.profile.tags:
            had = False
        elif not word.named and (
            word.is_verb or (word.profile.finite and parse.tree.upos[word.index] in ("VERB", "AUX"))
        ):
            wanted, had = max(0, wanted - 1), had or not wanted
    return bool(wanted) or had


def is_contested(parse: Parse, subject: Subject, verb: Word) -> bool:
    """Whether something else near a verb may be its subject, and agrees with it."""
    sentence = parse.sentence
    inverted = subject.place > verb.index
    if subject.shared or (not inverted and names_before(parse, subject, verb)):
        return True
    readings = [phrase for phrases in sentence.phrases for phrase in phrases]
    apart = (before := sentence.at(verb.index - 1)) is not None and before.form == ","
    if apart and any(
        phrase.start == verb.index + 1 and shared(sentence, phrase) & THIRD & verb.profile.finite for phrase in readings
    ):
        return True  # "haut la main, disent ses amis"
    near = sentence.words[max(0, verb.index - FARTHEST_INVERTED) : verb.index]
    return inverted and any(word.profile.pronoun & verb.profile.finite for word in near)


def names_before(parse: Parse, subject: Subject, verb: Word) -> bool:
    """Whether a name that does not belong to a subject stands right before a verb."""
    words, index = parse.sentence.words, verb.index - 1
    while index > subject.place and (words[index].profile.clitic and not words[index].named):
        index -= 1
    last = index
    while index > subject.place and words[index].named:
        index -= 1
    return subject.place < index < last and not words[index].is_preposition and index > subject.place
