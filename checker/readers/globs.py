"""Patterns of paths, as ``.gitignore`` has them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import regex
from pathspec import GitIgnoreSpec
from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

from checker.errors import UsageError
from checker.text.patterns import LONGEST, Budget, Compiling


class Paths:
    """Patterns from one place, of which the last that matches a path decides.

    Args:
        place: where they stand, for errors.
        lines: as in a ``.gitignore``, blank ones and comments among them.
        budget: of the patterns, if they share it with those of other places.
        compiling: of the patterns, likewise.

    Raises:
        UsageError: a pattern makes no sense, or is too long; or there are too many.
    """

    def __init__(
        self, place: str, lines: Iterable[str], budget: Budget | None = None, compiling: Compiling | None = None
    ) -> None:
        self._place = place
        self._budget = budget or Budget()
        self._compiling = compiling or Compiling()
        patterns = [self._pattern(number, line) for number, line in enumerate(lines, start=1)]
        self._spec = GitIgnoreSpec(patterns, backend="simple")

    def include(self, path: str) -> bool | None:
        """True if the patterns include a path, False if they exclude it; None if none matches.

        Raises:
            UsageError: a pattern takes too long.
        """
        self._budget.show(path)
        try:
            return self._spec.check_file(path).include
        except UsageError as error:
            raise UsageError(f"{self._place}: {error}") from error

    def _pattern(self, number: int, line: str) -> GitIgnoreSpecPattern:
        """A line, to be matched in limited time."""
        if len(line) > LONGEST:
            raise UsageError(f"{self._place}: pattern {number} is longer than {LONGEST} characters")
        try:
            with self._compiling.one_more():
                pattern = GitIgnoreSpecPattern(line)
                if pattern.regex is not None:
                    limited: Any = Limited(pattern.regex.pattern, self._budget)
                    pattern.regex = limited
        except (ValueError, re.error) as error:
            raise UsageError(f"{self._place}: {' '.join(str(error).split())}") from error
        return pattern


class Limited:
    """A regular expression with a time budget, in the interface that pathspec asks for."""

    def __init__(self, expression: str, budget: Budget) -> None:
        self._expression = regex.compile(expression)
        self._budget = budget

    def search(self, path: str) -> regex.Match[str] | None:
        """The match of a path, if there is one."""
        return self._budget.search(self._expression, path)
