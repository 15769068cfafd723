"""Names of persons over a whole article: what many of them cost, and which spelling is the right one."""

from __future__ import annotations

from itertools import product
from time import process_time

import pytest

from checker import Checker

SECONDS = 5.0  # for some ten thousand names; what grows with their square takes minutes


def alarms(rule: str, text: str) -> list[str]:
    """The words that a rule marks in a French text, each with its first fix."""
    issues = Checker("fr", select=[rule]).check_text(text).issues
    return [f"{issue.span.of(text)} > {issue.fixes[0].edits[0].replacement}" for issue in issues]


def test_the_commoner_spelling_is_right() -> None:
    text = "Nasser Mansuri parle. Puis Nasser Mansouri se tait. Pour Mansouri, tout est dit."
    assert alarms("mul/names/two-spellings", text) == ["Mansuri > Mansouri"]


def test_of_two_as_common_the_first_is_right() -> None:
    text = "Nasser Mansuri parle. Puis Nasser Mansouri se tait."
    assert alarms("mul/names/two-spellings", text) == ["Mansouri > Mansuri"]


def test_every_place_is_marked() -> None:
    text = "Katrin Vollmer, Katrin Vollmer et Katrin Vollmer. M. Volmer part. M. Volmer revient."
    assert alarms("mul/names/two-spellings", text) == ["Volmer > Vollmer"] * 2


@pytest.mark.parametrize(
    "text",
    [
        " ".join(f"Anna {''.join(letters).capitalize()}berg." for letters in product("iy", repeat=13)),
        "M. Vallier et " * 10_000,
        "Anna Vallier, présidente, et M. Vallier. " * 3_000,
        " ".join(f"« Helen Brandt{n} parle. Il a ajouté" for n in range(3_000)),
    ],
    ids=["alike", "one name", "titles", "pronouns"],
)
def test_many_names_cost_in_proportion(text: str) -> None:
    checker = Checker("fr", select=["names", "gender"])
    checker.check_text("Anna Vallier est là.")
    start = process_time()
    checker.check_text(text)
    assert process_time() - start < SECONDS * (1 + len(text) / 100_000)
