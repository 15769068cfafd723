"""A text that was wrapped at a column is checked as if it were not; no other text's lines are joined."""

from __future__ import annotations

import json
import re
import textwrap
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from checker import Checker
from checker.fixes import apply
from checker.model import Document, Report, Severity, Span
from checker.report import Context, render
from checker.text.wrapping import unwrapped

SAMPLES = Path(__file__).parents[2] / "samples"
FAULTY = [SAMPLES / "iran-missiles/article.fr.txt", *sorted((SAMPLES / "defects").glob("*/article.fr.txt"))]
ARTICLES = [path.read_text(encoding="utf-8") for path in (*FAULTY, *sorted((SAMPLES / "clean").glob("*.fr.txt")))]
CHECKER = Checker(target="fr")
INDENTS = {"none": ("", ""), "first line": ("  ", ""), "other lines": ("", "    "), "all lines": (" ", " ")}

POEM = """\
La mer s'en va sans bruit vers les îles du soir, et la barque
que le vent a laissée au milieu des roseaux
attend, les rames nues, que revienne au couchant la main
de celui qui partait, un matin de septembre, en chantant sous la pluie,
et qui n'a jamais dit s'il reviendrait un jour par le chemin des dunes
ou par celui du port,
quand les filets sont pleins et que les enfants dorment.
"""
SCORES = """\
Résultats de la vingtième journée du championnat de France de première division
Lens – Lille 2-1, après une mi-temps sans but devant trente-huit mille spectateurs
Brest – Nantes 0-0
Paris – Lyon 3-2, but de la victoire à la dernière minute du temps additionnel
par notre correspondant
"""
ITEMS = """\
Le projet de loi qui sera présenté au Parlement la semaine prochaine prévoit :
- une hausse de la taxe sur les carburants qui sera versée aux communes rurales
- un crédit d'impôt pour les ménages qui isolent leur logement avant l'été
- la fin de l'exonération dont profitent les avions qui volent à l'intérieur
- des moyens nouveaux
"""
TABLE = """\
ville          population      superficie      densité         rang dans le pays
marseille      870 321         240,6           3 617           deuxième en 2021
lyon           522 228         47,9            10 909          troisième en 2021
toulouse       504 078         118,3           4 261           quatrième en 2021
nice           348 085         71,9            4 840           cinquième en 2021
"""
TICKER = """\
18:02 Le Premier ministre annonce la fermeture des écoles dans trois départements
18:05 Les syndicats appellent à la grève dans les transports dès lundi prochain
18:11 Un incendie s'est déclaré dans un entrepôt de la banlieue nord de Lyon
18:20 La Bourse de Paris termine en baisse de deux pour cent après les annonces
"""


