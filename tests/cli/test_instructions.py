"""What a text says to the checker: comments and front matter exempt issues, and are no article text themselves."""

import json
import time

import pytest
from command_line import CLEAN, DISAGREEING, FAULTY, check, checker, write
from hypothesis import given
from hypothesis import strategies as st

from checker import Checker
from checker.model import DocumentReport, SuppressedBy

CHECKER = Checker("fr")
PASSAGE = "the talks had failed and nobody knew what to do next"
TWO_FAULTS = DISAGREEING.rstrip("\n") + " " + FAULTY


def report(text: str, checker: Checker = CHECKER) -> DocumentReport:
    (document,) = checker.check_text(text).documents
    return document


def marked(text: str, checker: Checker = CHECKER) -> list[str]:
    return [issue.span.of(text) for issue in report(text, checker).issues]


@pytest.mark.parametrize(
    "text",
    [
        f"{FAULTY.strip()} <!-- checker: ignore -->",
        f"<!-- checker: ignore --> {FAULTY}",
        f"<!--checker:ignore-->\n{FAULTY}",
        f"<!-- checker: ignore -->\r\n\r\n{FAULTY}",
        f"Une 🙂.\n\n  <!-- checker: ignore[untranslated/phrase] -->\n<!-- checker: ignore[agreement] -->\n{FAULTY}",
        f"<!-- checker: ignore[agreement, untranslated] because quoted as spoken -->\n{FAULTY}",
        FAULTY.replace("avant", "<!-- checker: ignore[untranslated] --> avant"),
    ],
)
def test_a_comment_exempts_the_line_that_it_stands_in_or_the_next_with_text(text):
    assert marked(text) == []
    (suppression,) = report(text).suppressed
    assert suppression.by is SuppressedBy.COMMENT
    assert suppression.issue.span.of(text) == PASSAGE


REPORTED = f"that {PASSAGE}"
WRAPPED = """\
Le porte-parole du Conseil a informé hier les journalistes réunis que toute{}
transfert de fonds vers la capitale serait une escalade, et que le ministre{}
nous a dit that the talks had failed and nobody knew what to do next, avant{}
de partir.
"""


@pytest.mark.parametrize(
    ("comments", "left"),
    [
        (("", "", ""), ["toute\ntransfert", REPORTED]),
        ((" <!-- checker: ignore -->", "", ""), [REPORTED]),
        (("", "\n<!-- checker: ignore[untranslated] because quoted -->", ""), ["toute\ntransfert"]),
        (("\n  <!-- checker: ignore -->", "", ""), ["toute\n  <!-- checker: ignore -->\ntransfert", REPORTED]),
        (("", "", " <!-- checker: ignore -->"), ["toute\ntransfert"]),
    ],
)  # fmt: skip
def test_in_a_wrapped_paragraph_a_comment_is_for_its_line_and_parts_no_sentence(comments, left):
    assert marked(WRAPPED.format(*comments)) == left


@pytest.mark.parametrize(
    "text",
    [
        f"<!-- checker: ignore -->\n{CLEAN}\n{FAULTY}",
        f"{CLEAN.strip()} <!-- checker: ignore -->\n{FAULTY}",
        f"{FAULTY}\n<!-- checker: ignore -->",
        f"<!-- checker: ignore[agreement] -->\n{FAULTY}",
        f"<!-- ignore -->\n{FAULTY}",
    ],
)
def test_a_comment_exempts_nothing_else(text):
    assert [each for each in marked(text) if not each.startswith("<!--")] == [PASSAGE]


LEFT = "The talks had failed and nobody knew what to do next.\n\nThe government will publish it next week, it said.\n"
LEFT_FOR = "ignores 'untranslated', but the issue takes more than its line; front matter may ignore it."


@pytest.mark.parametrize("comment", ["<!-- checker: ignore[untranslated] -->\n", "<!-- checker: ignore -->\n\n"])
def test_a_comment_exempts_no_article_that_goes_beyond_its_line(comment):
    found = report(comment + LEFT)
    assert [issue.rule for issue in found.issues] == ["mul/untranslated/article"]
    assert [each.replace("all rules", "'untranslated'") for each in found.document.warnings] == [
        f"The comment in line 1 {LEFT_FOR}"
    ]


