"""Attacks by hand: each round makes others, and one that fails is told and keeps no other from being made."""

import os
import re
import subprocess
import sys
from pathlib import Path

import attacks
import rounds

ATTACK = """
from attacks import seeds

def test_attack():
    with open("made", "a") as file:
        file.write(f"{list(seeds(2))}")
    assert 5 not in seeds(2), "here"
"""


def test_each_round_makes_attacks_of_its_own_and_fails_alone(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(ATTACK)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    command = [sys.executable, rounds.__file__, "2", "4", "test_it.py"]
    environment = {**os.environ, "CHECKER_ATTACKS": "1", "PYTHONPATH": os.path.dirname(attacks.__file__)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 1, done.stderr
    assert (tmp_path / "made").read_text() == "[2, 3][4, 5][6, 7]"
    assert re.findall(r"^round (\d), \d+ s of processor time: (\w+)$", done.stdout, re.MULTILINE) == [
        ("2", "passed"),
        ("3", "failed"),
        ("4", "passed"),
    ]
    assert "AssertionError: here" in done.stdout
