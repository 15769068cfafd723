"""What the settings say of how files are read: parts of pages, the elements of XML, comments of Word."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import UsageError
from checker.readers.formats import html, markdown, ninjs, xml
from checker.readers.markup.selectors import Selectors
from checker.readers.wishes import Elements, Pages, Wishes

PAGE = (
    '<title>Une page</title><div id="top"><p>Menu du haut</p></div>'
    '<div class="post big"><h1>Un titre</h1><p>Le texte <span data-ad="x">payé</span> est là.</p>'
    '<div><p class="note">Une note.</p></div></div><p>Lire aussi</p>'
)


def lines(reader, source: str, **wanted) -> list[str]:
    found = next(reader.read(io.BytesIO(source.encode()), "a", Wishes(**wanted)))
    return found.text.splitlines()


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        (".post", ["Un titre", "Le texte payé est là.", "Une note."]),
        ("div.post.big", ["Un titre", "Le texte payé est là.", "Une note."]),
        ("#top, h1", ["Menu du haut", "Un titre"]),
        ("[data-ad]", ["payé"]),
        ("[data-ad='x']", ["payé"]),
        ("[class~=big] > p", ["Le texte payé est là."]),
        ("[class^=pos] p", ["Le texte payé est là.", "Une note."]),
        ('[class$="big"] .note', ["Une note."]),
        ("div > div > *", ["Une note."]),
        ("DIV H1", ["Un titre"]),
    ],
)
def test_what_is_selected_alone_is_read_beside_the_title_of_the_page(selector, expected):
    assert lines(html, PAGE, html=Pages(select=(selector,))) == ["Une page", *expected]


def test_a_page_without_what_is_selected_is_read_as_usual_with_a_warning():
    page = PAGE.replace("post", "poste")
    found = next(html.read(io.BytesIO(page.encode()), "a", Wishes(html=Pages(select=(".post",)))))
    assert found.text == next(html.read(io.BytesIO(page.encode()), "a")).text
    assert found.warnings == (html.MISSED,)


def test_what_is_ignored_is_not_read_even_in_what_is_selected():
    wanted = Pages(select=(".post",), ignore=("[data-ad]", "div > .note", "title"))
    assert lines(html, PAGE, html=wanted) == ["Un titre", "Le texte est là."]


def test_html_is_ignored_wherever_it_stands():
    wanted = Pages(ignore=(".pub",))
    assert lines(
        markdown, "Un *mot* <b class='pub'>payé</b>.\n\n<div class=pub>\n<p>Pub</p>\n</div>\n", html=wanted
    ) == ["Un mot ."]
    item = {"uri": "x", "headline": "Titre", "body_html": "<p>Un</p><p class=pub>Pub</p>"}
    assert lines(ninjs, json.dumps(item), html=wanted) == ["Titre", "Un"]


JATS = (
    '<article xml:lang="fr"><front><journal-meta><journal-title>Revue</journal-title></journal-meta>'
    "<article-meta><article-title>Un titre</article-title><abstract><p>Un résumé.</p></abstract></article-meta>"
    "</front>"
    "<body><sec><title>Partie</title><p>Le texte <xref>1</xref> <italic>est</italic> là.</p>"
    "<fig><caption><p>Une image</p></caption></fig></sec></body><back><ref-list><p>Notes</p></ref-list></back>"
    "</article>"
)
MAPPED = Elements(
    root="article",
    headline=("article-title", "sec/title"),
    standfirst=("abstract",),
    body=("p",),
    caption=("fig/caption",),
    ignore=("xref", "ref-list"),
)


def test_the_settings_say_what_the_elements_of_xml_are():
    found = next(xml.read(io.BytesIO(JATS.encode()), "a", Wishes(xml=(MAPPED,))))
    assert [(part.role.value, part.span.of(found.text)) for part in found.parts] == [
        ("headline", "Un titre"),
        ("standfirst", "Un résumé."),
        ("headline", "Partie"),
        ("body", "Le texte est là."),
        ("caption", "Une image"),
    ]
    assert found.parts[3].location == "/article/body/sec/p"
    assert found.target_language == "fr"


def selectors_or_error(text: str) -> Selectors | UsageError:
    try:
        return Selectors([text], "html.select")
    except UsageError as error:
        return error


@given(st.text(st.sampled_from("ap.#[]=~^$*'\" >,-:x1é\n"), max_size=12))
def test_any_text_is_a_selector_or_an_error_of_the_settings(text):
    found = selectors_or_error(text)
    assert isinstance(found, Selectors) or str(found).startswith("html.select: ")
    if isinstance(found, Selectors):
        assert set(lines(html, PAGE, html=Pages(select=(text,)))) <= set(lines(html, PAGE)) | {"payé"}
