"""The JSON contract: these types, and nothing else, are what other programs read.

Kept apart from `checker.model` so that the inside may change and the contract not. Offsets are
Unicode code points of the text as read, half-open. Within a version, objects may gain keys, and none changes or goes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Final, Literal, cast

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType, structs

from checker import model
from checker.fingerprints import fingerprints
from checker.report.encodings import inert_json, json_text

SCHEMA_VERSION: Final = 2
CONFIDENCE_DIGITS = 3
SCORE_DIGITS = 2

Offset = Annotated[int, Meta(ge=0, description="in Unicode code points from the start of the text")]
Ordinal = Annotated[int, Meta(ge=1, description="counted from 1, for display only")]
Count = Annotated[int, Meta(ge=0)]
Tag = Annotated[str, Meta(description="BCP-47")]
Id = Annotated[
    str | int, Meta(description="the id of a JSON line as it was given, else the path, - for standard input")
]
Severity = Literal["neutral", "minor", "major", "critical"]


class Edit(Struct, frozen=True):
    """One substitution: an empty replacement deletes, an empty range inserts."""

    start: Offset
    end: Offset
    replacement: str


class Fix(Struct, frozen=True):
    """A remedy: edits in text order that do not overlap."""

    title: str
    applicability: Annotated[
        Literal["safe", "unsafe", "display-only"],
        Meta(description="may be applied unseen, may be applied after a look, is only to be shown"),
    ]
    edits: tuple[Edit, ...]


class LikelyLanguage(Struct, frozen=True):
    """A language that text may be in."""

    tag: Tag
    probability: Annotated[float, Meta(ge=0, le=1)]


class Issue(Struct, frozen=True, kw_only=True):
    """A potential error, in MQM's sense."""

    rule: Annotated[str, Meta(description="the rule's id")]
    category: Annotated[str, Meta(description="MQM path in kebab case")]
    severity: Severity
    confidence: Annotated[float, Meta(ge=0, le=1)]
    start: Offset
    end: Offset
    line: Ordinal
    column: Ordinal
    location: (
        Annotated[
            str,
            Meta(
                description="where it is as the user of the file sees it: a paragraph, a JSON pointer, a unit, a time "
                "code; in a file without lines, line and column are those of its text, a line a block"
            ),
        ]
        | UnsetType
    ) = UNSET
    text: Annotated[str, Meta(description="what the issue marks")]
    message: str
    language: Annotated[str, Meta(description="BCP-47, und if unsure; on untranslated runs only")] | UnsetType = UNSET
    languages: (
        Annotated[
            tuple[LikelyLanguage, ...], Meta(description="the two likeliest, best first; where the language is und")
        ]
        | UnsetType
    ) = UNSET
    fingerprint: Annotated[str, Meta(description="the same wherever in the document the issue moves; unique in it")]
    fixes: Annotated[tuple[Fix, ...], Meta(description="best first")]


class SuppressedIssue(Issue, frozen=True, kw_only=True):
    """An issue that is not reported, because somebody decided so."""

    suppressed_by: model.SuppressedBy
    reason: Annotated[
        str,
        Meta(
            description="as it was given: the entry of the allowed terms, the reason in the text, the baseline's file, "
            "the revision that the lines have not changed since, the mark in the file"
        ),
    ]


class Coverage(Struct, frozen=True):
    """How much of a document was read and checked."""

    characters: Count
    paragraphs: Count
    sentences: Count
    words: Count


class CheckedDocument(Struct, frozen=True, kw_only=True):
    """A document that was checked, its issues sorted by start, end and rule."""

    id: Id
    target_language: Tag
    target_language_guessed: Annotated[bool, Meta(description="true where nobody gave it")] | UnsetType = UNSET
    issues: tuple[Issue, ...]
    coverage: Coverage
    score: Annotated[
        float,
        Meta(ge=0, description="MQM's penalties in 1,000 words: 1 for a minor issue, 5 for a major, 25 for a critical"),
    ]
    families: Annotated[dict[str, Count], Meta(description="how many issues each family of rules has")]
    suppressed: Annotated[tuple[SuppressedIssue, ...], Meta(description="counts for nothing")] | UnsetType = UNSET
    warnings: (
        Annotated[
            tuple[str, ...],
            Meta(description="what the reader had to assume, and what the text says to the checker in vain"),
        ]
        | UnsetType
    ) = UNSET


class FailedDocument(Struct, frozen=True):
    """A document that could not be checked, in its place among the others."""

    id: Annotated[str | int | None, Meta(description="null where not even that could be read")]
    line: Annotated[int | None, Meta(description="of a JSON Lines input, counted from 1")]
    error: str


