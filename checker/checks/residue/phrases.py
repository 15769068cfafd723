"""Phrases as rules and word lists have them -> one regular expression."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

BLANK: Final = r"[ \t\u00a0\u202f\u3000]"
BETWEEN: Final = rf"(?:{BLANK}*+[^\s.!?:]++{BLANK}++){{0,6}}?"
FIRST_UNSPACED: Final = "\u0e00"  # Thai; it and what follows, the scripts of East Asia, put no blanks between words
# What a phrase may hold beside words: "…" for some words, a colon with or without a blank before it, any apostrophe.
SIGN: Final = re.compile(r"\s*…\s*|\s*[:：]|['’]|\s+")


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
