"""Checks the documents of one run, each by its own settings, in one process or in several."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path

from checker.engine import log
from checker.engine.cache import Cache, Check
from checker.engine.pipeline import Checkers, document_failure, lost
from checker.engine.resources import Resources
from checker.errors import CheckerError, LanguageError, SettingError, UsageError
from checker.model import Document, Failure, Outcome
from checker.morphology.taught import Taught
from checker.packs.languages import primary_language
from checker.packs.messages import messages_in
from checker.project.project import COMMAND_LINE, Project
from checker.project.settings import Settings
from checker.readers.paths import STANDARD_INPUT
from checker.suppress.baseline import Baseline
from checker.suppress.changes import Changes

Task = tuple[Document, Settings]

# Checking makes many small objects and hardly a cycle: by default the collector would look through them in vain, for
# a twelfth of the time that is not spent in numpy.
OBJECTS_BETWEEN_COLLECTIONS = 100_000


@dataclass(frozen=True)
class Run:
    """The settings that all documents of a run share.

    Attributes:
        jobs: how many processes check; what comes of the documents is the same whatever their number.
        baseline: issues that are known.
        changes: which lines are new.
        cache: what is kept of files that did not change; None to check all anew.
    """

    project: Project
    resources: Resources
    jobs: int = 1
    baseline: Baseline | None = None
    changes: Changes | None = None
    cache: Cache | None = None

    @cached_property
    def checkers(self) -> Checkers:
        return Checkers(self.resources)

    def rehearse(self, paths: Iterable[str]) -> None:
        """Check the options and settings for the arguments of the command line before a report begins.

        Raises:
            CheckerError: a setting makes no sense, or git does not know what has changed.
        """
        self._settings(None)
        for path in paths:
            if path == STANDARD_INPUT:
                continue
            file = os.path.join(path, "*") if os.path.isdir(path) else path
            self._settings(file)
            folder = os.path.dirname(os.path.realpath(file))
            if self.changes and os.path.isdir(folder):
                self.changes.repository(folder)

    def outcomes(self, inputs: Iterable[Document | Failure]) -> Iterator[Outcome]:
        """The outcome of each document, in input order.

        Raises:
            CheckerError: a rule is wrong.
        """
        gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
        tasks = map(self._task, inputs)
        checked = in_processes(tasks, self.resources, self.jobs, self.cache) if self.jobs > 1 else self._here(tasks)
        return map(self._said, map(self._judged, checked))

    def _settings(self, path: str | None) -> Settings:
        """The settings for a file, or for other input; a checker can be made from them.

        Raises:
            UsageError: one makes no sense; names the file that it stands in, if it stands in one.
        """
        settings = self.project.settings(path)
        try:
            self.checkers.of(settings)
        except (LanguageError, SettingError) as error:
            setting = error.setting if isinstance(error, SettingError) else "target"
            place = self.project.in_force(path)[setting].places[-1]
            raise UsageError(f"{place}: {setting}: {error}" if place != COMMAND_LINE else str(error)) from error
        return settings

    def _task(self, item: Document | Failure) -> Task | Failure:
        """A document with its settings, or the failure in its place."""
        if isinstance(item, Failure):
            return item
        try:
            return self._aimed(item), self._settings(item.path)
        except CheckerError as error:
            return document_failure(item, str(error))

    def _aimed(self, document: Document) -> Document:
        """The document, to be in the language of the command line if that names one, whatever the file says of itself.

        What a line of JSON or front matter says is said to the checker, and counts more.
        """
        said = document.target_language
        if said is None or document.line is not None:
            return document
        target = self.project.in_force(document.path)["target"]
        if target.places[-1] != COMMAND_LINE:
            return document
        warnings = document.warnings
        if primary_language(said) != primary_language(target.value.replace("_", "-")):
            warnings += (f"The file says that it is in {said}; it was checked as {target.value}, as --target says.",)
        return replace(document, target_language=None, warnings=warnings)

    def _here(self, tasks: Iterable[Task | Failure]) -> Iterator[Outcome]:
        check = kept_or(self.checkers.outcome, self.cache)
        return (task if isinstance(task, Failure) else check(*task) for task in tasks)

    def _judged(self, outcome: Outcome) -> Outcome:
        """The outcome, with issues suppressed that are in the baseline or touch no changed line."""
        if isinstance(outcome, Failure):
            return outcome
        document = outcome.document
        try:
            if self.baseline:
                checker = self.checkers.of(self.project.settings(document.path))
                outcome = self.baseline.apply(outcome, checker.skipped)
            if self.changes:
                outcome = self.changes.apply(outcome)
        except CheckerError as error:
            return document_failure(document, str(error))
        return outcome

    def _said(self, outcome: Outcome) -> Outcome:
        """The outcome, with what failed and the warnings in the desk's language."""
        said = messages_in(self.resources.lang)
        if isinstance(outcome, Failure):
            return replace(outcome, message=said(outcome.message))
        if not outcome.document.warnings:
            return outcome
        return replace(
            outcome, document=replace(outcome.document, warnings=tuple(map(said, outcome.document.warnings)))
        )


def kept_or(check: Check, cache: Cache | None) -> Check:
    """A check that looks first at what is kept."""
    return partial(cache.outcome, check=check) if cache else check


def in_processes(
    tasks: Iterable[Task | Failure], resources: Resources, jobs: int, cache: Cache | None
) -> Iterator[Outcome]:
    """The outcome of each task, run in several processes."""
    from checker.engine.workers import Ready, in_parallel  # a run in one process needs none

    items: Iterator[Task | Ready[Outcome]]
    items = (Ready(task) if isinstance(task, Failure) else task for task in tasks)
    prepare = partial(checking, resources.own_rules, resources.lang, resources.words, cache, log.is_shown())
    return in_parallel(items, jobs, prepare, lambda task, exit_code: lost(task[0], exit_code))


def checking(
    rules: tuple[Path, ...], lang: str, words: tuple[Taught, ...], cache: Cache | None, verbose: bool
) -> Callable[[Task], Outcome]:
    """Check one task inside a worker process."""
    if verbose:
        log.show()
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    check = kept_or(Checkers(Resources(rules, lang, words)).outcome, cache)
    return lambda task: check(*task)
