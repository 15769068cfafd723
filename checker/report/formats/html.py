"""For a person at a desk: one page that needs nothing beside it, the articles with their marks and the issues."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TypeVar

import jinja2

from checker.model import Applicability, DocumentReport, Failure, Issue, Outcome, Span
from checker.report import Context
from checker.report.excerpt import change
from checker.report.marking import Piece, marked_lines
from checker.report.tally import Tally
from checker.report.words import WORDS, Words

TEMPLATES = Path(__file__).parent.parent / "templates"
T = TypeVar("T")

# HTML cannot hold control characters and UTF-8 no surrogates: both are shown by a sign of the same
# length, so that offsets in the page remain those of the text.
SIGNS = (
    {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n\r"}
    | {0x7F: 0x2421}
    | dict.fromkeys([*range(0x80, 0xA0), *range(0xD800, 0xE000)], 0xFFFD)
)


def render(outcomes: Iterable[Outcome], context: Context) -> Iterator[str]:
    """Yield the page in pieces; all outcomes are read first, for the verdict stands at the top."""
    words = WORDS[context.lang]
    tally = Tally()
    pages = []
    for number, outcome in enumerate(outcomes, start=1):
        tally.add(outcome)
        pages.append(Page(f"d{number}", outcome, words, context.explanations))
        yield ""
    style = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    stream = template().stream(
        context=context,
        words=words,
        tally=tally,
        pages=pages,
        verdict=verdict(tally, context),
        style=style,
        style_hash=b64encode(hashlib.sha256(style.encode()).digest()).decode(),
    )
    stream.enable_buffering(256)
    yield from stream
    yield "\n"


@cache
def template() -> jinja2.Template:
    """The page's template, compiled once."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.j2")


def printable(value: T) -> T | str:
    """A template's value without characters that a page cannot hold."""
    return value.translate(SIGNS) if isinstance(value, str) else value


def verdict(tally: Tally, context: Context) -> str:
    """Whether the texts can be published: ``failed`` (nobody knows), ``issues`` or ``clear``."""
    if tally.failures:
        return "failed"
    return "issues" if tally.failing else "clear"


@dataclass(frozen=True)
class Change:
    """A fix as the page shows it: the passage before and after."""

    label: str
    title: str
    before: str
    after: str


@dataclass(frozen=True)
class Entry:
    """An issue as the page shows it.

    Attributes:
        number: its place in the document, from 1; what the label of its mark says.
        first_of_rule: whether no earlier issue of the document explains the same rule.
    """

    page: str
    number: int
    issue: Issue
    quote: str
    changes: tuple[Change, ...]
    explanation: str
    first_of_rule: bool

    @property
    def span(self) -> Span:
        return self.issue.span

    @property
    def id(self) -> str:
        return f"{self.page}-i{self.number}"

    @property
    def mark(self) -> str:
        return f"{self.page}-m{self.number}"


@dataclass(frozen=True)
class Page:
    """One outcome as the page shows it."""

    id: str
    outcome: Outcome
    words: Words
    explanations: Mapping[str, str]

    @property
    def name(self) -> str:
        if isinstance(self.outcome, Failure):
            nameless = f"{self.words.line} {self.outcome.line or '?'}"
            return nameless if self.outcome.name is None else str(self.outcome.name)
        return str(self.outcome.document.name)

    @property
    def failed(self) -> bool:
        return isinstance(self.outcome, Failure)

    @cached_property
    def tally(self) -> Tally:
        tally = Tally()
        tally.add(self.outcome)
        return tally

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The issues in reading order."""
        if not isinstance(self.outcome, DocumentReport):
            return ()
        text = self.outcome.document.text
        explained: set[str] = set()
        entries = []
        for number, issue in enumerate(self.outcome.issues, start=1):
            changes = tuple(
                Change(
                    self.words.fix if fix.applicability is Applicability.SAFE else self.words.suggestion,
                    fix.title,
                    *change(text, issue.span, fix),
                )
                for fix in issue.fixes
            )
            explanation = self.explanations.get(issue.rule, "")
            first = issue.rule not in explained
            explained.add(issue.rule)
            entries.append(Entry(self.id, number, issue, issue.span.of(text), changes, explanation, first))
        return tuple(entries)

    @property
    def lines(self) -> Iterator[tuple[Piece[Entry], ...]]:
        """The article's lines in marked pieces."""
        if isinstance(self.outcome, DocumentReport):
            yield from marked_lines(self.outcome.document.text, self.entries)
