"""The page of the HTML report in a browser: the article with its marks, read by anybody, on paper too."""

from dataclasses import replace

from playwright.sync_api import expect
from report_material import CONTEXT, checked, replacing, sample, untranslated
from report_pages import TEXT, deals, marked, shown, written

from checker.model import Document, Report, Severity, SuppressedBy, Suppression


def test_marks_stand_where_they_belong(desk):
    assert [marked(desk, f"d1-i{number}") for number in (1, 2, 3)] == ["la bureau", "deal", "deal"]
    desk.keyboard.press("a")
    assert marked(desk, "d1-i1") == "la bureau"
    expect(desk.locator("article ins")).to_have_text("le bureau 📰")
    expect(desk.locator("article del")).to_have_text("la bureau")


def test_a_run_over_paragraphs_is_one_mark(visits, tmp_path):
    text = "Avant 🗞️.\n\nThe first part.\n\nThe second part.\n\nThe end après."
    page = visits.open(
        written(tmp_path, checked(text, untranslated(text, text[text.index("The f") : text.index(" apr")])))
    )
    assert marked(page, "d1-i1").split("\n") == ["The first part.", "The second part.", "The end"]
    assert page.locator("article .label").count() == 1
    assert page.locator("article p.spanning").count() == 3
    assert page.locator("article p.continued").count() == 2


HOSTILE = (
    "</script><script>alert(1)</script></textarea><!-- {{ 7 * 7 }} ]]> <img src=x onerror=alert(2)>"
    "<a href='data:text/html,<script>alert(3)</script>'>x</a> \u2028 \u202efin\u202c </style> &amp; \\u003c"
)


def test_a_hostile_article_is_text_and_runs_nothing(visits, tmp_path):
    text = f"Un {HOSTILE} mot {HOSTILE}."
    issue = replacing(text, HOSTILE, HOSTILE[::-1], message=HOSTILE, rule=f"fr/{HOSTILE.replace('/', '')}/x")
    report = replace(checked(text, issue, name=HOSTILE, warnings=(HOSTILE,)))
    page = visits.open(written(tmp_path, report, context=replace(CONTEXT, versions=Report(HOSTILE))))
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
    page = visits.open(written(tmp_path, sample()), java_script_enabled=False)
    assert "L'Iran aurait transféré des missiles" in shown(page)
    for wanted in ("“toute transfert” does not agree.", "A passage in another language was left", "confidence 97%"):
        expect(page.get_by_text(wanted)).to_be_visible()
    assert page.get_by_role("button").count() == 0
    page.locator("#d1-m2").click()
    assert page.url.endswith("#d1-i2")


def test_what_is_not_reported_can_be_seen_but_stays_quiet(visits, tmp_path):
    report = checked(TEXT, deals()[0], suppressed=(Suppression(deals()[1], SuppressedBy.ALLOWED_TERM, "deal"),))
    page = visits.open(written(tmp_path, report))
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
        written(tmp_path, replace(checked(text, untranslated(text, "the deal is done")), document=document))
    )
    line = page.locator("article p")
    assert line.evaluate("element => getComputedStyle(element).direction") == "rtl"
    assert marked(page, "d1-i1") == "the deal is done"


def test_severities_differ_by_more_than_colour(visits, tmp_path):
    text = "un deux trois quatre"
    issues = (
        replacing(text, word, "x", severity=severity) for word, severity in zip(text.split(), Severity, strict=True)
    )
    page = visits.open(written(tmp_path, checked(text, *issues, fail_on=Severity.NEUTRAL)))
    lines = page.locator("article mark").evaluate_all(
        "all => all.map(each => getComputedStyle(each).borderBottomStyle)"
    )
    assert sorted(lines) == ["dashed", "dotted", "double", "solid"]
    assert [page.locator(f"#d1-m{number}").get_attribute("aria-label") for number in (1, 4)] == [
        "neutral, issue 1",
        "critical, issue 4",
    ]
