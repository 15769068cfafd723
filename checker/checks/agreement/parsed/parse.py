"""A sentence with its dependency tree: who controls what, and how certain that is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Final

from checker.checks.agreement.names import is_name, name_values
from checker.checks.agreement.sentence import Sentence
from checker.checks.agreement.words import ANYTHING, MASCULINE, PLURAL, SINGULAR, THIRD, Word, relax, values_of
from checker.morphology.tree import ROOT, Tree

FEMININE: Final = values_of("Gender=Fem")
CHAINED: Final = frozenset({"acl", "amod", "appos", "conj", "dep", "flat", "nmod", "obl"})
SHORTEST_NOUN: Final = 3  # letters; shorter ones are mostly abbreviations
NOMINAL: Final = frozenset({"NOUN", "PRON", "PROPN"})
REFLEXIVE: Final = ("expl", "iobj", "obj", "obl", "dep")


@dataclass(frozen=True, slots=True)
class Controller:
    """A noun phrase or a pronoun as it controls other words.

    Attributes:
        word: its head; the antecedent of a relative pronoun.
        values: those that it gives to a verb.
        attributed: those that it gives to an adjective or a participle.
        certainty: in [0, 1], how likely the tree has put it together rightly.
    """

    word: Word
    values: int
    attributed: int
    certainty: float


class Parse:
    """The tree of a sentence, read for agreement."""

    def __init__(self, sentence: Sentence, tree: Tree) -> None:
        self.sentence = sentence
        self.tree = tree
        self.labels = tuple(deprel.partition(":")[0] for deprel in tree.deprels)
        children: dict[int, list[int]] = defaultdict(list)
        for child, head in enumerate(tree.heads):
            children[head].append(child)
        self._children = children

    def children(self, head: int, *labels: str) -> Iterator[int]:
        """The words that lean on a head by one of these relations, in text order."""
        return (child for child in self._children[head] if self.labels[child] in labels)

    def children_by_form(self, head: int, forms: Container[str]) -> Iterator[int]:
        """The words that lean on a head and have one of these forms, in text order."""
        return (child for child in self._children[head] if self.sentence.words[child].form in forms)

    def is_subject(self, index: int) -> bool:
        """Whether a word is the subject of its head."""
        return self.labels[index] == "nsubj" or self.tree.deprels[index] == "expl:subj"

    def is_relative(self, index: int) -> bool:
        """Whether a word is the verb of a relative clause."""
        return self.tree.deprels[index] == "acl:relcl"

    def is_verb(self, word: Word) -> bool:
        """Whether a word is a finite verb, by its form or by the tree."""
        return not word.named and (word.is_verb or (bool(word.profile.finite) and self.is_verbal(word)))

    def is_verbal(self, word: Word) -> bool:
        """Whether a form that may be a finite verb can be nothing else, or is one by the tree."""
        return word.profile.tags <= {"VERB", "AUX"} or self.tree.upos[word.index] in ("VERB", "AUX")

    def clause_head(self, verb: Word) -> int:
        """The head of the clause of a finite verb: what it is the auxiliary or the copula of, or itself."""
        return self.tree.heads[verb.index] if self.labels[verb.index] in ("aux", "cop") else verb.index

    def finite(self, head: int) -> tuple[Word, float] | None:
        """The finite verb of the clause of a head: an auxiliary, a copula or itself, and how certain it is.

        None if there is none, or if there are two, which cannot be.
        """
        words, confidence = self.sentence.words, self.tree.confidence
        helpers = list(self.children(head, "aux", "cop"))
        finite = [helper for helper in helpers if words[helper].profile.finite]
        if finite:
            return (words[finite[0]], confidence[finite[0]]) if len(finite) == 1 else None
        own = words[head]
        if not helpers and own.profile.finite and self.is_verbal(own):
            return own, 1.0
        return None

    def is_reflexive(self, verb: int) -> bool:
        """Whether a reflexive pronoun leans on a verb: "se", or "nous" where the subject is "nous" as well."""
        found = self.finite(verb)
        finite = found[0].profile.finite if found else ANYTHING
        forms = (self.sentence.words[child] for child in self.children(verb, *REFLEXIVE))
        return any(
            (word.form in self.sentence.grammar.reflexives and bool(relax(word.profile.pronoun, "Number") & finite))
            or any("Reflex=Yes" in r.feats for r in word.token.readings)
            for word in forms
        )

    def above(self, index: int) -> Iterator[int]:
        """The words that a noun depends on inside its phrase, the nearest first."""
        while self.labels[index] in CHAINED and not self.is_relative(index) and self.tree.heads[index] != ROOT:
            index = self.tree.heads[index]
            yield index

    def is_joined(self, index: int) -> bool:
        """Whether a word is one of several that are coordinated."""
        return self.labels[index] == "conj" or any(self.children(index, "conj"))

    def clause_of(self, index: int) -> int:
        """The first of the coordinated words that a word belongs to."""
        while self.labels[index] == "conj" and self.tree.heads[index] != ROOT:
            index = self.tree.heads[index]
        return index

    def controller(self, index: int) -> Controller | None:
        """The word that others agree with, as a subject or an adjective's noun, with its values; None if unknown."""
        word = self.sentence.words[index]
        if word.form in self.sentence.grammar.relative_subjects:
            return self.antecedent(index)
        single = self.single(index)
        if single is None:
            return None
        return self.coordinated(index, single)

    def antecedent(self, pronoun: int) -> Controller | None:
        """The antecedent of a relative pronoun, with all in front of it that may be it as well."""
        verb = self.clause_of(self.tree.heads[pronoun])
        head = self.tree.heads[verb]
        if not self.is_relative(verb) or head == ROOT or head > pronoun:
            return None
        found = self.controller(head)
        if found is None:
            return None
        values, attributed = found.values, found.attributed
        for other in self.rivals_of_antecedent(head, pronoun):
            values |= other.values
            attributed |= other.attributed
        return Controller(found.word, values, attributed, min(found.certainty, self.tree.confidence[verb]))

    def rivals_of_antecedent(self, head: int, pronoun: int) -> Iterator[Controller]:
        """Rival antecedents of a relative clause: nouns before the antecedent or between it and the pronoun."""
        if self.is_joined(head):
            yield Controller(self.sentence.words[head], PLURAL & THIRD, PLURAL, 1.0)
        for index in (*self.above(head), *range(head + 1, pronoun)):
            word = self.sentence.words[index]
            dependent = self.sentence.is_qualifier(word) or self.sentence.is_relational(word)
            if self.tree.upos[index] in NOMINAL and not dependent:
                yield self.single(index) or Controller(self.sentence.words[index], THIRD, ANYTHING, 1.0)

    def single(self, index: int) -> Controller | None:
        """A word as a controller by itself, what is joined to it left aside."""
        word, upos = self.sentence.words[index], self.tree.upos[index]
        grammar, certainty = self.sentence.grammar, 1.0
        profile = word.profile
        if word.named and profile.subject:
            return None  # "le magazine Elle"
        if upos == "PRON" or (profile.pronoun and not profile.noun):
            values = profile.subject or profile.pronoun
            if (
                not values
                or word.form in grammar.relatives
                or (word.form in grammar.bound_pronouns and word.form not in grammar.either_number)
            ):
                return None
            if word.is_wh_word:
                return None
            personal = any("Person=" in reading.feats for reading in word.token.readings)
            if not personal and grammar.polite.isdisjoint(other.form for other in self.sentence.words):
                values &= THIRD  # "tous sont là", but "nous, élus, tous sommes là"
            attributed = values
            if not grammar.quantities.isdisjoint(profile.lemmas):
                return Controller(word, THIRD, ANYTHING, certainty)
            if word.form in grammar.either_number:
                values = relax(values, "Number")
                attributed = ANYTHING
            elif word.form in grammar.indefinite_subjects:
                attributed = ANYTHING
            elif word.form in grammar.polite:
                attributed = relax(values, "Number")
            return Controller(word, values, attributed, certainty)
        if upos not in ("NOUN", "PROPN"):
            return None
        if word.index in self.sentence.fixed or not grammar.adverbial.isdisjoint(profile.lemmas):
            return None
        values = self.noun_phrase(word)
        if not values:
            return None
        if not grammar.quantities.isdisjoint(profile.lemmas) and not self.is_one(word):
            return Controller(word, THIRD if values & SINGULAR else PLURAL & THIRD, ANYTHING, certainty)
        return Controller(word, values, values, certainty)

    def is_one(self, quantity: Word) -> bool:
        """Whether a quantity controls by itself: in "le nombre des élus", and "la foule" without complement."""
        grammar, lemmas, after = self.sentence.grammar, quantity.profile.lemmas, self.sentence.at(quantity.index + 1)
        phrase = self.sentence.phrase(quantity.index)
        definite = phrase is not None and phrase.words[0].index == quantity.index - 1 and phrase.words[0].is_definite
        if definite and not grammar.counts.isdisjoint(lemmas):
            return True
        governs = after is not None and (after.form in grammar.genitives or self.sentence.contracts(after))
        return not grammar.collectives.isdisjoint(lemmas) and not governs

    def noun_phrase(self, noun: Word) -> int:
        """The values of a noun with its determiner, 0 if they disagree or nothing is known of it."""
        if noun.named and self.sentence.has_taught_number(noun):
            return noun.profile.noun & THIRD
        phrase = self.sentence.phrase(noun.index)
        profile = noun.profile
        determiners = phrase.determiners if phrase else tuple(self.determiners(noun.index))
        title = noun.named and bool(determiners) and self.sentence.is_title(noun)
        common = title or not noun.named
        known = profile.noun and len(noun.form) >= SHORTEST_NOUN and noun.is_word and common
        values = self.sentence.noun_values(noun) if known else self.name_values(noun, determiners)
        if not noun.is_word or not values:
            return 0
        for determiner in determiners:
            values &= self.sentence.determiner_values(determiner)
        if noun.named and self.is_counted(noun.index):
            values = relax(values, "Number") & PLURAL  # "trois Transilien"
        elif values & PLURAL and self.is_counted(noun.index):
            values &= PLURAL
        before = self.sentence.at(noun.index - 1)
        if before and self.sentence.is_leading(before) and values & before.profile.adjective:
            values &= relax(before.profile.adjective, "Gender")  # "de nombreux pays"
        return values & THIRD

    def is_counted(self, noun: int) -> bool:
        """Whether a number from two on goes with a noun."""
        counts = (self.sentence.words[child] for child in self.children(noun, "nummod") if child < noun)
        return any(word.is_plural_number or is_plural_figure(word.form) for word in counts)

    def name_values(self, noun: Word, determiners: tuple[Word, ...]) -> int:
        """The values of a word that is no common noun, 0 if nothing is known of it; a lone name is one person."""
        if determiners:
            return THIRD
        begins = noun.token.form[:1].isupper() and self.tree.upos[noun.index] == "PROPN"
        if not (begins or is_name(noun)):
            return 0
        leading = [self.sentence.words[child] for child in self.children(noun.index, "amod") if child < noun.index]
        if leading:
            return reduce(and_, (word.profile.adjective for word in leading), THIRD)
        last = max((noun.index, *self.children(noun.index, "flat")))
        return name_values(self.sentence, noun, self.sentence.words[last])

    def determiners(self, noun: int) -> Iterator[Word]:
        """The determiners of a noun by the tree."""
        for child in self.children(noun, "det", "case"):
            word = self.sentence.words[child]
            if (
                word.profile.determiner
                and child < noun
                and (self.labels[child] == "det" or self.sentence.contracts(word))
            ):
                yield word

    def coordinated(self, index: int, first: Controller) -> Controller:
        """A controller with what is joined to it."""
        governed = {child for child in self.children(index, "conj") if any(self.children(child, "case"))}
        joined = [child for child in self.children(index, "conj") if child > index and child not in governed]
        if not joined:
            return first
        words = self.sentence.words
        if any(self.tree.upos[child] not in NOMINAL for child in joined):
            return Controller(first.word, relax(first.values, "Number"), ANYTHING, first.certainty)
        certainty = min(first.certainty, *(self.tree.confidence[child] for child in joined))
        loose = relax(first.values, "Number") if first.values & SINGULAR else first.values
        loose = relax(loose, "Gender")
        links = {words[link].form for child in joined for link in self.children(child, "cc")}
        members = [first, *(found for child in joined if (found := self.single(child)))]
        if not links or not links <= self.sentence.grammar.adding or len(members) <= len(joined):
            return Controller(first.word, loose, ANYTHING, certainty)
        persons = [p for p in ("1", "2", "3") if any(not m.values & ~values_of(f"Person={p}") for m in members)]
        person = values_of(f"Person={persons[0]}") if persons else ANYTHING
        if all(not member.attributed & MASCULINE for member in members):
            gender = FEMININE
        elif any(not member.attributed & FEMININE for member in members):
            gender = MASCULINE
        else:
            gender = ANYTHING
        values = PLURAL & person
        return Controller(first.word, values, values & gender, certainty)


THOUSANDS: Final = re.compile(r"\.(?=\d{3}(?!\d))")


def is_plural_figure(form: str) -> bool:
    """Whether a number in figures counts two or more, as the end of "30 000" does."""
    whole = re.split("[.,]", THOUSANDS.sub("", form))[0]
    return whole.isdigit() and (int(whole) > 1 or whole == "000")
