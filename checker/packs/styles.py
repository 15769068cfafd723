"""House styles: what a desk makes of the rules, as data in the ``styles.yaml`` of a pack.

A style says which rules do not count and how severe others are, and names the region whose standard wording is no
fault. The styles of a target language are those of its packs, and those of every language (``mul``).
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

import msgspec

from checker.errors import SettingError, advice
from checker.model import Severity
from checker.packs.languages import BUNDLED, EVERY_LANGUAGE, Packs, prefixes
from checker.packs.rules import Rule, check_texts, named, nearest_rule, severity_named
from checker.packs.yaml_source import YamlSource

FILE = "styles.yaml"
OFF = ("off", False)  # as YAML reads off without quotation marks


class StyleFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The keys of one style.

    Attributes:
        description: in each language that a desk may read, English among them.
        like: the style that it changes; None for the rules as they are.
        region: whose standard wording is no fault, such as ``CA``.
        neutral: the severity, by its label, of what is neutral in the rules' files.
        rules: what becomes of rules, by the names that ``--select`` takes: the label of a severity, or ``off``. Of
            several names of a rule the most specific counts.
    """

    description: dict[str, str] | None = None
    like: str | None = None
    region: str | None = None
    neutral: str | None = None
    rules: dict[str, str | Literal[False]] = {}


@dataclass(frozen=True)
class Style:
    """What a style comes to, with all that it is like.

    Attributes:
        names: its own, and those of the styles that it is like.
        region: whose standard wording is no fault.
        neutral: the severity of what is neutral in the rules' files.
        said: the severity of rules by their ids; None for one that is off.
    """

    names: frozenset[str] = frozenset()
    region: str | None = None
    neutral: Severity | None = None
    said: Mapping[str, Severity | None] = field(default_factory=dict)

    def of(self, rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
        """The rules that count in this style, each with the severity that it has there."""
        return tuple(self._styled(rule) for rule in rules if self._counts(rule))

    def _counts(self, rule: Rule) -> bool:
        if self.said.get(rule.id, Severity.NEUTRAL) is None or self.region in rule.regions:
            return False
        return not rule.styles or not self.names.isdisjoint(rule.styles)

    def _styled(self, rule: Rule) -> Rule:
        severity = self.said.get(rule.id)
        if severity is None and self.neutral is not None and rule.severity is Severity.NEUTRAL:
            severity = self.neutral
        return rule if severity is None else replace(rule, styled=severity)


@dataclass(frozen=True)
class Entry:
    """A style as a file says it.

    Attributes:
        source: the file.
        style: what stands in it under the style's name.
    """

    source: YamlSource
    style: StyleFile


class Styles:
    """The styles of all packs.

    Args:
        packs: of which one's own cover the bundled ones, style by style.
        rules: all that there are.
    """

    def __init__(self, packs: Packs, rules: tuple[Rule, ...]) -> None:
        self._packs, self._rules = packs, rules
        self._composed: dict[tuple[str, str | None], Style] = {}

    @cached_property
    def entries(self) -> dict[str, dict[str, Entry]]:
        """The styles of each pack that has any, by its tag and their names.

        Raises:
            RuleError: a file is wrong.
        """
        found: dict[str, dict[str, Entry]] = {}
        for root, folder in self._packs.folders:
            if os.path.lexists(folder / FILE):
                source = YamlSource.read(folder / FILE, limited=root != BUNDLED)
                for name, said in source.convert(dict[str, Any]).items():
                    style = source.convert(StyleFile, {} if said is None else said, name)
                    check_style(source, name, style)
                    found.setdefault(folder.name, {})[name] = Entry(source, style)
        return found

    @property
    def names(self) -> list[str]:
        """The names of all styles, sorted."""
        return sorted({name for pack in self.entries.values() for name in pack})

    def called(self, name: str) -> str:
        """The name of a style, for whatever language, as its pack writes it: given in any case of letters.

        Raises:
            SettingError: none is called so.
        """
        exact_last = sorted(self.names, key=lambda each: each == name)
        known = {each.casefold(): each for each in exact_last}
        if name.casefold() not in known:
            raise SettingError("style", f"no style is called {name!r}; {advice(name, self.names)}")
        return known[name.casefold()]

    def of(self, tag: str, name: str | None) -> Style:
        """The style of a name for a target language; where that has none of the name, its default.

        Raises:
            RuleError: a style is wrong.
        """
        if (tag, name) not in self._composed:
            tags = (EVERY_LANGUAGE, *reversed(tuple(prefixes(tag))))
            known = {name: entry for each in tags for name, entry in self.entries.get(each, {}).items()}
            chosen = name if name in known else self._packs.languages[tag].file.style
            self._composed[tag, name] = self._compose(known, chosen) if chosen in known else Style()
        return self._composed[tag, name]

    def _compose(self, known: Mapping[str, Entry], name: str) -> Style:
        """A style with all that it is like.

        Raises:
            RuleError: it is like a style that is unknown, or like itself, or names a rule that there is not.
        """
        chain = lineage(known, name)
        depths: dict[str, int] = {}
        said: dict[str, Severity | None] = {}
        for each in reversed(chain):
            for rule, depth, severity in self._said(known[each], each):
                if depth >= depths.get(rule.id, 0):
                    depths[rule.id], said[rule.id] = depth, severity
        styles = [known[each].style for each in chain]
        return Style(
            frozenset(chain),
            next((style.region for style in styles if style.region), None),
            next((Severity[style.neutral.upper()] for style in styles if style.neutral), None),
            said,
        )

    def _said(self, entry: Entry, name: str) -> Iterator[tuple[Rule, int, Severity | None]]:
        """The rules that a style names, each with how specific the name is, and the severity; None for off.

        Raises:
            RuleError: a name means no rule.
        """
        for called, label in entry.style.rules.items():
            rules = named(self._rules, called)
            if not rules:
                reason = f"no rule or family is called {called!r}{nearest_rule(self._rules, called)}"
                raise entry.source.error(f"{name}.rules.{called}", reason)
            for rule in rules:
                depth = called.count("/") + (not f"{rule.id}/".startswith(f"{called}/"))
                yield rule, depth, None if label in OFF else Severity[str(label).upper()]


def lineage(known: Mapping[str, Entry], name: str) -> list[str]:
    """The name of a style, and those of all that it is like, the nearest first.

    Raises:
        RuleError: it is like a style that is unknown, or like itself.
    """
    chain = [name]
    while like := known[chain[-1]].style.like:
        source, key = known[chain[-1]].source, f"{chain[-1]}.like"
        if like in chain:
            raise source.error(key, "a style cannot be like itself")
        if like not in known:
            raise source.error(key, f"no style is called {like!r}; {advice(like, sorted(known))}")
        chain.append(like)
    return chain


def check_style(source: YamlSource, name: str, style: StyleFile) -> None:
    """Check the values that types cannot check.

    Raises:
        RuleError: a severity or a language is unknown.
    """
    if style.description:
        check_texts(source, f"{name}.description", style.description)
    if style.neutral is not None:
        severity_named(source, f"{name}.neutral", style.neutral)
    for rule, label in style.rules.items():
        if label not in OFF:
            severity_named(source, f"{name}.rules.{rule}", str(label))
