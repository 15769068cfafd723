"""Word: the text once all changes are accepted, and corrections that change nothing else in the archive."""

import html
import io
import pickle
import random
import re
import time
import zipfile
from itertools import pairwise
from pathlib import Path

import docx as python_docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import assert_mapped, document, mutants
from report_material import CONTEXT
from word_files import paragraph, run, word_file

from checker.engine.pipeline import Checker
from checker.errors import InputError
from checker.model import Edit, Span, UnwritableError
from checker.readers import read_file
from checker.readers.formats import docx
from checker.readers.formats.docx import recognises
from checker.readers.wishes import Wishes, Word
from checker.report import render

BOX = f"<w:pict><w:txbxContent>{paragraph('Encadré.')}</w:txbxContent></w:pict>"
BEGINS, SHOWS, ENDS = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
BODY = "".join(
    (
        paragraph("Le budget", properties='<w:pStyle w:val="Titre1"/>'),
        paragraph("Le porte-parole a annoncé ", run("toute", "<w:b/>"), " transfert &amp; fonds."),
        paragraph("Un point", properties="<w:numPr/>"),
        f"<w:tbl><w:tr><w:tc>{paragraph('Un')}</w:tc><w:tc>{paragraph('Deux')}</w:tc></w:tr></w:tbl>",
        paragraph("Avant ", f"<w:r>{BOX}</w:r>", "et après."),
        paragraph("La salle", properties='<w:pStyle w:val="Lgende"/>'),
    )
)
NOTES = (
    f'<w:footnote w:type="separator" w:id="-1">{paragraph("never")}</w:footnote>'
    f'<w:footnote w:id="2">{paragraph("Une note.")}</w:footnote>'
)


def lines(*runs: str) -> list[str]:
    return document(docx, word_file(paragraph(*runs))).text.splitlines()


