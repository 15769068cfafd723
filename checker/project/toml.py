"""Reads TOML; what is wrong in it is said in plain words, with its line and column."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from checker.errors import UsageError
from checker.files.faults import NOT_UTF8, line_not_utf8
from checker.files.opening import LARGEST_SETTINGS, contents

# A key of parts, so deep that the time of the parser would grow with its square: a.a.a.a…
PART = r"""(?:[\w-]++|"(?:\\.|[^"\\\n])*+"|'[^'\n]*+')"""
DEEP_KEY = re.compile(rf"""(?<![\w"'\\-])(?:{PART}[ \t]*+\.[ \t]*+){{32}}""")
FAULT = re.compile(r"(?P<problem>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", re.DOTALL)
STATEMENT = re.compile(r"^[ \t]*(?:[\w.'\"-][\w .'\"-]*=[ \t]*|\[)", re.MULTILINE)

TEXT_OPEN = "a text in quotation marks does not end"
VALUE_MISSING = "a value is missing"
TWICE = "a key or a table stands twice"
TABLE_OPEN = "the name of a table in brackets does not end"
BACKSLASH = "a backslash in a text wants another one before it, or the text single quotation marks"
# What the parser says, by a part of it; the first that fits counts.
PROBLEMS = {
    "Illegal character '\\n'": TEXT_OPEN,
    "Unterminated string": TEXT_OPEN,
    "Expected \"'": TEXT_OPEN,
    "Illegal character": "a character that cannot be seen stands in a text",
    "invalid character": "a character that cannot be seen stands in a comment",
    "Expected '=' after a key": "a key has no equals sign behind it",
    "Cannot overwrite": TWICE,
    "Cannot declare": TWICE,
    "Cannot mutate": TWICE,
    "Cannot redefine": TWICE,
    "Duplicate": TWICE,
    "Expected newline": "more stands behind a value, which wants quotation marks if it is a text",
    "Invalid statement": "the line begins with no key",
    "Expected ']": TABLE_OPEN,
    "Unclosed array": "a list in brackets does not end, or lacks a comma",
    "Unclosed inline table": "a set of keys in braces does not end, or lacks a comma",
    "initial character for a key": "a key is missing",
    "Unescaped": BACKSLASH,
    "Invalid hex value": BACKSLASH,
    "Escaped character": BACKSLASH,
    "Invalid date": "there is no such date or time",
}
OPENED = {"[": "Unclosed array", "{": "Unclosed inline table"}
# What stands in the place of a value, or goes on behind one.
AT_FAULT = (
    (re.compile(r"[ \t]*(?:[\r\n#,\]}]|\Z)"), "Invalid value", VALUE_MISSING),
    (re.compile(r"(?:True|False)\b"), "Invalid value", "true and false are written small"),
    (re.compile("[“”„«»‘’]"), "Invalid value", 'a text wants straight quotation marks ("…")'),
    (re.compile(r"\.\d"), "Invalid value", "a number wants a 0 before its point"),
    (re.compile(""), "Invalid value", 'a text wants quotation marks ("…")'),
    (re.compile(r",\d"), "Expected newline", "a number is written with a point, as 0.5"),
)


def read_toml(path: Path, name: str) -> dict[str, Any]:
    """Read a TOML file.

    Args:
        path: of the file.
        name: what errors call it.

    Raises:
        UsageError: it cannot be read or is not TOML.
    """
    import tomllib  # most runs find no file

    try:
        text = contents(path, LARGEST_SETTINGS).decode("utf-8-sig").replace("\r\n", "\n")
        if found := DEEP_KEY.search(text):
            line = text[: found.start()].count("\n") + 1
            raise UsageError(f"{name}: a key of more than 32 parts (at line {line})")
        return tomllib.loads(text)
    except OSError as error:
        raise UsageError(f"{name}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{name}:{line_not_utf8(error)}: {NOT_UTF8}") from error
    except RecursionError as error:
        raise UsageError(f"{name}: too many values one in the other") from error
    except ValueError as error:
        raise UsageError(f"{name}{toml_fault(str(error), text)}") from error


def toml_fault(message: str, text: str) -> str:
    """Where the fault is that the parser found in a text, and what it is: ``:3:10: a text wants …``.

    What does not end before the text does is said of the statement that it stands in.
    """
    found = FAULT.fullmatch(message)
    problem = found["problem"] if found else message
    if found and found["line"]:
        line, column = int(found["line"]), int(found["column"])
        rest = text.split("\n")[line - 1][column - 1 :]
    else:
        start = max((each.end() for each in STATEMENT.finditer(text)), default=0)
        line, column = text.count("\n", 0, start) + 1, start - (text.rfind("\n", 0, start) + 1) + 1
        rest = ""
        problem = OPENED.get(text[start : start + 1], problem) if problem == "Invalid value" else problem
    special = (plain for what, part, plain in AT_FAULT if part in problem and what.match(rest))
    general = (plain for part, plain in PROBLEMS.items() if part in problem)
    plain = next(special, next(general, "not TOML"))
    if plain == TWICE:
        statement = text.split("\n")[line - 1]
        column = len(statement) - len(statement.lstrip()) + 1
    return f":{line}:{column}: {plain}"
