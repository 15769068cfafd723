"""What an editor takes from the page: the corrected text, as a file or copied, and the decisions."""

import codecs
import json
from dataclasses import replace

import pytest
from playwright.sync_api import expect
from report_material import replacing
from report_pages import TEXT, deals, reported_file, saved, written
from typer.testing import CliRunner

from checker.cli import app
from checker.model import Evidence, Span


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_the_downloaded_text_is_what_apply_makes_of_the_decisions(visits, tmp_path, monkeypatch, mark, encoding):
    monkeypatch.chdir(tmp_path)
    data = mark + TEXT.encode(encoding)
    page = visits.open(written(tmp_path, reported_file(tmp_path / "a.txt", data, *deals())))
    page.keyboard.press("a")
    page.keyboard.press("a")
    page.get_by_role("textbox", name="Correction").fill("accord 👍\nou pas")
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="to the allowed names").click()
    downloaded = saved(page, "Download text", tmp_path / "downloaded.txt")
    saved(page, "Export decisions", tmp_path / "decisions.json")
    result = CliRunner().invoke(app, ["apply", "decisions.json", "--allow-file", "terms.txt"])
    assert result.exit_code == 0, result.output
    after = TEXT.replace("la bureau", "le bureau 📰").replace("deal", "accord 👍\r\nou pas", 1)
    assert (tmp_path / "a.txt").read_bytes() == mark + after.encode(encoding)
    assert downloaded == mark + after.encode(encoding)
    assert (tmp_path / "terms.txt").read_text() == "deal\n"
    assert "; already applied\n" in CliRunner().invoke(app, ["apply", "decisions.json"]).output


def test_a_legacy_file_is_downloaded_in_its_encoding(visits, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = "L’été à la bureau, c’était déjà ça. Les élèves français étaient très fâchés.\r\n" * 5
    page = visits.open(
        written(
            tmp_path,
            reported_file(tmp_path / "a.txt", text.encode("cp1252"), replacing(text, "la bureau", "le “bureau”")),
        )
    )
    page.keyboard.press("a")
    downloaded = saved(page, "Download text", tmp_path / "downloaded.txt")
    assert downloaded == text.replace("la bureau", "le “bureau”", 1).encode("cp1252")
    saved(page, "Export decisions", tmp_path / "decisions.json")
    assert CliRunner().invoke(app, ["apply", "decisions.json"]).exit_code == 0
    assert (tmp_path / "a.txt").read_bytes() == downloaded
    page.keyboard.press("u")
    page.get_by_role("button", name="Write a correction").click()
    page.get_by_role("textbox", name="Correction").fill("→")
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Download text").click()
    alert = page.get_by_role("alert")
    expect(alert).to_be_in_viewport(ratio=1)
    expect(alert).to_have_text("→ cannot be written in the encoding of the file, cp1252.")
    page.keyboard.press("u")
    expect(alert).to_be_hidden()


def test_the_corrected_text_is_copied(visits, tmp_path):
    report = reported_file(tmp_path / "a.txt", TEXT.encode(), *deals())
    page = visits.open(written(tmp_path, report), permissions=["clipboard-read", "clipboard-write"])
    page.keyboard.press("a")
    page.get_by_role("button", name="Copy text").click()
    expect(page.get_by_role("status")).to_contain_text("on the clipboard")
    assert page.evaluate("navigator.clipboard.readText()") == TEXT.replace("la bureau", "le bureau 📰")


def test_a_failure_to_copy_or_to_keep_is_shown_until_something_else_is_done(visits, tmp_path):
    refusing = """
        Object.defineProperty(navigator, "clipboard", { value: { writeText: () => Promise.reject() } });
        document.execCommand = () => false;
        Storage.prototype.setItem = () => { throw new Error("full"); };
    """
    page = visits.open(written(tmp_path, reported_file(tmp_path / "a.txt", TEXT.encode(), *deals())), before=refusing)
    alert = page.get_by_role("alert")
    page.keyboard.press("a")
    expect(alert).to_have_text("This browser does not keep the decisions: export them before you leave.")
    page.keyboard.press("j")
    expect(alert).to_be_hidden()
    page.get_by_role("button", name="Copy text").click()
    expect(alert).to_have_text("This browser does not let the text be copied.")


def test_what_is_exported_names_the_document_and_each_issue(desk, tmp_path):
    desk.keyboard.press("a")
    file = json.loads(saved(desk, "Export decisions", tmp_path / "decisions.json"))
    [document] = file.pop("documents")
    assert file == {"schema_version": 1, "offset_unit": "unicode-code-points"}
    assert (document["id"], len(document["sha256"])) == ("a.txt", 64)
    [decision] = document["decisions"]
    start = TEXT.index("la bureau")
    around = {"before": TEXT[:start][-30:], "after": TEXT[start + 9 :][:30]}
    assert decision["edits"] == [
        {"start": start, "end": start + 9, "replacement": "le bureau 📰", "replaced": "la bureau", **around}
    ]


def test_what_an_issue_compares_goes_with_its_correction_and_has_to_stand_still(visits, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = "Les élus de la capitale et de ses environs a voté le budget de la région.\n"
    verb = replace(replacing(text, "a voté", "ont voté"), evidence=Evidence(wrong=Span(43, 44), other=Span(4, 8)))
    page = visits.open(written(tmp_path, reported_file(tmp_path / "a.txt", text.encode(), verb)))
    page.keyboard.press("a")
    saved(page, "Export decisions", tmp_path / "decisions.json")
    for noun, code, verb_then in (("L’élu", 2, "a voté"), ("Hier, nos élus", 0, "ont voté")):
        changed = text.replace("Les élus", noun)
        (tmp_path / "a.txt").write_text(changed)
        assert CliRunner().invoke(app, ["apply", "decisions.json"]).exit_code == code
        assert (tmp_path / "a.txt").read_text() == changed.replace("a voté", verb_then)
