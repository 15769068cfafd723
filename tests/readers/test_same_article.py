"""One article in every format: the same issues, at the places that the file's users see, and corrected in place."""

import json
from pathlib import Path

import pytest

from checker.engine.pipeline import Checker
from checker.model import Document, Issue, patch
from checker.readers import read_file

SAMPLES = Path(__file__).parent.parent.parent / "samples" / "formats"
EXPECTED = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))
FILES = sorted(path.name for path in SAMPLES.iterdir() if path.name != "expected.json")
CHECKER = Checker(target="fr")


def report(name: str):
    return next(CHECKER.check([read_file(SAMPLES / name)]))


def place(document: Document, issue: Issue) -> str:
    """Where an issue is, as the user of the file sees it."""
    part = document.part(issue.span.start)
    return (part.location if part else "") or f"{issue.line}:{issue.column}"


@pytest.mark.parametrize("name", FILES)
def test_the_same_article_has_the_same_issues_in_each_format(name):
    found = report(name)
    texts = [{"rule": issue.rule, "text": issue.text} for issue in found.issues]
    assert texts == [{"rule": each["rule"], "text": each["text"]} for each in EXPECTED["issues"]]
    assert [place(found.document, issue) for issue in found.issues] == EXPECTED["places"][name]
    assert not found.document.warnings


@pytest.mark.parametrize("name", FILES)
def test_a_correction_of_the_article_changes_its_words_and_no_other_byte(name):
    found = report(name)
    document, data = found.document, (SAMPLES / name).read_bytes()
    assert document.origin.bytes_after(document.text, ()) == data
    [issue] = [issue for issue in found.issues if issue.fixes]
    [edits] = [fix.edits for fix in issue.fixes]
    after = document.origin.bytes_after(document.text, edits)
    if document.has_lines:
        assert after.decode() == patch(data.decode(), document.edits_in_file(edits))
        assert len(data) - len(after) == len("toute") - len("tout")
    (mended,) = [each["fix"] for each in EXPECTED["issues"] if "fix" in each]
    assert mended in patch(document.text, edits)


def test_every_file_of_the_article_has_its_places():
    assert set(FILES) == set(EXPECTED["places"])
