"""Allowed terms: what an entry covers, what it does not, and how a suppressed issue stays visible."""

import json

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from checker import Checker
from checker.cli import app
from checker.errors import UsageError
from checker.model import Issue, Report, Severity, Span
from checker.report import Context, render
from checker.report.schema import json_schema
from checker.suppress.allow import AllowList, read_entries

NIGHT = "Les secouristes ont travaillé throughout the night pour dégager la route."


def issue(text: str, marked: str, language: str | None = "en") -> Issue:
    start = text.index(marked)
    span = Span(start, start + len(marked))
    return Issue("mul/x", "accuracy/untranslated", Severity.MAJOR, span, "Left.", 0.9, language=language)


def allowed_by(text: str, marked: str, *entries: str) -> str | None:
    standing, suppressed = AllowList(entries).part(text, [issue(text, marked)])
    assert len(standing) + len(suppressed) == 1
    return suppressed[0].reason if suppressed else None


@pytest.mark.parametrize(
    ("text", "marked", "entry"),
    [
        ("Un deal est proche.", "deal", "deal"),
        ("Un DEAL est proche.", "DEAL", "deal"),
        ("Le Green Deal européen", "Green Deal", "Green Deal"),
        ("Le Green\u00a0Deal européen", "Green\u00a0Deal", "Green Deal"),
        ("la « Fisherman’s Wharf » de San Francisco", "Fisherman’s Wharf", "Fisherman's Wharf"),
        ("un service d’on-demand pour tous", "demand", "on-demand"),
        ("du C++ moderne", "C++", "C++"),
        ("le cadre .NET de la maison", "NET", ".NET"),
        ("我的iPhone很好", "iPhone", "iPhone"),
        ("Il dit Yes we can à la foule.", "we can", "Yes we can"),
        ("le vol BA2490 est annulé", "BA2490", r"/[A-Z]{2}\d{4}/"),
        ("Le vol on time est parti.", "on time", r"/^on \w+$/"),
    ],
)
def test_an_entry_covers_what_it_matches_whole_or_holds(text, marked, entry):
    assert allowed_by(text, marked, entry) == entry


@pytest.mark.parametrize(
    ("text", "marked", "entry"),
    [
        ("Un green deal est proche.", "green deal", "Green Deal"),
        ("Un big deal est proche.", "big deal", "deal"),
        ("Les dealers sont venus.", "dealers", "deal"),
        ("Une ordeal sans fin.", "ordeal", "deal"),
        ("un vol Green\nDeal", "Green", "Green Deal"),
        ("le vol BA249 est annulé", "BA249", r"/[A-Z]{2}\d{4}/"),
    ],
)
def test_an_entry_leaves_what_it_matches_in_part_or_not_at_all(text, marked, entry):
    assert allowed_by(text, marked, entry) is None


def test_overlapping_entries_each_cover_their_own():
    text = "Le peace deal of the century est signé."
    entries = ("peace deal", "deal of the century")
    assert allowed_by(text, "peace deal", *entries) == "peace deal"
    assert allowed_by(text, "deal of the century", *entries) == "deal of the century"


def test_only_untranslated_text_is_allowed():
    text = "Une deal."
    agreement = issue(text, "Une deal", language=None)
    assert AllowList(["/.*/"]).part(text, [agreement]) == ((agreement,), ())


@pytest.mark.parametrize("entry", ["", "  ", "…", "/", "//", "/[/", "/(?P<a/", "/[[a]/", "/a{99999999999}/"])
def test_an_entry_that_makes_no_sense_is_an_error(entry):
    with pytest.raises(UsageError, match=r"^allow: "):
        Checker(target="fr", allow=[entry])


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("deal)", "at character 5: a bracket is closed that none has opened"),
        ("*deal", "at character 1: nothing stands before a sign that repeats"),
        ("deal**", "at character 6: two signs that repeat stand side by side"),
        ("(?i)de[al", "a square bracket is not closed"),  # Python tells a place in what is left without the flag
        ("[z-a]", "at character 2: a range of characters runs backwards"),
        (r"\qdeal", "at character 1: a backslash stands before a letter that means nothing with it"),
        ("(?<=a+)deal", "what is looked for behind has no fixed length"),
        ("(?P<deal", "at character 5: not a regular expression"),
    ],
)
def test_a_pattern_that_is_none_is_told_in_plain_words(pattern, said):
    with pytest.raises(UsageError) as caught:
        Checker(target="fr", allow=[f"/{pattern}/"])
    assert str(caught.value) == f"allow: {f'/{pattern}/'!r}: {said}"


