"""What a desk teaches: written by `apply`, kept in a file that merges, and read by every check from then on."""

import json
import pickle
from pathlib import Path

import pytest
from typer.testing import CliRunner

from checker import Checker, UsageError
from checker.cli import app
from checker.morphology.taught import read_word_list

AGREED = "La zorgle bleue est partie.\n"
CAPITAL = "Il a vu la zorgle hier. La Zorgle est loin.\n"
NAMED = "Générations futures a annoncé son départ hier soir à Paris.\n"
FOREIGN = "Il a parlé de breakthrough hier à Paris avec ses amis.\n"


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def taught(*lines: str) -> Path:
    path = Path("words.txt")
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def found(text: str, *lines: str) -> list[tuple[str, str]]:
    report = Checker("fr", word_list=taught(*lines), min_confidence=0.0).check_text(text)
    return [(issue.rule.split("/")[1], issue.text) for issue in report.issues]


def teach(*lines: str, options: tuple[str, ...] = ()) -> str:
    decisions = [
        {"fingerprint": str(number), "rule": "fr/agreement/x", "text": "x", "decision": "teach", "term": line}
        for number, line in enumerate(lines)
    ]
    documents = [{"id": "-", "sha256": None, "decisions": decisions}]
    file = {"schema_version": 1, "offset_unit": "unicode-code-points", "documents": documents}
    Path("decisions.json").write_text(json.dumps(file), encoding="utf-8")
    return CliRunner().invoke(app, ["apply", "decisions.json", *options])


def test_a_noun_that_is_taught_has_its_gender():
    assert found(AGREED, "zorgle: feminine") == []
    assert ("agreement", "La zorgle") in found(AGREED, "zorgle: masculine")


def test_a_word_with_a_capital_is_meant_as_it_is_written():
    assert found(CAPITAL, "zorgle: masculine") == [("agreement", "la zorgle"), ("agreement", "La Zorgle")]
    assert found(CAPITAL, "Zorgle: masculine") == [("agreement", "La Zorgle")]


def test_a_name_of_several_words_is_read_as_it_alone():
    assert ("agreement", "a") in found(NAMED, "autre: feminine")
    assert found(NAMED, "Générations futures: singular, a name") == []


@pytest.mark.parametrize("determiner", ["Les", "Des", "Ces"])
@pytest.mark.parametrize("name", ["Générations futures", "Générations Futures"])
def test_no_determiner_changes_the_number_that_a_name_was_taught(determiner, name):
    singular = f"{determiner} {name} a annoncé son départ hier soir à Paris."
    assert ("disagreeing-verb", "a") in rules_found(singular, "autre: feminine")
    assert rules_found(singular, f"{name}: singular, a name") == []
    plural = f"{determiner} {name} ont annoncé leur départ hier soir à Paris."
    assert rules_found(plural, "autre: feminine") == []


def rules_found(text: str, *lines: str) -> list[tuple[str, str]]:
    report = Checker("fr", word_list=taught(*lines), min_confidence=0.0).check_text(text)
    return [(issue.rule.split("/")[2], issue.text) for issue in report.issues]


def test_what_is_taught_is_no_foreign_word():
    assert found(FOREIGN, "autre: feminine") == [("untranslated", "breakthrough")]
    assert found(FOREIGN, "breakthrough: masculine") == []


def test_a_checker_takes_its_words_along():
    checker = Checker("fr", word_list=taught("zorgle: masculine"), min_confidence=0.0)
    assert pickle.loads(pickle.dumps(checker)).check_text(AGREED).issues == checker.check_text(AGREED).issues != ()


def test_apply_adds_what_is_taught_in_its_order_and_leaves_the_rest():
    path = taught("# the desk", "Alpha: a name", "Mustang: feminine  # the car")
    assert teach("Zorgle: plural", "Lada: a name, feminine", options=("--word-list", "words.txt")).exit_code == 0
    lines = path.read_text(encoding="utf-8").splitlines()
    wanted = ["# the desk", "Alpha: a name", "Lada: feminine, a name", "Mustang: feminine  # the car", "Zorgle: plural"]
    assert lines == wanted
    assert "nothing new" in teach("Zorgle: plural", options=("--word-list", "words.txt")).output
    assert path.read_text(encoding="utf-8").splitlines() == wanted


def test_apply_and_check_find_the_list_in_the_settings():
    Path("checker.toml").write_text('target = "fr"\nword-list = "list.txt"\n')
    assert teach("zorgle: masculine", options=("--dry-run",)).exit_code == 0
    assert not Path("list.txt").exists()
    assert teach("zorgle: masculine").exit_code == 0
    Path("a.txt").write_text(AGREED, encoding="utf-8")
    for jobs in ("1", "2"):
        assert (
            "La zorgle" in CliRunner().invoke(app, ["check", "a.txt", "--min-confidence", "0", "--jobs", jobs]).output
        )


def test_what_is_taught_without_a_list_is_an_error():
    result = teach("zorgle: masculine")
    assert result.exit_code == 2
    assert "--word-list FILE" in result.output


def test_of_two_ways_to_teach_a_word_none_is_written():
    path = taught("Mustang: feminine")
    result = teach("Lada: feminine", "Mustang: masculine", options=("--word-list", "words.txt"))
    assert isinstance(result.exception, UsageError)
    assert path.read_text(encoding="utf-8") == "Mustang: feminine\n"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Mustang", "words.txt:1: a line such as"),
        ("Mustang: femenine", "did you mean 'feminine'"),
        ("Mustang: feminine: a name", "a word has no colon"),
        ("Mustang: feminine, masculine", "one gender and one number"),
        ("/.*/: a name", "words.txt:1: a line such as"),
        ("Mustang: feminine\nMustang: plural", "taught in line 1 too"),
    ],
)
def test_a_line_that_makes_no_sense_is_an_error_with_its_place(line, said):
    with pytest.raises(UsageError, match=said):
        read_word_list(taught(line))
