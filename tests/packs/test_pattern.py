"""Words at fault where they stand together: what is found, marked and mended, and which rules are refused."""

from pathlib import Path

import pytest

from checker import Checker, checks
from checker.errors import RuleError
from checker.fixes import apply
from checker.model import Issue

RULE = """
kind: pattern
category: linguistic-conventions/grammar
severity: minor
{options}
confidence: 0.9
message: {{en: "“{{word}}” before “{{other}}”"}}
explanation: {{en: "An example."}}
"""
ADDRESS = "{lemma: adresser, upos: VERB}"
PROBLEM = "{lemma: problème, gap: 4}"


def own_checker(folder: Path, options: str, pack: str = "fr", target: str = "fr") -> Checker:
    path = folder / pack / "house/some-rule.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(RULE.format(options=options), encoding="utf-8")
    return Checker(target=target, rules=(folder,), select=[f"{pack}/house"], lang="fr")


def found(folder: Path, text: str, *lines: str, words: str = f"{ADDRESS}, {PROBLEM}") -> list[Issue]:
    """What a pattern of these words, with more lines after them, finds in a text."""
    options = "\n    ".join((f"patterns:\n  - words: [{words}]", *lines))
    return list(own_checker(folder, options).check_text(text).issues)


def fixed(folder: Path, text: str, *lines: str, words: str = f"{ADDRESS}, {PROBLEM}") -> list[str]:
    """The text after each fix of its only issue."""
    (issue,) = found(folder, text, *lines, words=words)
    return [apply(text, fix) for fix in issue.fixes]


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(target="fr", select=["fr/agreement"], lang="fr")


def test_the_whole_pattern_is_marked_after_an_emoji(checker):
    text = "🎉 La ville compte deux cent associations."
    (issue,) = checker.check_text(text).issues
    assert issue.span.of(text) == "deux cent associations"
    assert issue.fixes[0].title == "deux cents associations"
    assert apply(text, issue.fixes[0]) == "🎉 La ville compte deux cents associations."


def test_the_message_names_the_word_and_what_proves_it_wrong(checker):
    (issue,) = checker.check_text("Le tribunal a entendu vingt et un victimes.").issues
    assert issue.message == "«\u00a0un\u00a0» n’a pas le genre de «\u00a0victimes\u00a0»."
    (issue,) = checker.check_text("Il est trois heures et demi.").issues
    assert issue.message == "«\u00a0demi\u00a0» prend le genre de «\u00a0heures\u00a0» et reste au singulier."


def test_a_hyphen_takes_in_the_blank_and_an_apostrophe_is_that_of_the_text(checker):
    text = "Une demie\u00a0heure passe, quelqu’en soit la raison."
    report = checker.check_text(text)
    assert [issue.fixes[0].title for issue in report.issues] == ["demi-heure", "quelle qu’en soit la"]


def test_several_words_may_be_wrong_at_once(checker):
    text = "Elle a vu des robes bleues claires."
    (issue,) = checker.check_text(text).issues
    assert apply(text, issue.fixes[0]) == "Elle a vu des robes bleu clair."


def test_a_capital_inside_the_sentence_makes_a_name(checker):
    assert not checker.check_text("Le club des Deux Cent associations.").issues


def test_of_two_words_side_by_side_each_may_be_wrong(checker):
    text = "Il voit cet nouvel plan."
    assert [issue.span.of(text) for issue in checker.check_text(text).issues] == ["cet", "nouvel"]


def test_a_pattern_may_be_of_the_house(tmp_path):
    words = "{instead: {les: aux}}, {lemma: voisin}"
    assert fixed(tmp_path, "Il parle les voisins.", words=words) == ["Il parle aux voisins."]


def test_a_gap_spans_words_and_no_mark(tmp_path):
    text = "Il adresse enfin ce grave problème. Il adresse, enfin, ce problème. Il adresse à lui et à eux son problème."
    assert [issue.span.of(text) for issue in found(tmp_path, text)] == ["adresse enfin ce grave problème"]


