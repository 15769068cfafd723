"""The command line as a shell sees it: what goes where, and with which exit code."""

import json
import os
import re
import subprocess
import sys
from contextlib import chdir
from pathlib import Path

import pytest
from command_line import CLEAN, FAULTY, checker
from jsonschema import Draft202012Validator

from checker.report.schema import json_schema

ROOT = Path(__file__).parents[2]


def run(*args, cwd=ROOT, stdin=None, env=None):
    """Run a command in a folder, in this process."""
    with chdir(cwd):
        done = checker(*args, stdin=stdin, env=env)
    return subprocess.CompletedProcess(args, done.code, done.out, done.err)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "faulty.txt").write_text(FAULTY, encoding="utf-8")
    (tmp_path / "clean.txt").write_text(CLEAN, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["clean.txt"], 0),
        (["faulty.txt"], 1),
        (["faulty.txt", "--fail-on", "critical"], 0),
        (["faulty.txt", "--select", "agreement"], 0),
        (["faulty.txt", "--exit-zero"], 0),
        (["missing.txt", "faulty.txt", "--exit-zero"], 2),
        (["missing.txt"], 2),
        (["missing.txt", "faulty.txt"], 2),
        (["clean.txt", "--target", "tlh"], 2),
        (["clean.txt", "--select", "nonsense"], 2),
        (["clean.txt", "--select", "agreement", "--ignore", "fr/agreement"], 2),
        (["clean.txt", "--rules", "nowhere"], 2),
        (["clean.txt", "--format", "xml"], 2),
    ],
)
@pytest.mark.parametrize("form", ["text", "jsonl"])
def test_the_exit_code_is_the_same_for_every_format(folder, args, code, form):
    done = run("check", "--target", "fr", *(["--format", form] if "--format" not in args else []), *args, cwd=folder)
    assert done.returncode == code
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("name", "code"), [("clean.txt", 0), ("faulty.txt", 1), ("missing.txt", 2)])
def test_a_process_does_what_is_done_in_this_one(folder, name, code):
    arguments = ["check", "--target", "fr", name]
    command = [sys.executable, "-m", "checker", *arguments]
    environment = os.environ | {"COLUMNS": "100"}
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=environment)
    here = run(*arguments, cwd=folder, env={"COLUMNS": "100"})
    assert (done.returncode, done.stdout, done.stderr) == (code, here.stdout, here.stderr)


def test_reports_go_to_standard_output_and_messages_to_standard_error(folder):
    done = run("check", "--target", "fr", "--format", "json", "missing.txt", "faulty.txt", cwd=folder)
    report = json.loads(done.stdout)
    Draft202012Validator(json.loads(json_schema("json"))).validate(report)
    assert "missing.txt" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_every_line_of_a_stream_has_its_answer_in_its_place():
    lines = [
        '{"id": 7, "text": "Il pleut sur la ville."}',
        "{broken",
        '{"id": "b"}',
        json.dumps({"id": "c", "text": FAULTY}),
    ]
    done = run("check", "--target", "fr", "--input-format", "jsonl", "--format", "jsonl", "-", stdin="\n".join(lines))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    validator = Draft202012Validator(json.loads(json_schema("jsonl")))
    for answer in answers:
        validator.validate(answer)
    assert [answer["id"] for answer in answers] == [7, None, "b", "c"]
    assert ["error" in answer for answer in answers] == [False, True, True, False]
    assert [answer["line"] for answer in answers if "error" in answer] == [2, 3]
    assert answers[3]["issues"][0]["text"] == "the talks had failed and nobody knew what to do next"
    assert done.returncode == 2


def test_a_target_that_cannot_be_told_asks_for_one():
    done = run("check", "-", stdin="OK\n")
    assert done.returncode == 2
    assert "--target" in done.stderr


