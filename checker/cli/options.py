"""Options that several commands share, with their help texts and values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from checker.cli.terminal import speak, warn
from checker.engine.resources import Resources
from checker.errors import UsageError, advice
from checker.files.writing import current_folder
from checker.model import Severity
from checker.morphology.taught import read_word_list
from checker.packs.desk import DESK_LANGUAGES
from checker.project.config import Config, FileSettings, config_in, display_path
from checker.project.project import DEFAULT_LANG, Project
from checker.readers import INPUT_FORMATS
from checker.readers.ignored import Exclusion
from checker.report import FORMATS
from checker.suppress.allow import read_entries

SEVERITIES = tuple(severity.label for severity in Severity)


def choice(*names: str, values: Sequence[str], help: str) -> Any:
    """An option that takes one of some words; a wrong one is told which was meant."""

    def one_of(given: str) -> str:
        if given in values:
            return given
        raise typer.BadParameter(f"there is no {given!r}; {advice(given, values)}")

    def beginning(incomplete: str) -> list[str]:
        return [value for value in values if value.startswith(incomplete)]

    return typer.Option(*names, parser=one_of, metavar="|".join(values), autocompletion=beginning, help=help)


def parse_number(given: str | float) -> float:
    """Parse a number."""
    try:
        return float(given)
    except ValueError:
        raise typer.BadParameter(f"a number such as 0.8 is wanted, not {given!r}") from None


def target_tags(incomplete: str) -> list[str]:
    """The target languages, for a shell that completes one."""
    from checker.packs.languages import EVERY_LANGUAGE, Packs  # only a shell asks

    return [tag for tag in sorted(Packs().languages) if tag != EVERY_LANGUAGE and tag.startswith(incomplete)]


def rule_names(incomplete: str) -> list[str]:
    """The families and the rules, for a shell that completes one."""
    from checker.packs.languages import Packs  # only a shell asks
    from checker.packs.rules import load_rules

    rules = [rule.id for rule in load_rules(Packs())]
    families = {rule.split("/")[1] for rule in rules}
    return [name for name in (*sorted(families), *rules) if name.startswith(incomplete)]


def style_names(incomplete: str) -> list[str]:
    """The house styles, for a shell that completes one."""
    return [name for name in Resources().styles.names if name.startswith(incomplete)]


def split_names(option: str, values: Sequence[str]) -> tuple[str, ...] | None:
    """The names that an option gives, several of which may stand together behind commas; None if it is not given.

    Raises:
        UsageError: it is given without any, as by a variable that is not set.
    """
    names = tuple(name for value in values for each in value.split(",") if (name := each.strip()))
    if values and not names:
        raise UsageError(f"{option} is empty; name a rule or family, or leave it out")
    return names or None


def number_of_jobs(given: str | int) -> int:
    """A number of processes; ``auto`` for as many as can run at once."""
    if given == "auto":
        from checker.engine.workers import processors  # most runs have one process

        return processors()
    if not str(given).isdecimal() or int(given) < 1:
        raise typer.BadParameter("a number from 1 on, or `auto`, is wanted")
    return int(given)


Paths = Annotated[list[str] | None, typer.Argument(metavar="[PATH]...", hidden=True)]
Target = Annotated[
    str | None,
    typer.Option(
        metavar="LANGUAGE",
        autocompletion=target_tags,
        help="Language that the texts should be in, such as fr.  [default: guessed, see --no-guess]",
    ),
]
Input = Annotated[
    str | None,
    choice(
        "--input-format",
        values=INPUT_FORMATS,
        help="What the input is.  [default: told by ending and content; see checker formats]",
    ),
]
StdinName = Annotated[
    str,
    typer.Option("--stdin-filename", metavar="NAME", help="Read standard input in the format of a file of that name."),
]
Shown = Annotated[
    str | None, choice("--format", values=FORMATS, help="What the report on standard output is.  [default: text]")
]
Output = Annotated[
    list[str],
    typer.Option(
        metavar="FORMAT=FILE", help="Write a report to a file as well, or html to a FOLDER/; may be repeated."
    ),
]
Select = Annotated[
    list[str],
    typer.Option(
        metavar="RULE",
        autocompletion=rule_names,
        help="Run only this rule or family, whatever the settings select; several behind commas, or repeated.",
    ),
]
Ignore = Annotated[
    list[str],
    typer.Option(
        metavar="RULE",
        autocompletion=rule_names,
        help="Do not run this rule or family, whatever the settings ignore; several behind commas, or repeated.",
    ),
]
Style = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        autocompletion=style_names,
        help="House style, such as fr-CA or strict; `checker rules styles` lists them.  [default: the language's]",
    ),
]
MinConfidence = Annotated[
    float | None,
    typer.Option(
        metavar="NUMBER",
        parser=parse_number,
        help="Leave out issues below it, from 0 to 1; lower than by default shows more of agreement.",
    ),
]
AllowFile = Annotated[
    list[Path],
    typer.Option(
        metavar="FILE",
        help="Terms that may stand in another language, beside the settings: a word, phrase or /pattern/ a line.",
    ),
]
WordList = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Names and nouns that the desk taught: `Mustang: feminine, a name`, one a line."),
]
FailOn = Annotated[
    str | None,
    choice("--fail-on", values=SEVERITIES, help="Least severity that makes the exit code 1.  [default: major]"),
]
Rules = Annotated[
    list[Path],
    typer.Option(
        "--rules",
        metavar="FOLDER",
        help="A folder with packs of your own, in place of those of the settings; bundled rules stay.",
    ),
]
Lang = Annotated[
    str | None,
    choice(
        "--lang",
        values=DESK_LANGUAGES,
        help="Language of messages, reports and lists, not of help.  [default: en]",
    ),
]
KnownIssues = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Known issues, which do not count; check --update-baseline writes them."),
]
UpdateBaseline = Annotated[
    bool, typer.Option("--update-baseline", help="Write the issues of this run to the baseline.")
]
Since = Annotated[
    str | None, typer.Option(metavar="REF", help="Only issues on lines that have changed since this git revision.")
]
Exclude = Annotated[
    list[str],
    typer.Option(
        metavar="PATTERN",
        help="Leave out such files in folders too, as a line of .checkerignore would; may be repeated.",
    ),
]
ConfigPath = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="Settings for all files.  [default: the nearest checker.toml]"),
]
NoGuess = Annotated[
    bool, typer.Option("--no-guess", help="Refuse a text whose target language is not given, rather than guess it.")
]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 even if there are issues.")]
ForceExclude = Annotated[
    bool,
    typer.Option(
        "--force-exclude", help="Leave out even files named here, by .checkerignore or as of no format that is read."
    ),
]
FollowLinks = Annotated[
    bool, typer.Option("--follow-links", help="Follow links in folders even where they lead out of them.")
]
Statistics = Annotated[
    bool, typer.Option("--statistics", help="Count the issues by rule, and score the run: penalties in 1,000 words.")
]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="Show only issues and errors: no warnings, no figures, no progress.")
]
Verbose = Annotated[bool, typer.Option("--verbose", help="Say on standard error where the checker itself failed.")]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs", parser=number_of_jobs, metavar="N", help="Check in so many processes; auto: as fits.  [default: 1]"
    ),
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Check files anew that did not change since the last run.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and write nothing.")]
Diff = Annotated[bool, typer.Option("--diff", help="Show what would be done as a unified diff, and write nothing.")]
Backup = Annotated[
    bool, typer.Option("--backup", help="Keep each file that is changed as it was, with .bak behind its name.")
]


def settings(
    target: str | None,
    select: Sequence[str],
    ignore: Sequence[str],
    min_confidence: float | None,
    allow_file: Iterable[Path],
    fail_on: str | None,
    no_guess: bool,
    style: str | None,
) -> FileSettings:
    """The settings that options give for every document.

    Raises:
        UsageError: a file of allowed terms cannot be read, or an option is empty.
    """
    if target is not None and not target.strip():
        raise UsageError("--target is empty; name a language, such as fr, or leave it out")
    return FileSettings(
        target=target,
        select=split_names("--select", select),
        ignore=split_names("--ignore", ignore),
        min_confidence=min_confidence,
        allow=tuple(entry for path in allow_file for entry in read_entries(path)),
        fail_on=fail_on,
        guess=False if no_guess else None,
        style=style,
    )


def exclusions(project: Project, patterns: Sequence[str], folder: Path) -> tuple[Exclusion, ...]:
    """The patterns of files left out of folders: by the settings of the current one, and by the option."""
    return (*project.exclusions, *([Exclusion("--exclude", str(folder), patterns)] if patterns else ()))


def resources(project: Project, rules: Sequence[Path], lang: str | None, word_list: Path | None) -> Resources:
    """The resources of a run: rules, words and the desk's language by the options, else by the settings.

    A word list that the settings name need not be there before a word is taught.

    Raises:
        UsageError: the word list cannot be read, or a folder that the settings name is none.
    """
    of_run = project.of_run
    speak(desk := desk_language(lang, of_run))
    file = word_list_of(project, word_list)
    for folder in (of_run.rules or ()) if not rules else ():
        if not folder.is_dir():
            raise UsageError(f"{project.place_of('rules')}: {display_path(folder)}: no such folder of packs")
    if file and not word_list and not file.exists():
        place = f"{project.place_of('word-list')}: {display_path(file.absolute())}"
        warn([f"{place}: no such file yet; `checker apply` makes it with the first word that is taught"])
        file = None
    return Resources(rules or of_run.rules or (), desk, read_word_list(file) if file else ())


def known_issues(project: Project, baseline: Path | None) -> Path | None:
    """The file of known issues, by the option, else by the settings; None if neither names one."""
    return baseline or (Path(project.of_run.baseline) if project.of_run.baseline else None)


def word_list_of(project: Project, word_list: Path | None) -> Path | None:
    """The word list, by the option, else by the settings; None if neither names one."""
    return word_list or (Path(project.of_run.word_list) if project.of_run.word_list else None)


def settings_if_any() -> Config:
    """The settings of the current folder; none if it was deleted, as the bundled rules can be listed anywhere."""
    try:
        folder = current_folder()
    except UsageError:
        return Config()
    return config_in(folder)


def desk_language(given: str | None, here: Config) -> str:
    """The language of messages, by the option, else by the settings."""
    return given or here.lang or DEFAULT_LANG