def test_a_file_holds_an_entry_a_line_and_comments(tmp_path):
    path = tmp_path / "terms.txt"
    path.write_bytes("\ufeff# the desk's terms\r\n\r\nGreen Deal  # since 2019\r\nC# \r\n/#\\w+/\r\n".encode())
    assert read_entries(path) == ("Green Deal", "C#", r"/#\w+/")


def test_a_mistake_in_a_file_names_file_and_line(tmp_path):
    path = tmp_path / "terms.txt"
    path.write_text("deal\n\n/(open/\n", encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        read_entries(path)
    assert str(caught.value) == f"{path}:3: '/(open/': at character 1: a bracket is not closed"
    path.write_bytes(b"caf\xe9\n")
    with pytest.raises(UsageError, match=r"terms\.txt:1: not UTF-8; save the file as UTF-8"):
        read_entries(path)
    with pytest.raises(UsageError, match="nowhere"):
        read_entries(tmp_path / "nowhere")


def test_a_suppressed_issue_stays_visible_and_counts_for_nothing():
    (outcome,) = Checker(target="fr", allow=["throughout the night"]).check_text(NIGHT).documents
    assert outcome.issues == ()
    assert [(s.issue.span.of(NIGHT), s.reason) for s in outcome.suppressed] == [
        ("throughout the night", "throughout the night")
    ]
    line = json.loads("".join(render("jsonl", [outcome], Context(Report("test")))))
    jsonschema.validate(line, json.loads(json_schema("jsonl")))
    (shown,) = line["suppressed"]
    assert (shown["text"], shown["rule"], shown["reason"]) == (
        "throughout the night",
        "mul/untranslated/phrase",
        "throughout the night",
    )
    assert "".join(render("text", [outcome], Context(Report("test")))).startswith(
        "No issues found, 1 suppressed: 1 document"
    )
    assert "No issues found, 1 suppressed" in "".join(render("html", [outcome], Context(Report("test"))))
    assert "Aucun problème trouvé, 1 écarté" in "".join(render("text", [outcome], Context(Report("test"), lang="fr")))


def test_without_allowed_terms_the_report_has_no_such_key():
    outcomes = Checker(target="fr").check_text(NIGHT).documents
    assert "suppressed" not in json.loads("".join(render("jsonl", outcomes, Context(Report("test")))))


ENTRIES = st.lists(st.text(st.characters(codec="utf-8"), max_size=20), max_size=5)


@given(st.text(), ENTRIES, st.data())
def test_any_text_and_entries_lose_no_issue(text, entries, data):
    try:
        terms = AllowList(entries)
    except UsageError:
        return
    edges = data.draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(1, 9)), max_size=4))
    spans = sorted({Span(start, min(len(text), start + size)) for start, size in edges if start < len(text)})
    issues = tuple(
        Issue("r", "accuracy/untranslated", Severity.MINOR, span, "Left.", 1.0, language="en") for span in spans
    )
    standing, suppressed = terms.part(text, issues)
    assert sorted([*standing, *(s.issue for s in suppressed)], key=lambda i: i.sort_key) == list(issues)


def test_files_and_settings_add_up_on_the_command_line_and_the_exit_code_is_clear(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "article.txt").write_text(
        f"{NIGHT}\nIl a annoncé that the city would build a new plant.\n", encoding="utf-8"
    )
    (tmp_path / "terms.txt").write_text("throughout the night\n", encoding="utf-8")
    command = ["check", "--target", "fr", "--allow-file", "terms.txt", "article.txt"]
    assert CliRunner().invoke(app, command).exit_code == 1
    (tmp_path / "checker.toml").write_text("allow = ['/.*the city .*plant/']", encoding="utf-8")
    done = CliRunner().invoke(app, command)
    assert (done.exit_code, done.output[:30]) == (0, "No issues found, 2 suppressed:")
