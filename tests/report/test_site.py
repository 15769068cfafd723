"""A report on many documents is a folder: an index, and a page for each."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from report_material import CONTEXT, checked, replacing, sample

from checker.errors import UsageError
from checker.model import Failure, Severity
from checker.report.site import render_site, slug


class Links(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name == "href"]


REPORTED = (
    sample(),
    checked("Le texte est bon.", name="wire/é 2 <b>.txt"),
    Failure("none.txt", None, "none.txt: cannot be read"),
)


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("[!.]*") if path.is_file()}


def test_the_index_leads_to_every_page_and_back(tmp_path):
    list(render_site(REPORTED, CONTEXT, tmp_path / "new" / "report"))
    written = files(tmp_path / "new" / "report")
    pages = [link for link in Links(written["index.html"].decode()).found if link.startswith("articles/")]
    assert pages == [
        "articles/0001-samples-iran-missiles-article-fr-txt.html",
        "articles/0002-wire-2-b-txt.html",
        "articles/0003-none-txt.html",
    ]
    assert sorted(written) == sorted([*pages, "index.html"])
    for page in pages:
        assert "../index.html" in Links(written[page].decode()).found


def test_the_index_says_what_stands_where(tmp_path):
    list(render_site(REPORTED, CONTEXT, tmp_path))
    index = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'<tr class="(\w+)"', index) == ["issues", "clear", "failed"]
    assert "Not everything could be checked" in index
    assert "wire/é 2 &lt;b&gt;.txt" in index
    data = json.loads(re.search(r'id="data">(.*?)</script>', index)[1])
    assert [(row["id"], row["issues"]) for row in data["documents"]] == [
        ("samples/iran-missiles/article.fr.txt", 2),
        ("wire/é 2 <b>.txt", 0),
    ]


def test_pages_are_written_as_the_documents_come(tmp_path):
    def coming():
        yield sample()
        yield checked("Rien.")
        assert len(list((tmp_path / "articles").iterdir())) == 1  # a page waits for the address of the next
        yield checked("Rien.", name="b.txt")

    list(render_site(coming(), CONTEXT, tmp_path))
    assert len(list((tmp_path / "articles").iterdir())) == 3


def test_each_page_leads_to_those_beside_it_and_to_the_index(tmp_path):
    list(render_site([checked("Rien.", name=name) for name in "abc"], CONTEXT, tmp_path))
    ways = [
        re.findall(r'rel="(up|prev|next)" href="([^"]*)"', path.read_text())
        for path in sorted((tmp_path / "articles").iterdir())
    ]
    up = ("up", "../index.html")
    assert ways == [
        [up, ("next", "0002-b.html")],
        [up, ("prev", "0001-a.html"), ("next", "0003-c.html")],
        [up, ("prev", "0002-b.html")],
    ]


def test_the_same_documents_make_the_same_bytes(tmp_path):
    for name in ("a", "b"):
        list(render_site(REPORTED, CONTEXT, tmp_path / name))
    assert files(tmp_path / "a") == files(tmp_path / "b")


def test_pages_of_an_earlier_run_go_and_nothing_else_does(tmp_path):
    list(render_site(REPORTED, CONTEXT, tmp_path))
    page = (tmp_path / "articles" / "0003-none-txt.html").read_bytes()
    others = {
        "articles/2024-notes.html": b"<!doctype html><title>Notes</title>",
        "articles/0003-none-txt.html.bak": page,
        "articles/notes/0003-none-txt.html": page,
        "articles/copy of a page.html": page,
        "0003-none-txt.html": page,
    }
    (tmp_path / "articles" / "notes").mkdir()
    for name, content in others.items():
        (tmp_path / name).write_bytes(content)
    list(render_site(REPORTED[1:2], CONTEXT, tmp_path))
    assert sorted(files(tmp_path)) == sorted([*others, "articles/0001-wire-2-b-txt.html", "index.html"])
    assert {name: content for name, content in files(tmp_path).items() if name in others} == others


def test_an_earlier_report_stays_whole_if_the_run_fails(tmp_path):
    def failing():
        yield REPORTED[0]
        raise UsageError("the run fails")

    list(render_site(REPORTED, CONTEXT, tmp_path))
    before = files(tmp_path)
    with pytest.raises(UsageError, match="the run fails"):
        list(render_site(failing(), CONTEXT, tmp_path))
    assert files(tmp_path) == before


def test_a_folder_with_the_work_of_others_is_left_alone(tmp_path):
    (tmp_path / "index.html").write_text("<!doctype html><title>Our paper</title>", encoding="utf-8")
    before = files(tmp_path)
    with pytest.raises(UsageError, match="holds what no report has written"):
        list(render_site(REPORTED, CONTEXT, tmp_path))
    assert files(tmp_path) == before


def test_a_report_that_was_stopped_may_be_made_again(tmp_path):
    next(render_site(REPORTED, CONTEXT, tmp_path / "site"))
    list(render_site(REPORTED, CONTEXT, tmp_path / "site"))
    (tmp_path / "site/.translation-checker").unlink()  # as versions before left it
    list(render_site(REPORTED, CONTEXT, tmp_path / "site"))


def test_a_folder_that_cannot_be_is_one_line(tmp_path):
    (tmp_path / "taken").write_text("x")
    with pytest.raises(UsageError, match="taken: cannot be made: "):
        list(render_site(REPORTED, CONTEXT, tmp_path / "taken"))


@pytest.mark.parametrize(
    ("name", "address"),
    [("wire/Été 2024.txt", "wire-t-2024-txt"), ("../../etc", "etc"), ("", "document"), ("新闻", "document")],
)
def test_addresses_are_plain(name, address):
    assert slug(name) == address


def test_a_name_of_any_length_is_a_file(tmp_path):
    text = "un deux"
    issue = replacing(text, "deux", "x", severity=Severity.MINOR)
    list(render_site([checked(text, issue, name="/".join(["x" * 300] * 3))], CONTEXT, tmp_path))
    assert len(files(tmp_path)) == 2
