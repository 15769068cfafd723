from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_material import CONTEXT, checked, outcomes, replacing, sample, untranslated
from rich.cells import cell_len

from checker.model import Applicability, Edit, Failure, Fix, Outcome, Severity, Span
from checker.report import Context, render
from checker.report.excerpt import Excerpt
from checker.text.visible import visible

NAME = "samples/iran-missiles/article.fr.txt"


def written(*reported: Outcome, context: Context = CONTEXT) -> str:
    return "".join(render("text", reported, context))


def marked(report: str) -> list[str]:
    """What stands above the carets, line by line."""
    lines = report.splitlines()
    found = []
    for above, line in pairwise(lines):
        if set(line.strip(" │")) == {"^"}:
            found.append(above[line.index("^") : line.rindex("^") + 1])
    return found


def test_the_sample_on_a_page() -> None:
    assert written(sample(), context=replace(CONTEXT, width=80)) == (
        f"{NAME}:7:102  major  “toute transfert” does not agree.  fr/agreement/noun-phrase 0.97\n"
        '    │ … Sean Savett, a informé CNN dans un communiqué que "toute transfert de\n'
        "    │                                                      ^^^^^^^^^^^^^^^\n"
        "    │ missiles balistiques iraniens à la Russie …\n"
        "    │ fix: toute transfert → tout transfert\n"
        "\n"
        f"{NAME}:9:193  major  This passage was left in English.  mul/untranslated/passage 0.99\n"
        "    │ … l'invasion totale de la Russie en Ukraine, et nous sommes deeply\n"
        "    │                                                             ^^^^^^\n"
        "    │ concerned by these reports. We and our partners have made it clear at both\n"
        "    │ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        "    │ the G7 and NATO summits this summer that we are prepared to impose serious\n"
        "    │ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        '    │ consequences" en réponse.\n'
        "    │ ^^^^^^^^^^^^\n"
        "\n"
        "2 issues (2 major): 1 document, 12 paragraphs, 12 sentences, 624 words, target language fr\n"
    )


def test_nothing_found_is_one_line_that_says_what_was_checked() -> None:
    report = checked("Tout va bien ici.")
    assert written(report) == "No issues found: 1 document, 1 paragraph, 1 sentence, 4 words, target language fr\n"
    french = written(report, context=replace(CONTEXT, lang="fr"))
    assert french.startswith("Aucun problème trouvé\u00a0: 1 document, 1 paragraphe, 1 phrase, 4 mots")


def test_failures_and_warnings_are_told() -> None:
    report = written(checked("Un.", name="a.txt", warnings=("Read as cp1252.",)), Failure("b", None, "b: is binary"))
    assert "a.txt  warning: Read as cp1252.\n" in report
    assert "error: b: is binary\n" in report
    assert report.endswith(", 1 document not checked\n")


def test_carets_stand_under_wide_characters_and_emoji() -> None:
    text = "東京 👍 : e\u0301te\u0301 toute transfert"
    report = written(checked(text, replacing(text, "toute transfert", "tout transfert")))
    above, carets = next((above, line) for above, line in pairwise(report.splitlines()) if "^" in line)
    assert cell_len(above[: above.index("toute")]) == carets.index("^")


def test_a_run_of_thousands_of_words_is_shown_by_its_ends() -> None:
    run = "begin " + "and so on " * 1000 + "end"
    text = f"Avant {run} après"
    report = written(checked(text, untranslated(text, run)))
    assert len(report) < 2000
    assert "Avant begin" in report
    assert "end après" in report


def test_only_the_line_of_the_issue_is_shown() -> None:
    text = "Titre court\r\n\r\nLe toute transfert\r\nUne autre ligne"
    report = written(checked(text, replacing(text, "toute transfert", "tout transfert")))
    assert "│ Le toute transfert\n" in report
    assert "Titre" not in report
    assert "autre" not in report


