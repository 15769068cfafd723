"""Makes the fixes of an article and checks it again, until none is left: a second run finds nothing to do."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from checker.engine.pipeline import document_failure
from checker.fingerprints import words
from checker.fixes import Taken, amended, composed
from checker.model import (
    Applicability,
    Document,
    DocumentReport,
    Edit,
    Failure,
    Fix,
    Issue,
    Outcome,
    Severity,
    Span,
    SuppressedBy,
)
from checker.text.quotations import quotations

# Two make nearly every article right: the second those fixes that waited for others of the first.
MOST_ROUNDS = 10
# MQM categories of the choice of words. Inside quotation marks that is a person's; all else is the translator's.
WORDING = ("style", "accuracy/mistranslation/false-friend", "linguistic-conventions/grammar/word-order")


@dataclass(frozen=True, slots=True)
class Fixed:
    """A document and what is to become of it.

    Attributes:
        document: as it was read.
        edits: to be made in it, in text order and apart.
        families: how many fixes they are, by family of rules.
        report: on the document after them.
    """

    document: Document
    edits: tuple[Edit, ...]
    families: Counter[str]
    report: DocumentReport


def fix_document(
    document: Document, check: Callable[[Document], Outcome], *, unsafe: bool = False, neutral: bool = False
) -> Fixed | Failure:
    """Find the edits that make the fixes of a document; it may need several rounds, as one may wait for another.

    Args:
        document: as it was read.
        check: gives the report on a document.
        unsafe: whether to make fixes, too, that are not to be trusted unseen.
        neutral: whether to make fixes of neutral issues.

    Returns:
        the failure of a document that cannot be checked, or whose fixes do not come to an end.
    """
    now = document
    edits: tuple[Edit, ...] = ()
    families: Counter[str] = Counter()
    for _ in range(MOST_ROUNDS):
        outcome = check(now)
        if isinstance(outcome, Failure):
            return outcome
        taken = Taken()
        made = [issue for issue, fix in offers(outcome, unsafe, neutral) if taken.take(fix, issue.compared)]
        if not made:
            return Fixed(document, edits, families, outcome)
        further = composed(document.text, edits, taken.edits)
        if document.refusal(further):  # each by itself could be written, but not what they come to together
            return Fixed(document, edits, families, outcome)
        families.update(issue.family for issue in made)
        edits = further
        now = amended(now, taken.edits)
    rules = ", ".join(sorted({issue.rule for issue in made}))
    return document_failure(document, f"is left as it is: what {rules} would fix comes back, however often it is fixed")


def offers(report: DocumentReport, unsafe: bool, neutral: bool) -> Iterator[tuple[Issue, Fix]]:
    """The first fixes of the issues that may be made, each with its issue: first those that are safe, in text order.

    The choice of words in a quotation is left to whoever was quoted, unless all fixes are to be made. What a baseline
    knows is left in the text on purpose, and with it whatever is like it: the same rule on the same words.
    """
    known = {
        (each.issue.rule, words(each.issue.text)) for each in report.suppressed if each.by is SuppressedBy.BASELINE
    }
    wanted = [
        issue
        for issue in report.issues
        if (neutral or issue.severity > Severity.NEUTRAL) and (issue.rule, words(issue.text)) not in known
    ]
    if not unsafe and any(map(is_wording, wanted)):
        quoted = quoted_stretches(report.document)
        wanted = [issue for issue in wanted if not (is_wording(issue) and overlap(quoted, issue.span))]
    for applicability in (Applicability.SAFE, Applicability.UNSAFE)[: 1 + unsafe]:
        for issue in wanted:
            for fix in issue.fixes[:1]:
                if fix.applicability is applicability and changes_text(fix, report.document.text):
                    yield issue, fix


def is_wording(issue: Issue) -> bool:
    """True if an issue is about the choice of words."""
    return any(f"{issue.category}/".startswith(f"{category}/") for category in WORDING)


def changes_text(fix: Fix, text: str) -> bool:
    """True if a fix changes anything."""
    return any(edit.replacement != edit.span.of(text) for edit in fix.edits)


def quoted_stretches(document: Document) -> tuple[Span, ...]:
    """The stretches in quotation marks, in text order and apart."""
    found: list[Span] = []
    for paragraph in document.paragraphs:
        for quotation in quotations(document.text, paragraph):
            if not found or quotation.start >= found[-1].end:  # none inside another
                found.append(quotation)
    return tuple(found)


def overlap(stretches: Sequence[Span], span: Span) -> bool:
    """True if a span overlaps one of some stretches that are in order and apart."""
    n = bisect_right(stretches, span.start, key=lambda stretch: stretch.end)
    return n < len(stretches) and stretches[n].overlaps(span)
