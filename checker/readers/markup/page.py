"""The elements of HTML: which of them hold text that shows, and what their attributes say of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from checker.model import Notation, Role, Span
from checker.readers.builder import Mark, TextBuilder
from checker.readers.markup.references import (
    CONTENT,
    DOUBLE_QUOTED,
    SINGLE_QUOTED,
    UNQUOTED,
    add_text,
    reading,
)
from checker.readers.markup.tags import Comment, Tag, Text, attributes, page_tokens


def names(listed: str) -> frozenset[str]:
    """Names with blanks between them."""
    return frozenset(listed.split())


# What a browser begins a new line for, and `br`, which ends one.
BLOCKS = names(
    "address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html li legend main menu ol optgroup option p pre section "
    "summary table tbody td tfoot th thead title tr ul"
)
VOID = names("area base br col embed hr img input link meta param source track wbr")
NO_TEXT = names(
    "audio button canvas datalist iframe math nav noembed noframes noscript object pre rp rt script select style svg "
    "template textarea video xmp"
)
IN_HEAD = names("base link meta noscript script style template title")
# Words of machines, which stand in sentences all the same.
CODE = names("code kbd samp tt var")
# The language of so much says what the page should be in, not what stands in it on purpose.
WHOLE = names("html body main article")
ROLES = {
    **{f"h{level}": Role.HEADLINE for level in range(1, 7)},
    **dict.fromkeys(("caption", "figcaption"), Role.CAPTION),
    **dict.fromkeys(("dd", "dt", "li"), Role.LIST_ITEM),
    **dict.fromkeys(("td", "th"), Role.CELL),
    "blockquote": Role.QUOTATION,
    "title": Role.HEADLINE,
}
# Elements whose end tag may be left out: those that the beginning of one ends, and those that hold both.
ENDS = {
    "li": (("li",), ("ul", "ol", "menu")),
    **dict.fromkeys(("dd", "dt"), (("dd", "dt"), ("dl",))),
    **dict.fromkeys(("td", "th"), (("td", "th"), ("tr", "table"))),
    "tr": (("tr",), ("table",)),
}
NEAREST = 32  # open elements that are looked at for one
# What attributes that say anything to us are told by, `notranslate` being a class, and `description` what `meta` names.
TOLD = re.compile(r"lang|translate|alt|title|hidden|description", re.I)
# What holds the article of a page, the likeliest first, and the share of all its text that must stand there.
HOLDERS = (("main", 0.0), ("article", 0.5))
SHOWN = {"alt": Role.CAPTION, "title": Role.CAPTION}  # attributes that are text
ASKS = re.compile(r"<!--[^\S\r\n]*checker[^\S\r\n]*:[^\r\n]*-->")
QUOTED = {'"': DOUBLE_QUOTED, "'": SINGLE_QUOTED, "": UNQUOTED}


class State(NamedTuple):
    """The settings in force inside an element."""

    role: Role = Role.BODY
    mark: Mark | None = None
    silent: bool = False


class Aside(NamedTuple):
    """A text that is none of the block that it is met in, and is a block of its own behind it."""

    start: int
    end: int
    notation: Notation
    role: Role
    mark: Mark | None


class Page:
    """Reads the text of elements.

    Args:
        source: what they stand in.

    Attributes:
        builder: takes the text.
    """

    def __init__(self, source: str) -> None:
        self.builder = TextBuilder()
        self._source = source
        self._is_xml = source.lstrip().startswith("<?xml")
        self._state = State()
        self._open: list[tuple[str, State]] = []  # each with what held before it
        self._number = Counter[str]()  # of those, by name
        self._asides: list[Aside] = []  # that wait for the end of the block
        self._about: list[Span] = []  # blocks in which something is said of the page, or to the checker
        self._block = 0  # where the block that is open begins
        self._is_about = False  # whether it is one of them
        self._held: dict[str, list[Span]] = {name: [] for name, _ in HOLDERS}

    @property
    def is_silent(self) -> bool:
        """True if text shows nowhere, where the page is read now."""
        return self._state.silent

    @property
    def depth(self) -> int:
        """How many elements are open."""
        return len(self._open)

    def take(self, start: int, end: int) -> None:
        """Read what stands between two offsets of the source."""
        for token in page_tokens(self._source, start, end):
            self.read(token)

    def read(self, token: Text | Comment | Tag) -> None:
        """Read a part of the source."""
        if isinstance(token, Text):
            if not self._state.silent:
                add_text(self.builder, self._source, token.start, token.end, CONTENT)
        elif isinstance(token, Comment):
            self._comment(token)
        elif token.closes:
            self.end(token.name)
        else:
            self.begin(token)

    def finish(self) -> None:
        """End the page. If most of it stands in the elements that are made for articles, leave out all else."""
        while self._open:
            self._close(self._open[-1][0])
        self.end_block()
        for name, share in HOLDERS:
            held = self._held[name]
            if held and sum(map(len, held)) > share * (self.builder.length - sum(map(len, self._about))):
                self.builder.keep(joined_spans((*held, *self._about)))
                return

    def _comment(self, comment: Comment) -> None:
        """Take in what is said to the checker; what else a comment says is no text."""
        said = self._source[comment.start : comment.end]
        if not self._state.silent and ASKS.fullmatch(said):
            self.builder.add(said, comment.start, comment.end)
            self._is_about = True

    def begin(self, tag: Tag) -> None:
        """Begin an element."""
        name = tag.name
        if self._number["head"] and name not in IN_HEAD:
            self._close("head")
        if name in BLOCKS:
            self.end_block()
            if self._number["p"]:
                self._close("p")
            if name in ENDS:
                self._close_alike(*ENDS[name])
        before, self._state = self._state, self._inside(tag)
        if name in VOID or (self._is_xml and self._source[tag.attributes[0] : tag.attributes[1]].endswith("/")):
            self._state = before
            return
        if name in self._held and not self._number[name]:
            self._held[name].append(Span(self.builder.length, self.builder.length))
        self._open.append((name, before))
        self._number[name] += 1
        self.builder.mark = self._state.mark
        if name == "title" and not self._state.silent:
            self._is_about = True
            add_text(self.builder, self._source, *tag.raw, CONTENT)

    def _inside(self, tag: Tag) -> State:
        """The settings in force inside an element that begins."""
        role, mark, silent = self._state
        if silent:
            return self._state
        silent = tag.name in NO_TEXT
        role = ROLES.get(tag.name, role)
        if tag.name in CODE and not (mark and mark.language is None):
            mark = Mark(f"<{tag.name}>")
        start, end = tag.attributes
        if end > start and TOLD.search(self._source, start, end):
            given = {each.name: each for each in reversed(tuple(attributes(self._source, start, end)))}
            values = {key: reading(self._source[each.start : each.end]) for key, each in given.items()}
            mark = self._marked(tag.name, values, mark)
            silent = silent or ("hidden" in values and values["hidden"].lower() != "until-found")
            if not silent:
                shown = SHOWN
                if tag.name == "meta":
                    is_description = values.get("name", "").strip().lower() == "description"
                    shown = {"content": Role.STANDFIRST} if is_description else {}
                for key, its_role in shown.items():
                    if key in given:
                        each = given[key]
                        self._asides.append(Aside(each.start, each.end, QUOTED[each.quote], its_role, mark))
        return State(role, mark, silent)

    def _marked(self, name: str, values: dict[str, str], mark: Mark | None) -> Mark | None:
        """The reason why the text of an element is deliberate, by its attributes, else by what it stands in."""
        translate = values.get("translate", "").strip().lower()
        if translate == "no" or "notranslate" in values.get("class", "").split():
            return Mark('translate="no"' if translate == "no" else 'class="notranslate"')
        if translate == "yes" and mark and mark.language is None:
            mark = None
        language = (values.get("lang") or values.get("xml:lang") or "").strip()
        if language and name not in WHOLE and not (mark and mark.language is None):
            return Mark(f'lang="{language}"', language)
        return mark

    def end(self, name: str) -> None:
        """End the innermost element of a name, if there is one."""
        if name in BLOCKS:
            self.end_block()
        if self._number[name]:
            self._close(name)

    def end_inner(self, depth: int) -> None:
        """End what is open beyond so many elements."""
        while len(self._open) > depth:
            self._close(self._open[-1][0])

    def _close(self, name: str) -> None:
        """Close the innermost element of a name, with all that was left open in it."""
        while True:
            inner, self._state = self._open.pop()
            self._number[inner] -= 1
            if inner in self._held and not self._number[inner]:
                self.end_block()
                self._held[inner][-1] = Span(self._held[inner][-1].start, self.builder.length)
            if inner == name:
                break
        self.builder.mark = self._state.mark

    def _close_alike(self, alike: tuple[str, ...], holders: tuple[str, ...]) -> None:
        """Close the element that the beginning of one like it ends, if it is still open."""
        near = (inner for inner, _ in self._open[: -NEAREST - 1 : -1] if inner in alike or inner in holders)
        first = next(near, None)
        if first in alike:
            self._close(first)

    def end_block(self, role: Role | None = None) -> None:
        """End the block that is open; the texts of its attributes are blocks of their own behind it.

        Args:
            role: of the block, if its elements do not say it.
        """
        self._end_block(role or self._state.role)
        if not self._asides:
            return
        outer = self.builder.mark
        for each in self._asides:
            self.builder.mark = each.mark
            add_text(self.builder, self._source, each.start, each.end, each.notation)
            self._is_about = each.role is Role.STANDFIRST
            self._end_block(each.role)
        self._asides.clear()
        self.builder.mark = outer

    def _end_block(self, role: Role) -> None:
        self.builder.end_block(role)
        if self._is_about:
            self._about.append(Span(self._block, self.builder.length))
            self._is_about = False
        self._block = self.builder.length


def text_of_page(source: str) -> TextBuilder:
    """The text of a whole page, or of a fragment of one."""
    page = Page(source)
    page.take(0, len(source))
    page.finish()
    return page.builder


def joined_spans(spans: Iterable[Span]) -> list[Span]:
    """Spans in order and apart."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found
