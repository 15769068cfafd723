"""PO: translations with their originals, and corrections that only they change by."""

import subprocess
from shutil import which

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import after, assert_mapped, assert_read_or_refused, blocks, document, mutants

from checker.engine.pipeline import Checker
from checker.errors import InputError
from checker.model import UnwritableError
from checker.readers.formats import po

HEADER = 'msgid ""\nmsgstr ""\n"Language: fr_FR\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
WHOLE = (
    HEADER
    + r"""# a note
#, fuzzy, python-format
#| msgid "before"
msgctxt "menu \"x\""
msgid "%d <b>new</b> file"
msgid_plural "%d <b>new</b> files"
msgstr[0] "%d <b>nouveau</b> fichier"
msgstr[1] ""
"%d <b>nouveaux</b> "
"fichi"
"ers"

#~ msgid "old"
#~ msgstr "vieux"
"""
)


def message(translation: str, original: str = "a") -> str:
    """A file with one message; both as they are written."""
    return f'{HEADER}msgid "{original}"\nmsgstr {translation}\n'


@pytest.mark.parametrize(
    ("translation", "expected"),
    [
        ('"un"', ["un"]),
        ('""', []),
        ('""\n"un "\n"d"\n"eux"', ["un deux"]),
        (r'"un \"deux\" \\ \t trois\303"', ['un "deux" \\ troisÃ']),
        (r'"Un.\nDeux\nmots\n\ntrois : \n- quatre"', ["Un.", "Deux mots trois :", "- quatre"]),
        ('"a  b" " " "c"', ["a b c"]),
    ],
)
def test_the_text_is_what_the_strings_say(translation, expected):
    assert blocks(po, message(translation)) == expected


def test_originals_notes_and_obsolete_messages_are_no_text():
    read = document(po, WHOLE)
    assert [(part.span.of(read.text), part.location) for part in read.parts] == [
        ("%d nouveau fichier", 'msgctxt "menu "x"" msgid "%d <b>new</b> file" [0]'),
        ("%d nouveaux fichiers", 'msgctxt "menu "x"" msgid "%d <b>new</b> file" [1]'),
    ]
    assert read.original.text == "%d <b>new</b> file\n%d <b>new</b> files"
    assert read.target_language == "fr-FR"


def test_what_the_original_has_too_is_no_text_or_deliberate():
    read = document(po, message('"un <i>%(mot)s</i> &nbsp; {x} <u> {y}"', "<i> %(mot)s &nbsp; {x} </i>"))
    assert read.text == "un %(mot)s &nbsp; {x} <u> {y}\n"
    assert [each.span.of(read.text) for each in read.deliberate] == ["%(mot)s", "&nbsp;", "{x}"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("un mot", "des mots", '"des \\"mots"\n"\\""'),
        ('"mot', '"a\\b', '"un \\"a\\\\b"\n"\\""'),
        ('"mot', "mot", '"un mot"\n"\\""'),
        ('mot"', "mot\t.", '"un \\"mot"\n"\\t."'),
        ('un "', "", '"mot"\n"\\""'),
        ('t"', "x y z", None),
        ("un", "un\ndeux", None),
    ],
)
def test_a_correction_is_written_as_a_string_is(old, new, expected):
    source = message('"un \\"mot"\n"\\""')
    old = 'un "mot' if old == "un mot" else old
    new = 'des "mots' if new == "des mots" else new
    if expected is None:
        with pytest.raises(UnwritableError):
            after(po, source, old, new)
    else:
        assert after(po, source, old, new) == message(expected)


@pytest.mark.parametrize(
    ("source", "line"), [("Un texte.", 1), ('msgid "a"\nmsgstr "b\n', 2), ('\n"a"', 2), ('msgstr "a"', 1)]
)
def test_what_is_no_message_is_refused_with_its_line(source, line):
    with pytest.raises(InputError, match=f"a:{line}: no PO file"):
        document(po, source)


def test_an_issue_is_where_the_translation_stands():
    [report] = CHECKER.check([document(po, message('""\n"Il a annoncé "\n"toute transfert."'))])
    [issue] = report.issues
    assert (issue.text, issue.line, issue.column) == ("toute transfert", 9, 2)


CHECKER = Checker()


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12), max_size=4))
def test_any_text_stands_where_the_map_says(texts):
    strings = "\n".join(f'"{po.in_po_string(text)}"' for text in texts) or '""'
    file = message(strings).encode()
    assert_mapped(document(po, file), file)


@pytest.mark.process
@pytest.mark.skipif(not which("msgfmt"), reason="gettext is not installed")
def test_what_is_written_is_sound_for_gettext(tmp_path):
    path = tmp_path / "a.po"
    path.write_text(after(po, WHOLE, "nouveaux", 'très "nouveaux" \\'))
    subprocess.run(["msgfmt", "-o", tmp_path / "a.mo", "-f", path], check=True, capture_output=True)
    assert 'très "nouveaux" \\'.encode() in (tmp_path / "a.mo").read_bytes()


def test_damaged_files_are_read_or_refused():
    for mutant in mutants(WHOLE.encode()):
        po.recognises(mutant)
        assert_read_or_refused(po, mutant)


@pytest.mark.parametrize(
    ("head", "own"), [(WHOLE.encode(), True), (b'# a\n\nmsgid "a"', True), (b"msgid", False), (b'"msgid"', False)]
)
def test_a_file_is_told_by_its_first_message(head, own):
    assert po.recognises(head) is own
