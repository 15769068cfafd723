"""Units of translation in XML: an original, its translation, and codes in both that are kept whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from checker.model import Document, Original, Span
from checker.readers.builder import Mark, TextBuilder
from checker.readers.decode import Decoded
from checker.readers.markup.messages import add_message, one_line
from checker.readers.markup.nested import Value
from checker.readers.markup.xml import Tag, Text, pieces, tokens, unencodable

UNTRANSLATABLE = Mark('translate="no"')


class State(NamedTuple):
    """The settings in force inside an element.

    Attributes:
        name: of the element, without its prefix.
        is_text: whether characters in it are text of the unit.
        mark: what makes its text deliberate.
        keeps_lines: whether line ends in it are meant.
    """

    name: str = ""
    is_text: bool = False
    mark: Mark | None = None
    keeps_lines: bool = False


class Segment:
    """An original or a translation, as far as it is read; `protected` is what in it is not to be translated."""

    def __init__(self, mark: Mark | None = None, *, keeps_lines: bool = False) -> None:
        self.value = Value()
        self.protected: list[Span] = []
        self.mark = mark
        self.keeps_lines = keeps_lines

    @property
    def length(self) -> int:
        return self.value.stretches[-1].end if self.value.stretches else 0


class Units:
    """Reads a file of units; each format says what its elements are.

    Args:
        source: the whole of it, well-formed.

    Attributes:
        builder: holds the translations.
        originals: what they were translated from, a line each.
        language, original_language: of both, as the file says.
    """

    def __init__(self, source: str) -> None:
        self.builder = TextBuilder()
        self.originals: list[str] = []
        self.language: str | None = None
        self.original_language: str | None = None
        self._segment: Segment | None = None
        self._states = [State()]
        self._shielded: int | None = None  # where in the segment the text begins that is not to be translated
        self._depth = 0  # of the element that shields it
        for token in tokens(source):
            if isinstance(token, Text):
                self._text(source, token)
            elif isinstance(token, Tag) and token.closes:
                self._leave()
            elif isinstance(token, Tag):
                self._enter(token.local, token.values(source))
                if token.is_empty:
                    self._leave()

    def document(self, name: str, form: str, file: Decoded) -> Document:
        """The document of a file, with its translations as text."""
        return self.builder.document(
            name,
            form,
            file.origin(self.builder.stretches, unencodable(file.text)),
            language=self.language,
            warnings=file.warnings,
            original=Original("\n".join(self.originals), self.original_language) if self.originals else None,
        )

    def _begin(self, name: str, values: Mapping[str, str], outer: State) -> State:
        """The settings in force inside an element that begins in another; opens a segment where it is one."""
        raise NotImplementedError

    def _end(self, state: State) -> None:
        """Take in that an element has ended."""
        raise NotImplementedError

    def _is_shield(self, name: str, values: Mapping[str, str]) -> bool:
        """True if an element in a segment says that its text is not to be translated."""
        return False

    def _add(self, translation: Segment, original: str, location: str) -> None:
        """Add a translation to the text."""
        value = translation.value
        if not value.text.strip():
            return
        self.builder.mark = translation.mark
        text = value.text if translation.keeps_lines else value.text.replace("\n", " ")
        add_message(self.builder, text, value.stretches, original, location, translation.protected)
        self.builder.mark = None
        self.originals.append(one_line(original))

    def _text(self, source: str, text: Text) -> None:
        if self._segment and self._states[-1].is_text:
            for piece, start, end in pieces(source, text):
                self._segment.value.add(piece, start, end, text.notation)

    def _enter(self, name: str, values: Mapping[str, str]) -> None:
        if self._segment and self._shielded is None and self._is_shield(name, values):
            self._shielded, self._depth = self._segment.length, len(self._states)
        self._states.append(self._begin(name, values, self._states[-1]))

    def _leave(self) -> None:
        state = self._states.pop()
        if self._segment and self._shielded is not None and len(self._states) == self._depth:
            end = self._segment.length
            if end > self._shielded:
                self._segment.protected.append(Span(self._shielded, end))
            self._shielded = None
        self._end(state)
