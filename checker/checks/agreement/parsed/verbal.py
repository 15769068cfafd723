"""Proposes what should agree around verbs, however far the subject."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from typing import Final, NamedTuple

from checker.checks.agreement.local.groups import ADJECTIVAL, attached
from checker.checks.agreement.local.verbal import VERB, may_have_object, suits_attribute
from checker.checks.agreement.parsed.candidates import candidates, may_be_joined
from checker.checks.agreement.parsed.parse import NOMINAL, Controller, Parse
from checker.checks.agreement.verifier import Member, Proposal
from checker.checks.agreement.words import ANYTHING, CLOSING_QUOTES, MASCULINE, PLURAL, SINGULAR, THIRD, Word, relax

AGREED: Final = 0.9  # how certain the number of a subject is if all that may be the subject have it
SPEAKER: Final = re.compile("Person=[12]")
TORN: Final = 0.95  # how certain it is that one of a verb and its attribute is wrong if they differ in number
FARTHEST_INVERTED: Final = 4  # words from a verb to a subject after it


class Subject(NamedTuple):
    """A subject with the head of its clause.

    Attributes:
        place: the index of the word that the tree holds to be the subject.
        controller: what controls the verb: the word itself, or the antecedent of a relative pronoun.
        head: the index of the head of the clause.
        shared: whether it is the subject of a clause to which this one is joined.
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
    known = {subject.head for subject in by_arc}
    return (*by_arc, *(subject for subject in subjects_by_place(parse) if subject.head not in known))


def subjects_by_arc(parse: Parse) -> Iterator[Subject]:
    """Each subject with the head of its clause and of those joined to it that have none.

    In a clause without any, the noun phrase behind the verb is taken for it if it may stand there.
    """
    confidence = parse.tree.confidence
    for word in parse.sentence.words:
        leaning = word.profile.clitic and not word.profile.subject  # "l'" of "l'on"
        controller = controller_of(parse, word) if parse.is_subject(word.index) and not leaning else None
        if controller is None:
            continue
        head, certainty = parse.tree.heads[word.index], min(confidence[word.index], controller.certainty)
        yield Subject(word.index, controller, head, certainty)
        for other in parse.children(head, "conj"):
            if word.index < head < other and not any(parse.children(other, "nsubj", "expl")):
                yield Subject(word.index, controller, other, min(certainty, confidence[other]), shared=True)
    for word in parse.sentence.words:
        if not may_be_inverted(parse, word) or any(parse.children(word.index, "nsubj", "expl")):
            continue
        for child in parse.children(word.index, "obj"):
            if word.index < child <= word.index + FARTHEST_INVERTED and (found := parse.controller(child)):
                yield Subject(child, found, word.index, confidence[child])


def may_be_inverted(parse: Parse, head: Word) -> bool:
    """Whether a subject may stand behind its verb: in a clause that "que" or "où" opens, or that names a speaker."""
    if any(parse.children_by_form(head.index, parse.sentence.grammar.relatives)):
        return parse.is_relative(head.index)
    found = parse.finite(head.index)
    if found is None or not found[0].profile.finite & THIRD:
        return False
    return is_interjected(parse, found[0], quoted=True)


def controller_of(parse: Parse, subject: Word) -> Controller | None:
    """A subject as a controller, be it one of which little is known; None if nothing is."""
    if found := parse.controller(subject.index):
        return found
    noun = not subject.named and parse.sentence.noun_values(subject)
    values = subject.profile.subject or noun
    return Controller(subject, values, values, 1.0) if values else None


def subjects_by_place(parse: Parse) -> Iterator[Subject]:
    """The possible subject of each verb that can be nothing else."""
    for word in parse.sentence.words:
        head = parse.clause_head(word)
        clausal = word.is_verb and parse.is_verb(word) and parse.labels[head] != "xcomp"
        found = parse.finite(head) if clausal else None
        if found and found[0] is word and not may_be_imperative(parse, word) and word.index not in parse.sentence.fixed:
            own, *before = candidates(parse, word)
            others = chain(own, *before) if all(before) else ()  # a verb before without any shares that of another
            controllers = (parse.controller(other.index) for other in others)
            if controller := next((one for one in controllers if one), None):
                yield Subject(controller.word.index, controller, head, AGREED)


def weighed(parse: Parse, subject: Subject, verb: Word, word: Member, certainty: float) -> Proposal:
    """A word with the subject of its verb.

    If all that may be the subject disagree, it matters little which of them is.
    """
    finite = word.word is verb
    values = subject.controller.values if finite else subject.controller.attributed
    controller = Member(subject.controller.word, values, NOMINAL)
    torn = is_torn(parse, subject, verb) or (finite and lacks_speaker(parse, verb))
    contested = not torn and is_contested(parse, subject, verb, word.values)
    if contested:
        certainty = min(certainty, parse.tree.confidence[word.word.index])
    else:
        certainty = max(certainty, TORN if torn else AGREED)
    return Proposal((controller, word), controller, (word.word,), certainty=certainty, contested=contested)


