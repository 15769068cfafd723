"""A language's ``grammar.yaml``: facts that all rules of agreement share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

import msgspec

from checker.packs.yaml_source import YamlSource


class Grammar(msgspec.Struct, forbid_unknown_fields=True, frozen=True, dict=True):
    """The keys of ``grammar.yaml``; the file itself says what each holds."""

    prenominal: frozenset[str] = frozenset()
    adverbs: frozenset[str] = frozenset()
    adverb_ending: str = ""
    comparing: frozenset[str] = frozenset()
    joining: frozenset[str] = frozenset()
    distributive: frozenset[str] = frozenset()
    adding: frozenset[str] = frozenset()
    attributing: frozenset[str] = frozenset()
    adverbial_adjectives: frozenset[str] = frozenset()
    free_relatives: frozenset[str] = frozenset()
    bare_relatives: frozenset[str] = frozenset()
    relative_objects: frozenset[str] = frozenset()
    unvaried_participles: frozenset[str] = frozenset()
    clause_nouns: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    relational: frozenset[str] = frozenset()
    quantities: frozenset[str] = frozenset()
    pluralising: frozenset[str] = frozenset()
    counts: frozenset[str] = frozenset()
    collectives: frozenset[str] = frozenset()
    adverbial: frozenset[str] = frozenset()
    controlling: frozenset[str] = frozenset()
    infinitive_links: frozenset[str] = frozenset()
    copulas: frozenset[str] = frozenset()
    auxiliaries: frozenset[str] = frozenset()
    bound_pronouns: dict[str, frozenset[str]] = {}
    mostly_plural: frozenset[str] = frozenset()
    silent_plurals: frozenset[str] = frozenset()
    set_phrases: tuple[str, ...] = ()
    degree_phrases: tuple[str, ...] = ()
    common_gender: frozenset[str] = frozenset()
    exemplifying: frozenset[str] = frozenset()
    shades: frozenset[str] = frozenset()
    colours: frozenset[str] = frozenset()
    dividing: frozenset[str] = frozenset()
    epithets: frozenset[str] = frozenset()
    loans: frozenset[str] = frozenset()
    unvaried: frozenset[str] = frozenset()
    copula_participles: frozenset[str] = frozenset()
    negations: frozenset[str] = frozenset()
    dative_reflexives: frozenset[str] = frozenset()
    reflexives: frozenset[str] = frozenset()
    clause_openers: frozenset[str] = frozenset()
    relatives: frozenset[str] = frozenset()
    comparisons: frozenset[str] = frozenset()
    ambiguous_subjects: frozenset[str] = frozenset()
    stressed: frozenset[str] = frozenset()
    partitive_pronouns: frozenset[str] = frozenset()
    stressed_plurals: frozenset[str] = frozenset()
    genitives: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    pronoun_rows: tuple[tuple[str, str, str, str], ...] = ()
    indefinite_subjects: frozenset[str] = frozenset()
    polite: frozenset[str] = frozenset()
    either_number: frozenset[str] = frozenset()
    relative_subjects: frozenset[str] = frozenset()
    antecedents: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()
    before_vowel: dict[str, str] = {}
    contractions: dict[str, str] = {}
    vowels: str = ""
    aspirated: tuple[str, ...] = ()

    @cached_property
    def full_forms(self) -> dict[str, tuple[str, ...]]:
        """The forms that stand before a vowel, each with those that stand elsewhere."""
        full: dict[str, tuple[str, ...]] = {}
        for word, short in self.before_vowel.items():
            full[short] = (*full.get(short, ()), word)
        return full

    @cached_property
    def phrases_by_first(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        """The set phrases, each as its words, by their first word."""
        found: dict[str, tuple[tuple[str, ...], ...]] = {}
        for phrase in (*self.set_phrases, *self.degree_phrases):
            words = tuple(phrase.split())
            found[words[0]] = (*found.get(words[0], ()), words)
        return found

    def phrases_in(self, forms: Sequence[str]) -> Iterator[range]:
        """The places of each set phrase among the forms of a sentence."""
        for start, form in enumerate(forms):
            for phrase in self.phrases_by_first.get(form, ()):
                if tuple(forms[start : start + len(phrase)]) == phrase:
                    yield range(start, start + len(phrase))

    @cached_property
    def auxiliaries_and_copulas(self) -> frozenset[str]:
        """The verbs that a participle may follow."""
        return self.auxiliaries | self.copulas

    def begins_with_vowel(self, word: str) -> bool:
        """Whether a word makes the one before it elide."""
        return word[0].lower() in self.vowels and not word.lower().startswith(self.aspirated)


@lru_cache
def read_grammar(path: Path) -> Grammar:
    """Read the file.

    Raises:
        RuleError: it is wrong.
    """
    return YamlSource.read(path).convert(Grammar)
