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
MOST_WRITTEN_OUT = 10_000  # things in an expression, each as often as counts such as {20} around it say
SECONDS_TO_COMPILE = 10.0  # processor time that the expressions of one list may take to be made ready
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
# The flags of an expression or of a group. Python takes seconds to look for the other case of every letter in a class.
FLAGS = re.compile(r"\(\?(?:(?P<of_all>[aimsu]+)\)|(?P<on>[aimsu]*)(?P<off>-[ims]+)?:)")
# What Python says of an expression that is none, by a part of it; the first that fits counts.
PATTERN_PROBLEMS = {
    "missing ), unterminated subpattern": "a bracket is not closed",
    "unbalanced parenthesis": "a bracket is closed that none has opened",
    "unterminated character set": "a square bracket is not closed",
    "Possible nested set": "a square bracket inside others wants a backslash before it",
    "bad character range": "a range of characters runs backwards",
    "nothing to repeat": "nothing stands before a sign that repeats",
    "multiple repeat": "two signs that repeat stand side by side",
    "min repeat greater than max repeat": "a count has the greater number first",
    "(end of pattern)": "a backslash stands at the end",
    "bad escape": "a backslash stands before a letter that means nothing with it",
    "look-behind": "what is looked for behind has no fixed length",
}


def compiled(expression: str) -> regex.Pattern[str]:
    """An expression, ready for a `Budget`.

    Raises:
        ValueError: it is none that Python knows, or too long once and as often as it repeats; says why.
    """
    import regex  # most runs have no pattern of a user

    if len(expression) > LONGEST:
        raise ValueError(f"longer than {LONGEST} characters")
    if written_out(expression) > MOST_WRITTEN_OUT:
        raise ValueError(f"repeats so much that it comes to more than {MOST_WRITTEN_OUT} characters")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # what Python only doubts is a slip of the pen here
            re.compile(FLAGS.sub(heeding_case, expression))
        if VERBOSE.search(expression):
            raise ValueError("the flag x has no meaning on one line")
        return regex.compile(NO_COUNT.sub(lambda found: found[1] or r"\{", expression), regex.VERSION0)
    except (re.error, regex.error, Warning, OverflowError, RecursionError, MemoryError) as error:
        raise ValueError(pattern_problem(error, expression)) from error


def pattern_problem(error: Exception, expression: str) -> str:
    """What is wrong with an expression of which Python says an error, and where, counted from 1, if that is known."""
    problem = next(
        (plain for part, plain in PATTERN_PROBLEMS.items() if part in str(error)), "not a regular expression"
    )
    place = getattr(error, "pos", None) if getattr(error, "pattern", None) == expression else None
    return problem if place is None else f"at character {place + 1}: {problem}"


def heeding_case(flags: re.Match[str]) -> str:
    """The flags without that which lets the case of letters not matter."""
    if flags["of_all"]:
        return f"(?{flags['of_all'].replace('i', '') or 'u'})"
    return f"(?{flags['on'].replace('i', '')}{(flags['off'] or '').replace('i', '').removesuffix('-')}:"


def written_out(expression: str) -> int:
    """How many things an expression comes to if each stands there as often as counts repeat it."""
    groups, last = [0], 0
    for part in PARTS.finditer(expression):
        if part["open"]:
            groups.append(1)
            last = 0
        elif part["close"]:
            last = groups.pop() if len(groups) > 1 else 1
            groups[-1] += last
        elif part["least"] or part["most"]:
            more = last * max(int(part["least"] or 0) - 1, int(part["most"] or 0) - 1, 0)
            groups[-1] += more
            last += more
        else:
            last = 1
            groups[-1] += last
    return sum(groups)


class Compiling:
    """The processor time that the expressions of one list may take together to be made ready."""

    def __init__(self) -> None:
        self._left = SECONDS_TO_COMPILE

    @contextmanager
    def one_more(self) -> Iterator[None]:
        """Make an expression ready.

        Raises:
            ValueError: those before it have used up the time.
        """
        if self._left <= 0:
            raise ValueError(f"the patterns before it took {SECONDS_TO_COMPILE:.0f} seconds to be read: too many")
        started = thread_time()
        try:
            yield
        finally:
            self._left -= thread_time() - started

    def compiled(self, expression: str) -> regex.Pattern[str]:
        """An expression, ready for a `Budget`.

        Raises:
            ValueError: as `compiled` does, or there is no time left.
        """
        with self.one_more():
            return compiled(expression)


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
        with self.running(pattern.pattern) as seconds:
            found = [match.span() for match in pattern.finditer(text, timeout=seconds)]
        return (span for span in found if span[0] < span[1])

    def fills(self, pattern: regex.Pattern[str], text: str) -> bool:
        """True if a pattern matches all of a text.

        Raises:
            UsageError: there is no time left.
        """
        with self.running(pattern.pattern) as seconds:
            return pattern.fullmatch(text, timeout=seconds) is not None

    def search(self, pattern: regex.Pattern[str], text: str) -> regex.Match[str] | None:
        """The first match of a pattern in a text.

        Raises:
            UsageError: there is no time left.
        """
        with self.running(pattern.pattern) as seconds:
            return pattern.search(text, timeout=seconds)

    @contextmanager
    def running(self, pattern: str) -> Iterator[float]:
        """Spend the time that a block takes; gives what is left, in seconds.

        Args:
            pattern: for the error.

        Raises:
            UsageError: there is none left, or the block says so by a `TimeoutError`.
        """
        started = thread_time()
        try:
            if self._left <= 0:
                raise TimeoutError
            yield self._left
        except TimeoutError as error:
            raise UsageError(
                f"the pattern {pattern!r} takes too long; repeat less in it, or have fewer like it"
            ) from error
        finally:
            self._left -= thread_time() - started
