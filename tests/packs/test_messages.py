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
from checker.packs.desk import LOCALES
from checker.packs.languages import Packs, in_language
from checker.packs.messages import FIELD, messages_in
from checker.packs.rules import load_rules
from checker.project.toml import AT_FAULT, PROBLEMS
from checker.text.patterns import PATTERN_PROBLEMS

LANGUAGES = [path.stem for path in Path(messages.__file__).parent.glob("*.yaml")]
SAYS = {
    *("CheckerError", "InputError", "LanguageError", "RuleError", "SettingError", "UsageError"),
    *("BadParameter", "document_failure", "error", "notify", "path_failure", "spoken", "tell"),
}
WORDS = re.compile(r"[a-z]{3,}.* .*[a-z]{2,}", re.DOTALL)
BREAKS = re.compile(r"« | »| [:;?!](?!\w)")
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
    in_tables = {
        *YAML_PROBLEMS.values(),
        *PROBLEMS.values(),
        *PATTERN_PROBLEMS.values(),
        *(plain for *_, plain in AT_FAULT),
    }
    wanted = {text for text in said_in_code() if WORDS.search(text)} - {*BY_WHO_WRITES_CODE} | in_tables
    assert len(wanted) > 120
    assert sorted(text for text in wanted if said(text) == text) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_message_says_what_the_english_one_says(lang):
    file = Path(messages.__file__).with_name(f"{lang}.yaml")
    for english, texts in yaml.safe_load(file.read_text(encoding="utf-8")).items():
        for text in texts_in(texts):
            assert set(FIELD.findall(text)) == set(FIELD.findall(english)), english


def texts_in(value: object) -> Iterator[str]:
    """All texts of a value of a YAML file."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from texts_in(each)


@pytest.mark.parametrize("folder", [Path(messages.__file__).parent, LOCALES], ids=lambda path: path.name)
def test_no_line_of_french_ends_before_a_sign_or_inside_quotation_marks(folder):
    texts = tuple(texts_in(yaml.safe_load((folder / "fr.yaml").read_text(encoding="utf-8"))))
    assert len(texts) > 100
    assert [text for text in texts if BREAKS.search(text)] == []


def test_no_line_of_a_rule_in_french_ends_there_either():
    said = [
        in_language(texts, "fr") for rule in load_rules(Packs()) for texts in (rule.file.message, rule.file.explanation)
    ]
    assert len(said) > 400
    assert [text for text in said if BREAKS.search(text)] == []


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("0 accepted", "0 accepté"),
        ("1 accepted", "1 accepté"),
        ("2 accepted", "2 acceptés"),
        ("3 corrected by hand", "3 corrigés à la main"),
        (
            "stopped: applied to 1 of 4 documents; a.txt written",
            "arrêté : appliqué à 1 document sur 4 ; écrits : a.txt",
        ),
        ("stopped: fixed 2 documents; no other file written", "arrêté : corrigé 2 documents ; écrits : aucun autre"),
        ("a and 1 more: exit code 3", "a et 1 autre : code de sortie 3"),
        ("2 of 3 documents in a are in 'fr'", "2 documents sur 3 dans a sont en 'fr'"),
        ("1 of 3 documents is in 'fr'", "1 document sur 3 est en 'fr'"),
        ("a: 1 no longer found; --update-baseline removes what is gone", "a : 1 ne se trouve plus"),
    ],
)
def test_a_count_has_its_number(english, french):
    assert messages_in("fr")(english).replace("\u00a0", " ").startswith(french)


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("error: a.txt: cannot be read: No such file or directory", "erreur : a.txt : illisible : aucun fichier"),
        ("the text {fields} and: is none of these", "the text {fields} and: is none of these"),
        (
            "d.json: no decisions: documents[...]: the key `a` is not known; did you mean 'b'?",
            "d.json : pas de décisions : documents[...] : la clé `a` n’est pas connue ; vouliez-vous dire 'b' ?",
        ),
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
