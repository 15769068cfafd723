from dataclasses import replace
from xml.etree import ElementTree

import junitparser
import pytest
from hypothesis import given
from lxml import etree
from report_material import CONTEXT, HOSTILE, checked, hostile, outcomes, replacing, sample
from validators import Validators

from checker.model import Failure, Outcome, Severity
from checker.report import render


def junit(*reported: Outcome, **context: object) -> str:
    return "".join(render("junit", reported, replace(CONTEXT, **context)))


def cases(*reported: Outcome, **context: object) -> list[junitparser.TestCase]:
    """The test cases as an independent parser reads them."""
    [suite] = junitparser.JUnitXml.fromstring(junit(*reported, **context).encode())
    return list(suite)


@pytest.mark.parametrize("reported", [[], [sample()], hostile()], ids=["nothing", "sample", "hostile"])
def test_it_satisfies_the_schema_of_jenkins(reported: list[Outcome], validators: Validators) -> None:
    schema = etree.XMLSchema(etree.parse(validators.folder / "junit-10.xsd"))
    schema.assertValid(etree.fromstring(junit(*reported).encode()))


def test_the_schema_sees_what_is_wrong(validators: Validators) -> None:
    schema = etree.XMLSchema(etree.parse(validators.folder / "junit-10.xsd"))
    assert not schema.validate(etree.fromstring(junit(sample()).replace("testcase", "case").encode()))


def test_a_clean_file_passes_and_a_flawed_one_fails_with_all_its_issues() -> None:
    clean, flawed = cases(checked("Rien à dire.", name="./clean.txt"), sample())
    assert (clean.name, clean.is_passed, clean.result) == ("clean.txt", True, [])
    [failure] = flawed.result
    assert isinstance(failure, junitparser.Failure)
    assert failure.message == "2 issues (2 major)"
    first, second = failure.text.splitlines()
    assert first == (
        "7:102  major  “toute transfert” does not agree. · fix: toute transfert → tout transfert"
        "  fr/agreement/noun-phrase"
    )
    assert second.startswith("9:193  major  This passage was left in English.")


def test_a_case_fails_where_the_gate_does() -> None:
    text = "Une toute transfert."
    report = checked(text, replacing(text, "toute", "tout", severity=Severity.MINOR, message="Odd."))
    [passing] = cases(report)
    assert passing.is_passed
    assert passing.system_out == "1:5  minor  Odd. · fix: toute → tout  fr/agreement/noun-phrase\n"
    [failing] = cases(replace(report, fail_on=Severity.MINOR))
    assert not failing.is_passed


def test_what_was_not_checked_is_an_error() -> None:
    [case] = cases(Failure("b.txt", None, "b.txt: a binary file"))
    [error] = case.result
    assert isinstance(error, junitparser.Error)
    assert error.message == "b.txt: a binary file"


def test_the_suite_counts_and_says_what_made_it() -> None:
    xml = junitparser.JUnitXml.fromstring(junit(*hostile()).encode())
    assert (xml.tests, xml.failures, xml.errors) == (9, 6, 2)
    [suite] = xml
    assert {prop.name: prop.value for prop in suite.properties()} == {"signature": CONTEXT.versions.signature}


def test_only_files_are_files() -> None:
    elements = ElementTree.fromstring(junit(*hostile()).encode()).iter("testcase")
    assert [element.get("file") for element in elements][3:7] == [None] * 4


@given(outcomes)
def test_any_run_is_well_formed_and_has_a_case_for_each_document(reported: list[Outcome]) -> None:
    run = [each if isinstance(each, Failure) else replace(each, fail_on=Severity.MAJOR) for each in reported]
    found = cases(*run)
    assert len(found) == len(run)
    for case, outcome in zip(found, run, strict=True):
        failed = isinstance(outcome, Failure) or any(issue.severity >= Severity.MAJOR for issue in outcome.issues)
        assert case.is_passed is not failed


def test_characters_that_xml_cannot_hold_are_replaced() -> None:
    [case] = cases(checked("Rien.", name=f"{HOSTILE}\0"))
    assert case.name == HOSTILE.replace("\x1b", "\ufffd").replace("\ufffe", "\ufffd") + "\ufffd"
