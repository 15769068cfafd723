"""The kind `markup`: signs that are meant for a program, and letters that a program has spoilt."""

from __future__ import annotations

from checker.checks.markup.kind import Markup

__all__ = ["Markup"]
