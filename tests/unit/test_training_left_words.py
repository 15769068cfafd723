"""Words put into human text: where they stand is known, and nothing else has changed."""

from __future__ import annotations

import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))

from left_words import Planted, Planter

TEXT = (
    "Die Fähre fährt wieder\n\n"
    "Der Bürgermeister dankte den Freiwilligen aus dem ganzen Land. Dort hatte auch Anna Berg geholfen.\n"
    "Mehrere Straßen bleiben gesperrt, und die Schulen öffnen nicht vor dem Wochenende. Niemand weiß warum.\n"
    "Die Bewohner sprechen noch heute von dieser Nacht, wenn es um das alte Haus am Hafen geht.\n"
)
LINES = [
    "The owners of the old shipyard were worried about the rising water, and nobody wanted to leave the harbour.",
    "In the evening, a council of angry farmers walked to the well-known market hall.",
    "Nobody knew where to go.",
]
PLANTER = Planter("en", LINES, ["harbour", "widow", "scaffolding"], lambda _, word: word in ("dem", "das", "die"))


def planted() -> list[Planted]:
    made = (PLANTER.plant(TEXT, "de", random.Random(seed)) for seed in range(800))
    return [one for one in made if one]


def test_what_is_marked_begins_and_ends_with_a_letter_and_comes_in_order():
    for one in planted():
        ends = 0
        for start, end, _ in one.spans:
            assert ends <= start < end <= len(one.text)
            assert one.text[start].isalnum()
            assert one.text[end - 1].isalnum()
            ends = end


def test_every_kind_is_made():
    kinds = {kind for one in planted() for *_, kind in one.spans}
    assert {"word", "capital", "phrase", "title case", "bracket", "glued", "compound", "inflected", "item"} <= kinds
    assert {"headline", "opener", "sentence", "quoted sentence", "title"} <= kinds
    assert any(kind.startswith("quoted ") for kind in kinds)


def test_the_words_of_the_text_are_not_marked():
    for one in planted():
        for start, end, kind in one.spans:
            if kind in ("bracket", "glued"):
                assert one.text[start - 1] in "(/"
            if kind in ("item", "title", "sentence"):
                assert not {"Anna", "Mehrere", "Niemand", "Bewohner"} & set(one.text[start:end].split())


def test_no_sign_that_only_the_planter_reads_stays():
    assert all(sign not in one.text for one in planted() for sign in "\t\v")
