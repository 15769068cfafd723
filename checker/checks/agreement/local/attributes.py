"""Proposes attributes that no copula joins to what they are said of: an object, or what "comme" introduces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from checker.checks.agreement.local.clauses import SUBJECT, antecedent, clauses, or_sum
from checker.checks.agreement.local.groups import after_adverbs, attached, is_reflexive, members
from checker.checks.agreement.local.verbal import VERB, begins_object, complement_of, is_said, rest_of_clause
from checker.checks.agreement.sentence import Sentence
from checker.checks.agreement.verifier import Member, Proposal, common
from checker.checks.agreement.words import MASCULINE, SINGULAR, THIRD, Word

FARTHEST_NOUN: Final = 14  # words to the left of a participle in which its noun stands
FARTHEST_OPENER: Final = 8  # words from "que" to the verb of its clause
LONGEST_ASIDE: Final = 4  # words between two commas


def attributes(sentence: Sentence) -> Iterator[Proposal]:
    """Each attribute after a verb that is no copula, with what it is said of: "rendre vaines les attentes"."""
    for verb in sentence.words:
        if verb.named or verb.profile.verbs.isdisjoint(sentence.grammar.attributing | sentence.grammar.depicting):
            continue
        place = after_adverbs(sentence, verb.index + 1)
        resumed = after_aside(sentence, place)
        adjective = sentence.at(after_adverbs(sentence, resumed))
        if adjective is None or not is_said(sentence, adjective):
            continue
        group = said_of(sentence, verb, adjective, aside=resumed > place)
        if group and common(group):
            yield Proposal((*group, attached(sentence, adjective)), group[-1], (adjective,))


def said_of(sentence: Sentence, verb: Word, adjective: Word, aside: bool) -> tuple[Member, ...]:
    """The phrase that an attribute after a verb describes, and the verb's participle if that agrees as well.

    Args:
        sentence: the sentence.
        verb: the verb or its participle.
        adjective: the attribute.
        aside: whether words between commas stand before the attribute, which must then end its clause.
    """
    first = conjugated(sentence, verb)
    if first is None:
        return () if aside else described(sentence, verb)
    clitics = sentence.words[sentence.before_clitics(first.index) + 1 : first.index]
    if any(clitic.form in sentence.grammar.reflexives for clitic in clitics):
        return ()
    if any(is_reflexive(clitic) for clitic in clitics):
        unclear = any(begins_object(sentence, word) for word in rest_of_clause(sentence, verb))
        return () if aside or unclear else subject_of(sentence, first)
    if not verb.profile.verbs.isdisjoint(sentence.grammar.depicting):
        return () if aside else subject_of(sentence, first)
    after = sentence.at(adjective.index + 1)
    if aside and after and after.is_word:
        return ()
    if clitic := next((clitic for clitic in clitics if is_object(clitic)), None):
        return (Member(clitic, clitic.profile.pronoun & THIRD, SUBJECT),)
    return () if aside else object_of(sentence, first, adjective)


def subject_of(sentence: Sentence, verb: Word) -> tuple[Member, ...]:
    """The subject of a finite verb if it is certain."""
    clause = next((clause for clause in clauses(sentence) if clause.verb is verb), None)
    return (Member(clause.subject.word, clause.attributed, clause.subject.upos),) if clause else ()


def conjugated(sentence: Sentence, verb: Word) -> Word | None:
    """The auxiliary before a participle, or the verb itself if it can be nothing else; None if it has no object."""
    helper = next((word for word in reversed(sentence.words[: verb.index]) if not is_adverbial(sentence, word)), None)
    if verb.profile.participle and helper and not helper.profile.verbs.isdisjoint(sentence.grammar.auxiliaries):
        return helper
    certain = verb.profile.tags == {"VERB"} or any(clause.verb is verb for clause in clauses(sentence))
    return verb if verb.profile.verbal and not verb.profile.participle and certain else None


def is_adverbial(sentence: Sentence, word: Word) -> bool:
    """Whether a word is an adverb that may stand between an auxiliary and its participle."""
    return after_adverbs(sentence, word.index) > word.index


def after_aside(sentence: Sentence, index: int) -> int:
    """The index after a few words between commas that begin at an index, else the index itself."""
    opener = sentence.at(index)
    if opener is None or opener.form != ",":
        return index
    inside = sentence.words[index + 1 : index + 2 + LONGEST_ASIDE]
    return next((word.index + 1 for word in inside if word.form == ","), index)


def object_of(sentence: Sentence, verb: Word, adjective: Word) -> tuple[Member, ...]:
    """The object of a verb without clitic: the antecedent of "que", else the phrase after an attribute."""
    start, after = sentence.before_clitics(verb.index), sentence.at(adjective.index + 1)
    before = sentence.words[max(0, start + 1 - FARTHEST_OPENER) : start + 1]
    opener = next((word for word in reversed(before) if stops(word)), None)
    if opener and opener.form in sentence.grammar.relative_objects:
        return taken(sentence, opener) if opener.index < start and not (after and begins_phrase(after)) else ()
    return following(sentence, adjective)


def is_object(clitic: Word) -> bool:
    """Whether a clitic is a direct object of the third person: "la"."""
    return bool(clitic.profile.pronoun & THIRD) and any("Case=Acc" in r.feats for r in clitic.token.readings)


def stops(word: Word) -> bool:
    """True if every clause to the right of a word names its own subject."""
    return word.is_verb or not word.is_word or not word.profile.tags.isdisjoint({"CCONJ", "SCONJ"})


def begins_phrase(word: Word) -> bool:
    """Whether a word may begin an object or a subject."""
    profile = word.profile
    opens = profile.determiner or profile.noun or profile.adjectival or profile.pronoun
    return bool(opens) and not (word.is_preposition or word.is_verb)


def taken(sentence: Sentence, opener: Word) -> tuple[Member, ...]:
    """The antecedent of a relative pronoun that is an object, with the values of all that may be it."""
    found = antecedent(sentence, opener)
    if found is None or found[0].named or not sentence.is_open(found[0]):
        return ()
    explained = not sentence.grammar.clause_nouns.isdisjoint(found[0].profile.lemmas)
    return () if explained else (Member(found[0], found[1], SUBJECT),)


def following(sentence: Sentence, adjective: Word) -> tuple[Member, ...]:
    """The words of a phrase right after an attribute, or after its complement: "coupables de fraude trois hommes"."""
    index = adjective.index + 1
    link, noun = sentence.at(index), sentence.at(index + 1)
    if link and noun and link.form in sentence.grammar.genitives and noun.profile.noun and not noun.profile.determiner:
        index = after_aside(sentence, index + 2)
    every = (*sentence.phrases, *sentence.phrases_from(sentence.pronouns_or_determiners()))
    readings = next((readings for readings in every if readings[0].start == index), ())
    if not readings or sentence.contracts(readings[0].determiners[0]):
        return ()
    phrase = readings[0]
    uncertain = sentence.grammar.quantities | sentence.grammar.adverbial
    if phrase.noun.named or not uncertain.isdisjoint(phrase.noun.profile.lemmas):
        return ()
    *before, noun_member = members(sentence, phrase)
    if not common((*before, noun_member)):
        return ()
    values = common((*before, noun_member))
    for other in sentence.adjectives_after(phrase.noun):
        values = values & other.profile.adjectival or values  # "l’aide fédérale" is no man who helps
    values = or_sum(sentence, phrase.noun, values)
    return (Member(phrase.noun, values, noun_member.upos),)


def described(sentence: Sentence, participle: Word) -> tuple[Member, ...]:
    """A participle that says something of its subject or of a noun before it, with that: "elle s’est dite prête"."""
    values = participle.profile.participle
    member = Member(participle, values, VERB, "VerbForm=Part")
    for clause in clauses(sentence):
        if complement_of(sentence, clause.verb) is participle:
            return (member, Member(clause.subject.word, clause.attributed, clause.subject.upos))
    if not values or values & MASCULINE & SINGULAR or participle.profile.tags != {"VERB"}:
        return ()
    before = sentence.words[max(0, participle.index - FARTHEST_NOUN) : participle.index]
    return (member,) if any(values & values_of_controller(sentence, other) for other in before) else ()


def introduced(sentence: Sentence) -> Iterator[Proposal]:
    """Each adjective after "comme" with what it is said of: "les villes considérées comme sûres"."""
    for word in sentence.words:
        adjective = sentence.at(word.index + 1)
        if word.form not in sentence.grammar.introducing or adjective is None or not is_attribute(sentence, adjective):
            continue
        if group := likened(sentence, word.index - 1):
            yield Proposal((*group, attached(sentence, adjective)), group[-1], (adjective,))


def likened(sentence: Sentence, index: int) -> tuple[Member, ...]:
    """The phrase that an attribute after a place describes: a participle that agrees, or its verb's object."""
    word, phrase = sentence.at(index), sentence.phrase(index)
    if word is None:
        return ()
    if group := described(sentence, word):
        return group
    verb = sentence.at(phrase.start - 1) if phrase else None
    if phrase is None or verb is None or verb.profile.verbs.isdisjoint(sentence.grammar.likening):
        return ()
    group = members(sentence, phrase)
    return group if common(group) and not sentence.contracts(phrase.determiners[0]) else ()


def values_of_controller(sentence: Sentence, word: Word) -> int:
    """The values of a noun or a pronoun that a participle may agree with, 0 for any other word."""
    if word.named:
        return 0
    if word.profile.noun and not word.profile.grammatical:
        return sentence.noun_values(word)
    return word.profile.pronoun if word.profile.tags == {"PRON"} else 0


def is_attribute(sentence: Sentence, word: Word) -> bool:
    """Whether a word can only be an adjective that leads no noun; "comme prévu" goes with the whole clause."""
    profile, after = word.profile, sentence.at(word.index + 1)
    if not profile.adjectival or not profile.tags <= {"ADJ", "VERB"} or profile.verbal or not sentence.is_open(word):
        return False
    leads = after is not None and (after.profile.noun or after.profile.adjectival) and not after.profile.grammatical
    return not leads and not profile.participle & MASCULINE & SINGULAR
