"""An article says the same in every format of news: the same issues, which are corrected to the same text."""

import io
from pathlib import Path

import pytest
from news_files import NEWS

from checker.engine.pipeline import Checker
from checker.model import DocumentReport
from checker.readers.formats import load_format

CHECKER = Checker(target="fr")
ARTICLE = Path(__file__).parents[2] / "samples" / "defects" / "sommeil-adolescents" / "article.fr.txt"
HEADLINE, *PARAGRAPHS = (line.strip() for line in ARTICLE.read_text(encoding="utf-8").splitlines() if line.strip())


def report(format_name: str, data: bytes) -> DocumentReport:
    document = next(load_format(format_name).read(io.BytesIO(data), "a"))
    found = next(CHECKER.check([document]))
    assert isinstance(found, DocumentReport)
    return found


def corrected(found: DocumentReport) -> bytes:
    """The file after the first fix of every issue that has one."""
    edits = sorted({edit for issue in found.issues if issue.fixes for edit in issue.fixes[0].edits})
    apart = [edit for n, edit in enumerate(edits) if not n or edit.span.start >= edits[n - 1].span.end]
    return found.document.origin.bytes_after(found.document.text, apart)


@pytest.fixture(scope="module")
def plain() -> DocumentReport:
    return report("text", "\n".join((HEADLINE, *PARAGRAPHS)).encode() + b"\n")


@pytest.mark.parametrize(("format_name", "kind"), NEWS)
def test_an_article_has_the_same_issues_and_corrections_in_every_format(plain, format_name, kind):
    found = report(format_name, NEWS[format_name, kind](HEADLINE, PARAGRAPHS))
    assert found.document.text == plain.document.text
    assert len(found.issues) > 2
    said = [[(each.rule, each.span, each.message) for each in one.issues] for one in (found, plain)]
    assert said[0] == said[1]
    assert report(format_name, corrected(found)).document.text == corrected(plain).decode()
