"""An editor decides everything by the keys alone, from article to article, and knows when all is done."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from report_material import CONTEXT, checked, replacing, untranslated
from report_pages import ready, written

from checker.decisions import load_decisions
from checker.model import Applicability, Edit, Evidence, Failure, Fix, Severity, Span
from checker.report.site import render_site

TEXT = "Il a vu la bureau, un deal et toute accord."
ISSUES = (
    replacing(TEXT, "la bureau", "le bureau"),
    untranslated(TEXT, "deal"),
    replacing(TEXT, "toute accord", "tout accord"),
)


def articles(folder: Path, *names: str) -> Path:
    """A report on articles of that name, which end in it; its folder."""
    list(render_site([checked(TEXT + name, *ISSUES, name=name) for name in names], CONTEXT, folder))
    return folder


def exported(page: Page, place: Path) -> dict:
    """What is decided on each document in the file that the page exports."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Export decisions").click()
    waiting.value.save_as(place)
    documents = json.loads(place.read_text(encoding="utf-8"))["documents"]
    return {each["id"]: [decision["decision"] for decision in each["decisions"]] for each in documents}


@pytest.fixture
def desk(visits, tmp_path) -> Page:
    return visits.open(written(tmp_path, checked(TEXT, *ISSUES)))


def current(page: Page):
    return page.locator(".issue.current .number")


def test_a_decision_goes_on_to_the_next_open_issue(desk):
    desk.keyboard.press("j")
    desk.keyboard.press("r")
    expect(current(desk)).to_have_text("3")
    desk.keyboard.press("a")
    expect(current(desk)).to_have_text("1")
    desk.keyboard.press("u")
    expect(current(desk)).to_have_text("3")


def test_who_does_not_want_that_stays_and_is_remembered(desk):
    desk.keyboard.press("?")
    desk.get_by_role("checkbox", name="Go on to the next open issue").uncheck()
    desk.get_by_role("button", name="Close").click()
    for _ in range(2):
        desk.keyboard.press("r")
        expect(current(desk)).to_have_text("1")
        desk.reload()
        ready(desk)


def test_suggestions_are_accepted_by_their_numbers_and_the_accepted_one_is_seen(visits, tmp_path):
    issue = ISSUES[0]
    other = Fix("Replace by “du bureau”", (Edit(issue.span, "du bureau"),), Applicability.UNSAFE)
    page = visits.open(written(tmp_path, checked(TEXT, replace(issue, fixes=(*issue.fixes, other)))))
    for key, chosen in (("2", "du bureau"), ("1", "le bureau")):
        page.keyboard.press(key)
        expect(page.locator("article ins")).to_have_text(chosen)
        expect(page.locator(".change.chosen ins")).to_have_text(chosen)
        page.keyboard.press("u")
    page.keyboard.press("3")
    expect(page.locator(".progress")).to_have_text("0 of 1 decided")


def test_a_reload_returns_to_where_one_was(desk):
    desk.keyboard.press("j")
    desk.keyboard.press("j")
    desk.reload()
    expect(current(desk)).to_have_text("3")


def test_a_new_visit_begins_at_the_first_open_issue(desk):
    desk.keyboard.press("a")
    again = desk.context.new_page()
    again.goto(desk.url)
    expect(current(again)).to_have_text("2")


def test_enter_saves_one_line_and_begins_another_in_several(desk):
    desk.keyboard.press("j")
    desk.keyboard.press("a")
    area = desk.get_by_role("textbox", name="Correction")
    area.fill("accord")
    expect(desk.locator("#d1-i2 blockquote")).to_be_visible()
    area.press("Enter")
    expect(desk.locator("article ins")).to_have_text("accord")
    desk.keyboard.press("k")
    desk.keyboard.press("e")
    expect(area).to_have_value("accord")
    area.press("End")
    area.press("Shift+Enter")
    area.press("Enter")
    expect(area).to_have_value("accord\n\n")
    area.press("Control+Enter")
    expect(desk.locator("article ins")).to_have_text("accord\n\n")


