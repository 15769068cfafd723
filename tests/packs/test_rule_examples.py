"""Every rule proves itself by the examples in its file."""

import pytest

from checker.engine.examples import FEWEST, rules_at, run
from checker.packs.languages import BUNDLED

CHECKER, RULES = rules_at(None)


def test_every_file_of_a_pack_is_a_rule():
    files = {path.relative_to(BUNDLED).with_suffix("").as_posix() for path in BUNDLED.glob("*/*/*.yaml")}
    assert len(files) > 20
    assert {rule.id for rule in RULES} == files


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_two_examples_of_either_kind_at_least_and_all_hold(rule):
    results = list(run(CHECKER, [rule]))
    assert len(results) >= 2 * FEWEST
    assert [f"{result.place}: {result.problem}" for result in results if result.problem] == []
