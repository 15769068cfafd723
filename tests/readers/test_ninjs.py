"""News in JSON: what of it is text, where it stands, and corrections that change nothing else."""

import html
import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import after, assert_mapped, assert_read_or_refused, document, mutants

from checker.engine.pipeline import Checker
from checker.errors import InputError
from checker.readers.formats import ninjs
from checker.readers.formats.ninjs import recognises

FIRST = """{
  "uri": "urn:a", "type": "text", "language": "fr", "slugline": "budget-vote",
  "headline": "Le budget \\"2025\\" est adopt\\u00e9",
  "byline": "Anne Roux",
  "description_text": "Le vote a \\u00e9t\\u00e9 serr\\u00e9.\\nTrès.",
  "body_text": "Never read twice.",
  "body_xhtml": "<h2 id=\\"a\\">La suite<\\/h2>\\n<p>Il a annonc&eacute; <b>toute\\ttransfert<\\/b> de \\ud83d\\ude00.",
  "associations": {"a/b": {"uri": "urn:b", "language": "en", "description_text": "The room"},
                   "c": {"uri": "urn:c", "description_text": "La salle"}}
}
"""
THIRD = """{"standard": {"name": "ninjs", "version": "3.0"}, "uri": "urn:a", "language": "fr",
 "headlines": [{"role": "main", "value": "Titre"}, {"role": "short", "value": "Court"}],
 "bodies": [{"role": "main", "contentType": "text/plain", "value": "Texte."},
            {"role": "main", "contentType": "text/html", "value": "<p>Texte.</p>"}]}
"""
FILES = (FIRST, THIRD)


def parts(source: str) -> list[tuple[str, str, str]]:
    found = document(ninjs, source)
    return [(part.role.value, part.location, part.span.of(found.text)) for part in found.parts]


def test_an_item_has_its_headline_summary_page_and_captions_each_called_by_its_pointer():
    assert parts(FIRST) == [
        ("headline", "/headline", 'Le budget "2025" est adopté'),
        ("byline", "/byline", "Anne Roux"),
        ("standfirst", "/description_text", "Le vote a été serré."),
        ("standfirst", "/description_text", "Très."),
        ("headline", "/body_xhtml", "La suite"),
        ("body", "/body_xhtml", "Il a annoncé toute transfert de 😀."),
        ("caption", "/associations/a~1b/description_text", "The room"),
        ("caption", "/associations/c/description_text", "La salle"),
    ]


def test_of_texts_that_say_the_same_the_page_is_read():
    assert parts(THIRD) == [
        ("headline", "/headlines/0/value", "Titre"),
        ("headline", "/headlines/1/value", "Court"),
        ("body", "/bodies/1/value", "Texte."),
    ]


def test_the_item_says_what_language_it_should_be_in_and_what_is_in_another_on_purpose():
    found = document(ninjs, FIRST)
    assert found.target_language == "fr"
    assert [(each.span.of(found.text), each.language) for each in found.deliberate] == [("The room", "en")]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("adopté", "adoptés", ("adopt\\u00e9", "adopt\\u00e9s")),
        ('"2025"', 'de "2026"', ('\\"2025\\"', 'de \\"2026\\"')),
        ("annoncé", "a<b", ("annonc&eacute;", "a&lt;b")),
        ("toute", "un \\ tout", ("toute", "un \\\\ tout")),
        ("de 😀", "de", (" \\ud83d\\ude00", "")),
    ],
)
def test_a_correction_changes_its_words_and_is_written_as_text_is_there(old, new, expected):
    assert after(ninjs, FIRST, old, new) == FIRST.replace(*expected, 1)


def test_a_file_without_other_characters_than_ascii_stays_so():
    source = FIRST.replace("è", "\\u00e8")
    assert after(ninjs, source, "La suite", "Là") == source.replace("La suite", "L\\u00e0")


@pytest.mark.parametrize("source", FILES)
def test_every_character_stands_where_the_map_says_in_any_encoding(source):
    for codec in ("utf-8", "utf-8-sig", "utf-16"):
        file = source.replace("\n", "\r\n").encode(codec)
        found = document(ninjs, file)
        assert_mapped(found, file)
        assert recognises(file)
        pickle.dumps(found)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ('{"uri": ', "no sound JSON"),
        ("[" * 100_000 + "]" * 100_000, "no sound JSON|stand in one another"),
        ('"text"', "no news"),
        ("9" * 10_000, "no sound JSON"),
    ],
)
def test_hostile_and_damaged_files_are_refused_with_the_reason(source, reason):
    with pytest.raises(InputError, match=reason):
        document(ninjs, source)


@pytest.mark.parametrize(
    "source", [*FILES, '{"uri":"","headline":"a \\ud800 b"}', '{"uri":"","headline":"","language":1}']
)
def test_any_bytes_are_read_or_refused(source):
    for file in mutants(source.encode()):
        recognises(file)
        assert_read_or_refused(ninjs, file)


WORDS = st.text(st.characters(exclude_categories=["Cc", "Cn"], exclude_characters="\u2028\u2029"), max_size=12)


@given(WORDS, WORDS, st.booleans())
def test_what_stands_at_a_place_reads_as_the_text_there_in_any_item(plain, page, ascii_only):
    body = f"<p>{html.escape(page)}</p>\n&#128512; &eacute;{html.escape(plain)}"
    item = {"uri": "a", plain: {"headline": f"{plain}\r\n{page}"}, "body_html": body}
    source = json.dumps(item, ensure_ascii=ascii_only)
    if ascii_only or source.encode(errors="replace").decode() == source:
        file = source.encode()
        assert_mapped(document(ninjs, file), file)


def test_an_issue_stands_at_its_pointer_and_its_correction_changes_one_word():
    report = next(Checker().check([document(ninjs, FIRST)]))
    issue = next(issue for issue in report.issues if issue.text == "toute transfert")
    edits = report.document.edits_in_file(issue.fixes[0].edits)
    assert [edit.span.of(FIRST) for edit in edits] == ["e"]
    assert report.document.part(issue.span.start).location == "/body_xhtml"


@pytest.mark.parametrize(
    ("head", "is_news"),
    [(FIRST.encode(), True), (THIRD.encode(), True), (b'{"name": "a", "version": "1"}', False), (b"[1]", False)],
)
def test_news_are_told_by_their_names(head, is_news):
    assert recognises(head) is is_news
