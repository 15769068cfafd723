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
# Families whose rules may have fewer issues than that: each looks for one turn of phrase or one way to write.
RARE_FAMILIES = (
    "fr/calque/",
    "fr/word-form/",
    "fr/names/",
    "fr/numbers/",
    "fr/register/",
    "fr/typography/",
    "fr/word-order/",
)
# Rules of other families that may: the search of ``draw.py`` came upon no more.
RARE = {
    "fr/agreement/disagreeing-question",
    "fr/agreement/disagreeing-adverb",
    "fr/agreement/disagreeing-numeral",
    "fr/agreement/disagreeing-object-participle",
    "fr/agreement/disagreeing-pronoun",
    "fr/agreement/numeral-without-ending",
    "fr/agreement/varied-adverb",
    "fr/agreement/varied-causative",
    "fr/agreement/varied-colour",
    "fr/agreement/varied-preposition",
    "fr/gender/wrong-pronoun",
    "fr/gender/wrong-title",
    "fr/register/mixed-address",
    "mul/duplicated/paragraph",
    "mul/duplicated/phrase",
    "mul/duplicated/sentence",
    "mul/duplicated/word",
    "mul/markup/composition",
    "mul/markup/encoding",
    "mul/markup/entity",
    "mul/markup/escape",
    "mul/markup/invisible",
    "mul/markup/markdown",
    "mul/markup/tag",
    "mul/names/two-spellings",
    "mul/numbers/broken-grouping",
    "mul/numbers/english-grouping",
    "mul/numbers/impossible-date",
    "mul/numbers/no-month",
    "mul/numbers/short-scale-number",
    "mul/residue/answer-label",
    "mul/residue/assistant-talk",
    "mul/residue/embed",
    "mul/residue/feed-metadata",
    "mul/residue/image-credit",
    "mul/residue/left-out-paragraph",
    "mul/residue/page-furniture",
    "mul/residue/page-link",
    "mul/residue/placeholder",
    "mul/residue/prompt-sign",
    "mul/residue/reasoning",
    "mul/residue/wire-credit",
    "mul/truncated/paragraph",
    "mul/unbalanced/bracket",
}


def test_nothing_changed() -> None:
    texts = read_texts()
    found = differences(read_issues(), check(texts), texts)
    summary = f"{len(found)} differences; `python tests/corpus/accept.py` accepts them"
    assert not found, "\n".join(["", *found, summary])


def test_each_rule_has_five_issues_but_for_the_rare_ones() -> None:
    counts = Counter(issue.rule for issue in read_issues())
    few = {rule.id for rule in Checker().rules if counts[rule.id] < FEWEST_ISSUES}
    assert {rule for rule in few if not rule.startswith(RARE_FAMILIES)} <= RARE


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
