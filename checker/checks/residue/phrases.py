"""Phrases as rules and word lists have them -> regular expressions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

BLANK: Final = r"[ \t\u00a0\u202f\u3000]"
BETWEEN: Final = rf"(?:{BLANK}*+[^\s.!?:]++{BLANK}++){{0,6}}?"
FIRST_UNSPACED: Final = "\u0e00"  # Thai; it and what follows, the scripts of East Asia, put no blanks between words
# What a phrase may hold beside words: "…" for some words, a colon with or without a blank before it, any apostrophe.
SIGN: Final = re.compile(r"\s*…\s*|\s*[:：]|['’]|\s+")
LETTERS: Final = re.compile(r"[^\W\d_]*+")
# Letters that regular expressions take for an i, whatever their case.
DOTS: Final = str.maketrans("İı", "ii")


class Openings:
    """The patterns and phrases that a stretch of text may begin with, in any case, with what may stand behind.

    There are some hundred phrases for a language: only those that begin with the letters of a stretch are compiled.
    """

    def __init__(self, phrases: Sequence[str], patterns: Sequence[str], behind: str) -> None:
        self._patterns, self._behind = patterns, behind
        self._always: list[str] = []
        self._by_letters: defaultdict[str, list[str]] = defaultdict(list)
        for phrase in phrases:
            letters = LETTERS.match(phrase)
            whole = letters and letters[0] and not any(letter >= FIRST_UNSPACED for letter in letters[0])
            (self._by_letters[folded(letters[0])] if letters and whole else self._always).append(phrase)
        self._pattern = lru_cache(None)(self._compiled)

    def match(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The first of the patterns, or else the longest phrase, that a stretch begins with."""
        letters = LETTERS.match(text, start, end)
        key = folded(letters[0]) if letters else ""
        pattern = self._pattern(key if key in self._by_letters else "")
        return pattern.match(text, start, end) if pattern else None

    def _compiled(self, letters: str) -> re.Pattern[str] | None:
        return alternatives((*self._always, *self._by_letters.get(letters, ())), self._patterns, self._behind)


def folded(letters: str) -> str:
    """A text with its case folded as regular expressions fold it."""
    return letters.translate(DOTS).casefold()


def alternatives(phrases: Sequence[str], patterns: Sequence[str], behind: str) -> re.Pattern[str] | None:
    """Matches any of the patterns or the phrases, in any case, with what may stand behind; None if there are none."""
    longest_first = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    every = [*patterns, *map(expression, longest_first)]
    return re.compile(f"(?:{'|'.join(every)}){behind}", re.IGNORECASE) if every else None


def expression(phrase: str) -> str:
    """The regular expression of a phrase, which ends where a word does."""
    parts, position = "", 0
    for sign in SIGN.finditer(phrase):
        parts += re.escape(phrase[position : sign.start()]) + for_sign(sign[0].strip())
        position = sign.end()
    parts += re.escape(phrase[position:])
    return parts + (r"(?!\w)" if phrase[-1].isalnum() and phrase[-1] < FIRST_UNSPACED else "")


def for_sign(sign: str) -> str:
    """The regular expression of a sign; the empty one is a blank."""
    if sign == "…":
        return rf"{BLANK}*+{BETWEEN}"
    if sign in (":", "："):
        return rf"{BLANK}*+[:：]"
    return "['’]" if sign else f"{BLANK}++"
