"""What `checker fix` does to a text: the fault and nothing else, once, and wording in quotations not at all."""

from hashlib import sha256
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import Checker
from checker.engine.fixing import Fixed, fix_document
from checker.files.corrected import encoded
from checker.model import (
    Applicability,
    Document,
    DocumentReport,
    Edit,
    Encoded,
    Failure,
    Fix,
    Issue,
    Origin,
    Severity,
    Span,
    SuppressedBy,
    Suppression,
    patch,
)
from checker.model.report import Coverage
from checker.readers.decode import decode

CHECKER = Checker(target="fr")
RIGHT = (
    "La réunion a duré trois heures.",
    "Le maire a promis une réponse avant l’été.",
    "Personne n’a été blessé pendant la nuit.",
    "« Nous attendons la suite », a dit la préfète.",
)
FAULTS = {
    "Le porte-parole a annoncé toute transfert de fonds.": "Le porte-parole a annoncé tout transfert de fonds.",
    "Il a dit « toute transfert sera interdit » hier soir.": "Il a dit « tout transfert sera interdit » hier soir.",
    "Les élus sont revenus dans dans la capitale.": "Les élus sont revenus dans la capitale.",
    "Les banques &amp; les assurances ont protesté.": "Les banques & les assurances ont protesté.",
    "Les petit maisons du village ont brûlé.": "Les petites maisons du village ont brûlé.",
    "Un incendie a dÃ©truit la halle.": "Un incendie a détruit la halle.",
}
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252")


def read(data: bytes, encoding: str = "") -> Document:
    """The document of a file; one without a mark in an old encoding is not left to a guess."""
    if encoding == "cp1252":
        text = data.decode(encoding)
        return Document("a.txt", text, origin=Origin(sha256(data).hexdigest(), text, Encoded(encoding)))
    decoded = decode(data, "a.txt")
    return Document("a.txt", decoded.text, origin=Origin(decoded.digest, decoded.text, decoded.encoding))


def fixed(document: Document | str, **options: bool) -> Fixed:
    done = fix_document(
        Document("a.txt", document) if isinstance(document, str) else document, CHECKER.outcome, **options
    )
    assert isinstance(done, Fixed), done
    return done


def after(text: str, **options: bool) -> str:
    return patch(text, fixed(text, **options).edits)


@pytest.mark.parametrize("faulty", FAULTS)
def test_a_safe_fix_is_made(faulty):
    assert after(faulty) == FAULTS[faulty]


@given(
    st.lists(st.sampled_from([*RIGHT, *FAULTS]), unique=True, min_size=1),
    st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\r\n\r\n", " "]),
    st.sampled_from(ENCODINGS),
    st.booleans(),
)
def test_planted_faults_are_mended_and_every_other_byte_stays(sentences, between, encoding, ends):
    text = between.join(sentences) + between * ends
    wanted = between.join(FAULTS.get(sentence, sentence) for sentence in sentences) + between * ends
    document = read(text.encode(encoding), encoding)
    done = fixed(document)
    data = encoded(document, done.edits)
    assert data == wanted.encode(encoding)
    assert not fixed(read(data, encoding)).edits


