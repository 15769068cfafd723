"""As a program: runs each command of a list in a fork of this process, whose streams they share.

Arguments: a file that takes the exit codes, then the commands. What they load is loaded before, once.
"""

import gc
import json
import os
import sys
from contextlib import redirect_stdout, suppress
from functools import cache
from io import StringIO
from pathlib import Path

import typer.main

from checker import Checker
from checker.cli import app, main

typer.main.get_command = cache(typer.main.get_command)
with redirect_stdout(StringIO()), suppress(SystemExit):
    app(["--help"])
Checker("fr").check_text("Le ministre a dit that the talks had failed and nobody knew what to do next.")
gc.freeze()  # what they share is not copied because one looks through it

codes = []
for command in sys.argv[2:]:
    if not (pid := os.fork()):
        sys.argv = ["checker", *command.split()]
        main()
    codes.append(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
Path(sys.argv[1]).write_text(json.dumps(codes))