def test_front_matter_exempts_an_article_and_so_does_the_comment_of_its_only_line():
    front = report(f"---\nchecker: {{ignore: [untranslated]}}\n---\n{LEFT}")
    line = report(f"<!-- checker: ignore[untranslated] -->\n{LEFT.replace(chr(10), ' ')}\n")
    assert [(found.issues, len(found.suppressed)) for found in (front, line)] == [((), 1), ((), 1)]


def test_the_reason_stands_in_the_report(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "a.txt", f"<!-- checker: ignore[untranslated] because « cité » ainsi -->\n{FAULTY}")
    done = check("--target", "fr", "a.txt")
    assert (done.code, done.suppressed) == (0, [("comment", "« cité » ainsi")])


def test_comments_are_no_article_text_and_shift_nothing():
    comment = "<!-- checker: ignore[agreement] because nobody knew what to do with this long English reason here -->"
    text = f"🙂 {comment}\n{DISAGREEING}{FAULTY}"
    assert marked(text) == ["toute transfert", PASSAGE]
    assert report(text).coverage.words == report(f"🙂\n{DISAGREEING}{FAULTY}").coverage.words


def test_other_comments_are_text_like_any_other():
    assert marked("<!-- The mayor left the town hall before noon and did not come back. -->\n" + CLEAN) != []


@pytest.mark.parametrize(
    ("comment", "warning"),
    [
        ("ignore[agreement]", "ignores 'agreement', but there is no such issue."),
        ("ignore[untranslated, agreement]", "ignores 'agreement', but there is no such issue."),
        ("ignore[untranslatd]", "'untranslatd', which is no rule or family; did you mean 'untranslated'?"),
        ("ignore[fr/agreement/disagreeing-adjectiv]", "did you mean 'fr/agreement/disagreeing-adjective'?"),
        ("ignroe", "is not understood: `checker: ignore[rule, …] because …` is wanted."),
        ("ignore[]", "is not understood"),
        ("ignore because", "is not understood"),
    ],
)
def test_what_is_asked_in_vain_is_a_warning_in_every_report(comment, warning, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "a.txt", f"{CLEAN}\n<!-- checker: {comment} -->\n{FAULTY}")
    for form in ("jsonl", "text", "html"):
        done = check("--target", "fr", "a.txt", "--format", form)
        shown = done.out.replace("&#39;", "'").replace("\\u0027", "'")
        assert warning in shown
        assert "?." not in done.err
        assert f"warning: a.txt: The comment in line 3 {'i' if warning[0] == 'i' else ''}" in done.err


def test_an_exemption_of_a_rule_that_is_not_looked_for_is_not_called_in_vain():
    text = (
        f"<!-- checker: ignore[untranslated] -->\n{CLEAN}<!-- checker: ignore -->\nLa séance a repris dans la soirée.\n"
    )
    assert len(report(text).document.warnings) == 2
    assert report(text, Checker("fr", select=["agreement"])).document.warnings == ()


def test_an_exemption_of_an_issue_that_is_too_doubtful_to_be_shown_is_not_called_in_vain():
    text = f"<!-- checker: ignore -->\n{DISAGREEING}"
    found = report(text, Checker("fr", min_confidence=1.0))
    assert (found.issues, found.suppressed, found.document.warnings) == ((), (), ())


def test_a_comment_that_is_not_closed_hides_nothing_of_the_article():
    text = f"<!-- checker: ignore\n{FAULTY}\n-->"
    assert PASSAGE in marked(text)
    assert report(text).document.warnings == (
        "The comment in line 1 does not end on its line; it was checked as text.",
    )


def test_a_reason_can_be_required(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "checker.toml", "target = 'fr'\nrequire-reason = true")
    write(tmp_path / "a.txt", f"<!-- checker: ignore -->\n{FAULTY}")
    write(tmp_path / "b.txt", f"<!-- checker: ignore because cité -->\n{FAULTY}")
    write(tmp_path / "c.txt", f"---\nchecker: {{ignore: [untranslated]}}\n---\n{FAULTY}")
    write(tmp_path / "d.txt", f"---\nchecker: {{ignore: [untranslated], because: cité}}\n---\n{FAULTY}")
    done = check("a.txt", "b.txt", "c.txt", "d.txt")
    assert [len(document["issues"]) for document in done.documents] == [1, 0, 1, 0]
    assert "a.txt: The comment in line 1 gives no reason (`because …`), and so ignores nothing." in done.err
    assert "c.txt: The front matter gives no reason" in done.err


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_front_matter_exempts_the_whole_text_and_is_no_article_text(end):
    lines = ["---", "title: The talks had failed and nobody knew", "checker:", "  ignore: [untranslated]", "---"]
    text = end.join([*lines, FAULTY.strip(), DISAGREEING.strip()])
    assert marked(text) == ["toute transfert"]
    (suppression,) = report(text).suppressed
    assert suppression.by is SuppressedBy.FRONT_MATTER
    assert report(text).coverage.paragraphs == 2


