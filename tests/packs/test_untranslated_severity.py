"""How loudly what was left is reported: by what it costs, and by how surely it was left."""

import pytest

from checker import Checker
from checker.model import Severity

CHECKER = Checker(target="fr")
BEFORE = "Le conseil municipal s’est réuni mardi soir pour parler du budget de l’année prochaine. "
BEHIND = " Les habitants attendent une réponse avant la fin du mois."


def severities(text: str) -> list[Severity]:
    return [issue.severity for issue in CHECKER.check_text(text).issues if "untranslated" in issue.rule]


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor said that nobody had told him about the plan.",
        "Le maire a expliqué that nobody had told him about the new plan.",
    ],
)
def test_a_sentence_that_was_left_stops_the_article(sentence):
    assert severities(BEFORE + sentence + BEHIND) == [Severity.MAJOR]


def test_a_paragraph_that_was_left_is_critical():
    text = f"{BEFORE}\n\nThe mayor said that nobody had told him about the new plan for the bridge.\n\n{BEHIND}"
    assert severities(text) == [Severity.CRITICAL]


def test_a_word_that_was_left_stops_nothing():
    assert severities(BEFORE + "Le maire a announced une baisse des impôts." + BEHIND) == [Severity.MINOR]


def test_names_and_loans_are_silent():
    assert not severities(BEFORE + "Le leader du think tank a parlé de Wall Street et de marketing." + BEHIND)


def test_text_in_the_wrong_encoding_is_no_language():
    text = "Сегодня вечером прошёл спектакль, и все были рады. Это и была та роль, и в ней она и пела. "
    damaged = text.encode("cp1251").decode("latin-1")
    russian = Checker(target="ru", select=["untranslated"])
    assert not russian.check_text(f"{text}\n\n{damaged}\n\n{text}").issues
