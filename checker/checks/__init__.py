"""The kinds of check, one room or module each, found by place: a rule's ``kind: agreement`` is ``checks/agreement/``.

A kind's module holds a class named like it (``Agreement``) that satisfies `checker.checks.kind.Kind`, and the struct
of its options (``Options``).
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable
from importlib import import_module
from itertools import groupby
from typing import cast

from checker.checks.kind import Kind, NearMiss
from checker.morphology import held
from checker.packs.languages import Language
from checker.packs.rules import Rule

__all__ = ["KINDS", "Kind", "NearMiss", "build", "kind_class"]

KINDS = tuple(sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name != "kind"))


def kind_class(name: str) -> type[Kind]:
    """The class of the kind of that name."""
    return cast("type[Kind]", getattr(import_module(f"{__name__}.{name}"), name.title().replace("_", "")))


def build(rules: Iterable[Rule], language: Language, lang: str) -> tuple[Kind, ...]:
    """The kinds that some rules need, each built with its rules.

    Raises:
        RuleError: there is no such kind, the language lacks what it requires, or a rule's options are wrong.
    """
    rules = tuple(rules)
    has = held(language)
    for rule in rules:
        if rule.kind not in KINDS:
            raise rule.error("kind", f"one of {', '.join(KINDS)} is wanted")
        for resource in sorted(kind_class(rule.kind).requires - has):
            tag = language.tag
            raise rule.error("kind", f"{rule.kind} requires the resource {resource}, and the pack of {tag} has none")
    by_kind = groupby(sorted(rules, key=lambda rule: (rule.kind, rule.id)), key=lambda rule: rule.kind)
    return tuple(kind_class(name)(tuple(own), language, lang) for name, own in by_kind)
