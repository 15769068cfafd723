from functools import partial

import pytest
from report_material import CONTEXT, SAMPLE, checked, hostile, replacing, sample

from checker.model import Outcome, Severity
from checker.report import FORMATS, render
from checker.report.together import Renderer, render_together


def renderer(name: str) -> Renderer:
    return partial(render, name, context=CONTEXT)


class Run:
    """Outcomes that are counted as they are taken."""

    def __init__(self, outcomes: list[Outcome]) -> None:
        self.outcomes = iter(outcomes)
        self.taken = 0

    def __iter__(self) -> "Run":
        return self

    def __next__(self) -> Outcome:
        outcome = next(self.outcomes)
        self.taken += 1
        return outcome


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_yields_a_piece_for_each_outcome_that_it_takes(name: str) -> None:
    run = Run([checked("Rien.", name=f"{number}.txt") for number in range(5)] + [sample()])
    before = 0
    for piece in render(name, run, CONTEXT):
        piece.encode()
        assert run.taken - before <= 1
        before = run.taken
    assert run.taken == 6


def test_reports_made_together_are_those_made_alone() -> None:
    together = ["" for _ in FORMATS]
    run = Run([*hostile(), sample()])
    for index, piece in render_together(run, [renderer(name) for name in FORMATS]):
        together[index] += piece
    assert run.taken == len(hostile()) + 1
    for name, report in zip(FORMATS, together, strict=True):
        assert report == "".join(render(name, [*hostile(), sample()], CONTEXT))


def test_a_report_does_not_wait_for_the_end_of_another() -> None:
    run = Run([checked("Rien.", name=f"{number}.txt") for number in range(9)])
    for index, piece in render_together(run, [renderer("jsonl"), renderer("html"), renderer("json")]):
        if index == 0 and "8.txt" not in piece:
            assert run.taken < 9
    assert run.taken == 9


@pytest.mark.parametrize("name", FORMATS)
def test_no_report_names_the_folder_of_the_machine(name: str) -> None:
    assert str(SAMPLE.parent.parent) not in "".join(render(name, [sample()], CONTEXT))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("fail_on", [Severity.NEUTRAL, Severity.MINOR])
def test_only_complete_formats_tell_neutral_issues_that_fail_nothing(name: str, fail_on: Severity) -> None:
    text = "Une toute transfert."
    notice = replacing(text, "toute", "tout", severity=Severity.NEUTRAL, message="For the desk alone.")
    report = "".join(render(name, [checked(text, notice, fail_on=fail_on)], CONTEXT))
    assert ("For the desk alone." in report) is (name in {"html", "json", "jsonl"} or fail_on is Severity.NEUTRAL)
