"""The languages that a desk may read: each says all that is said, and one more is one file more."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import checker
from checker.errors import RuleError
from checker.packs.desk import DESK_LANGUAGES, LOCALES, desk_words
from checker.packs.languages import BUNDLED

FIELD = re.compile(r"\{\w*\}")


def said(value: object, path: str = "") -> dict[str, list[str]]:
    """The place of each text in a file of words, with the fields that it has."""
    if isinstance(value, dict):
        return {name: fields for key, each in value.items() for name, fields in said(each, f"{path}/{key}").items()}
    if isinstance(value, list):
        return {name: fields for n, each in enumerate(value) for name, fields in said(each, f"{path}/{n}").items()}
    return {path: sorted(FIELD.findall(str(value)))}


def words(lang: str) -> dict:
    return yaml.safe_load((LOCALES / f"{lang}.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("lang", DESK_LANGUAGES)
def test_each_language_says_all_that_english_says_with_the_same_fields(lang):
    assert said(words(lang)) == said(words("en"))


@pytest.mark.process
def test_a_language_more_is_a_file_more(tmp_path):
    copy = tmp_path / "checker"
    shutil.copytree(Path(checker.__file__).parent, copy, ignore=shutil.ignore_patterns("__pycache__", "rules"))
    (tmp_path / "rules").symlink_to(BUNDLED)
    english = (LOCALES / "en.yaml").read_text(encoding="utf-8")
    dutch = english.replace("No issues found", "Niets gevonden")
    (copy / "packs" / "locales" / "nl.yaml").write_text(dutch, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "checker", "check", "--target", "fr", "--lang", "nl", "-"],
        input="Il est parti.",
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        check=True,
    )
    assert done.stdout.startswith("Niets gevonden")


def test_a_part_that_is_not_there_is_an_error_with_a_place():
    with pytest.raises(RuleError, match=r"en\.yaml:1: none: is wanted"):
        desk_words("en", "none", dict)
