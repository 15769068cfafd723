"""Dictionary look-ups: whether a form is a word of the target, and whether English has it in lower case."""

from __future__ import annotations

from functools import lru_cache

import marisa_trie

from checker.morphology import Lexicon
from checker.packs.languages import Language, Packs

FORMS = "forms.marisa"
CACHED_FORMS = 1 << 14
SHORTEST_PART = 4  # letters of a part of a compound
# What may stand between the parts of a compound.
LINKS = ("", "s", "n", "en", "er", "es", "e")
SOURCE = "en"  # the language that nearly all that is left behind is in, and whose dictionary tells names apart


def forms_of(language: Language) -> marisa_trie.Trie | None:
    """The list of forms of a language's pack, None if it has none; ``training/known_forms.py`` builds it."""
    path = language.resource(FORMS)
    return marisa_trie.Trie().mmap(str(path)) if path else None


class Dictionary:
    """The dictionary of the target language beside that of English.

    Args:
        target: the pack of the target language.
        packs: all packs.
    """

    def __init__(self, target: Language, packs: Packs) -> None:
        self._forms = forms_of(target)
        self._lexicon = Lexicon.of(target)
        self._source = forms_of(packs.languages[SOURCE]) if target.tag != SOURCE and SOURCE in packs.languages else None
        self._in_latin = "Latn" in target.file.scripts
        self.knows = lru_cache(CACHED_FORMS)(self._knows)

    @property
    def lists(self) -> bool:
        """True if the target has a list of forms."""
        return self._forms is not None

    def writes_small(self, form: str) -> bool:
        """True if English has a form in lower case; False where English is the target."""
        return self._source is not None and form in self._source

    def is_foreign(self, form: str) -> bool:
        """True if English has a form in lower case, and the target's dictionary or script has not."""
        return self.writes_small(form) and (not self._in_latin or self.knows(form) == -1)

    def reads(self, form: str) -> int:
        """1 if the target's lexicon has a form or its parts as more than names, -1 if not, 0 without a lexicon."""
        if not self._lexicon:
            return 0
        parts = [form] if self._lexicon.readings(form) else form.split("-")
        return 1 if all(any(r.upos != "PROPN" for r in self._lexicon.readings(part)) for part in parts) else -1

    def _knows(self, form: str) -> int:
        """1 where the target's dictionary has a form or the parts of a compound, -1 where it has not.

        0 where the target has no dictionary.
        """
        if self._forms is None:
            return self.reads(form)
        return 1 if all(part in self._forms or self._is_compound(part) for part in form.split("-")) else -1

    def _is_compound(self, form: str) -> bool:
        """True if a form is two words of the dictionary, with or without a letter between them."""
        assert self._forms is not None
        for stop in range(SHORTEST_PART, len(form) - SHORTEST_PART + 1):
            if form[:stop] in self._forms:
                rest = form[stop:]
                if any(
                    rest.startswith(link)
                    and len(rest) - len(link) >= SHORTEST_PART
                    and rest[len(link) :] in self._forms
                    for link in LINKS
                ):
                    return True
        return False
