"""The page of the HTML report in a browser: an editor reads, decides, and takes the corrected text away."""

import codecs
import json
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Download, Page, expect
from report_material import CONTEXT, checked, replacing, sample, untranslated
from typer.testing import CliRunner

from checker.cli import app
from checker.model import (
    Applicability,
    Document,
    DocumentReport,
    Edit,
    Evidence,
    Fix,
    Issue,
    Outcome,
    Report,
    Severity,
    Span,
    SuppressedBy,
    Suppression,
)
from checker.readers import read_file
from checker.report import Context, render

# An emoji of two code points, accents of their own, a family of seven code points, and text after them.
TEXT = "🗞️ La une de\u0301pe\u0302che\u0301e : 👨‍👩‍👧‍👦 la bureau, un deal.\r\n\r\nEncore un deal, e\u0301coute.\r\n"


def write(folder: Path, *reported: Outcome, context: Context = CONTEXT) -> Path:
    page = folder / "report.html"
    page.write_text("".join(render("html", reported, context)), encoding="utf-8", newline="")
    return page


def reported_file(path: Path, data: bytes, *issues: Issue) -> DocumentReport:
    """A report on a real file, with issues laid by hand."""
    path.write_bytes(data)
    document = replace(read_file(path), target_language="fr")
    return replace(checked(document.text, *issues), document=replace(document, name=path.name))


def deals(text: str = TEXT) -> tuple[Issue, ...]:
    """The agreement error of the text, and the word that is left twice."""
    first = text.index("deal")
    word = untranslated(text, "deal")
    second = text.index("deal", first + 1)
    return replacing(text, "la bureau", "le bureau 📰"), word, replace(word, span=Span(second, second + 4))


def marked(page: Page, issue: str) -> str:
    """What the page marks for an issue, without what corrections insert."""
    return page.evaluate(
        """issue => Array.from(document.querySelectorAll(`mark[data-issue="${issue}"]`), mark => {
            const copy = mark.cloneNode(true);
            for (const ins of copy.querySelectorAll("ins")) ins.remove();
            return copy.textContent;
        }).join("")""",
        issue,
    )


def shown(page: Page) -> str:
    """The article as an editor sees it in the corrected view."""
    return page.locator("article").inner_text()


def saved(page: Page, button: str, place: Path) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    download: Download = waiting.value
    download.save_as(place)
    return place.read_bytes()


@pytest.fixture
def desk(visits, tmp_path):
    """The page on a text with emoji and combining accents, and three issues."""
    return visits.open(write(tmp_path, reported_file(tmp_path / "a.txt", TEXT.encode(), *deals())))


def test_marks_stand_where_they_belong(desk):
    assert [marked(desk, f"d1-i{number}") for number in (1, 2, 3)] == ["la bureau", "deal", "deal"]
    desk.keyboard.press("a")
    assert marked(desk, "d1-i1") == "la bureau"
    expect(desk.locator("article ins")).to_have_text("le bureau 📰")
    expect(desk.locator("article del")).to_have_text("la bureau")


def test_a_run_over_paragraphs_is_one_mark(visits, tmp_path):
    text = "Avant 🗞️.\n\nThe first part.\n\nThe second part.\n\nThe end après."
    page = visits.open(
        write(tmp_path, checked(text, untranslated(text, text[text.index("The f") : text.index(" apr")])))
    )
    assert marked(page, "d1-i1").split("\n") == ["The first part.", "The second part.", "The end"]
    assert page.locator("article .label").count() == 1
    assert page.locator("article p.spanning").count() == 3
    assert page.locator("article p.continued").count() == 2


def test_the_keys(desk):
    def current() -> str:
        return desk.locator(".issue.current .number").inner_text()

    assert current() == "1"
    desk.keyboard.press("j")
    desk.keyboard.press("j")
    desk.keyboard.press("j")
    assert current() == "3"
    desk.keyboard.press("k")
    assert current() == "2"
    assert desk.evaluate("document.activeElement.id") == "d1-i2"
    desk.keyboard.press("r")
    expect(desk.locator("#d1-i2 .state")).to_have_text("rejected")
    expect(desk.locator(".progress")).to_have_text("1 of 3 decided")
    expect(desk.get_by_role("status")).to_have_text("rejected. 1 of 3 decided.")
    desk.keyboard.press("u")
    expect(desk.locator("#d1-i2 .state")).to_have_text("")
    desk.keyboard.press("?")
    expect(desk.get_by_role("dialog")).to_be_visible()
    desk.keyboard.press("Escape")
    desk.keyboard.press("/")
    assert desk.evaluate("document.activeElement.id") == "filter"
    desk.keyboard.type("jar")
    expect(desk.locator(".progress")).to_have_text("0 of 3 decided")
    expect(desk.locator(".matching")).to_have_text("0 match")
    desk.keyboard.press("Escape")


