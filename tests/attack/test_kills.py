"""`apply` is killed at any moment: every file is the old one or the new one, and the same command does the rest."""

import os
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from attacks import chooser, seeds
from command_line import checker
from decided import accepted, decided, write
from runs import Runs

from checker.files import signals

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that forks")
TEXT = "Il a dit : deal.\n" * 200
AFTER = TEXT.replace("deal", "accord", 1)
ARTICLES = ("a.txt", "b.txt", "c.txt")
TERMS = "b\nd\n"
APPLY = ["apply", "decisions.json", "--allow-file", "terms.txt"]
BASELINE = ["--baseline", "known.json"]


def prepare(folder: Path) -> None:
    """Articles to correct, a term to allow and an issue to make known."""
    folder.mkdir(exist_ok=True)
    for name in ARTICLES:
        (folder / name).write_text(TEXT)
    (folder / "terms.txt").write_text(TERMS)
    (folder / "known.json").unlink(missing_ok=True)
    wrong = decided("e.txt", {"decision": "reject", "text": "x"}, {"decision": "allow", "text": "c", "term": "c"})
    write(folder / "decisions.json", *(accepted(name, TEXT, "deal", "accord") for name in ARTICLES), wrong)


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir() if path.name[0] != "."}


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runs]:
    runs = Runs()
    runs.start(tmp_path_factory.mktemp("desk"), ["schema"])
    runs.codes()  # it is ready
    yield runs
    runs.end()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "desk"
    prepare(folder)
    monkeypatch.chdir(folder)
    return folder


def seconds(desk: Path, runs: Runs, command: list[str]) -> float:
    """How long a run takes that nobody ends."""
    began = time.monotonic()
    runs.start(desk, command)
    assert runs.codes() == [0]
    return time.monotonic() - began


@pytest.mark.parametrize(("command", "kills"), [(APPLY, seeds(270)), ([*APPLY, *BASELINE], seeds(30))])
def test_a_killed_run_leaves_each_file_old_or_new_and_the_next_does_the_rest(
    desk: Path, runs: Runs, command: list[str], kills: range
) -> None:
    old = contents(desk)
    whole = seconds(desk, runs, command)
    new = contents(desk)
    assert (new["a.txt"], new["terms.txt"]) == (AFTER, "b\nc\nd\n")
    halfway = 0
    for seed in kills:
        prepare(desk)
        [pid] = runs.start(desk, command)
        time.sleep(chooser(seed).uniform(0, whole))
        os.kill(pid, signal.SIGKILL)
        [code] = runs.codes()
        assert code in (0, -signal.SIGKILL)
        whole *= 1.1 if code else 0.8  # however fast the machine is just now
        left = contents(desk)
        assert all(text in (old.get(name), new[name]) for name, text in left.items())
        halfway += left not in (old, new)
        if halfway % 5 == 1:
            assert checker(*command).code == 0
            assert contents(desk) == new
    assert halfway > len(kills) / 20


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_run_that_is_asked_to_stop_leaves_nothing_behind_and_says_what_it_did(
    desk: Path, runs: Runs, sent: signal.Signals, code: int
) -> None:
    whole = seconds(desk, runs, APPLY)
    told = 0
    for seed in seeds(20):
        prepare(desk)
        [pid] = runs.start(desk, APPLY)
        time.sleep(chooser(seed).uniform(0, whole))
        os.kill(pid, sent)
        [ended] = runs.codes()
        assert ended in (0, code, -sent)  # the last before the run has begun to listen
        whole *= 1.1 if ended else 0.8
        assert not [path for path in desk.iterdir() if path.name[0] == "."]
        if said := re.findall(r"stopped: applied to (.) of 4 documents", runs.said(desk)):
            assert ended == code
            corrected = sum((desk / name).read_text() == AFTER for name in ARTICLES)
            assert min(int(said[0]), len(ARTICLES)) == corrected
            told += 1
    assert told > 0


@pytest.mark.parametrize("sent", signals.ENDING)
def test_a_signal_that_a_run_was_started_to_ignore_stays_ignored(sent: signal.Signals) -> None:
    before = signal.signal(sent, signal.SIG_IGN)
    others = {each: signal.getsignal(each) for each in signals.ENDING if each != sent}
    try:
        signals.listen()
        assert signal.getsignal(sent) is signal.SIG_IGN
        assert all(signal.getsignal(each) is signals.stop for each in others)
    finally:
        for each, handler in {sent: before, **others}.items():
            signal.signal(each, handler)
