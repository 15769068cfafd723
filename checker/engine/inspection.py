"""Shows how the checker reads a text, for authors of rules who ask why something was not flagged."""

from __future__ import annotations

from collections.abc import Iterator

from checker.analysis import Analysis
from checker.engine.pipeline import Checker
from checker.model import Document
from checker.packs.messages import messages_in
from checker.packs.rules import applicable


def inspected(checker: Checker, text: str) -> Iterator[str]:
    """Lines with each token, its readings and its place in the tree, then the issues and the near misses.

    Args:
        checker: one that has a target language.
        text: to be looked at.
    """
    target = checker.target or ""
    said = messages_in(checker.resources.lang)
    flagged, suppressed, held = map(said, ("flagged", "suppressed", "held back"))
    width = max(map(len, (flagged, suppressed, held)))
    document = Document("text", text, target)
    analysis = Analysis(document, checker.resources.engine(target))
    trees = analysis.trees(segment.span for segment in analysis.segments)
    for segment in analysis.segments:
        tree = trees.get(segment.span)
        for number, token in enumerate(analysis.tokens(segment.span)):
            leans = f"{tree.deprels[number]} of {tree.heads[number] + 1}, {tree.upos[number]}" if tree else ""
            readings = "; ".join(" ".join(part for part in reading if part) for reading in token.readings)
            yield f"{number + 1:>3}  {token.form}  {leans}  [{readings}]"
        yield ""
    (report,) = checker.check_text(text).documents
    shown = set(report.issues) | {suppression.issue for suppression in report.suppressed}
    for issue in report.issues:
        yield f"{flagged:{width}}   {issue.rule}: {issue.span.of(text)!r}, {said('confidence')} {issue.confidence}"
    for suppression in report.suppressed:
        issue = suppression.issue
        why = f"{suppression.by.value}: {suppression.reason}"
        yield f"{suppressed:{width}}   {issue.rule}: {issue.span.of(text)!r} {said('by')} {why}"
    everything = Checker(target, min_confidence=0, resources=checker.resources).check_text(text)
    for issue in everything.issues:
        if issue not in shown:
            confidence = f"{said('by its confidence')}, {issue.confidence}"
            yield f"{held:{width}}   {issue.rule}: {issue.span.of(text)!r} {confidence}"
    rules = applicable(checker.resources.rules, target)
    for kind in checker.resources.kinds(rules, target):
        for near in kind.near_misses(analysis):
            yield f"{held:{width}}   {near.rule}: {near.span.of(text)!r} {said('by')} {near.held_by}"
