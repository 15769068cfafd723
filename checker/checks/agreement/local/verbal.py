"""Proposes what should agree around verbs: the verb, its participle and its attribute with the subject."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from checker.checks.agreement.local.clauses import clauses, is_article
from checker.checks.agreement.local.groups import ADJECTIVAL, after_adverbs, verb_after
from checker.checks.agreement.sentence import Sentence
from checker.checks.agreement.verifier import Member, Proposal
from checker.checks.agreement.words import ANYTHING, MASCULINE, SINGULAR, Word

VERB: Final = frozenset({"VERB", "AUX"})


def verbs(sentence: Sentence) -> Iterator[Proposal]:
    """Each finite verb with its subject, in number and person."""
    for clause in clauses(sentence):
        verb = Member(clause.verb, clause.verb.profile.finite, VERB, "VerbForm=Fin")
        if verb.values and not suits_attribute(sentence, clause.subject.word, clause.verb):
            yield Proposal((clause.subject, verb), clause.subject, (clause.verb,))


def suits_attribute(sentence: Sentence, subject: Word, verb: Word) -> bool:
    """Whether a copula may agree with its attribute: "la cause sont les incendies", "les Troyennes est une pièce"."""
    after = sentence.at(after_adverbs(sentence, verb.index + 1))
    copula = not verb.profile.verbs.isdisjoint(sentence.grammar.copulas)
    if not copula or not subject.profile.noun or after is None or after.profile.determiner == ANYTHING:
        return False
    if sentence.contracts(after):
        return False  # "la ville sont aux mains des rebelles"
    return bool(after.profile.determiner & verb.profile.finite)


def complements(sentence: Sentence) -> Iterator[Proposal]:
    """Each participle after an auxiliary, and each attribute after a copula, with the subject."""
    for clause in clauses(sentence):
        word = complement_of(sentence, clause.verb)
        if word is None:
            continue
        values = sentence.adjective_values(word)
        opener = sentence.at(clause.subject.word.index - 1)
        asked = opener is not None and opener.form in sentence.grammar.relative_objects
        if clause.reflexive and (asked or (values & MASCULINE & SINGULAR and may_have_object(sentence, word))):
            continue  # "elle s'est lavé les mains"
        subject = Member(clause.subject.word, clause.attributed, clause.subject.upos)
        yield Proposal((subject, Member(word, values, ADJECTIVAL, "VerbForm=Part")), subject, (word,))


def invariables(sentence: Sentence) -> Iterator[Proposal]:
    """Each participle right after "avoir" whose object follows, with the auxiliary: "le vote a duré une heure"."""
    for clause in clauses(sentence):
        verb, word = clause.verb, sentence.at(after_adverbs(sentence, clause.verb.index + 1))
        if word is None or verb.profile.verbs.isdisjoint(sentence.grammar.auxiliaries):
            continue
        after, before = sentence.at(word.index + 1), sentence.words[: verb.index]
        governs = after is not None and (after.is_number or is_article(sentence, after))
        moved = any(may_be_object(sentence, other) for other in before)
        if governs and not moved and word.profile.participle and word.profile.tags <= {"NOUN", "VERB"}:
            member = Member(verb, MASCULINE & SINGULAR, VERB)
            yield Proposal((member, Member(word, word.profile.participle, VERB, "VerbForm=Part")), member, (word,))


def may_be_object(sentence: Sentence, word: Word) -> bool:
    """Whether a word may be an object before its verb, or ask for one: a clitic, "que", "quelles", "combien"."""
    return (
        word.is_wh_word
        or word.form in sentence.grammar.relatives
        or (word.profile.clitic and not word.profile.determiner)
    )


def may_have_object(sentence: Sentence, participle: Word) -> bool:
    """Whether a reflexive pronoun may not be the object of its participle: "elles se sont parlé"."""
    grammar, after = sentence.grammar, sentence.at(after_adverbs(sentence, participle.index + 1))
    gives = not participle.profile.verbs.isdisjoint(grammar.attributing) and after and is_said(sentence, after)
    if gives and not any(begins_object(sentence, word) for word in rest_of_clause(sentence, participle)):
        return False  # "elles se sont dites prêtes"
    if not participle.profile.verbs.isdisjoint(grammar.dative_reflexives):
        return True
    if any(word.form in grammar.relative_objects for word in sentence.words[: participle.index]):
        return True
    if any(begins_object(sentence, word) for word in rest_of_clause(sentence, participle)):
        return True  # "elle s'est bâti en dix ans un empire"
    ends = after is None or not after.is_word or after.is_preposition or "CCONJ" in after.profile.tags
    compared = after is not None and after.index > participle.index + 1 and after.form in grammar.relatives
    return not ends and not compared and not (after is not None and after.form in grammar.comparing)


def is_said(sentence: Sentence, word: Word) -> bool:
    """Whether a word after a verb can only be an adjective that says something of another word."""
    profile, after = word.profile, sentence.at(word.index + 1)
    if not profile.adjectival or not profile.tags <= {"ADJ", "NOUN", "VERB"} or profile.infinitive or profile.gerund:
        return False
    if not sentence.is_open(word) or sentence.is_shade(word):
        return False
    leads = after is not None and after.profile.noun and not after.profile.grammatical
    return not leads and sentence.grammar.adverbial_adjectives.isdisjoint(profile.lemmas)


def rest_of_clause(sentence: Sentence, verb: Word) -> Iterator[Word]:
    """The words after a verb up to the next mark, verb or clause: "accumulées si vite que les disques manquent"."""
    openers = sentence.grammar.clause_openers
    rest = sentence.words[verb.index + 1 :]
    return takewhile(lambda word: word.is_word and not word.is_verb and word.form not in openers, rest)


def begins_object(sentence: Sentence, word: Word) -> bool:
    """Whether a word begins a noun phrase that no preposition governs."""
    before = sentence.words[word.index - 1]
    begins = word.profile.determiner not in (0, ANYTHING) and "ADP" not in word.profile.tags
    return (
        begins and not before.is_preposition and not before.profile.determiner and not sentence.holds_preposition(word)
    )


def complement_of(sentence: Sentence, verb: Word) -> Word | None:
    """The participle or the adjective that agrees with the subject of a verb, None if there is none."""
    grammar = sentence.grammar
    verb = last_infinitive(sentence, verb)
    if verb.profile.verbs.isdisjoint(grammar.auxiliaries_and_copulas):
        return None
    index = after_adverbs(sentence, verb.index + 1)
    participle = sentence.at(index)
    if participle and participle.form in grammar.copula_participles:
        index += 1
    elif verb.profile.verbs.isdisjoint(grammar.copulas):
        return None
    word = sentence.at(after_superlative(sentence, after_adverbs(sentence, index)))
    if word is None or not word.profile.adjectival or not sentence.is_open(word):
        return None
    if not word.profile.tags <= {"ADJ", "DET", "NOUN", "VERB"} or sentence.is_shade(word):
        return None
    after = sentence.at(word.index + 1)
    if after and after.profile.noun and not after.profile.grammatical and word.profile.adjective:
        return None  # "elle est bon élève"
    if after and word.profile.noun & after.profile.adjective and after.profile.tags <= {"ADJ", "NOUN"}:
        return None  # "ils sont partie civile"
    return word


def last_infinitive(sentence: Sentence, verb: Word) -> Word:
    """The infinitive at the end of a chain of verbs with one subject, or the verb itself: "doit pouvoir être"."""
    while not verb.profile.verbs.isdisjoint(sentence.grammar.controlling):
        index = after_adverbs(sentence, verb.index + 1)
        link = sentence.at(index)
        if link and link.form in sentence.grammar.infinitive_links:
            index += 1
        following, reflexive = verb_after(sentence, index)
        if following is None or not following.profile.infinitive or reflexive:
            break
        verb = following
    return verb


def after_superlative(sentence: Sentence, index: int) -> int:
    """The index of the adjective of a superlative that begins at an index, else the index itself."""
    article, degree = sentence.at(index), sentence.at(index + 1)
    if article is None or degree is None or degree.form not in sentence.grammar.comparing:
        return index
    superlative = article.profile.determiner and not sentence.contracts(article)  # "il est des plus prudents"
    return after_adverbs(sentence, index + 1) if superlative else index
