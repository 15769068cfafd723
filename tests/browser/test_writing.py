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
    expect(page.locator(".progress")).to_have_text("Traités\u00a0: 0 sur 2")
    expect(page.locator("[data-do=ignore-word]")).to_contain_text("Ignorer «\u00a0deal\u00a0» à ces 2 endroits")
    page.keyboard.press("r")
    expect(page.locator("[data-do=ignore-word]")).to_be_hidden()
    for number, shown in ((0, "0 trouvé"), (1, "1 trouvé"), (2, "2 trouvés")):
        page.locator("#filter").fill(("deal", "deal", "rien de tel")[2 - number])
        page.locator("#state").select_option("reject" if number == 1 else "*")
        expect(page.locator(".matching")).to_have_text(shown)


def select_words(page: Page, words: str) -> None:
    """Select words of the article, as an editor does with the mouse or a screen reader's keys."""
    page.evaluate(
        """words => {
            const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const at = node.data.indexOf(words);
                if (at >= 0) getSelection().setBaseAndExtent(node, at, node, at + words.length);
            }
        }""",
        words,
    )


def test_the_words_that_are_selected_are_taught(visits, tmp_path):
    page = opened(visits, tmp_path, "Les Générations futures ont un deal.", "deal")
    select_words(page, "Générations futures")
    page.keyboard.press("t")
    expect(page.locator(".writer textarea")).to_have_value("Générations futures")
    page.keyboard.press("Escape")
    page.evaluate("getSelection().removeAllRanges()")
    page.keyboard.press("t")
    expect(page.locator(".writer textarea")).to_have_value("deal")


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("j", "There is nothing further that way."),
        ("k", "There is nothing further that way."),
        ("n", "There is nothing further that way."),
        ("p", "There is nothing further that way."),
        ("i", "There is nothing further that way."),
        ("c", "Decide on the issue first: a note goes with a decision. k goes back to the one before."),
        ("m", "Select words in the article first."),
        ("u", "Nothing to undo."),
    ],
)
def test_no_key_is_passed_over_in_silence(visits, tmp_path, keys, said):
    page = opened(visits, tmp_path, "Il a dit deal.", "deal")
    page.keyboard.press(keys)
    expect(page.get_by_role("alert")).to_have_text(said)


@pytest.mark.parametrize("key", "arect")
def test_where_nothing_was_found_the_keys_say_so(visits, tmp_path, key):
    page = visits.open(written(tmp_path, checked("Il est parti.")))
    page.keyboard.press(key)
    expect(page.get_by_role("alert")).to_have_text("Nothing is open here.")


def test_a_correction_that_changes_nothing_is_refused_in_words_and_stays_open(desk):
    for key, card in (("e", "#d1-i1"), ("j", ""), ("a", "#d1-i2")):
        desk.keyboard.press(key)
        if not card:
            continue
        desk.keyboard.press("Enter")
        expect(desk.locator(f"{card} .trouble")).to_have_text(
            "This is what stands there: change it, or reject the issue."
        )
        expect(desk.locator(f"{card} textarea")).to_be_focused()
        expect(desk.locator(".progress")).to_have_text("0 of 3 decided")
        desk.keyboard.press("Escape")
    desk.keyboard.press("a")
    desk.keyboard.type("accord")
    desk.keyboard.press("Enter")
    expect(desk.locator(".progress")).to_have_text("1 of 3 decided")
