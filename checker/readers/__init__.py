"""Bytes -> documents."""

from __future__ import annotations

from pathlib import Path

from checker.model import Document


def read_file(path: Path) -> Document:
    return Document(str(path), path.read_text(encoding="utf-8"))
