"""The list of English phrases word by word: each is found, and what French says instead is not at fault."""

import pytest

from checker import Checker
from checker.fixes import apply
from checker.packs.languages import BUNDLED

LINES = (BUNDLED / "fr" / "idioms.txt").read_text(encoding="utf-8").splitlines()
WRONG = [line.partition(" > ")[0] for line in LINES if line and not line.startswith("#")]


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker("fr", select=["fr/calque/word-for-word"])


def test_each_phrase_is_found_and_mended_for_good(checker):
    for wrong in WRONG:
        text = f"Il faut {wrong} cette année."
        (issue,) = checker.check_text(text).issues
        assert issue.text == wrong
        assert not checker.check_text(apply(text, issue.fixes[0])).issues, wrong


def test_no_phrase_stands_twice():
    assert len(WRONG) == len(set(WRONG))


def test_a_phrase_is_found_in_its_other_forms_whatever_was_checked_before(checker):
    text = "Ils ont frappé la route. Le sénateur tournera un nouveau feuillet."
    fresh = Checker("fr", select=["fr/calque/word-for-word"]).check_text(text).issues
    assert [issue.text for issue in fresh] == ["frappé la route", "tournera un nouveau feuillet"]
    assert [issue.fixes[0].title for issue in fresh] == ["pris la route", "tournera la page"]
    assert checker.check_text(text).issues == fresh
