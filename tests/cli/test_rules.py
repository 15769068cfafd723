"""What ``checker rules`` lists, and the rules that it drafts."""

from pathlib import Path

import pytest
from command_line import checker, write

from checker.checks import KINDS
from checker.engine.drafting import draft_rule
from checker.engine.resources import Resources


def test_a_list_says_what_each_rule_finds() -> None:
    lines = dict(line.split("  ", 1) for line in checker("rules", "list").out.splitlines())
    assert lines["mul/residue/page-link"].endswith("belongs to the web page, not to the article.")
    assert lines["mul/untranslated/word"].endswith("“announced” was left in ….")
    assert lines["fr/agreement/disagreeing-verb"].endswith("the number of its subject")
    assert all(len(line.split("  ")) == 3 for line in lines.values())
    assert "«\u00a0announced\u00a0» est resté en …." in checker("rules", "list", "--lang", "fr").out


@pytest.mark.parametrize("kind", ["pattern", "terms"])
def test_the_example_of_a_kind_passes_its_own_examples(tmp_path: Path, kind: str) -> None:
    write(tmp_path / "fr/house/example.yaml", checker("kinds", kind).out.partition("Example:\n")[2])
    done = checker("rules", "test", tmp_path)
    assert (done.code, done.out) == (0, "rules: 1; examples passed: 4, failed: 0\n")


def test_a_drafted_rule_passes_its_own_examples_and_finds_what_it_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = checker("rules", "new", "fr/house/kyiv", "--rules", "house")
    assert (done.code, done.out) == (0, f"{Path('house/fr/house/kyiv.yaml')}\n")
    done = checker("rules", "test", "house")
    assert (done.code, done.out) == (0, "rules: 1; examples passed: 4, failed: 0\n")
    write(tmp_path / "a.txt", "Le ministre est rentré de Kiev lundi.\n")
    done = checker("check", "--target", "fr", "--rules", "house", "--fail-on", "minor", "a.txt")
    assert done.code == 1
    assert "fr/house/kyiv" in done.out


def test_the_folder_may_stand_in_the_settings_and_is_listed_from_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert checker("rules", "new", "de/house/kyjiw").code == 2
    write(tmp_path / "checker.toml", 'rules = ["desk"]\n')
    assert checker("rules", "new", "de/house/kyjiw").code == 0
    assert (tmp_path / "desk/de/house/kyjiw.yaml").exists()
    assert "de/house/kyjiw  minor  terminology/" in checker("rules", "list").out


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    path = write(tmp_path / "fr/house/kyiv.yaml", "mine")
    done = checker("rules", "new", "fr/house/kyiv", "--rules", tmp_path)
    assert (done.code, done.out, path.read_text()) == (2, "", "mine")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("kyiv", "such as fr/house/kyiv"),
        ("fr/kyiv", "such as fr/house/kyiv"),
        ("fr/../kyiv", "such as fr/house/kyiv"),
        ("/fr/house/kyiv", "such as fr/house/kyiv"),
        ("xx/house/kyiv", "'xx' is not supported"),
        ("mul/untranslated/word", "is taken by"),
    ],
)
def test_a_name_that_will_not_do_is_refused_and_nothing_is_made(tmp_path: Path, name: str, said: str) -> None:
    done = checker("rules", "new", name, "--rules", tmp_path / "house")
    assert done.code == 2
    assert said in done.err
    assert not (tmp_path / "house").exists()


def test_a_draft_holds_in_every_language(tmp_path: Path) -> None:
    resources = Resources()
    for pack in ("mul", *resources.targets):
        draft_rule(f"{pack}/house/kyiv", tmp_path, resources)
    done = checker("rules", "test", tmp_path)
    assert (done.code, done.out) == (
        0,
        f"rules: {len(resources.targets) + 1}; examples passed: {4 * len(resources.targets) + 4}, failed: 0\n",
    )


def test_all_that_is_wrong_with_a_rule_is_told_at_once(tmp_path):
    rule = write(tmp_path / "fr/house/kyiv.yaml", "kind: terms\nterms: {Kiev: Kyiv}\nexamlpes: 3\nseverty: minor\n")
    write(tmp_path / "fr/house/odessa.yaml", "kind: terms\nterms: {Odessa: Odesa}\nexamples: {}\n")
    done = checker("rules", "test", tmp_path)
    assert done.code == 2
    assert done.out.splitlines()[:4] == [
        f"{rule}:3: fr/house/kyiv: examlpes: the key `examlpes` is not known; did you mean 'examples'?",
        f"{rule}:4: fr/house/kyiv: severty: the key `severty` is not known; did you mean 'severity'?",
        f"{rule}:1: fr/house/kyiv: 2 `flags` at least are wanted",
        f"{rule}:1: fr/house/kyiv: 2 `allows` at least are wanted",
    ]
    assert "fr/house/odessa: 2 `flags` at least are wanted" in done.out


def test_terms_without_examples_are_tried_by_themselves(tmp_path):
    rule = "kind: terms\nterms: {Kiev: Kyiv, feuille de route: plan d’action, haut responsable: '{2:dirigeant}'}\n"
    write(tmp_path / "fr/house/kyiv.yaml", rule)
    write(tmp_path / "mul/house/odessa.yaml", "kind: terms\nterms: {Odessa: [Odesa, Odessa (Ukraine)]}\n")
    assert "no example needs" not in checker("rules", "test", "--mutate", tmp_path / "fr").out
    done = checker("rules", "test", tmp_path)
    assert (done.code, done.out) == (0, "rules: 2; examples passed: 18, failed: 0\n")


def test_a_right_term_that_is_found_itself_fails_without_examples_too(tmp_path):
    write(tmp_path / "fr/house/kyiv.yaml", "kind: terms\nterms: {Kiev: Kijew, Kijew: Kyiv}\n")
    done = checker("rules", "test", tmp_path)
    assert done.code == 1
    assert "fr/house/kyiv: wanted nothing, found 'Kijew' at 0" in done.out


def test_terms_that_need_words_beside_them_want_examples(tmp_path):
    write(tmp_path / "fr/house/kyiv.yaml", "kind: terms\nterms: {Kiev: Kyiv}\nwhen: {before: [de]}\n")
    done = checker("rules", "test", tmp_path)
    assert done.code == 1
    assert "2 `flags` at least are wanted" in done.out


@pytest.mark.parametrize("examples", ["", "examples: {flags: [{text: 'Il quitte {{Lvov}}.'}]}\n"])
def test_a_rule_of_terms_shows_them(tmp_path, examples):
    rule = f"kind: terms\nterms:\n  Kiev: Kyiv\n  haut responsable: ['{{2:dirigeant}}', cadre]\n{examples}"
    write(tmp_path / "fr/house/kyiv.yaml", rule)
    assert "“Kiev” is not the house’s term; “Kyiv” is." in checker("rules", "list", "--rules", tmp_path).out
    told = checker("rules", "explain", "fr/house/kyiv", "--rules", tmp_path).out.splitlines()
    assert "  Kiev → Kyiv" in told
    assert "  haut responsable → dirigeant, cadre" in told


@pytest.mark.parametrize("kind", KINDS)
def test_the_options_of_a_kind_are_told_without_the_notation_of_docstrings(kind):
    assert "``" not in checker("kinds", kind).out