def test_the_verdict_follows_what_is_decided(desk):
    headline = desk.get_by_role("heading", level=1)
    expect(headline).to_have_text("To be corrected before publication")
    desk.keyboard.press("a")
    expect(desk.locator(".verdict .open")).to_have_text("2 still open, 2 of them against publication.")
    desk.keyboard.press("r")
    desk.keyboard.press("r")
    expect(headline).to_have_text("All decided: export")
    desk.keyboard.press("u")
    expect(headline).to_have_text("To be corrected before publication")


def test_a_file_that_could_not_be_read_does_not_hide_that_others_are_to_be_corrected(visits, tmp_path):
    page = visits.open(written(tmp_path, checked(TEXT, *ISSUES), Failure("x.txt", None, "x.txt: cannot be read")))
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Not everything could be checked; the rest is to be corrected before publication"
    )


def left_and_opened_again(page: Page) -> None:
    """Leave a page as an editor does; a reload by Playwright asks nobody."""
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator(".issue.current")).to_be_visible()


def test_the_page_asks_before_decisions_are_left_that_are_not_exported(visits, desk, tmp_path):
    desk.keyboard.press("j")
    left_and_opened_again(desk)
    assert visits.asked == 0
    desk.keyboard.press("r")
    left_and_opened_again(desk)
    assert visits.asked == 1
    exported(desk, tmp_path / "decisions.json")
    left_and_opened_again(desk)
    assert visits.asked == 1
    desk.keyboard.press("r")
    left_and_opened_again(desk)
    assert visits.asked == 2


def test_all_safe_fixes_are_accepted_at_once_and_undone_at_once(desk):
    button = desk.get_by_role("button", name="Accept 2 safe fixes")
    button.click()
    expect(desk.locator("article ins")).to_have_text(["le bureau", "tout accord"])
    expect(button).to_be_hidden()
    expect(current(desk)).to_have_text("2")
    desk.keyboard.press("u")
    expect(desk.locator(".progress")).to_have_text("0 of 3 decided")


def test_only_what_blocks_publication_can_be_shown(visits, tmp_path):
    minor = replace(ISSUES[1], severity=Severity.MINOR)
    page = visits.open(written(tmp_path, checked(TEXT, ISSUES[0], minor, ISSUES[2])))
    page.locator("#state").select_option("blocks publication")
    expect(page.locator(".issues .issue:visible")).to_have_count(2)
    page.locator("#state").blur()
    page.keyboard.press("a")
    expect(current(page)).to_have_text("3")
    expect(page.locator("#d1-i1")).to_be_hidden()


def test_from_article_to_article_by_the_keys_alone(visits, tmp_path):
    page = visits.open(articles(tmp_path, "a.txt", "b.txt", "c.txt") / "index.html")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    for name in ("a.txt", "b.txt", "c.txt"):
        expect(page.get_by_role("heading", level=2)).to_have_text(name)
        expect(current(page)).to_have_text("1")
        for key in "ara":
            page.keyboard.press(key)
            if page.get_by_role("textbox", name="Correction").is_visible():
                page.keyboard.press("Enter")
        done = "All decided: export" if name == "c.txt" else "All decided here: n for the next article."
        expect(page.get_by_role("heading", level=1)).to_have_text(done)
        page.keyboard.press("n" if name == "a.txt" else "j")
    page.keyboard.press("p")
    expect(page.get_by_role("heading", level=2)).to_have_text("b.txt")
    assert exported(page, tmp_path / "decisions.json") == {
        name: ["accept", "reject", "accept"] for name in ("a.txt", "b.txt", "c.txt")
    }
    page.keyboard.press("i")
    expect(page.locator(".progress")).to_have_text("9 of 9 issues decided")
    expect(page.get_by_role("heading", level=1)).to_have_text("All decided and exported")
    assert visits.asked == 0


