"""Bundled rules that nothing in a text waits for are not read; what is recorded of them is what they say."""

import shutil
import sys
from pathlib import Path

import pytest

from checker import Checker
from checker.packs import recorded
from checker.packs.languages import BUNDLED
from checker.packs.rules import Rule

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))

from record import recorded_rules

RULE = "fr/calque/uncertain-whether"


def test_the_record_is_what_the_rules_say():
    assert recorded.RECORD.read_text(encoding="utf-8") == recorded_rules(), "run `python training/record.py`"


def test_a_rule_is_read_when_a_text_has_one_of_its_words():
    checker = Checker("fr", select=(RULE,))
    (rule,) = checker.rules
    assert checker.check_text("Le maire parle.").issues == ()
    assert "yaml" not in vars(rule)
    assert len(checker.check_text("Il est incertain de savoir quand il viendra.").issues) == 1
    assert "yaml" in vars(rule)


@pytest.mark.parametrize("changed", [False, True])
def test_a_file_that_has_changed_is_not_what_was_recorded(tmp_path, changed):
    path = tmp_path / "rule.yaml"
    shutil.copy(BUNDLED / f"{RULE}.yaml", path)
    if changed:
        path.write_bytes(path.read_bytes() + b"\n")
    assert (Rule(RULE, "fr", path).words is None) == changed