def is_contested(parse: Parse, subject: Subject, verb: Word, wanted: int) -> bool:
    """Whether something else near a verb may be its subject, and agrees, or this one is hardly its subject."""
    word, controller = parse.sentence.words[subject.place], subject.controller.word
    before = parse.sentence.at(parse.sentence.before_clitics(verb.index))
    if subject.place > verb.index:
        return not is_interjected(parse, verb, quoted=False)
    own, *earlier = candidates(parse, verb)
    continues = subject.shared or (before is not None and "CCONJ" in before.profile.tags)
    if parse.controller(subject.place) is None or (continues and not all(earlier)):
        return True
    if word.form not in parse.sentence.grammar.relative_subjects:
        others = [*own, *chain.from_iterable(earlier)] if continues else own
        if word not in others or word.form in parse.sentence.grammar.ambiguous_subjects:
            return True
        if any(single_values(parse, other) & wanted for other in others if other is not controller):
            return True
    return bool(PLURAL & THIRD & wanted) and may_be_joined(parse, controller, verb)


def is_interjected(parse: Parse, verb: Word, *, quoted: bool) -> bool:
    """Whether a verb begins a clause after a comma, or after a quotation and a comma: "« Oui », a dit le maire"."""
    start = parse.sentence.before_clitics(verb.index)
    comma, earlier = parse.sentence.at(start), parse.sentence.at(start - 1)
    if comma is None or comma.form != ",":
        return False
    return not quoted or (earlier is not None and earlier.form in CLOSING_QUOTES)


def single_values(parse: Parse, word: Word) -> int:
    """The values that a word has as a controller by itself, any if nothing is known of it."""
    found = parse.single(word.index)
    return found.values | found.attributed if found else ANYTHING


def is_torn(parse: Parse, subject: Subject, verb: Word) -> bool:
    """Whether a verb and its complement differ in number, and the subject agrees with one of them."""
    complement, controller = parse.sentence.words[subject.head], subject.controller
    if complement is verb or not complement.profile.adjectival:
        return False
    apart = not number(complement.profile.adjectival) & number(verb.profile.finite & THIRD)
    return apart and bool(
        controller.values & verb.profile.finite or controller.attributed & complement.profile.adjectival
    )


def may_be_imperative(parse: Parse, verb: Word) -> bool:
    """Whether a verb in the first or second person may be an imperative, which begins its clause."""
    before = parse.sentence.at(parse.sentence.before_clitics(verb.index))
    begins = before is None or not before.is_word or not before.profile.tags.isdisjoint({"ADV", "CCONJ"})
    return verb.profile.imperative and not verb.profile.finite & THIRD and begins


def lacks_speaker(parse: Parse, verb: Word) -> bool:
    """Whether a verb is in the first or second person, and nobody in its sentence is."""
    return not (verb.profile.finite & THIRD or may_be_imperative(parse, verb)) and not any(
        SPEAKER.search(reading.feats)
        for word in parse.sentence.words
        for reading in word.token.readings
        if reading.upos in ("DET", "PRON")
    )


def suits_speaker(parse: Parse, subject: Subject, verb: Word) -> bool:
    """Whether a relative clause may be about a speaker before it: "c’est nous, les gens ordinaires, qui inventons"."""
    relative = parse.sentence.words[subject.place].form in parse.sentence.grammar.relative_subjects
    third = verb.profile.finite & THIRD
    before = parse.sentence.words[: subject.place] if relative and not third else ()
    return any(word.profile.subject & verb.profile.finite for word in before)


def number(values: int) -> int:
    """A set of values with all but the number left open."""
    return relax(relax(values, "Gender"), "Person")


def verbs(parse: Parse) -> Iterator[Proposal]:
    """Each finite verb with its subject, in number and person."""
    for subject in subjects(parse):
        found = parse.finite(subject.head)
        if found and not found[0].named and not found[0].profile.participle:
            verb, sure = found
            member = Member(verb, verb.profile.finite, VERB, "VerbForm=Fin")
            agrees = member.values & subject.controller.values or suits_speaker(parse, subject, verb)
            if not agrees and not suits_attribute(parse.sentence, subject.controller.word, verb):
                yield weighed(parse, subject, verb, member, min(subject.certainty, sure))


def complements(parse: Parse) -> Iterator[Proposal]:
    """Each participle after "être" and each attribute with the subject, or with the object that it belongs to."""
    yield from attributes(parse)
    for subject in subjects(parse):
        word = predicate(parse, subject.head)
        helpers = helpers_of(parse, word)
        if not helpers or (subject.place > word.index and not follows_at_once(parse, subject)):
            continue
        complement = attached(parse.sentence, word)
        if complement.values & subject.controller.attributed or is_after_object(parse, word):
            continue
        found = parse.finite(subject.head)
        if found is None and helpers[0].profile.infinitive:
            continue  # "il dit n’avoir pas été avisé"
        sure = min(subject.certainty, *(parse.tree.confidence[helper.index] for helper in helpers))
        yield weighed(parse, subject, found[0] if found else helpers[0], complement, sure)
    yield from without_subject(parse)


