"""What an editor writes in place of a passage, and how the page counts in the desk's language."""

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from report_material import CONTEXT, checked, untranslated
from report_pages import saved, written

from checker.decisions import load_decisions


def opened(visits, folder: Path, text: str, word: str) -> Page:
    return visits.open(written(folder, checked(text, untranslated(text, word))))


@pytest.mark.parametrize(
    ("text", "typed", "corrected"),
    [
        ("Il a dit deal. Bien.", "Un accord.", "Il a dit Un accord. Bien."),
        ("Il a dit deal. Bien.", "un accord", "Il a dit un accord. Bien."),
        ("Il a dit deal. Bien.", "un accord !", "Il a dit un accord !. Bien."),
        ("Il a dit deal\u00a0? Bien.", "un accord ?", "Il a dit un accord\u00a0? Bien."),
        ("Il a dit deal… Bien.", "un accord…", "Il a dit un accord… Bien."),
        ("Il a dit deal et part", "un accord.", "Il a dit un accord. et part"),
        ("Il a dit deal", "un accord.", "Il a dit un accord."),
        ("Il a dit deal, et part", "un accord,", "Il a dit un accord, et part"),
    ],
)
def test_a_full_stop_that_stands_behind_the_passage_is_not_doubled(visits, tmp_path, text, typed, corrected):
    page = opened(visits, tmp_path, text, "deal")
    page.keyboard.press("e")
    page.keyboard.type(typed)
    page.keyboard.press("Enter")
    expect(page.locator(".progress")).to_have_text("1 of 1 decided")
    assert saved(page, "Download text", tmp_path / "text.txt").decode() == corrected
    saved(page, "Export decisions", tmp_path / "decisions.json")
    (document,) = load_decisions(tmp_path / "decisions.json").documents
    ((edit,),) = (decision.edits for decision in document.decisions)
    assert text[: edit.start] + edit.replacement + text[edit.end :] == corrected


def test_the_page_counts_as_the_language_of_the_desk_does(visits, tmp_path):
    text = "Un deal et un deal."
    first = untranslated(text, "deal")
    second = replace(first, span=replace(first.span, start=text.rindex("deal"), end=text.rindex("deal") + 4))
    context = replace(CONTEXT, lang="fr")
    page = visits.open(written(tmp_path, checked(text, first, second), context=context))
    expect(page.locator(".progress")).to_have_text("traités\u00a0: 0 sur 2")
    expect(page.locator("[data-do=ignore-word]")).to_have_text("Ignorer «\u00a0deal\u00a0» à ces 2 endroits")
    page.keyboard.press("r")
    expect(page.locator("[data-do=ignore-word]")).to_be_hidden()
    for number, shown in ((0, "0 trouvé"), (1, "1 trouvé"), (2, "2 trouvés")):
        page.locator("#filter").fill(("deal", "deal", "rien de tel")[2 - number])
        page.locator("#state").select_option("reject" if number == 1 else "*")
        expect(page.locator(".matching")).to_have_text(shown)
