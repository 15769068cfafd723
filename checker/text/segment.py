"""Block -> segments: sentences, and sentences inside quotations.

Each run of sentence-final marks is looked at once, from left to right: what stands before it (an
abbreviation, an initial, the number of an item) and what stands after it (a small letter, more
punctuation) decide whether a sentence ends there. Nothing looks further than `LONGEST_WORD`
characters back or the next word ahead, so the cost is linear on any text.

The module knows no language: abbreviations, and the words that open a sentence even after one, are
word lists of the packs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from checker.model import Segment, Span
from checker.packs.languages import Language
from checker.text.quotations import quotations

# Sentence terminals (Unicode Standard Annex 29) of the scripts that news is written in. White space follows them,
# except those of Chinese and Japanese.
MARKS = ".!?…‼⁇⁈⁉։؟۔।॥።፧။។"
WIDE_MARKS = "。！？｡"
CLOSERS = "\"'»«”“’›‹)]}」』】）》"
# A run of marks counts from its first one; possessive quantifiers keep long runs linear. Right after an opening
# bracket it comments or leaves out, as in "(!)" and "[...]", and ends nothing.
SENTENCE_END = re.compile(
    rf"(?<![{MARKS}{WIDE_MARKS}(\[])(?:"
    rf"(?P<marks>[{MARKS}]++)(?P<closers>[{re.escape(CLOSERS)}]*+)\s++"
    rf"|[{MARKS}]*+[{WIDE_MARKS}][{MARKS}{WIDE_MARKS}]*+[{re.escape(CLOSERS)}]*+\s*+)"
)
SPACE = re.compile(r"\s*+")
# What may stand before the first word of a sentence: quotation marks, brackets, dashes, bullets, ¿, ¡ and "[...]".
OPENERS = re.compile(r"(?:[(\[](?:\.{3}|…)[)\]]|[\s«»“„”\"'‘’‚‹›(\[{「『【（《¿¡–—―•*-])*+")
GOES_ON = frozenset(f",;:)]}}&/=+%|{MARKS}{WIDE_MARKS}")
NEXT_WORD = re.compile(r"\s+(\w+)")
NUMBER = re.compile(r"\d|[IVXLC]+\b")
# "J." before a surname, "J.-M.", "O.N.U.", "p.ex.": short letter groups with a full stop after each.
INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.-?)*[^\W\d_]\.")
# "1." or "IV." at the start of a segment counts an item and is no sentence.
ITEM_NUMBER = re.compile(r"\d{1,3}\.|[IVXLC]+\.")
LONGEST_WORD = 40
# What has to follow an abbreviation: the second part of an entry of ``abbreviations.txt``.
ALWAYS, BEFORE_NUMBER, BEFORE_SMALL = "", "9", "a"
BRACKETS = "«»“”„\"'‘’([{"
# Marks and white space after the last word of a segment.
TRAILING = f"{MARKS}{WIDE_MARKS},;: \t\u00a0\u202f\"'»«”“’‘›‹)]}}」』】）》"


class Segmenter:
    """Splits blocks of one language into segments.

    Two word lists of the pack are used. ``abbreviations.txt`` holds words that end in a full stop without ending a
    sentence, written with it: ``art.``; ``vol. 9`` is one only before a number, ``etc. a`` only before a small letter.
    An entry in small letters stands for the capitalised word too. ``sentence_openers.txt`` holds words that hardly
    ever follow an abbreviation inside a sentence (pronouns, conjunctions): before them the sentence does end.
    """

    def __init__(self, language: Language) -> None:
        self.language = language

    def split(self, text: str, block: Span) -> tuple[Segment, ...]:
        """The segments of one block: they tile it, in text order.

        White space between two segments belongs to the first. A segment is quoted when all its words stand inside
        one quotation; a sentence with a quotation in its middle is one segment.
        """
        quotes = outermost(quotations(text, block))
        closings = frozenset(quote.end for quote in quotes if quote.end < block.end)
        segments, following = [], iter(quotes)
        quote = next(following, None)
        for span in self._sentences(text, block, closings):
            first = skip(OPENERS, text, span.start, span.end)
            while quote and quote.end <= first:
                quote = next(following, None)
            quoted = quote is not None and quote.start <= first and last_word_end(text, span) <= quote.end
            segments.append(Segment(span, quoted))
        return tuple(segments)

    def _sentences(self, text: str, block: Span, closings: frozenset[int]) -> Iterator[Span]:
        start = block.start
        for match in SENTENCE_END.finditer(text, block.start, block.end):
            end = match.end()
            # A quotation mark with white space before it: "Vraiment ? »"
            while end in closings and not text[end + 1 : end + 2].isalnum():
                end = skip(SPACE, text, end + 1, block.end)
            if end < block.end and self._ends_sentence(text, start, match, end, block.end):
                yield Span(start, end)
                start = end
        if start < block.end:
            yield Span(start, block.end)

    def _ends_sentence(self, text: str, start: int, match: re.Match[str], end: int, block_end: int) -> bool:
        """True if a sentence that began at `start` ends with a match after which the text goes on at `end`."""
        following = skip(OPENERS, text, end, block_end)
        if following == block_end or text[following] in GOES_ON:
            return False
        if match["marks"] is None:  # wide marks; a quotation that they close goes on with "he said" as a rule
            return text[match.end() - 1] not in CLOSERS
        # A name such as "iPhone" may begin a sentence.
        small = text[following].islower() and not text[following + 1 : following + 2].isupper()
        if match["marks"] == "." and not match["closers"] and match.end() == end:
            return not self._is_abbreviation(text, start, match.start() + 1, following, small)
        return not small

    def _is_abbreviation(self, text: str, start: int, end: int, following: int, small: bool) -> bool:
        """True if the word that ends at `end` with a full stop goes on with the word at `following`."""
        *_, word = text[max(start, end - LONGEST_WORD) : end].split()
        word = word.lstrip(BRACKETS)
        begins = end - start < LONGEST_WORD and not text[start : end - len(word)].strip(BRACKETS)
        if begins and ITEM_NUMBER.fullmatch(word):
            return True
        if small and word[-2:-1].isdigit():  # the ordinals of many languages, numbers of chapters
            return True
        word = word[max(word.rfind("'"), word.rfind("’")) + 1 :]  # an elided word before it: "l’art. 5"
        known = {entry for form in (word, word[:1].lower() + word[1:]) for entry in self._abbreviations.get(form, ())}
        if (BEFORE_SMALL in known and small) or (BEFORE_NUMBER in known and NUMBER.match(text, following)):
            return True
        if ALWAYS not in known and not INITIALS.fullmatch(word):
            return False
        word_after = NEXT_WORD.match(text, end)
        return word_after is None or word_after[1] not in self._openers

    @cached_property
    def _openers(self) -> frozenset[str]:
        return frozenset(self.language.word_list("sentence_openers.txt"))

    @cached_property
    def _abbreviations(self) -> dict[str, set[str]]:
        """The condition on the following word for each abbreviation: `ALWAYS`, `BEFORE_NUMBER` or `BEFORE_SMALL`."""
        conditions: dict[str, set[str]] = {}
        for entry in self.language.word_list("abbreviations.txt") or moses_prefixes(self.language.tag):
            word, _, condition = entry.partition(" ")
            conditions.setdefault(word, set()).add(condition)
        return conditions


def last_word_end(text: str, span: Span) -> int:
    """The end of a segment's last word, before marks and white space."""
    return span.start + len(span.of(text).rstrip(TRAILING))


def outermost(quotes: tuple[Span, ...]) -> list[Span]:
    """Quotations without those that stand inside another, in text order."""
    found: list[Span] = []
    for quote in quotes:
        if not found or quote.start >= found[-1].end:
            found.append(quote)
    return found


def skip(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    """The end of a pattern's match at an offset; the pattern must match everywhere, if only the empty string."""
    match = pattern.match(text, start, end)
    return match.end() if match else start


def moses_prefixes(tag: str) -> tuple[str, ...]:
    """The non-breaking prefixes of the Moses toolkit, written as in ``abbreviations.txt``; none for unknown tags.

    Only for packs without a list of their own: importing sacremoses takes a third of a second, most of it numpy.
    """
    from sacremoses.corpus import NonbreakingPrefixes

    prefixes = NonbreakingPrefixes()
    code = tag.partition("-")[0]
    if code not in prefixes.available_langs:
        return ()
    entries = (prefix.partition(" #NUMERIC_ONLY#") for prefix in prefixes.words(code))
    return tuple(f"{word}. {BEFORE_NUMBER if numeric else ALWAYS}" for word, numeric, _ in entries)
