"""The languages that a desk may read: a file of words for each in ``locales``, found by place.

Adding one is adding a file: nothing lists them. Rules and packs of users may say less than the file: they fall back
to English.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TypeVar

from checker.packs.yaml_source import YamlSource

LOCALES = Path(__file__).parent / "locales"
DESK_LANGUAGES = tuple(sorted(path.stem for path in LOCALES.glob("*.yaml")))
T = TypeVar("T")


def desk_words(lang: str, part: str, kind: type[T]) -> T:
    """A part of a desk language's words; the file is read when it is first wanted.

    Args:
        lang: one of `DESK_LANGUAGES`.
        part: a key of the file.
        kind: what stands there.

    Raises:
        RuleError: the file is wrong.
    """
    source = locale(lang)
    if part not in source.value:
        raise source.error(part, "is wanted")
    return source.convert(kind, source.value[part], under=part)


def family_called(name: str, lang: str) -> str:
    """The family of rules that a desk's language calls so, by the name of its folder; the name itself if none is."""
    families = locale(lang).value["reports"]["families"]
    return next((family for family, called in families.items() if called.casefold() == name.strip().casefold()), name)


def is_singular(number: int, lang: str) -> bool:
    """Whether a language has the singular for so many: "0 phrase" in French, "0 sentences" in English."""
    return number == 1 or (number == 0 and desk_words(lang, "zero_is_singular", bool))


@cache
def unbroken(text: str, lang: str) -> str:
    """A text with no-break spaces where the language lets no line end, so that its author need not type them."""
    blank = desk_words(lang, "unbroken", str)
    return re.sub(blank, "\u00a0", text) if blank else text


@cache
def locale(lang: str) -> YamlSource:
    """The file of a desk language."""
    return YamlSource.read(LOCALES / f"{lang}.yaml", limited=False)
