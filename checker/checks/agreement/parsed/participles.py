"""Proposes what participles after "avoir" agree with: the object before them, or nothing at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checker.checks.agreement.local.groups import attached
from checker.checks.agreement.local.verbal import VERB, after_adverbs
from checker.checks.agreement.parsed.parse import NOMINAL, Controller, Parse
from checker.checks.agreement.verifier import Member, Proposal
from checker.checks.agreement.words import MASCULINE, SINGULAR, Word


def objects(parse: Parse) -> Iterator[Proposal]:
    """Each participle after "avoir" with the antecedent of "que", its object."""
    for participle, _ in participles(parse):
        pronoun = next(parse.children_by_form(participle.index, parse.sentence.grammar.relative_objects), None)
        if pronoun is None or is_unvaried(parse, participle):
            continue
        controller = antecedent(parse, pronoun, participle)
        if controller:
            member = Member(controller.word, controller.attributed, NOMINAL)
            yield Proposal(
                (member, attached(parse.sentence, participle)),
                member,
                (participle,),
                certainty=controller.certainty,
            )


def antecedent(parse: Parse, pronoun: int, participle: Word) -> Controller | None:
    """The antecedent of "que" if that is the object of a participle and no conjunction."""
    words, confidence = parse.sentence.words, parse.tree.confidence
    gap = not any(child > participle.index for child in parse.children(participle.index, "obj"))
    if parse.is_relative(participle.index) and (parse.labels[pronoun] == "obj" or gap):
        found = parse.antecedent(pronoun)
        explained = found and not parse.sentence.grammar.clause_nouns.isdisjoint(found.word.profile.lemmas)
        return None if explained else found
    # "Les salles, que l’agence a repeintes, rouvrent": between commas no conjunction can stand.
    if not gap or words[pronoun - 1].form != "," or pronoun < 2 or parse.tree.upos[pronoun - 2] not in ("NOUN", "ADJ"):
        return None
    noun = pronoun - 2
    while noun and parse.tree.upos[noun] == "ADJ":
        noun -= 1
    above = next(iter(reversed([other for other in parse.above(noun) if parse.tree.upos[other] == "NOUN"])), noun)
    found = parse.controller(above) if parse.tree.upos[above] == "NOUN" else None
    other = parse.single(noun)
    if found is None or other is None:
        return None
    values = found.attributed | other.attributed
    return replace(found, attributed=values, certainty=min(found.certainty, confidence[pronoun]))


def invariables(parse: Parse) -> Iterator[Proposal]:
    """Each participle after "avoir" that has no object before it, with the auxiliary: it does not vary."""
    for participle, auxiliary in participles(parse):
        if may_have_object_before(parse, participle, auxiliary):
            continue
        member = Member(auxiliary, MASCULINE & SINGULAR, VERB)
        yield Proposal(
            (member, Member(participle, participle.profile.participle, VERB, "VerbForm=Part")),
            member,
            (participle,),
            certainty=parse.tree.confidence[auxiliary.index],
        )


def participles(parse: Parse) -> Iterator[tuple[Word, Word]]:
    """Each participle whose only auxiliary is "avoir", with it."""
    sentence = parse.sentence
    for word in sentence.words:
        helpers = [sentence.words[child] for child in parse.children(word.index, "aux", "cop")]
        if len(helpers) != 1 or not word.profile.participle or parse.tree.upos[word.index] != "VERB" or word.named:
            continue
        auxiliary = helpers[0]
        simple = (
            not auxiliary.profile.verbs.isdisjoint(sentence.grammar.auxiliaries) and not auxiliary.profile.participle
        )
        if simple and after_adverbs(sentence, helpers[0].index + 1) == word.index:
            yield word, helpers[0]


def is_unvaried(parse: Parse, participle: Word) -> bool:
    """Whether an object before a participle may be another verb's, or a measure: "la loi qu’il a fait voter"."""
    sentence = parse.sentence
    if not participle.profile.verbs.isdisjoint(sentence.grammar.unvaried_participles):
        return True
    if any(parse.children(participle.index, "xcomp", "ccomp")):
        return True
    after = sentence.at(after_adverbs(sentence, participle.index + 1))
    return after is not None and (after.profile.infinitive or after.form in sentence.grammar.clause_openers)


def may_have_object_before(parse: Parse, participle: Word, auxiliary: Word) -> bool:
    """Whether anything in front of a participle may be its object."""
    sentence = parse.sentence
    if any(child < participle.index for child in parse.children(participle.index, "obj", "iobj", "expl")):
        return True
    if any(parse.children_by_form(participle.index, sentence.grammar.relative_objects)):
        return True
    clitic = sentence.at(auxiliary.index - 1)
    while clitic and (clitic.profile.clitic or clitic.form in sentence.grammar.negations):
        if clitic.profile.clitic:
            return True
        clitic = sentence.at(clitic.index - 1)
    return any(
        word.form in sentence.grammar.relative_objects
        or any("PronType=Rel" in r.feats or "PronType=Int" in r.feats for r in word.token.readings)
        for word in sentence.words[: participle.index]
        if parse.labels[word.index] != "mark" and word.form not in sentence.grammar.relative_subjects
    )
