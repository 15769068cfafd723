"""The kind `repetition`: words, sentences and paragraphs that stand twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar, Final, Literal

import msgspec

from checker.analysis import Analysis
from checker.checks.kind import Kind
from checker.fixes import deletion
from checker.model import Applicability, Document, Issue, Role, Segment, Span, plain_form
from checker.packs.languages import Language
from checker.packs.rules import Confidence, Rule
from checker.text.scripts import UNSPACED, UNSPACED_SCRIPTS
from checker.text.tokenize import COUNTED

LONGEST_PHRASE: Final = 12  # words that may stand twice running
LONGEST_SHOWN: Final = 60  # characters of what is repeated, in a message
MANY: Final = 4  # copies that are no figure of speech, even with commas between
LONG_SENTENCE: Final = 8  # words; a shorter one may well be said again later
BEGINNING: Final = 5  # words that a sentence has to share with the whole of the next
LONG_PARAGRAPH: Final = 12  # words
BLANK: Final = re.compile(r"[ \t\u00a0\u202f]+")
COMMA: Final = re.compile(r"[ \t\u00a0\u202f]*[,،]?[ \t\u00a0\u202f]*")
CRIES: Final = "!?！？"
TRAILS_OFF: Final = ("…", "...")
# Scripts without blanks: what stands four times running.
UNSPACED_LOOP: Final = re.compile(rf"([{UNSPACED}]{{2,12}}?)\1{{3,}}")
KANA_SOUND: Final = re.compile(r"[\u3040-\u30ff]{1,2}")  # what Japanese paints sounds with, as often as it likes
OPENS: Final = re.compile(r"[«»“”„\"‘‚「『]\s?\Z")
CLOSES: Final = re.compile(r"\s?[«»“”\"’」』]")
ANY_WORD: Final = "*"
ONCE: Final = frozenset((Role.BODY, Role.QUOTATION, Role.CUE))  # a headline or a standfirst may stand in the body again

Unit = Literal["word", "phrase", "sentence", "paragraph"]


class Options(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The options of this kind, beside the common keys of a rule.

    Attributes:
        unit: what stands twice.
        confidence: the share of its issues that are right, in [0, 1].
        doubled: what may stand twice running in any language, as a line of ``doubled.txt`` says it of one.
    """

    unit: Unit
    confidence: Confidence
    doubled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """A word in small letters, and its place."""

    form: str
    span: Span


@dataclass(frozen=True, slots=True)
class Run:
    """Words that repeat the ones before them.

    Attributes:
        first: the number of the first word.
        period: how many words there are in a copy.
        matched: how many words repeat the one a period before.
    """

    first: int
    period: int
    matched: int

    @property
    def copies(self) -> int:
        """The number of complete copies of the words."""
        return 1 + self.matched // self.period


