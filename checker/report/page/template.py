"""Puts a page together from its template, its style and its script; nothing but these runs in it."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar

import jinja2
from markupsafe import Markup

from checker.report import Context
from checker.report.page.characters import printable
from checker.report.page.data import page_data, page_words, script_json, script_words
from checker.report.page.view import Page
from checker.report.tally import Tally
from checker.report.wording import wording_of

TEMPLATES = Path(__file__).parent.parent / "templates"


@dataclass(frozen=True)
class Sort:
    """A sort of page.

    Attributes:
        template: the file of its template.
        style: the parts of its style, those that others overrule first.
        script: the parts of its script, in the order in which each needs those before it.
    """

    template: str
    style: tuple[str, ...]
    script: tuple[str, ...]


REPORT = Sort(
    "report.html.j2",
    ("base", "articles"),
    (
        *("words", "offsets", "bytes", "store", "export", "spread", "stretches", "article", "checked"),
        *("desk", "restore", "cards", "writer", "own", "bar", "help", "keys"),
    ),
)
INDEX = Sort("index.html.j2", ("base", "index"), ("words", "store", "export", "help", "index"))
COMMENT = re.compile(r"//.*|/\*.*\*/")
T = TypeVar("T")


@dataclass(frozen=True)
class Way:
    """Addresses of other pages of the report, empty where there is none."""

    index: str
    previous: str
    following: str


def render_page(pages: Sequence[Page], tally: Tally, context: Context, way: Way | None = None) -> Iterator[str]:
    """Yield a page of documents in pieces.

    Args:
        pages: in order.
        tally: of all of them.
        context: of the run.
        way: to the pages around this one, None if there are none.
    """
    data = page_data(pages, script_words(context.lang))
    yield from render_template(
        REPORT,
        context,
        tally,
        data=Raw(script_json(data)),
        pages=pages,
        way=way,
    )


def render_template(sort: Sort, context: Context, tally: Tally, **values: object) -> Iterator[str]:
    """Yield a page of that sort in pieces.

    Args:
        sort: what it is made from.
        context: of the run.
        tally: of what the page's head speaks of.
        values: what else the template asks for.
    """
    stream = (
        environment()
        .get_template(sort.template)
        .stream(
            context=context,
            words=wording_of(context.lang),
            said=SimpleNamespace(**page_words(context.lang)),
            tally=tally,
            verdict=verdict(tally),
            style=asset(tuple(f"style/{part}.css" for part in sort.style)),
            script=asset(tuple(f"script/{part}.js" for part in sort.script)),
            **values,
        )
    )
    stream.enable_buffering(256)
    yield from stream
    yield "\n"


class Raw(Markup):
    """Content that goes into a page unescaped: a style, a script, data that is already escaped."""

    @property
    def policy(self) -> str:
        """Its hash as the content security policy states it."""
        return f"'sha256-{b64encode(hashlib.sha256(self.encode()).digest()).decode()}'"


@cache
def asset(names: tuple[str, ...]) -> Raw:
    """Our own files, joined, without the comments.

    No text in them spans lines, so a line that looks like a comment is one, and indentation can go.
    """
    lines = (line.strip() for name in names for line in (TEMPLATES / name).read_text(encoding="utf-8").splitlines())
    return Raw("\n".join(line for line in lines if line and not COMMENT.fullmatch(line)))


class Dense(jinja2.FileSystemLoader):
    """Loads templates without their indentation, which would come again with every issue."""

    def get_source(self, environment: jinja2.Environment, template: str) -> Any:
        """The template's source, the name of its file, and whether it is up to date."""
        source, *rest = super().get_source(environment, template)
        return "\n".join(map(str.strip, source.splitlines())), *rest


@cache
def environment() -> jinja2.Environment:
    """The environment of the templates: it escapes all values, and an undefined one is an error."""
    return jinja2.Environment(
        loader=Dense(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=holdable,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def holdable(value: T) -> T | str:
    """A template's value as a page can hold it."""
    return printable(value) if isinstance(value, str) and not isinstance(value, Raw) else value


def verdict(tally: Tally) -> str:
    """The verdict on the texts: ``failed`` if one could not be checked, else ``issues`` or ``clear``."""
    if tally.failures:
        return "failed"
    return "issues" if tally.failing else "clear"
