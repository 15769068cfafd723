import json
import re
from pathlib import Path

from hypothesis import given
from report_material import CONTEXT, checked, hostile, outcomes, replacing, sample
from validators import Validators

from checker.model import Failure, Outcome, Report, Severity
from checker.report import Context, render
from checker.report.formats.github import ANNOTATIONS, SUMMARY_BYTES, Annotation, cell

# What GitHub's own library writes for an annotation, given as [level, text, properties].
TOOLKIT = """
const core = require('@actions/core');
for (const [level, text, properties] of JSON.parse(data)) core[level](text, properties);
"""
NAMES = {"line": "startLine", "col": "startColumn", "endColumn": "endColumn", "endLine": "endLine"}


def lines(*reported: Outcome, context: Context = CONTEXT) -> list[str]:
    return "".join(render("github", reported, context)).splitlines()


def summarized(*reported: Outcome, files: str = "") -> tuple[list[str], str]:
    """The lines of the log, and the step's summary."""
    written: list[str] = []
    log = lines(*reported, context=Context(Report("x"), summarize=written.append, files=files))
    return log, "".join(written)


def flawed(number: int, severity: Severity) -> Outcome:
    text = "Une toute transfert. " * number
    found = [replacing(text, "toute", "tout", severity=severity, message=f"n° {place}") for place in range(number)]
    return checked(text, *found, name="news/a.txt")


def test_the_sample() -> None:
    place = "file=samples/iran-missiles/article.fr.txt,line={0},endLine={0},col={1},endColumn={2}"
    assert lines(sample()) == [
        f"::error title=fr/agreement/noun-phrase,{place.format(7, 102, 117)}::“toute transfert” does not agree."
        " · fix: toute transfert → tout transfert",
        f"::error title=mul/untranslated/passage,{place.format(9, 193, 362)}::This passage was left in English.",
    ]


def test_commands_are_those_that_githubs_own_library_writes(validators: Validators) -> None:
    properties = {"title": "a, b: c; 100 %\r\n", "file": "./a,b:%2C\n.txt", "line": 3, "endLine": 4, "col": 5}
    text = "100 %: a, b; %0A\r\n::error::\nfin 😀"
    for level, command in (("error", "error"), ("warning", "warning"), ("note", "notice")):
        ours = Annotation(0, level, text, ("", "", "", ""), properties).command
        theirs = {NAMES.get(key, key): value for key, value in properties.items()}
        assert validators.node(TOOLKIT, json.dumps([[command, text, theirs]])) == ours


def test_no_document_writes_a_command_of_its_own() -> None:
    written = lines(*hostile())
    assert all(line.startswith(("::error", "::warning", "::notice")) for line in written)
    # Five documents that are flawed and two that were not checked; one has a minor and a neutral issue more.
    assert len(written) == 5 + 2 + 2 + 1


def test_columns_are_left_out_where_an_issue_runs_over_lines() -> None:
    text = "Une toute\ntransfert."
    [line] = lines(checked(text, replacing(text, "toute\ntransfert", "tout\ntransfert"), name="a.txt"))
    assert ",line=1,endLine=2::" in line


def test_the_worst_come_first_ten_of_a_level_and_the_rest_is_counted() -> None:
    failure = Failure("b.txt", None, "b.txt: a binary file")
    written = lines(flawed(12, Severity.MINOR), flawed(12, Severity.MAJOR), flawed(1, Severity.CRITICAL), failure)
    levels = [line.split()[0].split("::")[1] for line in written[:-1]]
    assert levels == ["error"] * 10 + ["warning"] * 10
    assert written[0] == "::error file=b.txt::b.txt: a binary file"
    assert "n° 0" in written[1]
    assert written[-1] == "6 issues are not shown here"


def test_all_that_is_found_is_a_table_in_the_summary() -> None:
    log, summary = summarized(flawed(11, Severity.MINOR), flawed(1, Severity.MAJOR), checked("Rien."))
    assert len(log) == 1 + 10
    head, figures, table = summary.strip().split("\n\n")
    assert head == "### Translation check"
    assert figures.startswith("12 issues (1 major, 11 minor): 3 documents")
    rows = table.splitlines()
    assert rows[:3] == [
        "| Severity | Place | Issue | Rule |",
        "| --- | --- | --- | --- |",
        r"| major | news\/a\.txt\:1\:5 | n° 0 · fix\: toute → tout | fr\/agreement\/noun\-phrase |",
    ]
    assert len(rows) == 2 + 12


def test_the_table_leads_to_the_lines() -> None:
    text = "Rien.\n\nUne toute transfert.\nUne\nautre."
    issues = replacing(text, "toute transfert", "tout transfert"), replacing(text, "Une\nautre", "Un autre")
    document = checked(text, *issues, name="news/à (1).md")
    files = "https://github.com/desk/news/blob/4f2c"
    _, summary = summarized(document, Failure("b.txt", None, "b.txt: a binary file"), files=files)
    page = f"{files}/news/%C3%A0%20%281%29.md?plain=1"
    assert re.findall(r"\[(.*?)\]\((.*?)\)", summary) == [
        (r"news\/à \(1\)\.md\:3\:5", f"{page}#L3"),
        (r"news\/à \(1\)\.md\:4\:1", f"{page}#L4-L5"),
    ]


def test_the_summary_of_a_clean_run_says_what_was_checked() -> None:
    log, summary = summarized(checked("Rien."))
    assert log == []
    assert summary.startswith("### Translation check\n\nNo issues found: 1 document")


def test_a_summary_that_github_would_refuse_is_cut() -> None:
    _, summary = summarized(*(flawed(60, Severity.MAJOR) for _ in range(200)))
    assert SUMMARY_BYTES - 1000 < len(summary.encode()) < SUMMARY_BYTES + 100
    rows = summary.count("\n| major |")
    assert summary.endswith(f"\n{60 * 200 - rows} issues are not shown here\n\n")


def test_a_document_that_is_no_file_is_named_in_the_text() -> None:
    text = "Une toute transfert."
    [line] = lines(checked(text, replacing(text, "toute", "tout", message="Odd."), name=17, line=4))
    assert line == "::error title=fr/agreement/noun-phrase::17:1:5: Odd. · fix: toute → tout"


def test_nothing_in_a_cell_is_markdown() -> None:
    assert cell("a|b\n<b> [x](y) `z` *w*") == r"a\|b\\n\<b\> \[x\]\(y\) \`z\` \*w\*"


@given(outcomes)
def test_any_run_is_told_whole(reported: list[Outcome]) -> None:
    pages: list[str] = []
    context = Context(Report("x"), root=Path("/news"), summarize=pages.append)
    written = "".join(render("github", reported, context))
    written.encode()
    found = sum(1 if isinstance(outcome, Failure) else len(outcome.issues) for outcome in reported)
    # A command ends at a line feed or a carriage return and nowhere else.
    commands = written.replace("\r", "\n").split("\n")[:-1]
    [page] = pages
    page.encode()
    rows = [line for line in page.split("\n") if line.startswith("| ")][2:]
    assert len(rows) == found
    assert len(commands) == found or len(commands) >= ANNOTATIONS
    assert all(command.startswith("::") for command in commands)
