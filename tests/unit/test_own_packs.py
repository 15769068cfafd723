"""Packs of one's own over the bundled ones: what they cover, what stays, and what is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from command_line import checker as command
from command_line import write

from checker import Checker
from checker.errors import RuleError
from checker.packs.languages import BUNDLED, Packs

DISAGREEING = "Le porte-parole a annoncé toute transfert de fonds vers la capitale."
RULE = """kind: {kind}
category: linguistic-conventions/grammar
severity: minor
message: {{en: "“{{word}}”"}}
explanation: {{en: "An example."}}
{options}
"""
TESTED = """kind: untranslated
category: accuracy/untranslated
severity: minor
message: {en: "“{match}” was left in {language}."}
explanation: {en: "An example."}
extents: [word]
examples:
  flags:
    - text: "{{However}}, le ministre a maintenu sa position devant les députés."
    - text: "{{Meanwhile}}, les négociateurs attendent une réponse de la capitale."
  allows:
    - {text: "Le leader du parti a pris la parole.", because: "a word that French has borrowed"}
    - {text: "Sean Savett, porte-parole, a répondu aux questions.", because: "a name"}
"""
NEEDY = {
    "address": "confidence: 0.9\nfamiliar: {tu: vous}\npolite: [vous]",
    "agreement": "relation: determiner\nconfidence: 0.9",
    "confusion": "word_list: homophones.txt\ngain: 3\nconfidence: 0.9",
    "person_gender": "confidence: 0.9",
    "predicate_form": "",
    "verb_form": "",
}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder of packs whose French one says nothing but what the language is called."""
    write(tmp_path / "fr/language.yaml", "name: {en: Desk French, fr: français maison}\n")
    return tmp_path


def test_a_pack_of_ones_own_keeps_what_the_bundled_one_has(own: Path) -> None:
    found = Checker("fr", rules=(own,), select=["agreement"]).check_text(DISAGREEING)
    assert [issue.rule for issue in found.issues] == ["fr/agreement/disagreeing-determiner"]
    language = Packs((BUNDLED, own)).find("fr")
    bundled = Packs().find("fr")
    assert language.name("en") == "Desk French"
    assert language.file.elided == bundled.file.elided
    assert language.word_list("borrowed.txt") == bundled.word_list("borrowed.txt")


def test_a_resource_of_ones_own_covers_the_bundled_one(own: Path) -> None:
    write(own / "fr/titled.txt", "cantique\n")
    assert Packs((BUNDLED, own)).find("fr").titled == {"cantique"}


def test_a_pack_without_language_yaml_covers_too(tmp_path: Path) -> None:
    write(tmp_path / "fr/titled.txt", "cantique\n")
    assert Packs((BUNDLED, tmp_path)).find("fr").titled == {"cantique"}


def test_of_two_packs_of_ones_own_the_later_covers_the_earlier(tmp_path: Path) -> None:
    for name in ("first", "second"):
        write(tmp_path / name / "fr/titled.txt", f"{name}\n")
    assert Packs((BUNDLED, tmp_path / "first", tmp_path / "second")).find("fr").titled == {"second"}


def test_half_a_lexicon_is_an_error_that_names_the_other_half(own: Path) -> None:
    shutil.copy(BUNDLED / "fr/lexicon.marisa", own / "fr")
    with pytest.raises(RuleError, match=r"lexicon\.bin"):
        Checker("fr", rules=(own,)).check_text(DISAGREEING)


@pytest.mark.parametrize("kind", NEEDY)
def test_a_kind_that_requires_a_lexicon_is_refused_where_there_is_none(tmp_path: Path, kind: str) -> None:
    write(tmp_path / "br/language.yaml", "name: {en: Breton}\n")
    rule = write(tmp_path / "br/house/needy.yaml", RULE.format(kind=kind, options=NEEDY[kind]))
    with pytest.raises(RuleError) as error:
        Checker("br", rules=(tmp_path,)).check_text("Demat.")
    assert f"{rule}:1: kind: {kind} requires the resource lexicon, and the pack of br has none" in str(error.value)


def test_languages_does_not_list_a_rule_that_can_never_fire(tmp_path: Path) -> None:
    write(tmp_path / "br/language.yaml", "name: {en: Breton}\n")
    rule = write(tmp_path / "br/agreement/needy.yaml", RULE.format(kind="agreement", options=NEEDY["agreement"]))
    done = command("languages", "--rules", tmp_path)
    assert done.code == 2
    assert f"{rule}:1: kind" in done.err


def test_a_lexicon_without_a_parser_is_enough_for_agreement(tmp_path: Path) -> None:
    (tmp_path / "br").mkdir()
    for name in ("language.yaml", "lexicon.marisa", "lexicon.bin"):
        shutil.copy(BUNDLED / "fr" / name, tmp_path / "br")
    shutil.copytree(BUNDLED / "fr/agreement", tmp_path / "br/agreement")
    found = Checker("br", rules=(tmp_path,)).check_text(DISAGREEING).issues
    assert [issue.rule for issue in found] == ["br/agreement/disagreeing-determiner"]
    [line] = [line for line in command("languages", "--rules", tmp_path).out.splitlines() if line.startswith("br ")]
    assert line.split("  ")[-1].strip() == "agreement, lexicon"


def test_the_rules_of_one_pack_are_tested(tmp_path: Path) -> None:
    folder = tmp_path / "house/fr"
    write(folder / "house/english.yaml", TESTED)
    whole, pack, family = (command("rules", "test", path) for path in (folder.parent, folder, folder / "house"))
    assert (pack.code, pack.out) == (0, "rules: 1; examples passed: 4, failed: 0\n")
    assert whole == pack == family


def test_a_folder_that_is_no_pack_is_not_tested(tmp_path: Path) -> None:
    write(tmp_path / "house/fr/house/english.yaml", TESTED)
    done = command("rules", "test", tmp_path)
    assert done.code == 2
    assert "a pack's folder is named by a BCP-47 tag" in done.err


OUTDATED = TESTED.replace("extents:", "source: The desk's guide\nextents:")


@pytest.mark.parametrize(
    "words", [("check", "--target=fr", "a.txt"), ("rules", "list"), ("rules", "explain", "fr/house/english")]
)
def test_source_is_read_as_reference_with_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "a.txt", "Le ministre est parti.\n")
    write(tmp_path / "house/fr/house/english.yaml", OUTDATED)
    done = command(*words, "--rules", "house")
    assert "warning: house/fr/house/english.yaml:6: source: is called reference now" in done.err
    if "explain" in words:
        assert "Source: The desk's guide" in done.out.splitlines()


def test_reference_is_read_without_a_warning(tmp_path: Path) -> None:
    write(tmp_path / "fr/house/english.yaml", OUTDATED.replace("source:", "reference:"))
    done = command("rules", "explain", "fr/house/english", "--rules", tmp_path)
    assert (done.code, done.err) == (0, "")
    assert "Source: The desk's guide" in done.out.splitlines()


def test_source_beside_reference_is_an_error(tmp_path: Path) -> None:
    path = write(tmp_path / "fr/house/english.yaml", f"reference: Another\n{OUTDATED}")
    done = command("rules", "list", "--rules", tmp_path)
    assert done.code == 2
    assert f"{path}:7: source: stands beside reference" in done.err


def test_a_version_counts_for_nothing_and_is_warned_of(tmp_path: Path) -> None:
    path = write(tmp_path / "br/language.yaml", "name: {en: Breton}\nversion: 7\n")
    done = command("languages", "--rules", tmp_path)
    assert done.code == 0
    assert done.err.startswith(f"warning: {path}: version: counts for nothing")