def test_articles_of_one_page_are_gone_through_too(visits, tmp_path):
    reported = (checked(TEXT, *ISSUES, name="a.txt"), checked("Rien.", name="b.txt"), checked(TEXT, *ISSUES, name="c"))
    page = visits.open(written(tmp_path, *reported))
    page.keyboard.press("n")
    expect(page.locator(".issue.current")).to_have_id("d3-i1")
    page.keyboard.press("p")
    expect(page.locator(".issue.current")).to_have_id("d1-i1")


def test_words_that_were_missed_are_corrected(visits, tmp_path):
    page = visits.open(written(tmp_path, checked(f"📰 {TEXT}", name="clean.txt")))
    select_words(page, " vu")
    page.keyboard.press("m")
    page.get_by_role("textbox", name="Correction").fill("<b>lu</b>")
    page.keyboard.press("Enter")
    for _ in range(2):
        expect(page.locator("article ins")).to_have_text("<b>lu</b>")
        expect(page.locator(".own del")).to_have_text("vu")
        page.reload()
    place = tmp_path / "decisions.json"
    assert exported(page, place) == {"clean.txt": ["mend"]}
    [edit] = json.loads(place.read_text())["documents"][0]["decisions"][0]["edits"]
    assert edit == {"start": 7, "end": 9, "replacement": "<b>lu</b>", "replaced": "vu"} | {
        "before": "📰 Il a ",
        "after": TEXT[7:37],
    }
    page.locator(".own").click()
    page.keyboard.press("u")
    expect(page.locator(".own")).to_have_count(0)
    expect(page.locator("article ins")).to_have_count(0)


def test_a_correction_of_ones_own_that_is_not_written_leaves_nothing(desk):
    select_words(desk, "vu")
    desk.get_by_role("button", name="Correct these words").click()
    desk.keyboard.press("Escape")
    expect(desk.locator(".own")).to_have_count(0)
    desk.keyboard.press("m")
    expect(desk.get_by_role("alert")).to_have_text("Select words in the article first.")


def select_words(page: Page, words: str) -> None:
    """Select words of the article as a mouse does."""
    page.evaluate(
        """words => {
            const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
            while (walker.nextNode() && !walker.currentNode.data.includes(words));
            const start = walker.currentNode.data.indexOf(words);
            getSelection().setBaseAndExtent(walker.currentNode, start, walker.currentNode, start + words.length);
            document.dispatchEvent(new MouseEvent("mouseup"));
        }""",
        words,
    )


def test_a_note_stands_with_a_decision_and_is_exported(desk, tmp_path):
    desk.keyboard.press("c")
    expect(desk.get_by_role("alert")).to_contain_text("a note goes with a decision.")
    expect(desk.get_by_role("textbox")).to_have_count(0)
    desk.keyboard.press("r")
    expect(desk.get_by_role("alert")).to_be_hidden()
    desk.keyboard.press("k")
    desk.keyboard.press("c")
    desk.get_by_role("textbox", name="Note to the translator").fill("C’est <i>voulu</i>.")
    desk.keyboard.press("Enter")
    expect(desk.locator("#d1-i1 .note")).to_have_text("Note to the translator: C’est <i>voulu</i>.")
    place = tmp_path / "decisions.json"
    exported(desk, place)
    assert json.loads(place.read_text())["documents"][0]["decisions"][0]["note"] == "C’est <i>voulu</i>."


def test_a_word_is_taught_by_the_keys_alone(desk, tmp_path):
    desk.keyboard.press("t")
    expect(desk.get_by_role("alert")).to_have_text("Nothing here is a name or a noun to teach.")
    expect(desk.locator(".writer")).to_have_count(0)
    desk.keyboard.press("j")
    desk.keyboard.press("t")
    expect(desk.locator(".writer textarea")).to_have_value("deal")
    for key in ("D", "e", "a", "l", "Tab", "f", "Tab", "Tab", "Space", "Enter"):
        desk.keyboard.press(key)
    expect(desk.locator("#d1-i2 .state")).to_have_text("taught")
    place = tmp_path / "decisions.json"
    assert exported(desk, place) == {"article.txt": ["teach"]}
    (decision,) = load_decisions(place).documents[0].decisions
    assert (decision.term, decision.place) == ("Deal: feminine, a name", "1:23")
    desk.keyboard.press("u")
    expect(desk.locator("#d1-i2 .state")).to_have_text("")


