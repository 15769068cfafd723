"""Rules: loads the YAML files of the packs and validates the keys that all kinds share.

A rule's id is its path in the pack without the ending. What belongs to one kind of check (its
options) is validated by that kind's constructor, through `Rule.options`.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec

from checker.errors import RuleError, advice, nearest
from checker.files.faults import NO_KEY
from checker.files.opening import LARGEST_SETTINGS, contents
from checker.model import Evidence, Fix, Issue, LikelyLanguage, Role, Severity, Span
from checker.packs.desk import DESK_LANGUAGES
from checker.packs.examples import Examples
from checker.packs.languages import BUNDLED, EVERY_LANGUAGE, Packs, Texts, entries_below, in_language, prefixes
from checker.packs.recorded import Recorded, Words, recorded
from checker.packs.yaml_source import YamlSource

T = TypeVar("T")
# How sure something is, from not at all to wholly; no other number is, nor what is none.
Confidence = Annotated[float, msgspec.Meta(ge=0, le=1)]
# The name of a word list in the folder of a pack or below: no path that leads out of it.
ListName = Annotated[str, msgspec.Meta(pattern=r"\A(?:[\w-]+/)*[\w-]+\.txt\Z")]
# What rules of a kind say if their files do not: a file of the kind's name for each that has such.
DEFAULTS = Path(__file__).parent / "defaults"
CATEGORY = re.compile(r"[a-z]+(-[a-z]+)*(/[a-z]+(-[a-z]+)*)+")
FIELD = re.compile(r"[a-z_]+")


class RuleFile(msgspec.Struct, frozen=True):
    """The keys that every rule has; the kind's own options stand beside them.

    Attributes:
        not_in: the roles of blocks in which what it finds is no fault, in formats that say them.
        regions: where the wording is standard, such as ``CA``: it is no fault in the house styles of these.
        styles: the only house styles that the rule is of; it is of all if none is named.
    """

    kind: str
    category: str
    severity: str
    message: dict[str, str]
    explanation: dict[str, str]
    reference: str | None = None
    regions: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    not_in: tuple[Role, ...] = ()
    examples: Examples = Examples()


# Keys as they were called, which go after 0.1.
FORMER_KEYS = {"source": "reference"}
COMMON_KEYS = frozenset(field.name for field in msgspec.structs.fields(RuleFile)).union(FORMER_KEYS)


@dataclass(frozen=True)
class Rule:
    """One rule of a pack; its file is read and validated when something of it is first asked for.

    Attributes:
        is_own: whether it is the user's, and so not tested here.
        given: what it says instead of its file, if anything.
        styled: the severity that the house style gives to all its issues; None if it does not speak of it.
    """

    id: str
    pack: str
    path: Path
    is_own: bool = False
    given: YamlSource | None = field(default=None, compare=False)
    styled: Severity | None = None

    @cached_property
    def yaml(self) -> YamlSource:
        """The contents of its file.

        Raises:
            RuleError: the file cannot be read, or is no YAML.
        """
        return self.given or YamlSource.read(self.path, limited=self.is_own)

    @cached_property
    def file(self) -> RuleFile:
        """The keys that every rule has.

        Raises:
            RuleError: naming the line and the key at fault.
        """
        own = current_keys(self.yaml)
        if isinstance(own, dict):
            kind = str(own.get("kind"))
            if kind not in defaults() and "category" not in own and (near := nearest(kind, defaults())):
                raise self.error("kind", f"no kind is called {kind!r}; did you mean {near!r}?")
            own = {**defaults().get(str(own.get("kind")), {}), **own}
        file = self.yaml.convert(RuleFile, own)
        if not CATEGORY.fullmatch(file.category):
            raise self.error("category", "an MQM path in kebab case is wanted, such as accuracy/untranslated")
        severity_named(self.yaml, "severity", file.severity)
        for key, texts in (("message", file.message), ("explanation", file.explanation)):
            check_texts(self.yaml, key, texts)
        return file

    @cached_property
    def recorded(self) -> Recorded | None:
        """The record of its file; None for one of the user's own, or that has changed since."""
        return None if self.is_own or self.given else recorded(self.id, self.path)

    @property
    def kind(self) -> str:
        """Its kind, for which a recorded file is not parsed."""
        return self.recorded.kind if self.recorded else self.file.kind

    @property
    def words(self) -> Words | None:
        """Words of which a text has one if the rule has something to say of it; None if nobody knows any."""
        return self.recorded.words if self.recorded else None

    @property
    def signs(self) -> tuple[tuple[str, ...], ...]:
        """What is recorded of the forms of the kind `expression`; nothing if nobody knows."""
        return self.recorded.signs if self.recorded else ()

    @property
    def severity(self) -> Severity:
        """Its severity in the house style, for which a recorded file is not parsed."""
        if self.styled is not None:
            return self.styled
        return Severity[(self.recorded or self.file).severity.upper()]

    @property
    def regions(self) -> tuple[str, ...]:
        """Where its wording is standard."""
        return (self.recorded or self.file).regions

    @property
    def styles(self) -> tuple[str, ...]:
        """The only house styles that it is of; of all if none is named."""
        return (self.recorded or self.file).styles

    @cached_property
    def formerly(self) -> tuple[str, ...]:
        """Former ids; a file that does not speak of any is not parsed for it."""
        try:
            speaks = b"formerly" in contents(self.path, LARGEST_SETTINGS)
        except OSError as error:
            raise self.error("", f"cannot be read: {error.strerror}") from error
        return self.file.formerly if speaks else ()

    @property
    def category(self) -> str:
        return self.file.category

    @property
    def examples(self) -> Examples:
        return self.file.examples

    def options(self, to: type[T]) -> T:
        """The kind's own options, validated.

        Raises:
            RuleError: an option is unknown, missing or wrong.
        """
        own = {key: value for key, value in self.yaml.value.items() if key not in COMMON_KEYS}
        try:
            return self.yaml.convert(to, own)
        except RuleError as error:
            known = {*COMMON_KEYS, *getattr(to, "__struct_fields__", ())}
            is_unknown = error.key in own and NO_KEY.fullmatch(error.reason)
            if is_unknown and (near := nearest(error.key, sorted(known))):
                raise self.error(error.key, f"{error.reason}; did you mean {near!r}?") from error
            raise

    @property
    def warnings(self) -> tuple[str, ...]:
        """Deprecated keys of its file, a line each that names the file."""
        return tuple(
            f"{self.yaml.path}:{self.yaml.line(former)}: {former}: is called {key} now, and will be an error"
            for former, key in FORMER_KEYS.items()
            if former in self.yaml.value
        )

    def error(self, key: str, reason: str) -> RuleError:
        return self.yaml.error(key, reason)

    def require_fields(self, *allowed: str) -> None:
        """Check that the message names only fields that the kind fills.

        Raises:
            RuleError: it names another.
        """
        for lang, text in self.file.message.items():
            for _, name, spec, conversion in string.Formatter().parse(text):
                if name is not None and (name not in allowed or spec or conversion):
                    raise self.error(f"message.{lang}", f"{{{name}}} is not one of the fields {', '.join(allowed)}")

    def message(self, lang: str, /, **fields: str) -> str:
        """The message in the desk's language, English where it has no other."""
        return in_language(self.file.message, lang).format_map(fields)

    def issue(
        self,
        lang: str,
        span: Span,
        confidence: float,
        fields: Mapping[str, str],
        *,
        fixes: tuple[Fix, ...] = (),
        severity: Severity | None = None,
        language: str | None = None,
        likely_languages: tuple[LikelyLanguage, ...] = (),
        evidence: Evidence | None = None,
    ) -> Issue:
        """An issue of this rule; `fields` fill the message.

        Its severity is the one that the house style says, else the one given, else the rule's own.
        """
        return Issue(
            rule=self.id,
            category=self.category,
            severity=self.severity if severity is None or self.styled is not None else severity,
            span=span,
            message=self.message(lang, **fields),
            confidence=confidence,
            fixes=fixes,
            language=language,
            likely_languages=likely_languages,
            evidence=evidence,
        )

    def explanation(self, lang: str) -> str:
        """Why this is a fault, in the desk's language."""
        return in_language(self.file.explanation, lang)


