"""The kind `numbers`: numbers and dates that cannot be meant as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Final, Literal

import msgspec

from checker.analysis import Analysis
from checker.checks.kind import Kind
from checker.model import Applicability, Edit, Fix, Issue, Span
from checker.packs.languages import Language
from checker.packs.rules import Confidence, Rule

Fault = Literal["long-scale", "grouping", "english-grouping", "date", "month"]
COMMAS: Final = re.compile(r"(?<![\w.,:/-])\d{1,3}(?:,\d{1,3}){2,}(?![\w,:/-]|\.\d)")
POINTS: Final = re.compile(r"(?<![\w.,:/-])\d{1,3}\.\d{3}\.\d{1,2}(?![\w.,:/-])")
INDIAN: Final = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")
ENGLISH: Final = re.compile(
    r"(?<![\w.,])\d{1,3}(?:(?:,\d{3}){2,}(?:\.\d+)?|,\d{3}\.\d{1,2})(?![\w,]|\.\d)"
    r"|(?<![\w.,])\d+\.\d{2}(?=\s(?:Mio|Mrd|Mill|mld|mln|mil))"
)
# Day, month and year by number, in any order of the first two.
NUMERIC_DATE: Final = re.compile(r"(?<![\w./-])(\d{1,2})([/.])(\d{1,2})\2((?:19|20)\d\d)(?![\w/-]|\.\d)")
ISO_DATE: Final = re.compile(r"(?<![\w./-])((?:19|20)\d\d)-(\d\d)-(\d\d)(?![\w/-])")
LONGEST_MONTH: Final = 31
MONTHS: Final = 12
DAYS: Final = {4: 30, 6: 30, 9: 30, 11: 30, 2: 29}
MONTH: Final = re.compile(r"(\d{1,2}) (.+)")
# From here on nothing that is paid for costs as many millions of millions.
NO_SUM: Final = 150
AMOUNT: Final = re.compile(r"(\d+)(?:[.,]\d+)?\s+\Z")
LONGEST_AMOUNT: Final = 15  # characters
PLACES: Final = {
    "DAY": r"\d{1,2}",
    "MONTH": r"(?P<month>[^\W\d_]+)",
    "YEAR": r"(?:19|20)\d\d",
    " ": r"[ \u00a0\u202f]+",
}


class Options(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The options of this kind, beside the common keys of a rule.

    Attributes:
        fault: what is looked for.
        confidence: the share of its issues that are right, in [0, 1].
        except_in: languages in which it is no fault, by their tags.
    """

    fault: Fault
    confidence: Confidence
    except_in: frozenset[str] = frozenset()


class Numbers(Kind):
    """Numbers and dates that cannot be meant as they stand. Two word lists of the pack are used.

    ``long_scale.txt`` names the words of the long scale that English short-scale words are taken for, each with the
    word that is meant, if one is (``Billionen > Milliarden``), and behind ``=`` the beginnings of words near which such
    a sum is right (``= schulden``). ``dates.txt`` holds frames of dates (``le DAY MONTH YEAR``) and the names of
    months, from ``1 janvier`` to ``12 décembre``.
    """

    in_foreign_words: ClassVar[bool] = True

    def __init__(self, rules: Sequence[Rule], language: Language, lang: str) -> None:
        self.lang = lang
        self.rules = [
            (rule, options) for rule in rules if language.tag not in (options := rule.options(Options)).except_in
        ]
        for rule, _ in self.rules:
            rule.require_fields("match")
        self.scale = Scale.of(language.word_list("long_scale.txt"))
        self.calendar = Calendar.of(language.word_list("dates.txt"))

    def find(self, analysis: Analysis) -> Iterator[Issue]:
        """The issues of a document."""
        text = analysis.document.text
        if not any(map(str.isdigit, text)) and not self.scale.words:
            return
        for rule, options in self.rules:
            for block in analysis.document.blocks:
                for span, meant in self.faults(options.fault, text, block):
                    fixes = (Fix(meant, (Edit(span, meant),), Applicability.UNSAFE),) if meant else ()
                    yield rule.issue(self.lang, span, options.confidence, {"match": span.of(text)}, fixes=fixes)

    def faults(self, fault: Fault, text: str, block: Span) -> Iterator[tuple[Span, str | None]]:
        """The faults in a block, each with its correction if that is clear."""
        match fault:
            case "long-scale":
                yield from self.scale.faults(text, block)
            case "grouping":
                yield from ((span, None) for span in ungrouped(text, block))
            case "english-grouping":
                yield from ((Span(*found.span()), None) for found in ENGLISH.finditer(text, block.start, block.end))
            case "date":
                yield from ((span, None) for span in self.calendar.impossible(text, block))
            case "month":
                yield from ((span, None) for span in self.calendar.unknown(text, block))