def test_front_matter_gives_the_target_language(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "a.txt", "---\nchecker: {target: en}\n---\nThe mayor left the town hall before noon.\n")
    done = check("--target", "fr", "a.txt")
    assert (done.code, done.documents[0]["target_language"]) == (0, "en")


def test_front_matter_without_a_word_to_the_checker_is_passed_over():
    text = f"---\ntitle: The mayor left the town hall before noon\ndate: 2026-02-31\n---\n{CLEAN}"
    assert marked(text) == []
    assert report(text).document.warnings == ()


def test_rules_of_dashes_around_text_hide_nothing():
    for text in (f"---\n{FAULTY}---\n{CLEAN}", f"---\nPARIS: {FAULTY}---\n{CLEAN}", f"---\n{FAULTY}"):
        assert marked(text) == [PASSAGE]
        assert report(text).document.warnings == ()


@pytest.mark.parametrize(
    ("head", "warning"),
    [
        ("title: [a, b\nchecker: {}", "is not YAML ("),
        ("x: " + "[" * 5000, "is not YAML (it cannot be read); it was checked as text."),
        ("checker: {ignore: all}", "The front matter's checker.ignore is passed over: a list is wanted, not a text."),
        ("checker: all", "The front matter's checker is passed over: a set of keys is wanted, not a text."),
        ("checker:\n" + "\n".join(f"  k{n}: x" for n in range(900)), "The front matter's checker is passed over: the"),
        (
            "checker: {ignroe: [all]}",
            "The front matter's checker.ignroe is passed over: the key `ignroe` is not known; did you mean 'ignore'?",
        ),
        ("checker: {ignore: [gremlins]}", "The front matter ignores 'gremlins', which is no rule or family."),
        ("checker: {ignore: [agreement]}", "The front matter ignores 'agreement', but there is no such issue."),
    ],
)
def test_front_matter_that_is_wrong_is_a_warning(head, warning):
    text = f"---\n{head}\n---\n{FAULTY}"
    assert PASSAGE in marked(text)
    assert any(warning in each for each in report(text).document.warnings)


def test_what_is_right_beside_a_wrong_key_of_front_matter_counts(tmp_path):
    wrong = "because: [a]\n  becuase: x"
    article = write(tmp_path / "a.txt", f"---\nchecker:\n  target: fr\n  {wrong}\n---\nLe chat dort.\n")
    done = checker("check", article)
    assert done.code == 0
    assert "target language fr" in done.out
    for key in ("because", "becuase"):
        assert f"The front matter's checker.{key} is passed over" in done.out


def test_the_text_of_a_json_line_may_say_the_same():
    line = json.dumps({"id": 1, "text": f"<!-- checker: ignore because cité -->\n{FAULTY}", "target": "fr"})
    done = check("--input-format", "jsonl", "-", stdin=line)
    assert (done.code, done.suppressed) == (0, [("comment", "cité")])


INGREDIENTS = (
    *("---\n", "checker: ", "{ignore: [untranslated]}\n", "&a", "*a", "<<: ", "<!-- checker: ignore", "[agreement]"),
    *(" because x", "-->", "\n", "\r", " ", "🙂", FAULTY, DISAGREEING),
)
PARTS = st.lists(st.sampled_from(INGREDIENTS), max_size=14).map("".join)


@given(PARTS)
def test_whatever_a_text_says_what_is_found_is_sound_and_nothing_is_lost(text):
    found = report(text)
    for issue in found.all_issues:
        assert not any(span.overlaps(issue.span) for span in found.document.excluded) or "article" in issue.rule
    blocks = [block.of(text) for block in found.document.blocks]
    assert all(block == block.strip() != "" for block in blocks)


def test_many_comments_take_time_in_proportion():
    def seconds(number: int) -> float:
        text = "Oui.\n<!-- checker: ignore -->\nNon.<!-- checker: ignore\n" * number
        start = time.process_time()
        CHECKER.check_text(text)
        return time.process_time() - start

    seconds(10)
    assert seconds(4000) < 12 * max(seconds(1000), 0.01)