class Repetition(Kind):
    """Repetitions. Two word lists of the pack name those that are right.

    ``doubled.txt`` holds words that may stand twice running, ``*`` if any word of the language may; behind ``!`` stand
    words before which this one may not ("vous vous n'"), and an entry of three words says behind which it may ("oh la
    la"), or in what phrase it comes again ("poco a poco", "* and *" for any). ``unfinished.txt`` holds words that end
    no sentence: two words that stand twice running are a fault where they begin with one ("in the in the"), not in
    "face à face à".
    """

    in_foreign_runs: ClassVar[bool] = False

    def __init__(self, rules: Sequence[Rule], language: Language, lang: str) -> None:
        self.lang = lang
        self.by_unit = defaultdict[Unit, list[tuple[Rule, Options]]](list)
        for rule in rules:
            options = rule.options(Options)
            rule.require_fields("match")
            self.by_unit[options.unit].append((rule, options))
        everywhere = (entry for own in self.by_unit.values() for _, options in own for entry in options.doubled)
        entries = (entry.partition("!") for entry in (*everywhere, *language.word_list("doubled.txt")))
        self.doubled = {word.strip(): tuple(unless.split()) for word, _, unless in entries}
        self.unspaced = not UNSPACED_SCRIPTS.isdisjoint(language.file.scripts)
        self.openers = frozenset(language.word_list("unfinished.txt"))

    def find(self, analysis: Analysis) -> Iterator[Issue]:
        """The issues of a document."""
        document, text = analysis.document, analysis.document.text
        again = {each for group in told_once(document, in_lists=True) for each in paragraphs_again(text, group)}
        yield from self.issues("paragraph", text, sorted(again))
        left = [block for block in document.blocks if block not in again]
        for block in left:
            words = words_in(text, block)
            for run in runs(text, words):
                if unit := self.unit_of(text, words, run):
                    repeated = words[run.first + run.period : run.first + run.period * run.copies]
                    yield from self.issues(unit, text, [Span(repeated[0].span.start, repeated[-1].span.end)])
        if self.unspaced:
            loops = (found for block in left for found in UNSPACED_LOOP.finditer(text, block.start, block.end))
            spans = [Span(found.end(1), found.end()) for found in loops if not KANA_SOUND.fullmatch(found[1])]
            yield from self.issues("phrase", text, spans)
        for group in told_once(document, in_lists=False):
            segments = (each for block in group if block not in again for each in analysis.segments_over(block))
            yield from self.issues("sentence", text, sentences_again(text, segments))

    def unit_of(self, text: str, words: Sequence[Word], run: Run) -> Unit | None:
        """The unit that a run repeats, a word or a phrase; None if the repetition is no fault."""
        every = words[run.first : run.first + run.period + run.matched]
        copy = every[: run.period]
        gaps = [text[left.span.end : right.span.start] for left, right in pairwise(every)]
        if run.copies < MANY and not all(map(BLANK.fullmatch, gaps)):
            return None
        second = text[words[run.first + run.period].span.start]
        if (second.isupper() and run.copies < MANY) or not any(word.form[0].isalpha() for word in copy):
            return None
        if run.period == 1:
            letter = len(copy[0].form) == 1 and text[copy[0].span.start].isupper() and second.islower()
            sound = KANA_SOUND.fullmatch(copy[0].form)
            return None if letter or sound or is_said(text, every) or self.may_double(words, run) else "word"
        if run.period == 2 and run.copies == 2:
            fault = copy[0].form in self.openers and copy[1].form.isalpha() and not self.may_return(copy)
            return "phrase" if fault else None
        return "phrase" if any(text[word.span.start].islower() for word in copy[1:]) or run.copies >= MANY else None

    def may_double(self, words: Sequence[Word], run: Run) -> bool:
        """True if a word may stand as often as it does."""
        form = words[run.first].form
        before = words[run.first - 1].form if run.first else ""
        if " ".join((before, form, form)) in self.doubled and run.copies == 2:
            return True
        if ANY_WORD in self.doubled and run.copies < MANY - 1:
            return True
        if form not in self.doubled or run.copies >= MANY:
            return False
        after = run.first + 1 + run.matched
        following = words[after].form if after < len(words) else ""
        return not following.startswith(self.doubled[form] or ("\0",))

    def may_return(self, copy: Sequence[Word]) -> bool:
        """True if the second of two words makes a phrase around the first, as in "and on and on"."""
        joint, word = (each.form for each in copy)
        phrases = {f"{word} {joint} {word}", f"{ANY_WORD} {joint} {ANY_WORD}"}
        return word not in self.openers and not phrases.isdisjoint(self.doubled)

    def issues(self, unit: Unit, text: str, spans: Iterable[Span]) -> Iterator[Issue]:
        """The issues of spans that repeat earlier text, each with a fix that deletes it."""
        for span in spans:
            match = " ".join(span.of(text).split())
            fields = {"match": match if len(match) <= LONGEST_SHOWN else f"{match[:LONGEST_SHOWN].rstrip()}…"}
            fix = deletion(text, span, self.lang, Applicability.SAFE)
            for rule, options in self.by_unit[unit]:
                yield rule.issue(self.lang, span, options.confidence, fields, fixes=(fix,))


