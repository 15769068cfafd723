"""The words of a pattern, compiled into conditions on one token."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from checker.checks.pattern.compounds import is_unknown
from checker.checks.pattern.options import Several, Step, Test, Word
from checker.model import Reading, Token
from checker.morphology.lexicon import features

# Tells whether an expression matches all of a form.
Fills = Callable[[str, str], object]


expression_of = lru_cache(maxsize=None)(re.compile)  # of the bundled rules


def trusted(expression: str, form: str) -> object:
    """A match if an expression of a bundled rule matches all of a form."""
    return expression_of(expression).fullmatch(form)


def as_tuple(several: Several) -> tuple[str, ...]:
    """A tuple of a single value, or of several."""
    return (several,) if isinstance(several, str) else several


@dataclass(frozen=True)
class Element:
    """One word of a pattern or of a clause.

    Attributes:
        forms: of which its form is one; empty if any will do.
        alternatives: of which one holds, if there are any.
        word: as the pattern has it; that of a clause has nothing that needs other words.
    """

    word: Word
    forms: frozenset[str]
    lemmas: frozenset[str]
    upos: frozenset[str]
    feats: Mapping[str, str]
    beside: frozenset[str] | None
    alternatives: tuple[Element, ...] = ()
    exception: Element | None = None
    has_readings: bool = field(default=False)

    @classmethod
    def of(cls, test: Test | str) -> Element:
        """The element of a word in a pattern."""
        if isinstance(test, str):
            test = Word(form=test)
        word = test if isinstance(test, Word) else as_word(test)
        upos, lemmas, feats = (
            frozenset(as_tuple(word.upos)),
            frozenset(as_tuple(word.lemma)),
            dict(features(word.feats)),
        )
        return cls(
            word,
            frozenset((*as_tuple(word.form), *word.instead)),
            lemmas,
            upos,
            feats,
            None if word.beside is None else frozenset(word.beside) | upos,
            tuple(map(cls.of, word.any_of)),
            None if word.not_ is None else cls.of(word.not_),
            bool(upos or lemmas or feats or word.beside is not None),
        )

    @property
    def inner(self) -> Iterator[Element]:
        """The element itself and those nested in it."""
        yield self
        for element in (*self.alternatives, *([self.exception] if self.exception else [])):
            yield from element.inner

    @property
    def needs_lexicon(self) -> str:
        """The first key that needs a lexicon; empty if none does."""
        word = self.word
        keys = {"lemma": word.lemma, "upos": word.upos, "feats": word.feats, "compound": word.compound}
        asked = [key for key, value in keys.items() if value]
        asked += ["beside"] if word.beside is not None else []
        asked += ["agrees_with"] if word.agrees_with is not None else []
        return asked[0] if asked else ""

    def fits(self, token: Token, fills: Fills, *, inside: bool) -> bool:
        """True if a token meets the element's conditions.

        Args:
            token: the token.
            fills: whether an expression matches all of a form.
            inside: whether another word of its sentence stands before it, so that a capital makes a name.
        """
        word, form = self.word, token.folded
        if self.forms and form not in self.forms:
            return False
        if self.has_readings and not self.readings(token):
            return False
        if word.compound and not is_unknown(token):
            return False
        if word.regex and not fills(word.regex, form):
            return False
        if word.capital is not None and word.capital != (inside and token.form[0].isupper()):
            return False
        if self.alternatives and not any(other.fits(token, fills, inside=inside) for other in self.alternatives):
            return False
        return self.exception is None or not self.exception.fits(token, fills, inside=inside)

    def readings(self, token: Token) -> list[Reading]:
        """The readings of a token that have the lemma, the class and the features."""
        found = [reading for reading in token.readings if self.is_read_as(reading)]
        if self.beside is None:
            return found
        own = [reading for reading in token.readings if not self.upos or reading.upos in self.upos]
        others = {reading.upos for reading in token.readings} - self.beside
        return found if len(found) == len(own) and not others else []

    def is_read_as(self, reading: Reading) -> bool:
        """True if a reading has the lemma, the class and all features; an open feature does not count."""
        return (
            (not self.lemmas or reading.lemma in self.lemmas)
            and (not self.upos or reading.upos in self.upos)
            and self.feats.items() <= features(reading.feats).items()
        )

    @property
    def keys(self) -> tuple[frozenset[str], frozenset[str]] | None:
        """Forms and lemmas of which every matching token has one; None if the element has no such keys."""
        if self.forms:
            return self.forms, frozenset()
        if self.lemmas:
            return frozenset(), self.lemmas
        if self.alternatives:
            parts = [other.keys for other in self.alternatives]
            known = [part for part in parts if part]
            if len(known) == len(parts):
                return frozenset().union(*(forms for forms, _ in known)), frozenset().union(*(own for _, own in known))
        return None


def as_word(test: Test) -> Word:
    """A test, a step or a word as a word."""
    step = test if isinstance(test, Step) else Step()
    return Word(
        form=test.form,
        regex=test.regex,
        lemma=test.lemma,
        upos=test.upos,
        feats=test.feats,
        beside=test.beside,
        capital=test.capital,
        any_of=test.any_of,
        not_=test.not_,
        optional=step.optional,
        gap=step.gap,
    )


def agree(left: Iterable[Reading], right: Iterable[Reading]) -> bool:
    """True if some readings of two words agree in gender and number, or leave them open."""
    others = [features(reading.feats) for reading in right]
    return any(
        all(own.get(name, value) == value for name in ("Gender", "Number") if (value := other.get(name)))
        for own in (features(reading.feats) for reading in left)
        for other in others
    )