@pytest.mark.parametrize(
    ("lang", "typed", "line"),
    [
        ("en", "Deal: feminine", "Deal: feminine"),
        ("en", "Grand Deal : Plural,a name", "Grand Deal: plural, a name"),
        ("fr", "Deal\u00a0: féminin, singulier, nom propre", "Deal: feminine, singular, a name"),
        ("en", "Deal: green", None),
        ("en", "Deal: feminine: a name", None),
        ("en", "Deal: feminine, masculine", None),
        ("en", "Deal:", None),
    ],
)
def test_what_a_word_is_may_be_typed_behind_a_colon(visits, tmp_path, lang, typed, line):
    page = visits.open(written(tmp_path, checked(TEXT, *ISSUES), context=replace(CONTEXT, lang=lang)))
    for key in ("j", "t"):
        page.keyboard.press(key)
    page.locator(".writer textarea").fill(typed)
    page.keyboard.press("Enter")
    if line is None:
        expect(page.locator("#d1-i2 .trouble")).to_contain_text("Write one name or noun, and what it is")
        expect(page.locator(".writer textarea")).to_have_value(typed)
        return
    expect(page.locator("#d1-i2 .state")).to_have_text("taught" if lang == "en" else "appris")
    with page.expect_download() as waiting:
        page.locator("[data-do=export]").click()
    waiting.value.save_as(tmp_path / "decisions.json")
    (decision,) = load_decisions(tmp_path / "decisions.json").documents[0].decisions
    assert decision.term == line


def test_the_name_that_a_word_is_measured_by_is_what_is_to_be_taught(visits, tmp_path):
    text = "La Mustang garé ici."
    parked = replace(replacing(text, "garé", "garée"), evidence=Evidence(wrong=Span(11, 15), other=Span(3, 10)))
    page = visits.open(written(tmp_path, checked(text, parked)))
    page.keyboard.press("t")
    expect(page.locator(".writer textarea")).to_have_value("Mustang")


def test_a_number_that_no_suggestion_has_is_told(desk):
    desk.keyboard.press("7")
    expect(desk.get_by_role("alert")).to_have_text("No suggestion has that number.")
    expect(desk.locator(".progress")).to_have_text("0 of 3 decided")
    desk.keyboard.press("1")
    expect(desk.get_by_role("alert")).to_be_hidden()
    expect(desk.locator(".progress")).to_have_text("1 of 3 decided")


def test_words_are_ignored_everywhere_and_allowed_by_the_keys(visits, tmp_path):
    text = "un deal, un autre deal et la bureau"
    second = untranslated(text, "deal")
    second = replace(second, span=Span(text.rindex("deal"), text.rindex("deal") + 4))
    page = visits.open(
        written(tmp_path, checked(text, untranslated(text, "deal"), second, replacing(text, "la", "le")))
    )
    states = page.locator(".issue .state")
    page.keyboard.press("x")
    expect(states).to_have_text(["ignored", "ignored"])
    expect(current(page)).to_have_text("3")
    for key in "xw":
        page.keyboard.press(key)
        expect(page.get_by_role("alert")).to_have_text("This does not go with this issue.")
    page.keyboard.press("u")
    page.keyboard.press("w")
    expect(states).to_have_text(["allowed from now on"] * 2)
    page.keyboard.press("?")
    shown = page.get_by_role("dialog").locator("div")
    expect(shown.filter(has_text="in all places").locator("kbd")).to_have_text("x")
    expect(shown.filter(has_text="allowed names").locator("kbd")).to_have_text("w")
