"""What users of the library meet first: arguments, what a report holds, and how it travels."""

import json
import pickle
import re
import subprocess
import sys
from pathlib import Path

import pytest

import checker
from checker import Applicability, Checker, Document, DocumentReport, Edit, Failure, Fix, Issue, Severity, Span, apply
from checker.errors import CheckerError, RuleError, UsageError
from checker.report import Context, render

ROOT = Path(__file__).parents[2]
CHECKER = Checker(target="fr")
VERSIONS = CHECKER.resources.versions(CHECKER.target)
FAULTY = "Le maire est parti.\n\nIl a dit that the talks had failed and nobody knew what to do next.\n"
ENGLISH = "The mayor left the town hall before noon, and nobody knows when he is going to return."


@pytest.mark.parametrize("name", ["allow", "select", "ignore", "rules"])
def test_a_text_in_place_of_a_list_is_a_type_error(name):
    with pytest.raises(TypeError, match=re.escape(f"{name}=['agreement']")):
        Checker(target="fr", **{name: "agreement"})


def test_a_text_in_place_of_texts_is_a_type_error():
    with pytest.raises(TypeError, match="check_text"):
        CHECKER.check("Un texte.")
    with pytest.raises(TypeError, match="check_text"):
        CHECKER.map("Un texte.")


def test_a_severity_prints_as_its_word_and_still_has_an_order():
    assert [str(each) for each in Severity] == ["neutral", "minor", "major", "critical"]
    assert f"{Severity.MAJOR}" == "major"
    assert f"{Severity.MAJOR:>6}|" == " major|"
    assert Severity.MAJOR < Severity.CRITICAL


def test_an_issue_says_what_it_marks_and_where():
    (issue,) = CHECKER.check_text(FAULTY).issues
    assert issue.text == "that the talks had failed and nobody knew what to do next"
    assert (issue.line, issue.column) == (3, 10)
    assert issue.family == "untranslated"


def test_a_suppressed_issue_says_it_too():
    (report,) = Checker(target="fr", allow=["/that.*next/"]).check_text(FAULTY).documents
    assert report.suppressed[0].issue.text.startswith("that the talks")


def test_a_report_gives_the_json_of_the_command_line():
    report = CHECKER.check_text(FAULTY)
    written = "".join(render("json", report.outcomes, Context(VERSIONS)))
    assert report.to_json() == written
    assert report.to_dict() == json.loads(written)
    (document,) = report.documents
    assert document.to_dict() == report.to_dict()["documents"][0]
    assert document.to_json() + "\n" == "".join(render("jsonl", [document], Context(VERSIONS)))
    assert Failure("a", None, "a: is binary").to_dict() == {"id": "a", "line": None, "error": "a: is binary"}


def test_the_target_may_be_given_with_a_text_or_a_file(tmp_path):
    assert CHECKER.check_text(ENGLISH).issues
    assert not CHECKER.check_text(ENGLISH, target="en").issues
    path = tmp_path / "a.txt"
    path.write_text(ENGLISH, encoding="utf-8")
    assert CHECKER.check_file(path).issues
    assert not CHECKER.check_file(path, target="en").issues


def test_texts_are_checked_beside_documents_and_called_by_their_numbers():
    outcomes = tuple(CHECKER.check(["Un.", Document("b", "Deux."), Failure("c", None, "c: lost"), "Trois."]))
    names = [each.name if isinstance(each, Failure) else each.document.name for each in outcomes]
    assert names == [0, "b", "c", 3]


@pytest.mark.parametrize("value", [None, 5, b"Bonjour."])
def test_what_is_no_text_is_a_type_error_that_says_so(value):
    for check in (CHECKER.check_text, lambda text: list(CHECKER.check(["Un.", text]))):
        with pytest.raises(TypeError, match=f"a text is wanted, not {type(value).__name__}"):
            check(value)


def test_a_score_is_the_penalty_in_a_thousand_words_with_the_counts_by_family():
    run = CHECKER.check_text(FAULTY + "Il a vu toute transfert de fonds.\n")
    (report,) = run.documents
    assert report.coverage.words == 26
    assert report.penalty == 10
    assert report.score == pytest.approx(1000 * 10 / 26)
    assert run.families == report.families == {"untranslated": 1, "agreement": 1}
    assert report.to_dict()["score"] == round(report.score, 2)
    assert report.to_dict()["families"] == report.families
    assert CHECKER.check_text("").documents[0].score == 0


@pytest.mark.parametrize(("severity", "points"), tuple(zip(Severity, (0, 1, 5, 25), strict=True)))
def test_the_penalties_are_those_of_mqm(severity, points):
    assert severity.penalty == points


def test_a_checker_travels_to_another_process_and_is_the_same_there():
    one = Checker(target="fr", select=["untranslated"], min_confidence=0.1, allow=["deal"], lang="fr")
    other = pickle.loads(pickle.dumps(one))
    assert repr(other) == repr(one)
    assert other.check_text(FAULTY) == one.check_text(FAULTY)
    assert pickle.loads(pickle.dumps(one)).resources is other.resources, "what they load, they load once"


