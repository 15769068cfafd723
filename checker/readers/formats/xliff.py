"""XLIFF 1.2 and 2: the targets of its units. See OASIS, XLIFF Version 1.2 and XLIFF Version 2.1."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from checker.files.opening import LARGEST_TEXT, read_all
from checker.model import Document
from checker.readers.markup.messages import language_tag
from checker.readers.markup.units import UNTRANSLATABLE, Segment, State, Units
from checker.readers.markup.xml import decoded_with_root, root_name
from checker.readers.wishes import NO_WISHES, Wishes

TITLE = "XLIFF 1.2 and 2: the targets"
ENDINGS = (".xlf", ".xliff")
HAS_FILES = True

ROOT = "xliff"

HOLDERS = ("trans-unit", "segment", "ignorable")  # of a source and its target
CODES = ("bpt", "ept", "it", "ph", "x", "bx", "ex", "sc", "ec", "cp", "sm", "em")  # that hold no text


class Targets(Units):
    """Reads a file."""

    def __init__(self, source: str) -> None:
        self._unit = ""
        self._location = ""
        self._original = ""
        self._target: Segment | None = None
        super().__init__(source)

    def _begin(self, name: str, values: Mapping[str, str], outer: State) -> State:
        mark, lines = outer.mark, outer.keeps_lines
        if self._segment is None and "translate" in values:
            mark = UNTRANSLATABLE if values["translate"] == "no" else None
        if "xml:space" in values:
            lines = values["xml:space"] == "preserve"
        if name in ("xliff", "file"):
            to, of = values.get("target-language"), values.get("source-language")
            self.language = self.language or language_tag(values.get("trglang", to))
            self.original_language = self.original_language or language_tag(values.get("srclang", of))
        elif name in ("unit", "trans-unit"):
            self._location = self._unit = f"unit {values.get('id', '')}".rstrip()
        elif name == "segment" and "id" in values:
            self._location = f"{self._unit}, segment {values['id']}"
        elif name in ("source", "target") and outer.name in HOLDERS:
            self._segment = Segment(mark, keeps_lines=lines)
            return State(name, True, mark, lines)
        is_text = outer.is_text and name not in CODES
        return State(name, is_text, mark, lines)

    def _end(self, state: State) -> None:
        outer = self._states[-1].name
        if state.name in HOLDERS:
            if self._target:
                self._add(self._target, self._original, self._location)
            self._target, self._original, self._location = None, "", self._unit
        elif self._segment and state.name in ("source", "target") and outer in HOLDERS:
            if state.name == "source":
                self._original = self._segment.value.text
            else:
                self._target = self._segment
            self._segment = None

    def _is_shield(self, name: str, values: Mapping[str, str]) -> bool:
        return name == "mrk" and (values.get("mtype") == "protected" or values.get("translate") == "no")


def recognises(head: bytes) -> bool:
    """True if its root element is that of the format."""
    return root_name(head) == ROOT


def read(stream: BinaryIO, name: str, wishes: Wishes = NO_WISHES) -> Iterator[Document]:
    """The one document of a file; see `Format.read`.

    Raises:
        InputError: it is no sound XML, or no XLIFF.
        OSError: it cannot be read, or is larger than any article.
    """
    file = decoded_with_root(read_all(stream, LARGEST_TEXT), name, ROOT, "XLIFF")
    yield Targets(file.text).document(name, "xliff", file)