class Explanations(Mapping[str, str]):
    """Why each of some rules exists, by its id, in the desk's language; a rule's file is read when a report asks."""

    def __init__(self, rules: tuple[Rule, ...], lang: str) -> None:
        self._rules = {rule.id: rule for rule in rules}
        self._lang = lang

    def __getitem__(self, identifier: str) -> str:
        return self._rules[identifier].explanation(self._lang)

    def __iter__(self) -> Iterator[str]:
        return iter(self._rules)

    def __len__(self) -> int:
        return len(self._rules)


def load_rule(path: Path, root: Path) -> Rule:
    """The rule of one file; the user's own is validated at once.

    Raises:
        RuleError: naming the line and the key at fault.
    """
    identifier = path.relative_to(root).with_suffix("").as_posix()
    rule = Rule(identifier, identifier.split("/")[0], path, is_own=root != BUNDLED)
    if not identifier.isprintable():
        raise rule.error("", "the name of a rule's file has a character that cannot be shown")
    if rule.is_own:
        rule.file  # noqa: B018 - reads and validates
    return rule


@cache
def defaults() -> dict[str, dict[str, Any]]:
    """The common keys that rules need not have, by their kind."""
    return {path.stem: YamlSource.read(path, limited=False).value for path in sorted(DEFAULTS.glob("*.yaml"))}


