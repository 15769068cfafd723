"""The language that a run is said to be in, and what is said where none is sure."""

import json

from checker import Checker
from checker.model import Document
from checker.report import wire

CHECKER = Checker(target="fr")
SURE = "Le maire a parlé. The meeting had already started and nobody was waiting. Puis il est parti."
DANISH_OR_NORWEGIAN = "Le maire a parlé. Han er ikke her. Puis il est parti."


def issue(text: str) -> dict:
    [found] = [issue for issue in CHECKER.check_text(text).issues if issue.is_foreign]
    return json.loads(wire.encode(wire.issue(found, Document("", text), "")))


def test_a_sure_language_is_named():
    found = issue(SURE)
    assert (found["language"], found["message"]) == ("en", "A passage of 9 words was left in English.")
    assert "languages" not in found


def test_an_unsure_one_is_not_named_but_the_two_likeliest_are_given():
    found = issue(DANISH_OR_NORWEGIAN)
    assert (found["language"], found["message"]) == ("und", "A passage of 4 words was left in another language.")
    assert {one["tag"] for one in found["languages"]} == {"da", "nb"}
    first, second = (one["probability"] for one in found["languages"])
    assert 1 >= first >= second >= 0
