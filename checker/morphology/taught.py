"""What a desk teaches: names and nouns that the lexicon does not know, in a file of its own.

One is a line, as ``Mustang: feminine`` or ``Générations futures: singular, a name``; ``#`` begins a comment. The lines
stand in their order, so that versions of the file merge well. A word in lower case is meant in any case, one with a
capital as it is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from checker.errors import UsageError, advice
from checker.files.lines import entries_of
from checker.model import Reading, Span, Token, straight
from checker.packs.languages import Language
from checker.text.tokenize import tokenize

NAME = "name"
TRAITS = {
    "masculine": "Gender=Masc",
    "feminine": "Gender=Fem",
    "neuter": "Gender=Neut",
    "singular": "Number=Sing",
    "plural": "Number=Plur",
    NAME: "",
}
NOMINAL = ("NOUN", "PROPN")
LONGEST = 200  # characters of a line


@dataclass(frozen=True, slots=True)
class Taught:
    """A name or a noun, with what is known of it.

    Attributes:
        words: as the desk writes them.
        traits: of `TRAITS`, in their order there.
    """

    words: str
    traits: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.words}: {', '.join('a name' if trait == NAME else trait for trait in self.traits)}"

    @property
    def has_number(self) -> bool:
        """Whether the desk said its number."""
        return not {"singular", "plural"}.isdisjoint(self.traits)

    @property
    def reading(self) -> Reading:
        """The reading of each of its words: a noun; one whose gender alone is taught is in the singular."""
        feats = [TRAITS[trait] for trait in self.traits if TRAITS[trait]]
        if feats and not self.has_number:
            feats.append(TRAITS["singular"])
        return Reading(straight(self.words), "NOUN", "|".join(feats))


def taught(line: str, place: str) -> Taught:
    """Read a line of a word list.

    Args:
        line: the line, without a comment.
        place: where it stands, for the error.

    Raises:
        UsageError: it does not say what a word is.
    """
    words, _, said = line.rpartition(":")
    words = " ".join(words.split())
    is_pattern = words[:1] == words[-1:] == "/"
    if not any(map(str.isalpha, words)) or len(line) > LONGEST or is_pattern:
        raise UsageError(
            f"{place}: a line such as `Mustang: feminine, a name` is wanted, of {LONGEST} characters at most"
        )
    if ":" in words:
        raise UsageError(f"{place}: a word has no colon: what it is stands behind the only one")
    traits = {trait.strip().removeprefix("a ") for trait in said.split(",")}
    for trait in sorted(traits - TRAITS.keys()):
        raise UsageError(f"{place}: no word is {trait!r}; {advice(trait, TRAITS)}")
    kinds = [TRAITS[trait].partition("=")[0] for trait in traits]
    if len(set(kinds)) < len(kinds):
        raise UsageError(f"{place}: a word has one gender and one number")
    return Taught(words, tuple(trait for trait in TRAITS if trait in traits))


def read_word_list(path: Path) -> tuple[Taught, ...]:
    """The names and nouns in a file, each once.

    Raises:
        UsageError: the file cannot be read, a line makes no sense, or two lines say different things of a word.
    """
    found: dict[str, tuple[Taught, int]] = {}
    for number, line in entries_of(path, "word-list"):
        each = taught(line, f"{path}:{number}")
        other, first = found.setdefault(straight(each.words), (each, number))
        if other.traits != each.traits:
            raise UsageError(f"{path}:{number}: {each.words!r} is taught in line {first} too, and differently")
    return tuple(each for each, _ in found.values())


class WordList:
    """The words that a desk taught, as a language is read.

    Args:
        words: what is taught.
        language: by which texts are cut into words.

    Attributes:
        readings: of single words, by their forms.
        numbered: the readings of what is said to be in the singular or the plural, whatever stands before it.
    """

    def __init__(self, words: Collection[Taught], language: Language) -> None:
        self.readings: dict[str, Reading] = {}
        self.numbered = frozenset(each.reading for each in words if each.has_number)
        self._phrases: defaultdict[str, list[tuple[tuple[str, ...], Reading]]] = defaultdict(list)
        for each in words:
            text = straight(each.words)
            forms = tuple(span.of(text) for span in tokenize(text, Span(0, len(text)), language))
            if len(forms) == 1:
                self.readings[forms[0]] = each.reading
            else:
                self._phrases[forms[0].lower()].append((forms, each.reading))
        for phrases in self._phrases.values():
            phrases.sort(key=lambda phrase: -len(phrase[0]))

    def reading(self, form: str) -> Reading | None:
        """The reading that a form was taught, None if none was; straight apostrophes are wanted."""
        return self.readings.get(form) or self.readings.get(form.lower())

    def over(self, tokens: Sequence[Token]) -> Iterator[Token]:
        """The tokens; those of a name of several words are read as it alone."""
        left, reading = 0, None
        for place, token in enumerate(tokens):
            if not left and (found := self._begins(tokens, place)):
                left, reading = found
            yield replace(token, readings=(reading,)) if left and reading else token
            left = max(0, left - 1)

    def _begins(self, tokens: Sequence[Token], place: int) -> tuple[int, Reading] | None:
        """How many tokens a name takes that begins at a place, the longest, and what they are read as."""
        for forms, reading in self._phrases.get(tokens[place].folded, ()):
            written = [straight(token.form) for token in tokens[place : place + len(forms)]]
            if all(map(matches, forms, written)) and len(written) == len(forms):
                return len(forms), reading
        return None


def matches(taught_form: str, form: str) -> bool:
    """True if a form is the one taught: in any case if that is in lower case."""
    return form == taught_form or form.lower() == taught_form
