"""Forty articles with sixty issues: all decided by one key each, exported from any tab, and made in the files."""

import json

from command_line import DISAGREEING, FAULTY, checker
from playwright.sync_api import Page

ARTICLES = 40
WITH_TWO = 20
LONGEST_WAIT = 60_000  # milliseconds, for a machine that others use
DECIDED = "(number) => document.querySelector('.progress')?.textContent.includes(number)"


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def wait_for(page: Page, progress: str) -> None:
    """Wait until the page says how much is decided."""
    page.wait_for_function(DECIDED, arg=progress, timeout=LONGEST_WAIT)


def exported_by_keys(page: Page) -> list[dict]:
    """The documents in the file that the page exports, its button reached from the top by the keys alone."""
    page.evaluate("document.activeElement.blur()")
    press(page, "/", "Escape")  # to the bar, where the button is
    while page.evaluate("document.activeElement.dataset.do") != "export":
        press(page, "Tab")
    with page.expect_download() as waiting:
        press(page, "Enter")
    documents: list[dict] = json.loads(waiting.value.path().read_text(encoding="utf-8"))["documents"]
    return documents


def test_forty_articles_with_sixty_issues_by_the_keys_alone(visits, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names = [f"{number:02}.txt" for number in range(ARTICLES)]
    for number, name in enumerate(names):
        (tmp_path / name).write_text(DISAGREEING + ("\n" + FAULTY) * (number < WITH_TWO) + f"\n{name}\n")
    assert checker("check", "--target", "fr", "--output", "html=report/", *names).code == 1
    page = visits.open(tmp_path / "report" / "index.html")
    wait_for(page, "0 of 60")
    press(page, "j", "Enter")
    for number, name in enumerate(names):
        page.wait_for_url(f"**/{number + 1:04}-*", timeout=LONGEST_WAIT)
        issues = 2 if number < WITH_TWO else 1
        wait_for(page, f"0 of {issues}")
        press(page, *"ar"[:issues])
        wait_for(page, f"{issues} of {issues}")
        if name != names[-1]:
            press(page, "n")
    first = page.context.new_page()
    first.goto((tmp_path / "report" / "index.html").as_uri())
    wait_for(first, "60 of 60")
    documents = exported_by_keys(page)
    assert [each["id"] for each in documents] == names
    assert exported_by_keys(first) == documents
    assert sum(len(each["decisions"]) for each in documents) == 60
    (tmp_path / "decisions.json").write_text(
        json.dumps({"schema_version": 1, "offset_unit": "unicode-code-points", "documents": documents})
    )
    assert checker("apply", "decisions.json").code == 0
    for number, name in enumerate(names):
        corrected = DISAGREEING.replace("toute transfert", "tout transfert")
        assert (tmp_path / name).read_text() == corrected + ("\n" + FAULTY) * (number < WITH_TWO) + f"\n{name}\n"
    assert visits.asked == 0