def paragraphs(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def wrap(text: str, width: int, indents: str = "none", eol: str = "\n", between: int = 2) -> str:
    first, other = INDENTS[indents]
    lines = (
        textwrap.wrap(each, width, initial_indent=first, subsequent_indent=other, break_long_words=False)
        for each in paragraphs(text)
    )
    return (eol * between).join(eol.join(each) for each in lines)


def letters(text: str) -> str:
    return "".join(text.split())


def findings(text: str) -> list[object]:
    """The issues of a text in a form in which its white space plays no part."""
    return [
        (
            issue.rule,
            len(letters(text[: issue.span.start])),
            letters(issue.span.of(text)),
            issue.severity,
            issue.confidence,
            issue.message,
            [(fix.title, letters(apply(text, fix))) for fix in issue.fixes],
        )
        for issue in CHECKER.check_text(text).issues
    ]


@settings(max_examples=12)
@given(
    st.sampled_from(ARTICLES),
    st.integers(60, 100),
    st.sampled_from(sorted(INDENTS)),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_what_is_found_in_a_wrapped_article_is_what_is_found_in_it_unwrapped(article, width, indents, eol):
    whole = (eol * 2).join(paragraphs(article))
    text = wrap(article, width, indents, eol)
    assert unwrapped(Document("a", text)).document.blocks
    assert findings(text) == findings(whole)


def test_the_articles_hold_faults_that_a_break_cuts():
    cut = 0
    for article in ARTICLES[: len(FAULTY)]:
        for width in (60, 72):
            text = wrap(article, width)
            cut += sum("\n" in issue.span.of(text) for issue in CHECKER.check_text(text).issues)
    assert cut > 5


@given(st.sampled_from(ARTICLES), st.integers(60, 100), st.sampled_from(["none", "first line"]))
def test_without_empty_lines_a_paragraph_is_joined_all_the_same(article, width, indents):
    text = wrap(article, width, indents, between=1)
    breaks = len(text.splitlines()) - len(paragraphs(article))
    joins = unwrapped(Document("a", text)).gaps
    assert len(joins) >= 0.9 * breaks
    if indents == "first line":
        assert all("\n  " not in gap.of(text) for gap in joins)


@pytest.mark.parametrize("text", [POEM, SCORES, ITEMS, TABLE, TICKER, *ARTICLES])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_of_a_text_that_is_not_wrapped_no_line_is_joined(text, between):
    document = Document("a", between.join(line for line in text.splitlines() if line.strip()))
    assert unwrapped(document).document is document


@pytest.mark.parametrize("other", [POEM, SCORES, ITEMS, TABLE, TICKER])
def test_what_is_no_prose_stays_in_lines_beside_a_wrapped_paragraph(other):
    joins = unwrapped(Document("a", f"{other}\n{wrap(ARTICLES[0], 72)}")).gaps
    assert joins
    assert all(gap.start > len(other) for gap in joins)


def test_a_title_and_a_byline_above_a_wrapped_text_stay_in_lines():
    head = "Le ministre de la Culture présente sa démission\npar Jeanne Martin, à Paris\n\n"
    text = head + wrap(ARTICLES[0], 80)
    first = unwrapped(Document("a", text)).document.blocks[:2]
    assert [block.of(text) for block in first] == head.splitlines()[:2]


def test_a_word_that_was_broken_after_its_hyphen_is_one_word():
    text = (
        "Le maire de la ville a dit hier aux journalistes qu'il verrait les porte-\n"
        "parole des associations avant la fin de la semaine et qu'il ne prendrait\n"
        "aucune décision avant la réunion du conseil municipal prévue le lendemain\n"
        "de cette rencontre.\n"
    )
    document = unwrapped(Document("a", text)).document
    assert "les porte-parole des associations" in document.text
    assert len(document.blocks) == 1


@given(st.sampled_from(ARTICLES), st.integers(60, 100), st.sampled_from(["\n", "\r\n"]), st.data())
def test_spans_go_there_and_back(article, width, eol, data):
    text = wrap(article, width, "all lines", eol)
    found = unwrapped(Document("a", text))
    assume(found.gaps)
    whole = found.document.text
    start = data.draw(st.integers(0, len(whole) - 1))
    span = Span(start, data.draw(st.integers(start + 1, min(len(whole), start + 300))))
    original = found.original(span)
    assert letters(original.of(text)) == letters(span.of(whole))
    assert len(letters(text[: original.start])) == len(letters(whole[: span.start]))
    if span.of(whole) == span.of(whole).strip():
        assert found.joined(original) == span


WRAPPED = """\
Le porte-parole du Conseil a informé hier les journalistes réunis que toute
transfert de fonds vers la capitale serait une escalade, et que « nobody in
the room knew what to do next », avant de conclure sur les mesures du Green
Deal et de quitter la salle.
"""


def test_an_allowed_phrase_may_be_broken():
    allowing = Checker(target="fr", allow=["nobody in the room knew what to do next"])
    assert marked(CHECKER, WRAPPED)[1].startswith("nobody in\nthe")
    assert marked(allowing, WRAPPED) == ["toute\ntransfert"]


def marked(checker: Checker, text: str) -> list[str]:
    """What is marked in a text, matters of taste aside."""
    return [issue.span.of(text) for issue in checker.check_text(text).issues if issue.severity > Severity.NEUTRAL]


def test_reports_show_a_wrapped_passage_on_one_line_and_keep_its_offsets():
    report = CHECKER.check_text(WRAPPED, "a.txt")

    def rendered(form: str) -> str:
        return "".join(render(form, report.outcomes, Context(Report("test"), width=100)))

    assert "fix: toute transfert → tout transfert" in rendered("text")
    assert "nobody in the room knew what to do next" in rendered("text")
    assert "line=1,endLine=2::" in rendered("github")
    assert "toute transfert → tout transfert" in rendered("checkstyle")
    issue = json.loads(rendered("json"))["documents"][0]["issues"][0]
    assert (issue["text"], issue["line"], issue["column"]) == ("toute\ntransfert", 1, 71)
    marks = re.findall(r"<mark[^>]*>(.*?)</mark>", rendered("html"), re.DOTALL)
    assert [re.sub(r"<[^>]*>", "", mark).split() for mark in marks][:2] == [["toute"], ["transfert"]]


def test_a_fix_keeps_the_line_breaks():
    (issue, *_) = CHECKER.check_text(WRAPPED).issues
    assert apply(WRAPPED, issue.fixes[0]) == WRAPPED.replace("toute", "tout")
