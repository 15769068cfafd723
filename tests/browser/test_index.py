"""The index of many documents in a browser: sorted, filtered, and gone through page by page."""

import json

import pytest
from playwright.sync_api import Page, expect
from report_material import CONTEXT, checked, replacing, sample, untranslated

from checker.model import Failure, Severity
from checker.report.site import render_site

TEXT = "un deux trois"
REPORTED = (
    sample(),
    checked("Rien.", name="b.txt"),
    checked(f"{TEXT}.", replacing(TEXT, "deux", "x", severity=Severity.MINOR), name="C.txt"),
    checked(TEXT, *(untranslated(TEXT, word) for word in TEXT.split()), name="a.txt"),
    Failure("none.txt", None, "none.txt: cannot be read"),
)


@pytest.fixture
def index(visits, tmp_path) -> Page:
    list(render_site(REPORTED, CONTEXT, tmp_path))
    return visits.open(tmp_path / "index.html")


def names(page: Page) -> list[str]:
    return page.locator("tbody tr:visible th a").all_inner_texts()


def test_columns_sort_both_ways(index):
    index.get_by_role("button", name="Document", exact=True).click()
    assert names(index) == ["a.txt", "b.txt", "C.txt", "none.txt", "samples/iran-missiles/article.fr.txt"]
    index.get_by_role("button", name="Document", exact=True).click()
    assert names(index)[0] == "samples/iran-missiles/article.fr.txt"
    index.get_by_role("button", name="Issues").click()
    assert names(index)[:3] == ["a.txt", "samples/iran-missiles/article.fr.txt", "C.txt"]
    assert index.locator("[aria-sort]").evaluate_all("all => all.map(each => each.ariaSort)") == ["descending"]


def test_filters(index):
    index.keyboard.press("/")
    index.keyboard.type("TXT")
    assert len(names(index)) == 5
    index.get_by_role("combobox", name="Verdict").select_option("to correct")
    assert names(index) == ["samples/iran-missiles/article.fr.txt", "a.txt"]
    index.get_by_role("combobox", name="By family").select_option("agreement")
    assert names(index) == ["samples/iran-missiles/article.fr.txt"]
    expect(index.locator(".matching")).to_have_text("1 / 5")


def test_what_is_decided_on_a_page_is_known_in_the_index(index, tmp_path):
    index.get_by_role("link", name="a.txt").click()
    expect(index.locator(".issue.current")).to_be_visible()
    index.keyboard.press("r")
    expect(index.locator(".progress")).to_have_text("1 of 3 decided")
    index.get_by_role("link", name="All documents").click()
    row = index.locator("tbody tr", has_text="a.txt")
    expect(row.locator(".decided")).to_have_text("1 / 3")
    with index.expect_download() as waiting:
        index.get_by_role("button", name="Export decisions").click()
    waiting.value.save_as(tmp_path / "decisions.json")
    [document] = json.loads((tmp_path / "decisions.json").read_text())["documents"]
    assert document["id"] == "a.txt"
    assert [decision["decision"] for decision in document["decisions"]] == ["reject"]


def test_what_is_decided_in_another_tab_is_known_in_the_index_at_once(index, tmp_path):
    row = index.locator("tbody tr", has_text="a.txt")
    expect(row.locator(".decided")).to_have_text("0 / 3")
    other = index.context.new_page()
    other.goto((tmp_path / "index.html").as_uri())
    other.get_by_role("link", name="a.txt").click()
    expect(other.locator(".progress")).to_have_text("0 of 3 decided")  # the page of the article is there
    other.keyboard.press("r")
    expect(other.locator(".progress")).to_have_text("1 of 3 decided")
    expect(row.locator(".decided")).to_have_text("1 / 3")
    with index.expect_download() as waiting:
        index.get_by_role("button", name="Export decisions").click()
    waiting.value.save_as(tmp_path / "decisions.json")
    [document] = json.loads((tmp_path / "decisions.json").read_text())["documents"]
    assert [decision["decision"] for decision in document["decisions"]] == ["reject"]


def test_the_index_is_read_without_a_script(visits, tmp_path):
    list(render_site(REPORTED, CONTEXT, tmp_path))
    page = visits.open(tmp_path / "index.html", java_script_enabled=False)
    assert len(names(page)) == 5
    page.get_by_role("link", name="b.txt").click()
    expect(page.get_by_text("No issues found.")).to_be_visible()


def test_a_row_says_what_is_left_of_its_article_and_the_headline_that_all_is_exported(visits, tmp_path):
    small = replacing("un deal", "un", "x", severity=Severity.MINOR)
    reported = [
        checked("un deal", small, untranslated("un deal", "deal"), name="a.txt"),
        checked("un sou", small, name="b.txt"),
    ]
    list(render_site(reported, CONTEXT, tmp_path))
    page = visits.open(tmp_path / "index.html")
    cells = page.locator(".verdict-cell")
    red = cells.nth(0).evaluate("cell => getComputedStyle(cell).color")
    expect(cells).to_have_text(["to correct", "nothing stops it"])
    for keys, texts in (("jr", ["nothing stops it"] * 2), ("r", ["decided", "nothing stops it"])):
        page.get_by_role("link", name="a.txt").click()
        expect(page.locator(".issue.current")).to_be_visible()
        for key in keys:
            page.keyboard.press(key)
        page.keyboard.press("i")
        expect(cells).to_have_text(texts)
        assert cells.nth(0).evaluate("cell => getComputedStyle(cell).color") != red
    with page.expect_download():
        page.get_by_role("button", name="Export decisions").click()
    expect(page.locator(".open")).to_have_text(
        "1 still open, 0 of them against publication. Exported: now “checker apply decisions.json”."
    )
    page.get_by_role("link", name="b.txt").click()
    expect(page.locator(".issue.current")).to_be_visible()
    page.keyboard.press("r")
    headline = page.get_by_role("heading", level=1)
    expect(headline).to_have_text("All decided: export")
    with page.expect_download():
        page.get_by_role("button", name="Export decisions").click()
    expect(headline).to_have_text("All decided and exported")
    page.keyboard.press("u")
    expect(page.locator(".open")).to_have_count(1)
    expect(headline).not_to_have_text("All decided and exported")
    page.keyboard.press("r")
    page.keyboard.press("i")
    expect(headline).to_have_text("All decided: export")
    with page.expect_download():
        page.get_by_role("button", name="Export decisions").click()
    expect(headline).to_have_text("All decided and exported")
    page.reload()
    expect(headline).to_have_text("All decided and exported")


def test_the_index_shows_its_keys(index):
    index.keyboard.press("?")
    dialog = index.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog).to_be_visible()
    for key, does in (
        ("j", "Next article"),
        ("k", "Previous article"),
        ("/", "Filter documents"),
        ("?", "Keyboard shortcuts"),
    ):
        expect(dialog.locator("div", has_text=does).locator("kbd")).to_have_text(key)
    index.keyboard.press("j")
    expect(index.locator("tbody :focus")).to_have_count(0)
    index.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    index.get_by_role("button", name="Keyboard shortcuts").click()
    dialog.get_by_role("checkbox", name="Single-key shortcuts").uncheck()
    dialog.get_by_role("button", name="Close").click()
    index.keyboard.press("j")
    expect(index.locator("tbody :focus")).to_have_count(0)