def test_a_closed_pipe_ends_the_run_without_a_traceback():
    command = [sys.executable, "-m", "checker", "check", "--target", "fr", "--input-format", "jsonl"]
    with subprocess.Popen(
        [*command, "--format", "jsonl", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.close()
        process.stdin.write(b'{"id": 1, "text": "Bonjour."}\n' * 5)
        process.stdin.close()
        errors = process.stderr.read().decode()
    assert process.returncode == 2
    assert errors == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_one_line():
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "checker", "check", "--target", "fr", "-"]
        done = subprocess.run(command, input=CLEAN, stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 2
    assert done.stderr == "error: standard output cannot be written: No space left on device\n"


@pytest.mark.parametrize(
    ("settings", "wanted"), [('lang = "de"', "'de'"), ('rules = ["nowhere"]', "nowhere"), ('tarjet = "fr"', "target")]
)
def test_a_wrong_setting_is_one_line(folder, settings, wanted):
    (folder / "checker.toml").write_text(settings, encoding="utf-8")
    done = run("check", "--target", "fr", "clean.txt", cwd=folder)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert wanted in done.stderr


def test_settings_are_found_above_the_folder_and_options_beat_them(folder):
    (folder / "checker.toml").write_text('target = "fr"\nignore = ["mul/untranslated"]\n', encoding="utf-8")
    (folder / "deeper").mkdir()
    assert run("check", "../faulty.txt", cwd=folder / "deeper").returncode == 0
    assert run("check", "../faulty.txt", "--ignore", "agreement", cwd=folder / "deeper").returncode == 1


def test_a_wrong_rule_is_told_once_with_file_line_and_key(folder):
    rule = folder / "own/fr/house/wrong.yaml"
    rule.parent.mkdir(parents=True)
    good = (ROOT / "rules/mul/untranslated/word.yaml").read_text(encoding="utf-8")
    rule.write_text(good + "colour: red\n", encoding="utf-8")
    done = run("check", "--target", "fr", "--rules", "own", "clean.txt", "faulty.txt", cwd=folder)
    assert done.returncode == 2
    line = len(good.splitlines()) + 1
    assert re.fullmatch(rf"error: .*wrong\.yaml:{line}: colour: the key `colour` is not known\n", done.stderr)


def test_the_rule_in_the_guide_for_rule_writers_proves_itself(tmp_path):
    guide = (ROOT / "rules/README.md").read_text(encoding="utf-8")
    rule = tmp_path / "house/mul/house/left-word.yaml"
    rule.parent.mkdir(parents=True)
    rule.write_text(re.search(r"```yaml\n(kind:.*?)```", guide, re.DOTALL)[1], encoding="utf-8")
    for path in (rule, tmp_path / "house"):
        done = run("rules", "test", path)
        assert done.stdout == "rules: 1; examples passed: 4, failed: 0\n"
        assert done.returncode == 0


def test_rules_are_listed_and_explained():
    assert "mul/untranslated/passage" in run("rules", "list").stdout
    explained = run("rules", "explain", "mul/untranslated/word", "--lang", "fr").stdout
    assert "Un mot seul n’est signalé que si les indices sont forts." in explained
    assert run("rules", "explain", "nonsense").returncode == 2
    assert run("rules", "test", "nowhere").returncode == 2


def test_what_a_folder_holds_beside_articles_is_said(folder):
    (folder / "notes.py").write_text("Notes", encoding="utf-8")
    done = run("check", "--target", "fr", "--fail-on", "critical", folder)
    assert done.returncode == 0
    assert "files left out that are not of a format that is read: 1" in done.stderr


def test_a_known_target_and_json_load_neither_guessers_nor_page_makers(folder):
    code = (
        "import sys; from checker.cli import app; "
        "app(['check', '--target', 'fr', '--format', 'jsonl', 'clean.txt'], standalone_mode=False); "
        "print(sorted({'lingua', 'langdetect', 'jinja2', 'rich', 'sacremoses', 'torch'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]"
