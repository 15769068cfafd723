"""HTML: the text that browsers show, where it stands, and corrections that change nothing else."""

import html
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.engine.pipeline import Checker
from checker.model import Edit, Role, Span, SuppressedBy, UnwritableError
from checker.readers.formats.html import read, recognises

CHECKER = Checker(target="fr")
WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029"), min_size=1, max_size=8
)


def document(source: str | bytes):
    return next(read(io.BytesIO(source.encode() if isinstance(source, str) else source), "a.html"))


def blocks(source: str) -> list[str]:
    return [part.span.of(document(source).text) for part in document(source).parts]


def after(source: str, old: str, new: str) -> str:
    """The source after words of its text were replaced."""
    page = document(source)
    start = page.text.index(old)
    edit = Edit(Span(start, start + len(old)), new)
    return page.origin.bytes_after(page.text, [edit]).decode()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>Un <b>mot</b>, deux\n   mots.<p>Trois", ["Un mot, deux mots.", "Trois"]),
        ("a &amp; b &eacute;&nbsp;! &copy &notit; &#233; &bogus; x&", ["a & b é\u00a0! © ¬it; é &bogus; x&"]),
        ("<ul><li>un<li>deux</ul>fin", ["un", "deux", "fin"]),
        ("un<br>deux<hr>trois", ["un", "deux", "trois"]),
        ("<script>if (a<b) '</p>'</script>un<style>p{}</style> deux", ["un deux"]),
        ("<nav><p>Menu</nav><main>Texte<pre>code\n</pre></main>", ["Texte"]),
        ("<head><title>Titre<meta x>", ["Titre<meta x>"]),  # a title runs to its end tag, as in a browser
        ("<head><title>T&eacute;</title><style>p</style><p>Texte", ["Té", "Texte"]),
        ("<meta name=description content='Une page'><meta name=x content=y><p>Texte", ["Une page", "Texte"]),
        ("un<p hidden>deux</p><p hidden=until-found>trois<p class=hidden>quatre", ["un", "trois", "quatre"]),
        ("<p alt=un alt=deux>", ["un"]),
        ("un <img alt='une photo' title=\"t&quot;\"> deux<p>trois", ["un deux", "une photo", 't"', "trois"]),
        ("1 < 2 <3 <!-- <p> --> <!doctype x> <?x?> </ > fin", ["1 < 2 <3 fin"]),
        ("<p title=>un</p ><P CLASS='>'>deux<p a=\"", ["un", "deux"]),
        ("<p>un<!-- jamais fermé <p>deux", ["un"]),
        ("", []),
    ],
)
def test_the_text_is_what_a_browser_shows_a_line_a_block(source, expected):
    assert blocks(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<title>T</title><p>Menu<main><h1>Un</h1><p>deux</main><p>Pied", ["T", "Un", "deux"]),
        ("<p>Menu<article><h1>Un</h1>deux mots</article><p>Pied<article>fin", ["Un", "deux mots", "fin"]),
        ("<p>Un long texte, puis<article>un renvoi</article>", ["Un long texte, puis", "un renvoi"]),
        ("<p>Menu<main></main>", ["Menu"]),
        (
            "<p>Menu<!-- checker: ignore -->\n<main>deux<article>trois</article>",
            ["Menu<!-- checker: ignore -->", "deux", "trois"],
        ),
    ],
)
def test_the_article_of_a_page_is_what_is_read_where_most_of_its_text_stands_there(source, expected):
    page = document(source)
    assert page.text == "".join(f"{block}\n" for block in expected)
    assert blocks(source) == expected
    for each in page.origin.stretches:
        assert each.notation.read(source[each.source_start : each.source_end]) == page.text[each.start : each.end]


def test_blocks_have_roles():
    page = document("<h1>T</h1><p>b</p><figcaption>c</figcaption><ul><li><p>l</ul><td>z</td><blockquote>q</blockquote>")
    roles = [part.role for part in page.parts]
    assert roles == [Role.HEADLINE, Role.BODY, Role.CAPTION, Role.LIST_ITEM, Role.CELL, Role.QUOTATION]


@pytest.mark.parametrize(
    ("source", "old", "new", "expected"),
    [
        ("<p>l&eacute;t&eacute;</p>\r\n", "été", "étés", "<p>l&eacute;t&eacute;s</p>\r\n"),
        ("<p>un <b>mot</b>s", "mot", "a<b & c", "<p>un <b>a&lt;b &amp; c</b>s"),
        ("<p>un  \n deux deux", "deux deux", "deux", "<p>un  \n deux"),
        ("<img alt='a b'>", "b", "l'été", "<img alt='a l&#39;été'>"),
        ('<img alt="a b">', "b", '"', '<img alt="a &quot;">'),
        ("<img alt=ab>", "b", "c d", "<img alt=ac&#32;d>"),
        ("<p>un <i>petit</i> maisons", "un petit", "une petite", "<p>une <i>petite</i> maisons"),
    ],
)
def test_a_correction_changes_its_words_and_is_written_as_text_is_there(source, old, new, expected):
    assert after(source, old, new) == expected


