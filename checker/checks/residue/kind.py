"""Finds phrases at the places where they are no part of an article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, Final, Literal

import msgspec

from checker.analysis import Analysis
from checker.checks.kind import OneRule, RuleByRule
from checker.checks.residue.phrases import Openings, alternatives
from checker.fixes import deletion
from checker.model import Applicability, Issue, Span
from checker.packs.languages import Language
from checker.packs.rules import Confidence, ListName, Rule
from checker.text.segment import skip
from checker.text.tokenize import count_words

LONGEST_WHOLE: Final = 120  # characters; a longer paragraph is no boilerplate alone
LABELLED: Final = 8  # words behind a label; fewer may be a name, as in a credit
LONGEST_SHOWN: Final = 60  # characters of what is at fault in a message
# Marks of lists, headings and emphasis, and brackets, stand around a phrase without being words.
MOST_OPEN: Final = 3  # signs … in a phrase: each more takes seven times as long where it does not fit
BEFORE: Final = re.compile(r"[\s*#_>•·–—=|\[(【<-]*+")
AFTER: Final = r"[\s*#_.…:：!?>»|\])】→–—-]*+"
COLON: Final = re.compile(r"[:：][*_]*+(?=\s|\w|\Z)")
EMPHASIS: Final = re.compile(r"[*_]*+")
MARGIN: Final = " \t\u00a0\u202f\u3000"


class Options(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The options of this kind, beside the common keys of a rule.

    Attributes:
        at: where a phrase has to stand: it begins a sentence or a paragraph, begins one as a label (nothing or a whole
            sentence follows, no name), is a whole paragraph, or is anywhere.
        confidence: the share of its issues that are right, in [0, 1].
        marks: what is at fault: the phrase, its sentence (up to a colon behind the phrase) or its paragraph.
        phrases: for every target language; ``…`` stands for up to six words.
        word_list: the name of a word list of the target's pack with more of them, one a line.
        patterns: regular expressions for every target; in bundled rules only, so that none takes for ever.
        safe: whether the deletion may be made unseen.
    """

    at: Literal["sentence", "paragraph", "label", "whole", "anywhere"]
    confidence: Confidence
    marks: Literal["match", "sentence", "paragraph"] = "match"
    phrases: tuple[str, ...] = ()
    word_list: ListName | None = None
    patterns: tuple[str, ...] = ()
    safe: bool = True


class Phrases:
    """One rule, ready for one target language."""

    def __init__(self, rule: Rule, language: Language, lang: str) -> None:
        self.rule = rule
        self.lang = lang
        self.options = rule.options(Options)
        rule.require_fields("match")
        if rule.is_own and self.options.patterns:
            raise rule.error("patterns", "only bundled rules have them in this kind; phrases are wanted")
        listed = language.word_list(self.options.word_list) if self.options.word_list else ()
        phrases, patterns = (*self.options.phrases, *listed), self.options.patterns
        for phrase in phrases:
            if phrase.count("…") > MOST_OPEN:
                raise rule.error("phrases", f"{phrase[:40]!r}: at most {MOST_OPEN} of … are in a phrase")
        self.anywhere = alternatives(phrases, patterns, "") if self.options.at == "anywhere" else None
        self.openings = Openings(phrases, patterns, AFTER if self.options.at == "whole" else "")

    def issues(self, analysis: Analysis) -> Iterator[Issue]:
        """The issues of a document."""
        reached = 0
        for span in sorted(self.spans(analysis)):
            if span.start >= reached:
                yield self.issue(analysis.document.text, span)
                reached = span.end

    def spans(self, analysis: Analysis) -> Iterator[Span]:
        """The issues of a document."""
        text, at = analysis.document.text, self.options.at
        if at == "sentence":
            for segment in analysis.segments:
                if not segment.quoted and (match := self.begins(text, segment.span)):
                    yield self.extent(analysis, segment.span, match)
            return
        for block in analysis.document.blocks:
            if at == "anywhere":
                for match in self.anywhere.finditer(text, block.start, block.end) if self.anywhere else ():
                    yield self.extent(analysis, block, match)
            elif (at != "whole" or len(block) <= LONGEST_WHOLE) and (match := self.begins(text, block)):
                words = count_words(text[match.end() : block.end])
                if at == "paragraph" or not words or (at == "label" and words >= LABELLED):
                    yield self.extent(analysis, block, match)

    def begins(self, text: str, span: Span) -> re.Match[str] | None:
        """The match of a phrase at the start of a span, after any punctuation."""
        return self.openings.match(text, skip(BEFORE, text, span.start, span.end), span.end)

    def extent(self, analysis: Analysis, block: Span, match: re.Match[str]) -> Span:
        """The text to mark for a phrase: the phrase, its sentence or its paragraph."""
        text = analysis.document.text
        if self.options.at in ("paragraph", "whole") and self.options.marks == "paragraph":
            return block
        start = match.start() if self.options.at == "anywhere" else block.start
        end = skip(EMPHASIS, text, match.end(), block.end)
        if self.options.marks == "sentence":
            sentence = analysis.segments_over(Span(match.start(), match.start() + 1))[0].span
            start = sentence.start
            colon = COLON.search(text, match.end() - 1, sentence.end)
            end = colon.end() if colon else sentence.end
        return Span(start, start + len(text[start:end].rstrip(MARGIN)))

    def issue(self, text: str, span: Span) -> Issue:
        """The issue of a span, with a fix that deletes it."""
        match = span.of(text)
        shown = match if len(match) <= LONGEST_SHOWN else f"{match[:LONGEST_SHOWN].rstrip()}…"
        applicability = Applicability.SAFE if self.options.safe else Applicability.UNSAFE
        fix = deletion(text, span, self.lang, applicability)
        return self.rule.issue(self.lang, span, self.options.confidence, {"match": shown}, fixes=(fix,))


class Residue(RuleByRule):
    """Words that are no part of an article."""

    in_foreign_runs: ClassVar[bool] = True
    one: ClassVar[type[OneRule]] = Phrases
