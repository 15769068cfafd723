"""The inflection lexicon of a language: form -> readings, lemma and features -> form."""

from __future__ import annotations

from checker.languages import Language
from checker.model import Reading


class Lexicon:
    """The forms of one language; empty for a language whose pack has none."""

    @classmethod
    def of(cls, language: Language) -> Lexicon:
        """The lexicon of a language's pack."""
        return cls()

    def readings(self, form: str) -> tuple[Reading, ...]:
        """Every reading of a form, empty if the lexicon does not know it."""
        return ()
