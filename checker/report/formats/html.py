"""For a desk: one self-contained page with the articles, their marks and the issues to decide on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from checker.model import Outcome
from checker.report import Context
from checker.report.page.template import render_page
from checker.report.page.view import Page
from checker.report.tally import Tally
from checker.report.wording import wording_of

COMPLETE: Final = True


def render(outcomes: Iterable[Outcome], context: Context) -> Iterator[str]:
    """Yield the page in pieces; all outcomes are read first, for the verdict stands at the top."""
    words = wording_of(context.lang)
    tally = Tally()
    pages = []
    for number, outcome in enumerate(outcomes, start=1):
        pages.append(Page(f"d{number}", outcome, words, context.explanations))
        tally.add(pages[-1].reported)
        yield ""
    yield from render_page(pages, tally, context)
