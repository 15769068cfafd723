"""Terms that a desk lets stand in another language, and the issues that they cover.

An entry is a word or a phrase, matched as whole words, or a regular expression between slashes. A word or
phrase in lower case matches any case; one with a capital matches as it is written.
"""

from __future__ import annotations

import re
import warnings
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from checker.errors import UsageError
from checker.model import Issue, Span, SuppressedBy, Suppression
from checker.opening import LARGEST_TEXT, contents
from checker.scripts import MARKS, UNSPACED

UNTRANSLATED = "accuracy/untranslated"
COMMENT = re.compile(r"(?:^|\s)#.*")
WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")
# A letter, digit or mark that makes a longer word of the one beside it; scripts without spaces have none.
JOINED = rf"[^\W_{UNSPACED}]|[{MARKS}]"


@dataclass(frozen=True, slots=True)
class Term:
    """One entry, ready to be matched.

    Attributes:
        entry: as the user wrote it.
        key: the first word of a phrase in lower case; None for a pattern.
    """

    entry: str
    pattern: re.Pattern[str]
    key: str | None = None

    @classmethod
    def of(cls, entry: str, place: str) -> Term:
        """Read an entry.

        Args:
            entry: a word, a phrase or ``/pattern/``.
            place: where it stands, for the error.

        Raises:
            UsageError: it has no word, or its pattern is not a regular expression.
        """
        entry = entry.strip()
        if len(entry) > 2 and entry[0] == entry[-1] == "/":
            return cls(entry, pattern(entry, place))
        first = WORD.search(entry)
        if not first:
            raise UsageError(f"{place}: {entry!r}: a word, a phrase or a /pattern/ is wanted")
        flags = re.IGNORECASE if entry == entry.lower() else re.NOFLAG
        return cls(entry, re.compile(phrase(entry, first.start()), flags), first.group().lower())


def pattern(entry: str, place: str) -> re.Pattern[str]:
    """The regular expression between an entry's slashes.

    Raises:
        UsageError: it is none.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # what Python only doubts is a slip of the pen here
            return re.compile(entry[1:-1])
    except (re.error, Warning, OverflowError, RecursionError) as error:
        raise UsageError(f"{place}: {entry!r}: {error}") from error


def phrase(entry: str, first: int) -> str:
    """The regular expression of a phrase: whole words, any space between them, either form of apostrophe.

    It starts at the first word; signs before that, as in ".NET", are looked back at.
    """
    words = r"[^\S\r\n]+".join(re.escape(word) for word in entry[first:].split())
    before = f"(?<={re.escape(entry[:first])})" if first else f"(?<!{JOINED})"
    after = f"(?!{JOINED})" if re.match(JOINED, entry[-1]) else ""
    return before + re.sub("['’]", "['’]", words) + after


class AllowList:
    """The terms of one run.

    Args:
        entries: words, phrases and ``/patterns/``.

    Raises:
        UsageError: an entry makes no sense.
    """

    def __init__(self, entries: Iterable[str]) -> None:
        terms = [Term.of(entry, "allow") for entry in entries]
        self._patterns = tuple(term for term in terms if term.key is None)
        self._phrases: defaultdict[str, list[Term]] = defaultdict(list)
        for term in terms:
            if term.key is not None:
                self._phrases[term.key].append(term)

    def part(self, text: str, issues: Iterable[Issue]) -> tuple[tuple[Issue, ...], tuple[Suppression, ...]]:
        """The issues that stand, and the untranslated ones that a term allows; linear in the text and the issues.

        A term allows an issue if it matches the whole of it, or a stretch of the text that holds it.

        Args:
            text: of the document.
            issues: sorted by start.
        """
        issues = tuple(issues)
        entries = self._covering(text, [issue.span for issue in issues if issue.category == UNTRANSLATED])
        standing: list[Issue] = []
        suppressed: list[Suppression] = []
        for issue in issues:
            entry = next(entries) if issue.category == UNTRANSLATED else None
            if entry is None:
                standing.append(issue)
            else:
                suppressed.append(Suppression(issue, SuppressedBy.ALLOWED_TERM, entry))
        return tuple(standing), tuple(suppressed)

    def _covering(self, text: str, spans: list[Span]) -> Iterator[str | None]:
        """For each span, in order of their starts, an entry that covers it, if any does."""
        matches = deque(sorted(self._matches(text), key=match_order) if spans else ())
        reach, furthest = 0, ""
        for span in spans:
            while matches and matches[0][0].start <= span.start:
                match, entry = matches.popleft()
                if match.end > reach:
                    reach, furthest = match.end, entry
            yield furthest if span.end <= reach else self._of_whole(span.of(text))

    def _matches(self, text: str) -> Iterator[tuple[Span, str]]:
        """Each stretch of the text that a term matches, with its entry; stretches may overlap."""
        if self._phrases:
            for word in WORD.finditer(text):
                for term in self._phrases.get(word.group().lower(), ()):
                    if found := term.pattern.match(text, word.start()):
                        yield Span(*found.span()), term.entry
        for term in self._patterns:
            for found in term.pattern.finditer(text):
                yield Span(*found.span()), term.entry

    def _of_whole(self, marked: str) -> str | None:
        """The first pattern that matches all of a marked text by itself, so that ``^`` and ``$`` mean its ends."""
        return next((term.entry for term in self._patterns if term.pattern.fullmatch(marked)), None)


def match_order(match: tuple[Span, str]) -> tuple[int, int, str]:
    """By start, the longest first."""
    span, entry = match
    return span.start, -span.end, entry


def read_entries(path: Path) -> tuple[str, ...]:
    """The entries of a file: one a line, ``#`` at its start or after a space begins a comment, UTF-8.

    Raises:
        UsageError: the file cannot be read, or an entry makes no sense; names the line.
    """
    try:
        lines = contents(path, LARGEST_TEXT).decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise UsageError(f"{path}: {' '.join(str(error).split())}") from error
    stripped = ((number, COMMENT.sub("", line).strip()) for number, line in enumerate(lines, start=1))
    return tuple(Term.of(line, f"{path}:{number}").entry for number, line in stripped if line)
