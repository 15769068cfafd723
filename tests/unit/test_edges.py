"""Where a foreign run begins and ends: whatever its words are known for, runs stay in order, apart and inside."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from checker.identify.edges import grown, settle, to_mark, to_quotation, trimmed, with_opening_name
from checker.identify.intruders import Weights
from checker.identify.vocabulary import Words, words_of
from checker.model import Span
from checker.packs.languages import Packs

FRENCH = Packs().languages["fr"]
ZIPFS = st.sampled_from([0.0, 2.5, 3.0, 4.0, 6.0])
PIECES = st.sampled_from(["le", "The", "Rosa", "house", "d'un", "«", "»", "“", "”", ",", ".", "Paris", "storm"])


def weights(own: list[float], foreign: list[float]) -> Weights:
    n = len(own)
    return Weights("en", tuple(own), tuple(foreign), (0.0,) * n, (0.0,) * n, (0,) * n, 1.0, (False,) * n, 3.0)


@st.composite
def blocks(draw: st.DrawFn) -> tuple[Words, Weights, list[range]]:
    """The words of a block, what they are known for, and runs in it that are in order and apart."""
    text = " ".join(draw(st.lists(PIECES, min_size=4, max_size=30)))
    words = words_of(text, Span(0, len(text)), FRENCH)
    known = st.lists(ZIPFS, min_size=len(words), max_size=len(words))
    places = sorted(draw(st.sets(st.integers(0, len(words)), max_size=6)))
    runs = [range(*pair) for pair in zip(places[::2], places[1::2], strict=False)]
    return words, weights(draw(known), draw(known)), runs


def test_settled_runs_are_in_order_apart_and_inside_the_block():
    moved = []

    @settings(max_examples=200)
    @given(blocks())
    def each(block):
        words, known, runs = block
        settled = settle(runs, words, known)
        assert len(settled) == len(runs)
        stop = 0
        for run in filter(None, settled):
            assert stop <= run.start < run.stop <= len(words)
            stop = run.stop
        moved.extend(run for run in settled if run not in runs)

    each()
    assert len(moved) > 15


@given(blocks())
def test_a_run_is_trimmed_to_a_part_of_it_and_grown_to_what_holds_it(block):
    words, known, runs = block
    limits = range(len(words))
    for run in runs:
        inner, outer = trimmed(run, words, known), grown(run, words, known, limits)
        assert inner
        assert run.start <= inner.start < inner.stop <= run.stop
        assert outer.start <= run.start < run.stop <= outer.stop
        for wider in (with_opening_name(run, words, known, 0), to_mark(run, words, known, limits)):
            assert wider.start <= run.start < run.stop <= wider.stop
            assert wider.start >= run.start - 2
            assert wider.stop <= run.stop + 1


@given(blocks())
def test_what_only_the_target_knows_is_trimmed_off_and_what_only_the_other_knows_is_taken_in(block):
    words, known, runs = block
    for run in runs:
        inner = trimmed(run, words, known)
        if inner != run:
            assert all(known.foreign[n] < known.own[n] or words.is_elided(n) for n in set(run) - set(inner))
        outer = grown(run, words, known, range(len(words)))
        assert all(known.own[n] == 0 < known.foreign[n] for n in set(outer) - set(run))


@given(blocks())
def test_a_run_at_a_quotation_ends_with_it_or_stays_as_it_is(block):
    words, known, runs = block
    for run in runs:
        for quotation in words.quoted:
            found = to_quotation(run, quotation, known)
            edges = {run.start, run.stop, quotation.start, quotation.stop}
            assert {found.start, found.stop} <= edges