def current_keys(source: YamlSource) -> Any:
    """The contents of a rule's file with former keys renamed.

    Raises:
        RuleError: it says something by both.
    """
    if not isinstance(source.value, dict):
        return source.value
    for former, key in FORMER_KEYS.items():
        if former in source.value and key in source.value:
            raise source.error(former, f"stands beside {key}, which it is called now")
    return {FORMER_KEYS.get(key, key): value for key, value in source.value.items()}


def severity_named(source: YamlSource, key: str, label: str) -> Severity:
    """The severity of the label that stands at a key.

    Raises:
        RuleError: there is none of that label.
    """
    if label.upper() not in Severity.__members__:
        known = advice(label, [severity.label for severity in Severity])
        raise source.error(key, f"no severity is called {label!r}; {known}")
    return Severity[label.upper()]


def check_texts(source: YamlSource, key: str, texts: Texts) -> None:
    """Check that texts are given for known desk languages, English among them, with sound fields.

    Raises:
        RuleError: they are not.
    """
    if "en" not in texts:
        raise source.error(key, "a text in English (en) is wanted")
    for lang, text in texts.items():
        if lang not in DESK_LANGUAGES:
            raise source.error(f"{key}.{lang}", f"one of {', '.join(DESK_LANGUAGES)} is wanted")
        try:
            fields = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
        except ValueError as error:
            raise source.error(f"{key}.{lang}", str(error)) from error
        if not all(FIELD.fullmatch(name) for name in fields):
            raise source.error(f"{key}.{lang}", "a field is a plain name in braces, such as {match}")


def load_rules(packs: Packs) -> tuple[Rule, ...]:
    """Every rule of every pack, sorted by id; of the bundled ones only the names are read.

    Raises:
        RuleError: a rule is wrong, or two have the same id.
    """
    rules: dict[str, Rule] = {}
    for root, folder in packs.folders:
        for path in rule_files(folder):
            rule = load_rule(path, root)
            if rule.id in rules:
                raise rule.error("", f"the id {rule.id} is taken by {rules[rule.id].path}")
            rules[rule.id] = rule
    return tuple(rules[key] for key in sorted(rules))


def rule_files(folder: Path) -> list[Path]:
    """The rules' files of a pack, sorted: what lies beside its folders is no rule; links to folders are not followed.

    Raises:
        RuleError: a folder cannot be read.
    """
    found = (Path(entry.path) for entry in entries_below(folder) if entry.name.endswith(".yaml"))
    return sorted(path for path in found if path.parent != folder)


def applicable(rules: tuple[Rule, ...], target: str) -> tuple[Rule, ...]:
    """The rules for a target language: those of its packs, and those for every language."""
    tags = {EVERY_LANGUAGE, *prefixes(target)}
    return tuple(rule for rule in rules if rule.pack in tags)


def named(rules: tuple[Rule, ...], name: str) -> tuple[Rule, ...]:
    """The rules that a name means, see `by_name`."""
    return by_name(rules).get(name.strip("/"), ())


def by_name(rules: tuple[Rule, ...]) -> Mapping[str, tuple[Rule, ...]]:
    """The rules that each name means.

    A name is a rule's id, a former id of it, or a family: a leading part of ids, with the pack
    (``fr/agreement``) or without it (``agreement``).
    """
    meant: dict[str, dict[Rule, None]] = {}
    for rule in rules:
        for path in (rule.id, rule.id.partition("/")[2], *rule.formerly):
            parts = path.split("/")
            for last in range(1, len(parts) + 1):
                meant.setdefault("/".join(parts[:last]), {})[rule] = None
    return {name: tuple(each) for name, each in meant.items()}


def nearest_rule(rules: tuple[Rule, ...], name: str) -> str:
    """Advice on a name that means no rule: ``; did you mean 'untranslated'?``, or nothing."""
    parts = [rule.id.split("/") for rule in rules]
    paths = {
        "/".join(each[first:last]) for each in parts for first in (0, 1) for last in range(first + 1, len(each) + 1)
    }
    near = nearest(name.strip("/"), sorted(paths))
    return f"; did you mean {near!r}?" if near else ""
