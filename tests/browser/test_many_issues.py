"""A page of a thousand issues, or of ten thousand, answers like a page of ten."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page
from report_material import CONTEXT, checked, replacing, untranslated

from checker.model import Edit, Issue, Span
from checker.report import render

PATIENCE_MS = 120_000  # nothing is said of how long all slices take, on a machine that others use
# How many issues there are, and how long a script may take.
SIZES = ((1_000, 50), (10_000, 500))
DEEDS = 9  # how often work() presses a key or uses the mouse, at the least
TRIES = 3  # of which one has to show it: what others do on the machine slows the processor's own time too
PARAGRAPH = "Le ministre a promis la bureau des accords avant la fin de cette deal, selon les délégués.\n\n"


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


def written(folder: Path, number: int) -> Path:
    """A page of so many issues."""
    first = replacing(PARAGRAPH, "la bureau", "le bureau"), untranslated(PARAGRAPH, "deal")
    paragraphs = number // len(first)
    issues = (moved(issue, place * len(PARAGRAPH)) for place in range(paragraphs) for issue in first)
    path = folder / "report.html"
    path.write_text("".join(render("html", [checked(PARAGRAPH * paragraphs, *issues)], CONTEXT)), encoding="utf-8")
    assert path.stat().st_size < 100_000 + 1_200 * number
    return path


def wait(page: Page, selector: str, text: str) -> None:
    """Wait for a text; what waits in Playwright by itself describes the whole page each time that it is not there."""
    page.wait_for_function(
        "([at, text]) => document.querySelector(at)?.textContent.trim() === text",
        arg=[selector, text],
        timeout=PATIENCE_MS,
    )


@pytest.mark.parametrize(("number", "longest_ms"), SIZES)
def test_no_script_keeps_the_page_waiting(visits, tmp_path, number, longest_ms):
    path = written(tmp_path, number)
    assert any(longest(visits, path, number) < longest_ms for _ in range(TRIES))


def longest(visits, path: Path, number: int) -> float:
    """How long the longest run of a script took in one visit, in milliseconds."""
    visits.browser.start_tracing(categories=["devtools.timeline", "v8"])
    page = visits.open(path)
    work(page, number)
    times = script_times(json.loads(visits.browser.stop_tracing())["traceEvents"], page.url)
    assert len(times) > DEEDS  # the trace holds each of them; how many slices a wait takes is the machine's affair
    return max(times)


def script_times(events: list[dict], url: str) -> list[float]:
    """How long each run of the page's script took, with the layout that it forced, in milliseconds.

    It is the time that the processor spent on it, as others may use it too; what Playwright runs in the page is left
    out.
    """
    timed = sorted((event for event in events if "tdur" in event), key=lambda event: event["ts"])
    start = next(event for event in timed if event["name"] == "v8.evaluateModule")
    calls = (e for e in timed if e["name"] == "FunctionCall" and e["args"].get("data", {}).get("url") == url)
    return [event["tdur"] / 1000 for event in (start, *calls)]


def work(page: Page, number: int) -> None:
    """Do all that touches many issues at once."""
    page.keyboard.press("j")
    page.keyboard.press("r")
    page.keyboard.press("a")
    wait(page, ".progress", f"2 of {number} decided")
    page.keyboard.press("u")
    page.keyboard.press("u")
    # Found by attribute: a role is looked for in every element of the page.
    page.locator("[data-do=ignore-word]").click()
    wait(page, ".progress", f"{number // 2} of {number} decided")
    wait(page, f"#d1-i{number} .state", "ignored")
    page.keyboard.press("u")
    wait(page, "[data-do=accept-safe]", f"Accept {number // 2} safe fixes")
    if number < 10_000:  # to show five thousand corrections takes a minute, in slices
        page.locator("[data-do=accept-safe]").click()
        wait(page, f"#d1-i{number - 1} .state", "accepted")
        page.keyboard.press("u")
        wait(page, f"#d1-i{number - 1} .state", "")
    page.locator("#filter").fill("untranslated")
    wait(page, ".matching", f"{number // 2} match")
    page.locator("[data-do=corrected]").click()
