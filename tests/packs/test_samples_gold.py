import json
from itertools import pairwise
from pathlib import Path

import pytest

DEFECTS = Path(__file__).parents[2] / "samples" / "defects"
SAMPLES = sorted(path.parent for path in DEFECTS.glob("*/gold.json"))


def gold_and_text(sample):
    gold = json.loads((sample / "gold.json").read_text(encoding="utf-8"))
    return gold, (sample / "article.fr.txt").read_bytes().decode("utf-8")


def test_every_article_with_defects_has_its_gold():
    assert SAMPLES
    assert [path.parent for path in sorted(DEFECTS.glob("*/article.fr.txt"))] == SAMPLES


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_gold_offsets_hold_the_marked_text(sample):
    gold, text = gold_and_text(sample)
    assert [text[row["start"] : row["end"]] for row in gold] == [row["text"] for row in gold]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_gold_rows_stand_in_text_order_without_overlap(sample):
    gold, _ = gold_and_text(sample)
    assert all(left["end"] <= right["start"] for left, right in pairwise(gold))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_untranslated_spans_begin_and_end_with_a_word(sample):
    gold, _ = gold_and_text(sample)
    runs = [row["text"] for row in gold if row["family"] == "untranslated"]
    assert runs
    assert all(run[0].isalnum() and run[-1].isalnum() for run in runs)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_agreement_fixes_change_the_marked_words(sample):
    gold, _ = gold_and_text(sample)
    errors = [row for row in gold if row["family"] == "agreement"]
    assert errors
    assert all(row["fix"] != row["text"] for row in errors)
