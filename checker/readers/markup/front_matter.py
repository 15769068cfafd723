"""The front matter of Markdown, in YAML or TOML: titles and descriptions, and what is said to the checker."""

from __future__ import annotations

import re
from typing import NamedTuple

from checker.files.faults import not_yaml
from checker.model import Notation, Role, UnwritableError
from checker.readers.builder import TextBuilder

YAML = re.compile(
    r"---[ \t]*+(?:\r\n|\r|\n)(?P<body>(?s:.){0,16384}?)(?:(?<=\n)|(?<=\r))(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)"
)
TOML = re.compile(
    r"\+\+\+[ \t]*+(?:\r\n|\r|\n)(?P<body>(?s:.){0,16384}?)(?:(?<=\n)|(?<=\r))\+\+\+[ \t]*(?:\r\n|\r|\n|\Z)"
)
TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
PAIR = re.compile(r"^(?P<key>\w+)[ \t]*=[ \t]*(?P<value>\"(?:[^\"\\\r\n]|\\.)*\"|'[^'\r\n]*')", re.MULTILINE)
ROLES = {"title": Role.HEADLINE} | dict.fromkeys(("subtitle", "description", "summary", "excerpt"), Role.STANDFIRST)
FOR_CHECKER = "checker"
LINE = re.compile(r"[^\r\n]+")
# A character that is written as several, white space, or what stands for itself.
SINGLE_QUOTED = re.compile(r"''|(?P<blank>\s+)|[^'\s]+")
DOUBLE_QUOTED = re.compile(
    r"(?P<nothing>\\\s*[\r\n]\s*)|\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)|(?P<blank>\s+)|[^\\\s]+",
    re.DOTALL,
)
UNQUOTED = re.compile(r"(?P<blank>\s+)|\S+")
ESCAPES = {"0": "\ufffd", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b"}
ESCAPES |= {"N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029"}
INDICATOR = re.compile(r"[|>][^\r\n]*")
DEEPEST = 32  # values one in the other; the library's time grows with the square of that


class Value(NamedTuple):
    """A value that is text, as it stands in the source, with its quotation marks.

    Attributes:
        style: its quotation mark; ``|`` or ``>`` of a block; empty if it is plain.
    """

    key: str
    start: int
    end: int
    style: str


class FrontMatter(NamedTuple):
    """The front matter of a source.

    Attributes:
        end: where it ends.
        values: those that are text, in their order.
        settings: the lines of what is said to the checker.
        warnings: what is wrong with it, a full sentence each.
    """

    end: int
    values: tuple[Value, ...]
    settings: tuple[int, int] = (0, 0)
    warnings: tuple[str, ...] = ()


def front_matter(source: str) -> FrontMatter | None:
    """The front matter that a source begins with, None if it has none."""
    if found := TOML.match(source):
        top = TABLE.search(source, *found.span("body"))
        pairs = PAIR.finditer(source, found.start("body"), top.start() if top else found.end("body"))
        values = (Value(pair["key"], *pair.span("value"), pair["value"][0]) for pair in pairs if pair["key"] in ROLES)
        return FrontMatter(found.end(), tuple(values))
    found = YAML.match(source)
    return yaml_values(found["body"], found.start("body"), found.end()) if found else None


def yaml_values(body: str, start: int, end: int) -> FrontMatter | None:
    """The front matter whose YAML stands at `start`, and that ends at `end`; None if it is no mapping."""
    import yaml  # hardly any text has front matter

    try:
        refuse_depth(body)
        node = yaml.compose(body, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return FrontMatter(0, (), warnings=(not_yaml(error),))
    if not isinstance(node, yaml.MappingNode):
        return None
    values, settings = dict[int, Value](), (0, 0)  # by their places: an alias is where its anchor is
    for key, value in node.value:
        place = start + value.start_mark.index, start + value.end_mark.index
        if key.value == FOR_CHECKER:
            settings = start + key.start_mark.index, place[1]
        elif isinstance(value, yaml.ScalarNode) and key.value in ROLES and value.tag == "tag:yaml.org,2002:str":
            style = value.style or ""
            if body[value.start_mark.index] not in "&!":  # an anchor or a tag stands before it
                values.setdefault(place[0], Value(key.value, *place, style))
    return FrontMatter(end, tuple(values.values()), settings)


def refuse_depth(body: str) -> None:
    """Check that few values of YAML stand one in the other, in time that does not grow with how many do.

    Raises:
        ValueError: too many do.
    """
    import yaml

    depth = 0
    try:
        for event in yaml.parse(body, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                raise ValueError(f"more than {DEEPEST} values stand one in the other")
    except yaml.YAMLError as error:
        if "nesting" in str(error):  # the library in C reads ahead, and has a limit of its own
            raise ValueError("too many values stand one in the other") from error


def add_front_matter(builder: TextBuilder, source: str, front: FrontMatter) -> None:
    """Add what of the front matter is text; before it, between its marks, what is said to the checker."""
    start, end = front.settings
    if end:
        lines = [*LINE.finditer(source, start, end)]
        marks = [*LINE.finditer(source, 0, front.end)]
        for line in (marks[0], *lines, marks[-1]):
            builder.add(line[0], *line.span())
            builder.end_block()
    for value in front.values:
        add_value(builder, source, value)
        builder.end_block(ROLES[value.key])


def add_value(builder: TextBuilder, source: str, value: Value) -> None:
    """Add the text of a value."""
    start, end = value.start, value.end
    pieces, notation = UNQUOTED, PLAIN
    if value.style in ("'", '"'):
        start, end = start + 1, end - 1
        pieces, notation = (SINGLE_QUOTED, SINGLE) if value.style == "'" else (DOUBLE_QUOTED, DOUBLE)
    elif value.style and (indicator := INDICATOR.match(source, start, end)):
        start, notation = indicator.end(), IN_BLOCK
    for piece in pieces.finditer(source, start, end):
        written = piece[0]
        if piece["blank"]:
            builder.add_blank(*piece.span(), notation)
        elif text := notation.read(written):
            if not text.strip(" \t\r\n"):
                builder.add_blank(*piece.span(), notation)
            else:
                builder.add(text, *piece.span(), notation)


def in_plain(text: str) -> str:
    """A text as a value without quotation marks.

    Raises:
        UnwritableError: it cannot stand there.
    """
    if re.search(r"[:#](?:\s|\Z)|(?:\A|\s)#|\A[-?&*!|>%@`\"'\[{,]", text):
        raise UnwritableError("the value would need quotation marks in the front matter")
    return text


def in_single(text: str) -> str:
    """A text as a value in single quotation marks."""
    return text.replace("'", "''")


def in_double(text: str) -> str:
    """A text as a value in double quotation marks."""
    return text.replace("\\", "\\\\").replace('"', '\\"')


def reading_plain(source: str) -> str:
    """The text of a value without quotation marks."""
    return re.sub(r"\s+", " ", source)


def reading_single(source: str) -> str:
    """The text of a value in single quotation marks, without them."""
    return reading_plain(source).replace("''", "'")


def reading_double(source: str) -> str:
    """The text of a value in double quotation marks, without them."""

    def read(piece: re.Match[str]) -> str:
        written = piece[0]
        if piece["nothing"]:
            return ""
        if piece["blank"] or written[0] != "\\":
            return reading_plain(written)
        if written[1] in "xuU" and len(written) > len("\\x"):
            code = int(written[2:], 16)
            return chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"
        return ESCAPES.get(written[1], written[1])

    return DOUBLE_QUOTED.sub(read, source)


PLAIN = Notation(in_plain, reading_plain)
IN_BLOCK = Notation(str, reading_plain)
SINGLE = Notation(in_single, reading_single)
DOUBLE = Notation(in_double, reading_double)
