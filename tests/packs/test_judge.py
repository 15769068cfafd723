"""The judge of agreement: what it lets through, what it holds back, which fix it puts first."""

from __future__ import annotations

import subprocess
import sys

import pytest

from checker import Checker
from checker.fixes import apply_first_fixes
from checker.model import Issue

AGREEMENT = Checker("fr", select=["fr/agreement"])
EVERYTHING = Checker("fr", select=["fr/agreement"], min_confidence=0)


def issues(text: str, checker: Checker = AGREEMENT) -> tuple[Issue, ...]:
    return checker.check_text(text).issues


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("Il a présenté l'un des axe de sa campagne.", "Il a présenté l'un des axes de sa campagne."),
        ("Une partie de la police municipales était là.", "Une partie de la police municipale était là."),
        ("Les négociations ont été suspendu lundi.", "Les négociations ont été suspendues lundi."),
        ("Les habitants de la ville a été évacués lundi.", "Les habitants de la ville ont été évacués lundi."),
    ],
)
def test_the_likeliest_fix_comes_first(text: str, fixed: str) -> None:
    found = issues(text)
    assert found
    assert apply_first_fixes(text, found) == fixed


@pytest.mark.parametrize(
    "text",
    [
        "Un homme est mort lundi soir, ont indiqué mardi les pompiers et la préfecture.",
        "Entre 4.000 et 5.000 manifestants ont défilé samedi dans la capitale.",
        "La Mustang de son père et la speaker de la Chambre étaient là.",
        "Le nombre de cas, la durée des séjours et le coût des soins augmentent chaque année.",
        "Le président, comme l'ont fait ses ministres, a salué la décision.",
        "31 hommes et 8 femmes retrouvés sains et saufs ont été soignés.",
        "Un retard inexpliquéLes pompiers sont arrivés une heure plus tard.",
    ],
)
def test_correct_news_stays_unmarked(text: str) -> None:
    assert not issues(text)


def test_a_lower_confidence_shows_more_and_nothing_else_changes() -> None:
    text = "Les habitants de la ville a été évacués. L'équipe, composée de bénévoles, sont arrivés hier."
    assert set(issues(text)) <= set(issues(text, EVERYTHING))
    assert all(0 <= issue.confidence <= 1 for issue in issues(text, EVERYTHING))


def test_no_fix_leaves_the_text_as_it_is() -> None:
    for text in ("L'Allemagne es restée neutre.", "Les élus a votés la loi hier soir."):
        for issue in issues(text, EVERYTHING):
            assert all(edit.replacement != edit.span.of(text) for fix in issue.fixes for edit in fix.edits)


def test_one_word_at_fault_is_one_issue() -> None:
    found = issues("L'Allemagne es restée neutre pendant toute la guerre.", EVERYTHING)
    assert all(not a.span.overlaps(b.span) for a in found for b in found if a is not b)


def test_another_error_changes_how_sure_an_issue_is_and_nothing_else() -> None:
    faulty = "Les habitants de la ville a été évacués lundi soir."
    alone = issues(faulty)
    among = issues(f"Il a présenté l'un des axe de sa campagne.\n\n{faulty}")
    assert [(i.rule, i.message, i.fixes[0].title) for i in alone] == [
        (i.rule, i.message, i.fixes[0].title) for i in among[1:]
    ]
    assert alone[0].confidence < among[1].confidence


@pytest.mark.process
def test_a_text_without_alarms_does_not_load_the_judge() -> None:
    program = (
        "import sys; from checker import Checker; Checker('fr').check_text('Le ministre est parti hier.'); "
        "sys.exit('checker.judge.weighing' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
