"""Word tables are made of a language's own list, or not at all."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from command_line import write

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))

import word_tables


def build(monkeypatch: pytest.MonkeyPatch, packs: Path, *tags: str) -> None:
    monkeypatch.setattr(sys, "argv", ["word_tables.py", "--packs", str(packs), *tags])
    word_tables.main()


def test_a_language_without_a_list_gets_no_table_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "gl/language.yaml", "name: {en: Galician}\n")
    with pytest.raises(SystemExit):
        build(monkeypatch, tmp_path, "gl")
    assert "wordfreq has no list of 'gl'" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "gl").iterdir()] == ["language.yaml"]


def test_a_language_without_a_pack_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        build(monkeypatch, tmp_path, "gl")
    assert "no language.yaml" in capsys.readouterr().err
