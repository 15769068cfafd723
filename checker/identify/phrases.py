"""Finds known phrases: fixed phrases of other languages ("of course"), and borrowed ones ("de facto")."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checker.identify.vocabulary import Words, form_of, words_of
from checker.model import Span
from checker.packs.languages import EVERY_LANGUAGE, Language, Packs

SET_PHRASES, BORROWED = "set_phrases.txt", "borrowed.txt"
BETWEEN_PARTS = re.compile("[ -]")
# Cut at its blanks, whatever the language: most entries are such, and there are six thousand.
PLAIN = re.compile("[a-z]+(?: [a-z]+)*")


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase in a block: its words, and the language whose list has it."""

    words: range
    tag: str


class Phrases:
    """Finds phrases in texts of one language.

    Args:
        target: that language, by whose rules words are cut.
        entries: each phrase with the language whose list it is from.
    """

    def __init__(self, target: Language, entries: Iterable[tuple[str, str]]) -> None:
        by_first: defaultdict[str, set[tuple[tuple[str, ...], str]]] = defaultdict(set)
        for phrase, tag in entries:
            plain = PLAIN.fullmatch(phrase)
            forms = tuple(phrase.split()) if plain else words_of(phrase, Span(0, len(phrase)), target).forms
            by_first[forms[0]].add((forms, tag))
        # The longest first: "at the same time" before "at the same".
        self._by_first = {form: sorted(found, key=lambda f: (-len(f[0]), f)) for form, found in by_first.items()}

    def find(self, words: Words) -> Iterator[Found]:
        """The phrases of a block, in order and apart."""
        free = 0
        # Most words begin no phrase.
        for n in [n for n, form in enumerate(words.forms) if form in self._by_first]:
            for forms, tag in self._by_first[words.forms[n]] if n >= free else ():
                end = n + len(forms)
                if words.forms[n:end] == forms:
                    yield Found(range(n, end), tag)
                    free = end
                    break


def set_phrases(target: Language, packs: Packs) -> Phrases:
    """The fixed phrases of all other languages that the target does not have as well."""
    own = set(map(form_of, target.word_list(SET_PHRASES)))
    others = (language for tag, language in packs.languages.items() if tag != target.tag)
    entries = ((phrase, other.tag) for other in others for phrase in other.word_list(SET_PHRASES))
    return Phrases(target, (entry for entry in entries if form_of(entry[0]) not in own))


def borrowed_phrases(target: Language, packs: Packs) -> Phrases:
    """The target's loanwords and those that most languages share, in every spelling."""
    lists = (target, packs.languages[EVERY_LANGUAGE]) if EVERY_LANGUAGE in packs.languages else (target,)
    entries = ((phrase, language.tag) for language in lists for phrase in language.word_list(BORROWED))
    return Phrases(target, ((form, tag) for phrase, tag in entries for form in ways_to_write(phrase)))


def ways_to_write(phrase: str) -> Iterator[str]:
    """A borrowed phrase with its words apart, with hyphens and joined, and the plurals in s."""
    parts = BETWEEN_PARTS.split(phrase)
    for form in sorted({phrase, *(between.join(parts) for between in (" ", "-", ""))}):
        yield form
        yield f"{form}s"


def stands_apart(found: Found, words: Words) -> bool:
    """True if a phrase has several words, or opens a sentence and a comma follows it."""
    first = found.words.start
    return len(found.words) > 1 or (words.text.startswith(",", words.ends[first]) and words.opens_sentence(first))
