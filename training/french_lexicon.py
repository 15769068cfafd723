"""Build ``rules/fr/lexicon.*``, the French inflection lexicon.

    python training/french_lexicon.py /usr/share/hunspell

Sources:
    fr.dic, fr.aff: Dicollecte 7, "toutes variantes", by Olivier R. and others, MPL-2.0, as in Debian's package
        hunspell-fr-comprehensive. Their ``po:`` and ``is:`` fields give word class and inflection.
    wordfreq 3.1 (Robyn Speer), data under CC BY-SA 4.0: consulted for which verbs are so rare that their forms would
        only hide a noun or an adjective; none of its figures is stored.
    french_function_words.tsv: our own table of determiners, pronouns and other words of closed classes. It
        replaces what Dicollecte has for them (its ``po:mg``).
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple

from wordfreq import zipf_frequency

from checker.model import Reading
from checker.morphology.lexicon import write_lexicon

ROOT = Path(__file__).parent.parent
FUNCTION_WORDS = Path(__file__).parent / "french_function_words.tsv"

# Prefixes that join an elided word: no forms of their own.
ELISIONS = {"Q*", "Qj", "Si"}
NEED_AFFIX = "()"

WORD_CLASSES = {
    "nom": "NOUN",
    "loc.nom": "NOUN",
    "titr": "NOUN",
    "adj": "ADJ",
    "loc.adj": "ADJ",
    "adv": "ADV",
    "loc.adv": "ADV",
    "negadv": "ADV",
    "advint": "ADV",
    "nb": "NUM",
    "nbro": "NUM",
    "npr": "PROPN",
    "prn": "PROPN",
    "patr": "PROPN",
    "interj": "INTJ",
    "prep": "ADP",
}
MOODS = {
    "infi": "VerbForm=Inf",
    "ppre": "Tense=Pres|VerbForm=Part",
    "ppas": "Tense=Past|VerbForm=Part",
    "ipre": "Mood=Ind|Tense=Pres|VerbForm=Fin",
    "iimp": "Mood=Ind|Tense=Imp|VerbForm=Fin",
    "ipsi": "Mood=Ind|Tense=Past|VerbForm=Fin",
    "ifut": "Mood=Ind|Tense=Fut|VerbForm=Fin",
    "cond": "Mood=Cnd|Tense=Pres|VerbForm=Fin",
    "spre": "Mood=Sub|Tense=Pres|VerbForm=Fin",
    "simp": "Mood=Sub|Tense=Imp|VerbForm=Fin",
    "impe": "Mood=Imp|Tense=Pres|VerbForm=Fin",
}
PERSON = re.compile(r"([123])(sg|pl)!?")
GENDERS = {"mas": "Gender=Masc", "fem": "Gender=Fem"}
NUMBERS = {"sg": "Number=Sing", "pl": "Number=Plur"}
AUXILIARIES = {"être", "avoir"}

# Forms that the affixes make and nobody writes: what stands before a vowel has no plural, an eye has another.
IMPOSSIBLE = {"bels", "nouvels", "fols", "mols", "œils", "oeils"}
# Plurals that stand apart and do not look like their singular, with it.
SINGULARS = {
    "yeux": "œil",
    "cieux": "ciel",
    "aïeux": "aïeul",
    "bonshommes": "bonhomme",
    "gentilshommes": "gentilhomme",
    "messieurs": "monsieur",
    "mesdames": "madame",
    "mesdemoiselles": "mademoiselle",
}

Entry = tuple[tuple[str, Reading], ...]


class Affix(NamedTuple):
    """One line of a SFX or PFX table."""

    prefix: bool
    strip: str
    add: str
    flags: tuple[str, ...]
    condition: re.Pattern[str]
    morphology: tuple[str, ...]

    def apply(self, word: str) -> str | None:
        """The word with the affix, None where the affix does not fit."""
        if not self.condition.search(word):
            return None
        if self.prefix:
            return self.add + word.removeprefix(self.strip) if word.startswith(self.strip) else None
        return word.removesuffix(self.strip) + self.add if word.endswith(self.strip) else None


def main() -> None:
    """Read the folder of the two files from the command line and write the resource."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("hunspell", type=Path, help="the folder that holds fr.dic and fr.aff")
    parser.add_argument("--out", type=Path, default=ROOT / "rules/fr", help="the folder to write lexicon.* to")
    args = parser.parse_args()
    entries = [*without_rare_homographs(with_plurals([*dicollecte(args.hunspell)])), *function_words()]
    sizes = write_lexicon(entries, args.out)
    forms = {form for entry in entries for form, _ in entry}
    print(f"{len(forms)} forms, {len(entries)} entries: " + ", ".join(f"{name} {size}" for name, size in sizes.items()))


