"""A page of ten thousand issues answers like a page of ten."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page
from report_material import CONTEXT, checked, replacing, untranslated

from checker.model import Edit, Issue, Span
from checker.report import render

ISSUES = 10_000
LONGEST_MS = 200
PARAGRAPH = "Le ministre a promis la bureau des accords avant la fin de cette deal, selon les délégués.\n\n"
# What Chromium calls the running of a script, the layout that it forces included.
SCRIPTS = {"v8.callFunction", "v8.evaluateModule", "v8.run"}


def moved(issue: Issue, by: int) -> Issue:
    """The same issue later in the text."""
    span = Span(issue.span.start + by, issue.span.end + by)
    fixes = tuple(
        type(fix)(fix.title, tuple(Edit(span, edit.replacement) for edit in fix.edits), fix.applicability)
        for fix in issue.fixes
    )
    return Issue(
        issue.rule, issue.category, issue.severity, span, issue.message, issue.confidence, fixes, issue.language
    )


@pytest.fixture
def path(tmp_path) -> Path:
    first = replacing(PARAGRAPH, "la bureau", "le bureau"), untranslated(PARAGRAPH, "deal")
    paragraphs = ISSUES // len(first)
    issues = (moved(issue, place * len(PARAGRAPH)) for place in range(paragraphs) for issue in first)
    path = tmp_path / "report.html"
    path.write_text("".join(render("html", [checked(PARAGRAPH * paragraphs, *issues)], CONTEXT)), encoding="utf-8")
    assert path.stat().st_size < 12_000_000
    return path


def wait(page: Page, selector: str, text: str) -> None:
    """Wait for a text; what waits in Playwright by itself describes the whole page each time that it is not there."""
    page.wait_for_function(
        "([at, text]) => document.querySelector(at).textContent.trim() === text", arg=[selector, text]
    )


def test_no_script_keeps_the_page_waiting(visits, path):
    visits.browser.start_tracing(categories=["devtools.timeline", "v8"])
    page = visits.open(path)
    work(page)
    events = json.loads(visits.browser.stop_tracing())["traceEvents"]
    # Of the time, what the processor spent on the script: others may use it too.
    scripts = [event["tdur"] / 1000 for event in events if event["name"] in SCRIPTS and "tdur" in event]
    assert len(scripts) > 100
    assert max(scripts) < LONGEST_MS


def work(page: Page) -> None:
    """Do all that touches many issues at once."""
    page.keyboard.press("j")
    page.keyboard.press("r")
    page.keyboard.press("k")
    page.keyboard.press("a")
    wait(page, ".progress", f"2 of {ISSUES} decided")
    page.keyboard.press("j")
    page.keyboard.press("u")
    page.keyboard.press("u")
    # Found by attribute: a role is looked for in every element of the page.
    page.locator("[data-do=ignore-word]").click()
    wait(page, ".progress", f"{ISSUES // 2} of {ISSUES} decided")
    wait(page, f"#d1-i{ISSUES} .state", "ignored everywhere")
    page.keyboard.press("u")
    page.locator("#filter").fill("untranslated")
    wait(page, ".matching", f"{ISSUES // 2} match")
    page.locator("[data-do=corrected]").click()
