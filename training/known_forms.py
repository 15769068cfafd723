"""Builds the lists of forms that a dictionary knows, ``rules/*/forms.marisa``.

    python training/known_forms.py --hunspell FOLDER --lexicons FOLDER [--packs rules]    # needs simplemma

HUNSPELL holds ``en_US.dic`` and ``en_US.aff`` and those of Canada and Australia (SCOWL by Kevin Atkinson and others, as
packaged by Debian in hunspell-en-us, -ca and -au), and the like for Dutch (OpenTaal; hunspell-nl). LEXICONS holds
tables with a form in the first column: ``lexicon-de.tsv.gz`` (german-pos-dict of Morphy and korrekturen.de, CC BY-SA
4.0), ``lexicon-de-nouns.tsv.gz`` (german-nouns of Wiktionary, CC BY-SA 4.0), ``lexicon-es.tsv.gz`` (FreeLing, LGPL-LR),
``lexicon-es-verbs.tsv.gz`` (RLA-ES, MPL 1.1), ``lexicon-it.tsv.gz`` (Morph-it!, CC BY-SA 2.0).

Other languages in Latin letters get the forms that simplemma brings (lemmatization lists of M. Měchura, ODbL 1.0;
Wiktionary by kaikki.org, CC BY-SA 4.0; and others), if these make up most of the words of running text; a list
above gets them beside its own.

A list holds forms in lower case. Names are left out: of English what its dictionary writes with a capital, days and
months apart; of simplemma all that has a capital.
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import marisa_trie
from simplemma.strategies.dictionaries import DefaultDictionaryFactory

from checker.identify.word_tables import WordTable
from checker.packs.languages import Language, Packs

LEXICONS = {"de": ("de", "de-nouns"), "es": ("es", "es-verbs"), "it": ("it",)}
HUNSPELL = {"en": ("en_US", "en_CA", "en_AU"), "nl": ("nl",)}
SERBO_CROATIAN = {"hr": "hbs"}  # what simplemma calls a language by another tag
LEXICON = "fr"  # has a lexicon, which knows more
LEAST_COVERED = 0.87  # of running text, names included
LONGEST = 1_100_000  # forms
LARGE = 100_000  # words of a word table that has all but the rarest
# What English writes with a capital and is no name all the same.
DAYS = (
    "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays "
    "sundays january february march april june july august september october november december"
)
WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True)
class Affix:
    """A rule of a ``.aff`` file: strip, add, and where it may be done; a prefix or a suffix."""

    prefix: bool
    crossing: bool
    strip: str
    add: str
    condition: re.Pattern[str]

    def apply(self, word: str) -> str | None:
        """The word with the affix, None where it does not fit."""
        if not self.condition.search(word):
            return None
        if self.prefix:
            return self.add + word[len(self.strip) :] if word.startswith(self.strip) else None
        return word[: len(word) - len(self.strip)] + self.add if word.endswith(self.strip) else None


def affixes(path: Path) -> tuple[dict[str, list[Affix]], bool]:
    """The rules of a ``.aff`` file by flag, and whether flags are two letters long."""
    rules: defaultdict[str, list[Affix]] = defaultdict(list)
    crossing: dict[str, bool] = {}
    long = False
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        part = line.split()
        if part[:2] == ["FLAG", "long"]:
            long = True
        if len(part) < 4 or part[0] not in ("PFX", "SFX"):
            continue
        if part[1] not in crossing:
            crossing[part[1]] = part[2] == "Y"
            continue
        prefix = part[0] == "PFX"
        strip, add = ("" if piece == "0" else piece for piece in (part[2], part[3].partition("/")[0]))
        condition = part[4] if len(part) > 4 else "."
        pattern = re.compile(f"^{condition}" if prefix else f"{condition}$") if condition != "." else re.compile("")
        rules[part[1]].append(Affix(prefix, crossing[part[1]], strip, add, pattern))
    return rules, long


def hunspell(folder: Path, name: str) -> Iterator[str]:
    """All forms of a Hunspell dictionary that it writes in lower case."""
    rules, long = affixes(folder / f"{name}.aff")
    for line in (folder / f"{name}.dic").read_text(encoding="utf-8", errors="replace").splitlines()[1:]:
        word, _, rest = line.split("\t")[0].partition("/")
        flags = rest.split()[0] if rest.split() else ""
        names = re.findall("..", flags) if long else [*flags]
        own = [rule for flag in names for rule in rules.get(flag, ())]
        suffixed = [(form, rule.crossing) for rule in own if not rule.prefix and (form := rule.apply(word))]
        yield word
        yield from (form for form, _ in suffixed)
        bases = [word, *(form for form, crossing in suffixed if crossing)]
        yield from (form for rule in own if rule.prefix for base in bases if (form := rule.apply(base)))


def lexicon(folder: Path, name: str) -> Iterator[str]:
    """The forms of a table that are not read as names only, in lower case."""
    with gzip.open(folder / f"lexicon-{name}.tsv.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            form, _, upos = line.split("\t")[:3]
            if upos != "PROPN":
                yield form.lower()


def lemmatised(language: Language) -> set[str]:
    """The forms that simplemma has of a language in Latin letters, none where they make up too little of its texts.

    Beside a large word table, or where the list is too long, it keeps the words of which any form is in the table.
    Finnish stays too long.
    """
    tag = SERBO_CROATIAN.get(language.tag, language.tag)
    table = WordTable.of(language)
    if language.file.scripts[0] != "Latn" or table is None:
        return set()
    try:
        dictionary = DefaultDictionaryFactory().get_dictionary(tag)
    except ValueError:  # a language that it does not know
        return set()
    lemmas: defaultdict[str, set[str]] = defaultdict(set)
    for form, lemma in dictionary.items():
        lemmas[lemma] |= {form, lemma}
    forms = {form for word in lemmas.values() for form in word}
    if len(table._numbers) > LARGE or len(forms) > LONGEST:
        forms = {form for word in lemmas.values() if any(map(table.zipf, word)) for form in word}
    running = {word: 10 ** table.zipf(word) for word in table._numbers if WORD.fullmatch(word)}
    covered = sum(often for word, often in running.items() if word in forms) / sum(running.values())
    print(f"{language.tag}: {covered:.3f} of running text is known to simplemma")
    complete = covered >= LEAST_COVERED or language.tag in LEXICONS
    return forms if complete and len(forms) <= LONGEST else set()


def main() -> None:
    """Write the lists."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hunspell", type=Path, required=True)
    parser.add_argument("--lexicons", type=Path, required=True)
    parser.add_argument("--packs", type=Path, default=Path(__file__).parent.parent / "rules")
    args = parser.parse_args()
    forms: dict[str, set[str]] = {
        tag: {form for name in names for form in hunspell(args.hunspell, name)} for tag, names in HUNSPELL.items()
    }
    forms["en"] |= {*DAYS.split()}
    forms |= {tag: {f for name in names for f in lexicon(args.lexicons, name)} for tag, names in LEXICONS.items()}
    packs = Packs((args.packs,))
    for tag, language in sorted(packs.languages.items()):
        if tag not in ("en", LEXICON) and (found := lemmatised(language)):
            forms[tag] = forms.get(tag, set()) | found
    for tag, found in sorted(forms.items()):
        kept = sorted(form for form in found if WORD.fullmatch(form) and form == form.lower())
        marisa_trie.Trie(kept, order=marisa_trie.LABEL_ORDER).save(str(args.packs / tag / "forms.marisa"))
        print(tag, len(kept), (args.packs / tag / "forms.marisa").stat().st_size)


if __name__ == "__main__":
    main()