def ungrouped(text: str, block: Span) -> Iterator[Span]:
    """Numbers grouped as in no notation: three digits in one group, fewer in another."""
    for found in COMMAS.finditer(text, block.start, block.end):
        lengths = {len(group) for group in found[0].split(",")[1:]}
        if 3 in lengths and len(lengths) > 1 and not INDIAN.fullmatch(found[0]):
            yield Span(*found.span())
    for found in POINTS.finditer(text, block.start, block.end):
        yield Span(*found.span())


@dataclass(frozen=True)
class Scale:
    """Number words of the long scale, with their right translation, and the words that excuse them nearby."""

    words: dict[str, str] = field(default_factory=dict)
    pattern: re.Pattern[str] | None = None
    right: re.Pattern[str] | None = None

    @classmethod
    def of(cls, entries: Sequence[str]) -> Scale:
        """The scale of a word list."""
        parts = (entry.partition(">") for entry in entries if ">" in entry)
        words = {word.strip(): meant.strip() for word, _, meant in parts}
        stems = [re.escape(entry[1:].strip()) for entry in entries if entry[0] == "="]
        if not words:
            return cls()
        names = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
        return cls(
            {word.casefold(): meant for word, meant in words.items()},
            re.compile(rf"(?<!\w)(?:{names})(?!\w)", re.IGNORECASE),
            re.compile("|".join(stems), re.IGNORECASE) if stems else None,
        )

    def faults(self, text: str, block: Span) -> Iterator[tuple[Span, str | None]]:
        """Amounts of the long scale that are too large, or that nothing of their size nearby supports."""
        for found in self.pattern.finditer(text, block.start, block.end) if self.pattern else ():
            amount = AMOUNT.search(text[max(block.start, found.start() - LONGEST_AMOUNT) : found.start()])
            too_great = amount is not None and int(amount[1]) > NO_SUM
            if too_great or not (self.right and self.right.search(text, block.start, block.end)):
                start = found.start() - len(amount[0]) if amount and too_great else found.start()
                word = self.words[found[0].casefold()]
                yield Span(start, found.end()), text[start : found.start()] + word if word else None


@dataclass(frozen=True)
class Calendar:
    """The months by name, and the frames that dates are written in."""

    months: dict[str, int] = field(default_factory=dict)
    frames: tuple[re.Pattern[str], ...] = ()
    days: re.Pattern[str] | None = None

    @classmethod
    def of(cls, entries: Sequence[str]) -> Calendar:
        """The calendar of a word list."""
        frames = tuple(framed(entry) for entry in entries if "DAY" in entry)
        named = filter(None, map(MONTH.fullmatch, entries))
        months = {found[2]: int(found[1]) for found in named}
        names = "|".join(map(re.escape, months))
        days = rf"(?<![\w.,:/-])(\d{{1,2}})(?:er|º|°|\.|ª)?\s(?:de |d['’])?({names})(?!\w)" if months else ""
        return cls(months, frames, re.compile(days, re.IGNORECASE) if days else None)

    def impossible(self, text: str, block: Span) -> Iterator[Span]:
        """Dates that no calendar has: a 31 April, a thirteenth month."""
        for found in self.days.finditer(text, block.start, block.end) if self.days else ():
            if not month_has_day(int(found[1]), self.months[found[2].lower()]):
                yield Span(*found.span())
        for found in NUMERIC_DATE.finditer(text, block.start, block.end):
            if not month_has_day(int(found[1]), int(found[3])):
                yield Span(*found.span())
        for found in ISO_DATE.finditer(text, block.start, block.end):
            if not month_has_day(int(found[3]), int(found[2])):
                yield Span(*found.span())

    def unknown(self, text: str, block: Span) -> Iterator[Span]:
        """Words that stand in a date where a month should."""
        for frame in self.frames:
            for found in frame.finditer(text, block.start, block.end):
                if found["month"].lower() not in self.months:
                    yield Span(*found.span("month"))


def framed(frame: str) -> re.Pattern[str]:
    """Matches a frame such as ``le DAY MONTH YEAR``."""
    parts = re.split(r"(DAY|MONTH|YEAR| )", frame)
    return re.compile(rf"(?<!\w){''.join(PLACES.get(part) or re.escape(part) for part in parts)}(?!\w)", re.IGNORECASE)


def month_has_day(day: int, month: int) -> bool:
    """True if a month has such a day."""
    return 1 <= month <= MONTHS and 1 <= day <= DAYS.get(month, LONGEST_MONTH)
