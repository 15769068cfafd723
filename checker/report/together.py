"""Renders several reports of one run side by side, so that every document is checked once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import tee

from checker.model import Outcome

# What makes a report of outcomes, in pieces: at least one for each outcome that it takes.
Renderer = Callable[[Iterable[Outcome]], Iterator[str]]


class Feed:
    """The outcomes for one report, counted as it takes them."""

    def __init__(self, outcomes: Iterator[Outcome]) -> None:
        self._outcomes = outcomes
        self.taken = 0

    def __iter__(self) -> Iterator[Outcome]:
        return self

    def __next__(self) -> Outcome:
        outcome = next(self._outcomes)
        self.taken += 1
        return outcome


def render_together(outcomes: Iterable[Outcome], renderers: Sequence[Renderer]) -> Iterator[tuple[int, str]]:
    """The pieces of all reports as they come, each with the index of its renderer.

    The report goes on that has taken the fewest outcomes. As each yields a piece for every outcome that it
    takes, at most one outcome is held for the others: beside that, a run needs the memory of its reports.

    Args:
        outcomes: of the run, taken once.
        renderers: what makes each report.
    """
    feeds = [Feed(copy) for copy in tee(outcomes, len(renderers))]
    pieces = [render(feed) for render, feed in zip(renderers, feeds, strict=True)]
    running = list(range(len(renderers)))
    while running:
        behind = min(running, key=lambda index: feeds[index].taken)
        try:
            yield behind, next(pieces[behind])
        except StopIteration:
            running.remove(behind)
