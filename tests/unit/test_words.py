"""What counts as a word of a language, and what dictionaries know of it."""

import pytest

from checker.identify.dictionary import Dictionary
from checker.identify.vocabulary import words_of
from checker.model import Span
from checker.packs.languages import Packs

PACKS = Packs()


def forms(text: str, tag: str = "fr") -> tuple[str, ...]:
    return words_of(text, Span(0, len(text)), PACKS.find(tag)).forms


@pytest.mark.parametrize("mark", ["\u00ad", "\u200b", "\u2060", "\ufeff"])
def test_a_mark_without_width_does_not_cut_a_word(mark):
    assert forms(f"beau{mark}coup de bruit") == ("beaucoup", "de", "bruit")


@pytest.mark.parametrize(
    "sign",
    [
        "#today",
        "@user16",
        "$nok",
        "<div id=sec7>",
        "</div>",
        "<unk>",
        "&nbsp;",
        "https://a.example/b?c",
        "50%-igen",
        "`ls`",
    ],
)
def test_a_sign_is_a_word_of_no_language(sign):
    assert forms(f"avant {sign} après") == ("avant", "", "après")


@pytest.mark.parametrize("word", ["policeLe", "786541VK", "iPhone", "ñöåíå", "numÃ©ro", "Ð¿Ñ€Ð¸Ð²ÐµÑ‚"])
def test_a_glued_or_damaged_word_is_of_no_language(word):
    assert set(forms(f"avant {word} après")) == {"avant", "", "après"}


def test_what_leans_on_an_english_word_is_no_part_of_its_form():
    assert forms("the lid’s thick, the serial's good", "en") == ("the", "lid", "thick", "the", "serial", "good")
    assert forms("le lid's", "fr") == ("le", "lid's")


def test_an_amount_and_a_date_stay_words():
    assert forms("3,74 $ en 1990 à 20h30")[:4] == ("3,74", "en", "1990", "à")


@pytest.mark.parametrize(
    ("tag", "form", "known"),
    [
        ("de", "regierungskrise", 1),
        ("de", "scapegoat", -1),
        ("es", "ayuntamiento", 1),
        ("es", "mistake", -1),
        ("it", "governo", 1),
        ("nl", "regering", 1),
        ("fr", "gouvernement", 1),
        ("fr", "mistake", -1),
        ("cs", "vláda", 1),
        ("uk", "уряд", 0),
    ],
)
def test_a_dictionary_knows_words_and_compounds_or_says_that_there_is_none(tag, form, known):
    assert Dictionary(PACKS.find(tag), PACKS).knows(form) == known


def test_english_writes_words_small_and_names_not():
    german = Dictionary(PACKS.find("de"), PACKS)
    assert german.writes_small("mayor")
    assert german.writes_small("friday")
    assert not german.writes_small("london")
    assert not Dictionary(PACKS.find("en"), PACKS).writes_small("mayor")
