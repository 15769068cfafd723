"""The baseline: what is known does not count, what is new does, and nothing is lost in between."""

import json
import os

import pytest
from command_line import CLEAN, DISAGREEING, FAULTY, check, write
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import UsageError
from checker.suppress.baseline import Baseline, known_entries

BASELINE = ("--target", "fr", "--baseline", "base.json")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Two articles whose issues are known."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "a.txt", FAULTY)
    write(tmp_path / "news/b.txt", DISAGREEING)
    assert check(*BASELINE, "--update-baseline", "a.txt", "news").code == 0
    return tmp_path


def entries(folder):
    return [(entry.path, entry.text) for entry in known_entries(folder / "base.json")]


def test_known_issues_are_suppressed_and_new_ones_fail(folder):
    done = check(*BASELINE, "a.txt", "news")
    assert (done.code, done.found) == (0, [])
    assert done.suppressed == [("baseline", "base.json")] * 2
    write(folder / "news/c.txt", FAULTY)
    assert check(*BASELINE, "a.txt", "news").found == ["the talks had failed and nobody knew what to do next"]


def test_the_file_has_an_entry_a_line_sorted_for_people_to_read(folder):
    lines = (folder / "base.json").read_text(encoding="utf-8").splitlines()
    assert lines[0] == '{"version":1,"issues":['
    assert [json.loads(line.rstrip(","))["path"] for line in lines[1:-1]] == ["a.txt", "news/b.txt"]
    assert json.loads(lines[1].rstrip(","))["text"] == "the talks had failed and nobody knew what to do next"
    assert lines[-1] == "]}"


def test_issues_are_known_again_after_edits_elsewhere_and_where_they_have_moved(folder):
    write(folder / "a.txt", f"Un titre 🙂\n\n{CLEAN}\n{FAULTY.replace('Le ministre', 'La ministre')}\n{CLEAN}")
    assert check(*BASELINE, "a.txt").code == 0


def test_an_article_in_another_language_is_known_again_after_an_edit_and_not_in_another_language(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    left = (
        "The talks had failed and nobody knew what to do next.\n\nThe government will publish it next week, it said.\n"
    )
    write(tmp_path / "a.txt", left)
    known = ("--target", "fr", "--baseline", "base.json")
    check(*known, "--update-baseline", "a.txt")
    write(tmp_path / "a.txt", left.replace("it said", "a spokesman said"))
    assert check(*known, "a.txt").code == 0
    german = "Die Feuerwehr musste in der Nacht mehr als zweihundert Menschen aus ihren Wohnungen holen.\n\n"
    write(tmp_path / "a.txt", f"{german}Verletzt wurde niemand, wie ein Sprecher der Stadt am Morgen sagte.\n")
    assert check(*known, "a.txt").code == 1


def test_one_more_of_the_same_is_new(folder):
    write(folder / "a.txt", FAULTY * 2)
    done = check(*BASELINE, "a.txt")
    assert (done.code, len(done.found), len(done.suppressed)) == (1, 1, 1)


def test_paths_are_relative_to_the_baseline_wherever_the_command_runs(folder, monkeypatch):
    monkeypatch.chdir(folder / "news")
    done = check("--target", "fr", "--baseline", "../base.json", "../a.txt", "b.txt", folder / "a.txt")
    assert (done.code, len(done.suppressed)) == (0, 2)


def test_what_is_no_longer_found_is_told_and_removed_by_an_update_and_what_was_not_checked_kept(folder):
    write(folder / "a.txt", CLEAN)
    done = check(*BASELINE, "a.txt")
    assert (done.code, done.err) == (0, "base.json: 1 no longer found; --update-baseline removes what is gone\n")
    assert len(entries(folder)) == 2
    write(folder / "c.txt", FAULTY)
    done = check(*BASELINE, "--update-baseline", "a.txt", "c.txt", "missing.txt")
    assert done.code == 2
    assert done.err.endswith("base.json: 1 added, 1 removed\n")
    assert [path for path, _ in entries(folder)] == ["c.txt", "news/b.txt"]


def test_issues_of_rules_that_were_not_looked_for_are_kept(folder):
    done = check(*BASELINE, "--select", "agreement", "a.txt", "news")
    assert done.err == ""
    check(*BASELINE, "--select", "agreement", "--update-baseline", "a.txt", "news")
    assert len(entries(folder)) == 2


def test_an_update_that_changes_nothing_leaves_the_file_alone(folder):
    def identity():
        status = os.stat(folder / "base.json")
        return status.st_ino, status.st_mtime_ns

    before = identity()
    check(*BASELINE, "--update-baseline", "news", "a.txt")
    assert identity() == before


def test_what_the_text_itself_exempts_is_not_in_the_baseline(folder):
    write(folder / "a.txt", f"<!-- checker: ignore because cité -->\n{FAULTY}")
    check(*BASELINE, "--update-baseline", "a.txt")
    assert [path for path, _ in entries(folder)] == ["news/b.txt"]


def test_json_lines_are_known_by_their_ids(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    lines = "".join(json.dumps({"id": id, "text": FAULTY}) + "\n" for id in (7, "b"))
    assert check(*BASELINE, "--update-baseline", "--input-format", "jsonl", "-", stdin=lines).code == 0
    done = check(*BASELINE, "--input-format", "jsonl", "-", stdin=lines + json.dumps({"id": "c", "text": FAULTY}))
    assert [len(document["issues"]) for document in done.documents] == [0, 0, 1]
    assert [path for path, _ in entries(tmp_path)] == ["7", "b"]


def test_without_a_file_there_is_nothing_known_and_that_is_an_error(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = check(*BASELINE, "-", stdin=CLEAN)
    assert (done.code, done.out) == (2, "")
    assert done.err == "error: base.json: no such file; --update-baseline makes it\n"
    assert check("--update-baseline", "-", stdin=CLEAN).err == "error: --update-baseline wants --baseline FILE\n"


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"version":2,"issues":[]}', '{"version":1,"issues":[{"path":1}]}', "<<<<<<< HEAD\n{}"]
)
def test_a_file_that_is_no_baseline_is_one_line_and_stays_as_it_is(folder, content):
    write(folder / "base.json", content)
    done = check(*BASELINE, "--update-baseline", "a.txt")
    assert done.code == 2
    assert done.err.startswith("error: base.json: not a baseline: ")
    assert done.err.count("\n") == 1
    assert (folder / "base.json").read_text(encoding="utf-8") == content


@given(st.binary())
def test_any_bytes_are_a_baseline_or_a_usage_error(tmp_path_factory, content):
    file = tmp_path_factory.mktemp("baseline") / "base.json"
    file.write_bytes(content)
    with pytest.raises(UsageError, match=r"base\.json: not a baseline"):
        Baseline(file)


def test_a_file_that_cannot_be_replaced_is_one_line_and_leaves_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "base.json").mkdir()
    assert check(*BASELINE, "--update-baseline", "-", stdin=FAULTY).code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["base.json"]
