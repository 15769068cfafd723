"""Settings that may differ between documents."""

from __future__ import annotations

from dataclasses import dataclass

from checker.model import Severity


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one document's check, and the severity that makes the run fail.

    Attributes:
        target: BCP-47 tag of the language that the text should be in; None to guess it.
        select: names of the rules or families to run; all if empty.
        ignore: names of the rules or families not to run.
        min_confidence: issues below it are left out, in [0, 1]; None for what each pack's judge holds worth reading.
        allow: words, phrases and ``/patterns/`` that may stand in another language.
        require_reason: whether what a text asks to be ignored must say why.
        guess: whether the target language may be guessed where none is given.
        style: the name of the house style; None for the default of the language.
        fail_on: the lowest severity that makes a run fail.
    """

    target: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_confidence: float | None = None
    allow: tuple[str, ...] = ()
    require_reason: bool = False
    guess: bool = True
    style: str | None = None
    fail_on: Severity = Severity.MAJOR
