"""Chooses the rules that run by the names that a user gives."""

from __future__ import annotations

from checker.errors import SettingError, UsageError
from checker.packs.desk import family_called
from checker.packs.rules import Rule, named, nearest_rule


def choose(rules: tuple[Rule, ...], select: tuple[str, ...], ignore: tuple[str, ...], lang: str) -> tuple[Rule, ...]:
    """The rules that are selected and not ignored.

    Args:
        rules: all that there are.
        select: names of those to run; all if there are none.
        ignore: names of those not to run.
        lang: the language of the desk, in which a family may be named as reports name it.

    Raises:
        UsageError: a name means no rule, or no rule is left.
    """
    wanted = {rule.id for name in select for rule in rules_meant("select", name, rules, lang)} or {
        rule.id for rule in rules
    }
    left = wanted - {rule.id for name in ignore for rule in rules_meant("ignore", name, rules, lang)}
    if not left:
        raise UsageError("no rule is left: all that are selected are ignored")
    return tuple(rule for rule in rules if rule.id in left)


def rules_meant(setting: str, name: str, rules: tuple[Rule, ...], lang: str) -> tuple[Rule, ...]:
    """The rules that a name in a setting means, which is their own or that of a family in the language of the desk.

    Raises:
        SettingError: it means none.
    """
    found = named(rules, name) or named(rules, family_called(name, lang))
    if not found:
        advice = nearest_rule(rules, name) or "; `checker rules list` shows them all"
        raise SettingError(setting, f"no rule or family is called {name!r}{advice}")
    return found
