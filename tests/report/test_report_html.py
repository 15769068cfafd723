import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from report_material import CONTEXT, SAMPLE, checked, outcomes, replacing, sample, untranslated

from checker import Checker
from checker.model import DocumentReport, Edit, Failure, Outcome, Report, Severity, Span, SuppressedBy, Suppression
from checker.packs.rules import Explanations
from checker.report import Context, render, without_neutral
from checker.report.page.characters import printable

VOID = {"meta", "link", "br", "input"}
HOSTILE = "<script>alert(1)</script> </textarea> {{ 7 * 7 }} ]]> <!-- &amp; \" ' </style><a href='data:x'>"


class Page(HTMLParser):
    """A page as a reader's programme sees it: each element with its attributes and its text.

    Fails on a tag that is not closed in its place.
    """

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[dict[str, str]] = []
        self._open: list[int] = []
        self.feed(source)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append({"tag": tag, "text": "", **{name: value or "" for name, value in attrs}})
        if tag not in VOID:
            self._open.append(len(self.elements) - 1)

    def handle_endtag(self, tag: str) -> None:
        assert self.elements[self._open.pop()]["tag"] == tag

    def handle_data(self, data: str) -> None:
        for element in self._open:
            self.elements[element]["text"] += data

    def all(self, tag: str, class_: str = "") -> list[dict[str, str]]:
        wanted = set(class_.split())
        return [e for e in self.elements if e["tag"] == tag and wanted <= set(e.get("class", "").split())]

    def by_id(self, name: str) -> dict[str, str]:
        [element] = [e for e in self.elements if e.get("id") == name]
        return element


def issues_to_decide_on(read: Page) -> list[dict]:
    """The issues of the first document as the page's script knows them."""
    return json.loads(read.all("script")[0]["text"])["documents"][0]["issues"]


def page(*reported: Outcome, context: Context = CONTEXT) -> Page:
    return Page("".join(render("html", reported, context)))


def test_the_article_with_its_marks() -> None:
    read = page(sample())
    [article] = read.all("article")
    assert article["lang"] == "fr"
    assert article["text"] == sample().document.text
    agreement, run = read.all("mark")
    assert (agreement["text"], agreement["class"]) == ("toute transfert", "major first last")
    assert (run["text"][:16], run["text"][-12:], run["lang"]) == ("deeply concerned", "consequences", "en")
    assert len(read.all("article")[0]["text"].splitlines()) == sample().document.text.count("\n")


def test_the_page_of_the_sample_is_small() -> None:
    checker = Checker("fr")
    report = checker.check_file(SAMPLE)
    assert len(report.issues) > 12
    context = replace(CONTEXT, explanations=Explanations(checker.resources.rules, "en"))
    assert len("".join(render("html", report.outcomes, context)).encode()) < 95_000


def test_marks_and_entries_lead_to_each_other() -> None:
    read = page(sample(), sample())
    for document in ("d1", "d2"):
        for number in ("1", "2"):
            label, entry = read.by_id(f"{document}-m{number}"), read.by_id(f"{document}-i{number}")
            assert label["href"] == f"#{entry['id']}"
            assert label["data-number"] == number
            assert f"#{label['id']}" in [link.get("href") for link in read.all("a", "number")]
    ids = [element["id"] for element in read.elements if "id" in element]
    assert len(ids) == len(set(ids))


def test_an_entry_says_what_why_and_how_to_mend_it() -> None:
    read = page(sample())
    assert "“toute transfert” does not agree." in read.by_id("d1-i1")["text"]
    assert "confidence 97%" in read.by_id("d1-i1")["text"]
    assert [element["text"] for element in read.all("del") + read.all("ins")] == ["toute transfert", "tout transfert"]
    assert "A passage in another language was left in the text." in read.by_id("d1-i2")["text"]


def test_neutral_issues_are_folded_and_nothing_to_decide_on() -> None:
    text = "une toute transfert ici"
    neutral = replacing(text, "une", "un", severity=Severity.NEUTRAL, message="To taste.")
    found = checked(text, replacing(text, "toute", "tout"), neutral)
    read = page(found)
    assert "Neutral, not counted (1)" in [element["text"] for element in read.all("summary")]
    assert (read.by_id("d1-o1")["data-number"], read.by_id("d1-n1")["class"]) == ("–", "issue neutral")
    assert len(issues_to_decide_on(read)) == 1
    assert "1 issue (1 major)" in read.all("header")[0]["text"]
    failing = issues_to_decide_on(page(replace(found, fail_on=Severity.NEUTRAL)))
    assert sorted((issue["blocks"], issue.get("safe", False)) for issue in failing) == [(True, False), (True, True)]


