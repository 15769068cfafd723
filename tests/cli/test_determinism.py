"""The same input gives the same bytes, whatever the order of the files, the locale or the seed of hashes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import DISAGREEING, FAULTY, check, write

SURROUNDINGS = (
    {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"},
    {"PYTHONHASHSEED": "4711", "LC_ALL": "C.UTF-8", "TZ": "Asia/Tokyo", "COLUMNS": "100"},
    {"PYTHONHASHSEED": "42", "LANG": "tr_TR.UTF-8", "PYTHONUTF8": "0"},
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "checker.toml", 'allow = ["deal", "Deal", "/[Tt]he .*/"]\n')
    for name in ("une.txt", "deux.txt", "news/été.txt"):
        write(tmp_path / name, f"<!-- checker: ignore[agreement, untranslatd] -->\n{FAULTY}{DISAGREEING}Un deal.\n")
    return tmp_path


def reports(into: Path, **surroundings: str) -> tuple[bytes, bytes, bytes]:
    """The reports of one run: text, JSON and HTML."""
    environment = {key: value for key, value in os.environ.items() if key not in ("LC_ALL", "LANG", "COLUMNS")}
    files = [into / "report.json", into / "report.html"]
    outputs = [word for file in files for word in ("--output", f"{file.suffix[1:]}={file}")]
    command = [sys.executable, "-m", "checker", "check", "--format", "text", *outputs, "."]
    text = subprocess.run(command, capture_output=True, env=environment | surroundings).stdout
    return text, files[0].read_bytes(), files[1].read_bytes()


def test_surroundings_change_no_byte(folder, tmp_path_factory):
    # Without a target, so that the guessers have their say too.
    runs = [reports(tmp_path_factory.mktemp("reports"), **surroundings) for surroundings in SURROUNDINGS]
    for format_in_all in zip(*runs, strict=True):
        assert len(set(format_in_all)) == 1
        assert format_in_all[0] != b""
        assert str(folder).encode() not in format_in_all[0]


def test_the_order_of_the_files_changes_only_the_order_of_the_report(folder):
    names = ["une.txt", "deux.txt", "news/été.txt"]
    there, back = (check("--target", "fr", *order).out.splitlines() for order in (names, names[::-1]))
    assert there == back[::-1]
    alone = [check("--target", "fr", name).out.strip() for name in names]
    assert there == alone


def test_a_baseline_is_the_same_file_whatever_the_order(folder):
    names = ["une.txt", "deux.txt", "news/été.txt"]
    for order, base in ((names, "there.json"), (names[::-1], "back.json")):
        check("--target", "fr", "--baseline", base, "--update-baseline", *order)
    there, back = (Path(base).read_bytes() for base in ("there.json", "back.json"))
    assert there == back
    assert [entry["path"] for entry in json.loads(there)["issues"]] == sorted(names)
