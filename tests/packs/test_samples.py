"""Whole articles: the correct ones raise nothing that stops them, the faulty ones what they must."""

import json
from pathlib import Path

import pytest

from checker import Checker
from checker.fixes import apply
from checker.model import Severity, Span

SAMPLES = Path(__file__).parents[2] / "samples"
UNTRANSLATED, AGREEMENT = "accuracy/untranslated", "linguistic-conventions/grammar/agreement"
CHECKER = Checker(target="fr")


CLEAN = sorted((SAMPLES / "clean").glob("*.fr.txt"))


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.name)
def test_a_correct_article_raises_nothing_major(path):
    issues = CHECKER.check_file(path).issues
    assert [i for i in issues if i.severity >= Severity.MAJOR] == []


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.name)
def test_a_correct_article_has_no_english_in_its_french(path):
    issues = CHECKER.check_file(path).issues
    assert [i for i in issues if i.rule.startswith("fr/") and i.severity >= Severity.MINOR] == []


def test_the_machine_translated_article_is_marked_to_the_character():
    report = CHECKER.check_file(SAMPLES / "iran-missiles/article.fr.txt")
    text = report.documents[0].document.text
    assert [issue.span.of(text) for issue in report.issues if issue.category == AGREEMENT] == ["toute transfert"]
    (run,) = [issue for issue in report.issues if issue.category == UNTRANSLATED]
    assert (run.span.start, run.span.end, run.language) == (1194, 1363, "en")
    passage = run.span.of(text)
    assert passage.startswith("deeply concerned by these reports. We and our partners")
    assert passage.endswith("impose serious consequences")


def test_the_feed_date_and_the_cut_end_of_the_machine_translated_article_are_found():
    report = CHECKER.check_file(SAMPLES / "iran-missiles/article.fr.txt")
    text = report.documents[0].document.text
    found = {issue.category: issue.span.of(text) for issue in report.issues}
    assert found["accuracy/addition/residue"] == "date 2024-09"
    assert found["accuracy/omission/truncated"] == "d'outils"


def test_the_first_fix_of_the_machine_translated_article_is_right():
    report = CHECKER.check_file(SAMPLES / "iran-missiles/article.fr.txt")
    text = report.documents[0].document.text
    (issue,) = [issue for issue in report.issues if issue.category == AGREEMENT]
    assert apply(text, issue.fixes[0]) == text.replace("toute transfert", "tout transfert")


DEFECTS = sorted((SAMPLES / "defects").iterdir())


def faults(folder, family):
    """The rows of one family in the gold of a faulty article; there are at least eight."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    rows = [row for row in gold if row["family"] == family]
    assert len(rows) >= 8
    return rows


@pytest.mark.parametrize("folder", DEFECTS, ids=lambda path: path.name)
def test_most_disagreements_of_a_faulty_article_are_found_with_their_fix(folder):
    report = CHECKER.check_file(folder / "article.fr.txt")
    text = report.documents[0].document.text
    rows = faults(folder, "agreement")
    right = {text[: row["start"]] + row["fix"] + text[row["end"] :] for row in rows}
    offered = {apply(text, i.fixes[0]) for i in report.issues if i.category == AGREEMENT and i.fixes}
    assert len(right & offered) >= 0.6 * len(right)


@pytest.mark.parametrize("folder", DEFECTS, ids=lambda path: path.name)
def test_a_faulty_article_is_marked_only_where_it_is_faulty(folder):
    issues = CHECKER.check_file(folder / "article.fr.txt").issues
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    wrong = [Span(row["start"], row["end"]) for row in gold]
    assert len(issues) >= 0.6 * len(gold)
    loud = [issue for issue in issues if issue.severity > Severity.NEUTRAL]
    assert [issue for issue in loud if not any(issue.span.overlaps(span) for span in wrong)] == []


@pytest.mark.parametrize("folder", DEFECTS, ids=lambda path: path.name)
def test_long_runs_of_a_faulty_article_are_found_exactly(folder):
    report = CHECKER.check_file(folder / "article.fr.txt")
    rows = faults(folder, "untranslated")
    wanted = {(row["start"], row["end"]) for row in rows if " " in row["text"]}
    found = {(i.span.start, i.span.end) for i in report.issues if i.category == UNTRANSLATED}
    assert len(wanted & found) >= 0.75 * len(wanted)
