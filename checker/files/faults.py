"""Puts errors of libraries on the values of a file into plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from checker.errors import advice, nearest

NOT_UTF8 = "not UTF-8; save the file as UTF-8"
FAULT = re.compile(r"(?P<reason>.*?)(?: - at (?P<of_key>`key` in )?`\$(?P<path>[^`]*)`)?", re.DOTALL)
KINDS = {
    "str": "a text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "a set of keys",
    "null": "nothing",
}
KIND = re.compile(r"Expected `([^`]+)`, got `([^`]+)`")
BOUND = re.compile(r"Expected `[^`]+` (<=|>=) (\S+)")
BOUNDS = {"<=": "at most", ">=": "at least"}
MISSING = re.compile(r"Object missing required field `([^`]+)`")
UNKNOWN = re.compile(r"Object contains unknown field `([^`]+)`")
MALFORMED = re.compile(r"JSON is malformed: .+ \(byte (\d+)\)")
# Of the library that reads YAML, by a part of its message.
YAML_PROBLEMS = {
    "expected ',' or ']'": "a list in brackets does not end, or lacks a comma",
    "expected ',' or '}'": "a set of keys in braces does not end, or lacks a comma",
    "unexpected end of stream": "a text in quotation marks does not end",
    "mapping values are not allowed": "a colon stands in a value, which then wants quotation marks",
    "cannot start any token": "a tab begins the line, or a value begins with a sign and wants quotation marks",
    "did not find expected": "a line is not indented as those beside it",
    "expected <block end>": "a line is not indented as those beside it",
    "could not find expected ':'": "a key has no colon behind it",
}
ENUM = re.compile(r"Invalid enum value (.+)")
NO_KEY = re.compile(r"the key `([^`]+)` is not known")
NO_VALUE = re.compile(r"there is no '?(.+?)'?")
PART = re.compile(r"\[[^\]]*\]|[^.\[\]]+")  # of a path: a key, or a place in a list


def fault(error: Exception, kind: Any = None) -> tuple[str, str]:
    """The dotted path of the key at fault, empty for the whole, and what is wrong with it, without a final stop.

    Args:
        error: of msgspec.
        kind: the type that the value was to be; if it is given, the nearest right key or value is named.
    """
    found = FAULT.fullmatch(str(error))
    assert found  # the pattern matches any text
    if found["of_key"]:
        return found["path"].strip("."), "a key that is a number, or a word such as yes or no, wants quotation marks"
    path, reason = (found["path"] or "").strip("."), in_plain_words(" ".join(found["reason"].split()))
    return path, reason + ("" if kind is None else advice_on(reason, path, kind))


def advice_on(reason: str, path: str, kind: Any) -> str:
    """The advice that goes behind a reason: the nearest key or value at a path of a type; empty if there is none."""
    no_key, no_value = NO_KEY.fullmatch(reason), NO_VALUE.fullmatch(reason)
    if not (no_key or no_value):
        return ""
    from msgspec import inspect  # only for a file that is wrong

    types = [inspect.type_info(kind)]
    for part in PART.findall(path):
        types = [inner for each in types for inner in inside_of(each, part)]
    if no_value:
        return f"; {advice(no_value[1], [str(value) for each in types for value in values_of_type(each)])}"
    assert no_key
    near = nearest(no_key[1], [field.encode_name for each in types for field in getattr(each, "fields", ())])
    return f"; did you mean {near!r}?" if near else ""


def inside_of(kind: Any, part: str) -> Iterator[Any]:
    """The types that a part of a path may lead to from a type, as `msgspec.inspect` describes both."""
    fields = (field.type for field in getattr(kind, "fields", ()) if field.encode_name == part)
    items = (getattr(kind, name) for name in ("item_type", "value_type") if hasattr(kind, name))
    for each in (*fields, *items):
        yield from getattr(each, "types", (each,))


def values_of_type(kind: Any) -> tuple[Any, ...]:
    """The values of a type that has only these."""
    return tuple(getattr(kind, "values", ()) or (each.value for each in getattr(kind, "cls", ())))


def yaml_problem(problem: str | None) -> str:
    """A problem of the library that reads YAML in plain words."""
    return next((plain for part, plain in YAML_PROBLEMS.items() if part in (problem or "")), "not YAML")


def not_yaml(error: Exception) -> str:
    """The warning that front matter cannot be read, a full sentence."""
    problem = getattr(error, "problem", None)
    why = yaml_problem(problem) if problem else "it cannot be read"
    return f"The front matter is not YAML ({why}); it was checked as text."


def in_plain_words(reason: str) -> str:
    """A reason of msgspec's in plain words; as it is, in lower case, if it is none of those known."""
    if found := KIND.fullmatch(reason):
        wanted = [KINDS.get(kind, kind) for kind in found[1].split(" | ") if kind != "null"]
        return f"{' or '.join(wanted)} is wanted, not {KINDS.get(found[2], found[2])}"
    if found := BOUND.fullmatch(reason):
        return f"{BOUNDS[found[1]]} {float(found[2]):g} is wanted"
    if found := MISSING.fullmatch(reason):
        return f"the key `{found[1]}` is missing"
    if found := UNKNOWN.fullmatch(reason):
        return f"the key `{found[1]}` is not known"
    if found := ENUM.fullmatch(reason):
        return f"there is no {found[1]}"
    if reason == "Input data was truncated":
        return "the JSON ends too early"
    if found := MALFORMED.fullmatch(reason):
        return f"no JSON (at byte {found[1]})"
    return f"{reason[:1].lower()}{reason[1:]}"


def line_not_utf8(error: UnicodeDecodeError) -> int:
    """The line on which bytes are not UTF-8, from 1."""
    return error.object.count(b"\n", 0, error.start) + 1


def said(error: Exception, kind: Any = None) -> str:
    """The fault as one text: the key, if there is one, and the reason; see `fault`."""
    key, reason = fault(error, kind)
    return f"{key}: {reason}" if key else reason
