"""Names by a list, and expressions over characters, in French."""

from checker import Checker
from checker.fixes import apply

FRENCH = Checker("fr", select=("names", "typography", "numbers"))


def found(text, rule):
    """The issues of one rule in a text."""
    return [issue for issue in FRENCH.check_text(text).issues if issue.rule == rule]


def test_a_name_is_found_alone_unless_it_is_part_of_another():
    rule = "fr/names/english-romanisation"
    assert [issue.text for issue in found("Il est à Beijing mardi.", rule)] == ["Beijing"]
    assert found("Le Beijing News publie une liste.", rule) == []


def test_a_habit_of_an_article_is_one_issue_whose_fix_mends_it_all():
    text = 'Il dit "oui".\n\nElle dit "non".'
    (issue,) = found(text, "fr/typography/straight-quotation-marks")
    assert apply(text, issue.fixes[0]) == "Il dit «\u00a0oui\u00a0».\n\nElle dit «\u00a0non\u00a0»."


def test_a_measure_is_converted_with_two_digits():
    text = "La ville est à 5,000 miles de là."
    (issue,) = found(text, "fr/numbers/imperial-measure")
    assert apply(text, issue.fixes[0]) == "La ville est à 8\u00a0000 kilomètres de là."
