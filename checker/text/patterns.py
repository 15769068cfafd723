"""Regular expressions of users, in Python's syntax and with a time limit.

Python's own engine may take for ever over ``(a+)+$``. That of `regex` counts its time; what is written for the one
means the same to the other, once braces that repeat nothing are escaped.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from time import thread_time
from typing import TYPE_CHECKING

from checker.errors import UsageError

if TYPE_CHECKING:
    import regex

LONGEST = 1000  # characters of an expression
MOST_REPEATED = 1000  # how often counts such as {20}, one inside the other, may repeat a thing in all
# Processor time that the patterns of one user may take for a text, and how much of the text earns a second more.
SECONDS = 1.0
CHARACTERS_A_SECOND = 100_000

# An escape, a class, a comment, the beginning or end of a group, a count, any other character.
PARTS = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?#[^)]*\)|(?P<open>\()|(?P<close>\))|\{(?P<least>\d*),?(?P<most>\d*)\}|.",
    re.DOTALL,
)
NO_COUNT = re.compile(r"(\\N\{[^}]*\}|\\.)|\{(?!\d+,?\d*\}|,\d*\})", re.DOTALL)
VERBOSE = re.compile(r"\(\?[a-wyzA-Z]*x")


def compiled(expression: str) -> regex.Pattern[str]:
    """An expression, ready for a `Budget`.

    Raises:
        ValueError: it is none that Python knows, or too long or too often repeated; says why.
    """
    import regex  # most runs have no pattern of a user

    if len(expression) > LONGEST:
        raise ValueError(f"longer than {LONGEST} characters")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # what Python only doubts is a slip of the pen here
            re.compile(expression)
        if VERBOSE.search(expression):
            raise ValueError("the flag x has no meaning on one line")
        if repeated(expression) > MOST_REPEATED:
            raise ValueError(f"repeats more than {MOST_REPEATED} times")
        return regex.compile(NO_COUNT.sub(lambda found: found[1] or r"\{", expression), regex.VERSION0)
    except (re.error, regex.error, Warning, OverflowError, RecursionError, MemoryError) as error:
        raise ValueError(" ".join(str(error).split()) or type(error).__name__) from error


def repeated(expression: str) -> int:
    """The most repetitions that the counts of an expression ask for; nested counts are multiplied."""
    groups, last = [1], 1
    for part in PARTS.finditer(expression):
        if part["open"]:
            groups.append(1)
        elif part["close"]:
            last = groups.pop() if len(groups) > 1 else 1
        elif part["least"] or part["most"]:
            last *= max(int(part["least"] or 0), int(part["most"] or 0))
        else:
            last = 1
        groups[-1] = max(groups[-1], last)
    return max(groups)


class Budget:
    """The processor time that patterns may take together, which grows with the text that they are shown."""

    def __init__(self) -> None:
        self._left = SECONDS
        self._shown = ""

    def show(self, text: str) -> None:
        """Add the time for a text to the budget, once for a text that several patterns search in turn."""
        if text != self._shown:
            self._left += len(text) / CHARACTERS_A_SECOND
        self._shown = text

    def spans(self, pattern: regex.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
        """The spans of a pattern's matches in a text, empty ones left out.

        Raises:
            UsageError: there is no time left.
        """
        with self._running(pattern) as seconds:
            found = [match.span() for match in pattern.finditer(text, timeout=seconds)]
        return (span for span in found if span[0] < span[1])

    def fills(self, pattern: regex.Pattern[str], text: str) -> bool:
        """True if a pattern matches all of a text.

        Raises:
            UsageError: there is no time left.
        """
        with self._running(pattern) as seconds:
            return pattern.fullmatch(text, timeout=seconds) is not None

    def search(self, pattern: regex.Pattern[str], text: str) -> regex.Match[str] | None:
        """The first match of a pattern in a text.

        Raises:
            UsageError: there is no time left.
        """
        with self._running(pattern) as seconds:
            return pattern.search(text, timeout=seconds)

    @contextmanager
    def _running(self, pattern: regex.Pattern[str]) -> Iterator[float]:
        started = thread_time()
        try:
            if self._left <= 0:
                raise TimeoutError
            yield self._left
        except TimeoutError as error:
            raise UsageError(f"the pattern {pattern.pattern!r} takes too long; repeat less in it") from error
        finally:
            self._left -= thread_time() - started