def with_plurals(entries: list[Entry]) -> list[Entry]:
    """The entries, each plural that has a line of its own joined to its singular: "arcs-en-ciel" to "arc-en-ciel"."""
    singulars = {(entry[0][1].lemma, entry[0][1].upos): place for place, entry in enumerate(entries) if is_basic(entry)}
    joined: dict[int, list[tuple[str, Reading]]] = defaultdict(list)
    apart = set[int]()
    for place, entry in enumerate(entries):
        form, reading = entry[0]
        found = (singulars.get((lemma, reading.upos)) for lemma in singulars_of(form, reading))
        home = next((other for other in found if other is not None), None)
        if len(entry) == 1 and reading.upos in ("NOUN", "ADJ") and "Number=Plur" in reading.feats and home is not None:
            joined[home].append((form, Reading(entries[home][0][1].lemma, reading.upos, reading.feats)))
            apart.add(place)
    return [(*entry, *joined[place]) for place, entry in enumerate(entries) if place not in apart]


def is_basic(entry: Entry) -> bool:
    """True if an entry begins with the singular of a noun or an adjective."""
    form, reading = entry[0]
    return reading.upos in ("NOUN", "ADJ") and form == reading.lemma and "Number=Plur" not in reading.feats


def singulars_of(form: str, reading: Reading) -> Iterator[str]:
    """What may be the singular of a plural; of a compound, each part may have the ending of a plural."""
    if reading.lemma != form:
        yield reading.lemma
    if form in SINGULARS:
        yield SINGULARS[form]
    parts = re.split("([-'])", form)
    if len(parts) > 1:
        yield from map("".join, product(*(dict.fromkeys((singular(part), part)) for part in parts)))


def singular(part: str) -> str:
    """A word without the regular ending of a plural."""
    return part[:-3] + "al" if part.endswith("aux") else part.removesuffix("s").removesuffix("x")


def without_rare_homographs(entries: list[Entry]) -> Iterator[Entry]:
    """The entries, less the finite forms of verbs that nobody uses where a noun or an adjective is written alike.

    "initiale" is not read as a form of "initialer", which a list of three hundred thousand French words does not have.
    """
    nominal = {form for entry in entries if entry[0][1].upos in ("NOUN", "ADJ") for form, _ in entry}
    for entry in entries:
        reading = entry[0][1]
        if reading.upos == "VERB" and zipf_frequency(reading.lemma, "fr") == 0:
            entry = tuple((f, r) for f, r in entry if f not in nominal or "VerbForm=Fin" not in r.feats)
        yield entry


def function_words() -> Iterator[Entry]:
    """The rows of the table, one entry for the forms of one lemma and word class."""
    entries: dict[tuple[str, str], list[tuple[str, Reading]]] = defaultdict(list)
    for line in FUNCTION_WORDS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            form, lemma, upos, feats = line.split("\t")
            entries[lemma, upos].append((form, Reading(lemma, upos, feats.strip("_"))))
    for entry in entries.values():
        yield tuple(entry)


def dicollecte(folder: Path) -> Iterator[Entry]:
    """The entries of fr.dic with all their forms, function words left out."""
    tables = affixes(folder / "fr.aff")
    for line in (folder / "fr.dic").read_text(encoding="utf-8").splitlines()[1:]:
        head, *morphology = line.split()
        word, _, flags = head.partition("/")
        if "po:mg" in morphology or not word or not word[0].isalnum():
            continue
        for spelling in dict.fromkeys((word, word.replace("œ", "oe").replace("Œ", "Oe"))):
            for lemma, own_flags in (spelling, pairs(flags)), *prefixed(spelling, pairs(flags), tables):
                yield from entries_of(lemma, expand(lemma, own_flags, tuple(morphology), tables))


