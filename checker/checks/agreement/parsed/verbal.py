"""Proposes what should agree around verbs, however far the subject."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from checker.checks.agreement.local.clauses import clauses
from checker.checks.agreement.local.groups import attached
from checker.checks.agreement.local.verbal import VERB
from checker.checks.agreement.parsed.nominal import is_superlative_of_another
from checker.checks.agreement.parsed.parse import NOMINAL, Parse
from checker.checks.agreement.parsed.subjects import is_contested, subjects
from checker.checks.agreement.verifier import Member, Proposal
from checker.checks.agreement.words import ANYTHING, MASCULINE, PLURAL, SINGULAR, THIRD, Word

FARTHEST_JOINED: Final = 8  # words before a subject in which another may be joined to it
REFLEXIVE: Final = ("expl", "iobj", "obj", "obl", "dep")


def verbs(parse: Parse) -> Iterator[Proposal]:
    """Each finite verb with its subject, in number and person."""
    certain = {clause.verb.index: clause for clause in clauses(parse.sentence)}
    for subject in subjects(parse):
        found = parse.finite(subject.head)
        if found is None or found[0].named or is_inverted(parse, subject.head, found[0]):
            continue
        verb, sure = found
        if verb.profile.participle and not is_surely_finite(parse, verb):
            continue
        known = certain.get(verb.index)
        if known and known.subject.values & verb.profile.finite:
            continue
        values = subject.controller.values
        joined = values & SINGULAR and may_be_joined(parse, subject.controller.word.index, verb.index)
        controller = Member(subject.controller.word, values, NOMINAL)
        yield Proposal(
            (controller, Member(verb, verb.profile.finite, VERB, "VerbForm=Fin")),
            controller,
            (verb,),
            rivals=PLURAL & THIRD if joined else 0,
            certainty=min(subject.certainty, sure),
            contested=is_contested(parse, subject, verb),
        )


def may_be_joined(parse: Parse, subject: int, verb: int) -> bool:
    """Whether a conjunction before a verb may join its subject to another, whatever the tree says."""
    sentence = parse.sentence
    before = sentence.words[max(0, subject - FARTHEST_JOINED) : verb]
    compared = any(word.form in sentence.grammar.comparisons for word in sentence.words[:subject])
    for word in before:
        after = sentence.at(word.index + 1)
        if compared and word.form in sentence.grammar.relatives:
            return True  # "autant la forme que le fond ont surpris"
        if after and ("CCONJ" in word.profile.tags or word.form in sentence.grammar.joining):
            governed = after.is_preposition or sentence.contracts(after)
            if not governed and parse.tree.upos[after.index] not in ("VERB", "AUX", "ADJ", "ADV"):
                return True
    return False


def is_surely_finite(parse: Parse, verb: Word) -> bool:
    """Whether a form that may be a participle is none here: "traduit" right after its subject."""
    before = parse.sentence.at(verb.index - 1)
    joined = before is None or not before.is_word or "CCONJ" in before.profile.tags
    return bool(verb.profile.finite & THIRD) and not joined and "VerbForm=Fin" in parse.tree.feats[verb.index]


def is_inverted(parse: Parse, head: int, verb: Word) -> bool:
    """Whether a copula may agree with its attribute: "la cause sont les incendies"."""
    if parse.labels[verb.index] != "cop":
        return False
    attribute = parse.sentence.words[head].profile.noun & verb.profile.finite
    return bool(attribute) or parse.tree.upos[head] in ("PROPN", "NUM", "PRON")


def complements(parse: Parse) -> Iterator[Proposal]:
    """Each participle after "être" and each attribute with the subject."""
    for subject in subjects(parse):
        word, values = parse.sentence.words[subject.head], subject.controller.attributed
        helpers = helpers_of(parse, word)
        if not helpers or subject.place > subject.head:
            continue
        complement = attached(parse.sentence, word)
        if is_reflexive(parse, subject.head) and complement.values & MASCULINE & SINGULAR:
            continue  # "elle s'est lavé les mains"
        if is_superlative_of_another(parse, word, values):
            continue
        joined = values & SINGULAR and may_be_joined(parse, subject.controller.word.index, helpers[0].index)
        controller = Member(subject.controller.word, values, NOMINAL)
        yield Proposal(
            (controller, complement),
            controller,
            (word,),
            rivals=ANYTHING if joined else 0,
            certainty=min(subject.certainty, *(parse.tree.confidence[helper.index] for helper in helpers)),
            contested=is_contested(parse, subject, helpers[0]),
        )


def helpers_of(parse: Parse, word: Word) -> list[Word]:
    """The auxiliaries that make a word agree with its subject, a copula among them; none if it does not agree."""
    sentence = parse.sentence
    if not word.profile.adjectival or parse.tree.upos[word.index] not in ("ADJ", "VERB") or not sentence.is_open(word):
        return []
    helpers = [sentence.words[child] for child in parse.children(word.index, "aux", "cop")]
    if not helpers or helpers[-1].profile.verbs.isdisjoint(sentence.grammar.copulas):
        return []
    between, before = sentence.words[helpers[0].index + 1 : word.index], sentence.words[word.index - 1]
    if any(other.form in sentence.grammar.clause_openers for other in between):
        return []
    return [] if before.profile.determiner else helpers  # "elle est un modèle"


def is_reflexive(parse: Parse, verb: int) -> bool:
    """Whether a reflexive pronoun leans on a verb."""
    forms = (parse.sentence.words[child] for child in parse.children(verb, *REFLEXIVE))
    return any(
        word.form in parse.sentence.grammar.reflexives or any("Reflex=Yes" in r.feats for r in word.token.readings)
        for word in forms
    )
