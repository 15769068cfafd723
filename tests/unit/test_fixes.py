"""Edits that are made together, and one after the other."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from checker.fixes import Taken, composed
from checker.model import Applicability, Edit, Fix, Span, patch

TEXT = "les petit maisons sont belle"


def fix(*edits: tuple[int, int, str]) -> Fix:
    return Fix("", tuple(Edit(Span(start, end), new) for start, end, new in edits), Applicability.SAFE)


@st.composite
def edits_of(draw, text: str) -> tuple[Edit, ...]:
    """Edits of a text, in order and apart."""
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return tuple(Edit(Span(start, end), draw(st.text("ab ", max_size=3))) for start, end in pairs)


@given(st.data())
def test_composed_edits_do_at_once_what_both_do_one_after_the_other(data):
    text = data.draw(st.text("abc \r\n", max_size=30))
    first = data.draw(edits_of(text))
    between = patch(text, first)
    second = data.draw(edits_of(between))
    both = composed(text, first, second)
    assert patch(text, both) == patch(between, second)
    assert all(left.span.end < right.span.start for left, right in pairwise(both))


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3), st.text("xy", max_size=2)), max_size=12))
def test_edits_that_are_taken_never_overlap(wanted):
    taken = Taken()
    for start, length, new in wanted:
        taken.take(fix((start, start + length, new)))
    edits = taken.edits
    for left, right in pairwise(edits):
        assert left.span.end <= right.span.start
        assert left.span.start < right.span.start


def test_what_two_fixes_want_alike_is_done_once():
    taken = Taken()
    assert taken.take(fix((4, 9, "petites"), (23, 28, "belles")))
    assert taken.take(fix((0, 3, "Les"), (4, 9, "petites")))
    assert patch(TEXT, taken.edits) == "Les petites maisons sont belles"


def test_a_fix_waits_if_another_changes_a_word_that_it_was_made_for():
    petit, maisons = Span(4, 9), Span(10, 17)
    taken = Taken()
    assert taken.take(fix((4, 9, "petites")), relies=(petit, maisons))
    assert not taken.take(fix((10, 17, "maison")))
    taken = Taken()
    assert taken.take(fix((10, 17, "maison")))
    assert not taken.take(fix((4, 9, "petites")), relies=(petit, maisons))
    assert taken.edits == (Edit(maisons, "maison"),)
