"""How loudly what was left is reported: by what it costs, and by how surely it was left."""

from pathlib import Path

import pytest

from checker import Checker
from checker.checks.untranslated import Options
from checker.model import Severity

CHECKER = Checker(target="fr")
ROWS = (
    "| a word | {word.min_confidence} | `minor`, always",
    "words in a sentence | {phrase.min_confidence} | `minor`; `major` from {phrase.sure_from},",
    "| {phrase.long.words} words and more in a sentence | {phrase.long.min_confidence} |",
    "| `minor`; `major` from {phrase.long.sure_from} |",
    "| {passage.min_confidence}; with {passage.long.words} words and more {passage.long.min_confidence} |",
    "| `minor`; `major` from {passage.sure_from}, and with {passage.long.words}",
)
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


@pytest.mark.parametrize(
    "paragraph",
    [
        "The mayor said that nobody had told him about the new plan for the bridge.",
        # Words that other languages have as well: little but its length speaks for it.
        "We and our partners have made it clear that we are prepared to do more for the country.",
        "On Sunday, though, there is nobody to help you out of your hole.",
    ],
)
def test_a_paragraph_that_was_left_is_critical(paragraph):
    assert severities(f"{BEFORE}\n\n{paragraph}\n\n{BEHIND}") == [Severity.CRITICAL]


def test_a_short_article_that_was_left_is_one_issue():
    text = (
        "The council met on Tuesday evening to talk about the money.\n\nNobody had told the mayor what it would cost."
    )
    issues = CHECKER.check_text(text).issues
    assert [issue.span.of(text) for issue in issues] == [text.removesuffix(".")]


def test_a_word_that_was_left_stops_nothing():
    assert severities(BEFORE + "Le maire a announced une baisse des impôts." + BEHIND) == [Severity.MINOR]


def test_names_and_loans_are_silent():
    assert not severities(BEFORE + "Le leader du think tank a parlé de Wall Street et de marketing." + BEHIND)


def test_text_in_the_wrong_encoding_is_no_language():
    text = "Сегодня вечером прошёл спектакль, и все были рады. Это и была та роль, и в ней она и пела. "
    damaged = text.encode("cp1251").decode("latin-1")
    russian = Checker(target="ru", select=["untranslated"])
    assert not russian.check_text(f"{text}\n\n{damaged}\n\n{text}").issues


def test_the_limits_that_the_documents_give_are_those_of_the_rules():
    table = (Path(__file__).parents[2] / "docs/reports.md").read_text(encoding="utf-8").replace(" .", " 0.")
    limits = {rule.id: rule.options(Options) for rule in CHECKER.rules if rule.kind == "untranslated"}
    word, phrase, passage = (limits[f"mul/untranslated/{name}"] for name in ("word", "phrase", "passage"))
    assert passage.long.sure_from == passage.long.min_confidence
    assert [row for row in ROWS if row.format(word=word, phrase=phrase, passage=passage) not in table] == []
