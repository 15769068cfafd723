"""Sentences of words that the French lexicon knows, put together without regard to agreement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

import marisa_trie
from hypothesis import strategies as st

from checker.morphology import Lexicon
from checker.packs.languages import BUNDLED, Packs

LEXICON = Lexicon.of(Packs().languages["fr"])
EVERY = 11  # of how many words of the word table one is taken
# Word classes in the order of a French sentence.
PATTERNS = (
    ("DET", "NOUN", "ADJ", "VERB", "DET", "NOUN"),
    ("DET", "ADJ", "NOUN", "AUX", "VERB", "ADP", "DET", "NOUN"),
    ("PRON", "AUX", "ADJ", "CCONJ", "PRON", "VERB"),
    ("DET", "NOUN", "ADP", "DET", "NOUN", "AUX", "VERB"),
    ("NOUN", "PRON", "VERB", "NUM", "NOUN", "ADJ"),
)


@cache
def forms() -> Mapping[str, Sequence[str]]:
    """Known forms by word class: every small word, and every so many of the others."""
    found: dict[str, list[str]] = defaultdict(list)
    table = marisa_trie.Trie().mmap(str(BUNDLED / "fr" / "words.marisa"))
    for number, form in enumerate(sorted(table.keys())):
        if form.isalpha() and (number % EVERY == 0 or len(form) < 5):
            for upos in {reading.upos for reading in LEXICON.readings(form)}:
                found[upos].append(form)
    return found


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """A sentence or two, with the odd sign between the words."""
    words = [
        draw(st.sampled_from(forms()[upos]))
        for pattern in draw(st.lists(st.sampled_from(PATTERNS), min_size=1, max_size=2))
        for upos in pattern
    ]
    gaps = [draw(st.sampled_from([" ", " ", " ", " ", ", ", " « ", "\u00a0", "\n", " 🙂 "])) for _ in words]
    text = "".join(part for pair in zip(words, gaps, strict=True) for part in pair)
    return text[0].upper() + text[1:].rstrip() + "."
