"""Word tables are made of a language's own list, or not at all."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from command_line import write

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))

import word_tables

from checker.identify.word_tables import WordTable


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


def test_counts_of_words_make_a_table_for_a_language_without_a_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "gl/language.yaml", "name: {en: Galician}\n")
    counts = write(tmp_path / "counts.txt", "de 900\nDe 90\nministro\t9\n2024 1\n")
    build(monkeypatch, tmp_path, "--counts", str(counts), "gl")
    assert capsys.readouterr().out.split() == ["gl", "2", "words"]
    table = WordTable(tmp_path / "gl/words.marisa", tmp_path / "gl/words.zipf")
    assert [table.zipf(word) for word in ("de", "ministro", "2024")] == [9.0, 6.96, 0.0]


def test_a_line_without_a_count_is_an_error_that_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "gl/language.yaml", "name: {en: Galician}\n")
    counts = write(tmp_path / "counts.txt", "de 900\nministro\n")
    with pytest.raises(SystemExit):
        build(monkeypatch, tmp_path, "--counts", str(counts), "gl")
    assert "counts.txt:2: a word and its count are wanted" in capsys.readouterr().err
