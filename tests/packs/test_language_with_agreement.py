"""The page on a language with agreement: what it says to write finds what it says."""

import re
import runpy
from pathlib import Path

import pytest
from command_line import checker

from checker import Checker
from checker.model import Reading
from checker.morphology.lexicon import write_lexicon

GUIDE = (Path(__file__).parents[2] / "rules/README.md").read_text(encoding="utf-8")


def test_a_language_agrees_by_the_files_that_the_guide_shows(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    page = GUIDE.partition("### A language with agreement")[2]
    script, grammar, rule = re.findall(r"```(?:python|yaml)\n(.*?)```", page, re.DOTALL)[:3]
    pack = tmp_path / "packs/es"
    (pack / "agreement").mkdir(parents=True)
    (pack / "grammar.yaml").write_text(grammar, encoding="utf-8")
    (pack / "agreement/adjective.yaml").write_text(rule, encoding="utf-8")
    (tmp_path / "lexicon.py").write_text(script, encoding="utf-8")
    runpy.run_path("lexicon.py")
    assert checker("rules", "test", "packs/es").out == "rules: 1; examples passed: 4, failed: 0\n"
    assert re.search(r"^es .*agreement.*lexicon", checker("languages", "--rules", "packs").out, re.MULTILINE)


RULE = """
kind: agreement
category: linguistic-conventions/grammar/agreement
severity: major
relation: {}
confidence: 0.9
message: {{en: "“{{word}}”, “{{other}}”"}}
explanation: {{en: "They agree."}}
"""
GRAMMAR = """
copulas: [ser]
clause_openers: [que]
relatives: [que]
relative_subjects: [que]
relative_objects: [que]
"""
FORMS = {
    ("casa", "NOUN"): {"casa": "Gender=Fem|Number=Sing", "casas": "Gender=Fem|Number=Plur"},
    ("niño", "NOUN"): {"niño": "Gender=Masc|Number=Sing", "niños": "Gender=Masc|Number=Plur"},
    ("viejo", "ADJ"): {"viejos": "Gender=Masc|Number=Plur", "viejas": "Gender=Fem|Number=Plur"},
    ("el", "DET"): {
        "el": "Definite=Def|Gender=Masc|Number=Sing|PronType=Art",
        "los": "Definite=Def|Gender=Masc|Number=Plur|PronType=Art",
        "las": "Definite=Def|Gender=Fem|Number=Plur|PronType=Art",
    },
    ("comprar", "VERB"): {
        "compra": "Mood=Ind|Number=Sing|Person=3|VerbForm=Fin",
        "compran": "Mood=Ind|Number=Plur|Person=3|VerbForm=Fin",
    },
    ("ser", "AUX"): {
        "es": "Mood=Ind|Number=Sing|Person=3|VerbForm=Fin",
        "son": "Mood=Ind|Number=Plur|Person=3|VerbForm=Fin",
    },
    ("que", "PRON"): {"que": "PronType=Rel"},
}


@pytest.fixture
def spanish(tmp_path) -> Checker:
    """A Spanish of seven words, in which one relative pronoun is subject and object."""
    pack = tmp_path / "es"
    (pack / "agreement").mkdir(parents=True)
    (pack / "grammar.yaml").write_text(GRAMMAR, encoding="utf-8")
    for relation in ("verb", "complement"):
        (pack / f"agreement/{relation}.yaml").write_text(RULE.format(relation), encoding="utf-8")
    entries = [[(form, Reading(*word, feats)) for form, feats in forms.items()] for word, forms in FORMS.items()]
    write_lexicon(entries, pack)
    return Checker(target="es", rules=[tmp_path], select=["es/agreement"])


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Las casas que compra el niño son viejas.", []),
        ("Las casas que compra el niño son viejos.", ["viejos"]),
        ("Las casas que compran los niños es viejas.", ["es"]),
        ("Los niños que compra son viejos.", ["compra"]),
    ],
)
def test_a_subject_stands_behind_its_verb_where_the_relative_pronoun_may_be_the_object(spanish, text, marked):
    assert [issue.span.of(text) for issue in spanish.check_text(text).issues] == marked
