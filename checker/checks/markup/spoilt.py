"""Letters that a program has spoilt: "dÃ©claré", control characters, accents apart from their letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from checker.model import Span

# What is found, and what was meant: nothing where it goes, None where it is lost.
Found = Iterator[tuple[Span, str | None]]

# A byte of UTF-8 that begins a letter and one that continues it, both read as Windows-1252 or Latin-1.
SUSPECT: Final = re.compile(
    r"[ÂÃÄÅÆÎÏÐÑØÙâãåæðï][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    r"\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]|Ã(?= [a-zàâéè])|\ufffd"
)
BLANKS: Final = " \t"
# No letter, and nothing to see: controls, zero-width spaces, joiners of words (but those that keep a smile of signs
# together), marks of byte order, private characters; and, where a Latin letter is before them, marks of joining and
# direction that only other scripts need.
INVISIBLE: Final = re.compile(
    r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u200b\ufeff\ufffc\ufffe\uffff\ue000-\uf8ff]+"
    r"|\u2060+(?=\w)|(?<=\w)\u2060+"
    r"|(?<=[A-Za-z\u00c0-\u024f])[\u200c-\u200f\u202a-\u202e\u2066-\u2069]+"
)
ACCENTED: Final = re.compile(r"[\w'’-]*[\u0300-\u036f][\w\u0300-\u036f]*")
COMPOSED: Final = re.compile(r"[\u00c0-\u024f\u0386-\u03ce\u0400-\u045f\u1e00-\u1eff]")
ACCENT: Final = re.compile(r"[\u0300-\u036f]")


def encodings(text: str, block: Span) -> Found:
    """Words that were read in another encoding than they were written in, and words that lost a letter for good."""
    reached = block.start
    for match in SUSPECT.finditer(text, block.start, block.end):
        if match.start() < reached:
            continue
        start = max(text.rfind(blank, reached, match.start()) + 1 for blank in BLANKS) or reached
        start, end = max(start, reached), match.end()
        while end < block.end and text[end] in BLANKS and match[0] == "Ã":
            end += 1
        while end < block.end and text[end] not in BLANKS:
            end += 1
        reached = end
        meant = None if match[0] == "\ufffd" else reencoded(text[start:end])
        if meant != text[start:end]:
            yield Span(start, end), meant


def reencoded(words: str) -> str:
    """The words in the encoding that they were written in; as they are where that is not clear."""
    from ftfy import fix_encoding  # few texts need it

    return fix_encoding(words)


def invisibles(text: str, block: Span) -> Found:
    """Invisible characters."""
    for match in INVISIBLE.finditer(text, block.start, block.end):
        yield Span(*match.span()), "".join(map(windows_sign, match[0]))


def windows_sign(character: str) -> str:
    """The character of Windows-1252 behind a control character of Latin-1; empty if there is none."""
    if not "\x80" <= character <= "\x9f":
        return ""
    return character.encode("latin-1").decode("cp1252", "ignore")


def compositions(text: str, block: Span) -> Found:
    """Words with an accent apart from its letter, in a text that mostly has them in one."""
    if not ACCENT.search(text, block.start, block.end) or not COMPOSED.search(text):
        return
    for match in ACCENTED.finditer(text, block.start, block.end):
        meant = unicodedata.normalize("NFC", match[0])
        if meant != match[0]:
            yield Span(*match.span()), meant
