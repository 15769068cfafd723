r"""PO, the messages of gettext: the translations, each with what it was translated from.

See GNU gettext, The Format of PO Files. Messages that are not translated, and obsolete ones, are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, NamedTuple

from checker.errors import InputError
from checker.files.opening import LARGEST_TEXT, read_all
from checker.model import Document, Notation, Original, Stretch
from checker.readers.builder import TextBuilder
from checker.readers.decode import decode
from checker.readers.markup.messages import add_message, language_tag, one_line
from checker.readers.wishes import NO_WISHES, Wishes

TITLE = "PO: the translations of gettext"
ENDINGS = (".po",)
HAS_FILES = True

BEGINNING = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s++|#[^\r\n]*+)*+(?:msgctxt[ \t]++\"|msgid[ \t]++\")")
CHARSET = re.compile(rb"charset=([\w.:-]+)")
TOKEN = re.compile(
    r"(?P<skip>\s++|#[^\r\n]*+)|(?P<keyword>msg(?:ctxt|id_plural|id|str)|domain)\b(?:\[(?P<index>\d{1,3})\])?"
    r"|\"(?P<string>(?:[^\"\\\r\n]|\\[^\r\n])*+)\""
)
ATOM = re.compile(r"[^\\]++|\\(?:[0-7]{1,3}|x[0-9a-fA-F]{1,2}|.)")
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
WRITTEN = {character: f"\\{letter}" for letter, character in ESCAPES.items()} | {"\\": "\\\\", '"': '\\"'}
TO_BLANK = str.maketrans("\t\r\n", "   ")
LANGUAGE = re.compile(r"^Language:(.*)$", re.M)
HEAD_BYTES = 4096
SHOWN = 40  # characters of an original in a location


def string_unescaped(atom: str) -> str:
    """What characters of a string, or one escape, stand for."""
    if atom[0] != "\\" or len(atom) < 2:
        return atom
    if atom[1] == "x" and len(atom) > 2:
        return chr(int(atom[2:], 16))
    return chr(int(atom[1:], 8)) if atom[1] in "01234567" else ESCAPES.get(atom[1], atom[1])


def in_po_string(text: str) -> str:
    """A text as it stands between the quotation marks of a string."""
    return "".join(WRITTEN.get(each, each) for each in text)


def reading_of_string(source: str) -> str:
    """The text of what stands between quotation marks, with one blank for each line end and tab."""
    text = "".join(map(string_unescaped, ATOM.findall(source)))
    return text.translate(TO_BLANK)


STRING = Notation(in_po_string, reading_of_string)


class Value(NamedTuple):
    """What the strings of a keyword say together, and where that stands in the file."""

    text: str
    stretches: tuple[Stretch, ...]


@dataclass
class Entry:
    """A message: its strings by keyword, each as where it stands; those of ``msgstr[1]`` stand under that name."""

    strings: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def value(self, keyword: str, source: str) -> Value:
        """What a keyword says; nothing if it is not there."""
        texts: list[str] = []
        stretches: list[Stretch] = []
        length = 0
        for span in self.strings.get(keyword, ()):
            for atom in ATOM.finditer(source, *span):
                text = string_unescaped(atom.group())
                stretches.append(Stretch(length, length + len(text), *atom.span(), STRING))
                texts.append(text)
                length += len(text)
        return Value("".join(texts), tuple(stretches))


def recognises(head: bytes) -> bool:
    """True if the first thing in it that is no comment is an original or its context."""
    return BEGINNING.match(head) is not None


def read(stream: BinaryIO, name: str, wishes: Wishes = NO_WISHES) -> Iterator[Document]:
    """The one document of a file; see `Format.read`.

    Raises:
        InputError: it is binary, damaged, in no encoding that is known, or what stands in it is no message.
        OSError: it cannot be read, or is larger than any article.
    """
    data = read_all(stream, LARGEST_TEXT)
    declared = CHARSET.search(data, 0, HEAD_BYTES)
    decoded = decode(data, name, declared[1].decode("ascii") if declared else "", wishes.target)
    source = decoded.text
    builder = TextBuilder()
    originals: list[str] = []
    language = None
    for entry in messages_of(source, name):
        original = entry.value("msgid", source).text
        context = entry.value("msgctxt", source).text
        if not original and "msgctxt" not in entry.strings:
            found = LANGUAGE.search(entry.value("msgstr", source).text)
            language = language_tag(found[1]) if found else None
            continue
        for keyword in entry.strings:
            value = entry.value(keyword, source)
            if keyword.startswith("msgstr") and value.text:
                plural = keyword not in ("msgstr", "msgstr[0]")
                meant = entry.value("msgid_plural", source).text if plural else original
                add_message(builder, *value, meant, location(original, context, keyword.removeprefix("msgstr")))
                originals.append(one_line(meant))
    yield builder.document(
        name,
        "po",
        decoded.origin(builder.stretches),
        language=language,
        warnings=decoded.warnings,
        original=Original("\n".join(originals)),
    )


def messages_of(source: str, name: str) -> Iterator[Entry]:
    """The messages of a file, in order.

    Raises:
        InputError: something stands there that is no part of one.
    """
    entry, keyword, at = Entry(), "", 0
    while at < len(source):
        token = TOKEN.match(source, at)
        astray = token and (
            (token["string"] is not None and not keyword)
            or (token["keyword"] == "msgstr" and "msgid" not in entry.strings)
        )
        if not token or astray:
            line = source.count("\n", 0, at) + 1
            raise InputError(f"{name}:{line}: no PO file, as a message or a comment is wanted here")
        at = token.end()
        if token["keyword"]:
            keyword = token["keyword"] + (f"[{token['index']}]" if token["index"] else "")
            begins = token["keyword"] in ("msgctxt", "msgid", "domain") and "msgid" in entry.strings
            if begins or keyword in entry.strings:
                yield entry
                entry = Entry()
            entry.strings[keyword] = []
        elif token["string"] is not None:
            entry.strings[keyword].append(token.span("string"))
    if "msgid" in entry.strings:
        yield entry


def location(original: str, context: str, index: str) -> str:
    """What a user of the file calls the place of a translation."""
    shown = one_line(original)
    short = shown if len(shown) <= SHOWN else f"{shown[:SHOWN]}…"
    of_context = f'msgctxt "{one_line(context)}" ' if context else ""
    return f'{of_context}msgid "{short}"{index and f" {index}"}'
