import json
from xml.etree import ElementTree

from hypothesis import given
from report_material import CONTEXT, checked, hostile, outcomes, replacing, sample
from validators import Validators

from checker.model import Failure, Outcome, Severity
from checker.report import render

# A plugin that reads checkstyle's reports into comments on a change, with the parser of XML that it comes with.
PLUGIN = """
const { parseCheckstyle } = require('danger-plugin-lint-report/dist/parse/checkstyle_parser');
console.warn = () => {};
console.log(JSON.stringify(parseCheckstyle(require('xml-js').xml2js(data), '/nowhere/')));
"""


def checkstyle(*reported: Outcome) -> str:
    return "".join(render("checkstyle", reported, CONTEXT))


def files(*reported: Outcome) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(checkstyle(*reported).encode()))


def test_a_programme_that_reads_such_reports_reads_ours(validators: Validators) -> None:
    agreement, run = json.loads(validators.node(PLUGIN, checkstyle(sample())))
    assert agreement == {
        "file": "samples/iran-missiles/article.fr.txt",
        "line": 7,
        "column": 102,
        "severity": "error",
        "message": "“toute transfert” does not agree. · fix: toute transfert → tout transfert",
    }
    assert (run["line"], run["column"], run["message"]) == (9, 193, "This passage was left in English.")
    found = json.loads(validators.node(PLUGIN, checkstyle(*hostile())))
    assert len(found) == 6 + 2 + 2


def test_every_document_is_a_file_also_if_it_is_clean() -> None:
    clean, broken = files(checked("Rien.", name="./a b.txt"), Failure("b.txt", None, "b.txt: a binary file"))
    assert (clean.get("name"), len(clean)) == ("a b.txt", 0)
    [error] = broken
    assert error.attrib == {
        "line": "0",
        "severity": "error",
        "message": "b.txt: a binary file",
        "source": "not-checked",
    }


def test_severities_are_checkstyles() -> None:
    text = "Une toute transfert."
    found = [replacing(text, "toute", "tout", severity=severity) for severity in sorted(Severity)]
    [file] = files(checked(text, *found, fail_on=Severity.NEUTRAL))
    assert [error.get("severity") for error in file] == ["info", "warning", "error", "error"]
    assert {error.get("source") for error in file} == {"fr/agreement/noun-phrase"}


def test_columns_count_code_points() -> None:
    text = "Fin.\r\n😀😀 é toute transfert."
    [file] = files(checked(text, replacing(text, "toute", "tout")))
    assert (file[0].get("line"), file[0].get("column")) == ("2", "6")


@given(outcomes)
def test_any_run_is_well_formed_and_told_whole(reported: list[Outcome]) -> None:
    found = files(*reported)
    expected = [1 if isinstance(outcome, Failure) else len(outcome.issues) for outcome in reported]
    assert [len(file) for file in found] == expected
