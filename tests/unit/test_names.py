"""A name says which function or module is meant: no two share one, unless a protocol gives it to them."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "checker"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.stem != "__init__")
# A reader, a report, and the command that does what the library's function of that name does for one text.
PROTOCOL_FUNCTIONS = {"read", "recognises", "render", "apply"}
PROTOCOL_MODULES = {"kind"}  # the protocol, and the kind of a package of which it is but a part


def public_functions() -> Iterator[str]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if not path.is_relative_to(PACKAGE / "checks/agreement"):
            for node in ast.parse(path.read_text(encoding="utf-8")).body:
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                    yield node.name


def test_no_two_modules_have_a_public_function_of_one_name():
    often = {name for name, times in Counter(public_functions()).items() if times > 1}
    assert often == PROTOCOL_FUNCTIONS


def test_no_three_modules_have_one_name():
    often = {name for name, times in Counter(path.stem for path in MODULES).items() if times > 2}
    assert often == PROTOCOL_MODULES
