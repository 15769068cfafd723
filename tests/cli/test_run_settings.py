"""Settings of a run as a whole: what is checked, what is left out, where reports go."""

import json
from pathlib import Path

import pytest
from command_line import CLEAN, FAULTY, Done, check, checker, write


@pytest.fixture(autouse=True)
def desk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "articles/bon.txt", CLEAN)
    write(tmp_path / "articles/mauvais.txt", FAULTY)
    write(tmp_path / "articles/brouillon.draft.txt", FAULTY)
    write(
        tmp_path / "checker.toml",
        'target = "fr"\npaths = ["articles"]\nexclude = ["*.draft.txt"]\nformat = "jsonl"\noutput = ["json=out.json"]\n'
        'jobs = "auto"\n',
    )
    return tmp_path


def test_a_command_without_arguments_does_what_the_settings_say(desk):
    done = checker("check")
    assert [each["id"] for each in done.documents] == ["articles/bon.txt", "articles/mauvais.txt"]
    assert json.loads((desk / "out.json").read_bytes())["documents"] == done.documents
    assert done.code == 1


def test_options_come_before_settings(desk):
    done = checker("check", "articles/bon.txt", "--format", "text", "--output", "jsonl=other.jsonl", "--jobs", "1")
    assert done.out.startswith("No issues found: 1 document")
    assert (desk / "other.jsonl").exists()
    assert not (desk / "out.json").exists()


def test_paths_count_from_the_folder_of_the_file(desk, monkeypatch):
    (desk / "deeper").mkdir()
    monkeypatch.chdir(desk / "deeper")
    done = checker("check")
    assert [each["id"] for each in done.documents] == ["../articles/bon.txt", "../articles/mauvais.txt"]
    assert (desk / "out.json").exists()


def test_patterns_of_the_option_are_added_to_those_of_the_settings():
    done = checker("check", "--exclude", "bon.txt")
    assert [each["id"] for each in done.documents] == ["articles/mauvais.txt"]


def test_a_baseline_of_the_settings_counts(desk):
    write(desk / "checker.toml", 'target = "fr"\npaths = ["articles/mauvais.txt"]\nbaseline = "known.json"\n')
    assert checker("check", "--update-baseline").code == 0
    assert (desk / "known.json").exists()
    assert checker("check").code == 0


@pytest.mark.parametrize(
    ("settings", "wanted"),
    [
        ("jobs = 0", 'checker.toml: jobs: a number from 1 on, or "auto", is wanted'),
        ('jobs = "many"', "checker.toml: jobs: "),
        ('paths = "articles"', "checker.toml: paths: a list is wanted, not a text"),
        ('format = "jsonlines"', "no format is called 'jsonlines'; did you mean 'jsonl'?"),
        ('output = ["jsn=out"]', "no format is called 'jsn'; did you mean 'json'?"),
        ('exclude = ["!"]', "checker.toml: exclude: "),
        ('output = ["json=../out.json"]', "checker.toml: output: '../out.json' lies outside"),
        ('output = ["html=.git/hooks/"]', "checker.toml: output: '.git/hooks/' lies outside"),
        ('baseline = "/known.json"', "checker.toml: baseline: '/known.json' lies outside"),
    ],
)
def test_a_wrong_one_is_told_with_its_key(desk, settings, wanted):
    write(desk / "checker.toml", f'target = "fr"\n{settings}\n')
    done = checker("check", "articles")
    assert done.code == 2
    assert wanted in done.err


def test_config_shows_them_all():
    rows = checker("config").out
    for name in ("paths", "exclude", "baseline", "jobs", "output", "format"):
        assert f"\n{name} " in rows
    assert 'output          ["json=out.json"]' in rows


def test_other_keys_of_a_json_line_are_handed_through():
    lines = [
        {"id": 1, "text": CLEAN, "date": "2024-05-01", "tags": ["a", {"b": 1.50}], "issues": "mine", "nom d’été": None},
        {"id": 2, "text": "?", "target": "tlh", "date": "2024-05-02"},
    ]
    stdin = "\n".join(json.dumps(each) for each in lines)
    for form in ("jsonl", "json"):
        done = checker("check", "--input-format", "jsonl", "--format", form, "-", stdin=stdin)
        first, second = done.documents if form == "jsonl" else json.loads(done.out)["documents"]
        assert {key: first[key] for key in ("date", "tags", "nom d’été")} == {
            "date": "2024-05-01",
            "tags": ["a", {"b": 1.5}],
            "nom d’été": None,
        }
        assert first["issues"] == []
        assert second["date"] == "2024-05-02"
        assert "error" in second


