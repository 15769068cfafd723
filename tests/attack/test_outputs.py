"""Outputs that are closed, full, or read by nobody, and a folder that is gone: exit codes say what they always do."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import CLEAN, FAULTY
from decided import accepted, decided, write

pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")

TEXT = "Il a dit : deal.\n"
AFTER = "Il a dit : accord.\n"
EACH_COMMAND = Path(__file__).with_name("each_command.py")
# Commands, and their exit codes where all can be written; then those that write nothing to standard output.
COMMANDS = {
    "--version": 0,
    "--help": 0,
    "check --help": 0,
    "rules list": 0,
    "rules explain mul/untranslated/word": 0,
    "languages": 0,
    "config": 0,
    "schema": 0,
    "check --target fr clean.txt": 0,
    "check --target fr faulty.txt": 1,
    "check --target fr --format jsonl faulty.txt missing.txt": 2,
    "apply --dry-run decisions.json": 0,
    "fix --target fr --dry-run faulty.txt": 1,
}
WRONG = (
    "nonsense",
    "check",
    "rules explain nonsense",
    "rules test nowhere",
    "check --target fr --baseline no clean.txt",
)
NO_OUTPUT = [">&-", ">/dev/full", "<&- >&- 2>&-"]
NO_MESSAGES = ["<&- 2>&-", "2>/dev/full"]


def shell(line: str, folder: Path) -> subprocess.CompletedProcess:
    """What a line of a shell does; `checker` and `python` are those of the tests."""
    paths = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": paths}
    return subprocess.run(["sh", "-c", line], cwd=folder, env=environment, capture_output=True, text=True, timeout=600)


def codes(redirected: str, folder: Path) -> tuple[list[int], str]:
    """The exit code of each of the commands, the wrong ones last, and what they said on standard error."""
    words = [sys.executable, str(EACH_COMMAND), "codes", *COMMANDS, *WRONG]
    done = shell(f"{shlex.join(words)} {redirected}", folder)
    return json.loads((folder / "codes").read_text()), done.stderr


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "clean.txt").write_text(CLEAN)
    (tmp_path / "faulty.txt").write_text(FAULTY)
    for number in range(20):
        (tmp_path / f"{number}.txt").write_text(TEXT)
    wrong = decided("x.txt", {"decision": "reject", "text": "x"}, {"decision": "allow", "text": "c", "term": "c"})
    corrected = (accepted(f"{number}.txt", TEXT, "deal", "accord") for number in range(20))
    write(tmp_path / "decisions.json", *corrected, wrong)
    return tmp_path


@pytest.mark.parametrize("redirected", NO_OUTPUT)
def test_a_command_that_cannot_say_what_it_is_for_ends_in_an_error(desk: Path, redirected: str) -> None:
    ended, said = codes(redirected, desk)
    assert ended == [2] * len(COMMANDS | dict.fromkeys(WRONG))
    assert "Traceback" not in said
    if "2>" not in redirected:
        assert said.count("error: standard output cannot be written: ") == len(COMMANDS)


@pytest.mark.parametrize("redirected", NO_MESSAGES)
def test_a_command_that_cannot_say_messages_ends_as_it_would(desk: Path, redirected: str) -> None:
    ended, said = codes(redirected, desk)
    assert ended == [*COMMANDS.values(), *(2 for _ in WRONG)]
    assert "Traceback" not in said


def test_a_folder_that_is_gone_is_a_clear_error_or_no_matter(desk: Path) -> None:
    words = [sys.executable, str(EACH_COMMAND), str(desk / "codes"), *COMMANDS, *WRONG]
    done = shell(f"mkdir gone; cd gone; rmdir ../gone; {shlex.join(words)}", desk)
    ended = json.loads((desk / "codes").read_text())
    need_none = {"--version", "--help", "check --help", "rules list", "schema"}
    assert ended == [0 if command in need_none else 2 for command in (*COMMANDS, *WRONG)]
    assert "Traceback" not in done.stderr
    assert "error: the current folder cannot be found: " in done.stderr


@pytest.mark.parametrize("redirected", ["| head -n 1", ">/dev/full", ">&- 2>&-"])
def test_apply_does_all_its_work_whoever_listens(desk: Path, redirected: str) -> None:
    apply = "checker apply decisions.json --allow-file terms.txt --baseline known.json"
    done = shell(f"({apply}; echo $? > code) {redirected}", desk)
    assert (desk / "code").read_text() == "0\n"
    assert all((desk / f"{number}.txt").read_text() == AFTER for number in range(20))
    assert (desk / "terms.txt").read_text() == "c\n"
    assert len(json.loads((desk / "known.json").read_text())["issues"]) == 1
    if "2>" not in redirected:
        assert "; applied to 21 of 21 documents, the last x.txt; terms.txt, known.json written" in done.stderr


@pytest.mark.parametrize("redirected", [">&-", ">/dev/full"])
def test_a_check_writes_its_files_though_nobody_sees_it(desk: Path, redirected: str) -> None:
    options = "--output json=report.json --update-baseline --baseline known.json"
    done = shell(f"checker check --target fr {options} faulty.txt {redirected}", desk)
    assert (done.returncode, done.stderr.splitlines()[-1][:42]) == (2, "error: standard output cannot be written: ")
    assert json.loads((desk / "report.json").read_text())["documents"]
    assert len(json.loads((desk / "known.json").read_text())["issues"]) == 1
