"""Pages of the report on texts and issues laid by hand, and what they show."""

from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Page
from report_material import CONTEXT, checked, replacing, untranslated

from checker.model import DocumentReport, Issue, Outcome, Span
from checker.readers import read_file
from checker.report import Context, render

# An emoji of two code points, accents of their own, a family of seven code points, and text after them.
TEXT = "🗞️ La une de\u0301pe\u0302che\u0301e : 👨‍👩‍👧‍👦 la bureau, un deal.\r\n\r\nEncore un deal, e\u0301coute.\r\n"


def written(folder: Path, *reported: Outcome, context: Context = CONTEXT) -> Path:
    """A page on these outcomes."""
    page = folder / "report.html"
    page.write_text("".join(render("html", reported, context)), encoding="utf-8", newline="")
    return page


def reported_file(path: Path, data: bytes, *issues: Issue) -> DocumentReport:
    """A report on a real file, with issues laid by hand."""
    path.write_bytes(data)
    document = replace(read_file(path), target_language="fr")
    return replace(checked(document.text, *issues), document=replace(document, name=path.name))


def deals(text: str = TEXT) -> tuple[Issue, ...]:
    """The agreement error of the text, and the word that is left twice."""
    first = text.index("deal")
    word = untranslated(text, "deal")
    second = text.index("deal", first + 1)
    return replacing(text, "la bureau", "le bureau 📰"), word, replace(word, span=Span(second, second + 4))


def ready(page: Page) -> Page:
    """Wait until the page's script, if there is one, is at work: it asks the browser something before it hears keys."""
    page.wait_for_selector("dialog, body:not(:has(script[type=module]))", state="attached")
    return page


def marked(page: Page, issue: str) -> str:
    """What the page marks for an issue, without what corrections insert."""
    return page.evaluate(
        """issue => Array.from(document.querySelectorAll(`mark[data-issue="${issue}"]`), mark => {
            const copy = mark.cloneNode(true);
            for (const ins of copy.querySelectorAll("ins")) ins.remove();
            return copy.textContent;
        }).join("")""",
        issue,
    )


def shown(page: Page) -> str:
    """The article as an editor sees it in the corrected view."""
    return page.locator("article").inner_text()


def saved(page: Page, button: str, place: Path) -> bytes:
    """What a button offers for download."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    waiting.value.save_as(place)
    return place.read_bytes()