def test_single_keys_can_be_switched_off(desk):
    desk.keyboard.press("?")
    desk.get_by_role("checkbox", name="Single-key").uncheck()
    desk.get_by_role("button", name="Close").click()
    desk.keyboard.press("r")
    expect(desk.locator(".progress")).to_have_text("0 of 3 decided")
    desk.reload()
    desk.keyboard.press("r")
    expect(desk.locator(".progress")).to_have_text("0 of 3 decided")


def test_the_filter_and_the_keys_agree(desk):
    desk.get_by_role("searchbox").fill("untranslated")
    expect(desk.locator(".issues .issue:visible")).to_have_count(2)
    desk.locator("#d1-i2 .number").click()
    desk.keyboard.press("k")
    expect(desk.locator(".issue.current")).to_have_id("d1-i2")
    desk.keyboard.press("r")
    desk.locator("#state").select_option("reject")
    expect(desk.locator(".matching")).to_have_text("1 match")


def test_an_accepted_fix_is_in_the_text_and_undone_without_a_trace(desk):
    before = desk.locator("article").inner_html()
    desk.keyboard.press("a")
    desk.get_by_role("button", name="Corrected", exact=True).click()
    assert "👨‍👩‍👧‍👦 le bureau 📰, un deal" in shown(desk)
    assert "la bureau" not in shown(desk)
    desk.get_by_role("button", name="Marks").click()
    desk.keyboard.press("u")
    assert "ins" not in desk.locator("article").inner_html()
    strip = "html => html.replaceAll(' data-state=\"\"', '')"
    after = desk.evaluate(strip, desk.locator("article").inner_html())
    assert after == before


def test_a_word_is_ignored_in_all_its_places_and_undone_in_one_step(desk):
    desk.keyboard.press("j")
    desk.get_by_role("button", name="Ignore “deal” in these 2 places").click()
    expect(desk.locator(".issue[data-state=ignore-word]")).to_have_count(2)
    expect(desk.locator(".progress")).to_have_text("2 of 3 decided")
    desk.keyboard.press("u")
    expect(desk.locator(".progress")).to_have_text("0 of 3 decided")


def test_decisions_survive_a_reload(desk):
    desk.keyboard.press("a")
    desk.keyboard.press("r")
    desk.reload()
    expect(desk.locator(".progress")).to_have_text("2 of 3 decided")
    expect(desk.locator("#d1-i1 .state")).to_have_text("accepted")
    expect(desk.locator("#d1-i2 .state")).to_have_text("rejected")
    expect(desk.locator("article ins")).to_have_text("le bureau 📰")
    desk.keyboard.press("k")
    desk.keyboard.press("u")
    expect(desk.locator(".progress")).to_have_text("1 of 3 decided")


def test_a_correction_by_hand(desk):
    desk.keyboard.press("j")
    desk.keyboard.press("a")
    area = desk.get_by_role("textbox", name="Correction")
    assert area.input_value() == "deal"
    area.fill("accord <b>🗞️")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("article ins")).to_have_text("accord <b>🗞️")
    expect(desk.locator("#d1-i2 .state")).to_have_text("accepted")
    card = desk.locator("#d1-i2")
    for _ in range(2):
        expect(card.locator("del")).to_have_text("deal")
        expect(card.locator("ins")).to_have_text("accord <b>🗞️")
        expect(card.locator("blockquote")).to_be_hidden()
        desk.reload()
    card.locator(".number").click()
    desk.keyboard.press("u")
    expect(card.locator("del, ins")).to_have_count(0)
    expect(card.locator("blockquote")).to_have_text("deal")


def test_a_correction_by_hand_stands_beside_the_fix_that_it_replaces(desk):
    fix = "la bureau → le bureau 📰"
    changes = desk.locator("#d1-i1 .change p")
    desk.keyboard.press("a")
    expect(changes).to_have_text([fix])
    desk.keyboard.press("u")
    desk.locator("#d1-i1").get_by_role("button", name="Write a correction").click()
    desk.get_by_role("textbox", name="Correction").fill("")
    desk.keyboard.press("Control+Enter")
    expect(changes).to_have_text([fix, "la bureau → (delete)"])


def test_of_corrections_that_overlap_one_settles_the_other(visits, tmp_path):
    text = "une toute grande transfert ici"
    issues = replacing(text, "toute grande", "tout grand"), replacing(text, "grande transfert", "grand transfert")
    page = visits.open(write(tmp_path, checked(text, *issues)))
    page.keyboard.press("a")
    expect(page.locator("#d1-i2 .state")).to_have_text("settled by 1")
    expect(page.locator(".progress")).to_have_text("2 of 2 decided")
    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(page.locator(".trouble")).to_contain_text("does not go with the accepted correction of issue 1")
    page.keyboard.press("k")
    page.keyboard.press("u")
    expect(page.locator(".progress")).to_have_text("0 of 2 decided")
    expect(page.locator("#d1-i2 .state")).to_have_text("")


