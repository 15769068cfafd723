"""Safe YAML with places: every error in a pack names the file, the line and the key."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from checker.errors import RuleError
from checker.files.faults import NO_KEY, NOT_UTF8, fault, line_not_utf8, yaml_problem
from checker.files.opening import LARGEST_SETTINGS, contents

Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
T = TypeVar("T")

# What a file may hold that is not ours: values, those that aliases repeat included; one in the other; characters of
# one that is no quoted text, which may be a number.
MOST_VALUES, DEEPEST, LONGEST_PLAIN, MOST_DIGITS = 100_000, 32, 2000, 18
# Whole numbers that large can all fall on one place in a dictionary; the scanner looks at each directive for each tag.
NUMBER = re.compile(r"[-+\s]*(?:0x[\da-f_]+|[\d_:]+)\s*", re.IGNORECASE)
ITEM = re.compile(r"\[(\d{1,9})\]")
MERGE = "<<"
DIRECTIVE = re.compile("^%", re.MULTILINE)

# msgspec ends its messages by the path of the value at fault: "... - at `$.fix.with`".


@dataclass(frozen=True)
class YamlSource:
    """One YAML file: its plain values, and its text, which tells where each key stands."""

    path: Path
    value: Any
    text: str = field(repr=False)

    @classmethod
    def read(cls, path: Path, *, limited: bool = True) -> YamlSource:
        """Read a file.

        Args:
            path: of the file.
            limited: whether it may be anybody's: what would take long to load is an error.

        Raises:
            RuleError: it cannot be read, is not UTF-8 or not YAML, or is too much of it.
        """
        try:
            text = contents(path, LARGEST_SETTINGS).decode()
            if limited:
                measure(text, path)
            loader = Loader(text)
            try:
                node = loader.get_single_node()
                if limited:
                    refuse_repeated_keys(node, path)
                value = None if node is None else loader.construct_document(node)
            finally:
                loader.dispose()
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 0
            raise RuleError(path, line, "", yaml_problem(error.problem)) from error
        except OSError as error:
            raise RuleError(path, 0, "", f"cannot be read: {error.strerror}") from error
        except UnicodeDecodeError as error:
            raise RuleError(path, line_not_utf8(error), "", NOT_UTF8) from error
        except (yaml.YAMLError, RecursionError, ValueError) as error:
            raise RuleError(path, 0, "", " ".join(str(error).split()) or type(error).__name__) from error
        except (ArithmeticError, AttributeError, LookupError, TypeError) as error:  # which the library lets through
            raise RuleError(path, 0, "", "a number, a date or a value behind a tag (!!) is none") from error
        return cls(path, value, text)

    @cached_property
    def root(self) -> yaml.Node | None:
        """The nodes of the file; made when a line is asked for, as they are many objects for each value."""
        return yaml.compose(self.text, Loader)

    def line(self, key: str = "") -> int:
        """The 1-based line of a dotted path such as ``examples.flags[0].text``, or of its nearest parent."""
        node = self.root
        line = node.start_mark.line + 1 if node else 1
        rest = key
        while rest:
            if isinstance(node, yaml.MappingNode):
                fitting = [pair for pair in node.value if begins_with_key(rest, pair[0].value)]
                if not fitting:
                    break
                name, node = max(fitting, key=lambda pair: len(pair[0].value))  # a key may hold a dot itself
                line, rest = name.start_mark.line + 1, rest[len(name.value) :].lstrip(".")
            elif (
                (found := ITEM.match(rest)) and isinstance(node, yaml.SequenceNode) and int(found[1]) < len(node.value)
            ):
                node, rest = node.value[int(found[1])], rest[found.end() :].lstrip(".")
                line = node.start_mark.line + 1
            else:
                break
        return line

    def error(self, key: str, reason: str) -> RuleError:
        """An error at a key of this file."""
        return RuleError(self.path, self.line(key), key, reason)

    def convert(self, to: type[T], value: Any = None, under: str = "") -> T:
        """Validate the file, or a value of it that stands under a key, as a msgspec type.

        Raises:
            RuleError: the value does not fit the type.
        """
        value = self.value if value is None else value
        try:
            return msgspec.convert(value, to)
        except msgspec.ValidationError as error:
            place, reason = fault(error, to)
            place = with_key(place, value, to)
            unknown = NO_KEY.match(reason)
            raise self.error(".".join(filter(None, (under, place, unknown and unknown[1]))), reason) from error


def refuse_repeated_keys(root: yaml.Node | None, path: Path) -> None:
    """Check that no key stands twice in one place, of which only the last would count.

    Raises:
        RuleError: one does.
    """
    waiting, seen = [root], set[int]()
    while waiting:
        node = waiting.pop()
        if not isinstance(node, yaml.CollectionNode) or id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            waiting += node.value
            continue
        keys: dict[str, int] = {}
        for name, value in node.value:
            waiting += name, value
            if isinstance(name, yaml.ScalarNode) and name.value != MERGE:
                line = name.start_mark.line + 1
                if name.value in keys:
                    raise RuleError(path, line, name.value, f"stands in line {keys[name.value]} too")
                keys[name.value] = line


def begins_with_key(path: str, key: object) -> bool:
    """True if a dotted path leads to a key, or into what stands there."""
    return isinstance(key, str) and (path == key or path.startswith((f"{key}.", f"{key}[")))


def with_key(place: str, value: Any, to: type) -> str:
    """The path of a wrong value, with its key where the library leaves it open: ``terms[...]`` is ``terms.Kiev``."""
    name, open_key, rest = place.partition("[...]")
    inner = value.get(name) if open_key and isinstance(value, dict) else None
    for key, each in inner.items() if isinstance(inner, dict) else ():
        try:
            msgspec.convert({**value, name: {key: each}}, to)
        except msgspec.ValidationError:
            return f"{name}.{key}{rest}"
    return place


def measure(text: str, path: Path) -> None:
    """Check, in linear time, that loading YAML takes time and memory linear in its length.

    Raises:
        RuleError: it cannot.
        yaml.YAMLError: it is none.
    """
    if found := DIRECTIVE.search(text):
        raise RuleError(path, text.count("\n", 0, found.start()) + 1, "", "no directive (%) is wanted")
    sizes: dict[str | None, int] = {}
    anchors: list[str | None] = []
    values = [0]
    for event in yaml.parse(text, Loader=Loader):
        reason = None
        if isinstance(event, yaml.CollectionStartEvent):
            anchors.append(event.anchor)
            values.append(1)
            if len(anchors) > DEEPEST:
                reason = f"more than {DEEPEST} values one in the other"
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, size = anchors.pop(), values.pop()
            values[-1] += size
            sizes[anchor] = size
        elif isinstance(event, yaml.AliasEvent):
            if event.anchor not in sizes:
                reason = f"no value before is called {event.anchor!r}"
            values[-1] += sizes.get(event.anchor, 0)
        elif isinstance(event, yaml.ScalarEvent):
            values[-1] += 1
            sizes[event.anchor] = 1
            reason = too_long(event)
        if sum(values) > MOST_VALUES:
            reason = f"more than {MOST_VALUES} values, repeated ones included"
        if reason:
            raise RuleError(path, event.start_mark.line + 1 if event.start_mark else 0, "", reason)


def too_long(scalar: yaml.ScalarEvent) -> str | None:
    """Why a value would take long to be read, None if it would not: it may be no text, and is longer than such are."""
    if not (scalar.tag or scalar.implicit[0]):
        return None
    if len(scalar.value) > LONGEST_PLAIN:
        return f"more than {LONGEST_PLAIN} characters without quotation marks"
    if len(scalar.value) > MOST_DIGITS and NUMBER.fullmatch(scalar.value):
        return f"a number of more than {MOST_DIGITS} digits"
    return None
