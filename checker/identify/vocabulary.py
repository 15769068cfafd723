"""The words of a block, as the word tables have them."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from checker.model import Span
from checker.packs.languages import Language
from checker.text.quotations import quotations
from checker.text.scripts import WORD

# Where a word may be broken at the end of a line, and other marks without width: neither letters nor between words.
INVISIBLE = "\u00ad\u200b\u2060\ufeff"
# What is no word of any language, and holds some that look so: a tag, an entity, a hashtag, a handle, a ticker,
# an address, what stands behind the sign of a number ("50%-igen"), a piece of code between grave accents.
SIGNS = (
    r"</?[A-Za-z][^<>\n]{0,200}>|&\#?\w{1,10};|[\#@][^\W\d][\w-]*|\$[A-Za-z]{1,6}\b|https?://[^\s<>]+"
    r"|\d+[%‰°]-?[^\W\d]+|`[^\s`'’]{1,60}[`'’]"
)
# UTF-8 read as cp1252: "numÃ©ro".
READ_AS_CP1252 = "[ÃÐÑ][\u0080-\u00bf‚ƒ„…†‡ˆ‰‹‘“•–—˜™š›œžŸ€]|â€.?|[ÄÅ][\u0080-\u009f]"
DAMAGE = re.compile(READ_AS_CP1252)
# A hyphenated compound is one word, and so are a time and a decimal number; an apostrophe stays
# inside, but an elided word is cut off.
WORDS = rf"\d+(?:[.,:/]\d+)+|(?:{WORD})(?:(?:[{INVISIBLE}]+|['’\-\u2010\u2011&@.])(?:{WORD}))*"
COMPOUND = re.compile(rf"(?P<sign>{SIGNS})|{WORDS}")
# A capital or a figure inside a word: two words whose space was lost ("policeLe"), a brand, a part number.
# Four letters and more that are all above ASCII: Cyrillic read as Latin-1.
NO_WORD = re.compile(r"[a-zß-öø-ÿ][A-ZÀ-ÖØ-Þ]|[^\W\d_]\d|\d[A-Za-z]{2}|[À-ÖØ-öø-ÿ]{4,}")

WITHOUT_WIDTH = dict.fromkeys(map(ord, INVISIBLE))

CACHED_WORDS = 1 << 16
SENTENCE_END = re.compile(r"[.!?…:]")


@dataclass(frozen=True)
class Words:
    """The words of one block.

    Attributes:
        starts: offset of each word's first code point.
        ends: offset behind its last.
        forms: in lower case, with straight apostrophes, as the word tables have them; empty for what is no word of
            any language.
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

    @cached_property
    def innermost(self) -> Mapping[int, range]:
        """For each word in a quotation, the words of the innermost one around it."""
        return {n: quotation for quotation in self.quoted for n in quotation}

    @cached_property
    def _whole_quotations(self) -> frozenset[range]:
        return frozenset(self.quoted)

    def is_quotation(self, part: range) -> bool:
        """True if words fill a quotation."""
        return part in self._whole_quotations

    @cached_property
    def _quoted_by_edge(self) -> tuple[Mapping[int, list[range]], Mapping[int, list[range]]]:
        starting, stopping = defaultdict(list), defaultdict(list)
        for quotation in self.quoted:
            starting[quotation.start].append(quotation)
            stopping[quotation.stop].append(quotation)
        return starting, stopping

    def quoted_beside(self, part: range) -> tuple[range, ...]:
        """The words of the quotations that end right before some words, or begin right after them."""
        starting, stopping = self._quoted_by_edge
        return (*stopping.get(part.start, ()), *starting.get(part.stop, ()))

    @cached_property
    def _quoted_by_depth(self) -> tuple[tuple[list[int], list[int]], ...]:
        """The quotations by how many others they stand in: places in `quoted`, and where each stops, both rising."""
        levels: list[tuple[list[int], list[int]]] = []
        around: list[int] = []
        for place, quotation in enumerate(self.quoted):
            while around and around[-1] <= quotation.start:
                around.pop()
            if len(around) == len(levels):
                levels.append(([], []))
            places, stops = levels[len(around)]
            places.append(place)
            stops.append(quotation.stop)
            around.append(quotation.stop)
        return tuple(levels)

    def quoted_over(self, part: range, after: int) -> int | None:
        """The place in `quoted` of the first quotation behind a place there that shares a word with others."""
        found = None
        for places, stops in self._quoted_by_depth:
            n = max(bisect_right(places, after), bisect_right(stops, part.start))
            if n < len(places) and self.quoted[places[n]].start < part.stop and (found is None or places[n] < found):
                found = places[n]
        return found

    def opens_sentence(self, n: int) -> bool:
        """True if a word is the first of the block, or stands behind the end of a sentence or a colon."""
        return n == 0 or SENTENCE_END.search(self.text, self.ends[n - 1], self.starts[n]) is not None

    def may_be_name(self, n: int) -> bool:
        """True if a word has a capital that is not owed to the start of a sentence."""
        return self.text[self.starts[n]].isupper() and not self.opens_sentence(n)

    def adjoin(self, n: int) -> bool:
        """True if nothing but white space stands between a word and the next."""
        return not self.text[self.ends[n] : self.starts[n + 1]].strip()

    def is_elided(self, n: int) -> bool:
        """True if an apostrophe joins a word to the next: the "d" of "d'un"."""
        return n + 1 < len(self) and self.text[self.ends[n] : self.starts[n + 1]] in ("'", "’")

    def within(self, span: Span) -> slice:
        """The words that begin within a span."""
        return slice(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def trimmed(self, span: Span) -> Span | None:
        """From the first to the last word that begins within a span, None if there is none."""
        inside = self.within(span)
        return Span(self.starts[inside.start], self.ends[inside.stop - 1]) if inside.start < inside.stop else None


def words_of(text: str, block: Span, language: Language) -> Words:
    """Cut a block into words, an elided word of the target language apart from the one that it leans on.

    What leans on a word at its end belongs to it, but not to its form: no table has "lid's".
    """
    elision, enclitic = language.elision, language.enclitic
    starts, ends, forms = [], [], []
    pattern = compound_in_damaged() if DAMAGE.search(text, block.start, block.end) else COMPOUND
    for word in pattern.finditer(text, block.start, block.end):
        start, end = word.span()
        if word.lastgroup:
            starts.append(start)
            ends.append(end)
            forms.append("")
            continue
        whole = word.group()
        if elision and ("'" in whole or "’" in whole):
            while (clitic := elision.match(text, start, end)) and clitic.end() < end:
                starts.append(start)
                ends.append(clitic.end() - 1)
                forms.append(form_of(text[start : clitic.end() - 1]))
                start = clitic.end()
            whole = text[start:end]
        if enclitic and (leaning := enclitic.search(whole)) and leaning.start():
            whole = whole[: leaning.start()]
        starts.append(start)
        ends.append(end)
        forms.append(form_of(whole))
    return Words(text, block, tuple(starts), tuple(ends), tuple(forms))


@cache
def compound_in_damaged() -> re.Pattern[str]:
    """Matches a compound where words that were read in another encoding are signs as well; few texts ask for it."""
    return re.compile(rf"(?P<sign>{SIGNS}|\w*?(?:(?:{READ_AS_CP1252})\w*)+)|{WORDS}")


@lru_cache(CACHED_WORDS)
def form_of(word: str) -> str:
    """A word as the word tables have it: composed (NFC), in lower case, with straight apostrophes.

    Without what has no width; empty if it is no word of any language.
    """
    if NO_WORD.search(word):
        return ""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFC", word.lower()).replace("’", "'").translate(WITHOUT_WIDTH)
