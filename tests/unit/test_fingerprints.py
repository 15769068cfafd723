"""Fingerprints: the same issue is known again, two are never taken for one."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from report_material import replacing, untranslated

from checker.fingerprints import fingerprints, renamed_fingerprints
from checker.model import Issue, Span

SENTENCE = "Il a parlé de toute transfert."


def prints(text: str, *issues: Issue) -> list[str]:
    return list(fingerprints(text, issues).values())


def flagged(text: str) -> Issue:
    return replacing(text, "toute transfert", "tout transfert")


def test_an_issue_keeps_its_fingerprint_where_text_is_put_before_and_behind_it() -> None:
    longer = f"Un titre\n\n{SENTENCE}\n\nEt une suite."
    assert prints(SENTENCE, flagged(SENTENCE)) == prints(longer, flagged(longer))


def test_spaces_inside_what_is_marked_do_not_count() -> None:
    broken = SENTENCE.replace("toute transfert", "toute\u00a0transfert")
    assert prints(SENTENCE, flagged(SENTENCE)) == prints(
        broken, replacing(broken, "toute\u00a0transfert", "tout transfert")
    )


def test_the_same_fault_twice_has_two_fingerprints() -> None:
    twice = f"{SENTENCE} Puis il {SENTENCE[3:]}"
    first = flagged(twice)
    start = twice.rindex("toute transfert")
    again = replace(first, span=Span(start, start + len(first.span)))
    one, other = prints(twice, first, again)
    assert one != other
    assert one == prints(SENTENCE, flagged(SENTENCE))[0]


def test_another_rule_on_the_same_words_has_another_fingerprint() -> None:
    one, other = prints(SENTENCE, flagged(SENTENCE), untranslated(SENTENCE, "toute transfert"))
    assert one != other


@given(st.lists(st.sampled_from(["kept", "gone", "undecided"]), max_size=12))
def test_issues_are_renamed_as_the_next_check_names_them(fates: list[str]) -> None:
    words = "toute  transfert"
    text = " ".join([words] * len(fates))
    issues = [
        replace(replacing(words, words, ""), span=Span(start, start + len(words)))
        for start in range(0, len(text), len(words) + 1)
    ]
    before = fingerprints(text, issues)
    left = [issue for issue, fate in zip(issues, fates, strict=True) if fate != "gone"]
    after = fingerprints(text, left)
    marks = {
        fate: [before[issue] for issue, each in zip(issues, fates, strict=True) if each == fate] for fate in set(fates)
    }
    names = renamed_fingerprints(issues[0].rule if issues else "", words, marks.get("kept", []), marks.get("gone", []))
    kept = [issue for issue, fate in zip(issues, fates, strict=True) if fate == "kept"]
    assert names == {before[issue]: after[issue] for issue in kept}
