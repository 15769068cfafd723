"""Versions of packs: hashes of what they hold, the same in every checkout, named in every report."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

import pytest
from command_line import write

from checker import Checker
from checker.engine.resources import Resources
from checker.model import Document
from checker.packs.languages import BUNDLED
from checker.packs.versions import MODELS, RECORD
from checker.report import Context, render


def signature(own: Path) -> str:
    return Resources((own,)).versions("br").signature


@pytest.fixture
def own(tmp_path: Path) -> Path:
    write(tmp_path / "packs/br/language.yaml", "name: {en: Breton}\n")
    write(tmp_path / "packs/br/house/rule.txt", "a\n")
    return tmp_path / "packs"


def test_the_record_holds_the_hash_of_every_bundled_model() -> None:
    recorded = dict(line.split("  ")[::-1] for line in RECORD.read_text(encoding="utf-8").splitlines())
    found = sorted(path for path in BUNDLED.rglob("*") if path.suffix in MODELS)
    hashes = {path.relative_to(BUNDLED).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}
    assert recorded == hashes, "run `python training/record.py` and commit rules/SHA256SUMS"


def test_the_signature_names_the_packs_that_take_part_and_their_models() -> None:
    version = "[0-9a-f]{8}"
    models = ", ".join(f"{name} {version}" for name in ("judge", "lexicon", "ngrams", "parser", "words"))
    shared = f"certainty {version}, tagger {version}"
    named = rf"fr {version} \[{models}\], mul {version} \[{shared}\], \d+ other packs {version}"
    assert re.fullmatch(rf"translation-checker \S+ \({named}\)", Checker("fr").check_text("Bien.").signature)


def test_a_pack_in_another_place_has_the_same_version(own: Path, tmp_path: Path) -> None:
    shutil.copytree(own, tmp_path / "elsewhere/below")
    assert signature(tmp_path / "elsewhere/below") == signature(own)


@pytest.mark.parametrize("name", ["language.yaml", "house/rule.txt"])
def test_a_byte_changes_the_version_of_its_pack_alone(own: Path, name: str) -> None:
    before = Resources((own,)).pack_versions
    path = own / "br" / name
    path.write_bytes(path.read_bytes() + b"\n")
    after = Resources((own,)).pack_versions
    assert {tag for tag in after if after[tag] != before[tag]} == {"br"}


def test_a_file_that_moves_changes_the_version(own: Path) -> None:
    before = signature(own)
    (own / "br/house").rename(own / "br/desk")
    assert signature(own) != before


def test_what_no_pack_reads_changes_nothing(own: Path) -> None:
    before = signature(own)
    write(own / "br/README.md", "Notes.")
    write(own / "br/.cache/x.txt", "x")
    assert signature(own) == before


def test_a_pack_of_ones_own_over_a_bundled_one_changes_its_version(tmp_path: Path) -> None:
    write(tmp_path / "fr/titled.txt", "cantique\n")
    before, after = Resources().pack_versions, Resources((tmp_path,)).pack_versions
    assert {tag for tag in after if after[tag] != before[tag]} == {"fr"}


def test_a_report_that_shows_no_versions_hashes_no_file(monkeypatch):
    monkeypatch.setattr("checker.packs.versions.file_hash", None)
    outcomes = tuple(Checker("fr").check([Document("a", "Bien.")]))
    assert "".join(render("text", outcomes, Context(Resources().versions("fr"))))
    with pytest.raises(TypeError):
        "".join(render("sarif", outcomes, Context(Resources().versions("fr"))))
