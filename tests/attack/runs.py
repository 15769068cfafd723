"""Runs of the command line that cost no start: forked from a process that has imported all of it and does nothing else.

As a program, it reads lines of JSON. To a folder and commands, which it starts at once, it answers with their process
ids; to null with their exit codes, the negative of a signal's number where a signal has ended one.
"""

import gc
import json
import os
import subprocess
import sys
from contextlib import redirect_stdout, suppress
from functools import cache
from io import StringIO
from pathlib import Path

import typer.main

import checker.decisions.corrections
import checker.decisions.learning
import checker.decisions.merging  # noqa: F401  # so that no run has to
from checker.cli import app, main


class Runs:
    """Starts runs in processes of their own."""

    def __init__(self) -> None:
        command = [sys.executable, __file__]
        self._server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def start(self, folder: Path, *commands: list[str]) -> list[int]:
        """Run commands in a folder, all from now on; what each says goes to a file beside the folder."""
        for number in range(len(commands)):
            Path(f"{folder}.{number}").write_text("")
        return self._ask([str(folder), commands])

    def codes(self) -> list[int]:
        """The exit codes of the runs that were started last, when they have ended."""
        return self._ask(None)

    def said(self, folder: Path, number: int = 0) -> str:
        """What a run in a folder that has ended has written, on both streams."""
        return Path(f"{folder}.{number}").read_text()

    def end(self) -> None:
        """End the process that runs are forked from."""
        self._server.communicate()

    def _ask(self, question: object) -> list[int]:
        assert self._server.stdin
        assert self._server.stdout
        self._server.stdin.write(json.dumps(question) + "\n")
        self._server.stdin.flush()
        return json.loads(self._server.stdout.readline())


def serve() -> None:
    """Start runs as they are asked for, and wait for them when that is asked for: until then their ids are theirs."""
    pids: list[int] = []
    for line in sys.stdin:
        if question := json.loads(line):
            pids = forked(*question)
            answer = pids
        else:
            answer = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids]
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def forked(folder: str, commands: list[list[str]]) -> list[int]:
    """The ids of processes that run commands, and begin when all are there."""
    gate, opened = os.pipe()
    pids = []
    for number, command in enumerate(commands):
        if not (pid := os.fork()):
            os.close(opened)
            run(folder, number, command, gate)
        pids.append(pid)
    os.close(gate)
    os.close(opened)
    return pids


def run(folder: str, number: int, command: list[str], gate: int) -> None:
    """Run a command once nobody holds the other end of the gate open."""
    os.chdir(folder)
    said = os.open(f"{folder}.{number}", os.O_WRONLY)
    os.dup2(said, 1)
    os.dup2(said, 2)
    sys.argv = ["checker", *command]
    os.read(gate, 1)
    try:
        main()
    except SystemExit as ended:
        sys.stdout.flush()
        os._exit(int(ended.code or 0))


if __name__ == "__main__":
    typer.main.get_command = cache(typer.main.get_command)
    with redirect_stdout(StringIO()), suppress(SystemExit):
        app(["apply", "--help"])  # imports and builds what no run then has to
    gc.freeze()  # what runs share is not copied because a run looks through it
    serve()