def without_subject(parse: Parse) -> Iterator[Proposal]:
    """Each participle and attribute that differs in number from its verb, where no subject speaks for either."""
    for word in parse.sentence.words:
        found = parse.finite(word.index) if helpers_of(parse, word) else None
        if found is None or not found[0].profile.finite & THIRD or is_after_object(parse, word):
            continue
        verb = Member(found[0], number(found[0].profile.finite & THIRD), VERB, "VerbForm=Fin")
        if not any(
            subject.head == word.index and is_settled(parse, subject, verb, word) for subject in subjects(parse)
        ):
            yield Proposal((verb, attached(parse.sentence, word)), verb, (word,), certainty=TORN)


def is_settled(parse: Parse, subject: Subject, verb: Member, complement: Word) -> bool:
    """Whether a subject disagrees with its verb or complement, or lets them differ: "on est contents"."""
    controller, grammar = subject.controller, parse.sentence.grammar
    loose = controller.word.form in grammar.indefinite_subjects | grammar.either_number | grammar.polite
    return loose or not controller.values & verb.values or not controller.attributed & complement.profile.adjectival


def is_after_object(parse: Parse, participle: Word) -> bool:
    """Whether a reflexive participle may agree with an object instead: "elle s’est lavé les mains"."""
    if not parse.is_reflexive(participle.index):
        return False
    unvaried = participle.profile.participle & MASCULINE & SINGULAR and may_have_object(parse.sentence, participle)
    objects = parse.sentence.grammar.relative_objects
    return bool(unvaried) or any(parse.children_by_form(participle.index, objects))


def helpers_of(parse: Parse, word: Word) -> list[Word]:
    """The auxiliaries that make a word agree with its subject, a copula among them; none if it does not agree."""
    if not word.profile.adjectival or parse.tree.upos[word.index] not in ADJECTIVAL or not parse.sentence.is_open(word):
        return []
    helpers = [parse.sentence.words[child] for child in parse.children(word.index, "aux", "cop") if child < word.index]
    copulas = parse.sentence.grammar.copulas
    return helpers if any(not helper.profile.verbs.isdisjoint(copulas) for helper in helpers) else []


def predicate(parse: Parse, head: int) -> Word:
    """The predicate of a verb's subject: the verb itself, or the end of a chain under it: "doit être signé"."""
    words = parse.sentence.words
    while not words[head].profile.verbs.isdisjoint(parse.sentence.grammar.controlling):
        below = next(parse.children(head, "xcomp"), -1)
        if below < head or not any(words[n].profile.infinitive for n in parse.children(below, "aux", "cop")):
            break
        head = below
    return words[head]


def follows_at_once(parse: Parse, subject: Subject) -> bool:
    """Whether a subject stands right after the participle of its clause: "sont nommés deux juges"."""
    phrase = parse.sentence.phrase(subject.place)
    return phrase is not None and phrase.start == subject.head + 1


def attributes(parse: Parse) -> Iterator[Proposal]:
    """Each attribute that leans on its verb: "elles restent floues", "il juge la secrétaire crédible"."""
    grammar = parse.sentence.grammar
    for subject in subjects(parse):
        verb = parse.sentence.words[subject.head]
        reflexive = parse.is_reflexive(subject.head) and not verb.profile.verbs.isdisjoint(grammar.attributing)
        if reflexive or not verb.profile.verbs.isdisjoint(grammar.copulas):
            for word in attributes_of(parse, subject.head):
                yield weighed(parse, subject, verb, attached(parse.sentence, word), subject.certainty)
    for place, label in enumerate(parse.labels):
        head = parse.tree.heads[place]
        verb = parse.sentence.words[head]
        relative = parse.sentence.words[place].form in grammar.relative_objects
        found = parse.antecedent if relative else parse.controller
        controller = found(place) if label == "obj" else None
        if controller and not verb.profile.verbs.isdisjoint(grammar.attributing) and not parse.is_reflexive(head):
            phrase = parse.sentence.phrase(place)
            for word in attributes_of(parse, head):
                said = Subject(place, controller, head, parse.tree.confidence[place])
                weight = weighed(parse, said, word, attached(parse.sentence, word), said.certainty)
                at_once = phrase is not None and phrase.start == word.index + 1  # "il a déclaré sincères les documents"
                sure = AGREED if at_once else said.certainty
                yield replace(weight, contested=word.index < place and not at_once, certainty=sure)


def attributes_of(parse: Parse, verb: int) -> Iterator[Word]:
    """The adjectives and participles that lean on a verb as attributes."""
    for child in parse.children(verb, "xcomp"):
        word, before = parse.sentence.words[child], parse.sentence.words[child - 1]
        compound = any(parse.children(child, "aux", "cop"))
        marked = before.is_preposition or before.profile.determiner or word.profile.gerund or compound
        if child > verb and word.profile.adjectival and parse.sentence.is_open(word) and not marked:
            yield word