@pytest.mark.parametrize(("old", "new"), [("de le", "du"), ("un\ndeux", "un"), ("un", "un\ndeux")])
def test_a_correction_that_would_break_the_page_is_refused(old, new):
    with pytest.raises(UnwritableError):
        after("<p>de <b>le</b> un<p>deux", old, new)


def test_what_the_encoding_lacks_is_written_as_a_reference():
    page = document("<meta charset=iso-8859-1><p>déjà".encode("cp1252"))
    assert (page.text, page.warnings) == ("déjà\n", ())
    edit = Edit(Span(0, 4), "→")
    assert page.origin.bytes_after(page.text, [edit]) == "<meta charset=iso-8859-1><p>&#8594;".encode("cp1252")


@given(st.lists(WORDS, min_size=1, max_size=5), st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]), st.data())
def test_what_stands_at_a_place_reads_as_the_text_there_in_any_page(words, encoding, data):
    tags = st.sampled_from(
        [" ", "\r\n", "<b>", "</b>", "<p>", "<br>", "<!-- x -->", "<li>", "<table><td>", "&nbsp;", "&eacute;"]
    )
    source = "".join(html.escape(word) + data.draw(tags) for word in words)
    file = source.encode(encoding)
    page = document(file)
    for each in page.origin.stretches:
        assert (
            each.notation.read(page.origin.source[each.source_start : each.source_end])
            == page.text[each.start : each.end]
        )
    assert page.origin.bytes_after(page.text, ()) == file
    assert "\n".join(part.span.of(page.text) for part in page.parts) == page.text.removesuffix("\n")


@given(st.text("<>/!-= \"'&;#abp\n", max_size=40))
def test_any_page_is_read(source):
    page = document(source)
    assert page.origin.bytes_after(page.text, ()) == source.encode()


def test_issues_stand_at_their_lines_in_the_file_and_know_nothing_of_markup():
    source = "<html>\n<body>\n<p>Le porte-parole a annonc&eacute;\n  <b>toute transfert</b> de fonds.</p>"
    report = CHECKER.check([document(source)]).__next__()
    [issue] = report.issues
    assert (issue.text, issue.line, issue.column) == ("toute transfert", 4, 6)
    edits = report.document.edits_in_file(issue.fixes[0].edits)
    assert [edit.span.of(source) for edit in edits] == ["e"]


def test_what_is_marked_as_deliberate_is_suppressed_with_the_reason():
    foreign = "the talks had failed and nobody knew what to do next"
    source = (
        f"<p>Le ministre a dit <i lang=en>{foreign}</i> hier.<p translate=no>{foreign}<p class=notranslate>{foreign}"
    )
    report = CHECKER.check([document(source)]).__next__()
    assert not report.issues
    assert {each.by for each in report.suppressed} == {SuppressedBy.MARKUP}
    written = json.loads(report.to_json())["suppressed"]
    assert [each["reason"] for each in written] == ['lang="en"', 'translate="no"', 'class="notranslate"']


def test_a_comment_in_the_page_speaks_to_the_checker():
    source = "<!-- checker: ignore[untranslated] because cité -->\n<p>{}<p>{}"
    foreign = "Le maire a dit the talks had failed and nobody knew what to do next hier."
    report = CHECKER.check([document(source.format(foreign, "La suite est claire."))]).__next__()
    assert [each.by for each in report.suppressed] == [SuppressedBy.COMMENT]


@pytest.mark.parametrize(
    ("head", "is_page"),
    [(b"<!DOCTYPE html>", True), (b"\xef\xbb\xbf<!-- x --> <HTML>", True), (b"<p>", False), (b"html", False)],
)
def test_a_page_is_told_by_its_beginning(head, is_page):
    assert recognises(head) is is_page


def test_words_of_machines_and_titles_of_works_are_deliberate():
    page = document("<p>Lire <cite>The Great Gatsby</cite>, puis <code>cat a.txt</code>.")
    assert [(each.reason, each.span.of(page.text)) for each in page.deliberate] == [
        ("<cite>", "The Great Gatsby"),
        ("<code>", "cat a.txt"),
    ]


def test_an_empty_title_marks_no_other_block_as_one():
    assert blocks("<title></title><p>Menu<main><p>Texte</main>") == ["Texte"]
