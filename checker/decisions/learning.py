"""Learns from decisions for the next check: known issues and allowed terms."""

from __future__ import annotations

from bisect import bisect_right
from codecs import BOM_UTF8
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from itertools import accumulate
from pathlib import Path

from checker.decisions import DecidedDocument, Decision, Decisions, Edit
from checker.errors import UsageError
from checker.files.opening import LARGEST_TEXT, contents
from checker.files.writing import Replacement
from checker.fingerprints import words
from checker.model import LINE_END, WHOLE_LINE
from checker.readers.paths import STANDARD_INPUT
from checker.suppress.allow import COMMENT, read_entries, term
from checker.suppress.baseline import Baseline
from checker.text.patterns import Compiling


def fold(decided: DecidedDocument, baseline: Baseline, *, again: bool = False, missed: Container[Edit] = ()) -> None:
    """Add the rejected issues of a document to a baseline, by the fingerprints that its next check will give them.

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
    """True if the edits of a decision stand in the file."""
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
    data = contents(path, LARGEST_TEXT) if exists else b""
    mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
    lines = WHOLE_LINE.findall(data.removeprefix(mark).decode())
    added = tuple(each for each in dict.fromkeys(terms) if each not in known)
    compiling = Compiling()
    for each in added:
        shown = COMMENT.sub("", each).strip().removeprefix("\ufeff")  # which a file may begin with
        if each != shown or len(each.splitlines()) != 1 or each[0] == each[-1] == "/":
            raise UsageError(f"{path}: {each!r} cannot stand in a file of allowed terms")
        term(each, str(path), compiling)
    if added:
        with Replacement(str(path)) as file:
            file.write(mark + "".join(merged(lines, added)).encode())
    return added


def merged(lines: Sequence[str], terms: Iterable[str]) -> list[str]:
    """The lines of a file of allowed terms, with their ends, and others, each before the first that sorts after it."""
    end = next(iter(LINE_END.findall("".join(lines[:1]))), "\n")
    if lines and not lines[-1].endswith(("\r", "\n")):
        lines = [*lines[:-1], lines[-1] + end]
    entries = (COMMENT.sub("", line).strip().casefold() for line in lines)
    greatest = list(accumulate(entries, max))
    before: defaultdict[int, list[str]] = defaultdict(list)
    for each in sorted(terms, key=str.casefold):
        before[bisect_right(greatest, each.casefold())].append(each + end)
    return [each for number, line in enumerate(lines) for each in (*before.pop(number, ()), line)] + before[len(lines)]
