"""Patterns that others write: they mean what Python means by them, or end in a clear error, and in limited time.

Five hundred generated patterns in every place that takes any; ``CHECKER_ATTACKS=100`` makes it fifty thousand.
"""

import os
import random
import re
import sys
import time
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import pytest
import regex
from attacks import Hung, chooser, ended, seeds, within
from command_line import FAULTY, Done, check, write

from checker.errors import UsageError
from checker.model import Issue, Severity, Span
from checker.project.config import Override, patterns_of
from checker.readers.globs import Paths
from checker.suppress.allow import AllowList
from checker.text.patterns import CHARACTERS_A_SECOND, SECONDS, Budget, compiled

ATOMS = (
    "a",
    "b",
    ".",
    r"\w",
    r"\d",
    "[ab]",
    "[^a]",
    "é",
    r"\s",
    "(?:)",
    r"\b",
    "^",
    "$",
    "{",
    "}",
    "{a}",
    "[[]",
    "(?=a)",
)
PLACES = ("", "", "", "", r"\b", "^", "$", "(?=a)", "(?<!b)")
REPEATS = ("", "", "", "*", "+", "?", "*?", "{2}", "{1,3}", "{,2}", "{2,}", "++", "{900}", "{e<=1}")
needs_processes = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that forks")
Answer = TypeVar("Answer")
LONGEST_FOR_PYTHON = 10
TEXTS = (
    "aab!",
    "bab aé1",
    "a" * 20 + "!",
    "{a}{e<=1}",
    "a" * 40 + "!",
    "ab" * 30,
    "aé b1 " * 20,
    "",
    "{a}{e<=1}",
    "a" * 5000,
)
# Each takes Python's engine longer than anybody waits.
ENDLESS = (r"(a+)+$", r"(.*a){30}!!", r"((a{1,9}){1,9}){1,9}!!")
BOMBS = (
    "((((a{99}){99}){99}){99}){99}",
    "(?x)((a{1000} #)\n){1000}",
    "(?:a{1000}){1000}",
    "(" * 900,
    "a" * 2000,
    "(?:" * 300 + ")" * 300,
)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tenth of the time for patterns: what never ends runs out of that as well."""
    monkeypatch.setattr("checker.text.patterns.SECONDS", SECONDS / 10)
    monkeypatch.setattr("checker.text.patterns.CHARACTERS_A_SECOND", CHARACTERS_A_SECOND * 10)


def expression(choose: random.Random, depth: int = 3) -> str:
    """A regular expression, or nearly one."""
    parts = []
    for _ in range(choose.randint(1, 4)):
        atom = choose.choice(ATOMS)
        if depth and choose.random() < 0.35:
            inner = expression(choose, depth - 1)
            atom = choose.choice(["({})", "(?:{})", "({}|a)", "(?i:{})", "(?>{})"]).replace("{}", inner, 1)
            atom = atom[choose.random() < 0.03 :]  # now and then none closes what another opens
        parts.append(choose.choice(PLACES) + atom + choose.choice(REPEATS))
    return "".join(parts)


def limited(ask: Callable[[], Answer]) -> Answer | None:
    """An answer, None where the time for it has run out with a clear error."""
    try:
        return ask()
    except UsageError as error:
        if "takes too long" not in str(error):
            raise
        return None


def ready(source: str) -> regex.Pattern[str] | None:
    """A pattern, None if it is refused with a reason."""
    try:
        return compiled(source)
    except ValueError as error:
        if not str(error):
            raise
        return None


def test_a_pattern_means_what_python_means_or_ends_in_an_error() -> None:
    meant = refused = 0
    for seed in seeds(500):
        choose = chooser(seed)
        source = expression(choose)
        pattern = ready(source)
        if pattern is None:
            refused += 1
            continue
        for text in TEXTS:
            with within(20):
                budget = Budget()
                budget.show(text)
                found = limited(lambda: list(budget.spans(pattern, text)))  # noqa: B023
                expected = by_python(source, text) if found is not None else None
                if expected is not None:
                    meant += 1
                    assert found == expected, (source, text)
    assert meant > refused > 0


def by_python(source: str, text: str) -> list[tuple[int, int]] | None:
    """The matches that Python's engine finds, None where it does not end."""
    if len(text) > LONGEST_FOR_PYTHON:
        return None
    with suppress(Hung), within(1), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return [match.span() for match in re.finditer(source, text) if match.end() > match.start()]
    return None


