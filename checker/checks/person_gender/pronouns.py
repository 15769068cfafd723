"""Pronouns that are not of the gender of the person: "a déclaré Helen Brandt. Il a ajouté"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from checker.analysis import Analysis
from checker.checks.person_gender.persons import GENDERS, Persons, chains_of, is_governed, opposite
from checker.checks.person_gender.wrong import Wrong
from checker.checks.verb_form import lemmas_of
from checker.model import Segment, Token
from checker.morphology import Tree
from checker.text.quotations import quotations

FARTHEST_VERB: Final = 5  # words from a pronoun to its verb
SUBJECTS: Final = ("nsubj", "nsubj:pass", "obl:agent", "root")
JOINED: Final = ("appos", "flat", "flat:name", "flat:foreign")


@dataclass(frozen=True)
class Pronouns:
    """Finds pronouns that begin a sentence after one that names nobody but a person of the other gender.

    Attributes:
        verbs: lemmas of verbs whose subject is a person.
    """

    pronoun: re.Pattern[str]
    persons: Persons
    verbs: frozenset[str]

    def wrong(self, analysis: Analysis) -> Iterator[Wrong]:
        """The pronouns of a document, each with the person that it means, of whatever gender."""
        text, blocks = analysis.document.text, analysis.document.blocks
        quoted = cache(lambda block: quotations(text, block))
        sentences = (each for block in analysis.document.prose for each in analysis.segments_over(block))
        for before, segment in pairwise(sentences):
            found = self.pronoun.match(text, segment.span.start)
            tokens = analysis.tokens(segment.span) if found and not segment.quoted else ()
            if not found or not self.takes_person(tokens) or may_mean_another(analysis, before, found["word"]):
                continue
            person = self.person(analysis, before, same_paragraph="\n" not in text[before.span.start : found.start()])
            if person:
                block = blocks[bisect_right(blocks, found.start(), key=lambda own: own.start) - 1]
                if not any(own.start <= found.start() < own.end for own in quoted(block)):
                    yield Wrong(tokens[0].span, found["word"], *person)

    def takes_person(self, tokens: Sequence[Token]) -> bool:
        """True if the first verb of a sentence, its auxiliary aside, has a person for its subject."""
        for token in tokens[1:FARTHEST_VERB]:
            verbs = {reading.lemma for reading in token.readings if reading.upos == "VERB"}
            if verbs:
                return not verbs.isdisjoint(self.verbs)
        return False

    def person(self, analysis: Analysis, segment: Segment, *, same_paragraph: bool) -> tuple[str, str] | None:
        """The gender and name of the only person of a sentence, its subject; at a paragraph's end, who speaks there."""
        tokens = analysis.tokens(segment.span)
        quoted = quotations(analysis.document.text, segment.span)
        said = {n for n, token in enumerate(tokens) if any(token.span.overlaps(own) for own in quoted)}
        chains = [own for own in chains_of(tokens) if own.start not in said]
        if any(len(own) == 1 and not is_governed(tokens, own.start) for own in chains):
            return None
        tree = analysis.trees([segment.span]).get(segment.span)
        if tree is None:
            return None
        nouns = [n for n, tag in enumerate(tree.upos) if tag == "NOUN" and tokens[n].form.islower() and n not in said]
        persons = [(own, gender) for own in chains if (gender := self.persons.gender_of(tokens, own))]
        if same_paragraph and not persons and all(len(own) == 1 for own in chains):
            return self.noun(tree, tokens, nouns)
        if len(persons) != 1 or any(own != persons[0][0] and not is_governed(tokens, own.start) for own in chains):
            return None
        chain, gender = persons[0]
        if not self.is_subject(tree, tokens, chain.start, speaking=not same_paragraph):
            return None
        if any(self.persons.is_human(tokens, n, opposite(gender)) for n in nouns):
            return None
        return gender, " ".join(tokens[n].form for n in chain)

    def noun(self, tree: Tree, tokens: Sequence[Token], nouns: Sequence[int]) -> tuple[str, str] | None:
        """The gender of the only noun of a sentence without names that means a person, its subject, and the noun."""
        people = [(n, gender) for n in nouns for gender in GENDERS if self.persons.is_human(tokens, n, gender)]
        if len(people) != 1:
            return None
        place, gender = people[0]
        readings = [reading for n in nouns for reading in tokens[n].readings if reading.upos == "NOUN"]
        other = f"Gender={opposite(gender)}"
        if any(other in each.feats and "Number=Plur" not in each.feats for each in readings):
            return None
        return (gender, tokens[place].form) if tree.deprels[place] in ("nsubj", "nsubj:pass") else None

    def is_subject(self, tree: Tree, tokens: Sequence[Token], place: int, *, speaking: bool) -> bool:
        """True if a name, or the noun that it stands beside, is the subject of a verb, or of a verb of persons."""
        while tree.heads[place] >= 0 and (tree.deprels[place] in JOINED or is_next(tree, place)):
            place = tree.heads[place]
        head = tree.heads[place]
        speaks = head >= 0 and not self.verbs.isdisjoint(lemmas_of(tokens[head]))
        inverted = tree.deprels[place] == "obj" and head < place and speaks
        return inverted or (tree.deprels[place] in SUBJECTS and (speaks or not speaking))


def may_mean_another(analysis: Analysis, segment: Segment, word: str) -> bool:
    """True if a pronoun stands in a sentence, "-elle" also, or one that leaves the gender open: "lui"."""
    for token in analysis.tokens(segment.span):
        if word.lower() in token.form.lower().split("-") or any("Case=Dat" in r.feats for r in token.readings):
            return True
    return False


def is_next(tree: Tree, place: int) -> bool:
    """True if a name leans on the noun right before it: "la neurologue Claire X"."""
    return tree.heads[place] == place - 1 and tree.upos[place - 1] == "NOUN"
