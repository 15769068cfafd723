"""The whole way from a text to its report."""

import pytest
from command_line import DISAGREEING
from hypothesis import given, settings
from hypothesis import strategies as st
from words import sentences

from checker import Checker
from checker.errors import LanguageError, UsageError
from checker.model import Document, DocumentReport, Failure, Report, Severity
from checker.report import Context, render

CHECKER = Checker(target="fr")
ENGLISH = "Le ministre a dit que the talks had failed and nobody knew what to do next, avant de partir."


def spans(text, checker=CHECKER):
    """What is marked in a text, matters of taste aside."""
    return [issue.span.of(text) for issue in checker.check_text(text).issues if issue.severity > Severity.NEUTRAL]


def test_an_english_clause_is_one_issue_without_its_final_punctuation():
    assert spans(ENGLISH) == ["the talks had failed and nobody knew what to do next"]


@pytest.mark.parametrize("prefix", ["🙂 ", "e\u0301te\u0301 : ", "\u2028", "«\u00a0Oui\u00a0» ", "\r\n\r\n"])
def test_offsets_count_code_points_whatever_stands_before(prefix):
    assert spans(prefix + ENGLISH) == ["the talks had failed and nobody knew what to do next"]


def test_line_ends_of_any_kind_separate_blocks():
    text = "Le maire est venu.\r\nThe mayor left the town hall before noon.\rIl reviendra."
    (issue,) = CHECKER.check_text(text).issues
    assert issue.span.of(text) == "The mayor left the town hall before noon"
    assert CHECKER.check_text(text).documents[0].document.position(issue.span.start) == (2, 1)


def test_the_target_decides_what_is_foreign():
    assert spans("The mayor left the town hall before noon.", Checker(target="en")) == []


def test_a_regional_tag_falls_back_to_its_language():
    assert spans(ENGLISH, Checker(target="fr-CA")) == spans(ENGLISH)


def test_an_unsupported_target_is_an_error():
    with pytest.raises(LanguageError, match="'tlh' is not supported"):
        Checker(target="tlh")


def test_a_family_may_be_selected_or_ignored():
    assert spans(ENGLISH, Checker(target="fr", select=["agreement"])) == []
    assert spans(ENGLISH, Checker(target="fr", ignore=["mul/untranslated"])) == []
    with pytest.raises(UsageError, match="no rule or family"):
        Checker(target="fr", select=["untranslatd"])


def test_foreign_text_is_not_held_to_the_rules_of_the_target_language():
    text = "Il conclut. La ministra non ha voluto rispondere alle domande sul bilancio della città. Il est parti."
    assert [issue.category for issue in CHECKER.check_text(text).issues] == ["accuracy/untranslated"]


def test_a_document_that_cannot_be_checked_does_not_stop_the_next():
    outcomes = list(
        CHECKER.check([Failure("a", None, "a: gone"), Document("b", ENGLISH, "tlh"), Document("c", ENGLISH)])
    )
    assert [type(outcome) for outcome in outcomes] == [Failure, Failure, DocumentReport]
    assert outcomes[1].message.startswith("b: ")


def test_the_report_says_how_much_was_checked():
    coverage = CHECKER.check_text("Bonjour à tous.\n\nIl pleut. Il vente.").documents[0].coverage
    assert (coverage.paragraphs, coverage.sentences, coverage.words) == (2, 3, 7)


@given(st.text())
def test_any_text_gives_a_report_with_sound_spans(text):
    for issue in CHECKER.check_text(text).issues:
        assert 0 <= issue.span.start < issue.span.end <= len(text)


MIXED = st.lists(
    st.sampled_from(
        [
            "le",
            "la",
            "chat",
            "the",
            "of",
            "house",
            "was",
            "«",
            "»",
            "“",
            "”",
            '"',
            "(",
            ")",
            "\n",
            "12",
            "Paris",
            "’",
            "l’",
            "une",
            "beaux",
            ".",
            "*",
        ]
    ),
    max_size=60,
).map(" ".join)


@given(MIXED)
def test_runs_lie_inside_one_block_unless_all_is_foreign_and_are_trimmed_to_words(text):
    report = CHECKER.check_text(text)
    blocks = report.documents[0].document.blocks
    for issue in report.issues:
        assert issue.rule == "mul/untranslated/article" or any(block.contains(issue.span) for block in blocks)
        if issue.category == "accuracy/untranslated":
            assert issue.span.of(text)[0].isalnum()
            assert issue.span.of(text)[-1].isalnum()


def test_what_a_checker_has_seen_before_changes_no_byte():
    found = []

    @settings(max_examples=8)
    @given(st.lists(st.sampled_from([ENGLISH, DISAGREEING]) | sentences(), min_size=1, max_size=3).map("\n".join))
    def as_of_a_fresh_one(text):
        def json(checker):
            return "".join(render("json", [*checker.check([Document("a", text)])], Context(Report("test"))))

        assert json(CHECKER) == json(Checker(target="fr"))
        found.extend(issue.rule for issue in CHECKER.check_text(text).issues)

    as_of_a_fresh_one()
    assert len(set(found)) > 1
    assert len(found) > 8
