"""`checker rules test --mutate` names the clauses of a rule that none of its examples needs."""

import pytest
from command_line import checker, write

RULE = """\
kind: pattern
category: style/calque
severity: minor
message: {en: "“{match}”."}
explanation: {en: "Why."}
patterns:
  - words:
      - {form: adresse}
      - &article {form: [ce, le, un]}
      - {form: problème}
    unless:
      before: [s', m']
      after:
        - {form: de, gap: 2}
        - form: à
  - words:
      - *article
      - form: adressage
confidence: 0.9
examples:
  flags:
    - text: "Il {{adresse ce problème}}."
    - text: "Il {{adresse le problème}}, {{ce adressage}}."
  allows:
    - text: "Il s'adresse ce problème."
      because: "oneself"
    - text: "Il adresse ce problème de."
      because: "of"
"""
SUPERFLUOUS = [
    "9: fr/house/calque: no example needs patterns[0].words[1].form: un",
    "12: fr/house/calque: no example needs patterns[0].unless.before: m'",
    "14: fr/house/calque: no example needs patterns[0].unless.after[0]: gap",
    "15: fr/house/calque: no example needs patterns[0].unless.after[1]",
]


@pytest.fixture
def rule(tmp_path):
    return write(tmp_path / "packs" / "fr" / "house" / "calque.yaml", RULE)


def test_each_clause_without_which_all_examples_hold_is_named_by_file_line_and_key(rule):
    done = checker("rules", "test", rule, "--mutate")
    assert done.out.splitlines()[:-1] == [f"{rule.resolve()}:{line}" for line in SUPERFLUOUS]
    assert done.out.splitlines()[-1] == "rules: 1; examples passed: 4, failed: 0"
    assert done.code == 0


def test_no_clause_is_named_once_each_has_its_example(rule):
    sharper = RULE.replace(", gap: 2", "").replace(", un]", "]").replace(", m'", "")
    write(rule, sharper.replace("        - form: à\n", ""))
    assert checker("rules", "test", rule, "--mutate").out == "rules: 1; examples passed: 4, failed: 0\n"


def test_nothing_is_taken_from_a_rule_whose_examples_fail_as_it_is(rule):
    write(rule, rule.read_text(encoding="utf-8").replace("{{adresse ce", "{{adresse} ce"))
    done = checker("rules", "test", rule, "--mutate")
    assert "no example needs" not in done.out
    assert done.code == 1


def with_each(key):
    """The rule with an example that stands for every word of a list."""
    example = '    - text: "Il {{adresse {word} problème}}."\n' + f'      each: ["{key}"]\n'
    return RULE.replace("  allows:\n", f"{example}  allows:\n")


def test_an_example_may_stand_for_every_word_of_a_list(rule):
    write(rule, with_each("patterns[0].words[1].form"))
    done = checker("rules", "test", rule, "--mutate")
    assert "no example needs patterns[0].words[1].form" not in done.out
    assert done.out.splitlines()[-1] == "rules: 1; examples passed: 5, failed: 0"


def test_an_example_for_words_that_the_rule_has_not_is_an_error_of_its_line(rule):
    write(rule, with_each("patterns[0].words[7].form"))
    done = checker("rules", "test", rule)
    assert done.code == 2
    assert "examples.flags[2].each: the dotted key of a list of words in this rule is wanted" in done.err


def test_of_the_fixes_of_a_pattern_an_example_need_hold_the_first_alone(rule):
    fixes = '    fixes: ["traite ce problème", "règle ce problème"]\n    unless:\n'
    flagged = '    - text: "Il {{adresse ce problème}}."\n'
    given = RULE.replace("    unless:\n", fixes)
    write(rule, given)
    assert "no example needs patterns[0].fixes" in checker("rules", "test", rule, "--mutate").out
    write(rule, given.replace(flagged, flagged + '      fixed: "Il traite ce problème."\n'))
    assert "].fixes" not in checker("rules", "test", rule, "--mutate").out
