"""The French lexicon in both directions, and the format that holds it."""

from pathlib import Path

import pytest

from checker.model import Reading
from checker.morphology import Lexicon
from checker.morphology.lexicon import features, write_lexicon
from checker.packs.languages import Packs


@pytest.fixture(scope="module")
def french() -> Lexicon:
    return Lexicon.of(Packs().find("fr"))


def tags(lexicon: Lexicon, form: str) -> set[str]:
    return {f"{reading.upos} {reading.feats}".strip() for reading in lexicon.readings(form)}


def test_a_form_has_all_its_readings(french):
    assert "NOUN Gender=Fem|Number=Sing" in tags(french, "montre")
    assert "VERB Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin" in tags(french, "montre")
    assert Reading("travail", "NOUN", "Gender=Masc|Number=Plur") in french.readings("travaux")


def test_an_epicene_noun_leaves_its_gender_open(french):
    assert tags(french, "ministre") == {"NOUN Number=Sing"}


def test_participles_carry_gender_and_number_and_finite_forms_person(french):
    assert "VERB Gender=Fem|Number=Plur|Tense=Past|VerbForm=Part" in tags(french, "vendues")
    assert "AUX Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin" in tags(french, "ont")


@pytest.mark.parametrize("form", ["l’", "L'", "du", "aux", "cette", "leurs", "quelques"])
def test_determiners_are_known_elided_contracted_or_plain(french, form):
    assert any(reading.upos == "DET" for reading in french.readings(form))


@pytest.mark.parametrize("form", ["nouvels", "bels", "vieils", "œils"])
def test_a_plural_that_nobody_writes_is_no_form(french, form):
    assert not french.readings(form)


@pytest.mark.parametrize(
    ("singular", "plural"),
    [("œil", "yeux"), ("chef-d'œuvre", "chefs-d'œuvre"), ("belle-mère", "belles-mères"), ("beau", "beaux")],
)
def test_a_plural_that_looks_otherwise_belongs_to_its_singular(french, singular, plural):
    noun = next(reading for reading in french.readings(singular) if reading.upos == "NOUN")
    assert french.inflect(noun, {"Number": "Plur"})[0] == plural


def test_a_capitalised_form_is_read_as_a_name_and_as_a_word(french):
    assert {reading.upos for reading in french.readings("Paris")} >= {"PROPN", "NOUN"}
    assert french.readings("Transfert") == french.readings("transfert")


def test_an_elided_word_is_no_form(french):
    assert french.readings("l'école") == ()


def test_the_ligature_may_be_written_apart(french):
    assert tags(french, "oeil") == tags(french, "œil")


def test_an_unknown_word_has_no_reading(french):
    assert french.readings("deeply") == ()
    assert french.readings("") == ()


@pytest.mark.parametrize(
    ("lemma", "upos", "feats", "forms"),
    [
        ("national", "ADJ", "Gender=Masc|Number=Plur", ("nationaux",)),
        ("beau", "ADJ", "Gender=Masc|Number=Sing", ("beau", "bel")),
        ("tout", "DET", "Gender=Masc|Number=Sing", ("tout",)),
        ("du", "DET", "Gender=Fem|Number=Sing", ("de la", "de l'")),
        ("aller", "VERB", "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin", ("vont",)),
        ("rouge", "ADJ", "Gender=Fem|Number=Sing", ("rouge",)),
        ("deeply", "ADV", "", ()),
    ],
)
def test_a_lemma_with_features_gives_its_forms(french, lemma, upos, feats, forms):
    assert french.forms(lemma, upos, features(feats)) == forms


def test_a_reading_is_inflected_by_the_features_that_change(french):
    reading = next(r for r in french.readings("avez") if r.upos == "AUX")
    assert french.inflect(reading, {"Person": "1"}) == ("avons",)


def test_a_language_without_a_lexicon_knows_nothing():
    lexicon = Lexicon.of(Packs().languages["mul"])
    assert lexicon.readings("le") == ()
    assert lexicon.forms("le", "DET", {}) == ()


def test_what_is_written_is_read_back(tmp_path: Path):
    entries = [
        (
            ("gato", Reading("gato", "NOUN", "Gender=Masc|Number=Sing")),
            ("gata", Reading("gato", "NOUN", "Gender=Fem|Number=Sing")),
        ),
        (("gata", Reading("gata", "NOUN", "Gender=Fem|Number=Sing")),),
    ]
    write_lexicon(entries, tmp_path)
    first = [(tmp_path / name).read_bytes() for name in ("lexicon.marisa", "lexicon.bin")]
    lexicon = Lexicon(tmp_path)
    assert set(lexicon.readings("gata")) == {
        Reading("gato", "NOUN", "Gender=Fem|Number=Sing"),
        Reading("gata", "NOUN", "Gender=Fem|Number=Sing"),
    }
    assert lexicon.forms("gato", "NOUN", {"Gender": "Fem"}) == ("gata",)
    write_lexicon(entries, tmp_path)
    assert first == [(tmp_path / name).read_bytes() for name in ("lexicon.marisa", "lexicon.bin")]


def test_a_word_is_inflected_whose_lemma_is_none_of_its_forms(tmp_path: Path):
    article = Reading("uno", "DET", "Gender=Fem|Number=Sing")
    write_lexicon([(("un", Reading("uno", "DET", "Gender=Masc|Number=Sing")), ("una", article))], tmp_path)
    lexicon = Lexicon(tmp_path)
    assert lexicon.readings("uno") == ()
    assert lexicon.readings("una") == (article,)
    assert lexicon.inflect(article, {"Gender": "Masc"}) == ("un",)
