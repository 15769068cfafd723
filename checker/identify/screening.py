"""Which blocks of a document may hold foreign words at all: weighed one by one, as they are asked for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate

from checker.identify.articles import ARTICLE_SHARE
from checker.identify.intruders import Intruders, Weights
from checker.identify.vocabulary import Words
from checker.model import Document, Span


class Screening:
    """The blocks of one document, and what the word tables say of those that are looked at.

    Args:
        document: its text and blocks.
        intruders: of the target language; None if it has no word table, so that nothing is known of its words.
    """

    def __init__(self, document: Document, intruders: Intruders | None) -> None:
        self.document = document
        self._intruders = intruders
        self._cut: dict[Span, Words] = {}
        self._weighed: dict[Span, Weights | None] = {}

    @cached_property
    def odd(self) -> list[tuple[Words, Weights]]:
        """The blocks in which another language may intrude, in text order."""
        if self._intruders is None:
            return []
        found = ((self._words(block), self._weights(block)) for block in self.document.blocks)
        return [(words, weights) for words, weights in found if weights]

    def rules_out(self, span: Span) -> bool:
        """True if a span surely lies in no foreign run, found without weighing more blocks than that takes.

        A block in which nothing is odd has no run, but may lie within the one run of an article that is foreign nearly
        all through: for that, too much has to be in blocks of its kind.
        """
        if self._intruders is None or any(part.copied for part in self.document.parts):
            return False
        if any(map(self._weights, self._touched(span))):
            return False
        return self._is_no_foreign_article

    @cached_property
    def _is_no_foreign_article(self) -> bool:
        """True if more words than a foreign article keeps in the target language are in blocks with nothing odd."""
        blocks = self.document.blocks
        wanted = (1 - ARTICLE_SHARE) * sum(len(self._words(block)) for block in blocks)
        clear = accumulate(len(self._words(block)) for block in blocks if not self._weights(block))
        return any(words > wanted for words in clear)

    def _touched(self, span: Span) -> tuple[Span, ...]:
        """The blocks that share a code point with a span."""
        blocks = self.document.blocks
        first = bisect_right(blocks, span.start, key=lambda block: block.end)
        return blocks[first : bisect_left(blocks, span.end, key=lambda block: block.start)]

    def _words(self, block: Span) -> Words:
        if block not in self._cut:
            assert self._intruders is not None, "only asked where there is a word table"
            self._cut[block] = self._intruders.words_of(self.document.text, block)
        return self._cut[block]

    def _weights(self, block: Span) -> Weights | None:
        if block not in self._weighed:
            assert self._intruders is not None, "only asked where there is a word table"
            self._weighed[block] = self._intruders.weigh(self._words(block))
        return self._weighed[block]
