"""The page on a phone, where there is no room for the issues beside the article."""

from dataclasses import replace

from playwright.sync_api import expect
from report_material import CONTEXT, checked, sample, untranslated
from report_pages import written


def test_the_issue_lies_over_the_article_until_it_is_left(visits, tmp_path):
    narrow = {"width": 390, "height": 844}
    page = visits.open(written(tmp_path, sample()), viewport=narrow)
    expect(page.locator(".issue.current")).to_have_count(0)
    page.locator("#d1-m2").click()
    expect(page.locator("#d1-i2").get_by_role("button", name="Reject")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") == narrow["width"]
    page.keyboard.press("Escape")
    expect(page.locator(".issue.current")).to_have_count(0)


def test_the_decision_is_in_sight_however_much_there_is_to_read(visits, tmp_path):
    text = "Avant. " + "The whole passage was left in English. " * 8 + "Après."
    issue = untranslated(text, text[7:-7])
    context = replace(CONTEXT, explanations={issue.rule: "Readers of the article may not know the language. " * 8})
    path = written(tmp_path, checked(text, issue), context=context)
    page = visits.open(path, viewport={"width": 390, "height": 667})
    page.locator("#d1-m1").click()
    card = page.locator("#d1-i1")
    assert card.evaluate("card => card.scrollHeight > card.clientHeight")
    for end in ("0", "card.scrollHeight"):
        card.evaluate(f"card => {{ card.scrollTop = {end}; }}")
        for name in ("Write a correction", "Reject"):
            expect(card.locator(".buttons").first.get_by_role("button", name=name)).to_be_in_viewport(ratio=1)
