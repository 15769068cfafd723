"""What the program says to its user: all of it in each language of the desk that has a file of messages."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

import checker
from checker.cli.guesses import ADVICE
from checker.files.faults import YAML_PROBLEMS
from checker.packs import messages
from checker.packs.messages import FIELD, messages_in
from checker.project.toml import AT_FAULT, PROBLEMS

LANGUAGES = [path.stem for path in Path(messages.__file__).parent.glob("*.yaml")]
SAYS = {
    *("CheckerError", "InputError", "LanguageError", "RuleError", "SettingError", "UsageError"),
    *("BadParameter", "document_failure", "error", "notify", "path_failure", "spoken", "tell"),
}
WORDS = re.compile(r"[a-z]{3,}.* .*[a-z]{2,}", re.DOTALL)
BY_WHO_WRITES_CODE = ("%r was not checked",)  # to the log, not to the user


def said_in_code() -> Iterator[str]:
    """Each text that is given to what speaks to the user, its values as ``7``."""
    for path in sorted(Path(checker.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in SAYS:
                yield from filter(None, map(text_of, node.args))


def text_of(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        said = "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in node.values)
        return said.removesuffix("; 7")  # advice, which has messages of its own
    return None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_that_the_code_says_is_said_in_the_language(lang):
    said = messages_in(lang)
    in_tables = {*YAML_PROBLEMS.values(), *PROBLEMS.values(), *(plain for *_, plain in AT_FAULT)}
    wanted = {text for text in said_in_code() if WORDS.search(text)} - {*BY_WHO_WRITES_CODE} | in_tables
    assert len(wanted) > 120
    assert sorted(text for text in wanted if said(text) == text) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_message_says_what_the_english_one_says(lang):
    file = Path(messages.__file__).with_name(f"{lang}.yaml")
    for english, text in yaml.safe_load(file.read_text(encoding="utf-8")).items():
        assert set(FIELD.findall(text)) == set(FIELD.findall(english)), english


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("error: a.txt: cannot be read: No such file or directory", "erreur : a.txt : illisible : aucun fichier"),
        ("the text {fields} and: is none of these", "the text {fields} and: is none of these"),
        ("d.json: no decisions: no key is called `a`", "d.json : pas de décisions : aucune clé ne s’appelle `a`"),
        ("r.yaml:3: is there already", "r.yaml:3: existe déjà"),
        (
            "target language 'x' is not supported; supported: ar, bg",
            "la langue cible 'x' n’est pas prise en charge ; lan",
        ),
        (
            f"1, 2 and 5 more: the guess is 'en', but 2 of 3 documents are in 'fr'; left untranslated? {ADVICE}",
            "1, 2 et 5 autres : 'en' est deviné, mais 2 documents sur 3 sont en 'fr' ; resté non traduit ? Donnez",
        ),
        ("paragraph 2, run 6", "paragraphe 2, passage 6"),
        ("table 1, row 2, cell 3, run 4", "tableau 1, ligne 2, cellule 3, passage 4"),
        ("no rule or family is called 'x'; did you mean 'y'?", "aucune règle ni famille ne s’appelle 'x'"),
        ("checker.toml: jobs: a text is wanted, not a number", "checker.toml : jobs : il faut un texte, et non un nom"),
    ],
)
def test_names_and_values_stay_as_they_are(english, french):
    assert messages_in("fr")(english).replace("\u00a0", " ").startswith(french)


def test_english_says_what_the_code_says():
    assert messages_in("en")("error: a.txt: cannot be read") == "error: a.txt: cannot be read"
