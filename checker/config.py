"""Settings of a project: ``checker.toml``, or ``[tool.checker]`` in ``pyproject.toml``."""

from __future__ import annotations

import os
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any

import msgspec

from checker.allow import Term
from checker.errors import UsageError
from checker.model import Severity

SEVERITY = "|".join(severity.label for severity in Severity)


class Config(msgspec.Struct, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """The settings, each of which an option of the command line overrides; None or empty where not given.

    The terms of `allow` and of ``--allow-file`` are added up.

    Attributes:
        target: BCP-47 tag of the language that the texts should be in.
        lang: the language of the messages.
        rules: folders with packs of one's own; in the file they are relative to it.
        select: names of the rules or families to run.
        ignore: names of the rules or families not to run.
        min_confidence: leave out issues below it, in [0, 1].
        allow: words, phrases and ``/patterns/`` that may stand in another language.
        fail_on: the label of the lowest severity that makes a run fail.
    """

    target: str | None = None
    lang: str | None = None
    rules: tuple[Path, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_confidence: Annotated[float, msgspec.Meta(ge=0, le=1)] | None = None
    allow: tuple[str, ...] = ()
    fail_on: Annotated[str, msgspec.Meta(pattern=f"^({SEVERITY})$")] | None = None


def load(start: Path) -> Config:
    """The settings for a folder: those of the nearest file above it, or none at all.

    In each folder, from `start` upwards, ``checker.toml`` is looked for first, then a
    ``pyproject.toml`` with a table ``[tool.checker]``. Files are not merged.

    Raises:
        UsageError: a file cannot be read, is not TOML, or has a key that is unknown or wrong.
    """
    folder = start.absolute()
    for place in (folder, *folder.parents):
        own, shared = place / "checker.toml", place / "pyproject.toml"
        if os.path.isfile(own):
            return convert(own, read(own))
        if os.path.isfile(shared):
            tools = read(shared).get("tool")
            if isinstance(tools, dict) and "checker" in tools:
                return convert(shared, tools["checker"])
    return Config()


def read(path: Path) -> dict[str, Any]:
    """Read a TOML file.

    Raises:
        UsageError: it cannot be read or is not TOML.
    """
    import tomllib  # most runs find no file

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise UsageError(f"{path}: {' '.join(str(error).split())}") from error


def convert(path: Path, settings: object) -> Config:
    """Validate the settings of a file.

    Raises:
        UsageError: a key is unknown or has a wrong value.
    """
    keys = {field.encode_name for field in msgspec.structs.fields(Config)}
    for key in settings if isinstance(settings, dict) else ():
        if key not in keys:
            near = get_close_matches(key, keys, n=1)
            advice = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(sorted(keys))}"
            raise UsageError(f"{path}: no setting is called {key!r}; {advice}")

    def resolve(_: type, folder: object) -> Path:
        if not isinstance(folder, str):
            raise ValueError("Expected a folder's path")
        return path.parent / folder

    try:
        config = msgspec.convert(settings, Config, dec_hook=resolve)
    except msgspec.ValidationError as error:
        reason, _, key = str(error).partition(" - at `$.")
        place = f"{key.rstrip('`')}: " if key else ""
        raise UsageError(f"{path}: {place}{reason[:1].lower()}{reason[1:]}") from error
    for entry in config.allow:
        Term.of(entry, f"{path}: allow")  # a mistake is told where it was made
    return config
