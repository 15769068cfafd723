"""The examples in a rule's file, which are its own tests."""

from __future__ import annotations

import msgspec


class FlagExample(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A text with each expected span in ``{{ }}``, and what the first fixes make of it.

    Attributes:
        target: the target language, where the pack is that of every language.
    """

    text: str
    fixed: str | None = None
    target: str | None = None


class AllowExample(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A near miss: a text that looks like the fault but raises nothing, and why."""

    text: str
    because: str
    target: str | None = None


class Examples(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The examples that a rule carries as its own test."""

    flags: tuple[FlagExample, ...] = ()
    allows: tuple[AllowExample, ...] = ()
