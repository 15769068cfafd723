"""Settings of a project: ``checker.toml``, or ``[tool.checker]`` in ``pyproject.toml``."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec

from checker.errors import UsageError, advice
from checker.files.faults import said
from checker.model import Severity
from checker.packs.desk import DESK_LANGUAGES
from checker.project.toml import read_toml
from checker.readers.wishes import Elements, Pages, Word
from checker.suppress.allow import term
from checker.text.patterns import Compiling

if TYPE_CHECKING:
    from checker.readers.globs import Paths

TABLES: dict[str, type[msgspec.Struct]] = {"html": Pages, "xml": Elements, "docx": Word}
SHARED = "pyproject.toml"
OUTER_TABLES = ("tool", "checker")  # that settings stand in elsewhere
ALIKE = 0.85  # so much of its letters a misspelt name has: other tools are called much like ours
SEVERITIES = tuple(severity.label for severity in Severity)


class FileSettings(msgspec.Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """The settings that may differ from file to file; None where not given.

    Attributes:
        target: BCP-47 tag of the language that the texts should be in.
        select: names of the rules or families to run.
        ignore: names of the rules or families not to run.
        min_confidence: leave out issues below it, in [0, 1].
        allow: words, phrases and ``/patterns/`` that may stand in another language; those given in several places
            are added up.
        fail_on: the label of the lowest severity that makes a run fail.
        require_reason: whether what a text asks to be ignored must say why.
        guess: whether the target language may be guessed where none is given.
        html, xml, docx: how files of these formats are read; see `checker.readers.wishes`.
        style: the name of the house style.
    """

    target: str | None = None
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    min_confidence: Annotated[float, msgspec.Meta(ge=0, le=1)] | None = None
    allow: tuple[str, ...] | None = None
    fail_on: str | None = None
    require_reason: bool | None = None
    guess: bool | None = None
    html: Pages | None = None
    xml: tuple[Elements, ...] | None = None
    docx: Word | None = None
    style: str | None = None


class Override(FileSettings, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """Settings for some of the files.

    Attributes:
        paths: patterns in the syntax of ``.gitignore``, relative to the file of the settings.
    """

    paths: tuple[str, ...]


class Config(FileSettings, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """The settings of a file: those for the files, and those for a run as a whole, None where not given.

    Each option of the command line overrides the setting of its name.

    Attributes:
        lang: the language of the messages.
        rules: folders with packs of one's own; in the file they are relative to it.
        paths: what is checked if the command line names nothing; as all that follow, relative to the file.
        exclude: patterns in the syntax of ``.gitignore`` of what is left out of folders.
        baseline: the file of known issues.
        word_list: the file of names and nouns that the desk taught.
        jobs: how many processes check; ``auto`` for as many as can run at once.
        output: reports to files, each ``FORMAT=FILE``.
        format: of the report on standard output.
        overrides: for some of the files; of several that give the same setting the last counts.
    """

    lang: str | None = None
    rules: tuple[Path, ...] | None = None
    paths: tuple[str, ...] | None = None
    exclude: tuple[str, ...] | None = None
    baseline: str | None = None
    word_list: str | None = None
    jobs: int | Literal["auto"] | None = None
    output: tuple[str, ...] | None = None
    format: str | None = None
    overrides: tuple[Override, ...] = ()

    @property
    def of_run(self) -> dict[str, Any]:
        """The settings for a run as a whole by their names; None for one that is not given."""
        return {name: getattr(self, name) for name in SETTINGS_OF_RUN}


SETTINGS_OF_RUN = tuple(
    name for name in Config.__struct_fields__ if name not in (*FileSettings.__struct_fields__, "overrides")
)


@dataclass(frozen=True)
class ConfigFile:
    """The settings with the file that they stand in.

    Attributes:
        patterns: the paths of each override.
    """

    path: Path
    config: Config
    patterns: tuple[Paths, ...]

    def overriding(self, file: Path) -> Iterator[tuple[int, Override]]:
        """The overrides that hold for a file below the folder of this one, with their numbers from 0.

        Raises:
            UsageError: a pattern takes too long.
        """
        if self.patterns:
            name = os.path.relpath(file, self.path.parent).replace(os.sep, "/")
            for number, override in enumerate(self.config.overrides):
                if self.patterns[number].include(name):
                    yield number, override


class ConfigFiles:
    """Finds the settings of each folder; reads a file once.

    In each folder, from the given one upwards, ``checker.toml`` is looked for first, then a
    ``pyproject.toml`` with a table ``[tool.checker]``. The nearest counts alone: files are not merged.

    Args:
        only: the settings that are in force in every folder, so that none is looked for.
    """

    def __init__(self, only: ConfigFile | None = None) -> None:
        self._only = only
        self._nearest: dict[Path, ConfigFile | None] = {}
        self._tools: dict[Path, object] = {}

    def nearest(self, folder: Path) -> ConfigFile | None:
        """The settings that are in force in a folder, None if there are none.

        Args:
            folder: absolute.

        Raises:
            UsageError: a file cannot be read, is not TOML, or has a key that is unknown or wrong.
        """
        if self._only:
            return self._only
        passed: list[Path] = []
        found: ConfigFile | None = None
        for above in (folder, *folder.parents):  # not by recursion: folders may lie deeper than Python calls
            if above in self._nearest:
                found = self._nearest[above]
                break
            passed.append(above)
            if found := self._own(above):
                break
        self._nearest.update(dict.fromkeys(passed, found))
        return found

    def misspelt_table(self, folder: Path) -> str | None:
        """The name of a table of ``pyproject.toml`` that was probably meant for ours; None if there is none.

        Raises:
            UsageError: the file cannot be read, or is not TOML.
        """
        tools = self._tools_of(folder / SHARED)
        if not isinstance(tools, dict) or "checker" in tools:
            return None
        from difflib import get_close_matches  # few folders have such a file and no settings

        return next((each for each in tools if get_close_matches(each.casefold(), ["checker"], cutoff=ALIKE)), None)

    def _own(self, folder: Path) -> ConfigFile | None:
        """The settings that lie in a folder itself, None if there are none.

        Raises:
            UsageError: a file cannot be read, is not TOML, or has a key that is unknown or wrong.
        """
        own, shared = folder / "checker.toml", folder / SHARED
        if os.path.lexists(own):
            return config_file(own, read_toml(own, display_path(own)))
        tools = self._tools_of(shared)
        return config_file(shared, tools["checker"]) if isinstance(tools, dict) and "checker" in tools else None

    def _tools_of(self, path: Path) -> object:
        """The table ``[tool]`` of a file that other tools share, read once; None if there is none."""
        if path not in self._tools:
            self._tools[path] = read_toml(path, display_path(path)).get("tool") if os.path.lexists(path) else None
        return self._tools[path]


def config_in(folder: Path) -> Config:
    """The settings that are in force in a folder; see `ConfigFiles`.

    Raises:
        UsageError: a file cannot be read, is not TOML, or has a key that is unknown or wrong.
    """
    found = ConfigFiles().nearest(folder.absolute())
    return found.config if found else Config()


def config_at(path: Path) -> ConfigFile:
    """The settings in a file given by its path; in ``pyproject.toml``, those under ``[tool.checker]``.

    Raises:
        UsageError: it cannot be read, is not TOML, or has a key that is unknown or wrong.
    """
    settings: object = read_toml(path.absolute(), display_path(path.absolute()))
    for key in ("tool", "checker") if path.name == SHARED else ():
        settings = settings.get(key, {}) if isinstance(settings, dict) else {}
    return config_file(path.absolute(), settings)


def config_file(path: Path, settings: object) -> ConfigFile:
    """The settings of a file, validated.

    Raises:
        UsageError: a key is unknown or has a wrong value.
    """
    name = display_path(path)
    config = convert(name, path.parent, settings)
    return ConfigFile(path, config, patterns_of(name, config.overrides))


def patterns_of(name: str, overrides: tuple[Override, ...]) -> tuple[Paths, ...]:
    """The paths of the overrides in a file of that name, ready to be matched.

    Raises:
        UsageError: a pattern makes no sense.
    """
    if not overrides:
        return ()
    from checker.readers.globs import Paths  # only for overrides
    from checker.text.patterns import Budget

    budget, compiling = Budget(), Compiling()
    return tuple(
        Paths(f"{name}: overrides[{number}].paths", override.paths, budget, compiling)
        for number, override in enumerate(overrides)
    )


def convert(name: str, folder: Path, settings: object) -> Config:
    """Validate the settings of a file of that name in a folder.

    Raises:
        UsageError: a key is unknown or has a wrong value.
    """
    if isinstance(settings, dict):
        check_keys(settings, Config, name)
        overrides = settings.get("overrides")
        for number, override in enumerate(overrides if isinstance(overrides, list) else ()):
            if isinstance(override, dict):
                check_keys(override, Override, f"{name}: overrides[{number}]")

    def resolve(_: type, path: object) -> Path:
        if not isinstance(path, str):
            raise ValueError("Expected `str`, got something else")
        return folder / path

    try:
        config = msgspec.convert(settings, Config, dec_hook=resolve)
    except msgspec.ValidationError as error:
        raise UsageError(f"{name}: {said(error)}") from error
    check_values(name, config)
    return config


def check_keys(table: dict[str, object], known: type[msgspec.Struct], place: str) -> None:
    """Check that a table has no key that is unknown, nor those in it.

    Raises:
        UsageError: it has one; names the nearest that is known.
    """
    keys = {field.encode_name for field in msgspec.structs.fields(known)}
    for key in table:
        if known is Config and key in OUTER_TABLES:
            raise UsageError(f"{place}: [{key}] is for pyproject.toml; here the settings stand without it")
        if key not in keys:
            raise UsageError(f"{place}: no setting is called {key!r}; {advice(key, sorted(keys))}")
    for key, inner in TABLES.items():
        value = table.get(key)
        for number, each in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(each, dict):
                check_keys(each, inner, f"{place}: {key}{f'[{number}]' if isinstance(value, list) else ''}")


def check_values(name: str, config: Config) -> None:
    """Check the values that types cannot check, so that the error names the file.

    Raises:
        UsageError: an allowed term makes no sense, or there is no such severity, language or number of jobs.
    """
    if config.lang not in (None, *DESK_LANGUAGES):
        known = advice(str(config.lang), DESK_LANGUAGES)
        raise UsageError(f"{name}: lang: no messages are in {config.lang!r}; {known}")
    if isinstance(config.jobs, int) and config.jobs < 1:
        raise UsageError(f'{name}: jobs: a number from 1 on, or "auto", is wanted')
    places = {"": config, **{f"overrides[{n}].": override for n, override in enumerate(config.overrides)}}
    compiling = Compiling()
    for place, settings in places.items():
        if settings.target is not None and not settings.target.strip():
            raise UsageError(f"{name}: {place}target: a language is wanted, such as fr")
        if isinstance(settings, Override) and not settings.paths:
            raise UsageError(f"{name}: {place}paths: one at least is wanted")
        for entry in settings.allow or ():
            term(entry, f"{name}: {place}allow", compiling)
        if settings.fail_on not in (None, *SEVERITIES):
            known = advice(str(settings.fail_on), SEVERITIES)
            raise UsageError(f"{name}: {place}fail-on: no severity is called {settings.fail_on!r}; {known}")
        if settings.html:
            check_selectors(settings.html, f"{name}: {place}html")


def check_selectors(pages: Pages, place: str) -> None:
    """Check the selectors of a table.

    Raises:
        UsageError: one makes no sense.
    """
    from checker.readers.markup.selectors import Selectors  # most settings have none

    for key in ("select", "ignore"):
        Selectors(getattr(pages, key), f"{place}.{key}")


def display_path(path: Path) -> str:
    """A path from the current folder if it lies below, else as it is."""
    folder = Path.cwd()
    return str(path.relative_to(folder) if path.is_relative_to(folder) else path)
