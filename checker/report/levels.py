"""The three levels that tools for code know, and the level of each severity."""

from __future__ import annotations

from enum import StrEnum

from checker.model import Severity


class Level(StrEnum):
    """The level of a finding, by the names of SARIF."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


LEVELS = {
    Severity.CRITICAL: Level.ERROR,
    Severity.MAJOR: Level.ERROR,
    Severity.MINOR: Level.WARNING,
    Severity.NEUTRAL: Level.NOTE,
}
