"""An error is likelier among others: the same fault is said with more confidence in a text that has many."""

from math import log

import numpy as np
import pytest

from checker import Checker
from checker.judge.calibration import DENSEST, PRIOR, Calibration, company
from checker.model import Span

DOUBTFUL = "La décision des ministres réunis à Paris sont attendue ce soir."
FAULTY = (
    "Les ministre ont signé la accord. Des mesure nouvelle sont prévues, et le maire est satisfaite de cette projet."
)
SOUND = "Les ministres ont signé l'accord. Des mesures nouvelles sont prévues, et le maire est satisfait de ce projet."


def confidence(text: str) -> float:
    """That of the issue on the doubtful sentence."""
    start = text.index(DOUBTFUL)
    found = Checker("fr", select=["agreement"], min_confidence=0).check_text(text).issues
    return max((issue.confidence for issue in found if issue.span.start >= start), default=0)


def test_a_fault_among_faults_is_likelier():
    assert confidence(f"{FAULTY}\n\n{DOUBTFUL}") > confidence(f"{SOUND}\n\n{DOUBTFUL}")


def test_issues_on_the_same_words_are_about_one_error():
    likely = np.array([0.9, 0.8, 0.5])
    spans = [Span(0, 10), Span(5, 12), Span(40, 50)]
    assert company(likely, spans, 0) == pytest.approx(np.log((PRIOR + np.array([0.5, 0.5, 0.9])) / PRIOR))


def test_in_a_longer_text_the_same_errors_say_less():
    likely, spans = np.array([0.9, 0.9]), [Span(0, 5), Span(10, 15)]
    short, usual, long = (company(likely, spans, errors)[0] for errors in (0.1, 0.9, 9))
    assert short > usual == 0 > long


def test_a_short_text_alone_says_next_to_nothing():
    assert abs(company(np.array([0.5]), [Span(0, 5)], 0.05)[0]) < log(1.1)


def test_more_than_was_ever_seen_says_no_more():
    many = [Span(10 * n, 10 * n + 5) for n in range(100)]
    assert company(np.ones(100), many, 1) == pytest.approx([DENSEST] * 100)


def test_the_order_of_issues_is_kept():
    calibration = Calibration(np.array([0.0, 1.0]), np.array([0.0, 1.0, 0.5]), 0.0001)
    first, second = calibration.confidences([3.0, -3.0], [Span(50, 60), Span(0, 10)], 100)
    assert first > 0.9
    assert second < 0.2