def test_a_word_may_be_missing(tmp_path):
    words = "{form: en}, {form: [réel, vrai], optional: true}, {form: charge}, de"
    text = "Elle est en charge de tout, en vrai charge de rien, en grande charge de travail."
    assert [i.span.of(text) for i in found(tmp_path, text, words=words)] == ["en charge de", "en vrai charge de"]


def test_one_of_several_tests_holds_and_another_does_not(tmp_path):
    words = "{any: [{form: fin}, {lemma: issue}], not: {form: issues}}, de"
    text = "La fin de partie, l’issue de secours, les issues de secours."
    assert [i.span.of(text) for i in found(tmp_path, text, words=words)] == ["fin de", "issue de"]


@pytest.mark.parametrize(
    ("clause", "silent", "speaks"),
    [
        ("before: [{form: nous}]", "Il nous adresse un problème.", "Il adresse un problème à nous."),
        ("before: [{form: hier, gap: 2}]", "Hier il nous adresse un problème.", "Hier, il adresse un problème."),
        ("after: [de]", "Il adresse un problème de fond.", "Il adresse un problème."),
        ("after: [[de, fond]]", "Il adresse un problème de fond.", "Il adresse un problème de taille."),
        ("within: [{form: lettre}]", "Il adresse une lettre sur un problème.", "Lettre : il adresse un problème."),
        ("sentence: [{lemma: lettre}]", "Il adresse un problème par lettres.", "Lettre. Il adresse un problème."),
        ("article: [{lemma: lettre}]", "Lettre. Il adresse un problème.", "Il adresse un problème."),
    ],
)
def test_what_stands_around_keeps_a_pattern_silent_or_lets_it_speak(tmp_path, clause, silent, speaks):
    for name, text, count in (("unless", silent, 0), ("unless", speaks, 1), ("when", silent, 1), ("when", speaks, 0)):
        assert len(found(tmp_path / f"{name}{count}", text, f"{name}: {{{clause}}}")) == count


def test_a_tree_is_asked_which_word_depends_on_which(tmp_path):
    words = f"{ADDRESS}, {{lemma: problème, gap: 4, relation: obj, head: 1}}"
    text = "Le ministre adresse ce problème. Le ministre adresse aux élus sans problème une lettre."
    assert [issue.span.of(text) for issue in found(tmp_path, text, words=words)] == ["adresse ce problème"]


def test_a_tree_tells_the_class_of_a_word_where_it_stands(tmp_path):
    text = "L’adresse est fausse. Il adresse une lettre."
    assert len(found(tmp_path, text, words="{lemma: adresser, tagged: VERB}")) == 1


@pytest.mark.parametrize(
    ("fix", "text", "expected"),
    [
        ("'{1:traiter}'", "Il adresse ce problème.", ["Il traite ce problème."]),
        ("'{1:avoir}'", "Ils adressaient ce problème.", ["Ils avaient ce problème."]),
        ("'{1:traiter}'", "Ils adressaient ce problème.", ["Ils traitaient ce problème."]),
        ("'{1:faire} face à'", "Il adresse ce problème.", ["Il fait face à ce problème."]),
        ("'{1:traiter}'", "Il promet d’adresser ce problème.", ["Il promet de traiter ce problème."]),
        ("'{1:traiter}'", "Adresser ce problème ?", ["Traiter ce problème ?"]),
        ("{with: '{2}', replace: [1, 2]}", "Il adresse ce problème.", ["Il problème."]),
        ("{with: '{1..2} aigu', replace: [1, 2]}", "Il adresse ce problème.", ["Il adresse ce problème aigu."]),
        ("{with: '', replace: 1}", "Il adresse ce problème.", ["Il ce problème."]),
        ("{with: '', replace: 1}", "Adresse ce problème.", ["Ce problème."]),
    ],
)
def test_a_fix_is_inflected_and_fits_where_it_comes(tmp_path, fix, text, expected):
    assert fixed(tmp_path, text, "mark: 1", f"fixes: [{fix}]") == expected


