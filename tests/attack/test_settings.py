"""Settings, front matter and tags that others write: they are read, or end in a clear error, in limited time."""

import time
from pathlib import Path

import msgspec
import pytest
from attacks import within
from command_line import CLEAN, FAULTY, check, checker, write

from checker import Checker
from checker.errors import LanguageError
from checker.packs.languages import Packs
from checker.readers.markup.front_matter import front_matter


@pytest.fixture(scope="module")
def french() -> Checker:
    """A checker that has loaded all that it loads."""
    checker = Checker("fr")
    checker.check_text(FAULTY)
    return checker


@pytest.mark.parametrize("tag", ["fr-" * 100_000 + "fr", "f" * 100_000, "-" * 100_000, "fr_" * 20, "x" * 36])
def test_a_tag_has_at_most_35_characters(tag: str) -> None:
    with within(5), pytest.raises(LanguageError, match="35 characters") as caught:
        Packs().find(tag)
    assert len(str(caught.value)) < 200


def test_a_tag_from_a_line_or_from_front_matter_is_an_error_of_its_document(tmp_path: Path) -> None:
    tag = "fr-" * 4000 + "fr"
    lines = [
        {"id": 1, "text": CLEAN, "target": tag},
        {"id": 2, "text": f"---\nchecker: {{target: {tag}}}\n---\n{CLEAN}"},
    ]
    lines.append({"id": 3, "text": CLEAN, "target": "fr"})
    stdin = "".join(f"{msgspec.json.encode(line).decode()}\n" for line in lines)
    with within(20):
        done = check("--input-format", "jsonl", "-", stdin=stdin)
    assert done.code == 2
    assert ["error" in document for document in done.documents] == [True, True, False]
    assert len(done.out) < 2000


@pytest.mark.parametrize(
    "front",
    [
        "checker: &a [*a]",
        "checker: {ignore: [" + "nothing," * 1800 + "]}",
        "checker: " + "[" * 16_000,
        "a: " + "{" * 16_000,
        "a: " + "[" * 8000 + "]" * 8000,
        "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1},*a{n - 1}]\n" for n in range(1, 500)) + "checker: *a499",
        "checker: {ignore: [" + ",".join(f"n{n}" for n in range(2000)) + "]}",
        "checker: {ignore: [" + "x" * 15_000 + "]}",
        "- " * 5000,
        "? " * 5000,
        "'" * 16_000,
        "a: " + "1:" * 5000,
    ],
)
def test_front_matter_takes_no_time(front: str, french: Checker) -> None:
    text = f"---\n{front}\n---\n{FAULTY}"
    started = time.process_time()
    assert french.check_text(text).documents[0].issues
    front_matter(text)
    assert time.process_time() - started < 5


@pytest.mark.parametrize(("depth", "is_read"), [(31, True), (32, False)])
def test_front_matter_has_32_values_one_in_the_other(depth: int, is_read: bool, french: Checker) -> None:
    text = f"---\na: {'[' * depth}{']' * depth}\n---\n{FAULTY}"
    [document] = french.check_text(text).documents
    assert bool(document.document.warnings) != is_read
    found = front_matter(text)
    assert found
    assert bool(found.warnings) != is_read


def test_only_the_first_names_that_are_none_are_looked_for_among_all(french: Checker) -> None:
    names = ",".join(f"untranslate{n}" for n in range(20))
    [document] = french.check_text(f"---\nchecker: {{ignore: [{names}]}}\n---\n{FAULTY}").documents
    assert ["did you mean" in warning for warning in document.document.warnings] == [True] * 10 + [False] * 10


@pytest.mark.parametrize(
    "content",
    [
        "a" + ".a" * 200_000 + " = 1",
        '"a "' + '."a "' * 150_000 + " = 1",
        "[" + "' a' . " * 100_000 + "a]",
        '"\\"' + '\\"' * 300_000,
        '["a\\" "' + '."a\\" "' * 90_000 + "]",
        "a = " + "[" * 200_000,
        "a = '" + "x" * 900_000,
        "target = 1" + "0" * 9000,
        "a = {" * 90_000,
        "".join(f"[a{n}]\n" for n in range(20_000)),
        "[[overrides]]\npaths=['x']\n" * 1000,
        "allow = ['" + "x" * 2000 + "']",
        "allow = [" + "'/((a{9}){9})+/'," * 5000 + "]",
        "\x00",
        "min-confidence = nan",
        "min-confidence = inf",
    ],
)
def test_settings_take_no_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "checker.toml", content)
    write(tmp_path / "a.txt", CLEAN)
    with within(60):
        done = checker("check", "--target", "fr", "a.txt")
    assert done.code in (0, 2)
    assert done.code == 0 or "checker.toml" in done.err
