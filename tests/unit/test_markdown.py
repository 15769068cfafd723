"""Markdown: the text as it is rendered, where it stands, and corrections that keep the markup."""

import io
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import assert_mapped

from checker.engine.pipeline import Checker
from checker.errors import InputError
from checker.model import Edit, Role, Span, SuppressedBy, UnwritableError
from checker.readers.formats.markdown import read

ROOT = Path(__file__).parent.parent.parent
CHECKER = Checker(target="fr")
FOREIGN = "the talks had failed and nobody knew what to do next"


def document(source: str):
    return next(read(io.BytesIO(source.encode()), "a.md"))


def blocks(source: str) -> list[str]:
    return [part.span.of(document(source).text) for part in document(source).parts]


def after(source: str, old: str, new: str) -> str:
    """The source after words of its text were replaced."""
    page = document(source)
    start = page.text.index(old)
    return page.origin.bytes_after(page.text, [Edit(Span(start, start + len(old)), new)]).decode()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Un **mot**, _deux_\nmots.\n\nTrois ~~quatre~~", ["Un mot, deux mots.", "Trois quatre"]),
        ("# Titre #\n\nTexte\n=====\nsuite", ["Titre", "Texte", "suite"]),
        ("Un  \ndeux\\\ntrois", ["Un", "deux", "trois"]),
        ("&eacute; \\* \\a &copy &amp; a_b_c **x", ["é * \\a &copy & a_b_c **x"]),
        (
            '[lien *un*](http://a.b/the "t") [deux][r] [trois] <http://a.b>\n\n[r]: x',
            ["lien un deux [trois] http://a.b"],
        ),
        ("Vu ![une *photo*](the.png) ici", ["Vu ici", "une photo"]),
        ("> Un\nsuite\n>\n> - deux\n>   trois\n>   1. quatre", ["Un suite", "deux trois", "quatre"]),
        ("- [x] fait\n- [ ] non\n\n> [!NOTE]\n> Un", ["fait", "non", "Un"]),
        ("|a|b \\| c|\n|-|-|\n|`d`| \n| e | f | g", ["a", "b | c", "d", "e", "f"]),
        ("Un[^1].\n\n[^1]: Note\n    longue.\n\n    Encore.\n\nFin", ["Un.", "Note longue.", "Encore.", "Fin"]),
        ("```\ncode\n```\n\n    code\n\n~~~py\ncode", []),
        ("$$\nx\n$$\n\n{% highlight c %}\na\n\nb\n{% endhighlight %}\nfin", ["fin"]),
        ('{{< figure src="x" >}}\n\n{{% note %}}\nUn\n{{% /note %}}\n\nDeux {% include x.html %}', ["Un", "Deux"]),
        ("# Titre {#id .x}\n\nUn\n{: .x}", ["Titre", "Un"]),
        ("<div>\n<p>Un <b>mot</b></p>\n\n*deux*\n\n</div><script>\nx\n</script>", ["Un mot", "deux"]),
        ("Un <span hidden>deux</span> <select>trois\n\nquatre", ["Un", "quatre"]),
        ("<!-- un\n\nmot -->\nDeux <!-- x -->", ["Deux"]),
        ("> <p\n> title='t'>Un\n> mot", ["Un mot", "t"]),
        ("Un&#10;deux &#9; trois &Tab;", ["Un deux trois"]),
        ("de 5$ à 10$ et $5 ou $6", ["de 5$ à 10$ et $5 ou $6"]),
        ("{{ jamais fermé {% non $$ [^ `", ["{{ jamais fermé {% non $$ [^ `"]),
        ("", []),
    ],
)
def test_the_text_is_what_is_rendered_a_line_a_block(source, expected):
    assert blocks(source) == expected
    assert blocks(source.replace("\n", "\r\n")) == expected
    page = document(source)
    assert page.text == "".join(f"{block}\n" for block in expected)
    assert_mapped(page, source.encode())


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("---\ntitle: Un titre\ntags: [a b]\n---\nTexte", ["Un titre", "Texte"]),
        ("---\ntitle: \"Un \\\"t\\u00e9\\\"\"\ndescription: 'l''été'\n---\n", ['Un "té"', "l'été"]),
        ("---\ndescription: >-\n  Un\n  deux\nsummary: |\n  Trois\n---\n", ["Un deux", "Trois"]),
        ("---\ntitle: &t Un\nsubtitle: *t\nexcerpt: 5\n---\nTexte", ["Texte"]),
        ('+++\ntitle = "Un\\tdeux"\ndate = 1\n[x]\ntitle = "non"\n+++\nTexte', ["Un deux", "Texte"]),
        ("---\n\nUn\n\n---\n\nDeux", ["Un", "Deux"]),
        ("---\ntitle: [Un\n---\nDeux", ["title: [Un", "Deux"]),
    ],
)
def test_titles_and_descriptions_of_the_front_matter_are_text(source, expected):
    assert blocks(source) == expected
    page = document(source.replace("\n", "\r\n"))
    assert page.origin.bytes_after(page.text, ()) == source.replace("\n", "\r\n").encode()
    assert bool(page.warnings) == ("[Un" in source)


