"""``checker rules``: lists, explains and tests the rules."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from checker.cli.options import Lang, Rules
from checker.cli.terminal import say, warn
from checker.engine.pipeline import Checker
from checker.files.writing import current_folder
from checker.project.config import config_in

FAULTS = 1

app = typer.Typer(help="List, explain and test the rules.", no_args_is_help=True, rich_markup_mode=None)


def loaded(checker: Checker) -> Checker:
    """A checker, after warnings on deprecated keys in its packs."""
    warn(checker.resources.warnings)
    return checker


@app.command("list")
def list_rules(rules: Rules = []) -> None:
    """List every rule with its severity and category."""
    for rule in loaded(Checker(rules=rules)).rules:
        say(f"{rule.id}  {rule.severity.label}  {rule.category}")


@app.command("explain")
def explain_rule(
    name: Annotated[str, typer.Argument(metavar="RULE", hidden=True)], rules: Rules = [], lang: Lang = None
) -> None:
    """Say what a rule finds and why, with its examples.

    RULE is the id of a rule, or the name of a family for each of its rules.
    """
    desk = lang or config_in(current_folder()).lang or "en"
    for rule in loaded(Checker(select=[name], rules=rules)).rules:
        examples = [f"  flags   {example.text}" for example in rule.examples.flags]
        examples += [f"  allows  {example.text}  ({example.because})" for example in rule.examples.allows]
        reference = [f"Source: {rule.file.reference}"] if rule.file.reference else []
        head = f"{rule.id}  {rule.severity.label}  {rule.category}"
        said = "\n".join([head, "", rule.explanation(desk), *reference, "", *examples, ""])
        for line in said.split("\n"):
            say(line)


@app.command("test")
def test_rules(
    path: Annotated[Path | None, typer.Argument(metavar="PATH", hidden=True)] = None,
    mutate: Annotated[
        bool, typer.Option("--mutate", help="Also name each clause of a rule whose removal no example notices.")
    ] = False,
) -> None:
    """Run the examples that the rules carry.

    PATH is a folder with packs, one pack, or one rule's file; the bundled packs if it is not given.
    """
    from checker.engine.examples import rules_at, run  # no other command needs them
    from checker.engine.mutations import unneeded

    checker, chosen = rules_at(path)
    results = list(run(loaded(checker), chosen))
    faults = [result for result in results if result.problem]
    for fault in faults:
        say(f"{fault.place}: {fault.rule}: {fault.problem}")
    if mutate:
        failed = {fault.rule for fault in faults}
        for clause in (each for rule in chosen if rule.id not in failed for each in unneeded(checker, rule)):
            say(f"{clause.place}: {clause.rule}: no example needs {clause.clause}")
    say(f"{len(chosen)} rules, {len(results) - len(faults)} passed, {len(faults)} failed")
    raise typer.Exit(FAULTS if faults else 0)
