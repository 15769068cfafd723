"""Proposes a verb and its participle or attribute that differ in number: one of the two is wrong, whatever the subject.

Both agree with the subject. So the pair proves a fault where the subject is far, or lost in the tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from checker.checks.agreement.local.groups import attached
from checker.checks.agreement.local.verbal import VERB, complement_of
from checker.checks.agreement.parsed.candidates import candidates
from checker.checks.agreement.parsed.parse import Parse
from checker.checks.agreement.parsed.subjects import Subject, subjects
from checker.checks.agreement.verifier import Member, Proposal
from checker.checks.agreement.words import MASCULINE, SINGULAR, THIRD, Word, relax

TORN: Final = 0.95  # how certain it is that one of the two is wrong


@lru_cache(1)
def pairs(parse: Parse) -> tuple[tuple[Word, Word], ...]:
    """Each finite verb in the third person with the participle or the attribute after it that differs in number."""
    return tuple(pairs_of(parse))


def is_torn(parse: Parse, subject: Subject, verb: Word) -> bool:
    """Whether a verb and its complement differ in number, and the subject agrees with one of them."""
    complement = next((complement for other, complement in pairs(parse) if other is verb), None)
    if complement is None or complement.index != subject.head:
        return False
    controller = subject.controller
    return bool(controller.values & verb.profile.finite or controller.attributed & complement.profile.adjectival)


def pairs_of(parse: Parse) -> Iterator[tuple[Word, Word]]:
    """Those pairs one by one."""
    for verb in parse.sentence.words:
        if parse.labels[verb.index] not in ("aux", "cop") or not verb.is_verb or not verb.profile.finite & THIRD:
            continue
        complement = complement_of(parse.sentence, verb)
        if complement is None or complement.index != parse.tree.heads[verb.index] or is_loose(parse, verb, complement):
            continue
        if not number(complement.profile.adjectival) & number(verb.profile.finite & THIRD):
            yield verb, complement


def is_loose(parse: Parse, verb: Word, complement: Word) -> bool:
    """Whether a verb and its complement may differ in number: "on est contents", "elles sont fin prêtes"."""
    grammar, after = parse.sentence.grammar, parse.sentence.at(complement.index + 1)
    open_subjects = grammar.indefinite_subjects | grammar.either_number
    subject = parse.sentence.at(parse.sentence.before_clitics(verb.index))
    if subject and subject.form in open_subjects:
        return True
    if "CCONJ" in verb.profile.tags and (subject is None or not subject.is_word):
        return True  # "soit fermés, soit ouverts"
    if parse.tree.upos[complement.index] not in ("ADJ", "VERB"):
        return True
    if parse.is_reflexive(complement.index) and complement.profile.participle & MASCULINE & SINGULAR:
        return True  # "ils s'étaient fracturé la hanche"
    return after is not None and bool(after.profile.adjectival & verb.profile.finite)


def number(values: int) -> int:
    """A set of values with all but the number left open."""
    return relax(relax(values, "Gender"), "Person")


def torn_verbs(parse: Parse) -> Iterator[Proposal]:
    """The verbs that differ in number from what is said of the subject, where that agrees with the subject."""
    for verb, complement in pairs(parse):
        if not has_settled_subject(parse, verb, complement) and not is_trusted(parse, verb, complement):
            controller = attached(parse.sentence, complement)
            member = Member(verb, verb.profile.finite, VERB, "VerbForm=Fin")
            yield Proposal((controller, member), controller, (verb,), certainty=TORN)


def torn_complements(parse: Parse) -> Iterator[Proposal]:
    """The participles and attributes that differ in number from the verb, unless the subject speaks for them."""
    for verb, complement in pairs(parse):
        if not has_settled_subject(parse, verb, complement) and is_trusted(parse, verb, complement):
            controller = Member(verb, number(verb.profile.finite & THIRD), VERB, "VerbForm=Fin")
            yield Proposal(
                (controller, attached(parse.sentence, complement)), controller, (complement,), certainty=TORN
            )


def has_settled_subject(parse: Parse, verb: Word, complement: Word) -> bool:
    """Whether the subject is known to disagree with one of the two."""
    for subject in subjects(parse):
        if subject.head == complement.index:
            agreed = subject.controller.values & verb.profile.finite
            return not agreed or not subject.controller.attributed & complement.profile.adjectival
    return False


def is_trusted(parse: Parse, verb: Word, complement: Word) -> bool:
    """Whether a verb is likelier to be right than its complement: the likeliest subject does not speak against it."""
    likeliest = next(iter(candidates(parse, verb, complement.index)), None)
    found = parse.single(likeliest.index) if likeliest else None
    return found is None or bool(found.values & verb.profile.finite) or not found.values & complement.profile.adjectival
