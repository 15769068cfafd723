"""Terms of a house: which are found, as they are spelt and in other forms, and how they are mended."""

import time
from pathlib import Path

import pytest

from checker import Checker
from checker.errors import RuleError
from checker.fixes import apply
from checker.model import Applicability, Issue, Severity


def house(folder: Path, lines: str, pack: str = "fr", target: str = "fr") -> Checker:
    path = folder / pack / "house/terms.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(f"kind: terms\n{lines}\n", encoding="utf-8")
    return Checker(target=target, rules=(folder,), select=[f"{pack}/house"], lang="fr")


def found(folder: Path, text: str, terms: str, *options: str, target: str = "fr") -> list[Issue]:
    lines = "\n".join((f"terms: {{{terms}}}", *options))
    return list(house(folder, lines, target, target).check_text(text).issues)


def marked(folder: Path, text: str, terms: str, *options: str, target: str = "fr") -> list[str]:
    return [issue.span.of(text) for issue in found(folder, text, terms, *options, target=target)]


def mended(folder: Path, text: str, terms: str, *options: str, target: str = "fr") -> list[str]:
    """The text after each fix of its only issue."""
    (issue,) = found(folder, text, terms, *options, target=target)
    return [apply(text, fix) for fix in issue.fixes]


def test_three_lines_are_a_rule(tmp_path):
    text = "Le ministre est rentré de Kiev lundi."
    (issue,) = house(tmp_path, "terms:\n  Kiev: Kyiv").check_text(text).issues
    assert (issue.rule, issue.span.of(text), issue.severity) == ("fr/house/terms", "Kiev", Severity.MINOR)
    assert issue.category.startswith("terminology/")
    assert issue.message == "«\u00a0Kiev\u00a0» n’est pas le terme de la maison, qui est «\u00a0Kyiv\u00a0»."
    assert apply(text, issue.fixes[0]) == "Le ministre est rentré de Kyiv lundi."


def test_what_a_rule_says_itself_counts(tmp_path):
    options = ("severity: major", 'message: {en: "{match} > {term}"}', "confidence: 0.5", "applicability: safe")
    (issue,) = found(tmp_path, "Il quitte Kiev.", "Kiev: Kyiv", *options)
    assert (issue.severity, issue.message, issue.confidence) == (Severity.MAJOR, "Kiev > Kyiv", 0.5)
    assert issue.fixes[0].applicability is Applicability.SAFE


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Il a quitté Kiev pour le kiev voisin.", ["Kiev"]),
        ("KIEV (AFP) – Les négociations ont repris.", ["KIEV"]),
        ("La ville de Kievan n’existe pas.", []),
        ("Feuille de route : le texte est prêt.", ["Feuille de route"]),
        ("Le plan appelé Feuille de route est prêt.", []),
        ("LA FEUILLE DE ROUTE EST PRÊTE", ["FEUILLE DE ROUTE"]),
    ],
)
def test_a_term_is_found_with_its_own_capitals(tmp_path, text, spans):
    assert marked(tmp_path, text, "Kiev: Kyiv, feuille de route: programme") == spans


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("Prioriser l’emploi est un choix.", "Donner la priorité à l’emploi est un choix."),
        ("Nous priorisons les écoles.", "Nous donnons la priorité aux écoles."),
        ("Le maire a promis d’engager ce chantier.", "Le maire a promis de commencer ce chantier."),
        ("Les feuilles de route sont prêtes.", "Les plans d’action sont prêtes."),
        ("LES FEUILLES DE ROUTE SONT PRÊTES", "LES PLANS D’ACTION SONT PRÊTES"),
        ("Il arrive d’Odessa.", "Il arrive d’Odesa."),
        ("Il arrive d’Ankara.", "Il arrive de Constantinople."),
    ],
)
def test_a_fix_is_inflected_and_fits_between_the_words_around(tmp_path, text, fixed):
    terms = (
        "prioriser: donner la priorité à, engager: commencer, feuille de route: plan d’action, "
        "Odessa: Odesa, Ankara: Constantinople"
    )
    assert mended(tmp_path, text, terms)[0] == fixed


