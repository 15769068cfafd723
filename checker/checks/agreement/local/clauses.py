"""Finds the subject of a verb where the words around it settle which it is.

A subject counts only if the clause visibly begins before it, so that nothing further to the left can
control the verb, and if all between the two only depends on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from checker.checks.agreement.local.groups import after_adverbs, shared, verb_after
from checker.checks.agreement.names import name_values
from checker.checks.agreement.sentence import Sentence
from checker.checks.agreement.verifier import Member
from checker.checks.agreement.words import ANYTHING, MASCULINE, PLURAL, SINGULAR, THIRD, Word, relax

SUBJECT: Final = frozenset({"PRON", "NOUN"})
CLAUSE_MARKS: Final = frozenset(":;«“")
FARTHEST_ANTECEDENT: Final = 14  # words
FARTHEST_COMPARISON: Final = 12  # words
FARTHEST_VERB: Final = 20  # words from the noun of a subject to its verb


@dataclass(frozen=True, slots=True)
class Clause:
    """A subject and its verb.

    Attributes:
        subject: with the values that it gives to the verb.
        attributed: the values that it gives to a participle or an attribute.
        reflexive: whether a reflexive pronoun leans on the verb.
    """

    subject: Member
    attributed: int
    verb: Word
    reflexive: bool


@lru_cache(1)
def clauses(sentence: Sentence) -> tuple[Clause, ...]:
    """The clauses of a sentence whose subject is certain."""
    return tuple(clauses_of(sentence))


def clauses_of(sentence: Sentence) -> Iterator[Clause]:
    """The clauses one by one: those of pronouns, of relative pronouns, of noun phrases, of names with a determiner."""
    for word in sentence.words:
        if word.profile.subject and not word.named:
            yield from pronoun_clause(sentence, word)
        elif word.form in sentence.grammar.relative_subjects:
            yield from relative_clause(sentence, word)
        elif opens_inverted(sentence, word):
            yield from inverted_clause(sentence, word)
    for readings in (*sentence.phrases, *sentence.phrases_from(sentence.pronouns_or_determiners())):
        phrase = next((phrase for phrase in readings if shared(sentence, phrase)), None)
        if phrase and not sentence.holds_preposition(phrase.determiners[0]) and opens_clause(sentence, phrase.start):
            yield from noun_clause(sentence, phrase.determiners[0], phrase.noun, shared(sentence, phrase))
    for word in sentence.words:
        if pluralises(sentence, word) and word.index and opens_clause(sentence, word.index - 1):
            yield from noun_clause(sentence, sentence.words[word.index - 1], word, PLURAL)
        name = sentence.at(word.index + 1)
        single = word.profile.determiner and not word.profile.determiner & PLURAL
        if (
            name
            and single
            and (name.named or not name.is_known)
            and name.is_word
            and opens_clause(sentence, word.index)
        ):
            yield from noun_clause(sentence, word, name, word.profile.determiner)


def pronoun_clause(sentence: Sentence, pronoun: Word) -> Iterator[Clause]:
    """The clause of a subject pronoun right before its verb."""
    before, grammar = sentence.at(pronoun.index - 1), sentence.grammar
    if pronoun.form in grammar.ambiguous_subjects and not is_subject_place(sentence, before):
        return
    if pronoun.form in grammar.stressed and before and is_apart(before) and before.form not in grammar.clause_openers:
        return
    verb, reflexive = verb_after(sentence, pronoun.index + 1)
    if verb is None or not verb.profile.finite or verb.named:
        return
    if pronoun.form in grammar.bound_pronouns and verb.profile.verbs.isdisjoint(grammar.copulas):
        return
    values = pronoun.profile.subject
    attributed = ANYTHING if pronoun.form in grammar.indefinite_subjects else values
    if pronoun.form in grammar.polite:
        attributed = relax(values, "Number")
    if pronoun.form in grammar.either_number:
        values = relax(values, "Number")
        attributed = ANYTHING if verb.profile.finite & PLURAL else attributed
    yield Clause(Member(pronoun, values, SUBJECT), attributed, verb, reflexive)


def is_subject_place(sentence: Sentence, before: Word | None) -> bool:
    """Whether no object can stand after a word: at the start, or after a conjunction that is no relative pronoun."""
    if before is None or (not before.is_word and before.index == 0):
        return True
    return before.form in sentence.grammar.clause_openers and before.form not in sentence.grammar.relatives


def is_apart(before: Word) -> bool:
    """Whether a word before a pronoun that may stand alone makes it do so: "avec elle", "lui et elle"."""
    return not before.profile.tags.isdisjoint({"ADP", "CCONJ"}) or bool(before.profile.finite)


def relative_clause(sentence: Sentence, pronoun: Word) -> Iterator[Clause]:
    """The clause of a relative pronoun that is its subject, with all that may be its antecedent."""
    verb, reflexive = verb_after(sentence, pronoun.index + 1)
    if verb is None or not verb.is_verb:
        return
    if subject_of_relative(sentence, pronoun):
        return
    if found := antecedent(sentence, pronoun):
        nearest, values = found
        yield Clause(Member(nearest, values, SUBJECT), values, verb, reflexive)


def subject_of_relative(sentence: Sentence, pronoun: Word) -> Word | None:
    """The subject behind its verb where a relative pronoun may be the object: "lo que escribe la ministra"."""
    return subject_behind(sentence, pronoun) if pronoun.form in sentence.grammar.relative_objects else None


def subject_behind(sentence: Sentence, opener: Word) -> Word | None:
    """The noun behind the verb of a clause that agrees with it, where no subject precedes."""
    found = inverted_clause(sentence, opener)
    return next((each.subject.word for each in found if each.subject.values & each.verb.profile.finite), None)


def is_resumed(sentence: Sentence, values: int, last: Word, verb: Word) -> bool:
    """Whether a noun is the object of a verb and is taken up by a clitic there: "le lettere le ha lette lo zio"."""
    clitics = sentence.words[last.index + 1 : verb.index]
    taken_up = any(word.profile.clitic and word.profile.pronoun & values for word in clitics)
    return taken_up and subject_behind(sentence, last) is not None


def antecedent(sentence: Sentence, pronoun: Word) -> tuple[Word, int] | None:
    """The nearest antecedent that a relative pronoun may have, with the values of all; None if there is none."""
    values, joined, nearest = 0, False, None
    for word in reversed(sentence.words[max(0, pronoun.index - FARTHEST_ANTECEDENT) : pronoun.index]):
        profile = word.profile
        if nearest is None and word.form in sentence.grammar.antecedents:
            nearest, values = word, profile.pronoun
            break
        if nearest is None and (word.is_preposition or not (word.is_word or word.form == ",")):
            return None
        if ends_antecedent(word):
            leans = (profile.subject or profile.clitic) and word.form not in sentence.grammar.ambiguous_subjects
            values |= 0 if leans else profile.pronoun  # "c'est nous, les gens ordinaires, qui inventons"
            break
        if word.form in sentence.grammar.antecedents:
            values |= profile.pronoun
        elif "CCONJ" in profile.tags:
            joined = True
        elif profile.participle and (before := sentence.at(word.index - 1)) and "AUX" in before.profile.tags:
            continue  # "il a perdu une place qui"
        elif profile.noun or word.named or not word.is_known:
            if nearest and (sentence.is_qualifier(word) or sentence.is_relational(word)):
                continue
            nearest = nearest or word
            values |= antecedent_values(sentence, word) | (PLURAL & THIRD if joined or word.is_number else 0)
        elif word.is_number:
            values |= PLURAL & THIRD
    return (nearest, values) if nearest else None


def inverted_clause(sentence: Sentence, opener: Word) -> Iterator[Clause]:
    """The clause of a noun phrase after its verb, where no subject precedes: "le quai où s’entassent les caisses"."""
    verb, reflexive = verb_after(sentence, opener.index + 1)
    if verb is None or not verb.is_verb or (verb.profile.participle and verb.index == opener.index + 1):
        return
    if any(word.profile.subject for word in sentence.words[opener.index + 1 : verb.index]):
        return
    start = after_adverbs(sentence, verb.index + 1)
    participle = sentence.at(start)
    if participle and "AUX" in verb.profile.tags and participle.profile.participle:
        start = after_adverbs(sentence, start + 1)
    readings = next((readings for readings in sentence.phrases if readings[0].start == start), ())
    phrase = next((phrase for phrase in readings if shared(sentence, phrase)), None)
    if phrase is None or sentence.holds_preposition(phrase.determiners[0]) or phrase.noun.named:
        return
    if not (sentence.grammar.adverbial | sentence.grammar.quantities).isdisjoint(phrase.noun.profile.lemmas):
        return
    values = or_sum(sentence, phrase.noun, shared(sentence, phrase) & THIRD)
    yield Clause(Member(phrase.noun, values, SUBJECT), values, verb, reflexive)


def or_sum(sentence: Sentence, noun: Word, values: int) -> int:
    """The values of a noun, or of the sum that it may begin: "le maire, son adjoint et la préfète"."""
    if not any("CCONJ" in word.profile.tags for word in sentence.words[noun.index + 1 :]):
        return values
    values = values if values & MASCULINE else relax(values, "Gender")  # a masculine noun makes the sum masculine
    return relax(values, "Number") if values & SINGULAR else values


def opens_inverted(sentence: Sentence, word: Word) -> bool:
    """Whether a word is a relative pronoun that cannot be the subject of the verb after it: "où", "auxquels"."""
    before, grammar = sentence.at(word.index - 1), sentence.grammar
    if word.form in grammar.relatives:
        return True
    relative = any("PronType=Rel" in reading.feats for reading in word.token.readings)
    subject = word.form in grammar.free_relatives | grammar.bare_relatives
    return relative and (not subject or (before is not None and before.is_preposition))


def ends_antecedent(word: Word) -> bool:
    """Whether no antecedent of a relative pronoun after a word can stand before it: a verb, a pronoun."""
    pronoun = word.profile.pronoun and not word.profile.determiner and not word.is_preposition
    return word.is_verb or bool(pronoun) or (word.profile.infinitive and word.profile.tags == {"VERB"})


def antecedent_values(sentence: Sentence, word: Word) -> int:
    """The values of a noun or a name as an antecedent."""
    if not sentence.grammar.quantities.isdisjoint(word.profile.lemmas):
        return THIRD
    if phrase := sentence.phrase(word.index):
        return (shared(sentence, phrase) or sentence.noun_values(word)) & THIRD
    if word.profile.noun and not word.named:
        return sentence.noun_values(word)
    before = sentence.at(word.index - 1)
    determiner = before.profile.determiner if before and before.profile.determiner != ANYTHING else 0
    return determiner & THIRD or name_values(sentence, word, word)


def noun_clause(sentence: Sentence, determiner: Word, noun: Word, values: int) -> Iterator[Clause]:
    """The clause of a noun phrase that begins it, prepositional phrases between the noun and the verb allowed."""
    grammar = sentence.grammar
    if not pluralises(sentence, noun) and not (grammar.adverbial | grammar.quantities).isdisjoint(noun.profile.lemmas):
        return
    if any("PronType=Int" in reading.feats for reading in determiner.token.readings):
        return
    values, index, dependent = values & THIRD, noun.index + 1, False
    summed = sum_of(sentence, determiner, noun)
    while (word := sentence.at(index)) and index - noun.index <= FARTHEST_VERB:
        before = sentence.words[index - 1]
        governed = "ADP" in before.profile.tags or before.profile.gerund or bool(before.profile.determiner)
        verb, reflexive = verb_after(sentence, index)
        if verb and not verb.named and is_clause_verb(sentence, verb, verb.index == index, governed):
            values = PLURAL & THIRD if summed and summed[-1] < index else values
            if is_resumed(sentence, values, before, verb):
                return
            yield Clause(Member(noun, values, SUBJECT), values, verb, reflexive)
            return
        if (closed := after_name(sentence, index)) > index:
            index = closed
            continue
        if inner := subject_of_relative(sentence, word):
            index = inner.index + 1
            continue
        if word.form == "(":
            index = next((w.index for w in sentence.words[index:] if w.form == ")"), len(sentence.words))
        elif (
            "ADP" in word.profile.tags or sentence.contracts(word) or (word.profile.gerund and not word.profile.finite)
        ):
            dependent = True
        elif not word.is_word and not word.is_number and index not in summed:
            return
        elif "CCONJ" in word.profile.tags:
            values = ANYTHING  # "mon frère et moi avons", "les murs et le toit"
        elif word.profile.determiner:
            if before.index not in summed and not (dependent and (governed or "CCONJ" in before.profile.tags)):
                return
        elif word.profile.tags & {"PRON", "SCONJ"} or (word.profile.verbal and not (dependent and governed)):
            return
        index += 1


def pluralises(sentence: Sentence, quantity: Word) -> bool:
    """Whether a quantity always stands for the plural that it is of: "la plupart des pays"."""
    if sentence.grammar.pluralising.isdisjoint(quantity.profile.lemmas):
        return False
    of = sentence.at(quantity.index + 1)
    return of is not None and sentence.contracts(of) and not of.profile.determiner & SINGULAR


def after_name(sentence: Sentence, index: int) -> int:
    """The index of a verb after a name between commas that begins at an index, else the index itself."""
    end = index + 1
    while (word := sentence.at(end)) and word.named and word.is_word:
        end += 1
    closed = sentence.words[index].form == "," and end > index + 1 and word is not None and word.form == ","
    verb, _ = verb_after(sentence, end + 1)
    return end + 1 if closed and verb and verb.is_verb else index


def sum_of(sentence: Sentence, determiner: Word, noun: Word) -> tuple[int, ...]:
    """The places of the commas and the conjunction that join a noun to others with a determiner; none if it is alone.

    Such a sum is a plural: "le prix du pain, le froid et la peur". Not so after "chaque", and a preposition other than
    "de" may govern both nouns: "le trafic entre la ville et le port".
    """
    if not sentence.grammar.distributive.isdisjoint(determiner.profile.lemmas) or noun.named:
        return ()
    joints: list[int] = []
    for word in sentence.words[noun.index + 1 : noun.index + FARTHEST_VERB]:
        after = sentence.at(word.index + 1)
        begins = after is not None and after.profile.determiner not in (0, ANYTHING) and not sentence.contracts(after)
        if begins and word.form in (",", *sentence.grammar.adding):
            joints.append(word.index)
            if word.form != ",":
                return tuple(joints)
        elif joints and joints[-1] == word.index - 1:
            continue
        elif not (word.form in sentence.grammar.genitives or sentence.contracts(word)) and not (
            word.is_word and word.profile.tags and word.profile.tags <= {"ADJ", "NOUN", "DET"}
        ):
            return ()
    return ()


def is_clause_verb(sentence: Sentence, verb: Word, alone: bool, governed: bool) -> bool:
    """Whether a word after a subject is its verb: nothing else, or the participle "étant".

    Args:
        sentence: the sentence.
        verb: the word.
        alone: whether no clitic stands before it.
        governed: whether a preposition or a determiner stands before it, so that it may be a noun.
    """
    if verb.profile.gerund and not verb.profile.verbs.isdisjoint(sentence.grammar.copulas):
        return True
    if alone and (verb.profile.participle or (governed and verb.profile.noun)):
        return False
    before = sentence.words[verb.index - 1]
    leads = sentence.is_leading(before) or (before.profile.adjective and not verb.profile.finite & THIRD)
    if alone and verb.profile.noun and leads:
        return False  # "les petits avions", "sa petite taille"
    after = sentence.at(verb.index + 1)
    governs = bool(verb.profile.finite and not verb.profile.grammatical and after and is_article(sentence, after))
    return verb.is_verb or (alone and governs)


def is_article(sentence: Sentence, word: Word) -> bool:
    """Whether a word is a determiner that holds no preposition: a noun can hardly stand right before it."""
    return word.profile.determiner not in (0, ANYTHING) and not sentence.contracts(word) and word.form != "l'"


def opens_clause(sentence: Sentence, index: int) -> bool:
    """Whether a clause begins at an index: at the start of the sentence, after a conjunction or an introduction."""
    before, first = sentence.at(index - 1), first_places(sentence)
    if before is None or first.content >= index:
        return True
    if before.form in sentence.grammar.clause_openers:
        near = {word.form for word in sentence.words[max(0, index - FARTHEST_COMPARISON) : index - 1]}
        return near.isdisjoint(sentence.grammar.comparisons)
    if before.form in CLAUSE_MARKS:
        return True
    if before.form != ",":
        return False
    if first.verb < index - 1:
        return True
    opening = sentence.words[0] if index > 1 else None
    opens = opening and (opening.profile.tags & {"ADP", "ADV"} or sentence.contracts(opening))
    return bool(opens) and first.division >= index - 1


class FirstPlaces(NamedTuple):
    """The places of the first words of their kinds in a sentence, beyond its end where there is none.

    Attributes:
        content: what may not precede the subject without being one.
        verb: what can only be a finite verb.
        division: a comma, or a finite verb that is no noun.
    """

    content: int
    verb: int
    division: int


@lru_cache(1)
def first_places(sentence: Sentence) -> FirstPlaces:
    """The first place of each of some kinds of word in a sentence; cached, as each comma asks for it."""
    words, end = sentence.words, len(sentence.words)
    divides = (word.index for word in words if (word.profile.finite and not word.profile.noun) or word.form == ",")
    return FirstPlaces(
        content=next((word.index for word in words if not introduces(sentence, word)), end),
        verb=next((word.index for word in words if word.is_verb), end),
        division=next(divides, end),
    )


def introduces(sentence: Sentence, word: Word) -> bool:
    """Whether a word may precede the subject of a sentence without being one: a mark, an adverb, "et"."""
    if not word.is_word and not word.is_number:
        return True
    adverb = bool(word.profile.tags) and word.profile.tags <= {"ADV", "CCONJ"}
    return word.index in sentence.fixed or adverb or word.form in sentence.grammar.adverbs
