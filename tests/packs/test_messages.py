"""What the program says to its user: all of it in each language of the desk that has a file of messages."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

import checker
from checker.packs import messages
from checker.packs.messages import FIELD, messages_in

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
    wanted = {text for text in said_in_code() if WORDS.search(text)} - {*BY_WHO_WRITES_CODE}
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
        ("error: a.txt: cannot be read: No such file or directory", "erreur : a.txt: illisible : aucun fichier"),
        ("the text {fields} and: is none of these", "the text {fields} and: is none of these"),
        ("no rule or family is called 'x'; did you mean 'y'?", "aucune règle ni famille ne s’appelle 'x'"),
        ("checker.toml: jobs: a text is wanted, not a number", "checker.toml: jobs: il faut un texte, et non un nom"),
    ],
)
def test_names_and_values_stay_as_they_are(english, french):
    assert messages_in("fr")(english).replace("\u00a0", " ").startswith(french)


def test_english_says_what_the_code_says():
    assert messages_in("en")("error: a.txt: cannot be read") == "error: a.txt: cannot be read"
