"""Decisions of several editors on the same documents, as one; what they decided differently is left open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from checker.decisions import DecidedDocument, Decision, Decisions

Document = tuple[str | int, str | None, str]


@dataclass(frozen=True, slots=True)
class Conflict:
    """An issue that editors decided differently.

    Attributes:
        decisions: the first of each kind, by the file that it stands in.
    """

    document: str | int
    decisions: Mapping[str, Decision]


def merge(files: Mapping[str, Decisions]) -> tuple[Decisions, tuple[Conflict, ...]]:
    """The decisions of all files, and the conflicts between them, which are in none.

    Args:
        files: by their names.
    """
    if len(files) == 1:
        return next(iter(files.values())), ()
    found: dict[Document, dict[str, dict[str, Decision]]] = {}
    for name, file in files.items():
        for document in file.documents:
            issues = found.setdefault((document.id, document.sha256, document.format), {})
            for decision in document.decisions:
                issues.setdefault(decision.fingerprint, {})[name] = decision
    conflicts = []
    documents = []
    for (identifier, digest, form), issues in found.items():
        agreed = []
        for decisions in issues.values():
            kinds = different(decisions)
            if len(kinds) == 1:
                agreed.append(msgspec.structs.replace(next(iter(kinds.values())), note=joined_notes(decisions)))
            else:
                conflicts.append(Conflict(identifier, kinds))
        documents.append(DecidedDocument(identifier, digest, tuple(agreed), form))
    return Decisions(1, "unicode-code-points", tuple(documents)), tuple(conflicts)


def different(decisions: Mapping[str, Decision]) -> dict[str, Decision]:
    """The distinct decisions on an issue, each with the first file that has it; notes make no difference."""
    by_kind: defaultdict[tuple[object, ...], list[str]] = defaultdict(list)
    for name, decision in decisions.items():
        edits = tuple(sorted((edit.start, edit.end, edit.replacement) for edit in decision.edits))
        by_kind[decision.decision, edits, decision.term].append(name)
    return {names[0]: decisions[names[0]] for names in by_kind.values()}


def joined_notes(decisions: Mapping[str, Decision]) -> str:
    """The notes on an issue, each once, a line each."""
    return "\n".join(dict.fromkeys(decision.note for decision in decisions.values() if decision.note))
