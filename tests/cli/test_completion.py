"""Completion in the shells that people have, installed as the help says and asked as a shell asks."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHELLS = ["bash", "zsh"]
ASKED = [("checker che", "check"), ("checker check --target f", "fr"), ("checker check --select agre", "agreement")]
BASH = """
source ~/.bashrc
COMP_WORDS=({words}) COMP_CWORD={last} COMP_LINE="{line}" COMP_POINT=${{#COMP_LINE}}
"$(complete -p checker | sed 's/.*-F \\([^ ]*\\).*/\\1/')" checker
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
# What is completed is handed to `_arguments`, which works only while a line is edited.
ZSH = """
source ~/.zshrc
_arguments() {{ print -r -- "$@" }}
source ~/.zfunc/_checker
words=({words}) CURRENT={number}
_checker_completion
"""


@pytest.fixture
def home(tmp_path):
    """A home with the command on the path of its shells."""
    bin_folder = tmp_path / "bin"
    bin_folder.mkdir()
    command = bin_folder / "checker"
    command.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m checker "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return tmp_path


def shell(name, script, home):
    path = shutil.which(name)
    if not path:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"{name} is not installed")
    environment = {**os.environ, "HOME": str(home), "PATH": f"{home / 'bin'}:{os.environ['PATH']}", "SHELL": path}
    options = {"bash": ["--noprofile", "--norc"], "zsh": ["-f"]}[name]
    return subprocess.run([path, *options, "-c", script], env=environment, capture_output=True, text=True, timeout=300)


@pytest.mark.parametrize("name", SHELLS)
def test_completion_is_installed_and_answers(name, home):
    done = shell(name, "checker --install-completion; true", home)
    assert f"{name} completion installed" in done.stdout, done.stderr
    for line, wanted in ASKED:
        words = line.split()
        script = {"bash": BASH, "zsh": ZSH}[name].format(
            words=" ".join(words), last=len(words) - 1, line=line, number=len(words)
        )
        answered = shell(name, script, home)
        assert wanted in answered.stdout.replace('"', " ").split(), answered.stderr
