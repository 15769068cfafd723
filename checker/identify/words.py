"""The words of a block, as the word tables have them."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property, lru_cache

from checker.languages import Language
from checker.model import Span
from checker.quotations import quotations
from checker.scripts import WORD

# A hyphenated compound is one word, and so are a time and a decimal number; an apostrophe stays
# inside, but an elided word is cut off.
COMPOUND = re.compile(rf"\d+(?:[.,:/]\d+)+|(?:{WORD})(?:['’\-\u2010\u2011&@.](?:{WORD}))*")


CACHED_WORDS = 1 << 16
SENTENCE_END = re.compile(r"[.!?…:]")


@dataclass(frozen=True)
class Words:
    """The words of one block.

    Attributes:
        starts: offset of each word's first code point.
        ends: offset behind its last.
        forms: in lower case, with straight apostrophes, as the word tables have them.
    """

    text: str
    block: Span
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    forms: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.starts)

    @cached_property
    def quotations(self) -> tuple[Span, ...]:
        """The quotations of the block, by start and then outermost first."""
        return quotations(self.text, self.block)

    @cached_property
    def quoted(self) -> tuple[range, ...]:
        """The words of each quotation that has any, in the order of the quotations."""
        parts = map(self.within, self.quotations)
        return tuple(range(part.start, part.stop) for part in parts if part.start < part.stop)

    def opens_sentence(self, n: int) -> bool:
        """Whether a word is the first of the block, or stands behind the end of a sentence or a colon."""
        return n == 0 or SENTENCE_END.search(self.text, self.ends[n - 1], self.starts[n]) is not None

    def may_be_name(self, n: int) -> bool:
        """Whether a word has a capital that is not owed to the start of a sentence."""
        return self.text[self.starts[n]].isupper() and not self.opens_sentence(n)

    def adjoin(self, n: int) -> bool:
        """Whether nothing but white space stands between a word and the next."""
        return not self.text[self.ends[n] : self.starts[n + 1]].strip()

    def is_elided(self, n: int) -> bool:
        """Whether an apostrophe joins a word to the next: the "d" of "d'un"."""
        return n + 1 < len(self) and self.text[self.ends[n] : self.starts[n + 1]] in ("'", "’")

    def within(self, span: Span) -> slice:
        """Which of the words begin within a span."""
        return slice(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def trimmed(self, span: Span) -> Span | None:
        """From the first to the last word that begins within a span, None if there is none."""
        inside = self.within(span)
        return Span(self.starts[inside.start], self.ends[inside.stop - 1]) if inside.start < inside.stop else None


def words_of(text: str, block: Span, language: Language) -> Words:
    """Cut a block into words, an elided word of the target language apart from the one that it leans on."""
    elision = language.elision
    starts, ends, forms = [], [], []
    for word in COMPOUND.finditer(text, block.start, block.end):
        start, end = word.span()
        whole = word.group()
        if elision and ("'" in whole or "’" in whole):
            while (clitic := elision.match(text, start, end)) and clitic.end() < end:
                starts.append(start)
                ends.append(clitic.end() - 1)
                forms.append(form_of(text[start : clitic.end() - 1]))
                start = clitic.end()
            whole = text[start:end]
        starts.append(start)
        ends.append(end)
        forms.append(form_of(whole))
    return Words(text, block, tuple(starts), tuple(ends), tuple(forms))


@lru_cache(CACHED_WORDS)
def form_of(word: str) -> str:
    """A word as the word tables have it: composed (NFC), in lower case, with straight apostrophes."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFC", word.lower()).replace("’", "'")