def test_a_form_that_may_be_another_word_is_left_to_the_parser(tmp_path):
    text = "Il adresse un courrier à une adresse qui n’existe plus."
    assert [issue.span.start for issue in found(tmp_path, text, "adresser: envoyer")] == [3]


def test_by_form_only_what_is_written_is_found(tmp_path):
    text = "Une feuille de route, deux feuilles de route."
    assert marked(tmp_path, text, "feuille de route: plan", "by: form") == ["feuille de route"]


def test_fields_say_which_word_is_inflected(tmp_path):
    text = "Un haut responsable a parlé, et deux hauts responsables."
    issues = found(tmp_path, text, 'haut responsable: "{2:dirigeant}"')
    assert [issue.fixes[0].title for issue in issues] == ["dirigeant", "dirigeants"]
    assert (
        issues[0].message
        == "«\u00a0haut responsable\u00a0» n’est pas le terme de la maison, qui est «\u00a0dirigeant\u00a0»."
    )


def test_a_term_that_cannot_be_inflected_is_offered_only_for_the_form_that_is_written(tmp_path):
    first, second = found(tmp_path, "Un courriel, deux courriels.", "courriel: zzmail")
    assert [len(first.fixes), len(second.fixes)] == [1, 0]


def test_a_capital_may_be_what_is_wrong(tmp_path):
    text = "Il va sur Internet. Internet est lent. L’Internet aussi."
    issues = found(tmp_path, text, "Internet: internet")
    assert [apply(text, issue.fixes[0]) for issue in issues] == [
        text.replace("sur Internet", "sur internet"),
        text.replace("L’Internet", "L’internet"),
    ]


def test_the_longest_term_counts_and_a_right_term_that_holds_another_is_left(tmp_path):
    terms = "Chine: Empire, Chine populaire: Chine, Birmanie: Birmanie (Myanmar)"
    text = "La Chine populaire, la Birmanie (Myanmar) et la Birmanie."
    assert [(i.span.of(text), i.fixes[0].title) for i in found(tmp_path, text, terms)] == [
        ("Chine populaire", "Chine"),
        ("Birmanie", "Birmanie (Myanmar)"),
    ]


def test_exceptions_are_those_of_patterns(tmp_path):
    text = "Le Dynamo Kiev a gagné à Kiev."
    assert [i.span.start for i in found(tmp_path, text, "Kiev: Kyiv", "unless: {before: [dynamo]}")] == [25]


def test_a_language_without_a_lexicon_has_terms_as_they_are_written(tmp_path):
    terms = "Kiew: Kyjiw, Handy: Mobiltelefon"
    text = "In Kiew klingelte ein Handy, dann zwei Handys."
    assert [apply(text, i.fixes[0]) for i in found(tmp_path, text, terms, target="de")] == [
        "In Kyjiw klingelte ein Handy, dann zwei Handys.",
        "In Kiew klingelte ein Mobiltelefon, dann zwei Handys.",
    ]


def test_one_rule_holds_for_every_language(tmp_path):
    checker = house(tmp_path, "terms: {Kiev: Kyiv, Côte d'Ivoire: Ivory Coast}", "mul", "en")
    text = "The minister left Kiev for Côte d’Ivoire on Monday."
    assert [issue.span.of(text) for issue in checker.check_text(text).issues] == ["Kiev", "Côte d’Ivoire"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("terms: {}", "terms: one at least is wanted"),
        ('terms:\n  Kiev: ""', "terms.Kiev: the term to say instead is wanted"),
        ('terms:\n  " ": Kyiv', "a term has a word at least"),
        ('terms:\n  Kiev: "{3}"', "there are 1 words, not 3"),
        ("terms: {no: nein}", "a word such as yes or no, wants quotation marks"),
        ("terms: {Kiev: Kyiv}\nby: word", "by"),
        ("terms: {Kiev: Kyiv}\nunless: {before: [Dynamo]}", "yaml:3: unless.before[0]: 'Dynamo' is not in lower case"),
        ("terms: {Kiev: Kyiv}\nby: lemma", "the pack of de has no lexicon"),
        ('terms: {Kiev: Kyiv}\nmessage: {en: "{place}"}', "{place} is not one of the fields"),
    ],
)
def test_a_wrong_rule_is_refused_with_its_key(tmp_path, lines, said):
    with pytest.raises(RuleError, match=r"terms\.yaml:\d+: ") as refused:
        house(tmp_path, lines, "de", "de").check_text("Kiew.")
    assert said in str(refused.value)