def members(file: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def body_after(file: bytes, old: str, new: str) -> tuple[str, bytes]:
    """The member of the body after words of the text were replaced, and the whole file."""
    found = document(docx, file)
    start = found.text.index(old)
    changed = found.origin.bytes_after(found.text, [Edit(Span(start, start + len(old)), new)])
    return members(changed)["word/document.xml"].decode(), changed


def test_body_tables_boxes_and_notes_are_read_each_with_its_role_and_what_its_place_is_called():
    found = document(docx, word_file(BODY, NOTES))
    assert [(part.role.value, part.location, part.span.of(found.text)) for part in found.parts] == [
        ("headline", "paragraph 1", "Le budget"),
        ("body", "paragraph 2", "Le porte-parole a annoncé toute transfert & fonds."),
        ("list-item", "paragraph 3", "Un point"),
        ("cell", "table 1, row 1, cell 1", "Un"),
        ("cell", "table 1, row 1, cell 2", "Deux"),
        ("body", "text box 1", "Encadré."),
        ("body", "paragraph 4", "Avant et après."),
        ("caption", "paragraph 5", "La salle"),
        ("body", "footnote 2", "Une note."),
    ]


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        (["Il ", f"<w:del>{run('never')}</w:del>", f"<w:ins>{run('dort')}</w:ins>"], ["Il dort"]),
        (["Il ", run("never", "<w:vanish/>"), run("dort", '<w:vanish w:val="0"/>')], ["Il dort"]),
        (
            ["Page ", BEGINS, "<w:r><w:instrText>PAGE</w:instrText></w:r>", run("never"), SHOWS, "3", ENDS, "."],
            ["Page 3."],
        ),
        (["un", "<w:r><w:br/></w:r>", "deux", "<w:r><w:tab/></w:r>", "trois"], ["un", "deux trois"]),
        (["porte", "<w:r><w:noBreakHyphen/></w:r>", "parole"], ["porte\u2011parole"]),
        (["an", "<w:r><w:softHyphen/></w:r>", "née"], ["année"]),
        (["<mc:AlternateContent><mc:Choice>", run("un"), "</mc:Choice><mc:Fallback>"], None),
        (["<w:r><w:t> un </w:t></w:r>", "<w:r><w:t>deux</w:t></w:r>"], ["undeux"]),
        (["  un  deux  "], ["un  deux"]),
        ([run("never", "<w:vanish/><w:rPrChange><w:rPr/></w:rPrChange>"), "oui"], ["oui"]),
        (["oui", run("non", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>")], ["ouinon"]),
    ],
)
def test_the_text_is_what_is_seen_once_all_changes_are_accepted(runs, expected):
    if expected is None:
        runs, expected = [*runs, run("never"), "</mc:Fallback></mc:AlternateContent>"], ["un"]
        body = "<w:p>" + "".join(runs) + "</w:p>"
        assert document(docx, word_file(body)).text.splitlines() == expected
    else:
        assert lines(*runs) == expected


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next():
    deleted = "<w:rPr><w:del/></w:rPr>"
    body = paragraph("Il ", properties=deleted) + paragraph("dort.") + paragraph("Fin", properties=deleted)
    assert document(docx, word_file(body)).text.splitlines() == ["Il dort.", "Fin"]


@pytest.mark.parametrize("compression", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
@pytest.mark.parametrize("piped", [False, True])
def test_a_correction_changes_its_run_and_leaves_all_other_members_as_they_are(compression, piped):
    file = word_file(BODY, NOTES, compression=compression, piped=piped)
    before = members(file)
    body, changed = body_after(file, "toute transfert", "tout transfert")
    assert body == before["word/document.xml"].decode().replace("toute", "tout")
    after = members(changed)
    assert list(after) == list(before)
    assert all(after[name] == before[name] for name in before if name != "word/document.xml")
    with zipfile.ZipFile(io.BytesIO(file)) as one, zipfile.ZipFile(io.BytesIO(changed)) as other:
        kept = [(each.compress_type, each.date_time, each.flag_bits, each.extra) for each in one.infolist()]
        assert kept == [(each.compress_type, each.date_time, each.flag_bits, each.extra) for each in other.infolist()]
        assert one.comment == other.comment
        edges = [info.header_offset for info in one.infolist()]
        for (start, end), info in zip(pairwise(edges), other.infolist(), strict=False):
            if info.filename != "word/document.xml":
                assert changed[info.header_offset :].startswith(file[start:end])


@pytest.mark.parametrize(
    ("runs", "old", "new", "expected"),
    [
        (["an", "noncé"], "annoncé", "soufflé", [("an", "souffl"), ("noncé", "é")]),
        (
            [run("annon", '<w:lang w:val="en-US"/>'), "cé hier"],
            "noncé",
            "noté",
            [("annon", "annot"), ("cé hier", "é hier")],
        ),
        (["un ", run("petit", "<w:i/>"), " maisons"], "un petit", "une petite", [("un ", "une "), ("petit", "petite")]),
        (["a &lt; b"], "b", "<&>", [("a &lt; b", "a &lt; &lt;&amp;&gt;")]),
    ],
)
def test_a_correction_across_runs_is_written_where_their_formatting_allows(runs, old, new, expected):
    file = word_file(paragraph(*runs))
    body = members(file)["word/document.xml"].decode()
    for before, after in expected:
        body = body.replace(f">{before}<", f">{after}<")
    assert body_after(file, old, new)[0] == body


@pytest.mark.parametrize(
    "runs",
    [
        ["de", run("le", "<w:b/>")],
        ["de", f"<w:ins>{run('le')}</w:ins>"],
        ["d", "<w:r><w:tab/></w:r>", "le"],
    ],
)
def test_a_correction_across_other_formatting_is_refused(runs):
    file = word_file(paragraph(*runs))
    with pytest.raises(UnwritableError):
        body_after(file, document(docx, file).text.strip(), "xyz")


def test_a_blank_at_the_edge_of_a_run_is_kept():
    file = word_file("<w:p><w:r><w:t>un</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>deux</w:t></w:r></w:p>")
    assert '<w:t xml:space="preserve">un </w:t>' in body_after(file, "un", "un ")[0]


def test_another_reader_finds_the_corrected_words_with_their_formatting():
    made = python_docx.Document()
    made.add_heading("Le budget", 1)
    made.add_paragraph("Le porte-parole a annoncé ").add_run("toute").bold = True
    made.paragraphs[1].add_run(" transfert de fonds.")
    made.add_table(1, 2).cell(0, 1).text = "Une cellule"
    target = io.BytesIO()
    made.save(target)
    report = next(Checker(target="fr").check([document(docx, target.getvalue())]))
    [issue] = report.issues
    assert report.document.location(issue.span.start) == "paragraph 2, run 2"
    assert report.document.location(0) == "paragraph 1"
    changed = report.document.origin.bytes_after(report.document.text, issue.fixes[0].edits)
    read = python_docx.Document(io.BytesIO(changed))
    assert [(each.text, each.bold) for each in read.paragraphs[1].runs] == [
        ("Le porte-parole a annoncé ", None),
        ("tout", True),
        (" transfert de fonds.", None),
    ]
    assert read.tables[0].cell(0, 1).text == "Une cellule"


def test_no_correction_leaves_the_file_as_it_was_in_any_encoding():
    for declared, codec in (("", "utf-8"), ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n', "utf-8")):
        file = word_file(BODY, NOTES, declared=declared)
        found = document(docx, file)
        assert found.origin.bytes_after(found.text, ()) == file
        assert codec == found.origin.container.members[0].encoding.codec
        assert_mapped(pickle.loads(pickle.dumps(found)), file)
    assert recognises(file[:4096])


def archive(**contents: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in contents.items():
            file.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (b"", "no document of Word, but an empty file"),
        (b"Il est parti.", "no document of Word, but something else"),
        (word_file(BODY)[:-40], "a damaged archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "locked by a password"),
        (archive(a="b"), "no document of Word"),
        (word_file("<w:p>" + " " * 70_000_000 + "</w:p>"), "larger than any document"),
        (word_file("<w:p>"), "no sound XML"),
        (word_file("", declared='<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "declares an entity"),
    ],
)
def test_hostile_and_damaged_files_are_refused_with_the_reason(file, reason):
    with pytest.raises(InputError, match=reason):
        document(docx, file)


def assert_kept(data: bytes) -> None:
    """It is read and comes back, or is refused; a correction is made in full, or refused."""
    recognises(data)
    try:
        found = document(docx, data)
    except InputError:
        return
    assert_mapped(found, data)
    words = [each.span() for each in re.finditer(r"\w+", found.text)]
    for start, end in random.Random(0).sample(words, min(2, len(words))):
        new = found.text[:start] + "mot" + found.text[end:]
        try:
            changed = found.origin.bytes_after(found.text, [Edit(Span(start, end), "mot")])
        except UnwritableError:
            continue
        assert document(docx, changed).text == new


def test_any_bytes_are_read_or_refused():
    for file in mutants(word_file(BODY, NOTES)):
        assert_kept(file)


def test_any_body_is_read_or_refused():
    for body in mutants(BODY.encode()):
        assert_kept(word_file(body.decode(errors="ignore"), NOTES))


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="\u2028\u2029"), max_size=8)
LOOKS = st.sampled_from(["", "<w:b/>", "<w:vanish/>", '<w:lang w:val="fr"/>'])


@given(st.lists(st.lists(st.tuples(WORDS, LOOKS), max_size=5), max_size=4))
def test_what_stands_at_a_place_reads_as_the_text_there_in_any_document(paragraphs):
    body = "".join(paragraph(*(run(html.escape(text), look) for text, look in runs)) for runs in paragraphs)
    assert_kept(word_file(body))


def test_a_hundred_pages_are_opened_in_a_second():
    file = word_file(paragraph("Le budget est adopté. " * 12, run("Voilà.", "<w:b/>")) * 1200)
    start = time.process_time()
    document(docx, file)
    assert time.process_time() - start < 5  # under a second on an idle machine


def test_comments_are_read_where_the_settings_ask_for_them():
    made = python_docx.Document()
    made.add_comment(made.add_paragraph("Le budget est voté.").runs, text="Voir toute transfert.", author="A")
    target = io.BytesIO()
    made.save(target)
    assert document(docx, target.getvalue()).text == "Le budget est voté.\n"
    found = next(docx.read(io.BytesIO(target.getvalue()), "a.docx", Wishes(docx=Word(comments=True))))
    assert [(part.location, part.span.of(found.text)) for part in found.parts][1:] == [
        ("comment 0", "Voir toute transfert.")
    ]
    assert_mapped(found, target.getvalue())


def test_every_report_says_the_paragraph_and_the_run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    body = paragraph("Le port rouvre.") + paragraph("Il a annoncé ", run("toute transfert", "<w:b/>"), " de fonds.")
    (tmp_path / "a.docx").write_bytes(word_file(body))
    report = next(Checker(target="fr").check([read_file(Path("a.docx"))]))
    for form in ("text", "json", "sarif", "html"):
        assert "paragraph 2, run 2" in "".join(render(form, [report], CONTEXT)), form
