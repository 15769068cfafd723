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

from expression_signs import signs_of
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


@pytest.mark.parametrize(
    ("expression", "signs"),
    [
        (r"(?<=\d)%", ("%",)),
        (r"(?<=[a-z] )Lundi(?= \d)", ("Lundi",)),
        (r"(?:a\.m\.|AM)(?!\w)", ("a.m.", "AM")),
        (r"x?(?P<s>[?!])", ("?", "!")),
        (r"(?:ab)+c*", ("ab",)),
        (r"(?:ab)?\d", ()),
        (r"(?:ab|\d)", ()),
        (r"(?i)lundi", ()),
    ],
)
def test_the_signs_of_an_expression_are_in_all_that_it_matches(expression, signs):
    assert signs_of(expression) == signs


def test_an_expression_finds_the_same_whatever_is_recorded_of_it(monkeypatch):
    text = "Le 5 Janvier, Mr. Doe a payé $5 billion, à 9 a.m. ; No. 2, dans les années 1990s , 5% de moins.. Etats"
    found = Checker("fr", select=["typography", "numbers"]).check_text(text).issues
    monkeypatch.setattr(Rule, "signs", ())
    assert Checker("fr", select=["typography", "numbers"]).check_text(text).issues == found
    assert len(found) >= 8
