"""One index over all patterns by their rarest form or lemma, so that few patterns are tried on a token."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from threading import Lock
from typing import Final, Generic, TypeVar

from checker.checks.pattern.elements import Element, trusted
from checker.checks.pattern.matching import Pattern
from checker.identify.word_tables import WordTable
from checker.model import Token
from checker.packs.languages import Language
from checker.packs.recorded import Words

Item = TypeVar("Item")

MOST_FORMS: Final = 1 << 16  # that are remembered
# Zipf frequencies: of what has no letters; of a lemma more than of its basic form; of what has no form to look up.
COMMON, INFLECTED, ANY_WORD = 6.0, 0.5, 9.0


class Index:
    """Patterns by their anchors."""

    def __init__(self) -> None:
        self._forms: dict[str, list[Pattern]] = defaultdict(list)
        self._lemmas: dict[str, list[Pattern]] = defaultdict(list)
        self._others: list[Pattern] = []
        self._known: dict[str, tuple[Pattern, ...]] = {}

    def add(self, patterns: Iterable[Pattern]) -> None:
        """Add patterns; of those with one anchor the first added come first."""
        self._known.clear()
        for pattern in patterns:
            keys = pattern.elements[pattern.anchor].keys
            if keys is None:
                self._others.append(pattern)
                continue
            for form in keys[0]:
                self._forms[form].append(pattern)
            for lemma in keys[1]:
                self._lemmas[lemma].append(pattern)

    def patterns(self, token: Token) -> tuple[Pattern, ...]:
        """The patterns whose anchor the token may be; cached by form."""
        found = self._known.get(token.form)
        if found is None:
            if len(self._known) >= MOST_FORMS:
                self._known.clear()
            found = self._known[token.form] = self._look_up(token)
        return found

    def _look_up(self, token: Token) -> tuple[Pattern, ...]:
        found = [*self._forms.get(token.folded, ()), *self._others]
        for lemma in {reading.lemma for reading in token.readings} & self._lemmas.keys():
            found += self._lemmas[lemma]
        return tuple(dict.fromkeys(pattern for pattern in found if may_be(token, pattern)))


class Waiting(Generic[Item]):
    """Rules, or parts of them, that are not compiled before a text has one of their words.

    Args:
        items: each with its name, by which they are added in order, and its words.
    """

    def __init__(self, items: Iterable[tuple[str, Words, Item]]) -> None:
        self._forms: dict[str, list[tuple[str, Item]]] = defaultdict(list)
        self._lemmas: dict[str, list[tuple[str, Item]]] = defaultdict(list)
        self._seen: set[str] = set()
        self._woken: set[str] = set()
        self._lock = Lock()
        for name, words, item in items:
            for form in words.forms:
                self._forms[form].append((name, item))
            for lemma in words.lemmas:
                self._lemmas[lemma].append((name, item))

    def wake(self, tokens: Iterable[Token], add: Callable[[list[Item]], None]) -> None:
        """Add what has waited for one of some tokens, if it is not added yet.

        Several threads may check texts at once: none goes on before what its text needs is added.
        """
        if not self._forms and not self._lemmas:
            return
        with self._lock:
            new = {token.form: token for token in tokens if token.form not in self._seen}
            items = {name: item for token in new.values() for name, item in self._waiting_for(token)}
            if names := sorted(items.keys() - self._woken):
                add([items[name] for name in names])
            self._woken.update(items)
            if len(self._seen) >= MOST_FORMS:
                self._seen.clear()
            self._seen.update(new)

    def _waiting_for(self, token: Token) -> Iterator[tuple[str, Item]]:
        yield from self._forms.get(token.folded, ())
        for lemma in {reading.lemma for reading in token.readings} & self._lemmas.keys():
            yield from self._lemmas[lemma]


def pattern_words(patterns: Iterable[Pattern]) -> Words | None:
    """Words of which every match of one of some patterns has one; None if there are none such."""
    keys = [pattern.elements[pattern.anchor].keys for pattern in patterns]
    known = [key for key in keys if key]
    if not keys or len(known) < len(keys):
        return None
    return Words(*(frozenset[str]().union(*several) for several in zip(*known, strict=True)))


def may_be(token: Token, pattern: Pattern) -> bool:
    """True if a token may be the anchor of a pattern; its readings are tried only if the form does not decide."""
    element = pattern.elements[pattern.anchor]
    if pattern.settled:
        return element.fits(token, trusted, inside=False)
    return not element.has_readings or bool(element.readings(token))


def rarity(language: Language) -> Callable[[Element], float]:
    """Return a function for the Zipf frequency of the tokens that an element may be."""
    table = WordTable.of(language)

    def zipf(form: str) -> float:
        if not any(letter.isalpha() for letter in form):
            return COMMON
        return max(table.zipf(form), table.zipf(form.rstrip("'"))) if table else COMMON - min(len(form), 10) / 2

    def common(element: Element) -> float:
        if element.word.compound:
            return COMMON
        if element.keys is None:
            return ANY_WORD - bool(element.word.regex) - element.has_readings
        forms, lemmas = element.keys
        return max([*map(zipf, forms), *(zipf(lemma) + INFLECTED for lemma in lemmas)])

    return common


def anchor_of(elements: Sequence[Element], common: Callable[[Element], float]) -> int | None:
    """The place of the rarest required element; None if there is none with a form or lemma."""
    places = [n for n, element in enumerate(elements) if not element.word.optional]
    anchor = min(places, key=lambda n: common(elements[n]), default=None)
    return None if anchor is None or common(elements[anchor]) >= ANY_WORD else anchor
