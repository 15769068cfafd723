"""The guess of a target language: most paragraphs decide, and doubt is said."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import LanguageError
from checker.identify.target import guess_language
from checker.model import Document

KNOWN = ("de", "en", "es", "fr", "it", "pt-BR")
TEXTS = {
    "fr": "Les pêcheurs du port ont bloqué la route mercredi matin pour protester contre la hausse du prix du gazole.\n"
    "Selon la préfecture, une cinquantaine de bateaux restent à quai, et les négociations doivent reprendre demain.\n",
    "de": "Die Fischer blockierten am Mittwochmorgen die Straße zum Hafen, um gegen höhere Preise zu protestieren.\n"
    "Nach Angaben der Behörden liegen rund fünfzig Boote am Kai, und morgen soll wieder verhandelt werden.\n",
    "es": "Los pescadores del puerto cortaron la carretera el miércoles para protestar por la subida del gasóleo.\n"
    "Según las autoridades, unos cincuenta barcos siguen amarrados y mañana se reanudarán las negociaciones.\n",
    "en": "Fishermen blocked the road to the harbour on Wednesday morning in protest at the rising price of diesel.\n"
    "About fifty boats are still moored along the quay, officials said, and talks are expected to resume tomorrow.\n",
}


def guessed(text: str, known: tuple[str, ...] = KNOWN) -> str:
    return guess_language(Document("a", text), known)


def guessed_or_error(text: str) -> str | LanguageError:
    try:
        return guessed(text)
    except LanguageError as error:
        return error


@pytest.mark.parametrize("tag", TEXTS)
def test_an_article_is_in_its_language(tag):
    assert guessed(TEXTS[tag]) == tag


def test_an_english_headline_and_an_english_paragraph_do_not_decide():
    assert guessed("Fishermen block harbour road\n\n" + TEXTS["fr"] + TEXTS["en"].splitlines()[0]) == "fr"


def test_the_majority_counts_by_length_not_by_number():
    asides = "A short line.\nAnd one more.\nThis is all.\nSo they said.\nNothing new.\n"
    assert guessed(asides + TEXTS["fr"]) == "fr"


def test_a_long_text_is_judged_by_all_of_it():
    assert guessed(TEXTS["en"] * 50 + TEXTS["fr"] * 200) == "fr"


def test_halves_in_two_languages_are_a_question():
    with pytest.raises(LanguageError, match=r"cannot be told .*--target"):
        guessed(TEXTS["fr"].splitlines()[0] + "\n" + TEXTS["en"].splitlines()[0] + "\n" + TEXTS["de"])


def test_two_opinions_that_differ_are_both_named(monkeypatch):
    monkeypatch.setattr("checker.identify.target.langdetect_opinion", lambda text: "it")
    with pytest.raises(LanguageError, match=r"lingua: fr, langdetect: it.*--target"):
        guessed(TEXTS["fr"])


@pytest.mark.parametrize(
    "text",
    ["", "OK", "1 234,5\n6 789", "Emmanuel Macron, Ursula von der Leyen, Pedro Sánchez, Giorgia Meloni", "Un accord"],
)
def test_what_is_too_short_is_a_question(text):
    with pytest.raises(LanguageError, match=r"too short .*--target"):
        guessed(text)


def test_a_language_without_a_pack_is_named_rather_than_taken_for_its_neighbour():
    with pytest.raises(LanguageError, match=r"seems to be in 'es'; supported: fr, pt"):
        guessed(TEXTS["es"], ("fr", "pt"))


def test_a_language_that_langdetect_does_not_know_rests_on_lingua():
    irish = "Dúirt an tAire inné go mbeidh an scoil nua ar oscailt sula dtosaíonn an bhliain seo chugainn sa chathair."
    assert guessed(irish, ("en", "ga")) == "ga"


def test_a_pack_of_one_region_is_found_by_its_language():
    portuguese = (
        "Os pescadores do porto bloquearam a estrada na manhã de quarta-feira em protesto contra o preço do diesel."
    )
    assert guessed(portuguese) == "pt-BR"


@given(st.text())
def test_any_text_is_a_known_language_or_a_question(text):
    found = guessed_or_error(text)
    if isinstance(found, LanguageError):
        assert "--target" in str(found)
    else:
        assert found in KNOWN


@pytest.mark.process
def test_nothing_is_loaded_before_a_guess_is_asked_for():
    code = "import sys, checker.identify.target; print({'lingua', 'langdetect'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
