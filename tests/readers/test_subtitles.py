"""SubRip, WebVTT and TTML: sentences across cues, what is no text of them, and corrections in their cues."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import after, assert_mapped, assert_read_or_refused, blocks, document, mutants

from checker.engine.pipeline import Checker
from checker.errors import InputError
from checker.model import Role, UnwritableError
from checker.readers.formats import srt, ttml, vtt

CHECKER = Checker(target="fr")
WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn", "Zl", "Zp"], exclude_characters="\ufffe\uffff"),
    min_size=1,
    max_size=8,
)


def subrip(*cues: str, shown: int = 900) -> str:
    """A file with a cue every second, each shown for so many thousandths."""
    return "\n".join(
        f"{n}\n00:00:{n:02},000 --> 00:00:{n:02},{shown:03}\n{cue}\n" for n, cue in enumerate(cues, start=1)
    )


def webvtt(*cues: str) -> str:
    """A file with a cue every second."""
    return "WEBVTT\n\n" + "\n".join(
        f"00:{n:02}.000 --> 00:{n:02}.900 line:0\n{cue}\n" for n, cue in enumerate(cues, start=1)
    )


def timed(*cues: str) -> str:
    """A file of TTML with a cue every second."""
    said = "".join(f'<p begin="00:00:{n:02}.000" end="{n}.9s">{cue}</p>\n' for n, cue in enumerate(cues, start=1))
    return f'<tt xml:lang="fr" xmlns="http://www.w3.org/ns/ttml">\n<head/><body><div>{said}</div></body></tt>'


@pytest.mark.parametrize(
    ("cues", "expected"),
    [
        (["Il a dit", "que oui."], ["Il a dit que oui."]),
        (["Il a dit\nque <i>oui</i>.", "<font color=red>Non.</font>"], ["Il a dit que oui. Non."]),
        (["{\\an8}un", "{y:i}deux"], ["un deux"]),
        (["- Bonjour.\n- Bonsoir."], ["Bonjour.", "Bonsoir."]),
        (
            ["Le maire\n– élu hier – parle à -5 degrés.\n-5 degrés"],
            ["Le maire – élu hier – parle à -5 degrés. -5 degrés"],
        ),
        (["JEAN DUPONT : Bonjour", ">> ANNE: Non"], ["Bonjour", "Non"]),
        (["[Musique]", "(rires) Oui. [bruit sourd]", "[bruit\nsourd] (x) Ah.", "Non. (Rires)"], ["Oui. Ah. Non."]),
        (["Selon l'OMS", "(l'organisation) [...] oui"], ["Selon l'OMS (l'organisation) [...] oui"]),
        (["un", "", "<i></i>", "deux"], ["un deux"]),
        (["1 < 2 <3", "a & b &amp;"], ["1 < 2 <3 a & b &amp;"]),
        (["un\n\ndeux"], ["un deux"]),
    ],
)
def test_a_block_is_what_one_speaker_says(cues, expected):
    assert blocks(srt, subrip(*cues)) == expected


@pytest.mark.parametrize(
    ("first", "second", "goes_on"),
    [("Fin.", "Oui.", False), ("Fin...", "... et suite.", True), ("Il a", "dit", True), ("Il a", "Dit", True)],
)
def test_a_pause_ends_speech_where_a_sentence_has_ended(first, second, goes_on):
    assert len(blocks(srt, subrip(first, second, shown=0))) == 1 + (not goes_on)


def test_a_part_is_a_cue_and_says_when_it_appears():
    read = document(srt, subrip("Il a", "dit.\n- Non."))
    assert [(part.span.of(read.text), part.role, part.location) for part in read.parts] == [
        ("Il a", Role.CUE, "00:00:01,000"),
        ("dit.", Role.CUE, "00:00:02,000"),
        ("Non.", Role.CUE, "00:00:02,000"),
    ]


@pytest.mark.parametrize(
    ("cues", "expected"),
    [
        (["<v Jean>a &amp; b", "<v Jean>c</v>", "<v Anne>d"], ["a & b c", "d"]),
        (["<c.red>un</c> <00:01.500>deux&nbsp;!"], ["un deux\u00a0!"]),
        (["&gt;&gt; Oui.", "&gt;&gt; Non."], ["Oui.", "Non."]),
        (["un\n\nNOTE deux\ntrois\n\nSTYLE\n::cue {}"], ["un"]),
    ],
)
def test_webvtt_has_tags_entities_and_notes(cues, expected):
    assert blocks(vtt, webvtt(*cues)) == expected


def test_webvtt_is_read_with_fewer_digits_in_its_times_than_the_standard_asks_for():
    assert blocks(vtt, "WEBVTT\n\na/1\n0:0:0.0 --> 0:0:3.54\nun\n\n0:0:9,5 --> 0:1:5.2\ndeux") == ["un deux"]


def test_a_cue_of_webvtt_begins_at_its_times_whatever_stands_before_them():
    source = (
        "WEBVTT\n  \n1\n00:01.000 --> 00:02.000\nun\n00:03.000 --> 00:04.000 align:start\ndeux --> trois\n\nNOTE rien"
    )
    assert blocks(vtt, source) == ["un deux --> trois"]


def test_webvtt_says_what_is_in_another_language():
    read = document(vtt, webvtt("Il dit <lang en>so what", "et part."))
    assert [(each.span.of(read.text), each.language) for each in read.deliberate] == [("so what", "en")]


@pytest.mark.parametrize(
    ("cues", "expected"),
    [
        (["Il &amp; elle<br/>\n  ont <span>dit</span>", "oui."], ["Il & elle ont dit oui."]),
        (["- Oui.<br/>- Non.", "<span>JEAN : </span>Ah.<!-- a -->"], ["Oui.", "Non.", "Ah."]),
        (["", "<br/>", "[bruit]", "un<br/>un"], ["un un"]),
    ],
)
def test_ttml_has_elements_for_line_ends(cues, expected):
    assert blocks(ttml, timed(*cues)) == expected


def test_ttml_says_its_language_and_what_is_in_another():
    read = document(ttml, timed("Il dit <span xml:lang='en'>so <b>what</b></span> et", "part."))
    assert read.target_language == "fr"
    assert [(each.span.of(read.text), each.language) for each in read.deliberate] == [("so what", "en")]
    assert [part.location for part in read.parts] == ["00:00:01.000", "00:00:02.000"]


@pytest.mark.parametrize(
    ("code", "meant"),
    [("01:00:02.5", 3602.5), ("00:00:02:12", 2), ("1.5h", 5400), ("20ms", 0.02), ("3f", None), ("", None)],
)
def test_ttml_has_many_ways_to_say_when(code, meant):
    assert ttml.seconds_of(code) == meant


@pytest.mark.parametrize("source", ["Un texte.", "00:00:01 -> 00:00:02\nUn texte."])
def test_a_file_without_cues_is_refused(source):
    with pytest.raises(InputError, match="no subtitles"):
        document(srt, source)
    with pytest.raises(InputError, match="no WebVTT"):
        document(vtt, source)
    with pytest.raises(InputError, match="no sound XML"):
        document(ttml, source)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("belle maison", "belles maisons", ["la <i>belles</i>", "maisons <b> bleue"]),
        ("la belle", "le beau", ["le <i>beau</i>", "maison <b> bleue"]),
        ("bleue", "a&b<c", ["la <i>belle</i>", "maison <b> a&b<c"]),
        ("bleue", "-->", None),
        ("bleue", "<i>", None),
        ("bleue", "a\n\nb", None),
        ("belle maison", "maison", None),
    ],
)
def test_a_correction_changes_its_cues_only(old, new, expected):
    source = subrip("la <i>belle</i>", "maison <b> bleue")
    if expected is None:
        with pytest.raises(UnwritableError):
            after(srt, source, old, new)
    else:
        assert after(srt, source, old, new) == subrip(*expected)


def test_a_correction_is_escaped_where_tags_are_markup():
    assert after(vtt, webvtt("un mot"), "mot", "a-->b") == webvtt("un a--&gt;b")
    assert after(ttml, timed("la<br/>maison"), "la maison", "les <maisons") == timed("les<br/>&lt;maisons")


def test_an_issue_across_cues_has_the_time_of_the_first():
    source = subrip("Le porte-parole a annoncé toute", "transfert de fonds.").replace("\n", "\r\n")
    [issue] = next(CHECKER.check([document(srt, source)])).issues
    assert (issue.text, issue.line, issue.column) == ("toute transfert", 3, 27)


@given(st.lists(WORDS, min_size=1, max_size=6), st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]), st.data())
def test_what_stands_at_a_place_reads_as_the_text_there(words, encoding, data):
    between = st.sampled_from([" ", "\r\n", "<i>", "</i>", "  ", "\n- ", "\nA B: ", " [bruit] ", "{\\an8}", "\0"])
    cues = "".join(word.replace("\0", "") + data.draw(between) for word in words).split("\0")
    file = subrip(*cues).encode(encoding)
    assert_mapped(document(srt, file), file)
    file = webvtt(*map(html.escape, cues)).encode(encoding)
    assert_mapped(document(vtt, file), file)
    marks = st.sampled_from([" ", "<br/>", "<span xml:lang='en'>a</span>", "<!-- a -->", "\r\n", "&#10;", "&eacute;"])
    file = timed(*("".join(html.escape(word) + data.draw(marks) for word in words), "b")).encode()
    assert_mapped(document(ttml, file), file)


SUBRIP = subrip("Il a <i>dit</i>\nque", "{\\an8}- Oui.\n- JEAN : [bruit] Non. (Rires)")
WEBVTT = webvtt("<v Jean>a &amp; b", "<lang en>c</lang> [rires]\n<c.red>d</c>") + "\nNOTE e\n\nSTYLE\n::cue {}\n"

TTML = timed("Il a <span xml:lang='en'>dit</span><br/>que &amp;", "- Oui.<br/>- JEAN : [bruit] Non.")


@pytest.mark.parametrize(("reader", "source"), [(srt, SUBRIP), (vtt, WEBVTT), (ttml, TTML)])
def test_damaged_files_are_read_or_refused(reader, source):
    for mutant in mutants(source.encode()):
        reader.recognises(mutant)
        assert_read_or_refused(reader, mutant)


@pytest.mark.parametrize(
    ("reader", "head", "own"),
    [
        (srt, b"1\r\n00:00:01,000 --> 00:00:02,000\n", True),
        (srt, b"1\n2\n", False),
        (vtt, b"\xef\xbb\xbfWEBVTT - a\n", True),
        (vtt, b"WEBVTTX", False),
        (ttml, b"<?xml version='1.0'?><!-- a --><tt:tt>", True),
        (ttml, b"<ttx>", False),
    ],
)
def test_a_format_is_told_by_its_beginning(reader, head, own):
    assert reader.recognises(head) is own
