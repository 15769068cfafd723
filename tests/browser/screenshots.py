"""Takes the screenshots of the README anew: ``python tests/browser/screenshots.py``.

Two articles of `samples` are checked and shown as an editor sees them, one in the light and one in the dark.
"""

from pathlib import Path

from chromium import CHROMIUM, FLAGS
from PIL import Image
from playwright.sync_api import sync_playwright
from report_pages import ready

from checker import Checker
from checker.readers import read_inputs
from checker.report import Context
from checker.report.site import render_site

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
COLORS = 128


def main(folder: Path) -> None:
    """Write both images."""
    checker = Checker("fr")
    context = Context(
        checker.resources.versions(checker.target),
        explanations={rule.id: rule.explanation("en") for rule in checker.rules},
    )
    inputs = read_inputs(["samples/iran-missiles/article.fr.txt", "samples/defects", "samples/clean"], "text")
    for _ in render_site(checker.check(inputs), context, folder):
        pass
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for name, page_name, scheme, keys in (
            ("report", "0001-samples-iran-missiles-article-fr-txt.html", "light", "a"),
            ("report-dark", "0003-samples-defects-sommeil-adolescents-article-fr-txt.html", "dark", "ar"),
        ):
            page = browser.new_page(viewport={"width": 1280, "height": 800}, color_scheme=scheme)
            page.goto((folder / "articles" / page_name).as_uri())
            ready(page)
            for key in keys:
                page.keyboard.press(key)
            page.mouse.move(0, 0)
            page.wait_for_timeout(500)
            path = DOCS / f"{name}.png"
            page.screenshot(path=path)
            image = Image.open(path).convert("RGB").quantize(COLORS, dither=Image.Dither.NONE)
            image.save(path, optimize=True)
        browser.close()


if __name__ == "__main__":
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as place:
        main(Path(place))
