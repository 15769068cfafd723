"""The aligned articles that mixed documents are made from, and how far a word is from a language.

Layout of the folder: one file a language, ``fra.txt``, ``por-BR.txt``, ..., the n-th line of each a translation of the
n-th line of the others, and ``DOCUMENT_IDS.tsv`` with the article of each line. NTREX-128 (Federmann, Kocmi and Xin,
2022; CC BY-SA 4.0) is laid out so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import wordfreq

TAGS = {
    "cat": "ca", "ces": "cs", "dan": "da", "deu": "de", "eng": "en", "fra": "fr", "ita": "it",
    "nld": "nl", "pol": "pl", "por": "pt", "ron": "ro", "spa": "es", "swe": "sv",
}  # fmt: skip
# By how many powers of ten a word must be commoner in its own language to be an edge that two readers would agree on.
DISTINCT_ZIPF = 0.7
QUOTED = re.compile(
    r"«\s?(?P<a>[^«»“”\"]+?)\s?»|»(?P<b>[^«»\"]+)«|„(?P<c>[^„“”\"]+)[“”]|“(?P<d>[^“”\"]+)”|\"(?P<e>[^\"“”«»]+)\""
)
QUOTATION_MARKS = frozenset('«»“”„"')


def tag_of(file: str) -> str:
    """The language of a file, without its region: ``fra-CA`` is ``fr``."""
    return TAGS[file.partition("-")[0]]


@dataclass(frozen=True)
class Corpus:
    """The articles in every language: ``lines[file]`` is aligned line by line; ``articles`` gives each one's lines."""

    lines: dict[str, tuple[str, ...]]
    articles: dict[str, range]

    @classmethod
    def read(cls, folder: Path) -> Corpus:
        """Read a folder of aligned files.

        Raises:
            ValueError: A file has another number of lines than ``DOCUMENT_IDS.tsv``.
        """
        names = [line.partition("\t")[0] for line in (folder / "DOCUMENT_IDS.tsv").read_text("utf-8").splitlines()]
        lines = {}
        for path in sorted(folder.glob("*.txt")):
            lines[path.stem] = tuple(" ".join(line.split()) for line in path.read_text("utf-8").splitlines())
            if len(lines[path.stem]) != len(names):
                raise ValueError(f"{path.name}: {len(lines[path.stem])} lines, {len(names)} expected")
        starts = [at for at, name in enumerate(names) if at == 0 or names[at - 1] != name]
        ends = [*starts[1:], len(names)]
        return cls(lines, {names[start]: range(start, end) for start, end in zip(starts, ends, strict=True)})

    def names(self, file: str) -> frozenset[str]:
        """The words that a file writes with a capital inside a sentence, and never without."""
        return _names(self.lines[file])


@cache
def _names(lines: tuple[str, ...]) -> frozenset[str]:
    words = {word for line in lines for word in re.findall(r"\w+", line)}
    inside = {match[1] for line in lines for match in re.finditer(r"(?<=[\w,] )([^\W\d_]\w*)", line)}
    return frozenset(word for word in inside if word[0].isupper() and word.lower() not in words)


@cache
def zipf(word: str, tag: str) -> float:
    """Zipf frequency of a word in a language (wordfreq), 0 when it is unknown."""
    return wordfreq.zipf_frequency(word, tag)


def bare(word: str) -> str:
    """A word without the punctuation around it."""
    return re.sub(r"^\W+|\W+$", "", word)


def is_distinct(word: str, own: str, other: str) -> bool:
    """True if a lower-case word of one language would not pass for a word of the other."""
    core = bare(word)
    if not core or core[0].isupper() or not core[0].isalpha() or not core[-1].isalpha():
        return False
    return zipf(core.lower(), own) - zipf(core.lower(), other) >= DISTINCT_ZIPF


def quotations(text: str) -> list[tuple[int, int]]:
    """Where the text inside each pair of quotation marks begins and ends, in text order."""
    return [match.span(match.lastgroup or 0) for match in QUOTED.finditer(text)]


def has_quotation_mark(text: str) -> bool:
    """True if a double quotation mark of any style occurs."""
    return not QUOTATION_MARKS.isdisjoint(text)


def _anchors(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of words that look alike (names, numbers, cognates), in rising order on both sides."""
    pairs = [(0, 0)]
    for at, word in enumerate(ours):
        if len(word) < 2:
            continue
        key = word.lower()[:5]
        for there in range(pairs[-1][1], len(theirs)):
            off_diagonal = abs(at / len(ours) - there / len(theirs))
            if theirs[there].lower()[:5] == key and off_diagonal < 0.25 and (len(key) > 4 or not word.islower()):
                pairs.append((at, there))
                break
    return [*pairs, (len(ours), len(theirs))]


def aligner(ours: Sequence[str], theirs: Sequence[str]) -> Callable[[int], int]:
    """Map word numbers of a translation to ours, by straight lines between words that look alike in both.

    Rough on purpose: what machine translation leaves behind repeats or drops a word at its edges as often as not.
    """
    pairs = _anchors([bare(word) for word in ours], [bare(word) for word in theirs])

    def ours_at(number: int) -> int:
        for (left, from_), (right, to) in pairwise(pairs):
            if from_ <= number <= to and from_ < to:
                return round(left + (right - left) * (number - from_) / (to - from_))
        return len(ours)

    return ours_at
