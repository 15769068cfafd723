"""A system without anything of POSIX does all that others do: nothing is imported or asked for that it has not."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import FAULTY
from decided import accepted, decided, write

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows itself runs all tests")
PROGRAM = Path(__file__).with_name("other_system.py")
TEXT = "Il a dit : deal.\n"


def run(folder: Path, *words: str) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, PROGRAM, *words], cwd=folder, capture_output=True, text=True, timeout=600)


def test_a_check_and_its_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FAULTY)
    outputs = ("--output", "json=report.json", "--output", "html=site/")
    done = run(tmp_path, "check", "--target", "fr", "--baseline", "known.json", "--update-baseline", *outputs, "a.txt")
    assert (done.returncode, done.stderr) == (0, "known.json: 1 added, 0 removed\n")
    assert (tmp_path / "site/index.html").exists()
    assert json.loads((tmp_path / "known.json").read_text())["issues"]
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_decisions(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    wrong = decided("x.txt", {"decision": "reject", "text": "x"}, {"decision": "allow", "text": "c", "term": "c"})
    write(tmp_path / "decisions.json", accepted("a.txt", TEXT, "deal", "accord"), wrong)
    done = run(tmp_path, "apply", "decisions.json", "--backup", "--allow-file", "terms.txt", "--baseline", "known.json")
    assert done.returncode == 0
    assert done.stderr == "check again, as a correction may ask for another: checker check a.txt\n"
    assert (tmp_path / "a.txt").read_text() == TEXT.replace("deal", "accord")
    assert (tmp_path / "a.txt.bak").read_text() == TEXT
    assert (tmp_path / "terms.txt").read_text() == "c\n"
    assert len(json.loads((tmp_path / "known.json").read_text())["issues"]) == 1


@pytest.mark.parametrize("command", ["--version", "rules list", "languages", "config", "schema", "kinds"])
def test_other_commands(tmp_path: Path, command: str) -> None:
    done = run(tmp_path, *command.split())
    assert (done.returncode, done.stderr) == (0, "")
