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
message: {{en: "“{{word}}” is {{word_is}}, “{{other}}” is {{other_is}}."}}
explanation: {{en: "They agree."}}
"""
Forms = dict[tuple[str, str], list[tuple[str, str]]]
SINGULAR, PLURAL = "Number=Sing|Person=3|VerbForm=Fin", "Number=Plur|Person=3|VerbForm=Fin"
SPANISH_GRAMMAR = """
copulas: [ser]
clause_openers: [que]
relatives: [que]
relative_subjects: [que]
relative_objects: [que]
"""
SPANISH: Forms = {
    ("casa", "NOUN"): [("casa", "Gender=Fem|Number=Sing"), ("casas", "Gender=Fem|Number=Plur")],
    ("niño", "NOUN"): [("niño", "Gender=Masc|Number=Sing"), ("niños", "Gender=Masc|Number=Plur")],
    ("viejo", "ADJ"): [("viejos", "Gender=Masc|Number=Plur"), ("viejas", "Gender=Fem|Number=Plur")],
    ("el", "DET"): [
        ("el", "Gender=Masc|Number=Sing"),
        ("los", "Gender=Masc|Number=Plur"),
        ("las", "Gender=Fem|Number=Plur"),
    ],
    ("comprar", "VERB"): [("compra", SINGULAR), ("compran", PLURAL)],
    ("ser", "AUX"): [("es", SINGULAR), ("son", PLURAL)],
    ("que", "PRON"): [("que", "PronType=Rel")],
    ("lo", "PRON"): [("las", "Case=Acc|Gender=Fem|Number=Plur|Person=3")],
}
ITALIAN: Forms = {
    ("legge", "NOUN"): [("legge", "Gender=Fem|Number=Sing"), ("leggi", "Gender=Fem|Number=Plur")],
    ("il", "DET"): [("la", "Gender=Fem|Number=Sing"), ("le", "Gender=Fem|Number=Plur")],
    ("essere", "AUX"): [
        ("sono", "Number=Sing|Person=1|VerbForm=Fin"),
        ("sono", PLURAL),
        ("è", SINGULAR),
        ("stata", "Gender=Fem|Number=Sing|VerbForm=Part"),
        ("state", "Gender=Fem|Number=Plur|VerbForm=Part"),
    ],
    ("vedere", "VERB"): [
        ("visto", "Gender=Masc|Number=Sing|VerbForm=Part"),
        ("vista", "Gender=Fem|Number=Sing|VerbForm=Part"),
        ("viste", "Gender=Fem|Number=Plur|VerbForm=Part"),
    ],
}


def language(folder: Path, tag: str, grammar: str, forms: Forms) -> Checker:
    """A checker of a few words of a language, for verbs and what is said of their subjects."""
    pack = folder / tag
    (pack / "agreement").mkdir(parents=True)
    (pack / "grammar.yaml").write_text(grammar, encoding="utf-8")
    for relation in ("verb", "complement"):
        (pack / f"agreement/{relation}.yaml").write_text(RULE.format(relation), encoding="utf-8")
    write_lexicon([[(form, Reading(*word, feats)) for form, feats in cells] for word, cells in forms.items()], pack)
    return Checker(target=tag, rules=[folder], select=[f"{tag}/agreement"])


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Las casas que compra el niño son viejas.", []),
        ("Las casas que compra el niño son viejos.", ["viejos"]),
        ("Las casas que compran los niños es viejas.", ["es"]),
        ("Los niños que compra son viejos.", ["compra"]),
        ("Las casas las compra el niño.", []),
    ],
)
def test_a_subject_stands_behind_its_verb_where_what_precedes_may_be_the_object(tmp_path, text, marked):
    spanish = language(tmp_path, "es", SPANISH_GRAMMAR, SPANISH)
    assert [issue.span.of(text) for issue in spanish.check_text(text).issues] == marked


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("La legge è vista.", []),
        ("Le leggi sono state viste.", []),
        ("La legge sono vista.", ["“sono” is plural, “legge” is singular."]),
        ("Le leggi sono state visto.", ["“visto” is masculine and singular, “leggi” is feminine and plural."]),
    ],
)
def test_a_copula_has_a_compound_tense_of_itself_and_one_form_for_two_persons(tmp_path, text, messages):
    italian = language(tmp_path, "it", "copulas: [essere]\ncopula_participles: [stata, state]\n", ITALIAN)
    assert [issue.message for issue in italian.check_text(text).issues] == messages
