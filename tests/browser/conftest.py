"""A real browser for the pages of the HTML report, and what no page may ever do in it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import CHROMIUM, FLAGS
from playwright.sync_api import Browser, Dialog, Page, expect, sync_playwright
from report_pages import TEXT, deals, ready, reported_file, written

expect.set_options(timeout=60_000)  # milliseconds; others use the machine too, and no test is about speed


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        reason = "the pages are tested in Chromium, which is not installed (Debian: apt-get install chromium)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


class Visits:
    """Opens pages, and notes what they ask the network for and what they complain about."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.contexts = []
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.asked = 0  # how often a page asked whether it may be left

    def open(self, path: Path, before: str = "", **settings: object) -> Page:
        """A page in a browser that has never been used; a script may run before those of the page."""
        settings = {"viewport": {"width": 1280, "height": 900}} | settings
        context = self.browser.new_context(**settings)
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", self.answer)
        page.on("request", lambda request: self.requests.append(request.url))
        if before:
            page.add_init_script(before)
        page.goto(path.as_uri())
        return ready(page) if settings.get("java_script_enabled", True) else page

    def answer(self, dialog: Dialog) -> None:
        """Leave a page that asks; no page has anything else to ask."""
        if dialog.type == "beforeunload":
            self.asked += 1
        else:
            self.complaints.append(dialog.message)
        dialog.accept()


@pytest.fixture
def visits(browser: Browser) -> Iterator[Visits]:
    """Visits to pages; afterwards none may have left its file, or have had anything to complain about."""
    visits = Visits(browser)
    yield visits
    for context in visits.contexts:
        context.close()
    assert visits.complaints == []
    assert [url for url in visits.requests if not url.startswith(("file:", "blob:", "data:"))] == []


@pytest.fixture
def desk(visits: Visits, tmp_path: Path) -> Page:
    """The page on a text with emoji and combining accents, and three issues."""
    return visits.open(written(tmp_path, reported_file(tmp_path / "a.txt", TEXT.encode(), *deals())))
