"""The inflection lexicon of a language: form -> readings, lemma and features -> forms.

Two files beside ``language.yaml`` hold it, both mapped into memory and read where a look-up needs them:

``lexicon.marisa``
    every form and every lemma, as a trie that numbers them;
``lexicon.bin``
    six tables of unsigned 16-bit numbers, their lengths before them, then text. The tables: the
    set of readings of each form; where each set starts; the sets' members, each a paradigm and a
    cell of it, or `LEMMA` for a lemma that is none of its forms ("uno" of Spanish "un"); the ending
    of each paradigm's lemma; where each paradigm starts; the paradigms' cells, each an ending and a
    tag. The text, one a line: the endings, then the tags (UPOS, a blank and the features).

A word's stem is what its form has before the ending of its cell, so that nothing of a paradigm is
stored twice. The writer stands below the reader: they are two sides of one format.
"""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, chain
from os.path import commonprefix
from pathlib import Path

from checker.model import Reading, straight
from checker.morphology.taught import NOMINAL, WordList
from checker.packs.languages import Language

TRIE, TABLES = "lexicon.marisa", "lexicon.bin"
HEADER = struct.Struct("<4s7I")
MAGIC = b"LEX1"
LEMMA = 0xFFFF  # in place of a cell
CACHED_FORMS = 1 << 16

# The forms of one word, each with its reading; all readings have the same lemma and word class.
Entry = Sequence[tuple[str, Reading]]
Paradigm = tuple[str, tuple[tuple[str, str], ...]]


class Lexicon:
    """The forms of one language; empty for a language whose pack has none.

    Nothing is read before the first look-up.

    Args:
        folder: where its files are.
        words: what the desk taught, which comes before what the files say of nouns.
    """

    def __init__(self, folder: Path | None = None, words: WordList | None = None) -> None:
        self._folder = folder
        self.words = words
        self.readings = lru_cache(CACHED_FORMS)(self._readings)

    @classmethod
    def of(cls, language: Language, words: WordList | None = None) -> Lexicon:
        """The lexicon of a language's packs, with what the desk taught."""
        files = language.resources(TRIE, TABLES)
        return cls(files[0].parent if files else None, words)

    def __bool__(self) -> bool:
        """True if there is a lexicon at all."""
        return self._folder is not None

    @cached_property
    def _tables(self) -> Tables | None:
        return Tables(self._folder) if self._folder else None

    def _readings(self, form: str) -> tuple[Reading, ...]:
        """Every reading of a form, empty if the lexicon does not know it.

        A capitalised form is read as it stands and as it would be inside a sentence.
        """
        tables = self._tables
        if tables is None:
            return ()
        form = straight(form)
        found = tables.readings(form)
        lower = form.lower()
        if form != lower:
            found = tuple(dict.fromkeys((*found, *tables.readings(lower))))
        known = self.words and self.words.reading(form)
        return (known, *(each for each in found if each.upos not in NOMINAL)) if known else found

    def forms(self, lemma: str, upos: str, feats: Mapping[str, str]) -> tuple[str, ...]:
        """The forms of a lemma that have these features or leave them open, in the order of their paradigm.

        Args:
            lemma: as in `Reading.lemma`.
            upos: the word class, in Universal Dependencies.
            feats: wanted features, such as ``{"Gender": "Fem", "Number": "Plur"}``.
        """
        tables = self._tables
        if tables is None:
            return ()
        found = (form for form, own in tables.words(lemma) if own.upos == upos and fits(own, feats))
        return tuple(dict.fromkeys(found))

    def inflect(self, reading: Reading, changed: Mapping[str, str]) -> tuple[str, ...]:
        """The forms of the same word with some features changed, in the order of their paradigm."""
        return self.forms(reading.lemma, reading.upos, {**features(reading.feats), **changed})


@lru_cache(1024)
def features(feats: str) -> Mapping[str, str]:
    """UD features as a mapping: ``"Gender=Masc|Number=Sing"`` gives ``{"Gender": "Masc", "Number": "Sing"}``."""
    return dict(feature.split("=") for feature in feats.split("|") if feature)


def fits(reading: Reading, wanted: Mapping[str, str]) -> bool:
    """True if a reading has the wanted features or leaves them open."""
    own = features(reading.feats)
    return all(own.get(name, value) == value for name, value in wanted.items())


