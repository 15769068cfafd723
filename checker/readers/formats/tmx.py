"""TMX, the memory of a translator: of each unit the variant that is not in the source language. See TMX 1.4b."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO

from checker.files.opening import LARGEST_TEXT, read_all
from checker.model import Document
from checker.packs.languages import primary_language
from checker.readers.markup.messages import language_tag
from checker.readers.markup.units import Segment, State, Units
from checker.readers.markup.xml import decoded_with_root, root_name
from checker.readers.wishes import NO_WISHES, Wishes

TITLE = "TMX: the translations in the first language that is not the source"
ENDINGS = (".tmx",)
HAS_FILES = True

ROOT = "tmx"

CODES = ("bpt", "ept", "it", "ph", "sub", "ut")  # that hold no text


class Memory(Units):
    """Reads a file.

    Attributes:
        left: the languages of variants that were passed over.
    """

    def __init__(self, source: str) -> None:
        self.left: list[str] = []
        self._location = ""
        self._language: str | None = None  # of the variant
        self._original = ""
        self._target: Segment | None = None
        super().__init__(source)

    def _begin(self, name: str, values: Mapping[str, str], outer: State) -> State:
        if name == "header":
            self.original_language = language_tag(values.get("srclang", "").replace("*all*", ""))
        elif name == "tu":
            self._location = f"unit {values['tuid']}" if "tuid" in values else ""
        elif name == "tuv":
            self._language = language_tag(values.get("xml:lang") or values.get("lang"))
            self.original_language = self.original_language or self._language
            if not is_same(self._language, self.original_language):
                self.language = self.language or self._language
        elif name == "seg" and outer.name == "tuv":
            self._segment = Segment()
            return State(name, True)
        return State(name, outer.is_text and name not in CODES)

    def _end(self, state: State) -> None:
        if state.name == "seg" and self._segment and self._states[-1].name == "tuv":
            if is_same(self._language, self.original_language):
                self._original = self._segment.value.text
            elif is_same(self._language, self.language):
                self._target = self._segment
            elif self._language and self._language not in self.left:
                self.left.append(self._language)
            self._segment = None
        elif state.name == "tu":
            if self._target:
                self._add(self._target, self._original, self._location)
            self._target, self._original = None, ""


def is_same(one: str | None, other: str | None) -> bool:
    """True if two tags are of one language, whatever the region of either."""
    return bool(one and other and primary_language(one) == primary_language(other))


def recognises(head: bytes) -> bool:
    """True if its root element is that of the format."""
    return root_name(head) == ROOT


def read(stream: BinaryIO, name: str, wishes: Wishes = NO_WISHES) -> Iterator[Document]:
    """The one document of a file; see `Format.read`.

    Raises:
        InputError: it is no sound XML, or no TMX.
        OSError: it cannot be read, or is larger than any article.
    """
    file = decoded_with_root(read_all(stream, LARGEST_TEXT), name, ROOT, "TMX")
    memory = Memory(file.text)
    document = memory.document(name, "tmx", file)
    if memory.left:
        left = f"Only the translations into {memory.language} were checked, not those into {', '.join(memory.left)}."
        document = replace(document, warnings=(*document.warnings, left))
    yield document
