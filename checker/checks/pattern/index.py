"""One index over all patterns by their rarest form or lemma, so that few patterns are tried on a token."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from checker.checks.pattern.elements import Element, trusted
from checker.checks.pattern.matching import Pattern
from checker.identify.word_tables import WordTable
from checker.model import Token
from checker.packs.languages import Language

MOST_FORMS: Final = 1 << 16  # that are remembered
# Zipf frequencies: of what has no letters; of a lemma more than of its basic form; of what has no form to look up.
COMMON, INFLECTED, ANY_WORD = 6.0, 0.5, 9.0


class Index:
    """Patterns by their anchors."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._forms: dict[str, list[Pattern]] = defaultdict(list)
        self._lemmas: dict[str, list[Pattern]] = defaultdict(list)
        self._others: list[Pattern] = []
        self._known: dict[str, tuple[Pattern, ...]] = {}
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
