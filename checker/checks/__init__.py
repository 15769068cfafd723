"""The kinds of check, one module each, found by place: a rule's ``kind: agreement`` is ``checks/agreement.py``.

A kind's module holds a class named like it (``Agreement``) that satisfies `Check`.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from typing import ClassVar, Literal, Protocol, cast

from checker.analysis import View
from checker.model import Issue
from checker.morphology import held
from checker.packs.languages import Language
from checker.packs.rules import Rule

Scope = Literal["segment", "block", "document"]
KINDS = tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


class Check(Protocol):
    """A kind of check, made ready for one rule.

    ``requires`` names the resources of `morphology.held` without which it finds nothing; a kind that leaves it out
    needs none. The constructor validates the rule's options and compiles them; it raises `RuleError`. `check`
    never raises for any text and keeps no state.
    """

    scope: ClassVar[Scope]
    requires: ClassVar[frozenset[str]]

    def __init__(self, rule: Rule, language: Language, lang: str) -> None:
        """Make ready.

        Args:
            rule: what to look for.
            language: the pack of the target language.
            lang: the desk's language, for messages.
        """

    def check(self, view: View) -> Iterator[Issue]:
        """The issues of one segment, block or document, as `scope` says."""
        ...


def build(rule: Rule, language: Language, lang: str) -> Check:
    """The check of a rule.

    Raises:
        RuleError: there is no such kind, the language lacks what it requires, or the rule's options are wrong.
    """
    if rule.file.kind not in KINDS:
        raise rule.error("kind", f"one of {', '.join(KINDS)} is wanted")
    module = import_module(f"{__name__}.{rule.file.kind}")
    kind = cast("type[Check]", getattr(module, rule.file.kind.title().replace("_", "")))
    for resource in sorted(getattr(kind, "requires", frozenset()) - held(language)):
        raise rule.error("kind", f"{rule.file.kind} requires a {resource}, and the pack of {language.tag} has none")
    return kind(rule, language, lang)