def test_a_fix_of_places_far_apart_is_shown_in_the_first() -> None:
    text = "Il faut qu'il vienne. " + "Rien de plus à dire. " * 30 + "C'est l'avis de tous."
    first = text.index("'")
    edits = [Edit(Span(place, place + 1), "’") for place, sign in enumerate(text) if sign == "'"]
    habit = replacing(text, "'", "’")
    habit = replace(habit, fixes=(replace(habit.fixes[0], title="’ (× 3)", edits=tuple(edits)),))
    assert habit.span.start == first
    entry = page(checked(text, habit)).by_id("d1-i1")["text"]
    assert "’ (× 3)" in entry
    assert "qu'il → qu’il" in entry
    assert "Rien" not in entry


def test_a_long_change_is_shown_without_its_middle() -> None:
    text = "Début. " + "Rien de plus à dire. " * 30 + "Fin."
    read = page(checked(text, replacing(text, text, "Tout. " * 100)))
    for side in (*read.all("del"), *read.all("ins")):
        assert len(side["text"]) < 400
        assert "…" in side["text"]


@pytest.mark.parametrize(("text", "given"), [("Un\nmot, là\n", None), ("Un\r\nmot", "Un\r\nmot"), ("a\0b", "a\0b")])
def test_a_text_stands_in_the_data_where_the_page_cannot_hold_it(text: str, given: str | None) -> None:
    [document] = json.loads(page(checked(text)).all("script")[0]["text"])["documents"]
    assert document.get("text") == given


def test_overlapping_issues_are_all_shown() -> None:
    text = "une toute grande transfert ici"
    read = page(
        checked(
            text,
            replacing(text, "toute grande", "x", severity=Severity.MAJOR),
            replacing(text, "grande transfert", "x", severity=Severity.MINOR),
        )
    )
    assert [element["text"] for element in read.all("mark", "major")] == ["toute ", "grande"]
    assert [element["text"] for element in read.all("mark", "minor")] == ["grande", " transfert"]
    assert [element["data-number"] for element in read.all("a", "label")] == ["1", "2"]
    assert read.all("article")[0]["text"] == text


def test_a_run_over_two_paragraphs_is_marked_in_both() -> None:
    text = "Avant the first part\r\n\r\nthe second part après"
    read = page(checked(text, untranslated(text, text[6:39])))
    assert [element["text"].strip() for element in read.all("mark")] == ["the first part", "the second part"]
    assert len(read.all("p", "spanning")) == 2
    assert len(read.all("p", "continued")) == 1
    assert len(read.all("a", "label")) == 1


def test_a_mark_on_white_space_can_be_seen() -> None:
    text = "deux  espaces"
    assert page(checked(text, replacing(text, "  ", " "))).all("mark", "blank")[0]["text"] == "  "


@pytest.mark.parametrize(
    ("reported", "fail_on", "verdict"),
    [
        ([sample()], Severity.MAJOR, "issues"),
        ([sample()], Severity.CRITICAL, "clear"),
        ([checked("Rien.")], Severity.NEUTRAL, "clear"),
        ([sample(), Failure("x", None, "x: is binary")], Severity.MAJOR, "failed"),
    ],
)
def test_the_verdict_is_that_of_the_gate(reported: list[Outcome], fail_on: Severity, verdict: str) -> None:
    judged = [replace(each, fail_on=fail_on) if isinstance(each, DocumentReport) else each for each in reported]
    assert page(*judged).all("header", verdict)


def test_each_document_is_judged_by_its_own_threshold() -> None:
    lenient = replace(sample(), fail_on=Severity.CRITICAL)
    said = "The verdict counts issues that are {} or worse."
    alike = page(lenient, lenient)
    assert said.format("critical") in alike.all("header", "clear")[0]["text"]
    assert [each["text"] for each in alike.all("p", "threshold")] == [said.format("critical")]
    assert "The verdict counts" not in alike.all("details", "versions")[0]["text"]
    both = page(lenient, sample())
    assert "The verdict counts" not in both.all("header", "issues")[0]["text"]
    assert [each["text"] for each in both.all("p", "threshold")] == [said.format("critical"), said.format("major")]


