"""Builds each language's word table from wordfreq's lists.

    python training/word_tables.py [--packs rules] [fr en ...]
    python training/word_tables.py --counts FILE eo       # a language that wordfreq has no list of

Source: wordfreq 3.1 (Robyn Speer), whose data are under CC BY-SA 4.0 and come from Wikipedia,
OpenSubtitles, news, books, web text and social media. For each pack that has a language.yaml
this writes ``words.marisa``, the words as a MARISA trie, and ``words.zipf``, for each word by its
number in the trie its Zipf frequency (log10 of occurrences in a billion words) in steps of 1/25.

A file of counts has a word and how often it occurs in some corpus on each line, with a space or a tab between them.

Web text in any language holds some English, so that "the" is a common word of the French list.
What English words alone explain is taken out: the share of English in a list is estimated from
function words that are English only, and a word stays if it is more frequent than that share of
English, three times over, would make it.
"""

from __future__ import annotations

import argparse
import math
import re
from collections import Counter
from pathlib import Path

import marisa_trie
import wordfreq

from checker.identify.vocabulary import form_of
from checker.text.scripts import WORD

STEPS_PER_ZIPF = 25
# wordfreq's tag where it is not ours: it joins Bosnian, Croatian and Serbian.
WORDFREQ_TAG = {"hr": "sh"}
ENGLISH_ONLY = ("the", "of", "and", "with", "from", "that", "which", "this", "have", "been", "would", "their", "about")
SAFETY = 0.5  # log10 of "three times over"
LISTED = re.compile(rf"(?:{WORD})(?:['’·\-](?:{WORD}))*")


def frequencies_of(tag: str) -> dict[str, float]:
    """The Zipf frequency of each word of wordfreq's longest list.

    Raises:
        LookupError: wordfreq has no list of that language; asked for one, it would give that of another.
    """
    listed = WORDFREQ_TAG.get(tag, tag)
    if listed not in wordfreq.available_languages("best"):
        raise LookupError(
            f"wordfreq has no list of {tag!r}, so that a word table must be made from another source: --counts FILE"
        )
    buckets = wordfreq.get_frequency_list(listed, wordlist="best")
    return {
        word: 9 - centibels / 100
        for centibels, words in reversed([*enumerate(buckets)])
        for word in words
        if is_listed(word)
    }


def frequencies_in(counts: Path) -> dict[str, float]:
    """The Zipf frequency of each word in a file of counts, upper and lower case together.

    Raises:
        LookupError: a line is no word with its count.
    """
    found: Counter[str] = Counter()
    for number, line in enumerate(counts.read_text(encoding="utf-8").splitlines(), start=1):
        word, _, count = line.replace("\t", " ").rpartition(" ")
        if not word or not count.isdecimal():
            raise LookupError(f"{counts}:{number}: a word and its count are wanted")
        found[form_of(word)] += int(count)
    total = found.total()
    return {word: math.log10(count / total * 1e9) for word, count in found.items() if count and is_listed(word)}


def is_listed(word: str) -> bool:
    """True if a word is one of letters, as word tables hold them."""
    return LISTED.fullmatch(word) is not None and not any(map(str.isdigit, word))


def without_english(zipf: dict[str, float], english: dict[str, float]) -> dict[str, float]:
    """The list less what its share of English explains; the frequency of what stays is corrected."""
    shares = sorted(zipf[word] - english[word] for word in ENGLISH_ONLY if word in zipf)
    if not shares:
        return zipf
    share = shares[len(shares) // 2] + SAFETY
    left = {word: 10**z - (10 ** (english[word] + share) if word in english else 0) for word, z in zipf.items()}
    rarest = 10 ** min(zipf.values())
    return {word: math.log10(amount) for word, amount in left.items() if amount >= rarest}


def build(tag: str, english: dict[str, float], counts: Path | None = None) -> tuple[marisa_trie.Trie, bytes]:
    """The words of a language and, in the order of their numbers, their quantised frequencies."""
    zipf = frequencies_in(counts) if counts else frequencies_of(tag)
    if tag != "en":
        zipf = without_english(zipf, english)
    steps = {word: max(1, round(z * STEPS_PER_ZIPF)) for word, z in zipf.items()}
    trie = marisa_trie.Trie(sorted(steps))
    frequencies = bytearray(len(steps))
    for word, number in trie.items():
        frequencies[number] = steps[word]
    return trie, bytes(frequencies)


def main() -> None:
    """Write the tables of the packs that are named, or of all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packs", type=Path, default=Path(__file__).parent.parent / "rules")
    parser.add_argument("--counts", type=Path, help="words with their counts, for one language")
    parser.add_argument("tags", nargs="*")
    args = parser.parse_args()
    if args.counts and len(args.tags) != 1:
        parser.error("--counts is for one language: name its tag")
    folders = {path.parent.name: path.parent for path in args.packs.glob("*/language.yaml")}
    for tag in args.tags:
        if tag not in folders:
            parser.error(f"{args.packs / tag} has no language.yaml")
    english = frequencies_of("en")
    for tag in sorted(args.tags or set(folders) - {"mul"}):
        folder = folders[tag]
        try:
            trie, frequencies = build(tag, english, args.counts)
        except LookupError as error:
            parser.error(str(error))
        # Renamed into place, as a checker that runs has the old files mapped.
        words, steps = folder / "words.marisa.new", folder / "words.zipf.new"
        trie.save(str(words))
        steps.write_bytes(frequencies)
        for path in (words, steps):
            path.replace(path.with_suffix(""))
        print(f"{tag:8} {len(frequencies):8} words")


if __name__ == "__main__":
    main()
