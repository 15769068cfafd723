"""Learns from decisions for the next check: known issues, allowed terms and words that are taught."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable
from pathlib import Path

from checker.decisions import DecidedDocument, Decision, Decisions, Edit
from checker.errors import UsageError
from checker.files.lines import add_entries
from checker.fingerprints import words
from checker.model import straight
from checker.morphology.taught import read_word_list, taught
from checker.readers.paths import STANDARD_INPUT
from checker.suppress.allow import read_entries, term
from checker.suppress.baseline import Baseline
from checker.text.patterns import Compiling


def fold(decided: DecidedDocument, baseline: Baseline, *, again: bool = False, missed: Iterable[Edit] = ()) -> None:
    """Add the rejected issues of a document to a baseline, by the fingerprints that its next check will give them.

    Args:
        decided: what is accepted in it has been corrected.
        baseline: to be written by the caller.
        again: whether this may have been done before.
        missed: accepted edits that were not made.
    """
    unmade = {edit.change for edit in missed}
    alike = defaultdict(list)
    for decision in decided.decisions:
        if decision.decision == "mend":
            continue
        alike[decision.rule, words(decision.text)].append(decision)
    is_file = decided.sha256 is not None and decided.id != STANDARD_INPUT
    place = baseline.place(decided.id, str(decided.id) if is_file else None)
    for (rule, text), decisions in alike.items():
        wrong = {each.fingerprint for each in decisions if each.decision in ("reject", "ignore-word")}
        corrected = {each.fingerprint for each in decisions if each.decision == "accept" and is_made(each, unmade)}
        baseline.learn(place, rule, text, wrong, corrected, again=again)


def is_made(decision: Decision, unmade: Container[tuple[int, int, str]]) -> bool:
    """True if the edits of a decision stand in the file."""
    return bool(decision.edits) and not any(edit.is_idle or edit.change in unmade for edit in decision.edits)


def allowed_terms(decisions: Decisions) -> tuple[str, ...]:
    """The terms that are to be allowed from now on, each once, sorted."""
    return terms_of(decisions, "allow")


def terms_of(decisions: Decisions, kind: str) -> tuple[str, ...]:
    """The terms of all decisions of a kind, each once, sorted."""
    decided = (decision for document in decisions.documents for decision in document.decisions)
    return tuple(sorted({decision.term for decision in decided if decision.decision == kind and decision.term}))


def add_terms(path: Path, terms: Iterable[str]) -> tuple[str, ...]:
    """Add terms to a file of allowed terms, each before the first entry that sorts after it; returns those added.

    What the file holds stays as it is; the file is made if there is none.

    Raises:
        UsageError: the file cannot be read or written, or a term cannot stand in it.
    """
    known = set(read_entries(path)) if path.exists() else set()
    added = tuple(each for each in dict.fromkeys(terms) if each not in known)
    compiling = Compiling()
    for each in added:
        if each[0] == each[-1] == "/":
            raise UsageError(f"{path}: {each!r} cannot stand in a file of allowed terms")
        term(each, str(path), compiling)
    if added:
        add_entries(path, added)
    return added


def taught_words(decisions: Decisions) -> tuple[str, ...]:
    """The words that are taught, as lines of a word list, each once, sorted."""
    return terms_of(decisions, "teach")


def add_taught(path: Path, lines: Iterable[str]) -> tuple[str, ...]:
    """Add to a word list what is taught; returns the lines added.

    Raises:
        UsageError: the file cannot be read or written, a line makes no sense, or a word is taught otherwise.
    """
    known = {straight(each.words): each for each in (read_word_list(path) if path.exists() else ())}
    added = []
    for each in (taught(line, str(path)) for line in lines):
        other = known.setdefault(straight(each.words), each)
        if other.traits != each.traits:
            raise UsageError(f"{path}: {str(each)!r} is taught, but {str(other)!r} too; nothing of it is written")
        if other is each:
            added.append(str(each))
    if added:
        add_entries(path, added)
    return tuple(added)