def of_lines(*lines: str) -> Done:
    return checker(
        "check", "--target", "fr", "--format", "jsonl", "--input-format", "jsonl", "-", stdin="\n".join(lines)
    )


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ('{"id": 7, "txt": "Il est parti.", "source": "AFP"}', {"id": 7, "txt": "Il est parti.", "source": "AFP"}),
        ('{"id": 7, "text": 5, "source": {"a": [1, 2]}}', {"id": 7, "source": {"a": [1, 2]}}),
        ('{"id": 1.5, "text": "Il est parti.", "source": "AFP"}', {"id": None, "source": "AFP"}),
        ('{"text": "Il est parti.", "source": "AFP"', {"id": None}),
        ("[1, 2]", {"id": None}),
    ],
)
def test_a_line_that_is_an_error_keeps_its_other_keys(line, kept):
    (failed,) = of_lines(line).documents
    assert {key: value for key, value in failed.items() if key not in ("line", "error")} == kept
    assert failed["line"] == 1


def test_a_key_that_the_report_has_itself_comes_back_under_another_name():
    line = {"text": CLEAN, "score": 3, "input_score": 4, "line": "sport", "url": "u"}
    (first,) = of_lines(json.dumps(line)).documents
    assert first["score"] == 0
    wanted = {"input_score": 4, "input_input_score": 3, "input_line": "sport", "url": "u"}
    assert {key: first[key] for key in wanted} == wanted


def test_lines_with_one_id_are_told_once_and_all_are_checked():
    done = of_lines(*(json.dumps({"id": name, "text": CLEAN}) for name in ("a", "b", "a", "a", "b")))
    assert [each["id"] for each in done.documents] == ["a", "b", "a", "a", "b"]
    assert done.err.count("stands on line") == 1
    assert "the id 'a' stands on line 1 and on line 3" in done.err
    assert "stands on line" not in of_lines(*(json.dumps({"id": name, "text": CLEAN}) for name in ("1", 1))).err


def test_a_missing_file_of_terms_is_told_and_made_by_apply():
    done = check("--allow-file", "terms.txt", "articles")
    assert done.code == 2
    assert "terms.txt: no such file; `checker apply decisions.json --allow-file terms.txt` makes one" in done.err


def test_pages_never_go_among_articles(desk):
    before = sorted(desk.glob("articles/*"))
    done = checker("check", "articles/bon.txt", "--output", "html=articles")
    assert done.code == 2
    assert "articles: holds what no report has written" in done.err
    assert sorted(desk.glob("articles/*")) == before
    assert not Path("articles/index.html").exists()


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('output = ["pdf=x"]', "checker.toml: output: pdf=x: no format is called 'pdf'; there are checkstyle"),
        ('output = ["html"]', "checker.toml: output: html: a file is wanted, such as html=report.html"),
        ('format = "htm"', "checker.toml: format: no format is called 'htm'; did you mean 'html'?"),
        ('rules = ["nix"]', "checker.toml: rules: nix: no such folder of packs"),
    ],
)
def test_a_wrong_setting_of_the_run_names_its_file_and_itself(desk, settings, said):
    write(desk / "checker.toml", settings)
    done = checker("check", "--target", "fr", "articles")
    assert done.code == 2
    assert done.err.startswith(f"error: {said}")


def test_a_wrong_option_is_called_by_its_own_name():
    assert "error: --output pdf=x: no format is called 'pdf'" in check("--output", "pdf=x", "articles").err


def test_a_mistyped_severity_of_a_rule_is_told_with_what_was_meant(desk):
    write(desk / "house/fr/house/kyiv.yaml", "kind: terms\nterms: {Kiev: Kyiv}\nseverity: majr\n")
    done = check("--rules", "house", "articles")
    assert "kyiv.yaml:3: severity: no severity is called 'majr'; did you mean 'major'?" in done.err


def test_a_word_list_of_the_settings_is_not_there_before_a_word_is_taught(desk):
    write(desk / "checker.toml", 'word-list = "words.txt"\n')
    done = checker("check", "--target", "fr", "articles/bon.txt")
    assert done.code == 0
    assert "warning: checker.toml: word-list: words.txt: no such file yet; `checker apply` makes it" in done.err
    named = checker("check", "--target", "fr", "--word-list", "words.txt", "articles/bon.txt")
    assert named.code == 2
    assert "words.txt: no such file; `checker apply decisions.json --word-list words.txt` makes one" in named.err
