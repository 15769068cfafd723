"""The page on a language with agreement: what it says to write finds what it says."""

import re
import runpy
from pathlib import Path

from command_line import checker

GUIDE = (Path(__file__).parents[2] / "rules/README.md").read_text(encoding="utf-8")


def test_a_language_agrees_by_the_files_that_the_guide_shows(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    page = GUIDE.partition("### A language with agreement")[2]
    script, grammar, rule = re.findall(r"```(?:python|yaml)\n(.*?)```", page, re.DOTALL)[:3]
    pack = tmp_path / "packs/es"
    (pack / "agreement").mkdir(parents=True)
    (pack / "grammar.yaml").write_text(grammar, encoding="utf-8")
    (pack / "agreement/adjective.yaml").write_text(rule, encoding="utf-8")
    (tmp_path / "lexicon.py").write_text(script, encoding="utf-8")
    runpy.run_path("lexicon.py")
    assert checker("rules", "test", "packs/es").out == "rules: 1; examples passed: 4, failed: 0\n"
    assert re.search(r"^es .*agreement.*lexicon", checker("languages", "--rules", "packs").out, re.MULTILINE)
