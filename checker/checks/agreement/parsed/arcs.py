"""Proposes what disagrees along the arcs of a tree, with no regard to what else may explain it.

The other proposers keep silent wherever a reason for the form is in sight. Here a tree alone is enough: most of these
proposals are wrong, so they are for packs whose judge has learned to tell which ones are right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from checker.checks.agreement.local.groups import ADJECTIVAL
from checker.checks.agreement.local.verbal import VERB
from checker.checks.agreement.parsed.parse import NOMINAL, Parse
from checker.checks.agreement.parsed.participles import is_unvaried
from checker.checks.agreement.verifier import Member, Proposal
from checker.checks.agreement.words import ANYTHING, MASCULINE, SINGULAR, THIRD, Word

LIKELY: Final = 0.5  # how certain a tree must be of an arc
FARTHEST_MODIFIER: Final = 6  # words from a noun to a word that goes with it
FARTHEST_INVERTED: Final = 4  # words from a verb to a subject after it


def adjectives(parse: Parse) -> Iterator[Proposal]:
    """Each adjective and past participle with the noun that it leans on."""
    for word in parse.sentence.words:
        noun = head_of(parse, word, "amod", "acl")
        if noun is None or parse.is_relative(word.index) or not is_noun(parse, noun):
            continue
        alone = not any(parse.children(word.index, "aux", "cop", "nsubj", "mark", "case", "conj"))
        if alone and word.profile.adjectival and not parse.is_joined(noun.index):
            yield proposal(parse, noun, nominal_values(parse, noun), adjectival(parse, word))


def verbs(parse: Parse) -> Iterator[Proposal]:
    """Each finite verb with the word that is its subject, or that stands behind it in a relative clause."""
    for subject, head in subjects(parse):
        found = parse.finite(head)
        values = controlled_values(parse, subject)
        if found and values and not found[0].named:
            verb = Member(found[0], found[0].profile.finite, VERB, "VerbForm=Fin")
            yield proposal(parse, subject, values, verb, found[1])


def complements(parse: Parse) -> Iterator[Proposal]:
    """Each attribute and each participle after "être" with the word that is its subject.

    After a reflexive pronoun the masculine singular may stand before an object: "elle s'est rendu compte".
    """
    copulas = parse.sentence.grammar.copulas
    for subject, head in subjects(parse):
        word = parse.sentence.words[head]
        helpers = [parse.sentence.words[child] for child in parse.children(head, "aux", "cop")]
        passive = any(not helper.profile.verbs.isdisjoint(copulas) for helper in helpers)
        if not passive or parse.tree.upos[head] not in ADJECTIVAL or word.index < subject.index:
            continue
        unvaried = parse.is_reflexive(head) and word.profile.participle & MASCULINE & SINGULAR
        if word.profile.adjectival and not unvaried:
            yield proposal(parse, subject, controlled_values(parse, subject), adjectival(parse, word))


def objects(parse: Parse) -> Iterator[Proposal]:
    """Each participle after "avoir" in a clause that "que" opens, with the antecedent."""
    grammar = parse.sentence.grammar
    for word in parse.sentence.words:
        if not word.profile.participle or not parse.is_relative(word.index):
            continue
        helpers = (parse.sentence.words[child] for child in parse.children(word.index, "aux", "cop"))
        transitive = any(not helper.profile.verbs.isdisjoint(grammar.auxiliaries) for helper in helpers)
        opened = any(parse.children_by_form(word.index, grammar.relative_objects))
        noun = parse.sentence.at(parse.tree.heads[word.index])
        if noun is None or not is_noun(parse, noun) or not noun.profile.lemmas.isdisjoint(grammar.clause_nouns):
            continue
        if transitive and opened and not is_unvaried(parse, word):
            yield proposal(parse, noun, nominal_values(parse, noun), adjectival(parse, word))


PROPOSERS: Final[Mapping[str, Callable[[Parse], Iterator[Proposal]]]] = {
    "adjective": adjectives,
    "verb": verbs,
    "complement": complements,
    "object": objects,
}


def proposal(parse: Parse, controller: Word, values: int, member: Member, certainty: float = 1.0) -> Proposal:
    """A word with the one that controls it; the certainty is that of the arcs of both."""
    own = Member(controller, values or ANYTHING, NOMINAL)
    sure = min(certainty, parse.tree.confidence[member.word.index], parse.tree.confidence[controller.index])
    return Proposal((own, member), own, (member.word,), certainty=sure, contested=True)


def head_of(parse: Parse, word: Word, *labels: str) -> Word | None:
    """The word that another leans on by one of these relations, if the tree is fairly certain and both are near."""
    index, head = word.index, parse.tree.heads[word.index]
    near = abs(head - index) <= FARTHEST_MODIFIER
    likely = parse.labels[index] in labels and parse.tree.confidence[index] >= LIKELY
    return parse.sentence.at(head) if near and likely and not word.named else None


def is_noun(parse: Parse, word: Word) -> bool:
    """Whether a word is a common noun."""
    return bool(word.profile.noun) and not word.named and parse.tree.upos[word.index] in ("NOUN", "PROPN")


def adjectival(parse: Parse, word: Word) -> Member:
    """An adjective or a participle as a member of a group."""
    return Member(word, parse.sentence.adjective_values(word), ADJECTIVAL, "VerbForm=Part")


def nominal_values(parse: Parse, noun: Word) -> int:
    """The values of a noun, with its determiner where the two agree."""
    return parse.noun_phrase(noun) or parse.sentence.noun_values(noun)


def controlled_values(parse: Parse, subject: Word) -> int:
    """The values that a subject gives to its verb, 0 if nothing is known of it."""
    found = parse.controller(subject.index)
    if found:
        return found.values
    if subject.profile.subject:
        return subject.profile.subject
    return nominal_values(parse, subject) & THIRD if is_noun(parse, subject) else 0


def subjects(parse: Parse) -> Iterator[tuple[Word, int]]:
    """Each subject with the head of its clause and of those joined to it that have none.

    In a relative clause without any, the noun phrase behind the verb is taken for it.
    """
    words = parse.sentence.words
    for word in words:
        leaning = word.profile.clitic and not word.profile.subject  # "l'" of "l'on"
        if parse.is_subject(word.index) and not leaning and parse.tree.confidence[word.index] >= LIKELY:
            head = parse.tree.heads[word.index]
            yield word, head
            joined = (other for other in parse.children(head, "conj") if word.index < head < other)
            yield from ((word, other) for other in joined if not any(parse.children(other, "nsubj", "expl")))
    for word in words:
        if not parse.is_relative(word.index) or any(parse.children(word.index, "nsubj", "expl")):
            continue
        opened = any(parse.children_by_form(word.index, parse.sentence.grammar.relative_objects))
        for child in parse.children(word.index, "obj"):
            if opened and word.index < child <= word.index + FARTHEST_INVERTED and is_noun(parse, words[child]):
                yield words[child], word.index
