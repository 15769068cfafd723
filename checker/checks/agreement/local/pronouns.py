"""Proposes what pronouns should agree with, where one antecedent is clear: all others that are near disagree.

A pronoun may point to anything said before. So it is blamed only if no noun, name or pronoun that it
could stand for allows its form, in its sentence and, where it may reach further, in the sentence before.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import Final

from checker.checks.agreement.local.clauses import CLAUSE_MARKS
from checker.checks.agreement.local.groups import ADJECTIVAL, NOUN, after_adverbs
from checker.checks.agreement.sentence import Phrase, Sentence
from checker.checks.agreement.verifier import Member, Proposal
from checker.checks.agreement.words import ANYTHING, MASCULINE, PLURAL, SINGULAR, THIRD, Word, relax

PRONOUN: Final = frozenset({"PRON"})
FARTHEST_PARTICIPLE: Final = 10  # words from "ceux que" to the participle of the clause


def pronouns(sentence: Sentence) -> Iterator[Proposal]:
    """Each pronoun whose antecedent is clear, with it."""
    for word in sentence.words:
        if not word.profile.pronoun or word.named or word.index in sentence.fixed:
            continue
        if word.form in sentence.grammar.partitive_pronouns:
            yield from partitives(sentence, word)
        elif word.form in sentence.grammar.stressed_plurals:
            yield from parts(sentence, word)
        elif word.form in sentence.grammar.antecedents:
            yield from demonstratives(sentence, word)
        elif is_relative(word):
            yield from relatives(sentence, word)
        elif word.profile.subject and not word.profile.subject & (SINGULAR | ANYTHING ^ THIRD):
            yield from subjects(sentence, word)


def partitives(sentence: Sentence, word: Word) -> Iterator[Proposal]:
    """A pronoun with the nouns that it takes one or some of, in gender: "chacune de ces enveloppes"."""
    link, determiner = sentence.at(word.index + 1), sentence.at(word.index + 2)
    if link is None or determiner is None:
        return
    first = link if sentence.contracts(link) else determiner
    if link is first or link.form in sentence.grammar.genitives:
        phrase = next((p for p in phrases(sentence) if p.start == first.index), None)
        if phrase and first.profile.determiner & PLURAL and not phrase.noun.named:
            yield proposal(sentence, word, phrase.noun, ("Number",))


def parts(sentence: Sentence, word: Word) -> Iterator[Proposal]:
    """A pronoun of which another takes one, in gender: "l’une d’elles"; but "l’une d’eux" if men may be meant."""
    link, part = sentence.at(word.index - 1), sentence.at(word.index - 2)
    if not link or not part or link.form not in sentence.grammar.genitives:
        return
    taken = part.form in sentence.grammar.partitive_pronouns
    if taken and not word.profile.pronoun & (reach(sentence, part.index) | said_before(sentence)):
        controller = Member(part, relax(part.profile.pronoun, "Number"), PRONOUN)
        yield Proposal((controller, Member(word, word.profile.pronoun, PRONOUN)), controller, (word,))


def demonstratives(sentence: Sentence, word: Word) -> Iterator[Proposal]:
    """A demonstrative pronoun with the noun that it repeats, in gender: "l’offre d’hier et celle d’aujourd’hui"."""
    after = sentence.at(word.index + 1)
    if after is None:
        return
    nouns = [phrase.noun for phrase in phrases(sentence) if phrase.noun.index < word.index]
    participle = varied_participle(sentence, after) if after.form in sentence.grammar.relative_objects else None
    if participle:
        agreeing = [noun for noun in nouns if sentence.noun_values(noun) & participle.profile.participle]
        if agreeing and not word.profile.pronoun & participle.profile.participle:
            yield proposal(sentence, word, agreeing[-1], ())
    elif nouns and (after.form in sentence.grammar.genitives or sentence.contracts(after)):
        genders = relax(reach(sentence, word.index), "Number")
        if not word.profile.pronoun & (genders | said_before(sentence)):
            yield proposal(sentence, word, nouns[0], ("Number",))


def varied_participle(sentence: Sentence, opener: Word) -> Word | None:
    """The participle with "avoir" in the clause after "que", if its ending tells what the object before it is."""
    for word in sentence.words[opener.index + 1 : opener.index + FARTHEST_PARTICIPLE]:
        if not word.profile.verbs.isdisjoint(sentence.grammar.auxiliaries) and word.profile.finite:
            found = sentence.at(after_adverbs(sentence, word.index + 1))
            values = found.profile.participle if found else 0
            return found if values and not values & MASCULINE & SINGULAR else None
        if not word.is_word or word.is_verb:
            return None
    return None


def relatives(sentence: Sentence, word: Word) -> Iterator[Proposal]:
    """A relative pronoun that varies with its antecedent: "la liste sans laquelle"."""
    end = before_preposition(sentence, word)
    before = sentence.at(end - 1)
    if (
        before is None
        or before.form in sentence.grammar.adverbs
        or not (before.profile.noun or before.profile.adjectival or before.form == ",")
    ):
        return
    nouns = [phrase.noun for phrase in phrases(sentence) if phrase.noun.index < end]
    if nouns and not word.profile.pronoun & reach(sentence, end):
        yield proposal(sentence, word, head(sentence, nouns), ())


def before_preposition(sentence: Sentence, pronoun: Word) -> int:
    """The index of a pronoun, or of the preposition that governs it: "au cours duquel", "sans lequel"."""
    noun, link = sentence.at(pronoun.index - 1), sentence.at(pronoun.index - 2)
    if noun and link and not sentence.grammar.relational.isdisjoint(noun.profile.lemmas):
        return link.index if sentence.contracts(link) or link.is_preposition else pronoun.index
    return noun.index if noun and "ADP" in noun.profile.tags else pronoun.index


def head(sentence: Sentence, nouns: list[Word]) -> Word:
    """The noun on which the last of several depends by "de": "les listes de prisonniers"."""
    for noun, governed in zip(reversed(nouns[:-1]), reversed(nouns), strict=False):
        between = sentence.words[noun.index + 1 : governed.index]
        if not any(word.form in sentence.grammar.genitives or sentence.contracts(word) for word in between):
            return governed
    return nouns[0]


def subjects(sentence: Sentence, word: Word) -> Iterator[Proposal]:
    """A subject pronoun with the subject of the clause to which its own is joined, if that names no people."""
    joint = sentence.at(word.index - 1)
    if joint is None or "CCONJ" not in joint.profile.tags:
        return
    start = next((mark.index + 1 for mark in reversed(sentence.words[: word.index]) if mark.form in CLAUSE_MARKS), 0)
    phrase = next((phrase for phrase in phrases(sentence) if phrase.start == start), None)
    if phrase is None or not sentence.grammar.people.isdisjoint(phrase.noun.profile.lemmas):
        return
    if not word.profile.pronoun & reach(sentence, word.index, start):
        yield proposal(sentence, word, phrase.noun, ())


def phrases(sentence: Sentence) -> list[Phrase]:
    """The phrases of a sentence, each in its shortest reading, and the nouns without a determiner, in text order."""
    found = (*(readings[0] for readings in sentence.phrases), *sentence.bare_phrases)
    return sorted(found, key=lambda phrase: phrase.noun.index)


def reach(sentence: Sentence, end: int, start: int = 0) -> int:
    """The values of all that a pronoun may stand for between two places; those joined may be a plural together."""
    words = sentence.words[start:end]
    values = reduce(or_, (may_stand_for(sentence, word) for word in words), 0)
    joined = any("CCONJ" in word.profile.tags for word in words[:-1])
    return values | relax(values, "Number") & PLURAL if joined else values


def said_before(sentence: Sentence) -> int:
    """The values of all that a pronoun may stand for in the sentence before."""
    return reach(sentence.before, len(sentence.before.words)) if sentence.before else 0


def may_stand_for(sentence: Sentence, word: Word) -> int:
    """The values that a word may give to a pronoun after it, 0 if it gives none."""
    before = sentence.at(word.index - 1)
    determined = before.profile.determiner if before else 0
    if not word.is_word or word.form in sentence.grammar.adverbs | sentence.grammar.comparing:
        return 0
    if word.named and not sentence.is_title(word):
        return ANYTHING
    if not word.is_known:
        return ANYTHING if determined else 0
    if word.profile.grammatical or word.is_verb or (word.profile.adjective and not determined):
        return word.profile.pronoun if word.form in sentence.grammar.antecedents else 0
    values = sentence.noun_values(word) if word.profile.noun else 0
    return (values & determined) or values


def is_relative(word: Word) -> bool:
    """Whether a pronoun is a relative one that varies in gender: "lequel"."""
    return any("PronType=Rel" in r.feats and "Gender" in r.feats for r in word.token.readings)


def proposal(sentence: Sentence, word: Word, noun: Word, open_features: tuple[str, ...]) -> Proposal:
    """A pronoun with its antecedent, some features left open."""
    values = reduce(relax, open_features, sentence.noun_values(noun))
    controller = Member(noun, values, NOUN | ADJECTIVAL)
    return Proposal((controller, Member(word, word.profile.pronoun, PRONOUN)), controller, (word,))
