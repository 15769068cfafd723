"""What the README shows is what the command prints."""

import os
import re

from test_cli import ROOT, run


def test_the_first_command_prints_what_is_shown_below_it() -> None:
    [shown] = re.findall(r"```text\n(samples/.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    environment = os.environ | {"COLUMNS": "100"}
    done = run("check", "--target", "fr", "samples/iran-missiles/article.fr.txt", cwd=ROOT, env=environment)
    place = 0
    for part in shown.split("[…]\n"):  # what the README leaves out
        place = done.stdout.find(part.strip("\n"), place)
        assert place >= 0, part
    assert done.stdout.startswith(shown.splitlines()[0])
    assert done.stdout.endswith(shown.splitlines()[-1] + "\n")
