"""The three levels that tools for code know, and which one each severity is."""

from __future__ import annotations

from enum import StrEnum

from checker.model import Severity


class Level(StrEnum):
    """How a tool for code shows a finding, by the names of SARIF."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


LEVELS = {
    Severity.CRITICAL: Level.ERROR,
    Severity.MAJOR: Level.ERROR,
    Severity.MINOR: Level.WARNING,
    Severity.NEUTRAL: Level.NOTE,
}
