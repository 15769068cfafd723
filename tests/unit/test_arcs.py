"""The trees of a batch of sentences, as the judge's network goes along their arcs."""

from __future__ import annotations

import numpy as np

from checker.judge.detector import Arcs
from checker.morphology import Tree
from checker.morphology.tree import ROOT

PHRASE = Tree((1, ROOT, 1), ("det", "root", "amod"), ("DET", "NOUN", "ADJ"), ("", "", ""), (0.5, 1.0, 0.25))
WORD = Tree((ROOT,), ("root",), ("INTJ",), ("",), (1.0,))
LABELS = {"amod": 0, "det": 1, "root": 2}


def test_heads_are_counted_through_all_sentences() -> None:
    arcs = Arcs.of([PHRASE, WORD, PHRASE], LABELS)
    assert arcs.heads.tolist() == [1, 1, 1, 3, 5, 5, 5]
    assert arcs.labels.tolist() == [1, 2, 0, 2, 1, 2, 0]


def test_a_root_leans_on_nothing_and_an_arc_as_surely_as_the_parser_holds() -> None:
    assert Arcs.of([PHRASE, WORD], LABELS).lean[:, 0].tolist() == [0.5, 0, 0.25, 0]


def test_a_word_is_told_the_sum_of_what_stands_below_it() -> None:
    messages = np.array([[1], [2], [4], [8], [16], [32], [64]], np.float32)
    told = Arcs.of([PHRASE, WORD, PHRASE], LABELS).gathered(messages)
    assert told[:, 0].tolist() == [0, 5, 0, 0, 0, 80, 0]


def test_where_all_are_roots_nobody_is_told_anything() -> None:
    assert not Arcs.of([WORD, WORD], LABELS).gathered(np.ones((2, 3), np.float32)).any()
