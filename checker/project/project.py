"""Finds the settings in force for a file, and where each comes from."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec

from checker.errors import UsageError
from checker.files.writing import inside
from checker.model import Severity
from checker.project.config import (
    Config,
    ConfigFile,
    ConfigFiles,
    FileSettings,
    config_at,
    display_path,
)
from checker.project.settings import Settings
from checker.readers.ignored import Exclusion
from checker.readers.paths import STANDARD_INPUT as STANDARD_STREAM
from checker.readers.wishes import Wishes

DEFAULT = "default"
MISNAMED = (".checker.toml", "checker.json", "checker.yaml", "checker.yml")  # where settings are looked for in vain
COMMAND_LINE = "command line"
DEFAULT_LANG = "en"
DEFAULTS_OF_RUN = {"lang": DEFAULT_LANG, "rules": (), "jobs": 1, "format": "text"}
DEFAULTS = FileSettings(select=(), ignore=(), allow=(), fail_on=Severity.MAJOR.label, require_reason=False, guess=True)


@dataclass(frozen=True, slots=True)
class Layer:
    """Settings from one place: the later of two layers covers the earlier."""

    place: str
    settings: FileSettings


@dataclass(frozen=True, slots=True)
class InForce:
    """The value that a setting has, and the places that it comes from: several where values are added up."""

    value: Any
    places: tuple[str, ...]


class Project:
    """Finds the settings: defaults, the nearest settings file, its overrides, the command line.

    Args:
        options: those of the command line.
        folder: the current one; its settings hold for what is no file of its own, and for the run as a whole.
        notify: takes a line for the user on settings that have no effect.
        config: the file whose settings are in force everywhere; None to look for the nearest to each file.

    Raises:
        UsageError: the settings file is wrong.
    """

    def __init__(
        self,
        options: FileSettings,
        folder: Path,
        notify: Callable[[str], None] = lambda line: None,
        config: Path | None = None,
    ) -> None:
        self._options = options
        self._folder = folder.absolute()
        self._files = ConfigFiles(config_at(config) if config else None)
        self._notify = notify
        self._own = self._files.nearest(self._folder)
        self._seen = {self._own and self._own.path, None}
        for name in MISNAMED if not self._own else ():
            if os.path.lexists(self._folder / name):
                notify(f"{name}: is not read; settings stand in checker.toml")
        if not self._own and (table := self._files.misspelt_table(self._folder)):
            notify(f"pyproject.toml: [tool.{table}] is not read; did you mean [tool.checker]?")

    @cached_property
    def of_run(self) -> Config:
        """The settings of the current folder, which alone hold for all documents alike, with their paths from here.

        Raises:
            UsageError: what is to be read or written lies outside the folder of the settings, which may be another's.
        """
        if not self._own:
            return Config()
        config, folder = self._own.config, os.path.relpath(self._own.path.parent, self._folder)
        output = [report.partition("=") for report in config.output or ()]
        self._keep_inside("paths", config.paths)
        self._keep_inside("baseline", (config.baseline,))
        self._keep_inside("word-list", (config.word_list,))
        self._keep_inside("output", (path for _, _, path in output))
        return msgspec.structs.replace(
            config,
            paths=config.paths and tuple(from_here(folder, path) for path in config.paths),
            baseline=config.baseline and from_here(folder, config.baseline),
            word_list=config.word_list and from_here(folder, config.word_list),
            output=config.output and tuple(f"{form}{equals}{from_here(folder, path)}" for form, equals, path in output),
        )

    @property
    def rules_to_write(self) -> tuple[Path, ...]:
        """The folders with packs of one's own in which a rule may be drafted: read they may be anywhere.

        Raises:
            UsageError: one lies outside the folder of the settings.
        """
        rules = self.of_run.rules or ()
        self._keep_inside("rules", map(str, rules))
        return rules

    def _keep_inside(self, name: str, paths: Iterable[str | None] | None) -> None:
        """Check that the paths of a setting lie in its folder, and under no name with a dot before it.

        Raises:
            UsageError: one does not.
        """
        for path in paths or ():
            if self._own and path and path != STANDARD_STREAM and not lies_inside(path, str(self._own.path.parent)):
                raise UsageError(f"{self.place_of(name)}: {path!r} lies outside the folder of the settings")

    @property
    def file(self) -> Path | None:
        """The file of the settings of the current folder, None if there is none."""
        return self._own.path if self._own else None

    def place_of(self, setting: str) -> str:
        """What errors call a setting of the run: its name behind that of its file, if there is one."""
        return f"{display_path(self._own.path)}: {setting}" if self._own else setting

    @property
    def exclusions(self) -> tuple[Exclusion, ...]:
        """The patterns of files that the settings of the current folder exclude."""
        if not self._own or not self._own.config.exclude:
            return ()
        own = self._own
        return (Exclusion(self.place_of("exclude"), str(own.path.parent), own.config.exclude or ()),)

    def in_force_for_run(self) -> dict[str, InForce]:
        """The settings that hold for all documents alike, by their names, with where they come from."""
        own = display_path(self._own.path) if self._own else DEFAULT
        return {
            name: InForce(DEFAULTS_OF_RUN.get(name), (DEFAULT,)) if value is None else InForce(value, (own,))
            for name, value in self.of_run.of_run.items()
        }

    def settings(self, path: str | None) -> Settings:
        """The settings for a file, or for other input.

        Raises:
            UsageError: the settings file is wrong.
        """
        values = {
            name: each.value for name, each in self.in_force(path).items() if name in Settings.__dataclass_fields__
        }
        return Settings(**{**values, "fail_on": Severity[values["fail_on"].upper()]})

    def wishes(self, path: str | None) -> Wishes:
        """How a file is read, or other input.

        Raises:
            UsageError: the settings file is wrong.
        """
        layers = tuple(self._layers(path))
        given = {name: in_force(name, layers).value for name in Wishes.__struct_fields__}
        return Wishes(**{name: value for name, value in given.items() if value is not None})

    def in_force(self, path: str | None) -> dict[str, InForce]:
        """Each setting by its name, with where it comes from.

        Raises:
            UsageError: the settings file is wrong.
        """
        layers = tuple(self._layers(path))
        return {name: in_force(name, layers) for name in FileSettings.__struct_fields__}

    def _layers(self, path: str | None) -> Iterator[Layer]:
        """The layers of settings for a file; later ones take precedence."""
        yield Layer(DEFAULT, DEFAULTS)
        file = None if path is None else Path(os.path.abspath(path))
        settings = self._own if file is None else self._nearest(file.parent)
        if settings:
            name = display_path(settings.path)
            yield Layer(name, settings.config)
            for number, override in settings.overriding(file) if file else ():
                yield Layer(f"{name}: overrides[{number}]", override)
        yield Layer(COMMAND_LINE, self._options)

    def _nearest(self, folder: Path) -> ConfigFile | None:
        """The settings file for a folder; warns once if it holds settings that count only in the current folder."""
        found = self._files.nearest(folder)
        if found and found.path not in self._seen:
            self._seen.add(found.path)
            given = [name for name, value in found.config.of_run.items() if value is not None]
            if given:
                self._notify(
                    f"{display_path(found.path)}: {', '.join(given)}: only the settings of the current folder give this"
                )
        return found


def in_force(name: str, layers: Iterable[Layer]) -> InForce:
    """Merge layers of settings; later ones win."""
    given = [(value, layer.place) for layer in layers if (value := getattr(layer.settings, name)) is not None]
    value, place = given[-1] if given else (None, DEFAULT)
    entries = [each for each in given if each[0]] if name == "allow" else ()
    if entries:
        return InForce(tuple(chain.from_iterable(value for value, _ in entries)), tuple(place for _, place in entries))
    return InForce(value, (place,))


def lies_inside(path: str, folder: str) -> bool:
    """True if a path that counts from a folder leads to a place in it; no path has a NUL."""
    return "\0" not in path and inside(os.path.join(folder, path), folder) is not None


def from_here(folder: str, path: str) -> str:
    """A path that counts from a folder as it counts from the current one."""
    return path if folder == os.curdir or path in ("", STANDARD_STREAM) else os.path.join(folder, path)
