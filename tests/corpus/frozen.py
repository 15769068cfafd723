"""The frozen corpus: its texts, the issues that are raised in them, and how two such lists of issues differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from checker import Checker
from checker.model import Document, DocumentReport, Fix, Issue, Span

FOLDER = Path(__file__).parent
TEXTS, ISSUES = FOLDER / "texts.jsonl", FOLDER / "issues.jsonl"
# Confidences are kept to two digits; the arithmetic of another processor may round one to the next.
DIGITS, TOLERANCE = 2, 0.0101
FIRST_FIXES = 3
CONTEXT = 40  # code points shown on either side of a span


class Text(msgspec.Struct, frozen=True):
    """A text of the corpus.

    Attributes:
        id: the kind, the document that it was drawn from, its number in the corpus.
        target: BCP-47 tag of the language that it should be in.
        kind: ``plain`` (as it was published), ``changed`` (one form changed) or ``foreign`` (with foreign text).
    """

    id: str
    target: str
    kind: str
    text: str


class Raised(msgspec.Struct, frozen=True, omit_defaults=True):
    """An issue as it is kept.

    Attributes:
        text: id of the text.
        span: code points, half-open.
        marked: what the span marks.
        confidence: in [0, 1], rounded.
        fixes: the first ones, best first, each with its edits and how far it may be trusted.
        language: of foreign text.
    """

    text: str
    rule: str
    span: tuple[int, int]
    marked: str
    severity: str
    confidence: float
    fixes: tuple[str, ...] = ()
    language: str | None = None

    def __str__(self) -> str:
        start, end = self.span
        fixes = " | ".join(self.fixes) or "no fix"
        language = f" {self.language}" if self.language else ""
        return f"{self.rule} {start}-{end}{language} {self.severity} {self.confidence} {self.marked!r}: {fixes}"


def read_texts(path: Path = TEXTS) -> list[Text]:
    """The texts of the corpus."""
    return msgspec.json.Decoder(Text).decode_lines(path.read_bytes())


def read_issues(path: Path = ISSUES) -> list[Raised]:
    """The issues that were accepted last."""
    return msgspec.json.Decoder(Raised).decode_lines(path.read_bytes())


def write(path: Path, rows: Sequence[Text] | Sequence[Raised]) -> None:
    """Write one row a line; the file appears whole or not at all."""
    unfinished = path.with_name(path.name + ".part")
    unfinished.write_bytes(msgspec.json.Encoder().encode_lines(rows))
    unfinished.replace(path)


def check(texts: Iterable[Text], checker: Checker | None = None) -> list[Raised]:
    """The issues that are raised today, text by text.

    Raises:
        ValueError: a text cannot be checked.
    """
    checker = checker or Checker()
    return [raised for text in texts for raised in issues_in(text, checker)]


def issues_in(text: Text, checker: Checker) -> Iterator[Raised]:
    """The issues of one text, in text order."""
    outcome = checker.outcome(Document(text.id, text.text, text.target))
    if not isinstance(outcome, DocumentReport):
        raise ValueError(outcome.message)
    for issue in outcome.issues:
        yield as_raised(issue, text)


def as_raised(issue: Issue, text: Text) -> Raised:
    """An issue as it is kept."""
    return Raised(
        text.id,
        issue.rule,
        (issue.span.start, issue.span.end),
        issue.span.of(text.text),
        issue.severity.label,
        round(issue.confidence, DIGITS),
        tuple(described(fix, text.text) for fix in issue.fixes[:FIRST_FIXES]),
        issue.language,
    )


def described(fix: Fix, text: str) -> str:
    """A fix in one line: ``12 la -> le; 20 belle -> beau (safe)``."""
    edits = (f"{edit.span.start} {edit.span.of(text)} -> {edit.replacement}" for edit in fix.edits)
    return f"{'; '.join(edits)} ({fix.applicability})"


def differences(before: Iterable[Raised], after: Iterable[Raised], texts: Iterable[Text]) -> list[str]:
    """What went, came and changed: one paragraph an issue, in the order of the texts."""
    old, new = by_place(before), by_place(after)
    found = []
    for text in texts:
        for place in sorted(old[text.id].keys() | new[text.id].keys()):
            was, now = old[text.id].get(place), new[text.id].get(place)
            lines = changes(was, now)
            if lines:
                either = now or was
                assert either is not None
                found.append("\n    ".join([f"{text.id} ({text.target})", *lines, excerpt(text.text, either.span)]))
    return found


def by_place(issues: Iterable[Raised]) -> defaultdict[str, dict[tuple[int, int, str, int], Raised]]:
    """Issues by text, and there by span, rule and how many alike stand before."""
    found: defaultdict[str, dict[tuple[int, int, str, int], Raised]] = defaultdict(dict)
    for issue in issues:
        alike = sum(place[:3] == (*issue.span, issue.rule) for place in found[issue.text])
        found[issue.text][*issue.span, issue.rule, alike] = issue
    return found


def changes(was: Raised | None, now: Raised | None) -> list[str]:
    """How an issue differs from what it was; empty if it does not."""
    if was is None or now is None:
        return [f"- {was}" if now is None else f"+ {now}"]
    same_confidence = abs(was.confidence - now.confidence) <= TOLERANCE
    if same_confidence and was == msgspec.structs.replace(now, confidence=was.confidence):
        return []
    return [f"- {was}", f"+ {now}"]


def excerpt(text: str, span: tuple[int, int]) -> str:
    """A span between ``[[ ]]`` with what stands around it, on one line."""
    start, end = span
    before, after = Span(max(0, start - CONTEXT), start).of(text), text[end : end + CONTEXT]
    return f"…{before}[[{text[start:end]}]]{after}…".replace("\n", "⏎")
