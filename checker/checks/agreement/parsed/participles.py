"""Proposes what participles after "avoir" agree with: the object before them, or nothing at all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from checker.checks.agreement.local import clauses
from checker.checks.agreement.local.groups import after_adverbs, attached, own_values
from checker.checks.agreement.local.questions import inverted_subject
from checker.checks.agreement.local.verbal import VERB
from checker.checks.agreement.parsed.candidates import is_nominal
from checker.checks.agreement.parsed.parse import NOMINAL, Parse
from checker.checks.agreement.sentence import Sentence
from checker.checks.agreement.verifier import Member, Proposal
from checker.checks.agreement.words import MASCULINE, SINGULAR, THIRD, Word

SURE: Final = 0.9  # how certain an object before its participle is that the words around it settle
CONJUNCTION: Final = 0.9  # how certain a tree must be that "que" is no pronoun
LIKELY: Final = 0.5  # how certain a tree must be of a verb or an attribute that a participle governs


def objects(parse: Parse) -> Iterator[Proposal]:
    """Each participle after "avoir" with the object before it: a clitic, or the antecedent of "que"."""
    for participle, auxiliary in participles(parse):
        if is_unvaried(parse, participle):
            continue
        clitics = [word for word in clitics_before(parse, auxiliary) if word.profile.pronoun & THIRD]
        if clitics:
            yield from clitic_object(parse, clitics[-1], participle)
        elif opener := opener_of(parse, participle, auxiliary):
            yield from antecedent(parse, opener, participle)
        for child in parse.children(participle.index, "obj"):
            phrase = parse.sentence.phrase(child) if child < auxiliary.index else None
            if phrase and phrase.words[0].is_interrogative:  # "quelles lettres la ministre a écrites"
                noun = Member(phrase.noun, own_values(parse.sentence, phrase.noun), NOMINAL)
                yield Proposal((noun, attached(parse.sentence, participle)), noun, (participle,), certainty=SURE)


def opener_of(parse: Parse, participle: Word, auxiliary: Word) -> Word | None:
    """The "que" that opens the clause of a participle, if the tree says so or no verb stands before it."""
    words, objects = parse.sentence.words, parse.sentence.grammar.relative_objects
    if parse.is_relative(participle.index):
        return next((words[n] for n in reversed([*parse.children_by_form(participle.index, objects)])), None)
    opener = next((word for word in reversed(words[: auxiliary.index]) if word.form in objects or word.is_verb), None)
    begins = opener is not None and opener.form in objects and not any(w.is_verb for w in words[: opener.index])
    return opener if begins else None


def clitic_object(parse: Parse, clitic: Word, participle: Word) -> Iterator[Proposal]:
    """A participle with a clitic of the third person: "les" is plural; "en" and "se" may be no object."""
    feats = [reading.feats for reading in clitic.token.readings]
    if any("Case=Acc" in each for each in feats) and not any("Reflex=Yes" in each for each in feats):
        controller = Member(clitic, clitic.profile.pronoun & THIRD, NOMINAL)
        yield Proposal((controller, attached(parse.sentence, participle)), controller, (participle,))


def antecedent(parse: Parse, opener: Word, participle: Word) -> Iterator[Proposal]:
    """A participle with the antecedent of "que", unless the clause may say what that is: "l’idée qu’il ait gagné"."""
    by_tree, by_words = parse.antecedent(opener.index), clauses.antecedent(parse.sentence, opener)
    noun, values = (by_tree.word, by_tree.attributed) if by_tree else by_words or (opener, 0)
    if not values or not parse.sentence.grammar.clause_nouns.isdisjoint(noun.profile.lemmas):
        return
    sure = not any(word.is_verb for word in parse.sentence.words[: opener.index])  # but "dire aux élus que"
    contested = bool(values & participle.profile.participle) or (not sure and is_dative(parse, noun))
    own = own_values(parse.sentence, noun)
    controller = Member(noun, own if contested else values & own or values, NOMINAL)
    group = controller, attached(parse.sentence, participle)
    certainty = SURE if sure else parse.tree.confidence[participle.index]
    yield Proposal(group, controller, (participle,), certainty=certainty, contested=contested)


def is_dative(parse: Parse, noun: Word) -> bool:
    """Whether another preposition than "de" governs a noun, so that "que" may depend on the verb before it."""
    phrase, grammar = parse.sentence.phrase(noun.index), parse.sentence.grammar
    before = parse.sentence.at((phrase.start if phrase else noun.index) - 1)
    first = phrase.words[0].form if phrase else ""
    parts = [two.split()[0] for two, one in grammar.contractions.items() if one == first]
    parts += [before.form] if before and before.is_preposition else []
    return any(part not in grammar.genitives for part in parts)


def clitics_before(parse: Parse, auxiliary: Word) -> list[Word]:
    """The clitics that lean on an auxiliary and may be its object, "y" and "lui" left out."""
    start = parse.sentence.before_clitics(auxiliary.index) + 1
    words = parse.sentence.words[start : auxiliary.index]
    return [word for word in words if is_accusative(word) and not word.profile.subject & auxiliary.profile.finite]


def is_accusative(word: Word) -> bool:
    """Whether a word may be a pronoun that is an object."""
    return any("Case=Acc" in reading.feats or "Case=Gen" in reading.feats for reading in word.token.readings)


def invariables(parse: Parse) -> Iterator[Proposal]:
    """Each participle after "avoir" that has no object before it, with the auxiliary: it does not vary."""
    for participle, auxiliary in participles(parse):
        beside = after_adverbs(parse.sentence, auxiliary.index + 1) == participle.index
        if beside and not may_have_object_before(parse, participle, auxiliary):
            unvaried = Member(auxiliary, MASCULINE & SINGULAR, VERB)
            group = unvaried, Member(participle, participle.profile.participle, VERB, "VerbForm=Part")
            yield Proposal(group, unvaried, (participle,), certainty=parse.tree.confidence[auxiliary.index])


def participles(parse: Parse) -> Iterator[tuple[Word, Word]]:
    """Each participle whose only auxiliary is "avoir", with it."""
    sentence = parse.sentence
    for word in sentence.words:
        if not word.profile.participle or parse.tree.upos[word.index] != "VERB" or word.named:
            continue
        helpers = [sentence.words[child] for child in parse.children(word.index, "aux", "cop")]
        if len(helpers) != 1 or not (is_auxiliary(sentence, helpers[0]) or inverted_subject(sentence, helpers[0])):
            continue
        if not helpers[0].profile.participle and helpers[0].index < word.index:
            yield word, helpers[0]


def is_auxiliary(sentence: Sentence, word: Word) -> bool:
    """Whether a word is a form of "avoir"."""
    return not word.profile.verbs.isdisjoint(sentence.grammar.auxiliaries)


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
    before = [child for child in parse.children(participle.index, "obj", "iobj") if child < participle.index]
    asks = any(word.is_interrogative for word in sentence.words[: auxiliary.index])
    openers = {*parse.children_by_form(participle.index, sentence.grammar.relative_objects)}
    for word in takewhile(lambda word: not word.is_verb, reversed(sentence.words[: auxiliary.index])):
        openers |= {word.index} if word.form in sentence.grammar.relative_objects else set()
    return bool(before) or asks or any(not is_conjunction(parse, opener) for opener in openers)


def is_conjunction(parse: Parse, place: int) -> bool:
    """Whether "que" can be no relative pronoun: after no noun or pronoun, or surely by the tree."""
    before = parse.sentence.at(place - 1)
    surely = parse.labels[place] == "mark" and parse.tree.confidence[place] >= CONJUNCTION
    follows = before is None or is_nominal(before) or before.form == "," or before.profile.pronoun
    return surely or not follows
