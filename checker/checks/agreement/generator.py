"""Makes the right form of a word from its paradigm, and fits it between its neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from os.path import commonprefix
from typing import Final

from checker.checks.agreement.grammar import Grammar
from checker.checks.agreement.verifier import Member
from checker.checks.agreement.words import Word, relax, settled, values_of
from checker.model import Edit, Reading, Span
from checker.morphology import Lexicon

NUMBERS, GENDERS = ("Sing", "Plur"), ("Masc", "Fem")
CIRCUMFLEX: Final = "îû"


@dataclass(frozen=True)
class Generator:
    """Inflects words of one language.

    Attributes:
        apostrophe: the one that the document writes.
    """

    lexicon: Lexicon
    grammar: Grammar
    apostrophe: str

    def edits(self, words: Sequence[Word], member: Member, wanted: int, features: Sequence[str]) -> tuple[Edit, ...]:
        """The ways to give a word the wanted values of these features, each one edit, best first."""
        before = words[member.word.index - 1] if member.word.index else None
        forms = dict.fromkeys(self.forms(member, wanted, features, self.readings(member, before)))
        return tuple(self.place(words, member.word, form) for form in forms)

    def readings(self, member: Member, before: Word | None) -> list[Reading]:
        """The readings that a word may have in its group, the likeliest first.

        Auxiliaries are commoner than any verb that is written alike, the indicative than the subjunctive;
        after a nominal word "des" holds a preposition, elsewhere it does not.
        """
        nominal = bool(
            before and (before.profile.noun or before.profile.adjectival or before.named or not before.is_known)
        )

        def rank(reading: Reading) -> tuple[bool, bool, bool, bool]:
            contracted = reading.lemma in self.grammar.contractions.values()
            traditional = any(letter in reading.lemma for letter in CIRCUMFLEX)
            return contracted != nominal, reading.upos != "AUX", "Mood=Sub" in reading.feats, not traditional

        fitting = (
            reading
            for reading in member.word.token.readings
            if reading.upos in member.upos and ("VerbForm" not in reading.feats or member.form in reading.feats)
        )
        return sorted(fitting, key=rank)

    def forms(self, member: Member, wanted: int, features: Sequence[str], readings: Iterable[Reading]) -> Iterator[str]:
        """The forms that differ from a word in these features only, in lower case."""
        target = settled(wanted)
        changes = {feature: target[feature] for feature in features if feature in target}
        if not changes:
            return
        for reading in readings:
            own = reduce(relax, features, values_of(reading.feats) & member.values)
            if own & wanted:
                found = self.lexicon.inflect(reading, self.changes(reading, changes, target))
                found = found or self.pronouns(member.word.form, changes)
                found = tuple(
                    sorted(spelt_alike(member.word.form, found), key=lambda form: likeness(member.word.form, form))
                )
                for form in found:
                    full = self.grammar.full_forms.get(form, ())
                    if form != member.word.form and not any(other in found for other in full):
                        yield form

    def pronouns(self, form: str, changes: Mapping[str, str]) -> tuple[str, ...]:
        """The forms of a pronoun that the lexicon keeps apart."""
        for row in self.grammar.pronoun_rows:
            if form in row:
                number, gender = divmod(row.index(form), 2)
                number = NUMBERS.index(changes["Number"]) if "Number" in changes else number
                gender = GENDERS.index(changes["Gender"]) if "Gender" in changes else gender
                return (row[2 * number + gender],)
        return ()

    def changes(self, reading: Reading, changes: Mapping[str, str], target: Mapping[str, str]) -> dict[str, str]:
        """The changed features, with those that the reading leaves open but its other forms may not."""
        return {name: value for name, value in target.items() if name in changes or f"{name}=" not in reading.feats}

    def place(self, words: Sequence[Word], word: Word, form: str) -> Edit:
        """Put a form in the place of a word: elided before a vowel, contracted after a preposition, in its case."""
        start, end = word.span.start, word.span.end
        after = words[word.index + 1] if word.index + 1 < len(words) else None
        before = words[word.index - 1] if word.index else None
        first = word
        if after and after.is_word:
            if self.grammar.begins_with_vowel(after.form) and not is_last(before, word, after):
                form = self.grammar.before_vowel.get(form, form)
            glued, gap = word.form.endswith("'"), after.span.start - end
            if form.endswith("'"):
                end = after.span.start
            elif glued and not gap:
                form += " "
        if before:
            whole = self.grammar.full_forms.get(before.form, (before.form,))[0]
            bare = form.rstrip()
            if contracted := self.grammar.contractions.get(f"{whole} {bare}"):
                first, start, form = before, before.span.start, form.replace(bare, contracted, 1)
            elif before.form.endswith("'") and not self.grammar.begins_with_vowel(form):
                first, start, form = before, before.span.start, f"{whole} {form}"
        return Edit(Span(start, end), in_case_of(first.token.form, form.replace("'", self.apostrophe)))


def is_last(before: Word | None, word: Word, after: Word) -> bool:
    """Whether an adjective stands behind its noun and before no other: "un problème nouveau est là", not "nouvel"."""
    behind = before is not None and before.profile.noun and word.profile.adjectival
    return bool(behind) and not after.profile.tags <= {"ADJ", "NOUN"}


def spelt_alike(word: str, forms: Sequence[str]) -> Sequence[str]:
    """The forms that are joined as a word is, if there are any: "elle" for "elles", not "elle-même"."""
    return [form for form in forms if form.count("-") == word.count("-")] or forms


def likeness(word: str, form: str) -> tuple[int, int]:
    """A sort key: the spelling of before 1990 first ("paraît"), then what keeps more of the word's beginning."""
    return -sum(letter in CIRCUMFLEX for letter in form), -len(commonprefix([word, form]))  # noqa: RUF071 - of letters


def in_case_of(model: str, form: str) -> str:
    """A form with the capitals of another."""
    if len(model) > 1 and model.isupper():
        return form.upper()
    return form[0].upper() + form[1:] if model[0].isupper() else form
