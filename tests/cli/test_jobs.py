"""``--jobs``: the same report from several processes, and a process that dies costs one document."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command_line import CLEAN, DISAGREEING, FAULTY, check, write

from checker.engine.workers import Ready, in_parallel
from checker.errors import CheckerError, RuleError

COMMAND = [sys.executable, "-m", "checker", "check", "--target", "fr", "--format", "jsonl"]
LONG = FAULTY * 20_000  # takes a process long enough to be caught at it


def work():
    """What the processes of these tests do: as the item says."""

    def do(item):
        if item == "die":
            os._exit(3)
        if item == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if item == "slow":
            time.sleep(0.3)
        if item == "wrong":
            raise RuleError(Path("rule.yaml"), 1, "key", "no good")
        return f"{item} done"

    return do


def lost(item, exit_code):
    return f"{item} lost {exit_code}"


def test_results_come_in_the_order_of_the_items():
    items = ["slow", "a", Ready("b as it is"), "slow", *"cdefgh"]
    wanted = [item.result if isinstance(item, Ready) else f"{item} done" for item in items]
    assert list(in_parallel(items, 2, work, lost)) == wanted


def test_a_process_that_dies_costs_only_what_it_had():
    items = ["a", "die", "b", "kill", "c", "die", "d"]
    wanted = ["a done", "die lost 3", "b done", "kill lost -9", "c done", "die lost 3", "d done"]
    assert list(in_parallel(items, 2, work, lost)) == wanted


def test_an_error_that_ends_the_run_comes_through():
    with pytest.raises(CheckerError, match=r"rule\.yaml:1: key: no good"):
        list(in_parallel(["a", "wrong", "b"], 2, work, lost))


def test_items_are_taken_only_a_little_ahead():
    taken = []

    def items():
        for number in range(1000):
            taken.append(number)
            yield "slow" if number == 0 else "x"

    results = in_parallel(items(), 2, work, lost)
    assert next(results) == "slow done"
    assert len(taken) <= 10
    results.close()


def test_the_report_is_the_same_whatever_the_number_of_processes(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "checker.toml", "[[overrides]]\npaths = ['news/']\nignore = ['untranslated']\n")
    for number in range(8):
        write(tmp_path / f"{number}.txt", (CLEAN, FAULTY, DISAGREEING, FAULTY + DISAGREEING)[number % 4])
    write(tmp_path / "news/a.txt", FAULTY)
    write(tmp_path / "binary.txt", "\0")
    one = check("--target", "fr", ".", "missing.txt")
    for jobs in ("2", "auto", "3"):
        assert check("--target", "fr", ".", "missing.txt", "--jobs", jobs) == one
    assert check("--jobs", "many", ".").code == 2


def test_messages_in_the_language_of_the_desk_and_rules_of_ones_own_reach_the_processes(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "a.txt", DISAGREEING)
    options = ("--target", "fr", "--lang", "fr", "a.txt", "a.txt")
    assert check(*options, "--jobs", "2") == check(*options)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds the processes in /proc")
class TestProcesses:
    """The command line with processes that are looked for and interfered with."""

    def children(self, process: subprocess.Popen) -> list[int]:
        """The processes that check, without the one that multiprocessing keeps for itself."""
        found = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        lines = {int(pid): Path(f"/proc/{pid}/cmdline").read_bytes() for pid in found}
        return [pid for pid, line in lines.items() if b"spawn_main" in line]

    def has_words(self, process: subprocess.Popen) -> bool:
        """True if a process has mapped the words of a language, and so is checking."""
        return "words.marisa" in Path(f"/proc/{process.pid}/maps").read_text()

    def until(self, condition):
        for _ in range(600):
            if found := condition():
                return found
            time.sleep(0.05)
        raise AssertionError("it never happened")

    def test_a_killed_process_is_an_error_of_its_document_and_the_rest_goes_on(self):
        lines = [{"id": "long", "text": LONG}, *({"id": n, "text": FAULTY} for n in range(5))]
        command = [*COMMAND, "--jobs", "2", "--input-format", "jsonl", "-"]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            process.stdin.write(json.dumps(lines[0]).encode() + b"\n")
            process.stdin.flush()
            (worker,) = self.until(lambda: self.children(process))
            os.kill(worker, signal.SIGKILL)
            out, err = process.communicate("\n".join(map(json.dumps, lines[1:])).encode())
        documents = [json.loads(line) for line in out.decode().splitlines()]
        assert [document["id"] for document in documents] == ["long", 0, 1, 2, 3, 4]
        assert documents[0]["error"] == "'long', line 1: the process that checked it died (signal 9)"
        assert all(len(document["issues"]) == 1 for document in documents[1:])
        assert process.returncode == 2
        assert err.decode() == f"error: {documents[0]['error']}\n"

    @pytest.mark.parametrize("jobs", ["1", "2"])
    def test_an_interrupt_ends_all_processes_and_says_what_was_done(self, jobs, tmp_path):
        for name in "ab":
            write(tmp_path / f"{name}.txt", LONG)
        command = [*COMMAND, "--jobs", jobs, "--baseline", "base.json", "--update-baseline", "a.txt", "b.txt"]
        with subprocess.Popen(
            command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
        ) as process:
            checking = self.children if jobs == "2" else self.has_words
            self.until(lambda: checking(process))
            workers = self.children(process)
            os.killpg(process.pid, signal.SIGINT)
            out, err = process.communicate(timeout=60)
        said = b"stopped after 0 documents; no file was written\n"
        assert (process.returncode, out, err) == (130, b"", said)
        assert not (tmp_path / "base.json").exists()
        for worker in workers:
            assert not Path(f"/proc/{worker}").exists()
