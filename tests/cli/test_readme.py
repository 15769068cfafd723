"""What the README shows is what the command prints."""

import os
import re

from test_cli import ROOT, run


def test_the_first_command_prints_among_others_what_is_shown_below_it() -> None:
    [shown] = re.findall(r"```text\n(samples/.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    environment = os.environ | {"COLUMNS": "100"}
    done = run("check", "--target", "fr", "samples/iran-missiles/article.fr.txt", cwd=ROOT, env=environment)
    issues, printed = shown.split("\n\n"), done.stdout.split("\n\n")
    assert len(issues) > 3
    assert [each for each in printed if each in issues] == issues
    assert printed[-1] == issues[-1]
