"""Document -> foreign runs: looks words up, tags the blocks that hold odd ones, names what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from checker.identify.deliberate import is_deliberate, may_be_slogan
from checker.identify.edges import plainly_foreign, settle
from checker.identify.intruders import Intruders, Weights
from checker.identify.vocabulary import Words
from checker.identify.word_tables import word_tables
from checker.model import Document, Extent, LanguageRun, Segment, Span
from checker.packs.languages import EVERY_LANGUAGE, Language, Packs

if TYPE_CHECKING:
    from checker.identify.tagger import Array, Tagger


BATCH = 4096  # words that are tagged together


class Identifier:
    """Finds foreign runs in documents of one target language.

    Args:
        language: the pack of the target language.
        packs: all packs; each language with a word table may intrude.
    """

    def __init__(self, language: Language, packs: Packs) -> None:
        self._language = language
        self._packs = packs
        self._intruders = Intruders(language, packs) if language.tag in word_tables(packs) else None

    def runs(self, document: Document, segments_over: Callable[[Span], tuple[Segment, ...]]) -> Iterator[LanguageRun]:
        """The foreign runs of a document, in text order.

        Args:
            document: its text and blocks.
            segments_over: gives the segments that a run touches.
        """
        blocks = self._intruders.weigh_blocks(document) if self._intruders else []
        if blocks:
            yield from self._tag(blocks, segments_over)

    def _tag(
        self, blocks: Sequence[tuple[Words, Weights]], segments_over: Callable[[Span], tuple[Segment, ...]]
    ) -> Iterator[LanguageRun]:
        """The runs of blocks that hold odd words."""
        from checker.identify.evidence import evidence_of_document  # with numpy, which a clean text does not need
        from checker.identify.tagger import confidence, decode, raise_quotation

        rows = evidence_of_document(blocks, self._language)
        found = chain.from_iterable(map(self._tagger.log_odds, batches(rows)))
        for (words, weights), log_odds in zip(blocks, found, strict=True):
            for quotation in plainly_foreign(words, weights, self._language):
                raise_quotation(log_odds[quotation.start : quotation.stop])
            settled = settle(decode(log_odds), words, weights)
            runs = [run for run in settled if not is_deliberate(run, words, weights, self._language)]
            for run, tag in self._named(runs, words, weights):
                span = Span(words.starts[run.start], words.ends[run.stop - 1])
                yield LanguageRun(
                    span=span,
                    tag=tag,
                    confidence=confidence(log_odds[run.start : run.stop], may_be_slogan(run, words)),
                    words=len(run),
                    extent=extent(run, words, span, segments_over),
                )

    def _named(self, runs: Sequence[range], words: Words, weights: Weights) -> Iterator[tuple[range, str]]:
        """Each run with its language; a run in two languages is two."""
        assert self._intruders  # who gave the weights
        for run in runs:
            for part, tag in self._intruders.languages_of(words.forms[run.start : run.stop], weights.intruder):
                yield run[part.start : part.stop], tag

    @cached_property
    def _tagger(self) -> Tagger:
        from checker.identify.tagger import Tagger

        path = self._packs.languages[EVERY_LANGUAGE].resource("tagger.npz")
        assert path  # the bundled pack has it
        return Tagger(path)


def batches(blocks: Iterable[Array]) -> Iterator[list[Array]]:
    """The evidence on blocks in turn, a few thousand words at a time: no document costs more memory than that."""
    batch: list[Array] = []
    count = 0
    for block in blocks:
        batch.append(block)
        count += len(block)
        if count >= BATCH:
            yield batch
            batch, count = [], 0
    if batch:
        yield batch


def extent(run: range, words: Words, span: Span, segments_over: Callable[[Span], tuple[Segment, ...]]) -> Extent:
    """How much of its block a run takes."""
    if len(run) == 1:
        return Extent.WORD
    if len(run) == len(words):
        return Extent.PARAGRAPH
    touched = [words.trimmed(segment.span) for segment in segments_over(span)]
    fills_one = any(sentence and span.contains(sentence) for sentence in touched)
    return Extent.PASSAGE if fills_one or len(touched) > 1 else Extent.PHRASE
