"""One article in every format: the same issues, at the places that the file's users see, and corrected in place."""

import json
import zipfile
from pathlib import Path

import pytest

from checker.engine.pipeline import Checker
from checker.model import Document, Issue, patch
from checker.readers.formats import INPUT_FORMATS, load_format, of_ending
from checker.report.places import spot
from checker.report.wording import wording_of

SAMPLES = Path(__file__).parent.parent.parent / "samples" / "formats"
EXPECTED = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))
FILES = sorted(path.name for path in SAMPLES.glob("port.*"))
WRITTEN_BACK = [name for name in FILES if load_format(*of_ending(name)).HAS_FILES]
CHECKER = Checker(target="fr")


def report(name: str):
    with (SAMPLES / name).open("rb") as file:
        return next(CHECKER.check(load_format(*of_ending(name)).read(file, name)))


def place(document: Document, issue: Issue) -> str:
    """Where an issue is, as the user of the file sees it."""
    return spot(document, issue.span.start, wording_of("en")).removeprefix(str(document.name)).lstrip(" :")


@pytest.mark.parametrize("name", FILES)
def test_the_same_article_has_the_same_issues_in_each_format(name):
    found = report(name)
    texts = [{"rule": issue.rule, "text": issue.text} for issue in found.issues]
    assert texts == [{"rule": each["rule"], "text": each["text"]} for each in EXPECTED["issues"]]
    assert [place(found.document, issue) for issue in found.issues] == EXPECTED["places"][name]
    assert not found.document.warnings


@pytest.mark.parametrize("name", WRITTEN_BACK)
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


def test_every_format_has_the_article_and_every_file_of_it_its_places():
    assert set(FILES) == set(EXPECTED["places"])
    # Plain XML has no names of its own for what is text: the settings give them.
    assert {name for file in FILES for name in of_ending(file)} | {"xml"} == set(INPUT_FORMATS)


@pytest.mark.parametrize("folder", sorted((SAMPLES / "members").iterdir()), ids=lambda folder: folder.name)
def test_an_archive_holds_what_it_is_packed_from(folder):
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with zipfile.ZipFile(SAMPLES / folder.name) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files
