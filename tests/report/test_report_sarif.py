import json
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from report_material import CONTEXT, checked, hostile, outcomes, replacing, sample, untranslated
from validators import Validators

from checker.fixes import apply
from checker.model import (
    Applicability,
    DocumentReport,
    Failure,
    Fix,
    Outcome,
    Report,
    Severity,
    SuppressedBy,
    Suppression,
)
from checker.packs.languages import BUNDLED, Packs
from checker.packs.rules import load_rules
from checker.report import Context, render

RULES = load_rules(Packs((BUNDLED,)))
FULL = Context(CONTEXT.versions, rules=RULES, explanations={rule.id: rule.explanation("en") for rule in RULES})
# What the validator says of the run as a whole: there is no public page of the tool to name.
NOT_KEPT = ("SARIF2005", "warning")

LOST = dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)


def sarif(*reported: Outcome, context: Context = FULL) -> dict:
    log = json.loads("".join(render("sarif", reported, context)))
    [found] = log["runs"]
    return found


def validate(validators: Validators, log: Path) -> list[tuple[str, str]]:
    """The rules of Microsoft's validator, and of GitHub's code scanning, that a log breaks, with their levels."""
    program = validators.folder / "node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool"
    answer = log.with_name("answer.sarif")
    done = validators.run(program, "validate", log, "--rule-kind", "Sarif;Ghas", "--output", answer)
    assert "Analysis completed" in done.stdout, done.stdout + done.stderr
    [found] = json.loads(answer.read_text(encoding="utf-8-sig"))["runs"]
    assert not found["invocations"][0].get("toolExecutionNotifications")
    return [(broken["ruleId"], broken.get("level", "warning")) for broken in found["results"]]


@pytest.mark.parametrize("reported", [[], [sample()], hostile()], ids=["nothing", "sample", "hostile"])
def test_microsofts_validator_and_github_have_nothing_against_it(
    reported: list[Outcome], validators: Validators, tmp_path: Path
) -> None:
    log = tmp_path / "log.sarif"
    log.write_text("".join(render("sarif", reported, FULL)), encoding="utf-8")
    # Of a log that it cannot read the validator says nothing at all, so what it has to say must be there.
    assert validate(validators, log) == [NOT_KEPT]


def test_the_validator_sees_what_is_wrong(validators: Validators, tmp_path: Path) -> None:
    log = tmp_path / "log.sarif"
    text = "".join(render("sarif", [sample()], FULL))
    log.write_text(text.replace('"startLine":7', '"startLine":0'), encoding="utf-8")
    assert ("JSON1008", "error") in validate(validators, log)


def test_an_issue_says_where_it_is_and_how_to_mend_it() -> None:
    agreement, run = sarif(sample())["results"]
    [location] = agreement["locations"]
    place = location["physicalLocation"]
    assert place["artifactLocation"] == {
        "uri": "samples/iran-missiles/article.fr.txt",
        "uriBaseId": "%SRCROOT%",
    }
    assert place["region"] == {
        "startLine": 7,
        "startColumn": 102,
        "endLine": 7,
        "endColumn": 117,
        "charOffset": 834,
        "charLength": 15,
        "snippet": {"text": "toute transfert"},
    }
    [fix] = agreement["fixes"]
    assert fix["description"]["text"] == "fix: toute transfert → tout transfert"
    assert fix["artifactChanges"][0]["replacements"][0]["insertedContent"] == {"text": "tout transfert"}
    assert run["ruleId"] == "mul/untranslated/passage"
    assert run["fixes"] == []


def test_levels_follow_severities() -> None:
    text = "Une toute transfert."
    found = [replacing(text, "toute", "tout", severity=severity) for severity in sorted(Severity)]
    levels = [result["level"] for result in sarif(checked(text, *found, fail_on=Severity.NEUTRAL))["results"]]
    assert levels == ["note", "warning", "error", "error"]


def test_every_rule_that_ran_is_described() -> None:
    described = {rule["id"]: rule for rule in sarif()["tool"]["driver"]["rules"]}
    assert set(described) == {rule.id for rule in RULES}
    passage = described["mul/untranslated/passage"]
    assert passage["name"] == "Passage"
    assert passage["fullDescription"]["text"].startswith("A sentence or more stands in another language")
    assert passage["help"]["text"].endswith("checker rules explain mul/untranslated/passage")
    assert passage["helpUri"].startswith("https://")
    assert passage["defaultConfiguration"] == {"level": "error"}


def test_fingerprints_stay_where_lines_move() -> None:
    text = "Une toute transfert."
    before, after = (
        sarif(checked(moved, replacing(moved, "toute", "tout")))["results"][0]["partialFingerprints"]
        for moved in (text, f"Du neuf.\n\n{text}")
    )
    assert before == after


