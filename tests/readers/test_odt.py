"""OpenDocument: the text once all changes are accepted, and corrections that change nothing else in the archive."""

import html
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import assert_mapped, document, mutants
from word_files import text_file

from checker.engine.pipeline import Checker
from checker.errors import InputError
from checker.model import Edit, Span, UnwritableError
from checker.readers.formats import odt
from checker.readers.formats.odt import recognises

BODY = """<text:tracked-changes><text:changed-region><text:p>never</text:p></text:changed-region></text:tracked-changes>
<text:h>Le budget</text:h>
<text:p>Le porte-parole a annonc&#233; <text:span text:style-name="B">toute</text:span>
  transfert<text:note><text:note-citation>1</text:note-citation>
  <text:note-body><text:p>Une note.</text:p></text:note-body></text:note> de<text:s text:c="2"/>fonds.</text:p>
<text:list><text:list-item><text:p>Un<text:tab/>point</text:p></text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>Une<text:line-break/>cellule</text:p></table:table-cell>
</table:table-row></table:table>
<text:p text:style-name="P1">Dit<text:span text:style-name="T1"> never</text:span><office:annotation>
<text:p>never</text:p></office:annotation>-elle le <text:date>3 mai</text:date>.
<draw:frame><svg:title>never</svg:title><draw:text-box><text:p>Encadré.</text:p></draw:text-box>
</draw:frame></text:p>"""


def members(file: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_text_is_read_with_its_roles_and_what_its_places_are_called():
    found = document(odt, text_file(BODY))
    assert [(part.role.value, part.location, part.span.of(found.text)) for part in found.parts] == [
        ("headline", "paragraph 1", "Le budget"),
        ("body", "note 1", "Une note."),
        ("body", "paragraph 2", "Le porte-parole a annoncé toute transfert de fonds."),
        ("list-item", "paragraph 3", "Un point"),
        ("cell", "table 1, row 1, cell 1", "Une"),
        ("cell", "table 1, row 1, cell 1", "cellule"),
        ("body", "text box 1", "Encadré."),
        ("quotation", "paragraph 4", "Dit-elle le 3 mai."),
    ]


def test_a_correction_changes_its_words_and_leaves_all_other_members_as_they_are():
    file = text_file(BODY)
    report = next(Checker(target="fr").check([document(odt, file)]))
    [issue] = report.issues
    changed = report.document.origin.bytes_after(report.document.text, issue.fixes[0].edits)
    before, after = members(file), members(changed)
    assert after == before | {"content.xml": before["content.xml"].replace(b"toute", b"tout")}
    assert list(after) == list(before)
    assert changed.startswith(file[: file.index(b"content.xml") - 30])
    assert recognises(changed)


def test_what_is_no_such_document_is_refused():
    for file in (b"", text_file("<text:p>"), text_file("x")[:-30]):
        with pytest.raises(InputError):
            document(odt, file)


def assert_kept(data: bytes) -> None:
    """It is read and comes back, or is refused; a correction is made in full, or refused."""
    recognises(data)
    try:
        found = document(odt, data)
    except InputError:
        return
    assert_mapped(found, data)
    start = len(found.text) // 2
    if found.text[start : start + 1].isalpha():
        new = f"{found.text[:start]}x{found.text[start + 1 :]}"
        try:
            changed = found.origin.bytes_after(found.text, [Edit(Span(start, start + 1), "x")])
        except UnwritableError:
            return
        assert document(odt, changed).text == new


def test_any_bytes_and_any_body_are_read_or_refused():
    for file in mutants(text_file(BODY)):
        assert_kept(file)
    for body in mutants(BODY.encode()):
        assert_kept(text_file(body.decode(errors="ignore")))


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="\u2028\u2029"), max_size=8)


@given(st.lists(st.lists(WORDS, max_size=5), max_size=4))
def test_what_stands_at_a_place_reads_as_the_text_there_in_any_document(paragraphs):
    spans = (
        "".join(f'<text:span text:style-name="B">{html.escape(each)}</text:span>\n<text:s/>' for each in words)
        for words in paragraphs
    )
    assert_kept(text_file("".join(f"<text:p>{each}</text:p>" for each in spans)))
