"""Words that take another form in a sequence: what is marked, how the fix fits, and which rules are refused."""

from pathlib import Path

import pytest

from checker import Checker
from checker.errors import RuleError
from checker.fixes import apply

RULE = """
kind: sequence
category: linguistic-conventions/grammar
severity: minor
sequences:
  - words: [{words}]
confidence: 0.9
message: {{en: "“{{word}}” before “{{other}}”"}}
explanation: {{en: "An example."}}
"""


def checker_with(folder: Path, words: str) -> Checker:
    path = folder / "fr/house/some-rule.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(RULE.format(words=words), encoding="utf-8")
    return Checker(target="fr", rules=(folder,), select=["fr/house", "fr/agreement"], lang="fr")


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(target="fr", select=["fr/agreement"], lang="fr")


def test_the_whole_sequence_is_marked_after_an_emoji(checker):
    text = "🎉 La ville compte deux cent associations."
    (issue,) = checker.check_text(text).issues
    assert issue.span.of(text) == "deux cent associations"
    assert issue.fixes[0].title == "deux cents associations"
    assert apply(text, issue.fixes[0]) == "🎉 La ville compte deux cents associations."


def test_the_message_names_the_word_and_what_proves_it_wrong(checker):
    (issue,) = checker.check_text("Le tribunal a entendu vingt et un victimes.").issues
    assert issue.message == "« un » n’a pas le genre de « victimes »."
    (issue,) = checker.check_text("Il est trois heures et demi.").issues
    assert issue.message == "« demi » prend le genre de « heures » et reste au singulier."


def test_a_hyphen_takes_in_the_blank_and_an_apostrophe_is_that_of_the_text(checker):
    text = "Une demie\u00a0heure passe, quelqu’en soit la raison."
    report = checker.check_text(text)
    assert [issue.fixes[0].title for issue in report.issues] == ["demi-heure", "quelle qu’en soit la"]


def test_several_words_may_be_wrong_at_once(checker):
    text = "Elle a vu des robes bleues claires."
    (issue,) = checker.check_text(text).issues
    assert apply(text, issue.fixes[0]) == "Elle a vu des robes bleu clair."


def test_a_capital_inside_the_sentence_makes_a_name(checker):
    assert not checker.check_text("Le club des Deux Cent associations.").issues


def test_a_sequence_may_be_of_the_house(tmp_path):
    own = checker_with(tmp_path, "{instead: {les: aux}}, {lemmas: [voisin]}")
    text = "Il parle les voisins."
    (issue,) = own.check_text(text).issues
    assert (issue.rule, apply(text, issue.fixes[0])) == ("fr/house/some-rule", "Il parle aux voisins.")


@pytest.mark.parametrize(
    ("words", "reason"),
    [("{form: les}", "a word with `instead` is wanted"), ("{instead: {les: aux}}, {form: '('}", "unterminated")],
)
def test_a_sequence_that_can_find_nothing_is_refused(tmp_path, words, reason):
    with pytest.raises(RuleError, match=reason) as raised:
        checker_with(tmp_path, words).check_text("Il parle les voisins.")
    assert "some-rule.yaml" in str(raised.value)