def is_said(text: str, words: Sequence[Word]) -> bool:
    """True if words that stand twice are all of what quotation marks hold, as the “zoom zoom” of a slogan is."""
    start, end = words[0].span.start, words[-1].span.end
    return OPENS.search(text, max(0, start - 2), start) is not None and CLOSES.match(text, end) is not None


def words_in(text: str, block: Span) -> list[Word]:
    """The words of a block; made plain all at once, unless small letters take more room than capitals."""
    plain = plain_form(block.of(text))
    each = COUNTED.finditer(text, block.start, block.end)
    if len(plain) != len(block):
        return [Word(plain_form(found[0]), Span(*found.span())) for found in each]
    start = block.start
    return [Word(plain[found.start() - start : found.end() - start], Span(*found.span())) for found in each]


def runs(text: str, words: Sequence[Word]) -> Iterator[Run]:
    """The words that repeat those right before them, at least once whole; in linear time."""
    last: dict[str, int] = {}
    period = matched = 0
    for n, word in enumerate(words):
        lag = n - last.get(word.form, -LONGEST_PHRASE - 1)
        close = lag <= LONGEST_PHRASE and COMMA.fullmatch(text, words[n - 1].span.end, word.span.start) is not None
        if close and lag == period:
            matched += 1
        else:
            if period and matched >= period:
                yield Run(n - matched - period, period, matched)
            period, matched = (lag, 1) if close else (0, 0)
        last[word.form] = n
    if period and matched >= period:
        yield Run(len(words) - matched - period, period, matched)


def told_once(document: Document, *, in_lists: bool) -> list[tuple[Span, ...]]:
    """The blocks that should not say the same, each group apart: units of translation may, and so may a headline.

    Args:
        document: any.
        in_lists: whether the items of lists are among them.
    """
    if not document.parts:
        return [document.blocks]
    roles = {block: document.role(block.start) for block in document.blocks}
    once = ONCE | {Role.LIST_ITEM} if in_lists else ONCE
    units = [(block,) for block, role in roles.items() if role is Role.UNIT]
    return [tuple(block for block, role in roles.items() if role in once), *units]


def paragraphs_again(text: str, blocks: Iterable[Span]) -> Iterator[Span]:
    """The long paragraphs that repeat an earlier one."""
    seen: set[str] = set()
    for block in blocks:
        content = block.of(text)
        if content in seen and len(COUNTED.findall(content)) >= LONG_PARAGRAPH:
            yield block
        seen.add(content)


def sentences_again(text: str, segments: Iterable[Segment]) -> Iterator[Span]:
    """The sentences that repeat the one before, and long ones that repeat any earlier one; no cries, no quotes.

    A headline without a stop may be taken up by the sentence below it.
    """
    seen: set[tuple[str, ...]] = set()
    before: tuple[str, ...] = ()
    headline = False
    for segment in segments:
        sentence = segment.span.of(text).strip()
        words = tuple(COUNTED.findall(plain_form(sentence)))
        ends_itself = not sentence[-1:].isalnum()
        taken_up = headline and ends_itself and words == before
        again = words == before or (len(words) >= BEGINNING and words == before[: len(words)])
        if words and not segment.quoted and sentence[-1] not in CRIES and any(word[0].isalpha() for word in words):
            long = len(words) >= LONG_SENTENCE
            short_of_end = not (long or (ends_itself and not sentence.endswith(TRAILS_OFF)))
            if not (short_of_end or taken_up) and (again or (long and words in seen)):
                yield Span(segment.span.start, segment.span.start + len(sentence))
        before, headline = words, not ends_itself
        seen.add(words)
