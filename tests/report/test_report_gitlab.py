import json
from pathlib import Path

import pytest
from hypothesis import given
from report_material import CONTEXT, checked, hostile, outcomes, replacing, sample
from validators import Validators

from checker.model import Failure, Outcome, Severity
from checker.report import render


def entries(*reported: Outcome) -> list[dict]:
    return json.loads("".join(render("gitlab", reported, CONTEXT)))


def compile_as(validators: Validators, folder: Path, report: str) -> str:
    """What TypeScript says of a report against the types that others have written down for the format."""
    source = f"import type {{ Issue }} from 'codeclimate-types';\nexport const report: Issue[] = {report};\n"
    (folder / "report.ts").write_text(source, encoding="utf-8")
    (folder / "node_modules").symlink_to(validators.folder / "node_modules")
    options = ["--noEmit", "--strict", "--moduleResolution", "nodenext", "--module", "nodenext"]
    tsc = validators.folder / "node_modules/typescript/bin/tsc"
    return validators.run("node", tsc, *options, folder / "report.ts").stdout


def test_the_sample() -> None:
    agreement, run = entries(sample())
    assert agreement == {
        "type": "issue",
        "check_name": "fr/agreement/noun-phrase",
        "description": "“toute transfert” does not agree. · fix: toute transfert → tout transfert",
        "categories": ["Style"],
        "severity": "major",
        "fingerprint": agreement["fingerprint"],
        "location": {"path": "samples/iran-missiles/article.fr.txt", "lines": {"begin": 7, "end": 7}},
    }
    assert run["location"]["lines"] == {"begin": 9, "end": 9}


@pytest.mark.parametrize("reported", [[], [sample()], hostile()], ids=["nothing", "sample", "hostile"])
def test_it_is_what_the_types_of_others_say(reported: list[Outcome], validators: Validators, tmp_path: Path) -> None:
    assert compile_as(validators, tmp_path, "".join(render("gitlab", reported, CONTEXT))) == ""


def test_the_types_of_others_see_what_is_wrong(validators: Validators, tmp_path: Path) -> None:
    report = "".join(render("gitlab", [sample()], CONTEXT))
    assert "report.ts" in compile_as(validators, tmp_path, report.replace('"severity":"major"', '"severity":"grave"'))


def test_severities_are_gitlabs_and_what_was_not_checked_is_the_worst() -> None:
    text = "Une toute transfert."
    found = [replacing(text, "toute", "tout", severity=severity) for severity in sorted(Severity)]
    failure = Failure("b.txt", None, "b.txt: a binary file")
    severities = [entry["severity"] for entry in entries(checked(text, *found, fail_on=Severity.NEUTRAL), failure)]
    assert severities == ["info", "minor", "major", "critical", "blocker"]


def test_fingerprints_differ_between_files_and_stay_where_lines_move() -> None:
    text = "Une toute transfert."
    issue = replacing(text, "toute", "tout")
    first, second = entries(checked(text, issue, name="a.txt"), checked(text, issue, name="b.txt"))
    assert first["fingerprint"] != second["fingerprint"]
    moved = f"Du neuf.\n\n{text}"
    [again] = entries(checked(moved, replacing(moved, "toute", "tout"), name="./a.txt"))
    assert again["fingerprint"] == first["fingerprint"]
    assert again["location"] == {"path": "a.txt", "lines": {"begin": 3, "end": 3}}


def test_an_issue_that_ends_with_its_line_does_not_take_the_next() -> None:
    text = "Une toute\r\nfin."
    [entry] = entries(checked(text, replacing(text, "toute\r\n", "tout\r\n")))
    assert entry["location"]["lines"] == {"begin": 1, "end": 1}


@given(outcomes)
def test_any_run_is_told_whole_each_entry_with_a_fingerprint_of_its_own(reported: list[Outcome]) -> None:
    again = [*reported, *reported]
    written = "".join(render("gitlab", again, CONTEXT))
    written.encode()
    found = json.loads(written)
    expected = sum(1 if isinstance(outcome, Failure) else len(set(outcome.issues)) for outcome in again)
    assert len(found) == len({entry["fingerprint"] for entry in found}) == expected
