"""News in XML: what of it is text, where it stands, and corrections that change nothing else."""

import html
import io
import json
import pickle
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from news_files import newsml
from reading import after, assert_mapped, assert_read_or_refused, blocks, document, mutants

from checker.engine.pipeline import Checker
from checker.errors import InputError
from checker.model import Edit, Span, UnwritableError
from checker.readers import read_inputs
from checker.readers.formats import newsxml
from checker.readers.formats.newsxml import read, recognises

NEWSML = """<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:a" standard="NewsML-G2" xml:lang="fr-FR">
  <itemMeta><title>Never read</title></itemMeta>
  <contentMeta>
    <slugline>budget-vote</slugline><by>Par Anne Roux</by>
    <headline>Le budget est adopté</headline><description role="drol:summary">Le vote a été serré.</description>
    <language tag="fr"/>
  </contentMeta>
  <contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head>
    <title>Never read</title></head><body>
    <p>Le porte-parole a annonc&#233; <b>toute transfert</b> de fonds.</p><script src="x"/>
    <ul><li>Un point<br/></li></ul><img src="a.jpg" alt="La salle"/></body></html></inlineXML></contentSet>
</newsItem>
"""
NITF = """<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd" [<!-- its ']> end -->]>
<nitf><head><title>Never read</title></head><body>
<body.head><hedline><hl1>Le budget est adopt&eacute;</hl1></hedline><byline>Par Anne Roux</byline>
<distributor>AFP</distributor><dateline>PARIS</dateline><abstract>Le vote a été serré.</abstract></body.head>
<body.content><p>Le porte-parole a dit <lang iso.lang="en">never mind</lang> hier.</p><hl2>La suite</hl2>
<media><media-producer>AFP</media-producer><media-caption>La salle</media-caption></media></body.content></body></nitf>
"""
RSS = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Le Journal</title><language>fr</language>
<item><title>Le budget est adopt&#xE9;</title>
<description>&lt;p&gt;Le vote a &amp;eacute;t&#233; serr&amp;#233;.</description>
<content:encoded><![CDATA[<h2>La suite</h2>
<p>Le porte-parole a dit <i lang="en">never mind</i> hier.]]></content:encoded>
</item>
<item><title><![CDATA[L'été & la suite]]></title></item>
</channel></rss>
"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Le Journal</title>
<entry><title type="html">L'&amp;eacute;t&amp;eacute;</title><summary>Le vote.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Un <code>x = 1</code></p></div></content></entry>
</feed>
"""
FILES = (NEWSML, NITF, RSS, ATOM)


def parts(source: str) -> list[tuple[str, str]]:
    found = document(newsxml, source)
    return [(part.role.value, part.span.of(found.text)) for part in found.parts]


def test_newsml_has_its_headline_summary_and_page_but_no_slug():
    assert parts(NEWSML) == [
        ("byline", "Par Anne Roux"),
        ("headline", "Le budget est adopté"),
        ("standfirst", "Le vote a été serré."),
        ("body", "Le porte-parole a annoncé toute transfert de fonds."),
        ("list-item", "Un point"),
        ("caption", "La salle"),
    ]


def test_nitf_has_its_headlines_body_and_captions():
    assert parts(NITF) == [
        ("headline", "Le budget est adopté"),
        ("byline", "Par Anne Roux"),
        ("standfirst", "Le vote a été serré."),
        ("body", "Le porte-parole a dit never mind hier."),
        ("headline", "La suite"),
        ("caption", "La salle"),
    ]


def test_a_feed_has_its_items_with_the_pages_in_them():
    assert parts(RSS) == [
        ("headline", "Le budget est adopté"),
        ("standfirst", "Le vote a été serré."),
        ("headline", "La suite"),
        ("body", "Le porte-parole a dit never mind hier."),
        ("headline", "L'été & la suite"),
    ]
    assert parts(ATOM) == [("headline", "L'été"), ("standfirst", "Le vote."), ("body", "Un x = 1")]


def test_blocks_are_called_by_their_paths():
    found = document(newsxml, RSS)
    assert [part.location for part in found.parts][-2:] == [
        "/rss/channel/item/content:encoded",
        "/rss/channel/item[2]/title",
    ]


def test_the_item_says_what_language_it_should_be_in_and_what_is_in_another_on_purpose():
    found = [document(newsxml, source) for source in FILES]
    assert [each.target_language for each in found] == ["fr", None, "fr", "fr"]
    marks = [[(mark.span.of(each.text), mark.reason, mark.language) for mark in each.deliberate] for each in found]
    assert marks == [
        [],
        [("never mind", 'iso.lang="en"', "en")],
        [("never mind", 'lang="en"', "en")],
        [("x = 1", "<code>", None)],
    ]


def test_rss_may_have_its_article_as_xhtml_or_as_a_full_item():
    body = '<body xmlns="http://www.w3.org/1999/xhtml"><p>Un.</p><p>Deux <b>mots</b>.</p></body>'
    source = f"<rss><channel><item>{body}</item><item><fullitem>&lt;p>Trois.</fullitem></item></channel></rss>"
    assert blocks(newsxml, source) == ["Un.", "Deux mots.", "Trois."]


@pytest.mark.parametrize(
    ("source", "old", "new", "expected"),
    [
        (NITF, "adopté", "adoptés", ("adopt&eacute;", "adopt&eacute;s")),
        (NITF, "serré", "a<b & c", ("serré", "a&lt;b &amp; c")),
        (RSS, "La suite", "A & B", ("La suite", "A &amp; B")),
        (RSS, "serré", "a & b", ("serr&amp;#233;", "a &amp;amp; b")),
        (RSS, "été serré", "étés serré", ("&amp;eacute;t&#233; serr", "&amp;eacute;t&#233;s serr")),
        (RSS, "L'été & la", "L'été <la", ("L'été & la", "L'été <la")),
        (ATOM, "Le vote", "Les votes", ("Le vote", "Les votes")),
    ],
)
def test_a_correction_changes_its_words_and_is_written_as_text_is_there(source, old, new, expected):
    assert after(newsxml, source, old, new) == source.replace(*expected, 1)


def test_a_correction_that_would_end_a_section_of_characters_is_refused():
    with pytest.raises(UnwritableError):
        after(newsxml, RSS, "L'été & la", "L']]>")


@pytest.mark.parametrize("source", FILES)
def test_every_character_stands_where_the_map_says_in_any_encoding(source):
    body = source.removeprefix('<?xml version="1.0" encoding="UTF-8"?>')
    for codec in ("utf-8", "utf-8-sig", "utf-16", "iso-8859-15"):
        declaration = "" if codec.startswith("utf") else f'<?xml version="1.0" encoding="{codec}"?>'
        file = (declaration + body.replace("\n", "\r\n")).encode(codec)
        found = document(newsxml, file)
        assert_mapped(found, file)
        assert found.text == document(newsxml, source).text
        assert recognises(file[:4096])
        pickle.dumps(found)


def test_what_the_encoding_lacks_is_written_as_a_reference_but_refused_in_a_section_of_characters():
    for source, expected in ((NITF, "&#8594;"), (RSS, None)):
        file = ('<?xml version="1.0" encoding="iso-8859-1"?>' + source).encode("cp1252")
        found = document(newsxml, file)
        start = found.text.index("La suite")
        edit = Edit(Span(start, start + 2), "→")
        if expected:
            assert found.origin.bytes_after(found.text, [edit]) == file.replace(b"La suite", b"&#8594; suite")
        else:
            with pytest.raises(UnwritableError):
                found.origin.bytes_after(found.text, [edit])


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (f'<!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]><rss>&l9;</rss>', "declares an entity"),
        ('<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss>&x;</rss>', "declares an entity"),
        ('<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://example.org/x"> %x;]><rss/>', "declares an entity"),
        ("<rss>" + "<p>" * 5000 + "</p>" * 5000 + "</rss>", "stand in one another"),
        ("<rss><item></rss>", "no sound XML: mismatched tag"),
        ("<rss>\n&lyt;</rss>", ":2: no sound XML: undefined entity"),
        ('<rss>\n<item title="l&eacute;gal &lyt; b"/></rss>', ":2: no sound XML: undefined entity"),
        ("", "no element found"),
        ("<project/>", "its root element is <project>"),
    ],
)
def test_hostile_and_damaged_files_are_refused_with_the_reason(source, reason):
    with pytest.raises(InputError, match=reason):
        document(newsxml, source)


@pytest.mark.parametrize("source", FILES)
def test_any_bytes_are_read_or_refused(source):
    for file in mutants(source.encode()):
        recognises(file)
        assert_read_or_refused(newsxml, file)


WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="\u2028\u2029"), min_size=1, max_size=8
)


@given(st.lists(WORDS, min_size=1, max_size=6), st.data())
def test_what_stands_at_a_place_reads_as_the_text_there_in_any_item(words, data):
    def drawn(kinds):
        return "".join(data.draw(st.sampled_from(kinds))(word) for word in words)

    def escaped(word):
        return html.escape(word)

    plain = drawn([escaped, lambda word: f"<b>{escaped(word)}</b>", lambda word: f"&#x{ord(word[0]):x};\r\n"])
    page = drawn(
        [lambda word: escaped(escaped(word)), lambda word: escaped(f"<p>{escaped(word)}</p> &#{ord(word[0])};")]
    )
    section = drawn([lambda word: f"<p>{escaped(word)}", escaped])
    source = f"<rss><item><title>{plain}</title><description>{page}<![CDATA[{section}]]></description></item></rss>"
    assert_mapped(document(newsxml, source), source.encode())


def test_an_issue_stands_at_its_line_and_its_correction_changes_one_word():
    report = next(Checker().check([document(newsxml, NEWSML)]))
    [issue] = report.issues
    assert (issue.text, issue.line) == ("toute transfert", 11)
    edits = report.document.edits_in_file(issue.fixes[0].edits)
    assert [edit.span.of(NEWSML) for edit in edits] == ["e"]
    written = json.loads(report.to_json())["issues"][0]
    assert written["location"] == "/newsItem/contentSet/inlineXML/html/body/p"


def test_a_comment_in_the_file_speaks_to_the_checker():
    source = NEWSML.replace("<p>", "<!-- checker: ignore[agreement] because cité -->\n<p>")
    report = next(Checker().check([document(newsxml, source)]))
    assert not report.issues
    assert report.suppressed


@pytest.mark.parametrize(
    ("head", "is_news"),
    [
        *((source.encode(), True) for source in FILES),
        (b"<?xml version='1.0'?><!-- <rss> --><project/>", False),
        (b"<feed/>", False),
        (b"<RDF xmlns='http://purl.org/rss/1.0/'>", True),
        (b"rss", False),
    ],
)
def test_news_are_told_by_their_root(head, is_news):
    assert recognises(head) is is_news


def test_the_cost_grows_with_the_length_only():
    def seconds(items: int) -> float:
        item = RSS[RSS.index("<item>") : RSS.index("</channel>")]
        file = f"<rss><channel>{item * items}</channel></rss>".encode()
        start = time.process_time()
        next(read(io.BytesIO(file), "a"))
        return time.process_time() - start

    assert seconds(2000) < 40 * seconds(200) + 0.5


def test_blocks_are_lines_of_the_text():
    assert all(blocks(newsxml, source) == [text for _, text in parts(source)] for source in FILES)


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ('rel="irel:translatedFrom" href="source.txt"', "The port opens.\n"),
        ('reluri="http://cv.iptc.org/newscodes/itemrelation/translatedFrom" href="source.txt"', "The port opens.\n"),
        ('rel="irel:seeAlso" href="source.txt"', None),
        ('rel="irel:translatedFrom" href="../source.txt"', None),
        ('rel="irel:translatedFrom" href=".source.txt"', None),
        ('rel="irel:translatedFrom" href="link.txt"', None),
        ('rel="irel:translatedFrom" href="a.xml"', None),
        ('rel="irel:translatedFrom" href="none.txt"', None),
    ],
)
def test_an_original_is_read_that_is_a_file_beside_the_item(tmp_path, link, expected):
    folder = tmp_path / "desk"
    folder.mkdir()
    for place in (folder / "source.txt", folder / ".source.txt", tmp_path / "source.txt"):
        place.write_text("The port opens.\n")
    (folder / "link.txt").symlink_to(tmp_path / "source.txt")
    item = newsml("Le port", ["Le port rouvre."]).decode().replace("<itemMeta>", f"<itemMeta><link {link}/>")
    (folder / "a.xml").write_text(item)
    [found] = read_inputs([str(folder / "a.xml")])
    assert (found.original and found.original.text) == expected


def test_an_original_that_cannot_be_read_is_a_warning(tmp_path):
    (tmp_path / "source.pdf").write_text("%PDF-1.7")
    link = '<itemMeta><link rel="irel:translatedFrom" href="source.pdf"/>'
    (tmp_path / "a.xml").write_text(newsml("Le port", ["Le port rouvre."]).decode().replace("<itemMeta>", link))
    [found] = read_inputs([str(tmp_path / "a.xml")])
    assert "Its original was not read: " in found.warnings[0]