def test_what_is_not_reported_says_by_what_and_why() -> None:
    text = "Le deal est un deal."
    hidden = tuple(
        Suppression(replace(untranslated(text, "deal"), rule=f"mul/untranslated/{by}"), by, reason)
        for by, reason in zip(SuppressedBy, ("deal", "", "bilingual", "known.json", "main", 'lang="en"'), strict=True)
    )
    entries = page(checked(text, suppressed=hidden)).all("p", "reason")
    assert [entry["text"] for entry in entries] == [
        "allowed term: deal",
        "comment in the text",
        "front matter: bilingual",
        "known issue: known.json",
        "line unchanged since: main",
        'marked as: lang="en"',
    ]


def test_the_head_says_what_was_checked_and_by_what() -> None:
    [header] = page(sample()).all("header")
    for said in ("2 issues (2 major)", "12 paragraphs", "624 words", "target language fr", CONTEXT.versions.signature):
        assert said in header["text"]


def test_many_documents_have_a_table_of_contents() -> None:
    read = page(sample(), checked("Rien.", name="clean.txt"), Failure(None, 3, "-:3: not JSON"))
    links = [element for element in read.all("a") if re.fullmatch(r"#d\d", element.get("href", ""))]
    assert [link["text"] for link in links] == ["samples/iran-missiles/article.fr.txt", "clean.txt", "line 3"]
    assert read.all("p", "failure")[0]["text"] == "-:3: not JSON"
    assert not page(sample()).all("nav")


def test_french_page() -> None:
    read = page(sample(), context=replace(CONTEXT, lang="fr"))
    assert read.all("html")[0]["lang"] == "fr"
    assert read.all("h1")[0]["text"] == "À corriger avant publication"


def test_hostile_text_is_text_everywhere() -> None:
    text = f"Le {HOSTILE} fin"
    issue = replacing(text, HOSTILE, HOSTILE, message=HOSTILE, rule="fr/x/y")
    context = replace(CONTEXT, versions=Report(HOSTILE), explanations={"fr/x/y": HOSTILE})
    reported = checked(text, issue, name=HOSTILE, warnings=(HOSTILE,))
    read = page(reported, Failure(HOSTILE, None, HOSTILE), context=context)
    data, script = read.all("script")
    [document] = json.loads(data["text"])["documents"]
    assert document["id"] == HOSTILE
    assert document["issues"][0]["fixes"][0][0]["replacement"] == HOSTILE
    assert HOSTILE not in script["text"]
    assert not any("data:x" in element.get("href", "") for element in read.elements)
    assert read.all("article")[0]["text"] == text
    assert [read.all(tag)[0]["text"] for tag in ("h2", "del", "ins")][1:] == [HOSTILE, HOSTILE]
    assert read.by_id("d1-name")["text"] == HOSTILE
    assert read.all("p", "message")[0]["text"] == HOSTILE
    assert HOSTILE in read.all("details")[0]["text"]
    assert "49" not in read.all("main")[0]["text"]


def test_the_page_is_closed_to_the_network() -> None:
    read = page(sample())
    [policy] = [element["content"] for element in read.all("meta") if "http-equiv" in element]
    style, script = read.all("style")[0]["text"], read.all("script")[1]["text"]
    assert "default-src 'none'" in policy
    assert "require-trusted-types-for 'script'" in policy
    for kind, content in (("style", style), ("script", script)):
        assert f"{kind}-src 'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'" in policy
    assert "url(" not in style
    assert "@import" not in style
    assert not any("src" in element or "style" in element for element in read.elements)
    assert all(e["href"].startswith(("#", "data:,")) for e in read.elements if "href" in e)


@settings(deadline=None)
@given(outcomes)
def test_any_article_is_the_text_of_its_element(reported: list[Outcome]) -> None:
    source = "".join(render("html", reported, CONTEXT))
    assert source == "".join(render("html", reported, CONTEXT))
    assert source.encode().decode() == source
    read = Page(source)
    documents = [outcome for outcome in reported if isinstance(outcome, DocumentReport)]
    assert [e["text"] for e in read.all("article")] == [printable(d.document.text) for d in documents]
    assert len(read.all("a", "label")) == sum(len(document.all_issues) for document in documents)
    assert {e["tag"] for e in read.elements}.isdisjoint({"iframe", "img", "form"})
    assert len(read.all("script")) == 2
    messages = [e["text"] for e in read.all("p", "message")]
    counted = [without_neutral(d).issues for d in documents]
    folded = [[issue for issue in d.issues if issue not in own] for d, own in zip(documents, counted, strict=True)]
    hidden = [[suppression.issue for suppression in d.suppressed] for d in documents]
    shown = [[*own, *aside, *left] for own, aside, left in zip(counted, folded, hidden, strict=True)]
    assert messages == [printable(issue.message) for issues in shown for issue in issues]
