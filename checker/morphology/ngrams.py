"""Frequencies of sequences of two and three words in published text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from math import log2
from pathlib import Path
from typing import Final

from checker.model import plain_form
from checker.packs.languages import Language

RESOURCE: Final = "ngrams.marisa"
FORMAT: Final = "<B"
STEPS: Final = 8  # of a doubling


class Ngrams:
    """The sequences of a file, with the logarithms of their counts. Nothing is read before the first question."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @classmethod
    def of(cls, language: Language) -> Ngrams | None:
        """The sequences of a language's pack, None if the pack has none."""
        path = language.resource(RESOURCE)
        return cls(path) if path else None

    @cached_property
    def _counts(self):  # type: ignore[no-untyped-def]
        import marisa_trie

        return marisa_trie.RecordTrie(FORMAT).mmap(str(self._path))

    def count(self, forms: Sequence[str]) -> float:
        """The logarithm to base 2 of one more than how often the forms stand side by side."""
        key = key_of(forms)
        found = self._counts.get(key) if key.isprintable() else None
        return found[0][0] / STEPS if found else 0.0

    def support(self, forms: Sequence[str], place: range) -> float:
        """How well some words suit those around them in a sentence; 0 for no words, or if nothing is known.

        It is the sum of `count` over the sequences of two and three words that cross their beginning or their end; a
        single word also counts with one word on either side.
        """
        if not place:
            return 0.0
        first, last = place.start, place.stop
        left, right = forms[max(0, first - 2) : first + 1], forms[last - 1 : last + 2]
        around = forms[first - 1 : last + 1] if first and last - first == 1 else ()
        sequences = (left[-2:], right[:2], left, right, around)
        return sum(self.count(sequence) for sequence in sequences if len(sequence) > 1)


def key_of(forms: Sequence[str]) -> str:
    """A sequence in lower case, with straight apostrophes, all figures alike."""
    return " ".join("0" if form[0].isdigit() else plain_form(form) for form in forms)


def write_ngrams(sentences: Iterable[Sequence[str]], path: Path, rarest: int) -> None:
    """Write the sequences of two and three words that occur at least `rarest` times."""
    import marisa_trie

    found = Counter(
        key_of(forms[start : start + size])
        for forms in sentences
        for size in (2, 3)
        for start in range(len(forms) - size + 1)
    )
    rows = ((key, (min(255, round(STEPS * log2(1 + n))),)) for key, n in sorted(found.items()) if n >= rarest)
    marisa_trie.RecordTrie(FORMAT, rows).save(str(path))
