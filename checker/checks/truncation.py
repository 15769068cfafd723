"""The kind `truncation`: text that stops before its sentence does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar, Final, Literal

import msgspec

from checker.analysis import Analysis
from checker.checks.kind import OneRule, RuleByRule
from checker.model import Document, Issue, Role, Severity, Span
from checker.packs.languages import Language
from checker.packs.rules import Confidence, ListName, Rule, severity_named
from checker.text.quotations import CLOSERS as QUOTATION_MARKS
from checker.text.quotations import OPENS_ALWAYS
from checker.text.tokenize import count_words

PROSE: Final = 12  # words; a shorter paragraph without a sentence end may be a title, a caption, a name
PARAGRAPH: Final = 25  # words, where more text follows: a title may be of two sentences
LONGEST_END: Final = 60  # characters of a paragraph's end that are looked at for its last words
# A cut that a feed shows: an omission in brackets, or a count of what it left out.
CUT: Final = re.compile(r"(?:[\[(](?:\.{3}|…)[\])]|\[\+\d+ chars\])\Z")
SUSPENSION: Final = re.compile(r"\s*(?:\.{2,}|…|[\[(](?:\.{3}|…)[\])])\Z")
LAST_WORD: Final = re.compile(r"[\w'’-]+\W*\Z")
# What a sentence never ends with but often stops at; what else is no letter and no digit ends one, or stands behind.
OPEN_END: Final = re.compile(r"(?:[,،、，&+([„]|\s«|\w['’])\Z")
COMMA: Final = re.compile(r"[,،、，]\Z")
# The initials of those who wrote an agency's text, a hashtag, a name on a network, an address.
NO_WORD: Final = re.compile(r"(?:(?:\b\w{2,5}[/-]){2,}\w{1,5}|[#@]\w+|\S+[./@]\S*\w\.\w{2,})\Z")
EMPTY_LINE: Final = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)")  # without one, an editor may have broken the line
PARAGRAPHS: Final = (Role.STANDFIRST, Role.BODY, Role.QUOTATION)
MOST_CUT: Final = 4  # paragraphs; more of them are how the text is written, not cut


class Options(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The options of this kind, beside the common keys of a rule.

    Attributes:
        place: whether the document's last paragraph is looked at, or those before it.
        confidence: the share of its issues that are right, in [0, 1].
        unfinished: severity where the last word cannot end a sentence, by its label.
        word_list: the name of a word list of the target's pack: words and phrases that cannot end a sentence.
    """

    place: Literal["document", "paragraph"]
    confidence: Confidence
    unfinished: str
    word_list: ListName


@dataclass(frozen=True, slots=True)
class End:
    """How a paragraph ends.

    Attributes:
        finished: whether by a sign that ends a sentence, or stands behind one.
        impossible: whether by a word or a sign that no sentence ends with.
        word: the last one.
    """

    finished: bool
    impossible: bool
    word: Span


class Stop:
    """One rule, ready for one target language."""

    def __init__(self, rule: Rule, language: Language, lang: str) -> None:
        self.rule = rule
        self.lang = lang
        self.options = rule.options(Options)
        rule.require_fields("match")
        self.unfinished = severity_named(rule.yaml, "unfinished", self.options.unfinished)
        self.open_ends = frozenset(language.word_list(self.options.word_list))

    def issues(self, analysis: Analysis) -> Iterator[Issue]:
        """The issues of a document."""
        blocks, text = analysis.document.prose, analysis.document.text
        if not blocks:
            return
        if self.options.place == "document":
            before = any(self.end(text, block).finished for block in blocks[:-1])
            if severity := self.at_the_end(analysis, blocks[-1], before):
                yield self.issue(text, self.end(text, blocks[-1]).word, severity)
            return
        cut = [
            (self.end(text, block).word, severity)
            for block, following in pairwise(blocks)
            if self.are_paragraphs(analysis.document, block, following)
            and not (text[following.start].islower() or text[block.end - 1].isdigit())
            and (severity := self.within(analysis, block))
        ]
        if len(cut) <= MOST_CUT:
            for word, severity in cut:
                yield self.issue(text, word, severity)

    def are_paragraphs(self, document: Document, block: Span, following: Span) -> bool:
        """True if two blocks are paragraphs: an empty line parts them, or the format says so of a long one."""
        if not document.parts:
            return EMPTY_LINE.search(document.text, block.end, following.start) is not None
        return document.role(block.start) in PARAGRAPHS and count_words(block.of(document.text)) >= PROSE

    def at_the_end(self, analysis: Analysis, block: Span, before: bool) -> Severity | None:
        """The severity of a document that stops with a block; None if that is a proper end.

        Args:
            analysis: of the document.
            block: the last.
            before: whether another ends as a sentence does.
        """
        text = analysis.document.text
        end = self.end(text, block)
        words, sentences = count_words(block.of(text)), len(analysis.segments_over(block))
        if end.impossible and (before or sentences > 1 or words >= PROSE):
            return self.unfinished
        if CUT.search(text, max(block.start, block.end - LONGEST_END), block.end):
            return self.rule.severity
        prose = sentences > 1 or (before and words >= PROSE)
        return self.rule.severity if prose and not end.finished else None

    def within(self, analysis: Analysis, block: Span) -> Severity | None:
        """The severity of a paragraph in mid-document that stops where it does; None if that is a proper end."""
        text = analysis.document.text
        end = self.end(text, block)
        prose = len(analysis.segments_over(block)) > 1 and count_words(block.of(text)) >= PARAGRAPH
        broken_off = end.impossible and (prose or not COMMA.search(text, block.start, block.end))
        if not end.finished and (broken_off or opens_only(text, block)):
            return self.unfinished
        return self.rule.severity if prose and not end.finished else None

    def end(self, text: str, block: Span) -> End:
        """How a block ends."""
        tail = text[max(block.start, block.end - LONGEST_END) : block.end]
        open_end = OPEN_END.search(tail)
        finished = not (tail[-1].isalnum() or open_end) or NO_WORD.search(tail) is not None
        suspended = SUSPENSION.search(tail)
        plain = tail[: suspended.start()] if suspended else tail
        word = LAST_WORD.search(tail)
        place = Span(block.end - len(word[0]), block.end) if word else Span(block.end - 1, block.end)
        return End(finished, bool(open_end) or self.stops(plain, finished and not suspended), place)

    def stops(self, tail: str, finished: bool) -> bool:
        """True if a paragraph's last words end no sentence; points of suspension do not count."""
        words = tail.casefold().replace("’", "'").split()
        return not finished and any(" ".join(words[-n:]) in self.open_ends for n in (1, 2))

    def issue(self, text: str, word: Span, severity: Severity) -> Issue:
        """The issue at the last word."""
        return self.rule.issue(self.lang, word, self.options.confidence, {"match": word.of(text)}, severity=severity)


class Truncation(RuleByRule):
    """Paragraphs and articles that stop before their sentence does."""

    in_foreign_runs: ClassVar[bool] = True
    one: ClassVar[type[OneRule]] = Stop


def opens_only(text: str, block: Span) -> bool:
    """True if a block begins with a quotation mark that nothing closes."""
    first = text[block.start]
    return first in OPENS_ALWAYS and not any(
        text.find(mark, block.start, block.end) > 0 for mark in QUOTATION_MARKS[first]
    )
