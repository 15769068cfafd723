"""Document -> foreign runs: looks words up, tags the blocks that hold odd ones, names what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from checker.batches import batches
from checker.identify.candidates import candidates
from checker.identify.copied import with_copied
from checker.identify.deliberate import is_deliberate, is_name
from checker.identify.dictionary import SOURCE
from checker.identify.edges import is_foreign_headline, plainly_foreign, settle
from checker.identify.elsewhere import elsewheres
from checker.identify.features import Block, Known, run_features
from checker.identify.intruders import Intruders, Weights
from checker.identify.screening import Screening
from checker.identify.vocabulary import Words, words_of
from checker.identify.word_tables import word_tables
from checker.model import UNDETERMINED, Document, Extent, LanguageRun, LikelyLanguage, Segment, Span
from checker.packs.languages import EVERY_LANGUAGE, Language, Packs

if TYPE_CHECKING:
    from checker.identify.certainty import Certainty
    from checker.identify.tagger import Tagger


BATCH = 4096  # words that are tagged together
SURE = 0.8  # probability of a language from which it is named
LEAST = 0.2  # confidence in what the tagger takes for a name or for the target's own


class Identifier:
    """Finds foreign runs in documents of one target language.

    Args:
        language: the pack of the target language.
        packs: all packs; each language with a word table may intrude.
    """

    def __init__(self, language: Language, packs: Packs) -> None:
        self._language = language
        self._packs = packs
        self._has_table = language.tag in word_tables(packs)

    @cached_property
    def _intruders(self) -> Intruders:
        return Intruders(self._language, self._packs)

    @cached_property
    def _known(self) -> Known:
        intruders = self._intruders
        return Known(
            self._language,
            intruders.dictionary,
            intruders.own,
            intruders.foreign,
            intruders.abroad,
            intruders.gains,
        )

    def screening(self, document: Document) -> Screening:
        """Weighs the blocks of a document one by one."""
        return Screening(document, self._intruders if self._has_table else None)

    def runs(self, screening: Screening, segments_over: Callable[[Span], tuple[Segment, ...]]) -> Iterator[LanguageRun]:
        """The foreign runs of a document, in text order.

        Args:
            screening: of the document.
            segments_over: gives the segments that a run touches.
        """
        document, blocks = screening.document, screening.odd
        found = self._tag(blocks, segments_over) if blocks else iter(())
        if self._has_table and any(part.copied for part in document.parts):
            cut = partial(words_of, document.text, language=self._language)
            found = with_copied(found, document, self._language.tag, cut, self._intruders.dictionary)
        yield from found

    def _tag(
        self, blocks: Sequence[tuple[Words, Weights]], segments_over: Callable[[Span], tuple[Segment, ...]]
    ) -> Iterator[LanguageRun]:
        """The runs of blocks that hold odd words."""
        for run, tag, block in self.candidates(blocks):
            words = block.words
            confidence = round(self._certainty.of(run_features(run, tag, block, self._known)), 2)
            # What the tagger finds is foreign, whether it was left behind or not; the rest is so if it was.
            if confidence < LEAST and (max(block.log_odds[run.start : run.stop]) < 0 or is_name(run, words)):
                continue
            span = Span(words.starts[run.start], words.ends[run.stop - 1])
            likely = self._likely(run, tag, block)
            tag = UNDETERMINED if likely else tag
            yield LanguageRun(span, tag, confidence, len(run), extent(run, words, span, segments_over), likely)

    def _likely(self, run: range, tag: str, block: Block) -> tuple[LikelyLanguage, ...]:
        """The likeliest languages of a run, if none is sure; nothing of a run whose language is."""
        likely = self._intruders.likely_languages(block.words.forms[run.start : run.stop], block.weights.intruder)
        is_sure = any(one == tag and probability >= SURE for one, probability in likely)
        return () if is_sure else tuple(LikelyLanguage(*one) for one in likely)

    def candidates(self, blocks: Sequence[tuple[Words, Weights]]) -> Iterator[tuple[range, str, Block]]:
        """The candidate runs, each with its language and its block, in text order."""
        from checker.identify.evidence import evidence_rows  # with numpy, which a clean text does not need
        from checker.identify.tagger import likeliest_runs, raise_quotation

        around = elsewheres(blocks)
        rows = (evidence_rows(*block, self._language, there) for block, there in zip(blocks, around, strict=True))
        found = chain.from_iterable(map(self._tagger.log_odds, batches(rows, len, BATCH)))
        for (words, weights), elsewhere, log_odds in zip(blocks, around, found, strict=True):
            for quotation in plainly_foreign(words, weights, self._language):
                raise_quotation(log_odds[quotation.start : quotation.stop])
            if is_foreign_headline(words, weights):
                raise_quotation(log_odds)
            odds = log_odds.tolist()
            settled = settle(likeliest_runs(log_odds), words, weights)
            block = Block(words, weights, odds, elsewhere, sum(map(len, settled)))
            for run, is_english in candidates(settled, odds, words, weights, self._known):
                if not is_damaged(run, words) and not is_deliberate(run, words, weights, self._language):
                    named = [(run, SOURCE)] if is_english else self._named(run, words, weights)
                    for part, tag in named:
                        yield part, tag, block

    def _named(self, run: range, words: Words, weights: Weights) -> Iterator[tuple[range, str]]:
        """A run with its language; one in two languages is two."""
        for part, tag in self._intruders.languages_of(words.forms[run.start : run.stop], weights.intruder):
            yield run[part.start : part.stop], tag

    @cached_property
    def _tagger(self) -> Tagger:
        from checker.identify.tagger import Tagger

        return Tagger(self._resource("tagger.npz"))

    @cached_property
    def _certainty(self) -> Certainty:
        from checker.identify.certainty import Certainty

        return Certainty(self._resource("certainty.npz"))

    def _resource(self, name: str) -> Path:
        path = self._packs.languages[EVERY_LANGUAGE].resource(name)
        assert path  # the bundled pack has it
        return path


def is_damaged(run: range, words: Words) -> bool:
    """True if words of no language make up most of a run: code, or text that was read in another encoding."""
    lengths = [(words.forms[n] == "", words.ends[n] - words.starts[n]) for n in run]
    return 2 * sum(length for damaged, length in lengths if damaged) > sum(length for _, length in lengths)


def extent(run: range, words: Words, span: Span, segments_over: Callable[[Span], tuple[Segment, ...]]) -> Extent:
    """The extent of a run within its block."""
    if len(run) == 1:
        return Extent.WORD
    if len(run) == len(words):
        return Extent.PARAGRAPH
    touched = [words.trimmed(segment.span) for segment in segments_over(span)]
    fills_one = any(sentence and span.contains(sentence) for sentence in touched)
    return Extent.PASSAGE if fills_one or len(touched) > 1 else Extent.PHRASE
