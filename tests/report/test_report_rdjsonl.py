import json
from pathlib import Path

import pytest
from hypothesis import given
from report_material import CONTEXT, checked, hostile, outcomes, replacing, sample
from validators import Validators

from checker.fixes import apply
from checker.model import Applicability, Edit, Failure, Fix, Outcome, Severity, Span
from checker.report import render


def diagnostics(*reported: Outcome) -> list[dict]:
    return [json.loads(line) for line in "".join(render("rdjsonl", reported, CONTEXT)).split("\n")[:-1]]


def faults(validators: Validators, folder: Path, report: str) -> list[str]:
    """What a validator of the format finds wrong; it takes the lines one by one."""
    program = validators.folder / "node_modules/@umbrelladocs/rdformat-validator/bin/rdformat-validator.js"
    paths = [folder / f"{number}.json" for number in range(report.count("\n"))]
    for path, line in zip(paths, report.split("\n"), strict=False):
        path.write_text(line, encoding="utf-8")
    done = validators.run("node", program, "--strict", "--no-extra-fields", "--format", "json", *paths)
    results = json.loads(done.stdout)["fileResults"]
    assert len(results) == len(paths)
    return [fault["message"] for result in results for fault in result.get("errorDetails", ())]


@pytest.mark.parametrize("reported", [[sample()], hostile()], ids=["sample", "hostile"])
def test_a_validator_of_the_format_accepts_it(reported: list[Outcome], validators: Validators, tmp_path: Path) -> None:
    assert faults(validators, tmp_path, "".join(render("rdjsonl", reported, CONTEXT))) == []


def test_the_validator_sees_what_is_wrong(validators: Validators, tmp_path: Path) -> None:
    report = "".join(render("rdjsonl", [sample()], CONTEXT))
    assert "'GRAVE'" in faults(validators, tmp_path, report.replace('"severity":"ERROR"', '"severity":"GRAVE"'))[0]


def test_columns_count_bytes_of_utf8_and_lines_are_those_of_git() -> None:
    text = "Ici.\r\n😀 é\rÀ toute transfert."
    [line] = diagnostics(checked(text, replacing(text, "toute", "tout"), name="./a.txt"))
    place = {"start": {"line": 2, "column": 12}, "end": {"line": 2, "column": 17}}
    assert line == {
        "message": "“toute” does not agree.",
        "location": {"path": "a.txt", "range": place},
        "severity": "ERROR",
        "source": {"name": "translation-checker"},
        "code": {"value": "fr/agreement/noun-phrase"},
        "suggestions": [{"range": place, "text": "tout"}],
    }


def test_a_fix_of_several_edits_is_one_suggestion() -> None:
    text = "Une toute transfert est prête."
    edits = (Edit(Span(0, 3), "Un"), Edit(Span(4, 9), "tout"), Edit(Span(24, 29), "prêt"))
    fix = Fix("Un tout transfert est prêt", edits, Applicability.UNSAFE)
    [line] = diagnostics(checked(text, replacing(text, "toute", "tout", fixes=(fix,))))
    [suggestion] = line["suggestions"]
    assert suggestion["text"] == "Un tout transfert est prêt"
    assert suggestion["range"] == {"start": {"line": 1, "column": 1}, "end": {"line": 1, "column": 31}}


def test_severities_are_reviewdogs_and_what_was_not_checked_has_no_range() -> None:
    text = "Une toute transfert."
    found = [replacing(text, "toute", "tout", severity=severity) for severity in sorted(Severity)]
    failure = Failure("b.txt", None, "b.txt: a binary file")
    *issues, failed = diagnostics(checked(text, *found, fail_on=Severity.NEUTRAL), failure)
    assert [line["severity"] for line in issues] == ["INFO", "WARNING", "ERROR", "ERROR"]
    assert (failed["severity"], failed["location"]) == ("ERROR", {"path": "b.txt"})


def bytes_at(text: bytes, position: dict) -> int:
    """The offset in a file of a position in it."""
    return sum(len(line) + 1 for line in text.split(b"\n")[: position["line"] - 1]) + position["column"] - 1


@given(outcomes)
def test_any_run_is_told_whole_and_its_suggestions_do_what_our_fixes_do(reported: list[Outcome]) -> None:
    lines = iter(diagnostics(*reported))
    for outcome in reported:
        if isinstance(outcome, Failure):
            assert "range" not in next(lines)["location"]
            continue
        text = outcome.document.text
        data = text.encode(errors="surrogatepass")
        for issue in outcome.issues:
            line = next(lines)
            start, end = (bytes_at(data, line["location"]["range"][edge]) for edge in ("start", "end"))
            assert data[start:end] == issue.span.of(text).encode(errors="surrogatepass")
            fixes = [fix for fix in issue.fixes if fix.applicability is not Applicability.DISPLAY_ONLY]
            for fix, suggestion in zip(fixes, line["suggestions"], strict=True):
                start, end = (bytes_at(data, suggestion["range"][edge]) for edge in ("start", "end"))
                mended = data[:start] + suggestion["text"].encode() + data[end:]
                # Half of a surrogate pair has no UTF-8 and is written as another sign of as many bytes.
                wanted = apply(text, fix).encode(errors="surrogatepass")
                assert len(mended) == len(wanted)
                assert mended == wanted or any("\ud800" <= sign <= "\udfff" for sign in apply(text, fix))
    assert next(lines, None) is None
