"""Proposes what participles after "avoir" agree with: the object before them, or nothing at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from checker.checks.agreement.local.groups import after_adverbs, attached, own_values
from checker.checks.agreement.local.verbal import VERB
from checker.checks.agreement.parsed.candidates import is_candidate
from checker.checks.agreement.parsed.marks import (
    has_had_verb,
    is_complement,
    is_nominal,
    opener_of,
    start_of,
)
from checker.checks.agreement.parsed.parse import NOMINAL, Controller, Parse
from checker.checks.agreement.sentence import Sentence
from checker.checks.agreement.verifier import Member, Proposal
from checker.checks.agreement.words import MASCULINE, SINGULAR, THIRD, Word

SURE: Final = 0.9  # how certain an object before its participle is that the words around it settle
LIKELY: Final = 0.5  # how certain a tree must be of a verb or an attribute that a participle governs
CONJUNCTION: Final = 0.9  # how certain a tree must be that "que" is no pronoun


def objects(parse: Parse) -> Iterator[Proposal]:
    """Each participle after "avoir" with the object before it: a clitic, the antecedent of "que", "quelles lettres"."""
    for participle, auxiliary in participles(parse):
        if is_unvaried(parse, participle):
            continue
        controller = object_before(parse, participle, auxiliary)
        if controller:
            values = controller.attributed
            if not values & participle.profile.participle:  # whichever is meant, the likeliest tells how to mend it
                values = values & own_values(parse.sentence, controller.word) or values
            member = Member(controller.word, values, NOMINAL)
            yield Proposal(
                (member, attached(parse.sentence, participle)),
                member,
                (participle,),
                certainty=controller.certainty,
            )


def object_before(parse: Parse, participle: Word, auxiliary: Word) -> Controller | None:
    """The object of a participle if it stands before its auxiliary, None if nothing certain does."""
    clitics = [word for word in clitics_before(parse, auxiliary) if word.profile.pronoun & THIRD]
    if clitics:
        return clitic_object(clitics[-1])
    opener = opener_of(parse, auxiliary)
    if opener is None or governs_after(parse, participle):
        return None
    if opener.form in parse.sentence.grammar.relative_objects:
        return antecedent(parse, opener, participle)
    return questioned(parse, opener, auxiliary) if opener.is_interrogative else None


def clitics_before(parse: Parse, auxiliary: Word) -> list[Word]:
    """The clitics that lean on an auxiliary and may be its object, "y" and "lui" left out."""
    start = parse.sentence.before_clitics(auxiliary.index) + 1
    words = parse.sentence.words[start : auxiliary.index]
    return [word for word in words if is_accusative(word) and not word.profile.subject & auxiliary.profile.finite]


def is_accusative(word: Word) -> bool:
    """Whether a word may be a pronoun that is an object."""
    return any("Case=Acc" in reading.feats or "Case=Gen" in reading.feats for reading in word.token.readings)


def clitic_object(clitic: Word) -> Controller | None:
    """A clitic of the third person as an object: "les" is plural, "l’" singular; "en" and "se" may be no object."""
    accusative = any("Case=Acc" in reading.feats for reading in clitic.token.readings)
    reflexive = any("Reflex=Yes" in reading.feats for reading in clitic.token.readings)
    values = clitic.profile.pronoun & THIRD
    return Controller(clitic, values, values, 1.0) if accusative and not reflexive else None


def governs_after(parse: Parse, participle: Word) -> bool:
    """Whether a participle has its object after it, so that none stands before."""
    index = after_adverbs(parse.sentence, participle.index + 1)
    after = parse.sentence.at(index)
    begins = any(readings[0].start == index for readings in parse.sentence.phrases)
    bare = after is not None and after.profile.tags == {"NOUN"}
    return begins or bare or (after is not None and after.form in parse.sentence.grammar.clause_openers)


def antecedent(parse: Parse, pronoun: Word, participle: Word) -> Controller | None:
    """The antecedent of "que" if that is the object of a participle and no conjunction."""
    sentence, labels = parse.sentence, parse.labels
    before = sentence.at(pronoun.index - 1)
    apart = before is not None and before.form == ","
    last = sentence.at(pronoun.index - 2) if apart else before
    if last is None or not (is_nominal(last) or last.form in sentence.grammar.antecedents):
        return None
    # A conjunction depends on a verb before it.
    sure = not has_had_verb(parse, pronoun.index) and not any(
        w.profile.infinitive for w in sentence.words[: last.index]
    )
    if not sure and not apart and is_said_before(parse, last):
        return None
    if parse.is_relative(participle.index) and labels[pronoun.index] in ("obj", "mark"):
        found = parse.antecedent(pronoun.index)
    else:
        found = before_pronoun(parse, last.index) if sure or apart else None
    if found is None or (not apart and may_explain(sentence, found)):
        return None
    return replace(found, certainty=SURE) if sure else found


def may_explain(sentence: Sentence, noun: Controller) -> bool:
    """Whether the clause after "que" may say what a noun is: "l’idée qu’il ait gagné"; one in the plural is no such."""
    return not sentence.grammar.clause_nouns.isdisjoint(noun.word.profile.lemmas) and bool(noun.attributed & SINGULAR)


def is_said_before(parse: Parse, last: Word) -> bool:
    """Whether a verb of saying before a complement may govern "que": "dire aux élus que"."""
    said, before = parse.sentence.grammar.reporting, parse.sentence.words[: last.index]
    object_of_infinitive = parse.sentence.words[start_of(parse, last) - 1].profile.infinitive
    said_before = any(not word.profile.verbs.isdisjoint(said) for word in before)
    return said_before and is_complement(parse, last) and not object_of_infinitive


def before_pronoun(parse: Parse, last: int) -> Controller | None:
    """The noun at the end of a phrase, with those that it depends on."""
    noun = last
    while noun and parse.tree.upos[noun] in ("ADJ", "VERB", "ADV"):
        noun -= 1
    if parse.tree.upos[noun] != "NOUN":
        return None
    above = [other for other in parse.above(noun) if parse.tree.upos[other] == "NOUN" and other < noun]
    found, nearest = parse.controller(above[-1] if above else noun), parse.single(noun)
    if found is None or nearest is None:
        return None
    return replace(found, attributed=found.attributed | nearest.attributed, certainty=parse.tree.confidence[noun])


def questioned(parse: Parse, determiner: Word, auxiliary: Word) -> Controller | None:
    """The noun that is asked for if it is no subject: "quelles lettres la ministre a écrites"."""
    sentence = parse.sentence
    nouns = [phrase.noun for readings in sentence.phrases for phrase in readings if phrase.start == determiner.index]
    if not nouns or parse.is_subject(nouns[-1].index):
        return None
    between = sentence.words[nouns[-1].index + 1 : auxiliary.index]
    if not any(is_candidate(parse, word, auxiliary) for word in between):
        return None
    found = parse.controller(nouns[-1].index)
    return replace(found, certainty=SURE) if found else None


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
        if not word.profile.participle or parse.tree.upos[word.index] != "VERB" or word.named:
            continue
        helpers = [sentence.words[child] for child in parse.children(word.index, "aux", "cop")]
        if len(helpers) != 1:
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
    if any(parse.tree.confidence[child] >= LIKELY for child in parse.children(participle.index, "xcomp", "ccomp")):
        return True
    after = sentence.at(after_adverbs(sentence, participle.index + 1))
    return after is not None and (after.profile.infinitive or after.form in sentence.grammar.clause_openers)


def may_have_object_before(parse: Parse, participle: Word, auxiliary: Word) -> bool:
    """Whether anything in front of a participle may be its object."""
    sentence = parse.sentence
    if clitics_before(parse, auxiliary) or any(parse.children(participle.index, "expl")):
        return True
    if any(child < participle.index for child in parse.children(participle.index, "obj", "iobj")):
        return True
    opener = opener_of(parse, auxiliary)
    if opener is None or opener.form in sentence.grammar.relative_subjects:
        return any(word.is_interrogative for word in sentence.words[: auxiliary.index])
    if opener.form in sentence.grammar.relative_objects:
        return not is_conjunction(parse, opener)
    asks = any("PronType=Int" in reading.feats for reading in opener.token.readings)
    return asks or any(parse.children_by_form(participle.index, sentence.grammar.relative_objects))


def is_conjunction(parse: Parse, word: Word) -> bool:
    """Whether "que" can be no relative pronoun: right after a verb or an adverb, or surely by the tree."""
    before = parse.sentence.at(word.index - 1)
    if before and (before.is_verb or not (is_nominal(before) or before.form == "," or before.profile.pronoun)):
        return True
    return parse.labels[word.index] == "mark" and parse.tree.confidence[word.index] >= CONJUNCTION
