"""Judges guessed target languages: an article left wholly untranslated must not pass."""

from __future__ import annotations

import os
from collections import Counter, defaultdict

from checker.model import UNDETERMINED, Document

NAMED = 5  # documents of each language that a message names
ADVICE = "give --target, or `target` in checker.toml"
RISK = f"the target language is guessed, so an article that was left wholly untranslated may pass; {ADVICE}"


class Guesses:
    """Counts the languages of a run's documents, and tells which guesses stand out."""

    def __init__(self) -> None:
        self._languages: Counter[str] = Counter()
        self._of_folders: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._guessed: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self._numbers: Counter[tuple[str, str]] = Counter()

    def __bool__(self) -> bool:
        return bool(self._numbers)

    def add(self, document: Document) -> None:
        """Take in a document that was checked."""
        language = document.target_language or UNDETERMINED
        if language == UNDETERMINED:
            return
        folder = os.path.dirname(document.path) if document.path else ""
        self._languages[language] += 1
        self._of_folders[folder][language] += 1
        if document.guessed:
            key = folder, language
            self._numbers[key] += 1
            if len(self._guessed[key]) < NAMED:
                self._guessed[key].append(str(document.name))

    def strangers(self) -> tuple[str, ...]:
        """A line on each language that was guessed where as many documents of folder or run have another."""
        return tuple(
            f"{names_of(names, self._numbers[key])}: the guess is {key[1]!r}, but {usual}; left untranslated? {ADVICE}"
            for key, names in self._guessed.items()
            if (usual := self._unlike(*key))
        )

    def _unlike(self, folder: str, language: str) -> str | None:
        """A language that as many documents have as this one; None if there is none."""
        for place, languages in ((folder, self._of_folders[folder]), ("this run", self._languages)):
            number, other = max(
                ((number, tag) for tag, number in languages.items() if tag != language), default=(0, "")
            )
            if number >= languages[language]:
                where = f" in {place}" if place else ""
                return f"{number} of {languages.total()} documents{where} {'is' if number == 1 else 'are'} in {other!r}"
        return None


def names_of(names: list[str], number: int) -> str:
    """The first names, and how many more there are."""
    rest = f" and {number - len(names)} more" if number > len(names) else ""
    return f"{', '.join(names)}{rest}"
