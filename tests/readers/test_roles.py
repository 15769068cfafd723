"""A block is judged by what it is: headlines, captions, cells and items of lists need be no sentences."""

import io
import json

import pytest
from word_files import paragraph, word_file

from checker.engine.pipeline import Checker
from checker.readers.formats import load_format

CHECKER = Checker(target="fr", select=["truncated", "duplicated", "typography", "residue", "unbalanced"])
HEADLINE = "La vieille halle du port rouvre enfin ses portes aux habitants, deux ans après la tempête de l’hiver"
BODY = "Le maire a salué les habitants de la ville. Il a dit que la halle du port serait ouverte tous les jours."
CUT = "La foule attendait devant les grilles. Elle a crié sa joie quand le maire a ouvert les portes et la halle de la"


def issues(form: str, source: str | bytes) -> list[tuple[str, str]]:
    data = source if isinstance(source, bytes) else source.encode()
    found = next(CHECKER.check([next(load_format(form).read(io.BytesIO(data), f"a.{form}"))]))
    return [(issue.rule, issue.text) for issue in found.issues]


def word(style: str, *texts: str) -> str:
    return "".join(paragraph(text, properties=f'<w:pStyle w:val="{style}"/>' if style else "") for text in texts)


def table(*cells: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr><w:tc>{paragraph(cell)}</w:tc></w:tr>' for cell in cells)}</w:tbl>"


@pytest.mark.parametrize(
    "page",
    [
        f"<title>{HEADLINE}</title><h1>{HEADLINE}</h1><p>{BODY}</p>",
        f"<meta name=description content='{BODY}'><p>{BODY}</p>",
        f"<p>{BODY}</p><table><tr><td>n. c.<td>n. c.<td>{HEADLINE}</table>",
        f"<p>{BODY}</p><ul><li>Entrée libre.<li>Entrée libre.<li>Écrire à la mairie de</ul>",
        f"<p>{BODY}</p><img alt='{HEADLINE}' title='{HEADLINE}'><figcaption>Photo&nbsp;: Anne / AFP</figcaption>",
        f"<h2>Fermé le Lundi</h2><p>{BODY}</p><h2>Ouvert Samedi</h2>",
        f"<h2>Le reste de la</h2><p>{BODY}</p>",
    ],
)
def test_what_is_no_sentence_in_a_page_is_no_fault(page):
    assert issues("html", page) == []


def test_what_is_no_sentence_in_a_document_of_word_is_no_fault():
    body = word("Titre1", HEADLINE, HEADLINE) + word("", BODY) + word("Lgende", HEADLINE, HEADLINE)
    assert issues("docx", word_file(body + table("n. c.", "n. c.", HEADLINE))) == []


def test_what_is_no_sentence_in_an_item_of_news_is_no_fault():
    picture = {"type": "picture", "description_text": HEADLINE, "headline": HEADLINE}
    item = {"uri": "x", "headline": HEADLINE, "description_text": BODY, "body_html": f"<p>{BODY}</p>"}
    assert issues("ninjs", json.dumps(item | {"associations": {"a": picture}})) == []


def test_what_is_a_sentence_is_held_to_be_one_in_all_formats():
    cut, again = ("mul/truncated/paragraph", "la"), ("mul/duplicated/paragraph", BODY)
    assert issues("text", f"{CUT}\n\n{BODY}\n\n{BODY}") == [cut, again]
    assert issues("html", f"<h1>{HEADLINE}</h1><p>{CUT}</p><p>{BODY}</p><p>{BODY}</p>") == [cut, again]
    assert issues("docx", word_file(word("", CUT, BODY, BODY))) == [cut, again]
    item = {"uri": "x", "headline": HEADLINE, "body_html": f"<p>{CUT}</p><p>{BODY}</p><p>{BODY}</p>"}
    assert issues("ninjs", json.dumps(item)) == [cut, again]
    assert issues("html", f"<p>{BODY}</p><p>{CUT}</p><table><tr><td>Un</table>") == [("mul/truncated/document", "la")]


def test_units_of_translation_may_say_the_same():
    unit = f'msgctxt "{{}}"\nmsgid "The mayor greeted all."\nmsgstr "{BODY}"\n'
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    assert issues("po", f"{header}\n{unit.format('a')}\n{unit.format('b')}") == []
