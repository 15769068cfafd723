"""Fixed phrases: what a translator leaves at the head of a sentence though the target has each of its words."""

import pytest

from checker.identify.phrases import borrowed_phrases, set_phrases, stands_apart
from checker.identify.vocabulary import words_of
from checker.model import Span
from checker.packs.languages import Packs

PACKS = Packs()


def phrases(text: str, target: str = "fr") -> list[tuple[str, str]]:
    language = PACKS.find(target)
    words = words_of(text, Span(0, len(text)), language)
    found = [phrase for phrase in set_phrases(language, PACKS).find(words) if stands_apart(phrase, words)]
    return [(text[words.starts[f.words.start] : words.ends[f.words.stop - 1]], f.tag) for f in found]


def borrowings(text: str) -> list[str]:
    language = PACKS.find("fr")
    words = words_of(text, Span(0, len(text)), language)
    found = borrowed_phrases(language, PACKS).find(words)
    return [text[words.starts[f.words.start] : words.ends[f.words.stop - 1]] for f in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Of course, le vote aura lieu jeudi.", [("Of course", "en")]),
        ("Le vote aura lieu jeudi at the same time que la grève.", [("at the same time", "en")]),
        ("Nevertheless, le vote aura lieu jeudi.", [("Nevertheless", "en")]),
        ("« Nous verrons. Im Gegenteil, rien ne presse. »", [("Im Gegenteil", "de")]),
    ],
)
def test_a_phrase_of_another_language_is_found_with_its_language(text, expected):
    assert phrases(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Le vote aura lieu jeudi, nevertheless.",  # one word counts at the head of a sentence only
        "Still Alice sort jeudi en salles.",  # no comma: the title of a film
        "En général, le vote a lieu le jeudi.",
    ],
)
def test_what_only_looks_like_a_phrase_is_passed_over(text):
    assert phrases(text) == []


def test_a_phrase_that_the_target_has_too_is_no_other_languages():
    assert phrases("En particular, la votación será el jueves.", "es") == []
    assert ("en efecto", "es") in phrases("La votación, en efecto, será el jueves.", "fr")


def test_what_is_borrowed_is_found_as_a_whole():
    assert borrowings("Le think tank en assure de facto la conduite.") == ["think tank", "de facto"]
    assert borrowings("He had to think.") == []
