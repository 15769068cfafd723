"""What the author of a rule is shown: the kinds, and why something was not flagged."""

from pathlib import Path

import pytest
from command_line import checker, write

from checker.checks import KINDS
from checker.checks.agreement.findings import RELATIONS
from checker.packs.rules import Rule

RULE = """kind: pattern
category: style/calque
severity: minor
message: {en: "{match}"}
explanation: {en: Why.}
patterns: [{words: [{lemma: adresser}, {lemma: problème, gap: 2}], unless: {after: [de]}}]
confidence: 0.9
"""


def test_a_clause_that_holds_a_rule_back_is_named(tmp_path: Path) -> None:
    write(tmp_path / "fr/house/addressed.yaml", RULE)
    done = checker("inspect", "--target", "fr", "--rules", str(tmp_path), "Il adresse ce problème de fond.")
    assert done.code == 0
    assert "adresser VERB" in done.out
    assert "fr/house/addressed: 'adresse ce problème' by patterns[0].unless.after[0]" in done.out


def test_a_kind_shows_its_options_and_an_example() -> None:
    assert "\npattern  " in f"\n{checker('kinds').out}"
    done = checker("kinds", "pattern")
    assert all(said in done.out for said in ("gap: ", "unless: ", "Example:", "kind: pattern"))
    assert checker("kinds", "patern").code == 2


def test_a_kind_names_each_relation_that_an_option_may_be() -> None:
    options, _, _ = checker("kinds", "agreement").out.partition("\nExample:\n")
    assert [relation for relation in RELATIONS if f"`{relation}`" not in options] == []


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_shows_its_options_and_a_whole_rule(kind: str, tmp_path: Path) -> None:
    options, _, example = checker("kinds", kind).out.partition("\nExample:\n")
    assert "Options: " in options
    rule = Rule("fr/house/example", "fr", write(tmp_path / "example.yaml", example))
    assert rule.file.kind == kind
    assert rule.file.examples.flags


@pytest.mark.parametrize("missing", ["missing.txt", "mon article.docx", "news/missing", "report.pdf"])
def test_what_looks_like_a_path_and_is_none_is_an_error(missing: str) -> None:
    done = checker("inspect", "--target", "fr", missing)
    assert (done.code, done.out, done.err) == (2, "", f"error: {missing}: no such file or folder\n")


@pytest.mark.parametrize("text", ["Il roule à 50 km/h en ville.", "Il part."])
def test_a_sentence_is_no_path(text: str) -> None:
    assert checker("inspect", "--target", "fr", text).code == 0


def test_inspect_knows_the_settings_the_words_of_the_desk_and_its_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "house/fr/house/addressed.yaml", RULE)
    write(tmp_path / "words.txt", "brol: masculine, singular\n")
    assert "error: the target language is wanted; give --target" in checker("inspect", "Il part.").err
    write(tmp_path / "checker.toml", 'target = "fr"\nlang = "fr"\nrules = ["house"]\nword-list = "words.txt"\n')
    done = checker("inspect", "-", stdin="Il adresse ce problème de fond, et le brol.")
    assert "retenu    fr/house/addressed: 'adresse ce problème' par patterns[0].unless.after[0]" in done.out
    assert "brol NOUN" in done.out