def test_reports_and_errors_travel_too():
    report = CHECKER.check_text(FAULTY)
    assert pickle.loads(pickle.dumps(report)) == report
    error = RuleError(Path("a.yaml"), 3, "message", "is wrong")
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_nothing_fills_the_screen_when_it_is_shown():
    report = CHECKER.check_text(FAULTY * 100)
    shown = (CHECKER, report, report.documents[0], report.documents[0].document, *report.issues)
    assert all(len(repr(each)) < 200 for each in shown)
    assert repr(CHECKER) == "Checker(target='fr')"
    assert "3:10 major mul/untranslated/phrase 'that the talks" in repr(report.issues[0])


def test_all_public_names_are_there_and_the_version_is_a_version():
    assert all(hasattr(checker, name) for name in checker.__all__)
    assert re.fullmatch(r"\d+\.\d+\.\d+.*", checker.__version__)


def test_fixes_are_applied_together_where_they_do_not_overlap():
    first = Fix("", (Edit(Span(0, 1), "A"),), Applicability.SAFE)
    second = Fix("", (Edit(Span(2, 3), "C"),), Applicability.SAFE)
    overlapping = Fix("", (Edit(Span(0, 3), "x"),), Applicability.SAFE)
    assert apply("abc", second, overlapping, first) == "AbC"


@pytest.mark.process
def test_a_map_in_processes_gives_what_a_check_gives():
    items = [FAULTY, Failure("lost", None, "lost: is binary"), *["Le maire est parti."] * 10]
    assert list(CHECKER.map(items, jobs=2)) == list(CHECKER.check(items))
    assert list(CHECKER.map(items, jobs="auto")) == list(CHECKER.check(items))


@pytest.mark.parametrize("jobs", [0, -1, True, 1.5, "2", "many"])
def test_what_is_no_number_of_processes_is_an_error_that_says_so(jobs):
    with pytest.raises(UsageError, match=re.escape(f'jobs={jobs!r}: a number from 1 on, or "auto", is wanted')):
        CHECKER.map(["Le maire est parti."], jobs=jobs)


@pytest.mark.process
def test_a_map_reads_only_a_few_inputs_ahead():
    read = []

    def texts():
        for number in range(10_000):
            read.append(number)
            yield "Le maire est parti."

    outcomes = CHECKER.map(texts(), jobs=2)
    for _ in range(5):
        assert isinstance(next(outcomes), DocumentReport)
    outcomes.close()
    assert len(read) < 50


def recipes():
    page = (ROOT / "docs/library.md").read_text(encoding="utf-8")
    return re.findall(r"<!-- recipe: (.+?) -->\n```python\n(.*?)```", page, re.DOTALL)


RECIPES = dict(recipes())


def test_the_page_on_the_library_has_five_recipes():
    assert list(RECIPES) == ["one text", "many texts", "with fixes", "in a web service", "in a pool"]


CALLS = {
    "in a web service": """
import io

def asked(body, **environ):
    environ["wsgi.input"] = io.BytesIO(body)
    (answer,) = service(environ, lambda status, headers: print(status.split()[0]))
    said = json.loads(answer)
    print(said["error"] if "error" in said else len(said["documents"][0]["issues"]))

body = "Il a dit that the talks had failed and nobody knew what to do.".encode()
asked(body, CONTENT_LENGTH=str(len(body)))
asked(b"")
asked(b"", CONTENT_LENGTH="")
asked(b"d\\xe9j\\xe0", CONTENT_LENGTH="4")
for length in ("-1", "many", "1000001"):
    asked(body, CONTENT_LENGTH=length)
"""
}
PRINTED = {
    "one text": "1:13 major 5 words were left in English: “deeply concerned by these reports”. (deeply",
    "many texts": '"score":',
    "with fixes": "Le ministre a annoncé tout transfert de fonds.\n22 27 tout\n",
    "in a web service": "200\n1\n200\n0\n200\n0\n400\nthe text is not UTF-8: invalid continuation byte at byte 1\n"
    + "413\na text of at most 1000000 bytes is wanted\n" * 3,
    "in a pool": "7 555.56\n0\n1\n0\n1\n0\n1\n0\n1\n",
}


@pytest.mark.process
@pytest.mark.parametrize("name", list(RECIPES))
def test_a_recipe_runs_as_it_stands(name, tmp_path):
    script = tmp_path / "recipe.py"
    script.write_text(RECIPES[name] + CALLS.get(name, ""), encoding="utf-8")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=300)
    assert done.stderr == ""
    assert PRINTED[name] in done.stdout


def test_every_error_of_the_library_is_a_checker_error():
    errors = [getattr(checker, name) for name in checker.__all__ if name.endswith("Error")]
    assert len(errors) == 5
    assert all(issubclass(error, CheckerError) for error in errors)


def test_an_issue_is_equal_wherever_it_was_found():
    one = Issue("fr/a/b", "x/y", Severity.MINOR, Span(0, 1), "m", 0.5)
    assert one.located(Document("a", "abc")) == one
