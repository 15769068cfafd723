"""The page of the HTML report in a browser: an editor decides on each issue, and takes it back."""

from dataclasses import replace

from playwright.sync_api import expect
from report_material import checked, replacing
from report_pages import ready, shown, written

from checker.model import Applicability, Edit, Evidence, Fix, Span


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
    ready(desk).keyboard.press("r")
    expect(desk.locator(".progress")).to_have_text("0 of 3 decided")


def test_the_filter_and_the_keys_agree(desk):
    desk.get_by_role("searchbox").fill("untranslated")
    expect(desk.locator(".issues .issue:visible")).to_have_count(2)
    desk.locator("#d1-i2 .number").click()
    desk.keyboard.press("k")
    expect(desk.locator(".issue.current")).to_have_id("d1-i2")
    desk.keyboard.press("r")
    desk.locator("#state").select_option("reject")
    expect(desk.locator(".matching")).to_have_text("1 matches")


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
        ready(desk)
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
    page = visits.open(written(tmp_path, checked(text, *issues)))
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
    page = visits.open(written(tmp_path, checked(text, locale, replace(ont, fixes=(*ont.fixes, other)))))
    page.keyboard.press("j")
    page.keyboard.press("2")
    expect(page.locator("#d1-i1 .state")).to_have_text("settled by 2")
    page.keyboard.press("u")
    page.keyboard.press("1")
    expect(page.locator(".progress")).to_have_text("1 of 2 decided")
    expect(page.locator(".issue.current")).to_have_id("d1-i1")
