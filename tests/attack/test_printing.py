"""What names, ids, settings, packs and articles can write: no line of their own, no command, nothing that acts.

Two thousand generated names and ids through every place that prints; ``CHECKER_ATTACKS=100`` makes it two hundred
thousand.
"""

import json
import os
import random
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest
from attacks import chooser, seeds
from command_line import CLEAN, FAULTY, Done, check, checker, write

from checker.cli.terminal import say, tell
from checker.model import Coverage, Document, DocumentReport, Failure, Issue, Outcome, Report, Severity, Span
from checker.report import FORMATS, Context, render
from checker.text.visible import on_a_line, visible

PIECES = (
    "\x1b[2J",
    "\x1b]0;title\x07",
    "\x9b31m",
    "\x9d0;x\x9c",
    "\r",
    "\n",
    "\r\n",
    "\v",
    "\f",
    "\x85",
    "\u2028",
    "\u2029",
    "\x00",
    "\x08",
    "\x7f",
    "\u202e",
    "\u2066",
    "\u200f",
    "\ud800",
    "::error::x",
    "::add-mask::x",
    " ::stop-commands::x",
    "##[error]x",
    "##[add-mask]x",
    "##vso[task.setvariable variable=x]y",
    "##teamcity[message text='x']",
    "%0A::error::x",
    "section_start:1:x\r\x1b[0K",
    "a",
    "é",
    " ",
    "#",
    "##",
    ":",
    "::",
    "[",
    "]",
    "%",
    "\t",
    "'",
    '"',
    "<b>",
    "]]>",
    "&#10;",
    "\\x1b",
    "名",
    "/",
    "..",
    "|",
    "`",
    "${{ x }}",
)
# What begins a sequence of a terminal, moves its cursor or reorders its line; the one line end is left out.
ACTING = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
ANYWHERE = re.compile(r"##[A-Za-z]*\[")
COMMAND = re.compile(r"^\s*::", re.MULTILINE)
LINES = 40  # that a report on one small document has at most


def text_of(choose: random.Random, longest: int = 6) -> str:
    """A name, an id or a text that does harm where it is printed as it is."""
    return "".join(choose.choice(PIECES) for _ in range(choose.randint(1, longest)))


def inert(printed: str, *, commands: bool = False) -> bool:
    """True if nothing that was printed acts on a terminal or on the log of a job.

    Args:
        printed: whole lines.
        commands: whether lines may begin as GitHub's commands do.
    """
    return not (ACTING.search(printed) or ANYWHERE.search(printed) or (not commands and COMMAND.search(printed)))


