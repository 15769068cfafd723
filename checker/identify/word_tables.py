"""Word tables: how frequent a word is in each language."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from pathlib import Path

import marisa_trie

from checker.packs.languages import Language, Packs

STEPS_PER_ZIPF = 25
PARTS = re.compile(r"[^\W\d_]+")


class WordTable:
    """The words of one language with their Zipf frequencies.

    A Zipf frequency is the base-10 logarithm of a word's occurrences in a billion words: 7 for
    "the", 4 for "summit", 1 for the rarest words known, 0 for an unknown one. Both files are
    built by ``training/word_tables.py``.
    """

    def __init__(self, words: Path, frequencies: Path) -> None:
        self._numbers = marisa_trie.Trie().mmap(str(words))
        self._steps = frequencies.read_bytes()

    @classmethod
    def of(cls, language: Language) -> WordTable | None:
        """The table of a language's pack, None if it has none."""
        files = language.resources("words.marisa", "words.zipf")
        return cls(*files) if files else None

    @cached_property
    def unlisted(self) -> float:
        """The frequency assumed for a word that is not in the table: a little below its rarest."""
        return max(1.0, min(self._steps) / STEPS_PER_ZIPF - 0.5)

    def zipf(self, form: str) -> float:
        """The frequency of a form in lower case with straight apostrophes.

        A compound that is not in the table is as frequent as the rarest of its parts.
        """
        number: int = self._numbers.get(form, -1)
        if number >= 0:
            return self._steps[number] / STEPS_PER_ZIPF
        if form.isalpha() or len(parts := PARTS.findall(form)) < 2:
            return 0.0
        numbers = [self._numbers.get(part, -1) for part in parts]
        return min(self._steps[n] if n >= 0 else 0 for n in numbers) / STEPS_PER_ZIPF


@lru_cache(maxsize=1)
def word_tables(packs: Packs) -> dict[str, WordTable]:
    """The word tables of all languages that have one, by tag."""
    tables = {tag: WordTable.of(language) for tag, language in sorted(packs.languages.items())}
    return {tag: table for tag, table in tables.items() if table}
