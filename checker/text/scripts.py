"""Writing systems by ISO 15924 code, and regular expressions for their letters and marks."""

from __future__ import annotations

from bisect import bisect_right

# First code point of each stretch, and the script of its letters; "" where a stretch is of no use here.
_STRETCHES = (
    (0x0041, "Latn"), (0x02B0, ""), (0x0370, "Grek"), (0x0400, "Cyrl"), (0x0530, "Armn"), (0x0590, "Hebr"),
    (0x0600, "Arab"), (0x0700, ""), (0x0750, "Arab"), (0x0780, ""), (0x08A0, "Arab"), (0x0900, "Deva"),
    (0x0980, "Beng"), (0x0A00, "Guru"), (0x0A80, "Gujr"), (0x0B00, "Orya"), (0x0B80, "Taml"), (0x0C00, "Telu"),
    (0x0C80, "Knda"), (0x0D00, "Mlym"), (0x0D80, "Sinh"), (0x0E00, "Thai"), (0x0E80, "Laoo"), (0x0F00, ""),
    (0x10A0, "Geor"), (0x1100, "Hang"), (0x1200, "Ethi"), (0x13A0, ""), (0x1E00, "Latn"), (0x1F00, "Grek"),
    (0x2000, ""), (0x3040, "Hira"), (0x30A0, "Kana"), (0x3100, ""), (0x3130, "Hang"), (0x3190, ""), (0x3400, "Hani"),
    (0xA000, ""), (0xAC00, "Hang"), (0xD7B0, ""), (0xF900, "Hani"), (0xFB00, "Latn"), (0xFB1D, "Hebr"),
    (0xFB50, "Arab"), (0xFE00, ""), (0xFE70, "Arab"), (0xFF00, ""), (0xFF21, "Latn"), (0xFF61, "Kana"),
    (0xFFA0, ""), (0x20000, "Hani"), (0x323B0, ""),
)  # fmt: skip
_STARTS = [start for start, _ in _STRETCHES]

# Written without spaces between words; most words are one or two of them long, so two are taken for one word.
UNSPACED = "\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U000323af"
UNSPACED_SCRIPTS = frozenset({"Hani", "Hira", "Kana"})
# Marks that belong to the letter before them, and joiners: Python's ``\w`` leaves them out.
MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09cd\u09d7"
    "\u0a01-\u0a4d\u0a81-\u0acd\u0b01-\u0b4d\u0b82-\u0bcd\u0c00-\u0c4d\u0c81-\u0ccd\u0d00-\u0d4d\u200c\u200d"
)
# One word, hyphens and apostrophes not included.
WORD = f"[{UNSPACED}]{{1,2}}|[^\\W{UNSPACED}]+(?:[{MARKS}]+[^\\W{UNSPACED}]*)*"


def script_of(word: str) -> str:
    """The script of a word's first letter: ``Latn``, ``Cyrl``, …; empty for digits and signs."""
    for letter in word:
        if letter.isalpha():
            return _STRETCHES[bisect_right(_STARTS, ord(letter)) - 1][1]
    return ""
