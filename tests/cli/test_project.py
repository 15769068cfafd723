"""Settings: each file has its own, the nearest decide, options win, and `checker config` says from where."""

import os
import subprocess
import sys

import pytest
from command_line import CLEAN, DISAGREEING, FAULTY, check, checker, write

from checker.engine.pipeline import Checkers
from checker.engine.resources import Resources
from checker.model import Document
from checker.project.settings import Settings

ENGLISH = "The mayor left the town hall before noon.\n"


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A project with French articles, dispatches that may hold less, and an English folder with settings of its own."""
    monkeypatch.chdir(tmp_path)
    write(
        tmp_path / "checker.toml",
        """
        target = "fr"
        allow = ["talks"]

        [[overrides]]
        paths = ["depeches/**", "*.brouillon.txt"]
        fail-on = "critical"
        ignore = ["untranslated"]

        [[overrides]]
        paths = ["depeches/agreement/"]
        ignore = []
        allow = ["/the .* next/"]
        """,
    )
    write(tmp_path / "english/pyproject.toml", '[tool.checker]\ntarget = "en"\n')
    for name in ("une.txt", "depeches/a.txt", "depeches/agreement/b.txt", "notes/c.brouillon.txt"):
        write(tmp_path / name, FAULTY + DISAGREEING)
    write(tmp_path / "english/a.txt", ENGLISH)
    return tmp_path


def test_each_file_is_checked_by_the_settings_above_it_and_their_overrides(desk):
    done = check("une.txt", "depeches", "notes", "english")
    found = {document["id"]: [issue["rule"] for issue in document["issues"]] for document in done.documents}
    determiner = "fr/agreement/disagreeing-determiner"
    assert found == {
        "une.txt": ["mul/untranslated/phrase", determiner],
        "depeches/a.txt": [determiner],
        "depeches/agreement/b.txt": [determiner],
        "notes/c.brouillon.txt": [determiner],
        "english/a.txt": [],
    }
    assert done.suppressed == [("allowed-term", "/the .* next/")]
    assert [document["target_language"] for document in done.documents] == ["fr"] * 4 + ["en"]


def test_the_threshold_is_that_of_each_file(desk):
    assert check("depeches", "notes", "english").code == 0
    assert check("depeches", "une.txt").code == 1
    assert check("depeches", "--fail-on", "major").code == 1


def test_options_win_over_all_settings(desk):
    assert check("depeches/a.txt", "--ignore", "agreement").found == [
        "the talks had failed and nobody knew what to do next"
    ]
    assert check("english", "--target", "fr").found != []


def test_the_settings_are_those_of_the_file_wherever_the_command_runs(desk, monkeypatch):
    monkeypatch.chdir(desk / "english")
    assert check("../depeches/a.txt").found == ["toute transfert"]
    monkeypatch.chdir("/")
    assert check(desk / "depeches/a.txt").found == ["toute transfert"]


def test_standard_input_and_json_lines_have_the_settings_of_the_current_folder(desk, monkeypatch):
    assert check("-", stdin=FAULTY).documents[0]["target_language"] == "fr"
    write(desk / "english/a.jsonl", '{"text": "Il pleut."}')
    assert check("--input-format", "jsonl", "english").documents[0]["target_language"] == "fr"
    monkeypatch.chdir(desk / "english")
    assert check("-", stdin=ENGLISH).documents[0]["target_language"] == "en"


def test_config_says_what_is_in_force_and_from_where(desk):
    def rows(*path):
        done = checker("config", *path)
        assert done.code == 0
        return {line.split()[0]: line.split(maxsplit=1)[1].split("  ") for line in done.out.splitlines()}

    def row(rows, name):
        return [part.strip() for part in rows[name] if part]

    shown = rows("depeches/agreement/b.txt")
    assert row(shown, "target") == ['"fr"', "checker.toml"]
    assert row(shown, "fail-on") == ['"critical"', "checker.toml: overrides[0]"]
    assert row(shown, "ignore") == ["[]", "checker.toml: overrides[1]"]
    assert row(shown, "allow") == ['["talks","/the .* next/"]', "checker.toml + checker.toml: overrides[1]"]
    assert row(shown, "min-confidence") == ["-", "default"]
    assert row(rows("english"), "target") == ['"en"', "english/pyproject.toml"]
    assert row(rows(), "ignore") == ["[]", "default"]
    assert row(rows("depeches"), "fail-on") == ['"critical"', "checker.toml: overrides[0]"]


def test_rules_and_language_of_messages_are_those_of_the_current_folder_and_others_are_told(desk):
    write(desk / "english/pyproject.toml", '[tool.checker]\ntarget = "en"\nlang = "fr"\n')
    done = check("english/a.txt")
    assert done.err == "english/pyproject.toml: lang: only the settings of the current folder give this\n"


def test_wrong_settings_of_an_argument_end_the_run_before_it_begins(desk):
    write(desk / "english/pyproject.toml", '[tool.checker]\ntargt = "en"\n')
    done = check("une.txt", "english")
    assert (done.code, done.out) == (2, "")
    assert done.err == "error: english/pyproject.toml: no setting is called 'targt'; did you mean 'target'?\n"


def test_wrong_settings_deeper_down_cost_only_the_files_they_are_for(desk):
    write(desk / "depeches/agreement/checker.toml", 'select = ["gremlins"]\n')
    done = check("depeches")
    assert done.code == 2
    assert [document["id"] for document in done.documents] == ["depeches/a.txt", "depeches/agreement/b.txt"]
    assert "no rule or family is called 'gremlins'" in done.documents[1]["error"]


def test_a_name_that_is_no_rule_is_told_with_the_nearest(desk):
    assert "did you mean 'agreement'?" in check("une.txt", "--select", "agrement").err


@pytest.mark.skipif(os.name == "nt", reason="names of files are Unicode there")
def test_a_file_whose_name_is_not_unicode_has_settings_too(desk):
    name = os.fsencode(desk / "depeches") + b"/caf\xe9.txt"
    with open(name, "w", encoding="utf-8") as stream:
        stream.write(FAULTY)
    done = check("depeches")
    assert "depeches/caf\\udce9.txt" in [document["id"] for document in done.documents]
    assert done.code == 0


def test_checkers_share_what_is_loaded():
    resources = Resources()
    checkers = Checkers(resources)
    settings = (Settings("fr"), Settings("fr", ignore=("agreement",)), Settings("fr", allow=("deal",)))
    for each in settings:
        checkers.outcome(Document("a", FAULTY + CLEAN), each)
    assert len({id(checkers.of(each)) for each in settings}) == 3
    assert checkers.of(Settings("fr", ignore=("agreement",))) is checkers.of(settings[1])
    engines = {id(checkers.of(each).resources.engine("fr")) for each in settings}
    assert engines == {id(resources.engine("fr"))}


def test_without_overrides_and_ignore_files_nothing_is_loaded_for_them(desk):
    write(desk / "checker.toml", 'target = "fr"\n')
    code = (
        "import sys; from checker.cli import app; "
        "app(['check', '--format', 'jsonl', 'une.txt'], standalone_mode=False); "
        "print(sorted({'pathspec', 'multiprocessing'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=desk, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_there_are_no_settings_of_a_file_that_is_not_there(desk):
    done = checker("config", "nope.txt")
    assert (done.code, done.out, done.err) == (2, "", "error: nope.txt: no such file or folder\n")


def test_a_project_file_without_tools_is_none_of_ours(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for content in ('tool = "x"', '[project]\nname = "x"'):
        write(tmp_path / "pyproject.toml", content)
        assert (checker("config").code, checker("config").err) == (0, "")


@pytest.mark.parametrize(("table", "told"), [("cheker", True), ("chekcer", True), ("checkov", False), ("mypy", False)])
def test_a_misspelt_table_of_pyproject_is_told(tmp_path, monkeypatch, table, told):
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "pyproject.toml", f"[tool.{table}]\nstrict = true\n")
    said = f"pyproject.toml: [tool.{table}] is not read; did you mean [tool.checker]?"
    assert (said in checker("config").err) == told


def test_an_empty_folder_is_called_so(tmp_path):
    (tmp_path / "in").mkdir()
    assert f"{tmp_path / 'in'}: the folder is empty" in checker("check", tmp_path / "in").out
    write(tmp_path / "in/.hidden.txt", "Il pleut.")
    assert "no file in this folder is of a format that is read" in checker("check", tmp_path / "in").out
