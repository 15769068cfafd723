"""A process that has checked much, in many languages and settings, reports as a fresh one does and stays small."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FRENCH = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "samples").glob("*/**/article.fr.txt"))]
# What a sample article becomes in a language that it is not in is one foreign run after the other.
TARGETS = ("fr", "de", "en", "es", "it", "pt", "nl", "pl")


@pytest.mark.process
def test_many_languages_and_settings_in_one_process(tmp_path):
    files = []
    for target in TARGETS:
        lines = [json.dumps({"id": n, "text": text}) for n, text in enumerate(FRENCH)]
        files.append(tmp_path / f"{target}.jsonl")
        files[-1].write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, ROOT / "benchmarks" / "long_run.py", "--texts", "160", "--characters", "600", "--data"]
    done = subprocess.run([*command, *files], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 of 27 reports differ from fresh ones" in done.stdout