def outcomes(choose: random.Random) -> Iterator[Outcome]:
    """A document and a failure whose every text is somebody else's."""
    name = text_of(choose)
    text = f"{text_of(choose)}word{text_of(choose)}"
    start = text.index("word")
    issue = Issue(
        "fr/house/rule", "accuracy/untranslated", Severity.MAJOR, Span(start, start + 4), text_of(choose), 0.9
    )
    yield DocumentReport(
        Document(name, text, "fr", choose.choice([None, 1]), (text_of(choose),)), (issue,), Coverage(1, 1, 1, 1)
    )
    yield Failure(name, choose.choice([None, 1]), text_of(choose))


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"html"}))
def test_a_report_prints_nothing_that_acts(name: str) -> None:
    summary: list[str] = []
    for seed in seeds(2000 // 4):
        printed = "".join(render(name, outcomes(chooser(seed)), Context(Report("1"), summarize=summary.append)))
        xml = name in ("junit", "checkstyle")  # in which a tab and the line ends of a list of issues may stand
        assert inert(printed.replace("\t", "") if xml else printed, commands=name == "github"), (seed, printed)
        assert printed.count("\n") < LINES
        if name == "github":
            assert all(re.match(r"::(error|warning|notice)( |::)|\d+ ", each) for each in printed.splitlines()), printed
        if xml:
            ElementTree.fromstring(printed)
        if name in ("json", "gitlab", "sarif"):
            json.loads(printed)
    assert inert("".join(summary))


def test_a_line_of_the_command_acts_on_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    for seed in seeds(2000):
        text = text_of(chooser(seed), longest=8)
        for print_line in (say, tell):
            print_line(text)
            done = capsys.readouterr()
            assert (done.out + done.err).count("\n") == 1
            assert inert(done.out + done.err), repr(text)
        assert on_a_line(on_a_line(text)) == on_a_line(text)
        assert visible(visible(text)) == visible(text)


def printed_by(done: Done) -> str:
    """All that a command printed, as `main` prints it: the error that ends it is told."""
    *lines, last = done.err.split("\n") if done.err.endswith("\n") else (done.err, "")
    error = "\n".join([*lines, last])
    if done.code == 2 and "\nerror: " in f"\n{error}":
        head, _, message = f"\n{error}".rpartition("\nerror: ")
        error = f"{head}\n{on_a_line(f'error: {message.removesuffix(chr(10))}')}\n"
    return done.out + error.lstrip("\n")


def sound(text: str) -> str:
    """The text with no half of a pair of surrogates, which no file in UTF-8 can hold."""
    return text.encode(errors="replace").decode()


def fit_for_a_file(name: str) -> str:
    """A name that a file system takes."""
    return os.fsdecode(name.replace("/", "").replace("\0", "").encode(errors="ignore")[:120])


@pytest.mark.skipif(os.name == "nt", reason="Windows takes none of these names")
def test_names_of_files_and_what_stands_in_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = [fit_for_a_file(text_of(chooser(seed))) for seed in seeds(40)]
    for number, name in enumerate(name for name in names if name not in ("", ".", "..")):
        # Such a name, a folder of it, a link that leads out of it, one that cannot be read, and one that is in none.
        folder = tmp_path / "articles" / f"{number // 40}" / f"{number}{name}"
        folder.mkdir(parents=True)
        write(
            folder / f"{name}.txt",
            f"---\nchecker: {{ignore: [{json.dumps(name)}]}}\n---\n{FAULTY if number % 4 == 0 else CLEAN}",
        )
        (folder / f"x{name}.txt").symlink_to("/etc/hostname")
        (folder / f"y{name}.txt").write_bytes(b"\xff\xfe\x00")
        (folder / f"z{name}.png").write_bytes(b"")
    for output in ("text", "github"):
        done = checker("check", "--target", "fr", "--format", output, "articles")
        assert done.code == 2
        assert inert(printed_by(done), commands=output == "github")
    for name in names[:10]:
        done = checker("check", "--target", "fr", "--", f"./{name}")
        assert inert(printed_by(done)), repr(name)


def test_ids_of_lines(tmp_path: Path) -> None:
    lines = (
        {
            "id": sound(text_of(chooser(seed))),
            "text": f"<!-- checker: ignore[{text_of(chooser(seed + 1))}] -->",
            "target": sound(text_of(chooser(-seed))),
        }
        for seed in seeds(600)
    )
    stdin = "".join(f"{json.dumps(each)}\n" for each in lines)
    done = checker("check", "--input-format", "jsonl", "-", stdin=stdin)
    assert done.code == 2
    assert inert(printed_by(done))


def test_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "a.txt", CLEAN)
    for seed in seeds(20):
        choose = chooser(seed)
        value = json.dumps(sound(text_of(choose))).replace("\x7f", "")
        setting = choose.choice(
            [
                f"target = {value}",
                f"ignore = [{value}]",
                f"allow = [{value}]",
                f"{value} = 1",
                f"fail-on = {value}",
                f"lang = {value}",
                f"rules = [{value}]",
                f"[[overrides]]\npaths = [{value}]",
                f"allow = ['/' + {value}]",
                f"[{value}]",
                f"target = {value}x",
            ]
        )
        write(tmp_path / "checker.toml", setting)
        for command in (("check", "a.txt"), ("config",)):
            assert inert(printed_by(checker(*command))), setting


def test_packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for seed in seeds(8):
        choose = chooser(seed)
        texts = [json.dumps(sound(text_of(choose))) for _ in range(8)]
        write(tmp_path / "rules/xx/language.yaml", f"name: {{en: {texts[0]}}}\nversion: 1\nscripts: [{texts[1]}]\n")
        rule = (
            f"kind: {choose.choice(['untranslated', texts[2]])}\ncategory: accuracy/untranslated\nseverity: major\n"
            f"extents: [word]\nmessage: {{en: {texts[3]}}}\nexplanation: {{en: {texts[4]}}}\nsource: {texts[5]}\n"
            f"examples: {{flags: [{{text: {texts[6]}}}], allows: [{{text: {texts[7]}, because: {texts[0]}}}]}}\n"
        )
        file = tmp_path / "rules/xx/house" / f"{fit_for_a_file(text_of(choose))}.yaml"
        write(file, rule)
        commands = (("list",), ("explain", "house"))
        for command in (*(("rules", *each) for each in commands), ("languages",)):
            assert inert(printed_by(checker(*command, "--rules", "rules"))), rule
        assert inert(printed_by(checker("rules", "test", "rules"))), rule
        file.unlink()


def test_what_was_printed_before_is_printed_as_before() -> None:
    text = "C++ std::string, ## 2. Titre, #hashtag, « 12:30 », [1], 100 %, l’été\u00a0: œuvre"
    assert visible(text) == on_a_line(text) == text
    assert check("--target", "fr", "-", stdin=FAULTY).found == ["the talks had failed and nobody knew what to do next"]