@pytest.mark.parametrize(
    ("by", "kind"), [(SuppressedBy.ALLOWED_TERM, "external"), ("comment", "inSource"), ("baseline", "external")]
)
def test_suppressed_issues_are_there_with_who_decided(by: str, kind: str) -> None:
    text = "Le deal est conclu. Une toute transfert."
    hidden = Suppression(untranslated(text, "deal"), by, "/deals?/")
    standing, suppressed = sarif(checked(text, replacing(text, "toute", "tout"), suppressed=(hidden,)))["results"]
    assert standing["suppressions"] == []
    [suppression] = suppressed["suppressions"]
    assert (suppression["kind"], suppression["justification"]) == (kind, "/deals?/")


def test_what_was_not_checked_and_what_was_assumed_are_notifications() -> None:
    failure = Failure("broken.txt", None, "broken.txt: a binary file")
    found = sarif(checked("Un.", name="latin.txt", warnings=("Read as cp1252.",)), failure)
    [invocation] = found["invocations"]
    assert not invocation["executionSuccessful"]
    assumed, failed = invocation["toolExecutionNotifications"]
    assert (assumed["level"], failed["level"]) == ("warning", "error")
    assert failed["message"]["text"] == "broken.txt: a binary file"
    assert failed["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "broken.txt"
    assert [artifact["location"]["uri"] for artifact in found["artifacts"]] == ["latin.txt"]
    assert sarif(checked("Un."))["invocations"][0]["executionSuccessful"]


def test_documents_that_are_no_files_are_told_from_files() -> None:
    found = sarif(checked("Un.", name="a/b:c", line=3), checked("Un.", name="-"), checked("Un.", name="./a//b.txt"))
    places = [artifact["location"] for artifact in found["artifacts"]]
    assert places == [
        {"uri": "a%2Fb%3Ac", "uriBaseId": "DOCUMENTS"},
        {"uri": "-", "uriBaseId": "DOCUMENTS"},
        {"uri": "a/b.txt", "uriBaseId": "%SRCROOT%"},
    ]
    assert set(found["originalUriBaseIds"]) == {"DOCUMENTS", "%SRCROOT%"}


def test_paths_are_told_from_the_root() -> None:
    context = Context(Report("x"), root=Path("/srv/news"))
    names = ("/srv/news/a.txt", "/elsewhere/é.txt", "b.txt")
    found = sarif(*(checked("Un.", name=name) for name in names), context=context)
    uris = [artifact["location"]["uri"] for artifact in found["artifacts"]]
    assert uris == ["a.txt", "file:///elsewhere/%C3%A9.txt", "b.txt"]


def test_the_text_of_an_article_makes_no_placeholder_and_no_link() -> None:
    text = "Une toute transfert."
    issue = replacing(text, "toute", "tout", message="“{0} [a](b)” is odd.")
    [result] = sarif(checked(text, issue))["results"]
    assert result["message"]["text"] == "“{{0}} [a\\](b)” is odd."


def test_fixes_that_are_only_to_be_shown_are_not_offered() -> None:
    text = "Une toute transfert."
    issue = replacing(text, "toute", "tout")
    shown = Fix(issue.fixes[0].title, issue.fixes[0].edits, Applicability.DISPLAY_ONLY)
    [result] = sarif(checked(text, replacing(text, "toute", "tout", fixes=(shown,))))["results"]
    assert result["fixes"] == []


@given(outcomes)
def test_any_run_is_told_whole_and_its_fixes_do_what_ours_do(reported: list[Outcome]) -> None:
    written = "".join(render("sarif", reported, FULL))
    written.encode()
    [found] = json.loads(written)["runs"]
    documents = [outcome for outcome in reported if isinstance(outcome, DocumentReport)]
    assert len(found["artifacts"]) == len(documents)
    notifications = found["invocations"][0]["toolExecutionNotifications"]
    assert sum(note["level"] == "error" for note in notifications) == len(reported) - len(documents)
    results = iter(found["results"])
    for report in documents:
        text = report.document.text
        for issue in (*report.issues, *(hidden.issue for hidden in report.suppressed)):
            result = next(results)
            region = result["locations"][0]["physicalLocation"]["region"]
            assert (region["charOffset"], region["charLength"]) == (issue.span.start, len(issue.span))
            offered = [fix for fix in issue.fixes if fix.applicability is not Applicability.DISPLAY_ONLY]
            for fix, change in zip(offered, result["fixes"], strict=True):
                [replacement] = change["artifactChanges"][0]["replacements"]
                start = replacement["deletedRegion"]["charOffset"]
                end = start + replacement["deletedRegion"]["charLength"]
                mended = text[:start] + replacement["insertedContent"]["text"] + text[end:]
                assert mended.translate(LOST) == apply(text, fix).translate(LOST)
    assert next(results, None) is None
    assert all(unquote(artifact["location"]["uri"]) for artifact in found["artifacts"])
