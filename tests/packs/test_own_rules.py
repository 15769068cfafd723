"""A rule of one's own stands beside the bundled ones of its kind: none takes another's place."""

from pathlib import Path

import pytest

from checker import Checker
from checker.packs.languages import EVERY_LANGUAGE, Packs
from checker.packs.rules import Rule, load_rules

# Those with expressions of their own aside, which only bundled rules may have.
BUNDLED = [rule for rule in load_rules(Packs()) if rule.pack == EVERY_LANGUAGE and "patterns" not in rule.yaml.value]


def copied(rule: Rule, folder: Path) -> Path:
    """A pack that holds nothing but the rule, as one of its user's own."""
    path = folder / rule.pack / "house/copy.yaml"
    path.parent.mkdir(parents=True)
    path.write_bytes(rule.path.read_bytes())
    return folder


@pytest.mark.parametrize("rule", BUNDLED, ids=lambda rule: rule.id)
def test_a_copy_of_a_bundled_rule_finds_what_that_one_finds(rule: Rule, tmp_path: Path) -> None:
    example = rule.file.examples.flags[0]
    text = example.text.replace("{{", "").replace("}}", "")
    family = rule.id.rpartition("/")[0]
    own = Checker(example.target or "fr", rules=(copied(rule, tmp_path),), select=[family, "mul/house"])
    issues = own.check_text(text).issues
    spans = [issue.span for issue in issues if issue.rule == rule.id]
    assert spans
    assert [issue.span for issue in issues if issue.rule == "mul/house/copy"] == spans
