"""What training/SOURCES.toml says of the binary files under rules/ is whole, and true where that is cheap to try."""

from __future__ import annotations

import hashlib
import shlex
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))

import word_tables

from checker.packs.versions import RECORD

ROOT = Path(__file__).parents[2]
RESOURCES = tomllib.loads((ROOT / "training/SOURCES.toml").read_text(encoding="utf-8"))["resource"]
RECORDED = dict(line.split("  ")[::-1] for line in RECORD.read_text(encoding="utf-8").splitlines())


@pytest.fixture(scope="module")
def english() -> dict[str, float]:
    return word_tables.frequencies_of("en")


@pytest.mark.parametrize("file", RECORDED)
def test_every_binary_file_has_one_source(file: str) -> None:
    named = [each["name"] for each in RESOURCES if file in each["files"]]
    # An entry that names a file goes before one with a pattern that the file fits too.
    assert (
        len(named or [each["name"] for each in RESOURCES for pattern in each["files"] if fnmatch(file, pattern)]) == 1
    )


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource["name"])
def test_a_resource_says_how_it_is_made_and_of_what(resource: dict) -> None:
    python, script, *_ = shlex.split(resource["command"])
    assert python == "python"
    assert (ROOT / script).is_file()
    assert all(any(fnmatch(file, pattern) for file in RECORDED) for pattern in resource["files"])
    assert resource["rebuilds"] in ("same", "alike", "no")
    assert ("because" in resource) == (resource["rebuilds"] != "same")
    assert all(source["name"] and source["page"].startswith("https://") for source in resource["sources"])


def test_the_licences_of_the_sources_are_those_of_the_wheel() -> None:
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["license"].split(" AND ")
    sources = [source["licence"].split(" AND ") for resource in RESOURCES for source in resource["sources"]]
    assert {licence for licences in sources for licence in licences} - {"CC0-1.0"} == set(wheel) - {"Apache-2.0"}


@pytest.mark.parametrize("tag", ["ja", "ms"])
def test_a_word_table_is_built_again_to_the_byte(tag: str, english: dict[str, float], tmp_path: Path) -> None:
    trie, frequencies = word_tables.build(tag, english)
    trie.save(str(tmp_path / "words.marisa"))
    built = {"words.marisa": (tmp_path / "words.marisa").read_bytes(), "words.zipf": frequencies}
    for name, content in built.items():
        assert hashlib.sha256(content).hexdigest() == RECORDED[f"{tag}/{name}"]
