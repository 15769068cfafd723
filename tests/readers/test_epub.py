"""EPUB: the chapters of a book in their order, and corrections that change nothing else in the archive."""

import io
import zipfile

import pytest
from reading import assert_mapped, document, mutants

from checker.engine.pipeline import Checker
from checker.errors import InputError
from checker.readers.formats import epub
from checker.readers.formats.epub import recognises

PACKAGE = """<package><manifest>
<item id="b" href="text/deux.xhtml" media-type="application/xhtml+xml"/>
<item id="c" href="a.css" media-type="text/css"/>
<item id="a" href="text/un%20.xhtml" media-type="application/xhtml+xml"/>
<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest>
<spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/></spine></package>"""
FIRST = """<html xml:lang="fr" xmlns="http://www.w3.org/1999/xhtml"><head><title/><script src="a"/></head>
<body><h1>Le budget</h1><p>Le porte-parole a annonc&#233; <i>toute</i> transfert de fonds.</p></body></html>"""
SECOND = '<html><body><p>La suite <i xml:lang="en">goes on</i>.</p></body></html>'


def book(first: str = FIRST, package: str = PACKAGE) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        file.writestr("META-INF/container.xml", '<container><rootfile full-path="OPS/a.opf"/></container>')
        file.writestr("OPS/a.opf", package)
        file.writestr("OPS/text/deux.xhtml", SECOND)
        file.writestr("OPS/text/un .xhtml", first)
    return target.getvalue()


def members(file: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_chapters_are_read_in_their_order_each_paragraph_called_by_its_place():
    found = document(epub, book())
    assert [(part.role.value, part.location, part.span.of(found.text)) for part in found.parts] == [
        ("headline", "OPS/text/un .xhtml /html/body/h1", "Le budget"),
        ("body", "OPS/text/un .xhtml /html/body/p", "Le porte-parole a annoncé toute transfert de fonds."),
        ("body", "OPS/text/deux.xhtml /html/body/p", "La suite goes on."),
    ]
    assert found.target_language == "fr"
    assert [each.span.of(found.text) for each in found.deliberate] == ["goes on"]


def test_a_correction_changes_its_chapter_and_leaves_all_other_members_as_they_are():
    report = next(Checker().check([document(epub, book())]))
    [issue] = report.issues
    changed = report.document.origin.bytes_after(report.document.text, issue.fixes[0].edits)
    before, after = members(book()), members(changed)
    assert after == before | {"OPS/text/un .xhtml": FIRST.replace("toute", "tout").encode()}
    assert list(after) == list(before)
    assert recognises(changed)


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (b"", "no book, but an empty file"),
        (book()[:-40], "a damaged archive"),
        (book("<html>"), "no sound XML"),
        (book("<svg/>"), "its root element is <svg>"),
        (book(package="<package/>"), "without chapters"),
        (book(package=PACKAGE.replace("deux", "trois")), "trois.xhtml is missing"),
    ],
)
def test_damaged_books_are_refused_with_the_reason(file, reason):
    with pytest.raises(InputError, match=reason):
        document(epub, file)


def test_any_bytes_are_read_or_refused():
    for file in (*mutants(book()), *(book(each.decode(errors="ignore")) for each in mutants(FIRST.encode()))):
        recognises(file)
        try:
            found = document(epub, file)
        except InputError:
            continue
        assert_mapped(found, file)
