"""Files that did not change are not checked anew, and no report is another for it."""

import os
from pathlib import Path

import pytest
from command_line import CLEAN, DISAGREEING, FAULTY, checker

from checker.engine import cache
from checker.engine.pipeline import Checkers

FORMATS = ("text", "json", "jsonl", "sarif", "html")


@pytest.fixture(autouse=True)
def kept(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(cache, "SETTLING", -1e9)
    for name, text in (("a.txt", DISAGREEING), ("b.txt", FAULTY), ("c.txt", CLEAN)):
        (tmp_path / name).write_text(f"<!-- checker: ignore[x] because y -->\n{text}", encoding="utf-8")
    return tmp_path / "cache" / "translation-checker" / "1"


@pytest.fixture
def checks(monkeypatch) -> list[object]:
    """The names of the documents that are checked."""
    seen: list[object] = []
    outcome = Checkers.outcome

    def noted(self, document, settings):
        seen.append(document.name)
        return outcome(self, document, settings)

    monkeypatch.setattr(Checkers, "outcome", noted)
    return seen


def check(*options: str) -> tuple[int, str, str]:
    done = checker("check", "--target", "fr", *options, "a.txt", "b.txt", "c.txt")
    return done.code, done.out, done.err


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_from_the_cache_is_the_same_to_the_byte(form, checks):
    first = check("--no-cache", "--format", form)
    assert check("--format", form) == first
    assert len(checks) == 6
    assert check("--format", form) == first
    assert check("--format", form, "--fail-on", "critical")[0] == 0
    assert len(checks) == 9  # another setting is another check


def test_what_has_changed_is_checked_anew(checks):
    check()
    Path("b.txt").write_text(CLEAN, encoding="utf-8")
    check()
    check("--lang", "fr")
    Path("words.txt").write_text("fonds: feminine\n")
    check("--word-list", "words.txt")
    assert checks == [*("a.txt", "b.txt", "c.txt"), "b.txt", *("a.txt", "b.txt", "c.txt") * 2]


def test_what_is_damaged_is_checked_anew(kept, checks):
    first = check()
    entries = [path for path in kept.rglob("*") if path.is_file()]
    assert len(entries) == 3
    for entry, data in zip(entries, (b"", b"x" * 100, entries[2].read_bytes()[:-1]), strict=True):
        entry.write_bytes(data)
    assert check() == first
    assert len(checks) == 6
    assert check() == first
    assert len(checks) == 6


def test_without_a_folder_of_ones_own_nothing_is_kept(kept, monkeypatch, checks):
    first = check()
    kept.chmod(0o777)
    assert check() == first
    monkeypatch.setenv("XDG_CACHE_HOME", os.devnull)
    assert check() == first
    assert len(checks) == 9


def test_what_was_just_changed_in_the_program_is_not_relied_on(monkeypatch, checks):
    monkeypatch.setattr(cache, "SETTLING", 1e10)
    check()
    check()
    assert len(checks) == 6


def test_the_folder_holds_no_more_than_it_may(kept, monkeypatch):
    folder = kept / "00"
    folder.mkdir(parents=True)
    entries = [folder / f"{number:062x}" for number in range(10)]
    for number, entry in enumerate(entries):
        entry.write_bytes(b"x" * 100)
        os.utime(entry, (number, number))
    monkeypatch.setattr(cache, "MOST_BYTES", 600)
    cache.make_room(folder)
    assert sorted(folder.iterdir()) == entries[7:]
