"""What decisions teach the next check: issues that are none, and terms that are allowed."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from itertools import accumulate
from pathlib import Path

from checker.decisions import DecidedDocument, Decision, Decisions, Edit
from checker.errors import UsageError
from checker.files.opening import LARGEST_TEXT, contents
from checker.files.writing import Replacement
from checker.fingerprints import words
from checker.readers.paths import STANDARD_INPUT
from checker.suppress.allow import COMMENT, read_entries
from checker.suppress.baseline import Baseline


def fold(decided: DecidedDocument, baseline: Baseline, *, again: bool = False, missed: Container[Edit] = ()) -> None:
    """Make known to a baseline which issues were decided to be none, as the next check of the document will find them.

    Args:
        decided: what is accepted in it has been corrected.
        baseline: to be written by the caller.
        again: whether this may have been done before.
        missed: accepted edits that were not made.
    """
    alike = defaultdict(list)
    for decision in decided.decisions:
        if decision.decision == "mend":
            continue
        alike[decision.rule, words(decision.text)].append(decision)
    is_file = decided.sha256 is not None and decided.id != STANDARD_INPUT
    place = baseline.place(decided.id, str(decided.id) if is_file else None)
    for (rule, text), decisions in alike.items():
        wrong = {each.fingerprint for each in decisions if each.decision in ("reject", "ignore-word")}
        corrected = {each.fingerprint for each in decisions if each.decision == "accept" and is_made(each, missed)}
        baseline.learn(place, rule, text, wrong, corrected, again=again)


def is_made(decision: Decision, missed: Container[Edit]) -> bool:
    """Whether the edits of a decision stand in the file."""
    return bool(decision.edits) and not any(edit in missed for edit in decision.edits)


def allowed_terms(decisions: Decisions) -> tuple[str, ...]:
    """The terms that are to be allowed from now on, each once, sorted."""
    decided = (decision for document in decisions.documents for decision in document.decisions)
    return tuple(sorted({decision.term for decision in decided if decision.decision == "allow" and decision.term}))


def add_terms(path: Path, terms: Iterable[str]) -> tuple[str, ...]:
    """Add terms to a file of allowed terms, each before the first entry that sorts after it; returns those added.

    What the file holds stays as it is; the file is made if there is none.

    Raises:
        UsageError: the file cannot be read or written, or a term cannot stand in it.
    """
    exists = path.exists()
    known = set(read_entries(path)) if exists else set()
    lines = contents(path, LARGEST_TEXT).decode("utf-8-sig").splitlines() if exists else []
    added = tuple(term for term in dict.fromkeys(terms) if term not in known)
    for term in added:
        if term != COMMENT.sub("", term).strip() or len(term.splitlines()) != 1 or term[0] == term[-1] == "/":
            raise UsageError(f"{path}: {term!r} cannot stand in a file of allowed terms")
    lines = merged(lines, added)
    if added:
        with Replacement(str(path)) as file:
            file.write("".join(f"{line}\n" for line in lines).encode())
    return added


def merged(lines: Sequence[str], terms: Iterable[str]) -> list[str]:
    """The lines of a file of allowed terms with others, each before the first entry that sorts after it."""
    entries = (COMMENT.sub("", line).strip().casefold() for line in lines)
    greatest = list(accumulate(entries, max))
    before: defaultdict[int, list[str]] = defaultdict(list)
    for term in sorted(terms, key=str.casefold):
        before[bisect_right(greatest, term.casefold())].append(term)
    return [each for number, line in enumerate(lines) for each in (*before.pop(number, ()), line)] + before[len(lines)]
