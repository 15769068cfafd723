"""Plants errors of agreement: puts a word into another form of its paradigm, as machines and people do.

What may be put in the place of a form follows from the lexicon: another number, gender, person, and of verbs the forms
that sound alike. A few words whose paradigms the lexicon keeps apart stand in `ROWS`.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from checker.checks.agreement.generator import in_case_of
from checker.model import Reading
from checker.morphology.lexicon import Lexicon, features

NUMBERS, GENDERS = {"Sing": "Plur", "Plur": "Sing"}, {"Masc": "Fem", "Fem": "Masc"}
# How often a word of each class is chosen in a sentence that has one of each.
CLASSES = {"DET": 0.22, "ADJ": 0.22, "NOUN": 0.14, "VERB": 0.2, "AUX": 0.08, "PART": 0.1, "INF": 0.02, "PRON": 0.02}
# The same where those that are rare in the other are to be met often.
RARE_CLASSES = {"DET": 0.02, "ADJ": 0.08, "NOUN": 0.04, "VERB": 0.08, "AUX": 0.08, "PART": 0.3, "INF": 0.1, "PRON": 0.3}
# Of the changes that a form can take: one feature is mistaken more often than two, the third person for another rarely.
ONE_FEATURE, TWO_FEATURES, PERSON, SOUND = 1.0, 0.25, 0.12, 0.4


class Change(NamedTuple):
    """Another form of a word."""

    form: str
    kind: str
    weight: float


class Planter:
    """Makes faulty copies of sentences.

    Args:
        rows: forms that may be mistaken for each other although the lexicon keeps them apart, by word class.
        classes: how often a word of each class is chosen in a sentence that has one of each.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        rows: Mapping[str, Sequence[Sequence[str]]],
        classes: Mapping[str, float] = CLASSES,
    ) -> None:
        self._lexicon = lexicon
        self._classes = classes
        self._rows = rows
        self.changes = lru_cache(None)(self._changes)

    def plant(self, forms: list[str], chance: random.Random, avoid: frozenset[int] = frozenset()) -> int | None:
        """Change one word in place and give its index, None if there is none to change."""
        options = [(n, self.changes(form)) for n, form in enumerate(forms) if n not in avoid]
        options = [(n, changes) for n, changes in options if changes]
        if not options:
            return None
        by_class: dict[str, list[tuple[int, tuple[Change, ...]]]] = {}
        for n, changes in options:
            for kind in {change.kind for change in changes}:
                by_class.setdefault(kind, []).append((n, tuple(c for c in changes if c.kind == kind)))
        kinds = sorted(by_class)
        kind = chance.choices(kinds, [self._classes[kind] for kind in kinds])[0]
        n, changes = chance.choice(by_class[kind])
        change = chance.choices(changes, [change.weight for change in changes])[0]
        forms[n] = in_case_of(forms[n], change.form)
        return n

    def _changes(self, form: str) -> tuple[Change, ...]:
        if form[-1] in "'’" or not form[0].isalpha():
            return ()
        own = form.lower()
        readings = self._lexicon.readings(form)
        taken: dict[str, Change] = {}
        for change in (*self._inflected(own, readings), *self._in_rows(own)):
            if change.form != own and (change.form not in taken or taken[change.form].weight < change.weight):
                taken[change.form] = change
        return tuple(taken[key] for key in sorted(taken))

    def _in_rows(self, form: str) -> Iterator[Change]:
        for kind, rows in self._rows.items():
            for row in rows:
                if form in row:
                    yield from (Change(other, kind, ONE_FEATURE) for other in row if other != form)

    def _inflected(self, own: str, readings: Sequence[Reading]) -> Iterator[Change]:
        for reading in readings:
            feats = features(reading.feats)
            form = feats.get("VerbForm")
            if reading.upos not in ("DET", "ADJ", "NOUN", "VERB", "AUX", "PRON"):
                continue
            kind = {"Inf": "INF", "Part": "PART"}.get(form or "", reading.upos)
            for changed, weight in self._wanted(reading, feats):
                for other in self._lexicon.inflect(reading, changed):
                    yield Change(other, kind, weight)
            if form in ("Inf", "Part", "Fin") and reading.upos == "VERB":
                yield from (Change(other, kind, SOUND) for other in self._alike(own, reading))

    def _wanted(self, reading: Reading, feats: dict[str, str]) -> Iterator[tuple[dict[str, str], float]]:
        numbers = [None, NUMBERS.get(feats.get("Number", ""))]
        genders = [None, GENDERS.get(feats.get("Gender", ""))] if reading.upos != "NOUN" else [None]
        if feats.get("VerbForm") == "Fin":
            for number, person in product(dict.fromkeys(numbers), (None, "1", "2", "3")):
                person = None if person == feats.get("Person") else person
                if number and not person:
                    yield {"Number": number}, ONE_FEATURE
                elif person:
                    changed = {"Person": person} | ({"Number": number} if number else {})
                    yield changed, PERSON
            return
        for number, gender in product(dict.fromkeys(numbers), dict.fromkeys(genders)):
            changed = ({"Number": number} if number else {}) | ({"Gender": gender} if gender else {})
            if changed:
                yield changed, ONE_FEATURE if len(changed) == 1 else TWO_FEATURES

    def _alike(self, own: str, reading: Reading) -> Iterator[str]:
        """Forms of the same verb that sound alike: "nier", "nié", "niée", "niez", "niait"."""
        endings = ("er", "é", "és", "ée", "ées", "ez", "ais", "ait", "aient")
        ending = next((e for e in sorted(endings, key=len, reverse=True) if own.endswith(e)), None)
        if ending is None or not reading.lemma.endswith("er"):
            return
        stem = own[: -len(ending)]
        for other in endings:
            if other != ending and any(r.lemma == reading.lemma for r in self._lexicon.readings(stem + other)):
                yield stem + other