def test_blocks_have_roles():
    page = document("---\ntitle: t\ndescription: d\n---\n# h\n\np\n\n- l\n\n> q\n\n![i](x)\n\n|c|\n|-|")
    assert [part.role for part in page.parts] == [
        Role.HEADLINE,
        Role.STANDFIRST,
        Role.HEADLINE,
        Role.BODY,
        Role.LIST_ITEM,
        Role.QUOTATION,
        Role.CAPTION,
        Role.CELL,
    ]


@pytest.mark.parametrize(
    ("source", "old", "new", "expected"),
    [
        ("Un **mot** l&eacute;ger\r\n", "léger", "légère", "Un **mot** l&eacute;gère\r\n"),
        ("> un\n> deux", "un deux", "deux", "> deux"),
        ("Un mot", "mot", "a*b_c [d] <e>", "Un a\\*b_c \\[d\\] \\<e>"),
        ("|a \\\\| b|\n|-|", "| b", "c", "|a c|\n|-|"),
        ("|a b|\n|-|", "b", "c|d", "|a c\\|d|\n|-|"),
        ("un mot", "un", "1. Un", "1\\. Un mot"),
        ("un [petit](x) maisons", "un petit", "une petite", "une [petite](x) maisons"),
        ("<p title='a'>b</p>", "b", "c & <d>", "<p title='a'>c &amp; &lt;d&gt;</p>"),
        ('---\ntitle: "a"\n---\n', "a", 'b "c"', '---\ntitle: "b \\"c\\""\n---\n'),
        ("---\ntitle: 'a'\n---\n", "a", "l'été", "---\ntitle: 'l''été'\n---\n"),
    ],
)
def test_a_correction_changes_its_words_and_is_written_as_text_is_there(source, old, new, expected):
    assert after(source, old, new) == expected
    assert new in document(expected).text


@pytest.mark.parametrize(
    ("source", "old", "new"),
    [
        ("le **le** chat", "le le", "le"),
        ("un **mot**, deux", "mot", "mot "),
        ("de *le* chat", "de le", "du"),
        ("un\n\ndeux", "un\ndeux", "un"),
        ("---\ntitle: a\n---\n", "a", "b: c"),
        ("mot `code`", "code", "a`b"),
    ],
)
def test_a_correction_that_would_change_the_markup_is_refused(source, old, new):
    page = document(source)
    start = page.text.index(old)
    edits = [Edit(Span(start, start + len(old)), new)]
    if old == "le le":
        edits = [Edit(Span(3, 5), "")]  # what stands between the marks
    with pytest.raises(UnwritableError):
        page.origin.bytes_after(page.text, edits)


@given(st.text("*_`[]()!<>&\\{}%$#-+=|~:.'\"^1ab \t\r\n", max_size=60))
def test_any_text_is_read_and_stands_where_the_map_says(source):
    assert_mapped(document(source), source.encode())


@pytest.mark.parametrize(
    "unit", ["[", "![", "*a **a ", "`a``", "<a ", "<!-- a", "{{", "$a ", "> a\n", "- a\n", "[^a]: b\n"]
)
def test_no_text_takes_longer_than_its_length_asks(unit):
    began = time.process_time()
    document(unit * (20_000 // len(unit)))
    assert time.process_time() - began < 10  # less than one if linear, a hundred if not


def test_what_is_nested_beyond_reason_is_refused():
    with pytest.raises(InputError, match="nested too deeply"):
        document(">" * 5000 + " a")


def test_code_and_what_html_marks_is_suppressed_with_the_reason():
    source = f"Le maire a tapé `{FOREIGN}` hier soir.\n\n<i lang=en>{FOREIGN}</i>\n\n"
    source += f"<div class=notranslate>\n\n{FOREIGN}\n\n</div>"
    report = next(CHECKER.check([document(source)]))
    assert not report.issues
    assert {each.by for each in report.suppressed} == {SuppressedBy.MARKUP}
    assert {each.reason for each in report.suppressed} == {"`code`", 'class="notranslate"', 'lang="en"'}


def test_front_matter_and_comments_speak_to_the_checker():
    source = "---\ntitle: Un titre\nchecker:\n  target: fr\n  ignore: [agreement]\n---\n"
    source += "<!-- checker: ignore because cité -->\n{}\n\n{}"
    report = next(Checker().check([document(source.format(FOREIGN, "Il a vu toute transfert de fonds."))]))
    assert not report.issues
    assert [each.by for each in report.suppressed] == [SuppressedBy.COMMENT, SuppressedBy.FRONT_MATTER]
    assert report.document.target_language == "fr"


@pytest.mark.process
def test_plain_text_is_checked_without_a_parser_of_markdown():
    script = "import sys; from checker import Checker; Checker(target='fr').check_file('LICENSE'); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert "checker.readers.formats.text" in done.stdout
    assert "markdown_it" not in done.stdout
