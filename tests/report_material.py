"""Outcomes to report on: the sample article with issues laid by hand, and any text with any issues."""

from pathlib import Path

from hypothesis import strategies as st

from checker.model import (
    Applicability,
    Coverage,
    Document,
    DocumentReport,
    Edit,
    Failure,
    Fix,
    Issue,
    Outcome,
    Report,
    Severity,
    Span,
    SuppressedBy,
    Suppression,
)
from checker.report import Context

SAMPLE = Path(__file__).parent.parent / "samples" / "iran-missiles" / "article.fr.txt"
CONTEXT = Context(
    Report(
        "translation-checker 0.1.0 (fr 1bfc4c17 [words eadac365], mul 43d2c6db, 41 other packs 21ca7e0b)",
        packs={"mul": "43d2c6db", "fr": "1bfc4c17"},
    ),
    explanations={"mul/untranslated/passage": "A passage in another language was left in the text."},
)


def replacing(text: str, old: str, new: str, **issue: object) -> Issue:
    """An agreement issue at the first place of a text, with the fix for it."""
    start = text.index(old)
    span = Span(start, start + len(old))
    fix = Fix(f"Replace by “{new}”", (Edit(span, new),), Applicability.SAFE)
    settings = {
        "rule": "fr/agreement/noun-phrase",
        "category": "linguistic-conventions/grammar/agreement",
        "severity": Severity.MAJOR,
        "message": f"“{old}” does not agree.",
        "confidence": 0.97,
        "fixes": (fix,),
    } | issue
    return Issue(span=span, **settings)  # type: ignore[arg-type]


def untranslated(text: str, passage: str) -> Issue:
    start = text.index(passage)
    return Issue(
        rule="mul/untranslated/passage",
        category="accuracy/untranslated",
        severity=Severity.MAJOR,
        span=Span(start, start + len(passage)),
        message="This passage was left in English.",
        confidence=0.98765,
        language="en",
    )


def checked(
    text: str,
    *issues: Issue,
    name: str | int = "article.txt",
    line: int | None = None,
    warnings: tuple[str, ...] = (),
    suppressed: tuple[Suppression, ...] = (),
    fail_on: Severity = Severity.MAJOR,
) -> DocumentReport:
    document = Document(name, text, "fr", line, warnings)
    coverage = Coverage(len(text), len(document.blocks), len(document.blocks), len(text.split()))
    in_order = tuple(sorted(issues, key=lambda issue: issue.sort_key))
    return DocumentReport(document, in_order, coverage, suppressed, fail_on)


def sample() -> DocumentReport:
    """The sample article, with the untranslated run and the agreement error that it holds."""
    text = SAMPLE.read_text(encoding="utf-8")
    run = text[text.index("deeply concerned") : text.index('" en réponse')]
    return checked(
        text,
        replacing(text, "toute transfert", "tout transfert"),
        untranslated(text, run),
        name="samples/iran-missiles/article.fr.txt",
    )


HOSTILE = "]]> <script>{0} [a](b) %0A | `x` \x1b[31m \ufffe ::error::\u202e\r\nLa fin"
BEFORE = "Été 😀 à Pâques.\r\n\r\n"


def hostile() -> list[Outcome]:
    """A run with all that is hard to write: no format may break on it, nor lose any of it."""
    text = f"{BEFORE}😀 Une toute transfert {HOSTILE}"
    allowed = Suppression(untranslated(text, "transfert"), SuppressedBy.ALLOWED_TERM, HOSTILE)
    flawed = replacing(text, "toute transfert", "tout transfert", message=f"« {HOSTILE} »")
    minor = replacing(text, "La fin", "Fin", severity=Severity.MINOR, rule="mul/untranslated/word")
    notice = replacing(text, "Une", "Un", severity=Severity.NEUTRAL, message="Lone \ud800.")
    return [
        checked("Rien à dire.", name="clean.txt"),
        checked(  # it fails, so that no format leaves the notice out
            text,
            flawed,
            minor,
            notice,
            name="./a b/%,:;<é>&\"'😀.txt",
            suppressed=(allowed,),
            fail_on=Severity.NEUTRAL,
        ),
        checked(text, flawed, name=f"{HOSTILE}.txt", warnings=(f"Read as {HOSTILE}.",)),
        checked(text, flawed, name="-"),
        checked(text, flawed, name=7, line=1),
        checked(text, flawed, name=f"id {HOSTILE}", line=2),
        checked(text, flawed, name="", line=3),
        Failure("missing.txt", None, f"missing.txt: {HOSTILE}"),
        Failure(None, 4, "in.jsonl:4: not JSON"),
    ]


# Any Unicode, lone surrogates included: JSON input and the names of files may hold them.
texts = st.text(st.characters(), max_size=300)


@st.composite
def spans(draw: st.DrawFn, text: str, *, least: int) -> Span:
    start = draw(st.integers(0, len(text) - least))
    return Span(start, draw(st.integers(start + least, len(text))))


@st.composite
def fixes(draw: st.DrawFn, text: str) -> Fix:
    edit = Edit(draw(spans(text, least=0)), draw(texts))
    return Fix(draw(texts), (edit,), draw(st.sampled_from(Applicability)))


@st.composite
def issues(draw: st.DrawFn, text: str) -> Issue:
    return Issue(
        rule=draw(st.sampled_from(["mul/untranslated/passage", "fr/agreement/noun-phrase"])),
        category="accuracy/untranslated",
        severity=draw(st.sampled_from(Severity)),
        span=draw(spans(text, least=1)),
        message=draw(texts),
        confidence=draw(st.floats(0, 1)),
        fixes=tuple(draw(st.lists(fixes(text), max_size=2))),
        language=draw(st.sampled_from([None, "en", "und"])),
    )


@st.composite
def reports(draw: st.DrawFn) -> DocumentReport:
    text = draw(texts)
    found = draw(st.lists(issues(text), max_size=4)) if text else []
    allowed = (
        draw(st.lists(st.builds(Suppression, issues(text), st.sampled_from(SuppressedBy), texts), max_size=2))
        if text
        else []
    )
    warnings = tuple(draw(st.lists(texts, max_size=1)))
    name = draw(st.one_of(texts, st.integers()))
    whole = Severity.NEUTRAL  # no report leaves an issue out that makes its document fail
    return checked(text, *found, name=name, warnings=warnings, suppressed=tuple(allowed), fail_on=whole)


failures = st.builds(
    Failure, name=st.one_of(st.none(), texts, st.integers()), line=st.none() | st.integers(1), message=texts
)
outcomes = st.lists(st.one_of(reports(), failures), max_size=3)