@given(
    st.lists(st.one_of(st.sampled_from([*RIGHT, *FAULTS]), st.text(st.characters(codec="utf-8"), max_size=20))),
    st.sampled_from(["\n", "\r\n", " "]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_in_any_text_only_edits_change_bytes_and_a_second_run_changes_nothing(parts, between, encoding):
    data = between.join(parts).replace("\0", "").encode(encoding)
    document = read(data)
    done = fixed(document)
    assert all(left.span.end < right.span.start for left, right in pairwise(done.edits))
    codec = document.origin.container.codec
    mark = data[: len(data) - len(document.text.encode(codec))]
    before, now, at = mark, mark, 0
    for edit in done.edits:
        kept = document.text[at : edit.span.start].encode(codec)
        before += kept + edit.span.of(document.text).encode(codec)
        now += kept + edit.replacement.encode(codec)
        at = edit.span.end
    rest = document.text[at:].encode(codec)
    assert before + rest == data
    assert now + rest == encoded(document, done.edits)
    assert not fixed(read(now + rest)).edits


# What rules of any kind may raise, without such rules.
WORDING = (
    "style/calque",
    "style/register",
    "accuracy/mistranslation/false-friend",
    "linguistic-conventions/grammar/word-order",
)


def issue(text: str, words: str, new: str, category: str = "style/calque", **more: object) -> Issue:
    start = text.index(words)
    span = Span(start, start + len(words))
    applicability = more.pop("applicability", Applicability.SAFE)
    found = Fix(new, (Edit(span, new),), applicability)
    values = {"rule": "fr/x/y", "severity": Severity.MINOR, "confidence": 1.0, "fixes": (found,), **more}
    return Issue(category=category, span=span, message="", text=words, **values)


def raising(*wanted: tuple[str, str, dict]):
    """A check that raises an issue on words wherever they stand."""

    def check(document: Document) -> DocumentReport:
        issues = [issue(document.text, words, new, **more) for words, new, more in wanted if words in document.text]
        return DocumentReport(document, tuple(issues), Coverage(0, 0, 0, 0))

    return check


def mended(text: str, *wanted: tuple[str, str, dict], **options: bool) -> str:
    done = fix_document(Document("a.txt", text), raising(*wanted), **options)
    assert isinstance(done, Fixed)
    return patch(text, done.edits)


@pytest.mark.parametrize("category", WORDING)
@pytest.mark.parametrize("quotation", ["« {} »", "“{}”", '"{}"', "« oui, “{}” »", "« {}"])
def test_the_wording_of_a_quotation_is_a_persons(category, quotation):
    calque = ("supporter", "soutenir", {"category": category})
    assert mended("Il va supporter la loi.", calque) == "Il va soutenir la loi."
    text = f"Il a dit : {quotation.format('je vais supporter la loi')}"
    assert mended(text, calque) == text
    assert mended(text, calque, unsafe=True) == text.replace("supporter", "soutenir")


@pytest.mark.parametrize("category", ["linguistic-conventions/typography", "design-and-markup/residue", "stylesheet"])
def test_all_else_is_mended_in_a_quotation_too(category):
    assert mended("« Il est lundi... »", ("...", "…", {"category": category})) == "« Il est lundi… »"


def test_fixes_that_are_not_safe_are_made_only_if_asked_for_and_those_to_be_shown_never():
    look = ("lourd", "léger", {"applicability": Applicability.UNSAFE})
    show = ("temps", "ciel", {"applicability": Applicability.DISPLAY_ONLY})
    assert mended("Un temps lourd.", look, show) == "Un temps lourd."
    assert mended("Un temps lourd.", look, show, unsafe=True) == "Un temps léger."


def test_a_safe_fix_comes_before_one_that_is_not():
    look = ("un temps lourd", "le beau temps", {"applicability": Applicability.UNSAFE})
    assert mended("C’est un temps lourd.", look, ("lourd", "léger", {}), unsafe=True) == "C’est un temps léger."


def test_neutral_issues_are_left_unless_they_are_named():
    neutral = ("'", "’", {"severity": Severity.NEUTRAL})
    assert mended("L'été.", neutral) == "L'été."
    assert mended("L'été.", neutral, neutral=True) == "L’été."


def test_one_fix_waits_for_another_and_both_are_one_set_of_edits():
    done = fix_document(Document("a", "a b c"), raising(("a b", "x", {}), ("b c", "y", {}), ("x c", "z", {})))
    assert isinstance(done, Fixed)
    assert done.edits == (Edit(Span(0, 5), "z"),)
    assert done.families.total() == 2


@pytest.mark.parametrize("wanted", [[("a", "b", {}), ("b", "a", {})], [("a", "aa", {})]])
def test_fixes_without_an_end_leave_the_text_as_it_is_and_are_named(wanted):
    done = fix_document(Document("a.txt", "a"), raising(*wanted))
    assert isinstance(done, Failure)
    assert done.message.startswith("a.txt: is left as it is: what fr/x/y would fix comes back")


def test_a_fix_that_changes_nothing_is_none():
    assert mended("a", ("a", "a", {})) == "a"


def test_what_a_baseline_knows_is_left_in_the_text_and_what_is_like_it():
    text = "Vous vous trompez, vous vous trompez, et et alors."

    def check(document: Document) -> DocumentReport:
        known = Suppression(issue(text, "vous vous", "vous"), SuppressedBy.BASELINE, "known.json")
        like_it, other = issue(text, "vous vous", "vous"), issue(text, "et et", "et", severity=Severity.MAJOR)
        found = (like_it, other) if "et et" in document.text else (like_it,)
        return DocumentReport(document, found, Coverage(0, 0, 0, 0), (known,))

    done = fix_document(Document("a", text), check)
    assert isinstance(done, Fixed)
    assert patch(text, done.edits) == "Vous vous trompez, vous vous trompez, et alors."
