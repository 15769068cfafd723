"""No page of the report keeps anybody out, by the rules of WCAG 2.2 AA that a machine can check."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from report_material import CONTEXT, checked, replacing, sample, untranslated
from report_pages import written

from checker.model import Failure, Severity, SuppressedBy, Suppression
from checker.report.site import render_site

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
VIEWS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "narrow": {"viewport": {"width": 360, "height": 640}},
}
ARABIC = "قال الوزير the deal is done أمس."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A report on every kind of document: with issues, without, suppressed, right to left, failed."""
    context = replace(CONTEXT, explanations={**CONTEXT.explanations, "fr/agreement/noun-phrase": "They agree."})
    text = "un deux trois quatre"
    reported = (
        sample(),
        checked(
            text,
            *(replacing(text, word, "x", severity=level) for word, level in zip(text.split(), Severity, strict=True)),
            suppressed=(Suppression(untranslated(text, "deux"), SuppressedBy.ALLOWED_TERM, "deux"),),
            warnings=("The file is not in UTF-8.",),
            name="all severities.txt",
        ),
        checked(ARABIC, untranslated(ARABIC, "the deal is done"), name="arabic.txt"),
        checked("Rien.", name="clean.txt"),
        Failure("none.txt", None, "none.txt: cannot be read"),
    )
    list(render_site(reported, context, tmp_path))
    written(tmp_path, *reported, context=context)
    return tmp_path


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", ["report.html", "index.html", "articles/0002-all-severities-txt.html"])
def test_axe_finds_nothing(visits, folder, name, view):
    page = visits.open(folder / name, bypass_csp=True, reduced_motion="reduce", **VIEWS[view])
    if name != "index.html":
        for key in "ar":  # an accepted issue, a rejected one, and the next, which is the current one
            page.keyboard.press(key)
        page.evaluate("scrollTo(0, 0)")  # axe takes what lies half under the sticky bar for too small
        page.wait_for_function("scrollY === 0")
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in found] == []


def test_nor_without_a_script(visits, folder):
    source = (folder / "report.html").read_text(encoding="utf-8")
    still = folder / "still.html"  # axe is a script itself
    still.write_text(re.sub(r'<script type="module">.*?</script>', "", source, flags=re.DOTALL), encoding="utf-8")
    page = visits.open(still, bypass_csp=True)
    assert page.get_by_role("button").count() == 0
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found] == []


def test_the_dialog_of_keys_too(visits, folder):
    page = visits.open(folder / "report.html", bypass_csp=True)
    page.keyboard.press("?")
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found] == []