def test_thousands_of_terms_cost_a_text_no_more_than_one(tmp_path):
    text = "Le ministre a quitté la ville de Kiev pour la capitale. " * 300
    one = house(tmp_path / "one", "terms: {Kiev: Kyiv}")
    many = house(
        tmp_path / "many", "terms:\n  Kiev: Kyiv\n" + "".join(f"  le ville{n}: la ville\n" for n in range(3000))
    )
    taken = []
    for checker in (one, many):
        checker.check_text("Rien.")
        started = time.process_time()
        assert len(checker.check_text(text).issues) == 300
        taken.append(time.process_time() - started)
    assert taken[1] < 3 * taken[0] + 0.5


@pytest.mark.parametrize(
    ("lines", "line", "said"),
    [
        ("terms:\n  Odessa: Odesa\n  Kiev: Kiev", 4, "terms.Kiev: says itself"),
        ("terms:\n  Odessa: Odesa\n  Kiev: [Kyiv, Kiev]", 4, "terms.Kiev: says itself"),
        ("terms:\n  Kiev: Kyiv\n  Odessa: Odesa\n  Kiev: Kyjiv", 5, "Kiev: stands in line 3 too"),
        ("terms:\n  l’ONU: ONU\n  l'ONU: Onu", 4, "terms.l'ONU: is the same term as 'l’ONU'"),
        ("terms:\n  Odessa: Odesa\n  U.S. Army: ''", 4, "terms.U.S. Army: the term to say instead is wanted"),
        ("terms:\n  Odessa: Odesa\n  Kiev: {a: b}", 4, "terms.Kiev: a text or a list is wanted, not a set of keys"),
        ("terms:\n  Odessa: [Odesa, 3]", 3, "terms.Odessa[1]: a text is wanted, not a whole number"),
        ("terms: {a: b}\nseverity: minor\nseverity: major", 4, "severity: stands in line 3 too"),
    ],
)
def test_a_wrong_term_is_named_with_its_line(tmp_path, lines, line, said):
    with pytest.raises(RuleError) as caught:
        house(tmp_path, lines).check_text("Il part.")
    assert str(caught.value) == f"{tmp_path / 'fr/house/terms.yaml'}:{line}: {said}"


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ("Kiev > Kyiv\n# old\nKiev > Kyjiv", "3: 'Kiev' stands in line 1 too"),
        ("Odessa > Odesa\nKiev > Kiev", "2: 'Kiev' says itself"),
        ("Odessa > Odesa\nKiev", "2: 'Kiev' is no “wrong > right”"),
        ("Odessa > Odesa\nKiev >", "2: the term to say instead is wanted"),
    ],
)
def test_a_wrong_term_of_a_list_is_named_with_its_line(tmp_path, entries, said):
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr/terms.txt").write_text(entries, encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        house_of_list(tmp_path)
    assert str(caught.value) == f"{tmp_path / 'fr/terms.txt'}:{said}"


def house_of_list(folder: Path) -> None:
    path = folder / "fr/house/terms.yaml"
    path.parent.mkdir()
    path.write_text("kind: terms\nword_list: terms.txt\n", encoding="utf-8")
    Checker("fr", rules=(folder,)).check_text("Il part.")
