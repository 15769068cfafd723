from __future__ import annotations

from collections.abc import Callable, Iterator

from checker.languages import Language, Packs
from checker.model import Document, LanguageRun, Segment, Span


class Identifier:
    def __init__(self, language: Language, packs: Packs) -> None:
        self.language = language

    def runs(self, document: Document, segments_in: Callable[[Span], tuple[Segment, ...]]) -> Iterator[LanguageRun]:
        return iter(())