def test_a_fix_is_elided_and_takes_in_the_article(tmp_path):
    words = "{lemma: problème}"
    assert fixed(tmp_path, "La cause de problème.", "fixes: ['ennui']", words=words) == ["La cause d'ennui."]
    text = "Le cœur de problème."
    assert fixed(tmp_path / "b", text, "fixes: ['le souci']", words=words) == ["Le cœur du souci."]
    text = "Il parle de l’issue."
    assert fixed(tmp_path / "c", text, "fixes: ['{1:conclusion}']", words="{lemma: issue}") == [
        "Il parle de la conclusion."
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le juge a fait ce problème.", ["Le juge a vu ce problème."]),
        ("Il n’a pas fait ce problème.", ["Il n’a pas vu ce problème."]),
        ("Le juge fait ce problème.", ["Le juge voit ce problème."]),
    ],
)
def test_a_form_that_may_be_a_participle_is_one_behind_an_auxiliary(tmp_path, text, expected):
    assert fixed(tmp_path, text, "mark: 1", "fixes: ['{1:voir}']", words=f"{{lemma: faire}}, {PROBLEM}") == expected


def test_a_pattern_of_every_language_needs_no_lexicon(tmp_path):
    own = own_checker(tmp_path, "patterns: [{words: [xxx, {form: yyy, gap: 2}]}]", "mul", "de")
    text = "Das ist XXX und yyy."
    assert [issue.span.of(text) for issue in own.check_text(text).issues] == ["XXX und yyy"]


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ("patterns: []", "patterns: one at least is wanted"),
        ("patterns: [{words: [{optional: true, form: a}]}]", "patterns[0].words: a word that may not be missing"),
        ("patterns: [{words: [{regex: '('}]}]", "patterns[0].words[0].regex: "),
        ("patterns: [{words: [{lemmas: a}]}]", "patterns[0].words[0].lemmas: "),
        ("patterns: [{words: [parce que]}]", "patterns[0].words[0]: 'parce que' is not one word"),
        ("patterns: [{words: [Paris]}]", "patterns[0].words[0]: 'Paris' is not in lower case"),
        ("patterns: [{words: [a], mark: 2}]", "patterns[0].mark: there are 1 words"),
        ("patterns: [{words: [a], unless: {before: [{optional: 3}]}}]", "patterns[0].unless.before[0].optional"),
        ("patterns: [{words: [a], fixes: ['{verb}']}]", "patterns[0].fixes[0]: no word is called 'verb'"),
        ("patterns: [{words: [a], fixes: ['{1:traitter}']}]", "patterns[0].fixes[0]: the lexicon has no word"),
        ("patterns: [{words: [{form: a, head: other}]}]", "patterns[0].words[0].head: no word is called 'other'"),
    ],
)
def test_a_rule_that_cannot_be_meant_is_refused_where_it_is_wrong(tmp_path, options, reason):
    with pytest.raises(RuleError) as raised:
        own_checker(tmp_path, options).check_text("Il parle.")
    assert "some-rule.yaml:5: " in str(raised.value)
    assert reason in str(raised.value)


@pytest.mark.parametrize(
    ("word", "lacks"), [("lemma: Haus", "lexicon"), ("upos: NOUN", "lexicon"), ("form: haus, relation: obj", "parser")]
)
def test_what_a_language_does_not_have_cannot_be_asked_for(tmp_path, word, lacks):
    with pytest.raises(RuleError, match=f"the pack of de has no {lacks}"):
        own_checker(tmp_path, f"patterns: [{{words: [{{{word}}}]}}]", "de", "de").check_text("Das Haus.")


def test_a_sentence_without_a_rule_s_words_is_not_parsed(tmp_path, monkeypatch):
    own = own_checker(tmp_path, f"patterns: [{{words: [{ADDRESS}, {{lemma: problème, relation: obj, gap: 4}}]}}]")
    asked = []
    monkeypatch.setattr("checker.morphology.Parser.parse", lambda _, sentences: asked.extend(sentences) or [])
    own.check_text("Il adresse une lettre. Le problème est là.")
    assert not asked


def test_every_kind_can_be_built(checker):
    assert {checks.kind_class(name).__name__ for name in checks.KINDS} >= {"Pattern", "Untranslated", "Agreement"}


def test_a_word_may_have_any_name_in_the_message(tmp_path):
    (issue,) = found(tmp_path, "Il adresse ce problème.", words="{form: adresse, name: lang}, {form: ce, name: span}")
    assert issue.text == "adresse ce"
