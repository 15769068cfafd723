"""What a new user types first, and what is said to it."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import CLEAN, DISAGREEING, FAULTY, check, checker, write
from typer.testing import CliRunner

import checker as library
from checker.cli import app
from checker.packs.languages import BUNDLED, Packs

ROOT = Path(__file__).parents[2]
HELP = [
    [],
    ["check"],
    ["apply"],
    ["fix"],
    ["config"],
    ["languages"],
    ["schema"],
    ["rules"],
    ["rules", "explain"],
    ["rules", "test"],
]


@pytest.fixture(autouse=True)
def desk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "faulty.txt", FAULTY)
    write(tmp_path / "clean.txt", CLEAN)
    return tmp_path


def run(*arguments, **settings):
    command = [sys.executable, "-m", "checker", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, timeout=300, text=True, **{"capture_output": True, "env": environment} | settings)


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["clean.txt"], 'Did you mean "checker check clean.txt"?'),
        (["-"], 'Did you mean "checker check -"?'),
        (["--target", "fr", "clean.txt"], 'Did you mean "checker check --target fr clean.txt"?'),
        (["chekc", "clean.txt"], "Did you mean 'check'"),
        (["check", "--target", "french", "clean.txt"], "did you mean 'fr'?"),
        (["check", "--target", "Allemand", "clean.txt"], "did you mean 'de'?"),
        (["check", "--target", "xx-klingon", "clean.txt"], "supported: ar, bg"),
        (["check", "--target", "fr", "--select", "agrement", "clean.txt"], "did you mean 'agreement'?"),
        (["check", "--fail-on", "mayor", "clean.txt"], "did you mean 'major'?"),
        (["check", "--format", "jsonlines", "clean.txt"], "did you mean 'jsonl'?"),
        (["check", "--lang", "de", "clean.txt"], "there are en, fr"),
        (["check", "--jobs", "0", "clean.txt"], "a number from 1 on"),
        (["check", "--jobs", "many", "clean.txt"], "a number from 1 on"),
        (["check", "--min-confidence", "high", "clean.txt"], "a number such as 0.8 is wanted"),
        (["check", "--min-confidence", "7", "clean.txt"], "between 0 and 1"),
        (["check"], "a PATH is wanted"),
    ],
)
def test_a_mistake_is_told_with_what_was_meant(arguments, wanted):
    done = checker(*arguments)
    assert done.code == 2
    assert wanted in done.err
    assert not re.search(r"Value error|Input should|\[Errno|matching regex|\?\.", done.err)


@pytest.mark.parametrize("command", HELP, ids=" ".join)
def test_help_is_in_words_and_none_of_it_is_cut(command):
    short, long = checker(*command, "-h"), checker(*command, "--help")
    assert short.out == long.out
    assert short.code == 0
    assert "..." not in re.sub(r"\[(ARGS|PATH)\]\.\.\.|\{\w+\.\.\.\}", "", short.out)
    assert not re.search(r"<(str|int|float|path|bool)|list\[|Path\b", short.out)


@pytest.mark.parametrize(
    ("command", "usage"), [("check", "[PATH]..."), ("apply", "{DECISIONS...}"), ("fix", "{FILE...}")]
)
def test_the_usage_says_what_may_be_given_several_times(command, usage):
    assert checker(command, "-h").out.splitlines()[0] == f"Usage: checker {command} [OPTIONS] {usage}"


def test_the_version_is_short():
    assert checker("--version").out == f"translation-checker {library.__version__}\n"


def test_names_may_stand_behind_commas():
    write(Path("both.txt"), FAULTY + DISAGREEING)
    assert len(check("--target", "fr", "--select", "agreement, untranslated", "both.txt").found) == 2
    assert check("--target", "fr", "--ignore", "agreement,mul/untranslated", "both.txt").found == []


def test_quiet_shows_issues_and_errors_alone(desk):
    write(desk / "warned.txt", f"<!-- checker: ignore[nonsense] -->\n{CLEAN}")
    write(desk / "notes.py", "Notes")
    done = checker("check", "--target", "fr", "-q", ".")
    assert re.match(r"\./faulty\.txt:1:\d+  major", done.out)
    assert "issue" not in done.out
    assert done.err == ""
    quiet = checker("check", "--target", "fr", "--quiet", "clean.txt", "missing.txt")
    assert quiet.out == "error: missing.txt: cannot be read: No such file or directory\n\n"
    assert quiet.err == "error: missing.txt: cannot be read: No such file or directory\n"
    assert quiet.code == 2


def test_statistics_count_by_rule_and_score_the_run(desk):
    write(desk / "both.txt", FAULTY + DISAGREEING)
    done = checker("check", "--target", "fr", "--statistics", "both.txt", "faulty.txt")
    words = int(re.search(r"(\d+) words, target", done.out)[1])
    assert done.out.endswith(
        "2  mul/untranslated/phrase\n"
        "1  fr/agreement/disagreeing-determiner\n"
        "untranslated 2, agreement 1\n"
        f"score {15000 / words:.2f}: penalties in 1,000 words (15 in {words}; minor 1, major 5, critical 25)\n"
    )
    other = checker("check", "--target", "fr", "--statistics", "--format", "jsonl", "both.txt", "faulty.txt")
    assert other.err == done.out[done.out.index("2  mul") :]
    assert "mineur 1" in checker("check", "--target", "fr", "--lang", "fr", "--statistics", "clean.txt").out


def test_statistics_leave_out_what_counts_for_nothing(desk):
    write(desk / "taste.txt", 'Le ministre a dit "oui" au maire.\n')
    neutral = "fr/typography/straight-quotation-marks"
    assert neutral in checker("check", "--target", "fr", "--format", "json", "taste.txt").out
    assert neutral not in checker("check", "--target", "fr", "--statistics", "taste.txt").out
    counted = checker("check", "--target", "fr", "--statistics", "--fail-on", "neutral", "taste.txt")
    assert f"1  {neutral}\n" in counted.out


def test_what_is_excluded_is_left_out_of_folders(desk):
    for name in ("articles/a.txt", "articles/b.draft.txt", "articles/old/c.txt"):
        write(desk / name, CLEAN)
    done = check("--target", "fr", "--exclude", "*.draft.txt", "--exclude", "articles/old/", "articles")
    assert [each["id"] for each in done.documents] == ["articles/a.txt"]
    assert "left out by exclude and .checkerignore: 2" in done.err
    named = check("--target", "fr", "--exclude", "*.draft.txt", "articles/b.draft.txt")
    assert len(named.documents) == 1
    assert checker("check", "--target", "fr", "--exclude", "!", "articles").code == 2


def test_one_file_of_settings_may_be_named(desk):
    write(desk / "checker.toml", 'target = "de"\n')
    write(desk / "desk/french.toml", 'target = "fr"\n[[overrides]]\npaths = ["../clean.txt"]\nfail-on = "critical"\n')
    assert check("--config", "desk/french.toml", "clean.txt").documents[0]["target_language"] == "fr"
    write(desk / "pyproject.toml", '[tool.checker]\ntarget = "it"\n')
    assert check("--config", "pyproject.toml", "clean.txt").documents[0]["target_language"] == "it"
    missing = checker("check", "--config", "none.toml", "clean.txt")
    assert missing.err == "error: none.toml: cannot be read: No such file or directory\n"


@pytest.mark.parametrize(
    ("settings", "wanted"),
    [
        ('target = "french"', "checker.toml: target: target language 'french' is not supported; did you mean 'fr'?"),
        (
            'target = "fr"\nselect = ["agrement"]',
            "checker.toml: select: no rule or family is called 'agrement'; did you",
        ),
        (
            'target = "fr"\nfail-on = "mayor"',
            "checker.toml: fail-on: no severity is called 'mayor'; did you mean 'major'?",
        ),
        (
            'target = "fr"\n[[overrides]]\npaths = ["clean.txt"]\nignore = ["x"]',
            "checker.toml: overrides[0]: ignore: no rule or family is called 'x'",
        ),
    ],
)
def test_a_wrong_setting_names_its_file_its_key_and_what_was_meant(desk, settings, wanted):
    write(desk / "checker.toml", settings)
    done = checker("check", "clean.txt")
    assert done.code == 2
    assert wanted in done.err


def test_places_can_be_clicked_on():
    done = checker("check", "--target", "fr", "faulty.txt")
    assert re.search(r"^faulty\.txt:1:\d+  major  ", done.out, re.MULTILINE)


def test_where_both_streams_meet_nothing_is_said_twice():
    settings = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "capture_output": False}
    done = run("check", "--target", "fr", "missing.txt", "clean.txt", **settings)
    assert done.stdout.count("missing.txt: cannot be read") == 1


def test_nothing_is_found_only_where_something_was_checked():
    done = checker("check", "--target", "fr", "missing.txt")
    assert "Nothing was checked, 1 document not checked" in done.out
    assert "No issues" not in done.out
    assert "Rien n’a été vérifié" in checker("check", "--target", "fr", "--lang", "fr", "missing.txt").out


def test_a_reader_that_has_gone_is_told_nothing(desk):
    write(desk / "many.txt", (FAULTY + "\n") * 500)  # a report that no pipe holds
    command = f"{sys.executable} -m checker check --target fr many.txt | head -1"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, env=environment, timeout=300)
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == ""


def test_colour_can_be_forced_and_refused():
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "FORCE_COLOR": "1"}
    assert "\x1b[" in run("check", "--target", "fr", "faulty.txt", env=environment).stdout
    del environment["FORCE_COLOR"]
    assert "\x1b[" not in run("check", "--target", "fr", "faulty.txt", env=environment).stdout


def test_on_a_narrow_terminal_lines_break_between_words():
    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "40", "NO_COLOR": "1", "TERM": "xterm"}
    command = [sys.executable, "-m", "checker", "check", "--target", "fr", "faulty.txt"]
    with subprocess.Popen(command, stdout=theirs, stderr=subprocess.PIPE, env=environment):
        os.close(theirs)
        shown = b""
        try:
            while piece := os.read(ours, 10_000):
                shown += piece  # it may end within a character
        except OSError:  # the terminal is closed
            pass
    os.close(ours)
    lines = re.sub(r"\x1b\[[0-9;]*m", "", shown.decode()).splitlines()
    assert all(len(line) <= 40 for line in lines)
    said = " ".join(line.strip() for line in lines)
    assert "nobody knew what to do next”. mul/untranslated/phrase" in re.sub(r" +", " ", said)


def test_languages_know_their_names():
    assert "French" in Packs().languages["fr"].file.name.values()


def test_all_that_a_french_desk_reads_is_french(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    missing = CliRunner().invoke(app, ["check", "--target", "fr", "--lang", "fr", "missing.txt"])
    assert "erreur" in missing.output
    assert "illisible" in missing.output
    wrong = CliRunner().invoke(app, ["check", "--lang=fr", "--jobs", "0", "missing.txt"])
    assert wrong.exit_code == 2
    assert "Erreur\u00a0: Valeur impossible pour '--jobs'" in wrong.output
    (tmp_path / "checker.toml").write_text('lang = "fr"\n')
    nothing = {"schema_version": 1, "offset_unit": "unicode-code-points", "documents": []}
    (tmp_path / "decisions.json").write_text(json.dumps(nothing))
    assert CliRunner().invoke(app, ["apply", "decisions.json", "--dry-run"]).output == "rien n’a été écrit\n"
    assert "règles" in CliRunner().invoke(app, ["rules", "test", "--lang", "fr", str(BUNDLED / "fr" / "names")]).output
