"""Words as agreement sees them: what each may be, and the values that its features may have.

Values are sets of (gender, number, person), one bit for each: a reading that leaves a feature open
has all its values, a word that may be read in several ways has the values of all of them. So words
can agree if and only if the intersection of their sets is not empty.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Final

from checker.model import Reading, Span, Token
from checker.morphology.lexicon import features

# Universal Dependencies; a feature that is not here plays no part in agreement.
FEATURES: Final = {"Gender": ("Masc", "Fem", "Neut"), "Number": ("Sing", "Plur"), "Person": ("1", "2", "3")}
CELLS: Final = tuple(product(*FEATURES.values()))
ANYTHING: Final = (1 << len(CELLS)) - 1
OPENING: Final = frozenset("«“‘\"'([—–-:…")
CLOSING_QUOTES: Final = frozenset('»”"')
CLOSED: Final = frozenset({"ADP", "AUX", "CCONJ", "DET", "PRON", "SCONJ"})


@lru_cache(4096)
def values_of(feats: str) -> int:
    """The set of values that UD features allow."""
    wanted = [features(feats).get(name) for name in FEATURES]
    fitting = (all(w in (None, c) for w, c in zip(wanted, cell, strict=True)) for cell in CELLS)
    return sum(fits << bit for bit, fits in enumerate(fitting))


@lru_cache(4096)
def relax(values: int, feature: str) -> int:
    """The values, with one feature left open."""
    place = tuple(FEATURES).index(feature)
    rests = [cell[:place] + cell[place + 1 :] for cell in CELLS]
    kept = {rest for bit, rest in enumerate(rests) if values >> bit & 1}
    return sum((rest in kept) << bit for bit, rest in enumerate(rests))


@lru_cache(4096)
def settled(values: int) -> Mapping[str, str]:
    """The features that have one value in the whole set, with that value."""
    cells = [cell for bit, cell in enumerate(CELLS) if values >> bit & 1]
    columns = zip(FEATURES, zip(*cells, strict=True), strict=True) if cells else ()
    return {name: column[0] for name, column in columns if len(set(column)) == 1}


def values_in(values: int, feature: str) -> tuple[str, ...]:
    """The values of one feature in a set, in the order of `FEATURES`."""
    place = tuple(FEATURES).index(feature)
    cells = [cell for bit, cell in enumerate(CELLS) if values >> bit & 1]
    return tuple(value for value in FEATURES[feature] if any(cell[place] == value for cell in cells))


THIRD: Final = values_of("Person=3")
SINGULAR: Final = values_of("Number=Sing")
PLURAL: Final = values_of("Number=Plur")
MASCULINE: Final = values_of("Gender=Masc")


@dataclass(frozen=True, slots=True)
class Profile:
    """What a form may be; sets of values are 0 for what it cannot be.

    Attributes:
        noun, adjective, determiner, pronoun: the values of its readings as such.
        participle: as a past participle.
        finite: as a finite verb, the imperative apart.
        subject: as a pronoun that can only be a subject.
        clitic: whether it may be a pronoun that leans on a verb.
        infinitive, imperative, gerund: whether it may be such a form; a gerund is a present participle.
        tags: every UPOS tag that it may have.
        lemmas: the lemmas of its readings.
        verbs: the lemmas of its readings as a verb.
    """

    noun: int
    adjective: int
    determiner: int
    pronoun: int
    participle: int
    finite: int
    subject: int
    clitic: bool
    infinitive: bool
    imperative: bool
    gerund: bool
    tags: frozenset[str]
    lemmas: frozenset[str]
    verbs: frozenset[str]

    @property
    def adjectival(self) -> int:
        """The values as an adjective or a past participle."""
        return self.adjective | self.participle

    @property
    def verbal(self) -> bool:
        """Whether it may be a form of a verb other than a past participle."""
        return bool(self.finite) or self.infinitive or self.imperative or self.gerund

    @property
    def grammatical(self) -> bool:
        """Whether it may be a word of a closed class."""
        return not self.tags.isdisjoint(CLOSED)


def verb_and_subject(form: str) -> tuple[str, str]:
    """The parts of a verb that a hyphen joins to its subject, "a" and "il" of "a-t-il"; empty without a hyphen."""
    first, *_, last = form.split("-") if "-" in form else ("", "")
    return first, last


@lru_cache(1 << 15)
def profile_of(readings: tuple[Reading, ...]) -> Profile:
    """The profile of a form with these readings."""
    values: dict[str, int] = defaultdict(int)
    for reading in readings:
        own = features(reading.feats)
        case, mood = own.get("Case"), own.get("Mood")
        roles = [reading.upos, *([f"Case={case}"] if case else [])]
        if reading.upos in ("VERB", "AUX"):
            form = own.get("VerbForm", "Fin")
            roles = ["Imp" if mood == "Imp" else own.get("Tense", "Past") if form == "Part" else form]
        for role in roles:
            values[role] |= values_of(reading.feats)
    return Profile(
        noun=values["NOUN"] & THIRD,
        adjective=values["ADJ"],
        determiner=values["DET"],
        pronoun=values["PRON"],
        participle=values["Past"],
        finite=values["Fin"],
        subject=values["Case=Nom"],
        clitic=any(values[f"Case={case}"] for case in ("Acc", "Dat", "Gen", "Loc")),
        infinitive=bool(values["Inf"]),
        imperative=bool(values["Imp"]),
        gerund=bool(values["Pres"]),
        tags=frozenset(reading.upos for reading in readings),
        lemmas=frozenset(reading.lemma for reading in readings),
        verbs=frozenset(reading.lemma for reading in readings if reading.upos in ("VERB", "AUX")),
    )


@dataclass(frozen=True, slots=True)
class Word:
    """A token in its sentence.

    Attributes:
        form: in lower case, with straight apostrophes.
        named: whether a capital marks it as a name or a title, not as the first word of a sentence.
    """

    index: int
    token: Token
    form: str
    profile: Profile
    named: bool

    @property
    def span(self) -> Span:
        return self.token.span

    @property
    def is_known(self) -> bool:
        return bool(self.token.readings)

    @property
    def is_word(self) -> bool:
        return self.form[0].isalpha()

    @property
    def is_verb(self) -> bool:
        """Whether it can only be a finite verb; the nouns "est" and "a" are too rare to count."""
        return bool(self.profile.finite) and (self.profile.tags <= {"VERB", "AUX"} or "AUX" in self.profile.tags)

    @property
    def is_preposition(self) -> bool:
        """Whether it is a preposition; the nouns "sous" and "envers" are too rare to count."""
        return "ADP" in self.profile.tags and self.profile.tags <= {"ADP", "DET", "NOUN", "PRON"}

    @property
    def is_ordinal(self) -> bool:
        """Whether it is an ordinal in figures: "3e"."""
        return self.form[0].isdigit() and self.form[-1].isalpha()

    @property
    def is_plural_number(self) -> bool:
        """Whether it is a cardinal in letters from two on, and nothing else: "deux"."""
        return self.profile.tags <= {"NUM", "NOUN"} and "NUM" in self.profile.tags and not self.profile.noun & SINGULAR

    @property
    def is_number(self) -> bool:
        return self.form[0].isdigit() or "NUM" in self.profile.tags

    @property
    def is_definite(self) -> bool:
        """Whether it may be a definite article."""
        return any("Definite=Def" in reading.feats for reading in self.token.readings)

    @property
    def is_wh_word(self) -> bool:
        """Whether it may be a relative or an interrogative pronoun or determiner."""
        return any("PronType=Rel" in r.feats or "PronType=Int" in r.feats for r in self.token.readings)

    @property
    def is_interrogative(self) -> bool:
        """Whether it may be a determiner that asks for something: "quels"."""
        return any(reading.upos == "DET" and "PronType=Int" in reading.feats for reading in self.token.readings)


def read(tokens: Iterable[Token]) -> tuple[Word, ...]:
    """The tokens of a segment as words."""
    words: list[Word] = []
    starts = True
    for index, token in enumerate(tokens):
        form = token.folded
        named = token.form[0].isupper() and (not starts or (len(form.rstrip("'")) > 1 and token.form.isupper()))
        words.append(Word(index, token, form, profile_of(token.readings), named))
        starts = (starts and not form[0].isalnum()) or form in OPENING
    return tuple(words)
