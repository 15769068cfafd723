"""What the README shows is what the command prints."""

import os
import re

from test_cli import ROOT, run


def test_the_first_command_prints_what_is_shown_below_it() -> None:
    [shown] = re.findall(r"```text\n(samples/.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    environment = os.environ | {"COLUMNS": "100"}
    done = run("check", "--target", "fr", "samples/iran-missiles/article.fr.txt", cwd=ROOT, env=environment)
    assert done.stdout == shown
