"""Every rule proves itself by the examples in its file."""

from collections import Counter

import pytest

from checker.engine.examples import FEWEST, Result, rules_at, run
from checker.packs.languages import BUNDLED

CHECKER, RULES = rules_at(None)
RESULTS = list(run(CHECKER, RULES))


def test_every_rule_of_a_pack_is_tried_by_two_examples_of_either_kind_at_least():
    files = {path.relative_to(BUNDLED).with_suffix("").as_posix() for path in BUNDLED.glob("*/*/*.yaml")}
    assert len(files) > 20
    tried = Counter(result.rule for result in RESULTS)
    assert set(tried) == files
    assert min(tried.values()) >= 2 * FEWEST


@pytest.mark.parametrize("result", RESULTS, ids=lambda result: f"{result.rule}:{result.place.rpartition(':')[2]}")
def test_example(result: Result):
    assert result.problem is None, f"{result.place}: {result.problem}"
