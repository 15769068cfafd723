"""Headings that lost their line break, as articles from the web have them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model import Span
from checker.morphology import Lexicon
from checker.packs.languages import Packs
from checker.text import seams

READINGS = Lexicon.of(Packs().languages["fr"]).readings


def parts(text: str) -> list[str]:
    return [part.of(text) for part in seams.parts(text, Span(0, len(text)), READINGS)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Un retard inexpliquéLes pompiers sont arrivés tard.", "Un retard inexpliqué"),
        ("La fin des annéesIl a quitté la ville.", "La fin des années"),
        ("Une fin de saison difficile Les joueurs ont repris.", "Une fin de saison difficile "),
        ("Il a dit « non »Les autres se taisent.", "Il a dit « non »"),
        ("La fin du moisL'équipe est repartie.", "La fin du mois"),
        ("La maison a fermé.RM Motors n'a pas vendu.", "La maison a fermé."),
    ],
)
def test_a_heading_glued_to_a_sentence_is_cut_off(text: str, first: str) -> None:
    assert parts(text)[0] == first


@pytest.mark.parametrize(
    "text",
    [
        "Il lit Le Monde daté de mai.",
        "Elle a vendu son iPhone sur eBay.",
        "La vidéo est sur YouTube et LinkedIn.",
        "Il a remporté le ballon d'Or.",
        "Ils vivent à La Rochelle.",
        "Le site monAvis.fr est en ligne.",
        "Il a rejoint McDonald et FranceTV.",
    ],
)
def test_names_with_capitals_inside_are_no_seams(text: str) -> None:
    assert parts(text) == [text]


@given(st.text(alphabet=st.sampled_from("leLs pMonde.»É'1"), max_size=60))
def test_the_parts_tile_the_segment(text: str) -> None:
    assert "".join(parts(text)) == text
