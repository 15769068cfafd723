"""Words put for others that sound like them: what is found, what is left alone, what the fix writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import write

from checker import Checker
from checker.checks.confusion import ConfusionSets, is_without_accent
from checker.errors import RuleError
from checker.fixes import apply_first_fixes

CHECKER = Checker("fr", select=["fr/agreement", "fr/word-form"])


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("Les pompiers on été appelés vers minuit.", "Les pompiers ont été appelés vers minuit."),
        ("Le premier ministre et arrivé à Rome hier.", "Le premier ministre est arrivé à Rome hier."),
        ("Les enfants son partis en vacances hier.", "Les enfants sont partis en vacances hier."),
        ("L\u2019homme ces rendu à la police.", "L\u2019homme s\u2019est rendu à la police."),
        ("Le jour ou il est parti, il pleuvait.", "Le jour où il est parti, il pleuvait."),
        ("L\u2019a commission a voté mardi.", "La commission a voté mardi."),
        ("Il a été arrêté par là police mardi soir.", "Il a été arrêté par la police mardi soir."),
    ],
)
def test_the_word_that_is_meant_is_the_first_fix(text: str, fixed: str) -> None:
    assert apply_first_fixes(text, CHECKER.check_text(text).issues) == fixed


@pytest.mark.parametrize(
    "text",
    [
        "A Paris comme à Lyon, on a voté dans le calme, et les résultats sont connus.",
        "Ses parents, ce sont ceux qui se sont installés là, dans la maison où il est né.",
        "Quand on peut peu, on fait peu, a-t-il dit.",
        "C'est ce qu'a dit le préfet : s'est-il trompé, ou non ?",
        "Plus tôt dans la journée, il avait plutôt choisi de se taire.",
        "D'en haut, la mer est calme ; dans le port, la maire et sa mère attendent.",
    ],
)
def test_right_words_stay_unmarked(text: str) -> None:
    assert not CHECKER.check_text(text).issues


def test_of_two_rules_that_blame_each_other_s_word_one_speaks() -> None:
    [issue] = CHECKER.check_text("Elle lui à demandé de venir.").issues
    assert issue.fixes[0].title == "a"


def test_a_set_holds_words_and_short_phrases() -> None:
    sets = ConfusionSets(["la | là | l'a", "plutôt | plus tôt"])
    found = list(sets.places(["Il", "l\u2019", "a", "su", "plus", "tôt", "que", "La", "Presse"]))
    assert [(place.words, place.others) for place in found] == [
        (range(1, 3), (("la",), ("là",))),
        (range(4, 6), (("plutôt",),)),
        (range(7, 8), (("là",), ("l'", "a"))),
    ]


@pytest.mark.parametrize(("form", "other"), [("A", "à"), ("OU", "où"), ("Etait", "était")])
def test_a_capital_may_lack_its_accent(form: str, other: str) -> None:
    assert is_without_accent(form, other)


@pytest.mark.parametrize(("form", "other"), [("a", "à"), ("Ou", "où"), ("Et", "est")])
def test_nothing_else_is_forgiven_to_a_capital(form: str, other: str) -> None:
    assert not is_without_accent(form, other)


@pytest.mark.parametrize("line", ["on | ont\nson |", "# none"])
def test_a_list_with_half_a_set_or_nothing_is_an_error(tmp_path: Path, line: str) -> None:
    write(tmp_path / "fr/homophones.txt", f"{line}\n")
    with pytest.raises(RuleError, match="word_list: a list is wanted"):
        Checker("fr", rules=(tmp_path,)).check_text("Ils sont là.")
