"""`checker languages`: what is supported for each target, read off the packs."""

import re
from pathlib import Path

from typer.testing import CliRunner

from checker.cli import app


def listed(*options: str) -> list[str]:
    done = CliRunner().invoke(app, ["languages", *options])
    assert done.exit_code == 0
    return done.output.partition("\n\n")[0].splitlines()  # what is checked in all languages stands behind


def row(lines: list[str], tag: str) -> list[str]:
    """The columns of a language; between two of them stand two spaces or more."""
    [line] = [line for line in lines if line.split()[0] == tag]
    return [column.strip() for column in line.split("  ") if column]


def test_each_language_stands_with_what_is_supported():
    lines = listed()
    families = "untranslated, agreement, calque, gender, names, numbers, register, typography, word-form, word-order"
    *columns, features = row(lines, "fr")
    assert columns == ["fr", "French", "Latn"]
    assert re.sub(r" \(.*?\)", "", features) == f"{families}, lexicon, ngrams, parser, abbreviations"
    assert row(lines, "ca") == ["ca", "Catalan", "Latn", "untranslated (not measured)"]
    assert row(lines, "ru")[:3] == ["ru", "Russian", "Cyrl"]
    tags = [line.split()[0] for line in lines]
    assert tags == sorted(tags)
    assert "mul" not in tags


def test_the_noise_of_a_language_is_said_where_it_was_measured(tmp_path: Path):
    folder = tmp_path / "ca"
    folder.mkdir()
    (folder / "language.yaml").write_text(
        "name: {en: Catalan}\nmeasured: {sentences: 800, runs: 2}\n", encoding="utf-8"
    )
    wanted = "untranslated (measured: 2.5 false runs in 1,000 sentences, 0.3 to 9.0)"
    assert row(listed("--rules", str(tmp_path)), "ca")[3] == wanted


def test_columns_are_aligned():
    lines = listed()
    assert len({line.index("untranslated") for line in lines if "untranslated" in line}) == 1


def test_names_are_in_the_language_of_the_desk():
    assert row(listed("--lang", "fr"), "de")[1] == "allemand"


def test_a_pack_of_ones_own_is_listed_with_its_rules(tmp_path: Path):
    (tmp_path / "br").mkdir()
    (tmp_path / "br" / "language.yaml").write_text("name: {en: Breton, fr: breton}\n", encoding="utf-8")
    assert row(listed("--rules", str(tmp_path)), "br") == ["br", "Breton", "Latn"]
