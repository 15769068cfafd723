"""Finds where a line break was lost: a heading glued to the sentence after it.

Articles from the web come like that: "un retard inexpliquéLes pompiers", "fin de saison Les joueurs ont". Whatever
crosses such a seam says nothing of agreement.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from checker.model import Reading, Span

LOWER, UPPER = "a-zß-öø-ÿœ", "A-ZÀ-ÖØ-ÞŒ"
# A word in small letters, maybe the marks that end a sentence, and right behind it a capital that begins a word.
GLUED: Final = re.compile(
    rf"(?<![^\W\d_])(?P<word>[{LOWER}]{{2,30}}+)(?P<marks>(?:\s?»|[.!?…)]){{0,2}})(?=[{UPPER}][{LOWER}{UPPER}'’])"
)
# Word classes that begin a sentence and are no names.
OPENING: Final = frozenset({"DET", "PRON", "ADP", "SCONJ", "CCONJ"})
NOMINAL_OPENING: Final = frozenset({"DET", "PRON"})
# What cannot end a heading, as something must follow it.
LEANING: Final = frozenset({"ADP", "DET", "CCONJ", "SCONJ"})
DOMAIN: Final = re.compile(r"\w+\.\w")
LETTERS: Final = re.compile(r"[^\W\d_]+")
WORD: Final = re.compile(r"[^\W\d_]+['’]?")

Readings = Callable[[str], Sequence[Reading]]


def parts(text: str, span: Span, readings: Readings) -> Iterator[Span]:
    """A segment cut at its seams: spans that tile it."""
    start = span.start
    for seam in sorted({*glued(text, span, readings), *spaced(text, span, readings)}):
        if start < seam < span.end:
            yield Span(start, seam)
            start = seam
    yield Span(start, span.end)


def glued(text: str, span: Span, readings: Readings) -> Iterator[int]:
    """Offsets where a known word in small letters ends and a capital follows without a blank."""
    for match in GLUED.finditer(text, span.start, span.end):
        whole = LETTERS.match(text, match.start())
        named = not match["marks"] and whole is not None and bool(readings(whole.group()))
        if readings(match["word"]) and not named and not DOMAIN.match(text, match.end()):
            yield match.end()


def spaced(text: str, span: Span, readings: Readings) -> Iterator[int]:
    """Offsets of capitalised function words in mid-sentence, right after a word that may end a heading."""
    before = None
    for match in WORD.finditer(text, span.start, span.end):
        form = match.group()
        if before and form[0].isupper() and form[1:].islower() and text[before.end() : match.start()] == " ":
            follows = text[match.end() : match.end() + 2].lstrip(" ")[:1]
            if follows.islower() and may_end(before.group(), readings) and may_open(form, readings):
                yield match.start()
        before = match


def may_end(form: str, readings: Readings) -> bool:
    """True if a word in small letters may be the last of a heading."""
    tags = {reading.upos for reading in readings(form)}
    return form.islower() and bool(tags) and tags.isdisjoint(LEANING)


def may_open(form: str, readings: Readings) -> bool:
    """True if a word with a capital is a small word that opens a sentence, and no name."""
    tags = {reading.upos for reading in readings(form.lower())}
    return not tags.isdisjoint(NOMINAL_OPENING) or (not tags.isdisjoint(OPENING) and "NOUN" not in tags)
