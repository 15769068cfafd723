"""The errors that are planted for the judge to learn from."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))

from confusing import Confuser
from french_errors import ROWS
from planting import Planter

from checker.morphology import Lexicon
from checker.packs.languages import Packs

PLANTER = Planter(Lexicon.of(Packs().languages["fr"]), ROWS)


@pytest.mark.parametrize(
    ("form", "others"),
    [
        ("grand", {"grande", "grands", "grandes"}),
        ("il", {"ils", "elle", "elles"}),
        ("voitures", {"voiture"}),
        ("vont", {"va"}),
        ("nier", {"nié", "niez"}),
    ],
)
def test_a_form_is_put_into_others_of_its_paradigm(form: str, others: set[str]) -> None:
    assert others <= {change.form for change in PLANTER.changes(form)}


@pytest.mark.parametrize("form", ["l'", "Strasbourg", "2024", ",", "toujours"])
def test_what_does_not_inflect_is_left(form: str) -> None:
    assert PLANTER.changes(form) == ()


def test_one_word_of_a_sentence_changes_and_keeps_its_capital() -> None:
    before = ["Les", "voitures", "rouges", "sont", "parties", "hier", "."]
    for seed in range(50):
        forms = list(before)
        place = PLANTER.plant(forms, random.Random(seed))
        assert place is not None
        assert [n for n, (a, b) in enumerate(zip(before, forms, strict=True)) if a != b] == [place]
        assert forms[0][0].isupper()


def test_a_word_or_phrase_is_put_for_one_that_sounds_like_it() -> None:
    confuser, before = Confuser(["plutôt | plus tôt"]), ["Plutôt", "que", "de", "partir", "."]
    forms = list(before)
    assert confuser.confuse(forms, random.Random(1)) == (range(1), range(2))
    assert forms == ["Plus", "tôt", "que", "de", "partir", "."]
    assert confuser.confuse(forms, random.Random(1)) == (range(2), range(1))
    assert forms == before


def test_a_sentence_without_such_words_is_left() -> None:
    assert Confuser(["on | ont"]).confuse(["Il", "part", "."], random.Random(1)) is None
