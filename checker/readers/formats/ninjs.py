"""News in JSON as agencies send it: ninjs 1 to 3, whose texts are plain or pages in strings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO, NamedTuple

from checker.errors import InputError
from checker.files.opening import LARGEST_TEXT, read_all
from checker.model import Document, Role
from checker.readers.builder import Mark, TextBuilder
from checker.readers.decode import decode
from checker.readers.markup.nested import Value
from checker.readers.markup.strings import ASCII_STRING, STRING, String, loaded_json, pieces_of_string, strings
from checker.readers.wishes import NO_WISHES, Wishes

TITLE = "ninjs: news in JSON"
ENDINGS = (".json", ".ninjs")
HAS_FILES = True

START = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*+[\[{]")
SIGNS = (
    re.compile(rb'"(?:uri|guid|standard)"\s*+:'),
    re.compile(rb'"(?:headlines?|bodies|body_(?:x?html|text)|descriptions|description_(?:html|text))"\s*+:'),
)
FIELD = re.compile(r"(?P<field>headline|byline|body|description)(?:_(?P<form>xhtml|html|text))?")
LISTS = {"headlines": "headline", "descriptions": "description", "bodies": "body"}
ROLES = {"headline": Role.HEADLINE, "byline": Role.BYLINE, "description": Role.STANDFIRST, "body": Role.BODY}
FORMS = ("xhtml", "html", "text")  # of several that say the same the first is read
FORM_OF_TYPE = {"application/xhtml+xml": "xhtml", "text/html": "html"}

Path = tuple[str | int, ...]


def recognises(head: bytes) -> bool:
    """True if it is JSON with an identifier and a text, by the names that ninjs has for them."""
    start = head.replace(b"\0", b"")
    return START.match(start) is not None and all(sign.search(start) for sign in SIGNS)


def read(stream: BinaryIO, name: str, wishes: Wishes = NO_WISHES) -> Iterator[Document]:
    """The one document of a file; see `Format.read`.

    Raises:
        InputError: it is no sound JSON, or no news.
        OSError: it cannot be read, or is larger than any article.
    """
    decoded = decode(read_all(stream, LARGEST_TEXT), name, target=wishes.target)
    item = loaded_json(decoded.text, name)
    if not isinstance(item, dict | list):
        raise InputError(f"{name}: no news: neither an object nor a list")
    news = News(decoded.text, strings(decoded.text, name), wishes.html.ignore)
    origin = decoded.origin(news.builder.stretches)
    yield news.builder.document(name, "ninjs", origin, language=news.language, warnings=decoded.warnings)


class Field(NamedTuple):
    """A text of an item.

    Attributes:
        item: the path of the item.
        name: one of `ROLES`.
        use: which of several such texts it is, as the item says.
        form: one of `FORMS`.
    """

    item: Path
    name: str
    use: str
    form: str


class News:
    """Reads an item and those that it holds.

    Args:
        source: the whole of a file.
        found: all its strings.
        ignore: selectors of what in its pages is not read.

    Attributes:
        builder: holds its text.
        language: that it says to be in.
    """

    def __init__(self, source: str, found: Iterable[String], ignore: tuple[str, ...] = ()) -> None:
        self.builder = TextBuilder()
        self._ignore = ignore
        self._source = source
        self._strings = {each.path: each for each in found}
        languages = {path[:-1]: self._text(path) for path in self._strings if path[-1:] == ("language",)}
        self.language = next((languages[item] for item in sorted(languages, key=len) if languages[item]), None)
        fields = {path: field for path in self._strings if (field := self._field(path))}
        best: dict[Field, str] = {}
        for field in fields.values():
            same = field._replace(form="")
            best[same] = min(best.get(same, field.form), field.form, key=FORMS.index)
        for path, field in fields.items():
            if field.form == best[field._replace(form="")]:
                language = next((languages[path[:n]] for n in range(len(path), -1, -1) if path[:n] in languages), None)
                other = language and language != self.language
                self.builder.mark = Mark(f'"language": "{language}"', language) if other else None
                self._add(self._strings[path], field)

    def _text(self, path: Path) -> str:
        """The text of a string; empty if there is none at a path."""
        string = self._strings.get(path)
        return "".join(piece for piece, _, _ in pieces_of_string(self._source, string)) if string else ""

    def _field(self, path: Path) -> Field | None:
        """What text of an item stands at a path, if any does."""
        if len(path) > 2 and path[-1] == "value" and path[-3] in LISTS:
            kind = self._text((*path[:-1], "contentType")) or self._text((*path[:-1], "contenttype"))
            use = self._text((*path[:-1], "role"))
            return Field(path[:-3], LISTS[str(path[-3])], use, FORM_OF_TYPE.get(kind.lower(), "text"))
        found = FIELD.fullmatch(str(path[-1])) if path else None
        if not found or (found["form"] is None) is not (found["field"] in ("headline", "byline")):
            return None
        return Field(path[:-1], found["field"], "", found["form"] or "text")

    def _add(self, string: String, field: Field) -> None:
        value = Value(self._ignore)
        notation = ASCII_STRING if self._source.isascii() else STRING
        for piece, start, end in pieces_of_string(self._source, string):
            value.add(piece, start, end, notation)
        role = ROLES[field.name]
        if "associations" in field.item and role is Role.STANDFIRST:
            role = Role.CAPTION
        add = value.add_lines_to if field.form == "text" else value.add_page_to
        add(self.builder, role, string.pointer)
