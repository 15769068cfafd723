"""Fits a new text between the words around it: "d’" + "traiter" is "de traiter", "de" + "aborder" "d’aborder"."""

from __future__ import annotations

from dataclasses import dataclass

from checker.checks.agreement.grammar import Grammar, read_grammar
from checker.checks.pattern.elements import agree
from checker.morphology import Lexicon
from checker.packs.languages import Language

GRAMMAR = "grammar.yaml"
VOWEL = "e"  # the one that most elided words have lost


@dataclass(frozen=True)
class Euphony:
    """Elision and contraction by the ``grammar.yaml`` of a language; none where it has no such file."""

    language: Language
    grammar: Grammar
    lexicon: Lexicon

    @classmethod
    def of(cls, language: Language, lexicon: Lexicon) -> Euphony:
        """The euphony of a language.

        Raises:
            RuleError: its ``grammar.yaml`` is wrong.
        """
        path = language.resource(GRAMMAR)
        return cls(language, read_grammar(path) if path else Grammar(), lexicon)

    def before(self, left: str, right: str) -> str:
        """The form that a word takes before another, both in lower case and with straight apostrophes."""
        if not self.grammar.vowels or not right[:1].isalnum():
            return left
        if self.grammar.begins_with_vowel(right):
            return self.grammar.before_vowel.get(left) or self.elided(left) or left
        return self.full(left, right) if left.endswith("'") else left

    def elided(self, word: str) -> str:
        """A word without its vowel, empty if it keeps it."""
        return f"{word[:-1]}'" if word.endswith(VOWEL) and word[:-1] in self.language.file.elided else ""

    def full(self, elided: str, right: str) -> str:
        """An elided word with its vowel: that which agrees with the word after it."""
        candidates = self.grammar.full_forms.get(elided) or (elided[:-1] + VOWEL,)
        readings = self.lexicon.readings(right)
        after = [reading for reading in readings if reading.upos == "NOUN"] or readings
        fitting = (word for word in candidates if agree(self.lexicon.readings(word), after))
        return next(fitting, candidates[0])

    def contracted(self, left: str, right: str) -> str:
        """The contraction of two words, empty if they stay two."""
        return self.grammar.contractions.get(f"{left} {right}", "")
