"""What is decided is known in every tab, after a change of the article too, and no export leaves any of it out."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from report_material import CONTEXT, checked, replacing, untranslated
from report_pages import ready
from test_keyboard import ISSUES, TEXT, articles, exported, select_words

from checker.report import render


def opened(page: Page, path: Path) -> Page:
    """Another tab of the same browser."""
    other = page.context.new_page()
    other.goto(path.as_uri())
    return ready(other)


@pytest.fixture
def folder(tmp_path) -> Path:
    return articles(tmp_path, "a.txt", "b.txt")


def test_two_tabs_on_one_article_know_what_the_other_decides(visits, folder):
    one = visits.open(folder / "articles/0001-a-txt.html")
    other = opened(one, folder / "articles/0001-a-txt.html")
    one.keyboard.press("a")
    expect(other.locator("#d1-i1 .state")).to_have_text("accepted")
    expect(other.locator("article ins")).to_have_text("le bureau")
    other.locator("#d1-i2 .number").click()
    other.keyboard.press("r")
    expect(one.locator(".progress")).to_have_text("2 of 3 decided")
    select_words(one, "Il")
    one.keyboard.press("m")
    one.get_by_role("textbox", name="Correction").fill("Elle")
    one.keyboard.press("Enter")
    expect(other.locator(".own ins")).to_have_text("Elle")
    one.keyboard.press("u")
    expect(other.locator(".own")).to_have_count(0)
    one.locator("#d1-i1 .number").click()
    one.keyboard.press("u")
    one.keyboard.press("u")
    expect(other.locator("article ins")).to_have_count(0)


def test_an_export_from_any_tab_has_all_that_is_decided(visits, folder, tmp_path):
    index = visits.open(folder / "index.html")
    first = opened(index, folder / "articles/0001-a-txt.html")
    second = opened(index, folder / "articles/0002-b-txt.html")
    first.keyboard.press("r")
    second.keyboard.press("a")
    wanted = {"a.txt": ["reject"], "b.txt": ["accept"]}
    for number, page in enumerate((index, first, second, first)):
        assert exported(page, tmp_path / f"{number}.json") == wanted


def test_an_index_of_before_leaves_no_later_article_out(visits, folder, tmp_path):
    index = visits.open(folder / "index.html")
    articles(folder, "a.txt", "b.txt", "c.txt")
    later = opened(index, folder / "articles/0003-c-txt.html")
    later.keyboard.press("r")
    expect(later.locator(".progress")).to_have_text("1 of 3 decided")
    assert exported(index, tmp_path / "decisions.json") == {"c.txt": ["reject"]}


def test_articles_of_the_same_text_are_all_exported(visits, tmp_path):
    from checker.report.site import render_site

    list(render_site([checked(TEXT, *ISSUES, name=name) for name in ("a.txt", "b.txt")], CONTEXT, tmp_path))
    page = visits.open(tmp_path / "index.html")
    opened(page, tmp_path / "articles/0001-a-txt.html").keyboard.press("r")
    expect(page.locator("tbody .decided")).to_have_text(["1 / 3", "1 / 3"])
    assert exported(page, tmp_path / "decisions.json") == {"a.txt": ["reject"], "b.txt": ["reject"]}


def test_the_index_shows_what_is_open_and_is_gone_through_by_keys(visits, folder):
    index = visits.open(folder / "index.html")
    expect(index.locator("tbody .opening").first).to_have_text(f"{TEXT}a.txt")
    article = opened(index, folder / "articles/0001-a-txt.html")
    for key in "rrr":
        article.keyboard.press(key)
    expect(index.locator(".progress")).to_have_text("3 of 6 issues decided")
    expect(index.locator(".verdict .open")).to_have_text("3 still open, 3 of them against publication.")
    index.locator("#state").select_option("undecided")
    expect(index.locator("tbody tr:visible")).to_have_count(1)
    index.locator("#state").select_option("every state")
    index.locator("#state").blur()
    for key in "jjk":
        index.keyboard.press(key)
    expect(index.get_by_role("link", name="a.txt")).to_be_focused()
    index.keyboard.press("j")
    index.keyboard.press("Enter")
    expect(index.get_by_role("heading", level=2)).to_have_text("b.txt")


def written(folder: Path, text: str) -> Path:
    issues = (
        replacing(text, "la bureau", "le bureau"),
        *([untranslated(text, "deal")] if "deal" in text else []),
        replacing(text, "toute accord", "tout accord"),
    )
    page = folder / "report.html"
    page.write_text("".join(render("html", [checked(text, *issues, name="a.txt")], CONTEXT)), encoding="utf-8")
    return page


def test_decisions_survive_a_change_of_the_article(visits, tmp_path):
    page = visits.open(written(tmp_path, TEXT))
    page.keyboard.press("a")
    page.keyboard.press("a")
    page.get_by_role("textbox", name="Correction").fill("accord")
    page.keyboard.press("Enter")
    select_words(page, "vu")
    page.keyboard.press("m")
    page.get_by_role("textbox", name="Correction").fill("lu")
    page.keyboard.press("Enter")
    expect(page.locator("article ins")).to_have_text(["lu", "le bureau", "accord"])
    page.goto(written(tmp_path, f"📰 Un titre\n\n{TEXT}").as_uri())
    expect(page.locator("article ins")).to_have_text(["lu", "le bureau", "accord"])
    expect(page.locator(".progress")).to_have_text("2 of 3 decided")
    expect(page.get_by_role("alert")).to_be_hidden()
    page.goto("about:blank")
    page.goto(written(tmp_path, TEXT.replace("un deal", "un pacte")).as_uri())
    expect(page.locator("article ins")).to_have_text(["le bureau"])
    expect(page.get_by_role("alert")).to_contain_text("2 decisions on an earlier version")
    [document] = json.loads(saved(page, tmp_path))["documents"]
    [edit] = document["decisions"][0]["edits"]
    assert edit["start"] == TEXT.index("la bureau")


def saved(page: Page, folder: Path) -> str:
    exported(page, folder / "decisions.json")
    return (folder / "decisions.json").read_text()


def test_what_an_earlier_version_kept_is_read(visits, tmp_path):
    path = written(tmp_path, TEXT)
    page = visits.open(path)
    page.keyboard.press("r")
    page.evaluate(
        """() => {
            const name = Object.keys(localStorage).find((each) => /:[0-9a-f]{64}$/.test(each));
            const { decisions } = JSON.parse(localStorage.getItem(name));
            localStorage.clear();
            localStorage.setItem(name, JSON.stringify(decisions));
        }"""
    )
    page.reload()
    expect(page.locator("#d1-i1 .state")).to_have_text("rejected")
    assert exported(page, tmp_path / "decisions.json") == {"a.txt": ["reject"]}


@pytest.mark.parametrize("answer", ["answered()", "failed()"])
def test_nothing_is_asked_of_a_browser_that_does_not_know_the_page_yet(visits, tmp_path, answer):
    page = visits.open(
        written(tmp_path, TEXT),
        before="""
            let isKnown = false;
            window.askedTooSoon = 0;
            const { getItem } = Storage.prototype;
            Storage.prototype.getItem = function (name) {
                if (!isKnown) window.askedTooSoon += 1;
                return getItem.call(this, name);
            };
            navigator.locks.query = () => new Promise((answered, failed) => setTimeout(() => {
                isKnown = true;
                ANSWER;
            }, 200));
        """.replace("ANSWER", answer),
    )
    assert page.evaluate("askedTooSoon") == 0
    page.keyboard.press("a")
    page.reload()
    expect(page.locator("article ins")).to_have_text("le bureau")
