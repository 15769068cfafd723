import json
import subprocess
import sys

import jsonschema
import pytest
from hypothesis import given, settings
from report_material import CONTEXT, checked, outcomes, replacing, sample

from checker.errors import UsageError
from checker.model import Failure, Issue, Outcome
from checker.report import FORMATS, render
from checker.report.schema import json_schema

VALIDATORS = {name: jsonschema.Draft202012Validator(json.loads(json_schema(name))) for name in ("json", "jsonl")}


def lines_of(reported: list[Outcome]) -> list[dict]:
    """What a reader of JSON Lines gets, who reads bytes and splits them at line feeds."""
    written = "".join(render("jsonl", reported, CONTEXT)).encode()
    return [json.loads(line) for line in written.split(b"\n")[:-1]]


def spans(issue: Issue) -> list[tuple[int, int, str]]:
    return [(edit.span.start, edit.span.end, edit.replacement) for fix in issue.fixes for edit in fix.edits]


def test_the_sample_reads_as_the_contract_says() -> None:
    [line] = lines_of([sample()])
    assert list(line) == ["id", "target_language", "issues", "coverage", "score", "families"]
    agreement, run = line["issues"]
    assert agreement == {
        "rule": "fr/agreement/noun-phrase",
        "category": "linguistic-conventions/grammar/agreement",
        "severity": "major",
        "confidence": 0.97,
        "start": 834,
        "end": 849,
        "line": 7,
        "column": 102,
        "text": "toute transfert",
        "message": "“toute transfert” does not agree.",
        "fingerprint": agreement["fingerprint"],
        "fixes": [
            {
                "title": "Replace by “tout transfert”",
                "applicability": "safe",
                "edits": [{"start": 834, "end": 849, "replacement": "tout transfert"}],
            }
        ],
    }
    assert (run["start"], run["end"], run["language"], run["fixes"]) == (1194, 1363, "en", [])
    assert run["confidence"] == 0.988


@pytest.mark.parametrize("name", ["17", 17, 2**70, ""])
def test_an_id_comes_back_as_it_was_given(name: str | int) -> None:
    [line] = lines_of([checked("Rien.", name=name)])
    assert line["id"] == name
    assert type(line["id"]) is type(name)


def test_a_failure_keeps_its_place() -> None:
    failure = Failure(None, 2, "-:2: not JSON")
    reported = [checked("Un.", name="a"), failure, checked("Deux.", name="b")]
    expected = {"id": None, "line": 2, "error": "-:2: not JSON"}
    assert lines_of(reported)[1] == expected
    assert json.loads("".join(render("json", reported, CONTEXT)))["documents"][1] == expected


def test_warnings_are_there_only_if_any() -> None:
    quiet, warned = lines_of([checked("Un."), checked("Un.", warnings=("Read as windows-1252.",))])
    assert "warnings" not in quiet
    assert warned["warnings"] == ["Read as windows-1252."]


def test_the_report_says_what_made_it() -> None:
    report = json.loads("".join(render("json", [], CONTEXT)))
    assert report["schema_version"] == 2
    assert report["offset_unit"] == "unicode-code-points"
    assert report["tool"]["signature"] == CONTEXT.versions.signature
    assert report["packs"] == {"fr": "1bfc4c17", "mul": "43d2c6db"}
    assert report["documents"] == []


@pytest.mark.parametrize("name", ["json", "jsonl", "text"])
def test_a_document_is_written_before_the_next_is_checked(name: str) -> None:
    text = "Une toute transfert."
    begun = []

    def checking():
        for number in (1, 2):
            begun.append(number)
            yield checked(text, replacing(text, "toute transfert", "tout transfert"), name=f"document-{number}")

    pieces = render(name, checking(), CONTEXT)
    written = next(piece for piece in pieces if "document-1" in piece)
    assert "document-2" not in written
    assert begun == [1]


@settings(deadline=None)
@given(outcomes)
def test_any_report_is_valid_and_holds_all_that_was_found(reported: list[Outcome]) -> None:
    whole = "".join(render("json", reported, CONTEXT))
    assert whole == "".join(render("json", reported, CONTEXT))
    report = json.loads(whole.encode())
    VALIDATORS["json"].validate(report)
    assert report["documents"] == lines_of(reported)
    for outcome, line in zip(reported, report["documents"], strict=True):
        VALIDATORS["jsonl"].validate(line)
        if isinstance(outcome, Failure):
            assert line == {"id": outcome.name, "line": outcome.line, "error": outcome.message}
            continue
        text = outcome.document.text
        assert line["id"] == outcome.document.name
        allowed = line.get("suppressed", [])
        assert [read["reason"] for read in allowed] == [hidden.reason for hidden in outcome.suppressed]
        found = [*outcome.issues, *(hidden.issue for hidden in outcome.suppressed)]
        for issue, read in zip(found, [*line["issues"], *allowed], strict=True):
            assert text[read["start"] : read["end"]] == read["text"] == issue.span.of(text)
            assert (read["message"], read["severity"]) == (issue.message, issue.severity.label)
            edits = [edit for fix in read["fixes"] for edit in fix["edits"]]
            assert [(edit["start"], edit["end"], edit["replacement"]) for edit in edits] == spans(issue)


def test_the_schema_lets_objects_grow() -> None:
    line = json.loads("".join(render("jsonl", [sample()], CONTEXT)))
    line["issues"][0]["surprise"] = line["surprise"] = 1
    VALIDATORS["jsonl"].validate(line)


@pytest.mark.parametrize(
    "spoilt",
    [{"id": None}, {"target_language": None}, {"score": -1}, {"issues": [{}]}, {"warnings": "one"}],
)
def test_the_schema_refuses_what_the_contract_does_not_say(spoilt: dict) -> None:
    line = json.loads("".join(render("jsonl", [sample()], CONTEXT)))
    VALIDATORS["jsonl"].validate(line)
    with pytest.raises(jsonschema.ValidationError):
        VALIDATORS["jsonl"].validate(line | spoilt)


def test_schemas_are_sound_and_say_what_fields_mean() -> None:
    for name in VALIDATORS:
        written = json.loads(json_schema(name))
        jsonschema.Draft202012Validator.check_schema(written)
        assert "code points" in written["$defs"]["Issue"]["properties"]["start"]["description"]
    with pytest.raises(UsageError, match="html"):
        json_schema("html")


def test_formats_are_found_by_place() -> None:
    assert {"html", "json", "jsonl", "text"} <= set(FORMATS)
    with pytest.raises(UsageError, match="jsonl"):
        render("jsonlines", [], CONTEXT)


@pytest.mark.process
@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_machine_formats_load_no_library_for_people(name: str) -> None:
    script = (
        "import sys; from checker.model import Report; from checker.report import Context, render; "
        f"list(render({name!r}, [], Context(Report('x')))); print(sorted({{'jinja2', 'rich'}} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
