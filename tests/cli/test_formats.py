"""Files of several formats in one run: told by ending and content, reported and corrected each in its own."""

import json
import re
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest
import yaml
from command_line import CLEAN, DISAGREEING, FAULTY, check, checker, write

from checker.readers.formats import all_formats

PAGE = f"<!doctype html>\n<p>{DISAGREEING.strip().replace('é', '&eacute;')}</p>\n"
FIXED = PAGE.replace("toute", "tout")


@pytest.fixture(autouse=True)
def desk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(*arguments: object, stdin: str | None = None) -> list[str]:
    return check("--target", "fr", *arguments, stdin=stdin).found


def test_a_folder_is_read_in_all_formats_but_for_reports_of_ours(desk):
    write(desk / "in/a.txt", FAULTY)
    write(desk / "in/b.html", PAGE)
    write(desk / "in/c.jsonl", json.dumps({"id": "c", "text": DISAGREEING}))
    write(desk / "in/d.bin", "\0")
    for _ in range(2):
        done = checker(
            "check",
            "--target",
            "fr",
            "--format",
            "jsonl",
            "--output",
            "html=in/pages/",
            "--output",
            "jsonl=in/r.jsonl",
            "in",
        )
        assert [each["id"] for each in done.documents] == ["in/a.txt", "in/b.html", "c"]
    assert "in: files left out that are not of a format that is read: 2" in done.err


def test_a_file_without_a_known_ending_is_told_by_its_content(desk):
    write(desk / "page", PAGE)
    write(desk / "lines", json.dumps({"text": DISAGREEING}))
    write(desk / "text", CLEAN + DISAGREEING)
    assert found("page", "lines", "text") == ["toute transfert"] * 3
    assert "&eacute;" in found("--input-format", "text", "page")


def test_standard_input_is_text_unless_a_name_or_a_format_says_otherwise():
    assert found("--stdin-filename", "a.html", "-", stdin=PAGE) == ["toute transfert"]
    assert found("--input-format", "html", "-", stdin=PAGE) == ["toute transfert"]
    assert "<p>" in found("-", stdin=PAGE)


def test_a_format_that_is_not_read_says_what_to_do(desk):
    write(desk / "a.pdf", "%PDF-1.7")
    done = check("--target", "fr", "a.pdf")
    assert done.code == 2
    assert "a.pdf: a PDF has no text that could be mended" in done.err


def test_formats_are_listed():
    listed = checker("formats").out
    assert re.search(r"^html +\.html, \.htm, \.xhtml ", listed, re.M)
    assert ".pdf: a PDF" in listed


def test_the_hook_of_pre_commit_takes_every_ending_that_is_listed():
    [hook] = yaml.safe_load((Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text())
    listed = {ending for each in all_formats().values() for ending in each.ENDINGS}
    taken = hook["files"].removeprefix("(?i)\\.(").removesuffix(")$").replace("html?", "htm|html").split("|")
    assert {f".{ending}" for ending in taken} == listed
    assert re.search(hook["files"], "articles/UNE.DOCX")


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_report_says_where_an_issue_is_in_the_file(desk, jobs):
    write(desk / "a.html", PAGE)
    write(desk / "b.html", PAGE)
    done = check("--target", "fr", "--jobs", jobs, "a.html", "b.html")
    issue = done.documents[1]["issues"][0]
    assert (issue["line"], issue["column"]) == (2, PAGE.splitlines()[1].index("toute") + 1)
    [run] = json.loads(checker("check", "--target", "fr", "--format", "sarif", "a.html").out)["runs"]
    [result] = run["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert PAGE[region["charOffset"] :][: region["charLength"]] == "toute transfert"
    [replacement] = result["fixes"][0]["artifactChanges"][0]["replacements"]
    start = replacement["deletedRegion"]["charOffset"]
    assert PAGE[start : start + replacement["deletedRegion"]["charLength"]] == "e"


def test_tools_that_write_by_lines_are_told_the_place_in_a_file_without_lines_and_offered_no_fix():
    article = Path(__file__).parents[2] / "samples/formats/port.fr.docx"
    reports = {form: checker("check", "--target", "fr", "--format", form, article).out for form in ("sarif", "rdjsonl")}
    [run] = json.loads(reports["sarif"])["runs"]
    [disagreeing, _] = run["results"]
    assert disagreeing["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "paragraph 2"}]
    assert disagreeing["fixes"] == []
    said = json.loads(reports["rdjsonl"].splitlines()[0])
    assert said["message"].startswith("paragraph 2 · “toute” is")
    assert said["suggestions"] == []
    assert "::paragraph 2 · “toute” is" in checker("check", "--target", "fr", "--format", "github", article).out


@pytest.mark.parametrize(
    ("ending", "place"), [("html", "13:85"), ("docx", "paragraph 2"), ("srt", "13:19 00:00:11,500")]
)
def test_the_page_says_of_each_issue_where_the_file_has_it(ending, place):
    article = Path(__file__).parents[2] / f"samples/formats/port.fr.{ending}"
    page = checker("check", "--target", "fr", "--format", "html", article).out
    assert f"<bdi>{place}</bdi> · <code>fr/agreement/disagreeing-determiner</code>" in page


def test_fix_writes_a_page_back_and_shows_its_diff(desk):
    write(desk / "a.html", PAGE)
    assert "-<p>Le porte-parole a annonc&eacute; toute" in checker("fix", "--target", "fr", "--diff", "a.html").out
    assert checker("fix", "--target", "fr", ".").code == 0
    assert Path("a.html").read_text() == FIXED


def test_decisions_on_a_page_are_applied_and_known_again(desk):
    write(desk / "a.html", PAGE)
    done = check("--target", "fr", "a.html")
    [issue] = done.documents[0]["issues"]
    [edit] = issue["fixes"][0]["edits"]
    accepted = {"fingerprint": issue["fingerprint"], "rule": issue["rule"], "text": issue["text"], "decision": "accept"}
    accepted["edits"] = [
        edit | {"replaced": DISAGREEING[edit["start"] : edit["end"]], "before": "annoncé ", "after": " tr"}
    ]
    document = {"id": "a.html", "sha256": sha256(PAGE.encode()).hexdigest(), "decisions": [accepted], "format": "html"}
    decisions = {"schema_version": 1, "offset_unit": "unicode-code-points", "documents": [document]}
    Path("decisions.json").write_text(json.dumps(decisions))
    assert checker("apply", "decisions.json").code == 0
    assert Path("a.html").read_text() == FIXED
    assert "already applied" in checker("apply", "decisions.json").out
    Path("a.html").write_text(PAGE.replace("<p>", "<h1>Titre</h1>\n<p>"))
    assert checker("apply", "decisions.json").code == 0
    assert Path("a.html").read_text() == FIXED.replace("<p>", "<h1>Titre</h1>\n<p>")


def test_only_changed_lines_of_a_page_count(desk):
    def git(*arguments: str) -> None:
        who = ("-c", "user.name=a", "-c", "user.email=a@b")
        subprocess.run(["git", *who, *arguments], check=True, capture_output=True)

    git("init", "-q")
    write(desk / "a.html", PAGE)
    git("add", ".")
    git("commit", "-qm", "a")
    Path("a.html").write_text(f"<h1>Titre</h1>\n\n\n{PAGE}<p>{DISAGREEING}")
    done = check("--target", "fr", "--since", "HEAD", "a.html")
    assert {issue["line"] for issue in done.documents[0]["issues"]} == {6}
    assert [by for by, _ in done.suppressed] == ["unchanged-lines"]
