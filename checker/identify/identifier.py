"""Document -> foreign runs: looks words up, tags the blocks that hold odd ones, names what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from checker.identify.intruders import Intruders
from checker.identify.word_tables import word_tables
from checker.identify.words import Words, words_of
from checker.languages import EVERY_LANGUAGE, Language, Packs
from checker.model import Document, Extent, LanguageRun, Segment, Span

if TYPE_CHECKING:
    from checker.identify.tagger import Tagger

# The strength of the case for an intruder below which a block is not looked at any closer. It is
# what one lower-case word that is ten times likelier in another language adds up to.
SUSPICIOUS = 1.0


class Identifier:
    """Finds foreign runs in documents of one target language.

    Args:
        language: the pack of the target language.
        packs: all packs; each language with a word table may intrude.
    """

    def __init__(self, language: Language, packs: Packs) -> None:
        self._language = language
        self._packs = packs
        tables = word_tables(packs)
        self._target = tables.get(language.tag)
        self._intruders = Intruders({tag: table for tag, table in tables.items() if tag != language.tag})

    def runs(self, document: Document, segments_in: Callable[[Span], tuple[Segment, ...]]) -> Iterator[LanguageRun]:
        """The foreign runs of a document, in text order.

        Args:
            document: its text and blocks.
            segments_in: gives the segments of a block; asked only for blocks with runs.
        """
        if self._target is None:
            return
        for block in document.blocks:
            words = words_of(document.text, block, self._language)
            frequencies = [self._target.zipf(form) for form in words.forms]
            case = self._intruders.strongest_case(words, frequencies)
            if case.strength >= SUSPICIOUS:
                yield from self._runs_in(words, frequencies, case.tag, segments_in)

    def _runs_in(
        self, words: Words, frequencies: list[float], intruder: str, segments_in: Callable[[Span], tuple[Segment, ...]]
    ) -> Iterator[LanguageRun]:
        from checker.identify.evidence import evidence  # with numpy, which a clean text does not need
        from checker.identify.tagger import confidence, decode

        foreign = [self._intruders.tables[intruder].zipf(form) for form in words.forms]
        log_odds = self._tagger.log_odds(evidence(words, frequencies, foreign))
        for run in decode(log_odds):
            span = Span(words.starts[run.start], words.ends[run.stop - 1])
            yield LanguageRun(
                span=span,
                tag=self._intruders.name(words.forms[run.start : run.stop], intruder),
                confidence=confidence(log_odds[run.start : run.stop]),
                words=len(run),
                extent=extent(run, words, span, segments_in),
            )

    @cached_property
    def _tagger(self) -> Tagger:
        from checker.identify.tagger import Tagger

        path = self._packs.languages[EVERY_LANGUAGE].resource("tagger.npz")
        assert path is not None  # the bundled pack has it
        return Tagger(Path(path))


def extent(run: range, words: Words, span: Span, segments_in: Callable[[Span], tuple[Segment, ...]]) -> Extent:
    """How much of its block a run takes."""
    if len(run) == 1:
        return Extent.WORD
    if len(run) == len(words):
        return Extent.PARAGRAPH
    touched = [words.trimmed(segment.span) for segment in segments_in(words.block) if segment.span.overlaps(span)]
    fills_one = any(sentence and span.contains(sentence) for sentence in touched)
    return Extent.PASSAGE if fills_one or len(touched) > 1 else Extent.PHRASE
