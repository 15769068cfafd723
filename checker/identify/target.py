"""Guesses the target language of a document for which none is given.

Two identifiers must agree, so that a wrong guess, which would mark a whole article as foreign, is
rarer than the question. Both choose among all languages that they know, not among those that have a
pack: a text in another language is to be refused, not taken for the nearest neighbour.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from math import ceil
from typing import TYPE_CHECKING

from checker.errors import LanguageError
from checker.model import Document

if TYPE_CHECKING:
    from langdetect import DetectorFactory
    from lingua import LanguageDetector

ASK = "give it with --target"
WORD = re.compile(r"[^\W\d_]+")

# On fragments of news in thirteen languages the two agree on a wrong one for 1 in 10 below ten letters
# of running text, 1 in 90 below thirty, 1 in 250 below forty and 1 in 700 below sixty.
MIN_LETTERS = 40

# A book is judged by pieces of it, spread evenly.
PIECE_CHARACTERS = 1000
MAX_PIECES = 64

# langdetect tells neither of Norway's written languages from the other; it learned from the common one.
SAME_LANGUAGE = {"no": "nb", "zh-cn": "zh", "zh-tw": "zh"}


def guess_language(document: Document, known: tuple[str, ...]) -> str:
    """The language of most paragraphs, weighted by their length.

    Args:
        document: the text to look at; of a long one, pieces from all of it.
        known: the tags to choose from.

    Raises:
        LanguageError: there is too little running text, no language has most of it, the two
            identifiers differ, or the language is none of those known.
    """
    pieces = [(piece, letters) for piece in sample(document) if (letters := running_letters(piece))]
    total = sum(letters for _, letters in pieces)
    if total < MIN_LETTERS:
        raise LanguageError(
            f"the text is too short to tell its language (letters outside names: {total}, needed: {MIN_LETTERS}); {ASK}"
        )
    first, second = majority(pieces, lingua_opinion), majority(pieces, langdetect_opinion)
    if first is None or (first != second and first in langdetect_languages()):
        raise LanguageError(
            f"the language of the text cannot be told (lingua: {first or 'none has most of it'}, "
            f"langdetect: {second or 'none has most of it'}); {ASK}"
        )
    tag = min((tag for tag in known if tag.split("-")[0] == first), key=len, default=None)
    if tag is None:
        raise LanguageError(f"the text seems to be in {first!r}; supported: {', '.join(known)}; {ASK}")
    return tag


def sample(document: Document) -> list[str]:
    """Pieces of the paragraphs, none longer than `PIECE_CHARACTERS`, at most `MAX_PIECES`, spread evenly."""
    places = [
        slice(start, min(start + PIECE_CHARACTERS, block.end))
        for block in document.blocks
        for start in range(block.start, block.end, PIECE_CHARACTERS)
    ]
    # Odd, so that of an original and its translation in alternate lines both are seen.
    stride = ceil(len(places) / MAX_PIECES) | 1
    return [document.text[place] for place in places[::stride]]


def running_letters(text: str) -> int:
    """The number of letters in words without a capital, as names tell nothing of the language around them."""
    return sum(len(word) for word in WORD.findall(text) if word[0] == word[0].lower())


def majority(pieces: list[tuple[str, int]], opinion: Callable[[str], str | None]) -> str | None:
    """The language that has more than half of the letters, in one identifier's opinion."""
    votes: Counter[str | None] = Counter()
    for piece, letters in pieces:
        votes[opinion(piece)] += letters
    language, letters = votes.most_common(1)[0]
    return language if 2 * letters > votes.total() else None


def lingua_opinion(text: str) -> str | None:
    """The language in the opinion of lingua, as ISO 639-1."""
    language = lingua_detector().detect_language_of(text)
    return language.iso_code_639_1.name.lower() if language else None


@cache
def lingua_detector() -> LanguageDetector:
    """The detector for all languages that lingua knows."""
    from lingua import LanguageDetectorBuilder  # a given target does without

    # The full models take 6 s and 700 MB to load, and differ only on less than a paragraph.
    return LanguageDetectorBuilder.from_all_languages().with_low_accuracy_mode().build()


def langdetect_opinion(text: str) -> str | None:
    """The language in the opinion of langdetect, as ISO 639-1."""
    from langdetect import LangDetectException  # a given target does without

    detector = langdetect_factory().create()
    detector.append(text)
    try:
        language: str = detector.detect()
    except LangDetectException:  # nothing in the text tells anything
        return None
    return None if language == detector.UNKNOWN_LANG else SAME_LANGUAGE.get(language, language)


@cache
def langdetect_languages() -> frozenset[str]:
    """The languages that langdetect knows, as ISO 639-1."""
    return frozenset(SAME_LANGUAGE.get(language, language) for language in langdetect_factory().get_lang_list())


@cache
def langdetect_factory() -> DetectorFactory:
    """Makes a detector for each text, all with the same random seed."""
    from langdetect import PROFILES_DIRECTORY, DetectorFactory  # a given target does without

    factory = DetectorFactory()
    factory.set_seed(0)  # it draws at random which n-grams it looks at
    factory.load_profile(PROFILES_DIRECTORY)
    return factory
