"""Merges the foreign runs of a document: a foreign article is one run, a bilingual page has counterparts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from checker.identify.vocabulary import words_of
from checker.model import UNDETERMINED, Document, Extent, LanguageRun, Span
from checker.packs.languages import Language

# Names and figures at the ends of a foreign paragraph belong to no run.
PARAGRAPH_SHARE = 0.9
# A foreign article keeps the dateline, the byline or a headline that somebody did translate.
ARTICLE_SHARE = 0.8
FEWEST_WORDS = 20
# Shorter lines (a byline, a date, "Menu") have no turn among the paragraphs of a bilingual page.
FEWEST_WORDS_OF_TURN = 5
FEWEST_TURNS = 3
LEAST_SIDE, MOST_SIDE = 0.3, 0.7
# Paragraphs that a translation left out at random change language at every other step.
CHANGES_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block with the foreign runs in it.

    Attributes:
        words: how many it has, foreign or not.
    """

    words: int
    runs: tuple[LanguageRun, ...]

    @property
    def foreign(self) -> bool:
        """True if nearly all of the paragraph is foreign."""
        return bool(self.runs) and sum(run.words for run in self.runs) >= PARAGRAPH_SHARE * self.words

    def is_in(self, tag: str) -> bool:
        """True if nearly all of the paragraph is foreign, and probably in that language."""
        return self.foreign and main_language(self.runs) in (tag, UNDETERMINED)


def over_document(runs: tuple[LanguageRun, ...], document: Document, language: Language) -> tuple[LanguageRun, ...]:
    """The runs of a document as they are to be reported, in text order.

    All in one of extent `ARTICLE` if nearly the whole document is foreign; those of extent `COUNTERPART` marked
    if it is bilingual; else the same runs. Linear in the text, and free where no paragraph is foreign as a whole.

    Args:
        runs: those of all blocks, in text order.
        document: its text and blocks.
        language: the target language.
    """
    if not any(run.extent is Extent.PARAGRAPH for run in runs):
        return runs
    paragraphs = tuple(paragraphs_of(runs, document, language))
    words = sum(paragraph.words for paragraph in paragraphs)
    foreign = sum(paragraph.words for paragraph in paragraphs if paragraph.foreign)
    if words >= FEWEST_WORDS and foreign >= ARTICLE_SHARE * words:
        return (article(runs),)
    tag = main_language(run for paragraph in paragraphs if paragraph.foreign for run in paragraph.runs)
    return tuple(with_counterparts(paragraphs, tag)) if is_bilingual(paragraphs, tag) else runs


def paragraphs_of(runs: tuple[LanguageRun, ...], document: Document, language: Language) -> Iterator[Paragraph]:
    """The blocks of a document with their runs."""
    number = 0
    for block in document.blocks:
        first = number
        while number < len(runs) and block.contains(runs[number].span):
            number += 1
        yield Paragraph(len(words_of(document.text, block, language)), runs[first:number])


def article(runs: tuple[LanguageRun, ...]) -> LanguageRun:
    """One run over all runs; its confidence is their mean, weighted by words."""
    words = sum(run.words for run in runs)
    return LanguageRun(
        span=Span(runs[0].span.start, runs[-1].span.end),
        tag=main_language(runs),
        confidence=sum(run.confidence * run.words for run in runs) / words,
        words=words,
        extent=Extent.ARTICLE,
    )


def is_bilingual(paragraphs: tuple[Paragraph, ...], tag: str) -> bool:
    """True if paragraphs in the target language and in one other alternate, in like numbers and of like weight."""
    if tag == UNDETERMINED:
        return False
    turns = [(p.words, p.is_in(tag)) for p in paragraphs if p.words >= FEWEST_WORDS_OF_TURN]
    others = sum(other for _, other in turns)
    if min(others, len(turns) - others) < FEWEST_TURNS:
        return False
    share = sum(words for words, other in turns if other) / sum(words for words, _ in turns)
    changes = sum(left != right for (_, left), (_, right) in pairwise(turns))
    return LEAST_SIDE <= share <= MOST_SIDE and changes >= CHANGES_SHARE * (len(turns) - 1)


def with_counterparts(paragraphs: tuple[Paragraph, ...], tag: str) -> Iterator[LanguageRun]:
    """All runs, those of the bilingual page's other language with the extent `COUNTERPART`."""
    for paragraph in paragraphs:
        if paragraph.is_in(tag):
            yield from (replace(run, extent=Extent.COUNTERPART) for run in paragraph.runs)
        else:
            yield from paragraph.runs


def main_language(runs: Iterable[LanguageRun]) -> str:
    """The language of nearly all the words in runs, ``und`` if there is none."""
    words: Counter[str] = Counter()
    for run in runs:
        words[run.tag] += run.words
    (tag, most), *_ = words.most_common(1) or [(UNDETERMINED, 0)]
    return tag if most >= ARTICLE_SHARE * words.total() else UNDETERMINED
