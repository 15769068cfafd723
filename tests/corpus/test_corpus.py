"""What the checker raises in the frozen corpus is what was accepted last.

A difference says that something changed, not that it is wrong: read it, and if it is meant, run
``python tests/corpus/accept.py`` and commit the new list with the change that made it.
"""

from __future__ import annotations

from collections import Counter

import pytest
from frozen import Raised, Text, check, differences, read_issues, read_texts

from checker import Checker

FEWEST_ISSUES = 5
# Rules with fewer issues than that, and how many: the search of ``draw.py`` came upon no more.
RARE = {
    "fr/agreement/disagreeing-adverb": 2,
    "fr/agreement/disagreeing-numeral": 0,
    "fr/agreement/disagreeing-object-participle": 2,
    "fr/agreement/disagreeing-pronoun": 2,
    "fr/agreement/numeral-without-ending": 4,
    "fr/agreement/participle-for-infinitive": 4,
    "fr/agreement/varied-colour": 2,
    "fr/agreement/varied-preposition": 4,
    # The texts were drawn for language and agreement: what programs and pages leave behind hardly stands in them.
    "mul/duplicated/paragraph": 0,
    "mul/duplicated/phrase": 1,
    "mul/duplicated/sentence": 0,
    "mul/duplicated/word": 3,
    "mul/markup/composition": 1,
    "mul/markup/encoding": 0,
    "mul/markup/entity": 0,
    "mul/markup/escape": 0,
    "mul/markup/invisible": 1,
    "mul/markup/markdown": 0,
    "mul/markup/tag": 0,
    "mul/numbers/broken-grouping": 0,
    "mul/numbers/english-grouping": 0,
    "mul/numbers/impossible-date": 0,
    "mul/numbers/no-month": 0,
    "mul/numbers/short-scale-number": 0,
    "mul/residue/answer-label": 0,
    "mul/residue/assistant-talk": 0,
    "mul/residue/embed": 0,
    "mul/residue/feed-metadata": 0,
    "mul/residue/image-credit": 0,
    "mul/residue/left-out-paragraph": 0,
    "mul/residue/page-furniture": 0,
    "mul/residue/page-link": 0,
    "mul/residue/placeholder": 0,
    "mul/residue/prompt-sign": 0,
    "mul/residue/reasoning": 0,
    "mul/residue/wire-credit": 0,
    "mul/truncated/paragraph": 0,
    "mul/unbalanced/bracket": 0,
}


def test_nothing_changed() -> None:
    texts = read_texts()
    found = differences(read_issues(), check(texts), texts)
    summary = f"{len(found)} differences; `python tests/corpus/accept.py` accepts them"
    assert not found, "\n".join(["", *found, summary])


def test_each_rule_has_five_issues_but_for_the_rare_ones() -> None:
    counts = Counter(issue.rule for issue in read_issues())
    few = {rule.id: counts[rule.id] for rule in Checker().rules if counts[rule.id] < FEWEST_ISSUES}
    assert few == RARE


def test_ids_name_one_text_each() -> None:
    ids = [text.id for text in read_texts()]
    assert len(ids) == len(set(ids))


TEXT = Text("plain/a/1", "fr", "plain", "Elle a quitté la bureau à midi.")
ISSUE = Raised("plain/a/1", "fr/agreement/x", (14, 23), "la bureau", "major", 0.9, ("14 la -> le (safe)",))


def changed(**fields: object) -> Raised:
    values = {name: getattr(ISSUE, name) for name in ISSUE.__struct_fields__}
    return Raised(**(values | fields))


@pytest.mark.parametrize(
    ("before", "after", "signs"),
    [
        ([ISSUE], [], "-"),
        ([], [ISSUE], "+"),
        ([ISSUE], [ISSUE, ISSUE], "+"),
        ([ISSUE], [changed(severity="minor")], "-+"),
        ([ISSUE], [changed(fixes=())], "-+"),
        ([ISSUE], [changed(confidence=0.88)], "-+"),
        ([ISSUE], [changed(confidence=0.91)], ""),
        ([ISSUE], [ISSUE], ""),
    ],
)
def test_a_difference_is_told_with_its_excerpt(before: list[Raised], after: list[Raised], signs: str) -> None:
    found = differences(before, after, [TEXT])
    lines = [line.strip() for paragraph in found for line in paragraph.splitlines()]
    assert "".join(line[0] for line in lines if line[0] in "-+") == signs
    assert all("[[la bureau]]" in paragraph for paragraph in found)
