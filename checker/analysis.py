"""The analysis of one document: computed on demand, once, and shared by all checks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from checker.identify import Identifier
from checker.identify.articles import over_document
from checker.identify.screening import Screening
from checker.model import Document, LanguageRun, Segment, Span, Token
from checker.morphology import Lexicon, Ngrams, Parser, Tree
from checker.packs.languages import Language, Packs
from checker.text import seams
from checker.text.segment import Segmenter
from checker.text.tokenize import SOFT_HYPHEN, tokenize


@dataclass(frozen=True)
class Engine:
    """The resources for one target language, loaded once and used for every document.

    Attributes:
        ngrams: how often words stand side by side; None if the pack does not say.
    """

    packs: Packs
    language: Language
    segmenter: Segmenter
    identifier: Identifier
    lexicon: Lexicon
    ngrams: Ngrams | None

    @cached_property
    def parser(self) -> Parser | None:
        """The parser of the language, loaded when a document first needs a tree; None if the pack has none."""
        return Parser.of(self.language, self.lexicon)


class Analysis:
    """One document with its segments, foreign runs and tokens."""

    def __init__(self, document: Document, engine: Engine) -> None:
        self.document = document
        self.engine = engine
        self._tokens: dict[Span, tuple[Token, ...]] = {}
        self._trees: dict[Span, Tree] = {}

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """The segments of all blocks, in text order."""
        text, split, lexicon = self.document.text, self.engine.segmenter.split, self.engine.lexicon
        whole = tuple(segment for block in self.document.blocks for segment in split(text, block))
        if not lexicon:
            return whole
        return tuple(
            Segment(part, own.quoted) for own in whole for part in seams.parts(text, own.span, lexicon.readings)
        )

    @cached_property
    def _segment_starts(self) -> list[int]:
        return [segment.span.start for segment in self.segments]

    def segments_over(self, span: Span) -> tuple[Segment, ...]:
        """The segments that a span inside one block touches, in text order."""
        starts = self._segment_starts
        return self.segments[bisect_right(starts, span.start) - 1 : bisect_left(starts, span.end)]

    @cached_property
    def _screening(self) -> Screening:
        return self.engine.identifier.screening(self.document)

    @cached_property
    def runs(self) -> tuple[LanguageRun, ...]:
        """The foreign runs of all blocks, in text order; one for all if nearly everything is foreign."""
        runs = tuple(self.engine.identifier.runs(self._screening, self.segments_over))
        return over_document(runs, self.document, self.engine.language)

    @cached_property
    def apostrophe(self) -> str:
        """The one that the document writes, in which fixes are written as well."""
        return "’" if "’" in self.document.text else "'"

    @cached_property
    def _run_ends(self) -> list[int]:
        return [run.span.end for run in self.runs]

    def is_foreign(self, span: Span, fewest_words: int = 1) -> bool:
        """True if a span shares a code point with a foreign run of so many words; the runs are in order and apart.

        They are searched for only where something is odd in the blocks of the span.
        """
        if "runs" not in vars(self) and self._screening.rules_out(span):
            return False
        behind = (self.runs[n] for n in range(bisect_right(self._run_ends, span.start), len(self.runs)))
        touched = takewhile(lambda run: run.span.overlaps(span), behind)
        return any(run.words >= fewest_words for run in touched)

    def tokens(self, span: Span) -> tuple[Token, ...]:
        """The tokens of a segment or a block, each with its readings."""
        if span not in self._tokens:
            words = self.engine.lexicon.words
            read = tuple(self._read(span))
            self._tokens[span] = tuple(words.over(read)) if words else read
        return self._tokens[span]

    def trees(self, spans: Iterable[Span]) -> Mapping[Span, Tree]:
        """The trees of segments, parsed together; none for a language without parser."""
        wanted = [span for span in spans if self.tokens(span)]
        new = [span for span in wanted if span not in self._trees]
        parser = self.engine.parser if new else None
        if parser:
            found = parser.parse([[token.form for token in self.tokens(span)] for span in new])
            self._trees.update(zip(new, found, strict=True))
        return {span: self._trees[span] for span in wanted if span in self._trees}

    def _read(self, span: Span) -> Iterator[Token]:
        text, readings = self.document.text, self.engine.lexicon.readings
        for place in tokenize(text, span, self.engine.language):
            form = place.of(text)
            form = form.replace(SOFT_HYPHEN, "") or form
            yield Token(place, form, readings(form))