@pytest.mark.parametrize("source", ENDLESS)
def test_what_would_take_for_ever_does_not(source: str) -> None:
    text = "a" * 3000
    issue = Issue("r", "accuracy/untranslated", Severity.MAJOR, Span(0, 5), "m", 1.0, language="en")
    with within(30):
        done = limited(lambda: AllowList([f"/{source}/"]).part(text, [issue]))
        assert done is None or sum(map(len, done)) == 1


def run_out_of_time(way: str) -> None:
    """End the process with 0 if a way to ask a pattern that never ends is stopped by a clear error."""
    stopped = limited(lambda: getattr(Budget(), way)(compiled(ENDLESS[1]), "a" * 3000)) is None
    sys.exit(0 if stopped else 1)


@needs_processes
@pytest.mark.parametrize("way", ["spans", "fills", "search"])
def test_each_way_to_ask_a_pattern_has_a_limit_of_its_own(way: str) -> None:
    assert ended(run_out_of_time, way) == 0


SLOW_TO_READ = (
    "(?i)" + "[a-\U0010ffff]" * 140,
    "(?i)" + "[a-\U0010ffff]|" * 120,
    "(?i)(?:" + "[a-\U0010ffff]" * 140 + "){1000}",
    "(?:" + "(a|b)" * 190 + "){1000}",
    "(?:" + "(?:a+|b)" * 110 + "){1000}",
    "(?i)(?<!(?:" + "[a-\U0010ffff]{1,9}" * 70 + "){99})a",
)


@pytest.mark.parametrize("source", SLOW_TO_READ)
def test_a_pattern_is_read_or_refused_in_a_moment(source: str) -> None:
    started = time.process_time()
    ready(source)
    assert time.process_time() - started < 2


@pytest.mark.parametrize("flags", ["(?i)a", "(?i:a)b", "(?-i:a)", "(?i-m:a)", "(?im)a$", "(?mi)a", r"\(?i", "[(?i)]"])
def test_flags_mean_what_they_mean_to_python(flags: str) -> None:
    pattern = ready(flags)
    assert pattern
    assert [*Budget().spans(pattern, "A(a?iB")] == by_python(flags, "A(a?iB")


