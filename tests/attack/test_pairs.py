"""Two runs at once: each does all its work after the other, or says clearly that it does not; nothing is lost."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from attacks import seeds
from command_line import FAULTY, checker
from decided import accepted, decided, write
from runs import Runs

from checker.errors import UsageError
from checker.files.locks import locked

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that forks")

TEXT = "Il a dit : deal.\n"
AFTER = "Il a dit : accord.\n"
OPTIONS = ["--allow-file", "terms.txt", "--baseline", "known.json"]


@pytest.fixture(scope="module")
def runs() -> Iterator[Runs]:
    runs = Runs()
    yield runs
    runs.end()


def decide(desk: Path, name: str, new: str) -> None:
    """The decisions of one editor: on an article of their own, and on two that both have."""
    (desk / f"{name}.txt").write_text(TEXT)
    own = accepted(f"{name}.txt", TEXT, "deal", "accord")
    shared = accepted("shared.txt", TEXT, "deal", "accord")
    contested = accepted("contested.txt", TEXT, "deal", new)
    term = {"decision": "allow", "text": name, "term": name}
    other = decided("other.txt", {"decision": "reject", "text": name, "fingerprint": name * 16}, term)
    write(desk / f"{name}.json", own, shared, contested, other)


def test_two_editors_at_once_lose_nothing_of_either(tmp_path: Path, runs: Runs) -> None:
    for pair in seeds(50):
        desk = tmp_path / str(pair)
        desk.mkdir()
        for name in ("shared.txt", "contested.txt"):
            (desk / name).write_text(TEXT)
        decide(desk, "a", "accord")
        decide(desk, "b", "pacte")
        runs.start(desk, ["apply", "a.json", *OPTIONS], ["apply", "b.json", *OPTIONS])
        assert sorted(runs.codes()) == [0, 2]
        for name in ("a.txt", "b.txt", "shared.txt"):
            assert (desk / name).read_text() == AFTER
        assert (desk / "contested.txt").read_text() in (AFTER, AFTER.replace("accord", "pacte"))
        said = runs.said(desk, 0) + runs.said(desk, 1)
        assert said.count("error: contested.txt: the file has changed since it was checked") == 1
        assert (desk / "terms.txt").read_text() == "a\nb\n"
        known = json.loads((desk / "known.json").read_text())["issues"]
        assert {entry["text"] for entry in known if entry["path"] == "other.txt"} == {"a", "b"}
        assert not [path for path in desk.iterdir() if path.name.startswith(".")]


def test_checks_that_make_issues_known_at_once_lose_none(tmp_path: Path, runs: Runs) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    names = ["a.txt", "b.txt", "c.txt"]
    for name in names:
        (desk / name).write_text(FAULTY)
    check = ["check", "--target", "fr", "--baseline", "known.json", "--update-baseline"]
    runs.start(desk, *([*check, name] for name in names))
    assert runs.codes() == [0, 0, 0]
    assert [entry["path"] for entry in json.loads((desk / "known.json").read_text())["issues"]] == names


@pytest.mark.parametrize("held", ["a.txt", "known.json", "terms.txt"])
def test_a_run_that_waits_in_vain_refuses_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("shared.txt", "contested.txt"):
        (tmp_path / name).write_text(TEXT)
    decide(tmp_path, "a", "accord")
    with locked(held, print):
        monkeypatch.setattr("checker.files.locks.HELD", set())  # as for another process
        monkeypatch.setattr("checker.files.locks.PATIENCE", 0.2)
        done = checker("apply", "a.json", *OPTIONS)
    assert done.code == 2
    assert f"{held}: another run has held it" in done.err
    assert (tmp_path / "a.txt").read_text() == TEXT


def test_a_run_does_not_wait_for_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with locked("a.txt", print), pytest.raises(UsageError, match=r"^\./a\.txt: .* already"), locked("./a.txt", print):
        pytest.fail("it is held twice")


def test_what_a_killed_run_left_holds_nobody_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with locked("a.txt", print):
        [lock] = [path for path in tmp_path.iterdir() if path.name.endswith(".lock")]
    lock.touch()
    with locked("a.txt", print, patience=0):
        assert lock.exists()
    assert not lock.exists()


def test_a_link_in_the_place_of_a_lock_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "desk").mkdir()
    monkeypatch.chdir(tmp_path / "desk")
    with locked("a.txt", print):
        [lock] = Path().iterdir()
    lock.symlink_to("../made")
    with pytest.raises(UsageError, match="cannot be written"), locked("a.txt", print):
        pytest.fail("it is held")
    assert not (tmp_path / "made").exists()
