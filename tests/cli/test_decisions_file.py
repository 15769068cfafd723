"""The file of decisions: what is written of it is so, and what is wrong in one is told."""

import json
import re
from hashlib import sha256
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from command_line import checker
from msgspec.structs import fields

from checker.decisions import DecidedDocument, Decision, Decisions, Edit

PAGE = (Path(__file__).parents[2] / "docs/decisions.md").read_text(encoding="utf-8")
EXAMPLE = re.search(r"<!-- example -->\n```json\n(.*?)```", PAGE, re.DOTALL)[1]
DESCRIBED = {name for row in re.findall(r"^\| (`.+?) \|", PAGE, re.MULTILINE) for name in re.findall(r"`(.+?)`", row)}


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def written(file: dict) -> None:
    Path("decisions.json").write_text(json.dumps(file), encoding="utf-8")


def test_the_example_of_the_documents_is_applied():
    example = json.loads(EXAMPLE)
    text = "La bureau du port est ouvert.\n"
    Path("port.txt").write_text(text, encoding="utf-8")
    example["documents"][0]["sha256"] = sha256(text.encode()).hexdigest()
    written(example)
    assert checker("apply", "decisions.json", "--allow-file", "terms.txt").code == 0
    assert Path("port.txt").read_text(encoding="utf-8") == "Le bureau du port reste ouvert.\n"
    assert Path("terms.txt").read_text(encoding="utf-8") == "deal\n"


def test_the_documents_describe_each_key_and_no_other():
    known = {field.encode_name for each in (Decisions, DecidedDocument, Decision, Edit) for field in fields(each)}
    assert known == DESCRIBED
    assert all(f"`{each}`" in PAGE for each in get_args(get_type_hints(Decision)["decision"]))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"edit": []}, "documents[0].decisions[0]: the key `edit` is not known; did you mean 'edits'?"),
        ({"decision": "acept"}, "documents[0].decisions[0].decision: there is no 'acept'; did you mean 'accept'?"),
        ({"decision": "x"}, "there is no 'x'; there are accept, allow, ignore-word, mend, reject, teach"),
        ({"edits": [{"start": 0, "end": 1, "replacment": ""}]}, "edits[0]: the key `replacment` is not known; did you"),
    ],
)
def test_a_wrong_file_of_decisions_is_told_with_its_name_the_key_and_the_nearest(wrong, said):
    written(json.loads(EXAMPLE) | {"documents": [decided_with(wrong)]})
    for command in ("apply", "feedback"):
        done = checker(command, "decisions.json")
        assert done.code == 2
        assert done.err.startswith("error: decisions.json: no decisions: ")
        assert said in done.err


def decided_with(more: dict) -> dict:
    """A document with one decision, which has these keys too."""
    return {
        "id": "a",
        "sha256": None,
        "decisions": [{"fingerprint": "1", "rule": "r", "text": "x", "decision": "reject"} | more],
    }


def test_a_file_of_a_later_version_is_told_which_is_read():
    written(json.loads(EXAMPLE) | {"schema_version": 2})
    said = "error: decisions.json: no decisions: schema_version: there is no 2; there is only 1\n"
    assert checker("apply", "decisions.json").err == said