OWN_KEYS = frozenset(CheckedDocument.__struct_fields__ + FailedDocument.__struct_fields__)


class Tool(Struct, frozen=True):
    """The tool that made the report."""

    name: Literal["translation-checker"]
    version: str
    signature: Annotated[str, Meta(description="versions of the tool, the packs that took part and their models")]


# Encoded one by one as they come, so that a report of any number of documents needs the memory of one.
Document = Annotated[
    msgspec.Raw,
    Meta(
        extra_json_schema={
            "anyOf": [{"$ref": f"#/$defs/{kind.__name__}"} for kind in (CheckedDocument, FailedDocument)]
        }
    ),
]


class RunReport(Struct, frozen=True):
    """The report of one run, its documents in the order of the input."""

    schema_version: Literal[2]
    tool: Tool
    packs: Annotated[dict[str, str], Meta(description="the version of each pack, by tag: a hash of what it holds")]
    offset_unit: Literal["unicode-code-points"]
    documents: tuple[Document, ...]


def document(outcome: model.Outcome) -> CheckedDocument | FailedDocument:
    """An outcome as the contract has it."""
    if isinstance(outcome, model.Failure):
        return FailedDocument(outcome.name, outcome.line, outcome.message)
    checked = outcome.document
    marks = fingerprints(checked.text, outcome.all_issues)
    return CheckedDocument(
        id=checked.name,
        target_language=checked.target_language or model.UNDETERMINED,
        target_language_guessed=checked.guessed or UNSET,
        issues=tuple(issue(found, checked, marks[found]) for found in outcome.issues),
        coverage=msgspec.convert(outcome.coverage, Coverage, from_attributes=True),
        score=round(outcome.score, SCORE_DIGITS),
        families=outcome.families,
        suppressed=tuple(suppressed(found, checked, marks[found.issue]) for found in outcome.suppressed) or UNSET,
        warnings=checked.warnings or UNSET,
    )


def issue(found: model.Issue, document: model.Document, mark: str) -> Issue:
    """An issue as the contract has it."""
    line, column = document.position(found.span.start)
    return Issue(
        rule=found.rule,
        category=found.category,
        severity=cast(Severity, found.severity.label),
        confidence=round(found.confidence, CONFIDENCE_DIGITS),
        start=found.span.start,
        end=found.span.end,
        line=line,
        column=column,
        location=document.location(found.span.start) or UNSET,
        text=found.span.of(document.text),
        message=found.message,
        language=found.language or UNSET,
        languages=tuple(
            LikelyLanguage(one.tag, round(one.probability, CONFIDENCE_DIGITS)) for one in found.likely_languages
        )
        or UNSET,
        fingerprint=mark,
        fixes=tuple(
            Fix(
                fix.title,
                fix.applicability.value,
                tuple(Edit(edit.span.start, edit.span.end, edit.replacement) for edit in fix.edits),
            )
            for fix in found.fixes
        ),
    )


def suppressed(found: model.Suppression, document: model.Document, mark: str) -> SuppressedIssue:
    """A suppressed issue as the contract has it."""
    fields = structs.asdict(issue(found.issue, document, mark))
    return SuppressedIssue(**fields, suppressed_by=found.by, reason=found.reason)


def json_line(outcome: model.Outcome) -> str:
    """An outcome as JSON on one line: the keys of the contract, then other keys of the JSON line that it was read from.

    What the line calls as the contract calls its own is handed through under another name: see `handed_through`.
    """
    written = encode(document(outcome))
    extra = outcome.extra if isinstance(outcome, model.Failure) else outcome.document.extra
    pairs = (f",{json_text(key)}:{inert_json(value)}" for key, value in handed_through(extra))
    return f"{written[:-1]}{''.join(pairs)}}}"


def handed_through(extra: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The keys of a line as the report has them: ``input_score`` for ``score``, which is a key of the contract."""
    taken = {key for key, _ in extra} | OWN_KEYS
    for key, value in extra:
        name = key
        if key in OWN_KEYS:
            while name in taken:
                name = f"input_{name}"
            taken.add(name)
        yield name, value


def encode(value: Struct) -> str:
    """JSON on one line, always valid UTF-8.

    A lone surrogate, which JSON input may hold as an escape and a file's name as an undecodable
    byte, has no UTF-8: it is written as an escape, from which it is read back unchanged.
    """
    try:
        return inert_json(msgspec.json.encode(value).decode())
    except UnicodeEncodeError:
        import json  # only for text that msgspec refuses

        text = json.dumps(msgspec.to_builtins(value), ensure_ascii=False, separators=(",", ":"))
        return inert_json(text.encode(errors="backslashreplace").decode())