def test_a_fix_is_withdrawn_when_the_word_that_it_fits_to_is_changed(visits, tmp_path):
    text = "Les autorité locale ont parlé."
    locale = replace(replacing(text, "locale", "locales"), span=Span(4, 19))
    locale = replace(locale, evidence=Evidence(wrong=Span(13, 19), other=Span(4, 12), features=("Number",)))
    ont = replacing(text, "ont", "a")
    other = Fix("Replace the noun", (Edit(Span(0, 12), "L'autorité"),), Applicability.UNSAFE)
    page = visits.open(write(tmp_path, checked(text, locale, replace(ont, fixes=(*ont.fixes, other)))))
    page.keyboard.press("j")
    page.keyboard.press("2")
    expect(page.locator("#d1-i1 .state")).to_have_text("settled by 2")
    page.keyboard.press("u")
    page.keyboard.press("1")
    expect(page.locator(".progress")).to_have_text("1 of 2 decided")
    expect(page.locator(".issue.current")).to_have_id("d1-i1")


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
    page = visits.open(write(tmp_path, reported_file(tmp_path / "a.txt", data, *deals())))
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
        write(
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
    page = visits.open(write(tmp_path, report), permissions=["clipboard-read", "clipboard-write"])
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
    page = visits.open(write(tmp_path, reported_file(tmp_path / "a.txt", TEXT.encode(), *deals())), before=refusing)
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


HOSTILE = (
    "</script><script>alert(1)</script></textarea><!-- {{ 7 * 7 }} ]]> <img src=x onerror=alert(2)>"
    "<a href='data:text/html,<script>alert(3)</script>'>x</a> \u2028 \u202efin\u202c </style> &amp; \\u003c"
)


def test_a_hostile_article_is_text_and_runs_nothing(visits, tmp_path):
    text = f"Un {HOSTILE} mot {HOSTILE}."
    issue = replacing(text, HOSTILE, HOSTILE[::-1], message=HOSTILE, rule=f"fr/{HOSTILE.replace('/', '')}/x")
    report = replace(checked(text, issue, name=HOSTILE, warnings=(HOSTILE,)))
    page = visits.open(write(tmp_path, report, context=replace(CONTEXT, versions=Report(HOSTILE))))
    page.keyboard.press("a")
    assert page.locator("article ins").text_content() == HOSTILE[::-1]
    page.locator("li.current").get_by_role("button", name="Write a correction").click()
    page.get_by_role("textbox", name="Correction").fill(HOSTILE)
    page.keyboard.press("Escape")
    page.keyboard.press("u")
    assert page.locator("article").text_content() == text
    assert page.locator("script").count() == 2
    assert page.locator("img, a[href^=data], article script").count() == 0


def test_everything_is_read_without_a_script(visits, tmp_path):
    page = visits.open(write(tmp_path, sample()), java_script_enabled=False)
    assert "L'Iran aurait transféré des missiles" in shown(page)
    for wanted in ("“toute transfert” does not agree.", "A passage in another language was left", "confidence 97%"):
        expect(page.get_by_text(wanted)).to_be_visible()
    assert page.get_by_role("button").count() == 0
    page.locator("#d1-m2").click()
    assert page.url.endswith("#d1-i2")


def test_what_is_not_reported_can_be_seen_but_stays_quiet(visits, tmp_path):
    report = checked(TEXT, deals()[0], suppressed=(Suppression(deals()[1], SuppressedBy.ALLOWED_TERM, "deal"),))
    page = visits.open(write(tmp_path, report))
    assert marked(page, "d1-s1") == "deal"
    page.get_by_text("Not reported (1)").click()
    expect(page.locator("#d1-s1")).to_contain_text("deal")
    expect(page.locator(".progress")).to_have_text("0 of 1 decided")


def test_the_print_has_the_list_and_no_controls(desk, tmp_path):
    desk.emulate_media(media="print")
    expect(desk.locator(".desk")).to_be_hidden()
    expect(desk.locator(".actions")).to_be_hidden()
    for number in (1, 2, 3):
        expect(desk.locator(f"#d1-i{number} .message")).to_be_visible()
    assert desk.pdf().startswith(b"%PDF")


def test_a_right_to_left_article_runs_from_the_right(visits, tmp_path):
    text = "قال الوزير the deal is done أمس."
    document = Document("a.txt", text, "ar")
    page = visits.open(
        write(tmp_path, replace(checked(text, untranslated(text, "the deal is done")), document=document))
    )
    line = page.locator("article p")
    assert line.evaluate("element => getComputedStyle(element).direction") == "rtl"
    assert marked(page, "d1-i1") == "the deal is done"


def test_severities_differ_by_more_than_colour(visits, tmp_path):
    text = "un deux trois quatre"
    issues = (
        replacing(text, word, "x", severity=severity) for word, severity in zip(text.split(), Severity, strict=True)
    )
    page = visits.open(write(tmp_path, checked(text, *issues, fail_on=Severity.NEUTRAL)))
    lines = page.locator("article mark").evaluate_all(
        "all => all.map(each => getComputedStyle(each).borderBottomStyle)"
    )
    assert sorted(lines) == ["dashed", "dotted", "double", "solid"]
    assert [page.locator(f"#d1-m{number}").get_attribute("aria-label") for number in (1, 4)] == [
        "neutral, issue 1",
        "critical, issue 4",
    ]