@pytest.mark.parametrize(
    ("replacement", "shown"),
    [("tout transfert", "toute transfert → tout transfert"), ("", "Do it"), ("toute\u00a0transfert", "Do it")],
)
def test_a_fix_is_shown_as_a_change_if_that_can_be_seen(replacement: str, shown: str) -> None:
    text = "Une toute transfert."
    span = Span(4, 19)
    for applicability, label in [(Applicability.SAFE, "fix"), (Applicability.UNSAFE, "suggestion")]:
        fix = Fix("Do it", (Edit(span, replacement),), applicability)
        issue = replacing(text, "toute transfert", "", fixes=(fix,))
        assert f"│ {label}: {shown}\n" in written(checked(text, issue))


def test_edits_on_both_sides_of_an_issue_are_shown_in_one() -> None:
    text = 'Il a dit "non" hier.'
    fix = Fix("Quote", (Edit(Span(9, 10), "« "), Edit(Span(13, 14), " »")), Applicability.SAFE)
    issue = replacing(text, "non", "", fixes=(fix,))
    assert '│ fix: "non" → « non »\n' in written(checked(text, issue))


HOSTILE = "a\x1b[2J\x1b]0;x\x07 \x9b31m \x00 b\u202ec\u2066 d\ud800 e\u2028f\rg\x7f"


def test_nothing_in_an_article_or_a_name_reaches_the_terminal() -> None:
    text = HOSTILE.replace("\r", "") + " toute transfert"
    issue = replacing(text, "toute transfert", HOSTILE, message=HOSTILE)
    report = written(checked(text, issue, name=HOSTILE, warnings=(HOSTILE,)), Failure(HOSTILE, None, HOSTILE))
    lines = report.split("\n")
    assert all(visible(line) == line for line in lines)
    assert any(
        line.startswith(r"a\x1b[2J\x1b]0;x\x07 \x9b31m \x00 b\u202ec\u2066 d\ud800 e\u2028f\rg\x7f") for line in lines
    )


@settings(deadline=None)
@given(outcomes, st.integers(0, 120))
def test_any_report_is_plain_printable_text(reported: list[Outcome], width: int) -> None:
    context = replace(CONTEXT, width=width)
    report = written(*reported, context=context)
    assert visible(report.replace("\n", "")) == report.replace("\n", "")
    assert report.encode().decode() == report
    assert report == written(*reported, context=context)


@settings(deadline=None)
@given(st.text(min_size=1, max_size=400), st.data())
def test_wrapped_lines_fit_and_hold_the_whole_excerpt(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    excerpt = Excerpt.around(text, Span(start, data.draw(st.integers(start + 1, len(text)))))
    lines = list(excerpt.wrap(30))
    assert all(cell_len((line.before + line.marked + line.after).rstrip()) <= 30 for line in lines)
    for part in ("before", "marked", "after"):
        whole = "".join(getattr(line, part) for line in lines)
        assert "".join(whole.split()) == "".join(getattr(excerpt, part).split())


@pytest.fixture
def colors(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A terminal that knows colours, whatever this one does."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    return monkeypatch


def test_a_terminal_gets_the_same_text_with_colours(colors: pytest.MonkeyPatch) -> None:
    from rich.text import Text

    report = written(sample(), context=replace(CONTEXT, color=True, width=120))
    assert "\x1b[31mtoute transfert\x1b[0m" in report
    assert Text.from_ansi(report).plain.rstrip() == written(sample(), context=replace(CONTEXT, width=120)).rstrip()


def test_no_color_is_honoured(colors: pytest.MonkeyPatch) -> None:
    colors.setenv("NO_COLOR", "1")
    report = written(sample(), context=replace(CONTEXT, color=True, width=120))
    assert "\x1b[31m" not in report


def test_severities_are_counted_worst_first() -> None:
    text = "Un mot, deux mots."
    issues = [
        replacing(text, word, "x", severity=severity)
        for word, severity in [("Un", Severity.MINOR), ("mot", Severity.CRITICAL), ("deux", Severity.MINOR)]
    ]
    assert "3 issues (1 critical, 2 minor):" in written(checked(text, *issues))
    assert marked(written(checked(text, *issues))) == ["Un", "mot", "deux"]
