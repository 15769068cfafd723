"""The sets of values that agreement reckons with, and how a disagreement is found in them."""

from __future__ import annotations

from operator import or_

from hypothesis import given, settings
from hypothesis import strategies as st

from checker.checks.agreement.verifier import Member, Proposal, common, differing, disagreement
from checker.checks.agreement.words import ANYTHING, CELLS, FEATURES, read, relax, settled, values_in, values_of
from checker.model import Span, Token

SETS = st.integers(0, ANYTHING)
NAMES = st.sampled_from(sorted(FEATURES))
CELL = st.sampled_from(CELLS)
# The values of one reading: each feature has one, or is left open.
READINGS = st.tuples(*(st.sampled_from(("", *values)) for values in FEATURES.values())).map(
    lambda cell: values_of("|".join(f"{name}={value}" for name, value in zip(FEATURES, cell, strict=True) if value))
)


def feats(cell: tuple[str, ...]) -> str:
    return "|".join(f"{name}={value}" for name, value in zip(FEATURES, cell, strict=True))


@given(CELL)
def test_a_form_with_every_feature_has_one_value(cell):
    values = values_of(feats(cell))
    assert values.bit_count() == 1
    assert settled(values) == dict(zip(FEATURES, cell, strict=True))


@given(CELL, NAMES)
def test_a_feature_that_is_left_open_may_be_anything(cell, name):
    place = tuple(FEATURES).index(name)
    rest = [pair for pair in feats(cell).split("|") if not pair.startswith(name)]
    values = values_of("|".join(rest))
    assert values == relax(values_of(feats(cell)), name)
    assert values_in(values, name) == FEATURES[name]
    assert {c[:place] + c[place + 1 :] for bit, c in enumerate(CELLS) if values >> bit & 1} == {
        cell[:place] + cell[place + 1 :]
    }


@given(SETS, SETS, NAMES)
def test_relaxing_only_adds_twice_adds_nothing_and_each_part_may_be_relaxed(left, right, name):
    assert relax(left, name) & left == left
    assert relax(relax(left, name), name) == relax(left, name)
    assert relax(left | right, name) == relax(left, name) | relax(right, name)


@given(SETS)
def test_a_settled_feature_has_its_only_value(values):
    for name, value in settled(values).items():
        assert values_in(values, name) == (value,)
    assert set(settled(values)) == {name for name in FEATURES if len(values_in(values, name)) == 1}


@given(READINGS, READINGS)
def test_two_readings_differ_in_the_features_that_keep_them_apart(left, right):
    features = differing(left, right)
    assert bool(features) == (not left & right)
    assert features == tuple(name for name in FEATURES if not set(values_in(left, name)) & set(values_in(right, name)))


@given(SETS, SETS)
def test_one_feature_is_named_only_if_without_it_the_sets_would_meet(left, right):
    features = differing(left, right)
    assert differing(right, left) == features
    if left & right:
        assert features == ()
    if len(features) == 1 and left and right:
        assert relax(left, *features) & right or not set(values_in(left, *features)) & set(values_in(right, *features))


@st.composite
def proposals(draw: st.DrawFn) -> Proposal:
    sets = draw(st.lists(READINGS | st.builds(or_, READINGS, READINGS), min_size=2, max_size=4))
    forms = ("la", "petite", "maison", "bleue")
    words = read(Token(Span(8 * n, 8 * n + len(form)), form) for n, form in enumerate(forms[: len(sets)]))
    group = tuple(Member(word, values, frozenset()) for word, values in zip(words, sets, strict=True))
    controller = draw(st.sampled_from(group))
    blamed = draw(st.just(words) | st.just(words[:1]))
    evidence = tuple(draw(st.lists(st.sampled_from(group), max_size=2)))
    return Proposal(group, controller, blamed, evidence, rivals=draw(st.just(0) | READINGS))


def test_what_is_wrong_is_blamed_and_could_agree_if_it_had_the_wanted_values():
    reached = []

    @settings(max_examples=150)
    @given(proposals())
    def each(proposal):
        found = disagreement(proposal)
        if common(proposal.group):
            assert found is None
        if found is None:
            return
        reached.append(proposal)
        assert found.wrong.word in proposal.blamed
        assert found.wrong is not found.other
        assert not found.wrong.values & proposal.rivals
        assert found.wanted == common(member for member in proposal.group if member is not found.wrong)
        assert found.wanted
        assert not found.wanted & found.wrong.values
        assert found.features == differing(found.wrong.values, found.wanted)

    each()
    assert len(reached) > 5


@given(proposals())
def test_only_a_controller_whose_number_is_doubted_is_blamed_before_the_others(proposal):
    found = disagreement(proposal)
    if found and found.wrong is proposal.controller and found.features != ("Number",):
        others = [member for member in proposal.group if member is not proposal.controller]
        assert not any(common(m for m in proposal.group if m is not member) for member in others)
