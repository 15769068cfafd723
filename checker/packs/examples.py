"""The examples in a rule's file, which are its own tests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import msgspec

SLOT: Final = "{word}"


class FlagExample(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A text with each expected span in ``{{ }}``, and what the first fixes make of it.

    Attributes:
        target: the target language, where the pack is that of every language.
        each: the dotted keys of lists of words in the rule, each word of which stands for ``{word}`` in a paragraph of
            its own.
    """

    text: str
    fixed: str | None = None
    target: str | None = None
    each: tuple[str, ...] = ()


class AllowExample(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A near miss: a text that looks like the fault but raises nothing, and why; see `FlagExample`."""

    text: str
    because: str
    target: str | None = None
    each: tuple[str, ...] = ()


class Examples(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The examples that a rule carries as its own test."""

    flags: tuple[FlagExample, ...] = ()
    allows: tuple[AllowExample, ...] = ()


def with_each(text: str, words: Sequence[str]) -> str:
    """A text with each of some words in its slot, a paragraph for each; no blank follows one that is elided."""
    return "\n\n".join(text.replace(f"{SLOT} " if word.endswith("'") else SLOT, word) for word in words)


def words_at(value: Any, key: str) -> list[str]:
    """The words at a dotted key of a rule, such as ``patterns[0].words[1].form``.

    Raises:
        LookupError: there are none.
    """
    for step in key.replace("[", ".").replace("]", "").split("."):
        value = value[int(step)] if isinstance(value, list) else value[step]
    words = [value] if isinstance(value, str) else list(value)
    if not words or not all(isinstance(word, str) for word in words):
        raise LookupError(key)
    return words
