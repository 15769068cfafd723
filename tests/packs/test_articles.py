"""Foreign runs seen over a whole document: a foreign article, a bilingual page, and what is neither."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import Checker
from checker.identify.articles import over_document
from checker.model import Document, Extent, Issue, LanguageRun, Severity
from checker.packs.languages import Packs

CHECKER = Checker(target="fr")
FRENCH = Packs().find("fr")

FR = (
    "Le marché couvert rouvrira ses portes samedi matin après trois ans de travaux et de retards.",
    "Les commerçants ont retrouvé leurs étals cette semaine et remplissent déjà les vitrines de fromages.",
    "La ville a payé la moitié de la facture, et la région le reste, sans emprunter un centime.",
    "Un parking à vélos de deux cents places a été creusé sous la halle principale.",
)
EN = (
    "The covered market will open its doors again on Saturday morning after three years of work and delays.",
    "The traders moved back to their stalls this week and are already filling the windows with cheese.",
    "The city paid half of the bill and the region paid the rest, without borrowing a single cent.",
    "A bicycle park with two hundred places was dug out under the main hall.",
)
DE = (
    "Die Markthalle öffnet am Samstagmorgen nach drei Jahren voller Arbeiten und Verzögerungen wieder ihre Türen.",
    "Die Händler sind diese Woche an ihre Stände zurückgekehrt und füllen schon die Auslagen mit Käse.",
    "Die Stadt hat die Hälfte der Rechnung bezahlt und die Region den Rest, ohne sich dafür zu verschulden.",
)


def found(*paragraphs: str) -> list[Issue]:
    return list(CHECKER.check_text("\n\n".join(paragraphs)).issues)


def rules(*paragraphs: str) -> list[str]:
    return [issue.rule.rpartition("/")[2] for issue in found(*paragraphs) if issue.is_foreign]


def test_a_foreign_article_is_one_critical_issue_from_its_first_word_to_its_last():
    [issue] = found(*EN)
    text = "\n\n".join(EN)
    assert (issue.rule, issue.severity, issue.language) == ("mul/untranslated/article", Severity.CRITICAL, "en")
    assert issue.span.of(text) == text.removesuffix(".")
    assert issue.message == "The whole article is in English."


def test_length_makes_no_difference():
    assert rules(*EN * 50) == ["article"]
    assert rules(" ".join(EN)) == ["article"]


def test_a_byline_or_one_sentence_in_the_target_language_does_not_make_it_another():
    assert rules("Par Anne Martin", *EN, "Publié mardi.") == ["article"]


def test_one_line_is_no_article():
    assert rules("The library will be closed for two weeks.") == ["passage"]


def test_a_half_that_was_left_out_is_reported_paragraph_by_paragraph():
    assert rules(*FR, *EN) == ["passage"] * 4


def test_an_article_in_several_other_languages_is_in_another_language():
    [issue] = found(EN[0], DE[1], EN[2], DE[2])
    assert (issue.rule, issue.language, issue.message) == (
        "mul/untranslated/article",
        "und",
        "The whole article is in another language.",
    )


def test_a_bilingual_page_is_named_once_at_its_first_paragraph_in_the_other_language():
    [issue] = found(FR[0], EN[0], FR[1], EN[1], FR[2], EN[2])
    assert (issue.rule, issue.severity, issue.language) == ("mul/untranslated/bilingual", Severity.MINOR, "en")
    assert issue.span.start == len(FR[0]) + 2
    assert rules(EN[0], FR[0], EN[1], FR[1], EN[2], FR[2], EN[3], FR[3]) == ["bilingual"]


def test_short_lines_do_not_disturb_the_turns_of_a_bilingual_page():
    assert rules("Marché", FR[0], EN[0], "Photo : DR", FR[1], EN[1], "12 mai 2024", FR[2], EN[2]) == ["bilingual"]


@pytest.mark.parametrize(
    "paragraphs",
    [
        (FR[0], EN[0], FR[1], EN[1]),
        (FR[0], FR[1], EN[0], EN[1], EN[2], FR[2], FR[3]),
        (FR[0], EN[0], FR[1], DE[1], FR[2], EN[2]),
        (f"{FR[0]} {FR[1]} {FR[2]}", EN[0], f"{FR[1]} {FR[3]} {FR[0]}", EN[1], f"{FR[2]} {FR[3]} {FR[1]}", EN[2]),
    ],
    ids=["too few", "not in turn", "two other languages", "not of like weight"],
)
def test_what_does_not_alternate_evenly_with_one_language_is_no_bilingual_page(paragraphs):
    assert set(rules(*paragraphs)) == {"passage"}


def test_what_else_is_foreign_on_a_bilingual_page_is_still_reported():
    mixed = "Le maire a dit que the talks had failed and nobody knew what to do next, avant de partir."
    assert rules(FR[0], EN[0], mixed, EN[1], FR[2], EN[2]) == ["bilingual", "phrase"]


PARAGRAPHS = st.lists(st.sampled_from([*FR, *EN, *DE, "Photo : DR", "—"]), max_size=9)


def whole_paragraphs(document: Document) -> tuple[LanguageRun, ...]:
    """The runs that a perfect eye finds where every paragraph is in one language."""
    tags = dict.fromkeys(EN, "en") | dict.fromkeys(DE, "de")
    runs = [(block, tags.get(block.of(document.text))) for block in document.blocks]
    return tuple(
        LanguageRun(block, tag, 0.9, len(block.of(document.text).split()), Extent.PARAGRAPH)
        for block, tag in runs
        if tag
    )


@given(PARAGRAPHS)
def test_runs_stay_in_order_and_cover_the_same_paragraphs(paragraphs):
    document = Document("a", "\n".join(paragraphs))
    runs = whole_paragraphs(document)
    over = over_document(runs, document, FRENCH)
    if any(run.extent is Extent.ARTICLE for run in over):
        [whole] = over
        assert (whole.span.start, whole.span.end) == (runs[0].span.start, runs[-1].span.end)
    else:
        assert [run.span for run in over] == [run.span for run in runs]
    assert all(0 <= run.confidence <= 1 for run in over)