class Tables:
    """The two files of one lexicon, mapped into memory."""

    def __init__(self, folder: Path) -> None:
        # Only a document whose language has a lexicon pays for these.
        import mmap

        import marisa_trie

        self._trie = marisa_trie.Trie().mmap(str(folder / TRIE))
        with (folder / TABLES).open("rb") as file:
            data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        magic, *lengths, endings = HEADER.unpack_from(data)
        if magic != MAGIC:
            raise ValueError(f"{folder / TABLES} is not a lexicon of this version")
        position = HEADER.size
        tables = []
        for length in lengths:
            tables.append(data[position : position + 2 * length].cast("H"))
            position += 2 * length
        self._set_of_form, self._set_start, self._members, self._lemma_endings, self._paradigms, self._cells = tables
        strings = bytes(data[position:]).decode().split("\n")
        self._endings, self._tags = strings[:endings], strings[endings:]

    def readings(self, form: str) -> tuple[Reading, ...]:
        places = (place for place in self._places(form) if place[-1] != LEMMA)
        return tuple(dict.fromkeys(self._reading(*place) for place in places))

    def words(self, lemma: str) -> Iterator[tuple[str, Reading]]:
        """Every form of every word with this lemma."""
        for stem, paradigm in dict.fromkeys((stem, paradigm) for stem, paradigm, _ in self._places(lemma)):
            if stem + self._lemma_ending(paradigm) == lemma:
                for cell in range(self._paradigms[paradigm + 1] - self._paradigms[paradigm]):
                    yield stem + self._ending_and_tag(paradigm, cell)[0], self._reading(stem, paradigm, cell)

    def _places(self, form: str) -> Iterator[tuple[str, int, int]]:
        """Stem, paradigm and cell of every way to read a form."""
        number = self._trie.get(form) if form.isprintable() else None  # a lone surrogate cannot be encoded
        if number is None:
            return
        of = self._set_of_form[number]
        for member in range(self._set_start[of], self._set_start[of + 1]):
            paradigm, cell = self._members[2 * member], self._members[2 * member + 1]
            ending = self._lemma_ending(paradigm) if cell == LEMMA else self._ending_and_tag(paradigm, cell)[0]
            yield form.removesuffix(ending), paradigm, cell

    def _lemma_ending(self, paradigm: int) -> str:
        return self._endings[self._lemma_endings[paradigm]]

    def _ending_and_tag(self, paradigm: int, cell: int) -> tuple[str, str]:
        place = 2 * (self._paradigms[paradigm] + cell)
        return self._endings[self._cells[place]], self._tags[self._cells[place + 1]]

    def _reading(self, stem: str, paradigm: int, cell: int) -> Reading:
        upos, _, feats = self._ending_and_tag(paradigm, cell)[1].partition(" ")
        return Reading(stem + self._lemma_ending(paradigm), upos, feats)


def write_lexicon(entries: Iterable[Entry], folder: Path) -> dict[str, int]:
    """Write the lexicon of these entries; the same entries give the same bytes.

    Returns:
        The size of each file in bytes.
    """
    import marisa_trie

    paradigms: dict[Paradigm, int] = {}
    members: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for entry in entries:
        number = paradigms.setdefault(paradigm_of(entry), len(paradigms))
        for cell, (form, _) in enumerate(entry):
            members[form].add((number, cell))
        lemma = entry[0][1].lemma
        if all(form != lemma for form, _ in entry):
            members[lemma].add((number, LEMMA))
    trie = marisa_trie.Trie(sorted(members))
    of_number = {trie.get(form): frozenset(places) for form, places in members.items()}
    sets = {places: None for _, places in sorted(of_number.items())}
    number_of_set = {places: number for number, places in enumerate(sets)}
    endings = numbered(chain.from_iterable((own, *(e for e, _ in cells)) for own, cells in paradigms))
    tags = numbered(tag for _, cells in paradigms for _, tag in cells)
    tables = (
        [number_of_set[of_number[number]] for number in range(len(of_number))],
        [0, *accumulate(map(len, sets))],
        [part for places in sets for place in sorted(places) for part in place],
        [endings[own] for own, _ in paradigms],
        [0, *accumulate(len(cells) for _, cells in paradigms)],
        [part for _, cells in paradigms for ending, tag in cells for part in (endings[ending], tags[tag])],
    )
    header = HEADER.pack(MAGIC, *map(len, tables), len(endings))
    numbers = (struct.pack(f"<{len(table)}H", *table) for table in tables)
    trie.save(str(folder / TRIE))
    (folder / TABLES).write_bytes(header + b"".join(numbers) + "\n".join((*endings, *tags)).encode())
    return {name: (folder / name).stat().st_size for name in (TRIE, TABLES)}


def paradigm_of(entry: Entry) -> Paradigm:
    """The ending of an entry's lemma, and the ending and the tag of each of its forms."""
    lemma = entry[0][1].lemma
    stem = len(commonprefix([lemma, *(form for form, _ in entry)]))  # noqa: RUF071 - of letters, not of folders
    return lemma[stem:], tuple((form[stem:], f"{reading.upos} {reading.feats}") for form, reading in entry)


def numbered(strings: Iterable[str]) -> dict[str, int]:
    """Each string with its number, in the order in which they first come."""
    return {string: number for number, string in enumerate(dict.fromkeys(strings))}
