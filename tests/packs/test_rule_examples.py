"""Every rule proves itself by the examples in its file."""

import pytest

from checker.engine.examples import Result, rules_at, run

CHECKER, RULES = rules_at(None)
RESULTS = list(run(CHECKER, RULES))


def test_every_rule_is_tried():
    assert {result.rule for result in RESULTS} == {rule.id for rule in RULES}


@pytest.mark.parametrize("result", RESULTS, ids=lambda result: f"{result.rule}:{result.place.rpartition(':')[2]}")
def test_example(result: Result):
    assert result.problem is None, f"{result.place}: {result.problem}"