def affixes(path: Path) -> dict[str, list[Affix]]:
    """The affix tables by flag."""
    tables: dict[str, list[Affix]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        parts = line.split()
        if len(parts) >= 5 and parts[0] in ("SFX", "PFX"):
            kind, flag, strip, addition, condition, *morphology = parts
            add, _, flags = addition.partition("/")
            prefix = kind == "PFX"
            tables[flag].append(
                Affix(
                    prefix,
                    "" if strip == "0" else strip,
                    "" if add == "0" else add,
                    pairs(flags),
                    re.compile(f"^{condition}" if prefix else f"{condition}$"),
                    tuple(morphology),
                )
            )
    return tables


def pairs(flags: str) -> tuple[str, ...]:
    """Long flags: two characters each."""
    return tuple(flags[i : i + 2] for i in range(0, len(flags), 2))


def prefixed(
    word: str, flags: tuple[str, ...], tables: dict[str, list[Affix]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The words that a prefix makes ("kilogramme"), each with its flags; an elided word is no prefix."""
    for flag in flags:
        for affix in tables.get(flag, ()):
            form = affix.apply(word) if affix.prefix and not is_elision(affix, flag) else None
            if form is not None:
                yield form, affix.flags


def is_elision(affix: Affix, flag: str) -> bool:
    """True if an affix joins an elided word."""
    return flag.endswith("'") or flag in ELISIONS or any(field.startswith("dp:") for field in affix.morphology)


def expand(
    word: str, flags: tuple[str, ...], morphology: tuple[str, ...], tables: dict[str, list[Affix]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every form with its fields."""
    if NEED_AFFIX not in flags:
        yield word, morphology
    for flag in flags:
        for affix in tables.get(flag, ()):
            form = None if affix.prefix else affix.apply(word)
            if form is not None:
                yield from expand(form, affix.flags, morphology + affix.morphology, tables)


def entries_of(lemma: str, forms: Iterator[tuple[str, tuple[str, ...]]]) -> Iterator[Entry]:
    """The readings of one line of fr.dic, an entry for each word class that it names."""
    found: dict[str, list[tuple[str, Reading]]] = defaultdict(list)
    for form, fields in forms:
        own = next((field[3:] for field in fields if field.startswith("st:")), lemma).replace("’", "'")
        if form in IMPOSSIBLE:
            continue
        names = [field[3:] for field in fields if field.startswith(("po:", "is:"))]
        for upos, feats in readings(own, names):
            item = (form.replace("’", "'"), Reading(own, upos, feats))
            if item not in found[upos]:
                found[upos].append(item)
    for entry in found.values():
        yield tuple(entry)


def readings(lemma: str, names: list[str]) -> Iterator[tuple[str, str]]:
    """Word class and features for the ``po:`` and ``is:`` fields of one form."""
    gender = [GENDERS[name] for name in names if name in GENDERS][-1:]
    number = [NUMBERS[name] for name in names if name in NUMBERS][-1:]
    if any(re.match(r"v[0-3]", name) for name in names):
        upos = "AUX" if lemma in AUXILIARIES else "VERB"
        persons = [PERSON.fullmatch(name) for name in names]
        for mood in (MOODS[name] for name in names if name in MOODS):
            if "VerbForm=Fin" not in mood:
                past = gender + number if "Past" in mood else []
                yield upos, join(*past, *mood.split("|"))
            for person in filter(None, persons):
                if "VerbForm=Fin" in mood:
                    yield upos, join(f"Person={person[1]}", NUMBERS[person[2]], *mood.split("|"))
        return
    for name in names:
        if name in WORD_CLASSES:
            upos = WORD_CLASSES[name]
            yield upos, join(*gender, *number) if upos in ("NOUN", "ADJ", "PROPN") else ""


def join(*features: str) -> str:
    """Features in the order of Universal Dependencies."""
    return "|".join(sorted(features))


if __name__ == "__main__":
    main()
