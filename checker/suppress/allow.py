"""Terms that may stand in another language, and the issues that they cover.

An entry is a word or a phrase, matched as whole words, or a regular expression between slashes. A word or
phrase in lower case matches any case; one with a capital matches as it is written.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from checker.errors import UsageError
from checker.files.lines import entries_of
from checker.model import Issue, Span, SuppressedBy, Suppression
from checker.text.patterns import LONGEST, Budget, Compiling
from checker.text.scripts import MARKS, UNSPACED

if TYPE_CHECKING:
    import regex

FEW = 10  # phrases with the same first words, whose time need not be measured
WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")
# A letter, digit or mark that makes a longer word of the one beside it; scripts without spaces have none.
JOINED = re.compile(rf"[^\W_{UNSPACED}]|[{MARKS}]")
BEGINS = re.compile(f"(?<!{JOINED.pattern})")


@dataclass(frozen=True, slots=True)
class Pattern:
    """An entry that is a regular expression, ready to be matched; `entry` is as the user wrote it."""

    entry: str
    expression: regex.Pattern[str]


@dataclass(frozen=True)
class Phrase:
    """An entry that is a word or a phrase: whole words, any space between them, either form of apostrophe.

    Attributes:
        entry: as the user wrote it.
        signs: what stands in it before its first word, as in ".NET".
        key: its first two words in lower case; the second is empty if it has but one.
    """

    entry: str
    signs: str
    key: tuple[str, str]

    def match(self, text: str, start: int) -> Span | None:
        """The end of the match that begins at a word's start, None if there is none."""
        found = self._words.match(text, start)
        if not found:
            return None
        whole = text.endswith(self.signs, 0, start) if self.signs else BEGINS.match(text, start)
        goes_on = JOINED.match(self.entry[-1]) and JOINED.match(text, found.end())
        return Span(*found.span()) if whole and not goes_on else None

    @cached_property
    def _words(self) -> re.Pattern[str]:
        words = r"[^\S\r\n]+".join(re.escape(word) for word in self.entry[len(self.signs) :].split())
        flags = re.IGNORECASE if self.entry == self.entry.lower() else re.NOFLAG
        return re.compile(re.sub("['’]", "['’]", words), flags)


def term(entry: str, place: str, compiling: Compiling) -> Pattern | Phrase:
    """Read an entry.

    Args:
        entry: a word, a phrase or ``/pattern/``.
        place: where it stands, for the error.
        compiling: of the patterns in its list.

    Raises:
        UsageError: it has no word, or is too long, or its pattern is not a regular expression or comes too late.
    """
    entry = entry.strip()
    if len(entry) > LONGEST:
        raise UsageError(f"{place}: {entry[:20]!r}…: an entry has at most {LONGEST} characters")
    if len(entry) > 2 and entry[0] == entry[-1] == "/":
        try:
            return Pattern(entry, compiling.compiled(entry[1:-1]))
        except ValueError as error:
            raise UsageError(f"{place}: {entry!r}: {error}") from error
    first = WORD.search(entry)
    if not first:
        raise UsageError(f"{place}: {entry!r}: a word, a phrase or a /pattern/ is wanted")
    second = WORD.search(entry, first.end())
    return Phrase(entry, entry[: first.start()], (first.group().lower(), second.group().lower() if second else ""))


class AllowList:
    """The terms of one run.

    Args:
        entries: words, phrases and ``/patterns/``.

    Raises:
        UsageError: an entry makes no sense.
    """

    def __init__(self, entries: Iterable[str]) -> None:
        compiling = Compiling()
        terms = [term(entry, "allow", compiling) for entry in entries]
        self._patterns = tuple(each for each in terms if isinstance(each, Pattern))
        self._phrases: defaultdict[tuple[str, str], list[Phrase]] = defaultdict(list)
        for each in terms:
            if isinstance(each, Phrase):
                self._phrases[each.key].append(each)

    def part(self, text: str, issues: Iterable[Issue]) -> tuple[tuple[Issue, ...], tuple[Suppression, ...]]:
        """The issues that stand, and the untranslated ones that a term allows; linear in the text and the issues.

        A term allows an issue if it matches the whole of it, or a stretch of the text that holds it.

        Args:
            text: of the document.
            issues: sorted by start.

        Raises:
            UsageError: a pattern takes too long.
        """
        issues = tuple(issues)
        budget = Budget()
        budget.show(text)
        entries = self._covering(text, [issue.span for issue in issues if issue.is_foreign], budget)
        standing: list[Issue] = []
        suppressed: list[Suppression] = []
        for issue in issues:
            entry = next(entries) if issue.is_foreign else None
            if entry is None:
                standing.append(issue)
            else:
                suppressed.append(Suppression(issue, SuppressedBy.ALLOWED_TERM, entry))
        return tuple(standing), tuple(suppressed)

    def _covering(self, text: str, spans: list[Span], budget: Budget) -> Iterator[str | None]:
        """For each span, in order of their starts, an entry that covers it, if any does."""
        starts = [span.start for span in spans]
        matches = deque(sorted(self._matches(text, starts, budget), key=match_order) if spans else ())
        reach, furthest = 0, ""
        for span in spans:
            while matches and matches[0][0].start <= span.start:
                match, entry = matches.popleft()
                if match.end > reach:
                    reach, furthest = match.end, entry
            yield furthest if span.end <= reach else self._of_whole(span.of(text), budget)

    def _matches(self, text: str, starts: list[int], budget: Budget) -> Iterator[tuple[Span, str]]:
        """Each stretch of the text that a term matches, with its entry, if it holds one of the starts; may overlap."""

        def holds_start(start: int, end: int) -> bool:
            n = bisect_left(starts, start)
            return n < len(starts) and starts[n] < end

        for start, phrases in self._beginnings(text):
            with budget.running(phrases[0].entry) if len(phrases) > FEW else nullcontext():
                for each in phrases:
                    if (found := each.match(text, start)) and holds_start(found.start, found.end):
                        yield found, each.entry
        for pattern in self._patterns:
            for span in budget.spans(pattern.expression, text):
                if holds_start(*span):
                    yield Span(*span), pattern.entry

    def _beginnings(self, text: str) -> Iterator[tuple[int, list[Phrase]]]:
        """Where phrases may begin in a text, by their first two words."""
        if not self._phrases:
            return
        words = ((word.start(), word.group().lower()) for word in WORD.finditer(text))
        for (start, word), (_, following) in pairwise(chain(words, [(len(text), "")])):
            for key in ((word, ""), (word, following)) if following else ((word, ""),):
                if key in self._phrases:
                    yield start, self._phrases[key]

    def _of_whole(self, marked: str, budget: Budget) -> str | None:
        """The first pattern that matches all of a marked text by itself, so that ``^`` and ``$`` mean its ends."""
        return next((each.entry for each in self._patterns if budget.fills(each.expression, marked)), None)


def match_order(match: tuple[Span, str]) -> tuple[int, int, str]:
    """The sort key of matches: by start, the longest first."""
    span, entry = match
    return span.start, -span.end, entry


def read_entries(path: Path) -> tuple[str, ...]:
    """The entries of a file: one a line, ``#`` at its start or after a space begins a comment, UTF-8.

    Raises:
        UsageError: the file cannot be read, or an entry makes no sense; names the line.
    """
    compiling = Compiling()
    return tuple(term(line, f"{path}:{number}", compiling).entry for number, line in entries_of(path, "allow-file"))
