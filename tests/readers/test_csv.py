"""CSV and TSV: the column of translations, and corrections inside its quotation marks."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import after, assert_mapped, assert_read_or_refused, blocks, document, mutants

from checker.model import UnwritableError
from checker.readers.formats import csv as tables

TABLE = 'id,Source,Target\r\na,"One, ""two""","Un, ""deux"""\r\nb,<b>{x}</b>,<b>{x}</b> vu\r\nc,three\r\n,,trois'


def test_the_text_is_the_column_of_translations():
    read = document(tables, TABLE)
    assert [(part.span.of(read.text), part.location) for part in read.parts] == [
        ('Un, "deux"', "a"),
        ("{x} vu", "b"),
        ("trois", ""),
    ]
    assert [each.span.of(read.text) for each in read.deliberate] == ["{x}"]
    assert read.original.text == 'One, "two"\n<b>{x}</b>'


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a\tTRANSLATION\nb\tc, d\n", ["c, d"]),
        ("a;text\nb;c, d;e\n", ["c, d"]),
        ('text\n"un\ndeux"\n"a"b\n"c', ["un deux", '"a"b', '"c']),
        ("text", []),
        ("", []),
    ],
)
def test_what_stands_between_cells_is_told_by_the_first_row(source, expected):
    assert blocks(tables, source) == expected
    assert document(tables, source).warnings == ()


def test_a_table_without_a_known_column_says_so():
    read = document(tables, "a,b\nc,d\n")
    assert (read.text, read.warnings) == ("", (tables.NO_COLUMN,))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('"deux"', '"trois"', TABLE.replace("deux", "trois")),
        ("Un", '"Un", le', TABLE.replace("Un,", '""Un"", le,')),
        ("trois", "trois mots", TABLE + " mots"),
        ("trois", "trois, quatre", None),
        ("trois", '"trois"', None),
    ],
)
def test_a_correction_is_written_as_its_cell_is(old, new, expected):
    if expected is None:
        with pytest.raises(UnwritableError):
            after(tables, TABLE, old, new)
    else:
        assert after(tables, TABLE, old, new) == expected


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12), max_size=4))
def test_any_table_is_read_as_others_read_it(texts):
    written = io.StringIO()
    csv.writer(written).writerows([["source", "target"], *(["", text] for text in texts)])
    file = written.getvalue().encode()
    read = document(tables, file)
    assert_mapped(read, file)
    assert "".join(read.text.split()) == "".join("".join(texts).split())


def test_damaged_files_are_read_or_refused():
    for mutant in mutants(TABLE.encode()):
        assert_read_or_refused(tables, mutant)


@pytest.mark.parametrize(
    ("head", "own"),
    [(b"\xef\xbb\xbfid;text\r\n1;2", True), (b"text\n", False), (b"Text, lies and video\n", False), (b"", False)],
)
def test_a_table_is_told_by_its_columns(head, own):
    assert tables.recognises(head) is own
