"""The kind `residue`: words that are no part of an article, left in it by an assistant, a feed, a page or a program."""

from __future__ import annotations

from checker.checks.residue.kind import Residue

__all__ = ["Residue"]
