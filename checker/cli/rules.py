"""``checker rules``: lists, explains, drafts and tests the rules."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from checker.cli.gate import ERROR
from checker.cli.options import Lang, Rules, desk_language, settings_if_any
from checker.cli.terminal import say, speak, spoken, warn
from checker.engine.pipeline import Checker
from checker.engine.resources import Resources
from checker.errors import UsageError
from checker.files.writing import current_folder
from checker.packs.languages import folders_with_files, in_language
from checker.packs.rules import Rule
from checker.project.config import Config, FileSettings, config_in
from checker.project.project import Project

FAULTS = 1
LONGEST_MATCH = 40  # characters of an example that a list shows
FILLED = re.compile(r"\{([^{}]*)\}")

app = typer.Typer(help="List, explain, draft and test the rules.", no_args_is_help=True, rich_markup_mode=None)


def loaded(checker: Checker) -> Checker:
    """A checker, after warnings on deprecated keys in its packs."""
    warn(checker.resources.warnings)
    return checker


def own_folders(given: list[Path], here: Config) -> tuple[Path, ...]:
    """The folders of one's own packs: those given, else those of the settings."""
    return tuple(given) or here.rules or ()


@app.command("list")
def list_rules(rules: Rules = [], lang: Lang = None) -> None:
    """List every rule with severity, category and what it finds."""
    here = settings_if_any()
    speak(desk := desk_language(lang, here))
    for rule in loaded(Checker(rules=own_folders(rules, here))).rules:
        say(f"{rule.id}  {rule.severity.label}  {rule.category}  {finding(rule, desk)}")


def finding(rule: Rule, lang: str) -> str:
    """A rule in a line: its message on the first short example, or how its explanation begins if it names no match."""
    from checker.engine.examples import MARK  # no check needs it

    message = in_language(rule.file.message, lang)
    if "{match}" not in message:
        return rule.explanation(lang).partition(". ")[0]
    marked = (found[1] for example in rule.examples.flags for found in MARK.finditer(example.text))
    fields = {"match": next((text for text in marked if len(text) <= LONGEST_MATCH), "…")}
    for term, right in list(terms_in_file(rule).items())[:1]:
        fields = {"match": term, "term": right[0]}
    return FILLED.sub(lambda field: fields.get(field[1], "…"), message)


def terms_in_file(rule: Rule) -> dict[str, tuple[str, ...]]:
    """The terms that stand in a rule's file, each with the right ones as they are told; none if it is of another kind.

    Raises:
        RuleError: they are no terms.
    """
    if rule.kind != "terms":
        return {}
    from checker.checks.terms import Options, told_terms

    return told_terms(rule.options(Options).terms)


@app.command("styles")
def list_styles(rules: Rules = [], lang: Lang = None) -> None:
    """List the house styles: name, language, and what each is for."""
    here = settings_if_any()
    speak(desk := desk_language(lang, here))
    resources = loaded(Checker(rules=own_folders(rules, here))).resources
    for tag, styles in resources.styles.entries.items():
        for name, entry in sorted(styles.items()):
            described = entry.style.description
            say(f"{name}  {tag}" + (f"  {in_language(described, desk)}" if described else ""))


@app.command("new")
def new_rule(
    name: Annotated[str, typer.Argument(metavar="RULE", hidden=True)], rules: Rules = [], lang: Lang = None
) -> None:
    """Draft a rule of your own and print its path.

    RULE is its name, such as fr/house/kyiv. It goes into the folder of --rules, or of `rules` in the settings.
    """
    from checker.engine.drafting import draft_rule  # no other command needs it

    project = Project(FileSettings(), current_folder())
    speak(desk_language(lang, project.of_run))
    folders = rules or project.rules_to_write
    if not folders:
        raise UsageError('a folder for your rules is wanted: --rules FOLDER, or rules = ["FOLDER"] in checker.toml')
    resources = Resources(folder for folder in folders if folder.is_dir() and folders_with_files(folder))
    say(str(draft_rule(name, folders[0], resources)))


@app.command("explain")
def explain_rule(
    name: Annotated[str, typer.Argument(metavar="RULE", hidden=True)], rules: Rules = [], lang: Lang = None
) -> None:
    """Say what a rule finds and why, with its examples.

    RULE is the id of a rule, or the name of a family for each of its rules.
    """
    here = config_in(current_folder())
    speak(desk := desk_language(lang, here))
    flags, allows = spoken("flags"), spoken("allows")
    width = max(len(flags), len(allows))
    for rule in loaded(Checker(select=[name], rules=own_folders(rules, here), lang=desk)).rules:
        examples = [f"  {flags:{width}}  {example.text}" for example in rule.examples.flags]
        examples += [f"  {allows:{width}}  {example.text}  ({example.because})" for example in rule.examples.allows]
        terms = [f"  {term} → {', '.join(right)}" for term, right in terms_in_file(rule).items()]
        reference = [spoken(f"Source: {rule.file.reference}")] if rule.file.reference else []
        head = f"{rule.id}  {rule.severity.label}  {rule.category}"
        said = "\n".join([head, "", rule.explanation(desk), *reference, *terms, "", *examples, ""])
        for line in said.split("\n"):
            say(line)


@app.command("test")
def test_rules(
    path: Annotated[Path | None, typer.Argument(metavar="PATH", hidden=True)] = None,
    mutate: Annotated[
        bool, typer.Option("--mutate", help="Also name each clause of a rule whose removal no example notices.")
    ] = False,
    lang: Lang = None,
) -> None:
    """Run the examples that the rules carry.

    PATH is a folder with packs, one pack, one family, or one rule's file; the bundled packs if it is not given.
    """
    from checker.engine.examples import rules_at, run  # no other command needs them
    from checker.engine.mutations import unneeded

    speak(desk_language(lang, settings_if_any()))
    checker, chosen = rules_at(path)
    results = list(run(loaded(checker), chosen))
    faults = [result for result in results if result.problem]
    for fault in faults:
        say(f"{fault.place}: {fault.rule}: {spoken(str(fault.problem))}")
    if mutate:
        failed = {fault.rule for fault in faults}
        for clause in (each for rule in chosen if rule.id not in failed for each in unneeded(checker, rule)):
            say(f"{clause.place}: {clause.rule}: {spoken(f'no example needs {clause.clause}')}")
    say(spoken(f"rules: {len(chosen)}; examples passed: {len(results) - len(faults)}, failed: {len(faults)}"))
    raise typer.Exit(ERROR if any(fault.unusable for fault in faults) else FAULTS if faults else 0)
