"""XLIFF and TMX: translations without their codes, with their originals, corrected in place."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import after, assert_mapped, assert_read_or_refused, blocks, document, mutants

from checker.engine.pipeline import Checker
from checker.errors import InputError
from checker.model import Original, SuppressedBy, UnwritableError
from checker.readers.formats import tmx, xliff

CHECKER = Checker()
CHARACTERS = st.characters(exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="\ufffe\uffff")


def one(*units: str) -> str:
    """A file of XLIFF 1.2."""
    head = '<xliff version="1.2"><file source-language="en" target-language="fr-FR" original="a" datatype="html"><body>'
    return f'<?xml version="1.0"?>\n{head}\n{"".join(units)}</body></file></xliff>'


def unit(target: str, source: str = "a") -> str:
    """A unit of it."""
    return f'<trans-unit id="u"><source>{source}</source>\n<target state="final">{target}</target></trans-unit>'


def two(*segments: str) -> str:
    """A file of XLIFF 2 with one unit."""
    space = 'xmlns="urn:oasis:names:tc:xliff:document:2.0"'
    return (
        f'<xliff {space} version="2.0" srcLang="en" trgLang="fr"><file id="f"><unit id="u">{"".join(segments)}</unit>'
        "</file></xliff>"
    )


def memory(*units: str) -> str:
    """A file of TMX."""
    return f'<tmx version="1.4"><header srclang="en-US"/><body>{"".join(units)}</body></tmx>'


def variants(**segments: str) -> str:
    """A unit of it."""
    said = "".join(f'<tuv xml:lang="{tag}"><seg>{text}</seg></tuv>' for tag, text in segments.items())
    return f'<tu tuid="u">{said}</tu>'


MANY = one(
    unit("Un &amp; <g id='1'>d<x id='2'/>eux</g> %s<ph id='3'>code</ph>\n  trois", "One %s"),
    "<trans-unit id='n' translate='no'><source>s</source><target>four</target></trans-unit>",
    "<trans-unit id='e'><source>s</source><target/></trans-unit><trans-unit id='m'><source>s</source></trans-unit>",
    "<trans-unit id='c'><source>s</source><target><![CDATA[a <b\n c]]> <mrk mtype='protected'>d</mrk></target>"
    "<alt-trans><target>e</target></alt-trans><note>f</note></trans-unit>",
)
SEGMENTS = two(
    "<segment id='s1'><source>One</source><target>Un <pc id='1'>deux<ph id='2'/></pc></target></segment>",
    "<ignorable><source> </source><target> </target></ignorable>",
    "<segment state='final'><source>Two</source><target>Trois <mrk id='m' translate='no'>four</mrk></target></segment>",
)
TWO_LANGUAGES = memory(
    variants(
        en="One <bpt i='1'>&lt;b></bpt>two<ept i='1'/>", fr="Un <bpt i='1'>&lt;b></bpt>deux<ept i='1'/>", de="Eins"
    ),
    variants(fr="Trois <hi>quatre</hi>", en="Three"),
)


@pytest.mark.parametrize(
    ("reader", "source", "expected", "original"),
    [
        (xliff, MANY, ["Un & deux %s trois", "four", "a <b c d"], Original("One %s\ns\ns", "en")),
        (xliff, SEGMENTS, ["Un deux", "Trois four"], Original("One\nTwo", "en")),
        (tmx, TWO_LANGUAGES, ["Un deux", "Trois quatre"], Original("One two\nThree", "en-US")),
    ],
)
def test_the_text_is_what_was_translated(reader, source, expected, original):
    assert blocks(reader, source) == expected
    assert document(reader, source).original == original


def test_a_unit_is_called_by_its_id():
    assert [part.location for part in document(xliff, MANY).parts] == ["unit u", "unit n", "unit c"]
    assert [part.location for part in document(xliff, SEGMENTS).parts] == ["unit u, segment s1", "unit u"]
    assert [part.location for part in document(tmx, TWO_LANGUAGES).parts] == ["unit u", "unit u"]


def test_the_file_says_the_languages():
    assert document(xliff, MANY).target_language == "fr-FR"
    assert document(xliff, SEGMENTS).target_language == "fr"
    memory = document(tmx, TWO_LANGUAGES)
    assert memory.target_language == "fr"
    assert memory.warnings == ("Only the translations into fr were checked, not those into de.",)


def test_what_is_not_to_be_translated_is_deliberate():
    read = document(xliff, MANY)
    assert [each.span.of(read.text) for each in read.deliberate] == ["%s", "four", "d"]
    read = document(xliff, SEGMENTS)
    assert [each.span.of(read.text) for each in read.deliberate] == ["four"]
    foreign = "the talks had failed and nobody knew what to do next"
    source = one(unit(f"Il a dit hier que {foreign}."), unit(foreign).replace(" id", " translate='no' id"))
    report = next(CHECKER.check([document(xliff, source)]))
    assert [each.text for each in report.issues] == [foreign]
    assert [each.by for each in report.suppressed] == [SuppressedBy.MARKUP]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("deux", "deuxième", "Un <g>deu<x/>xième</g> &amp; trois"),
        ("Un deux", "Le premier deux", "Le premier <g>deu<x/>x</g> &amp; trois"),
        ("&", "<", "Un <g>deu<x/>x</g> &lt; trois"),
        ("deux", "quatre", None),
        ("trois", "a\nb", None),
    ],
)
def test_a_correction_leaves_codes_whole(old, new, expected):
    source = one(unit("Un <g>deu<x/>x</g> &amp; trois"))
    if expected is None:
        with pytest.raises(UnwritableError):
            after(xliff, source, old, new)
    else:
        assert after(xliff, source, old, new) == one(unit(expected))


def test_line_ends_count_where_space_is_preserved():
    source = "<trans-unit id='u' xml:space='preserve'><target>Un.\nDeux</target></trans-unit>"
    assert blocks(xliff, one(source)) == ["Un.", "Deux"]
    assert blocks(xliff, one(source.replace("preserve", "default"))) == ["Un. Deux"]


@pytest.mark.parametrize(
    "source", ["", "text", "<a/>", "<xliff>", "<!DOCTYPE xliff [<!ENTITY a 'b'>]><xliff>&a;</xliff>"]
)
def test_what_is_no_sound_file_is_refused(source):
    for reader in (xliff, tmx):
        with pytest.raises(InputError):
            document(reader, source)


@given(st.lists(st.text(CHARACTERS, max_size=8), max_size=5), st.sampled_from(["utf-8", "utf-16"]), st.data())
def test_what_stands_at_a_place_reads_as_the_text_there(texts, encoding, data):
    between = st.sampled_from(["<x/>", " ", "\r\n", "&#10;", "&eacute;", "<!-- a -->", "<![CDATA[b\n <c]]>", "\t", ""])
    target = "".join(html.escape(text, quote=False) + data.draw(between) for text in texts)
    file = one(unit(target, "%s")).replace("?>", f' encoding="{encoding}"?>', 1).encode(encoding)
    assert_mapped(document(xliff, file), file)
    file = memory(variants(en="a", fr=target)).encode()
    assert_mapped(document(tmx, file), file)


@pytest.mark.parametrize(("reader", "source"), [(xliff, MANY), (xliff, SEGMENTS), (tmx, TWO_LANGUAGES)])
def test_damaged_files_are_read_or_refused(reader, source):
    for mutant in mutants(source.encode()):
        reader.recognises(mutant)
        assert_read_or_refused(reader, mutant)


def test_a_format_is_told_by_its_root():
    assert xliff.recognises(MANY.encode())
    assert xliff.recognises(SEGMENTS.encode())
    assert tmx.recognises(TWO_LANGUAGES.encode())
    assert not xliff.recognises(b"<a/>")
    assert not tmx.recognises(MANY.encode())