@pytest.mark.parametrize("flags", ["(?i", "(?im-m:a)", "a(?i)", "(?q)", "(?L)a", "(?-i)"])
def test_flags_that_python_refuses_are_refused(flags: str) -> None:
    assert ready(flags) is None


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousandth of the time to read patterns, so that a list of a thousandth as many is too long."""
    monkeypatch.setattr("checker.text.patterns.SECONDS_TO_COMPILE", 0.01)


MANY = [f"/{number}[a-z]+/" for number in range(3000)]
OWN = "".join(f"  - words: [{{form: x}}, {{regex: '{each[1:-1]}'}}]\n" for each in MANY)


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("checker.toml", f"allow = {MANY}"),
        ("checker.toml", "".join(f"[[overrides]]\npaths = ['a']\nallow = ['{each}']\n" for each in MANY)),
        ("checker.toml", "".join(f"[[overrides]]\npaths = ['{n}*']\n" for n in range(3000))),
        ("checker.toml", f"exclude = {MANY}"),
        ("articles/.checkerignore", "".join(f"*{n}\n" for n in range(3000))),
        ("terms.txt", "\n".join(MANY)),
        (
            "rules/fr/house/many.yaml",
            "kind: pattern\ncategory: linguistic-conventions/grammar\nseverity: major\nconfidence: 0.9\n"
            f"message: {{en: m}}\nexplanation: {{en: e}}\npatterns:\n{OWN}",
        ),
    ],
    ids=["allow", "allow of overrides", "paths of overrides", "exclude", "ignored", "terms", "rules"],
)
def test_no_list_takes_for_ever_to_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: str
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / name, content)
    write(tmp_path / "articles/a.txt", FAULTY)
    options = {"terms.txt": ("--allow-file", name), "rules/fr/house/many.yaml": ("--rules", "rules")}
    done = check("--target", "fr", *options.get(name, ()), "articles")
    assert done.code == 2
    assert f"{name}" in done.err + done.out
    assert "too many" in done.err + done.out


def be_refused(source: str) -> None:
    """End the process with 0 if a pattern is refused with a reason."""
    sys.exit(0 if ready(source) is None else 1)


@needs_processes
@pytest.mark.parametrize("source", BOMBS)
def test_what_would_fill_the_memory_is_refused(source: str) -> None:
    assert ended(be_refused, source) == 0


def test_paths_that_would_take_for_ever_do_not() -> None:
    path = "/".join(["a" * 200] * 15)
    patterns = ("*a" * 40 + "b", "**/*a*/" * 9 + "b")
    for pattern in patterns:
        with within(30):
            assert not limited(lambda: Paths("here", [pattern]).include(path))  # noqa: B023


def test_many_overrides_have_no_more_time_than_one() -> None:
    overrides = (Override(paths=("*a" * 20 + "b",)),) * 300
    path = "/".join(["a" * 200] * 15)
    patterns = patterns_of("checker.toml", overrides)
    started = time.process_time()
    assert limited(lambda: [each.include(path) for each in patterns]) is None
    assert time.process_time() - started < 10


def test_generated_paths_are_read_as_without_a_limit() -> None:
    from pathspec import GitIgnoreSpec

    decided = 0
    for seed in seeds(500):
        choose = chooser(seed)
        pattern = "".join(
            choose.choice(["a", "b", "*", "**", "/", "?", "[ab]", "!", "#", "\\", "{a}"]) for _ in range(7)
        )
        path = "/".join("".join(choose.choice("ab") for _ in range(choose.randint(1, 3))) for _ in range(3))
        try:
            expected = GitIgnoreSpec.from_lines([pattern], backend="simple").check_file(path).include
        except (ValueError, re.error):
            with pytest.raises(UsageError):
                Paths("here", [pattern])
            continue
        assert Paths("here", [pattern]).include(path) == expected
        decided += expected is not None
    assert decided > 10


HANG = r"(\w+\s?)+$!|((\w+\s?){1,9}){1,9}!!"
RULE = r"""
kind: pattern
category: linguistic-conventions/grammar
severity: major
patterns:
  - words: [{instead: {quelques: quelque}}, {regex: "(a+)+b|((a{1,9}){1,9}){1,9}!"}]
confidence: 0.9
message: {en: "{word}"}
explanation: {en: A form that never ends.}
"""


def refused_or_right(done: Done) -> bool:
    """True if a command ended with issues, or with the error on the pattern."""
    return done.code in (0, 1) or (done.code == 2 and "takes too long" in done.err)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("checker.toml", f"allow = ['/{HANG}/']"),
        ("checker.toml", f"[[overrides]]\npaths = ['{'*a' * 40}b']\nfail-on = 'minor'"),
        (".checkerignore", "*a" * 40 + "b\n"),
        ("terms.txt", f"/{HANG}/\n"),
        ("rules/fr/house/endless.yaml", RULE),
    ],
)
def test_a_command_ends_wherever_the_pattern_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: str
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / name, content)
    write(tmp_path / "articles" / f"{'a' * 200}.txt", f"{FAULTY}Il y a quelques {'a' * 5000}.\n" * 3)
    options = {"terms.txt": ("--allow-file", name), "rules/fr/house/endless.yaml": ("--rules", "rules")}
    with within(60):
        assert refused_or_right(check("--target", "fr", *options.get(name, ()), "articles"))
