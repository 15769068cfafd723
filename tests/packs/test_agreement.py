"""Agreement on real language: what is said of a fault, and how its fixes fit the text around them."""

import subprocess
import sys
from collections import Counter

import pytest
from hypothesis import given, settings
from words import sentences

from checker import Checker
from checker.fixes import apply
from checker.model import Applicability, Issue


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(target="fr", select=["fr/agreement"], lang="fr")


@pytest.fixture(scope="module")
def unweighed() -> Checker:
    """Shows whatever is raised, however little the judge thinks of a short sentence out of nowhere."""
    return Checker(target="fr", select=["fr/agreement"], min_confidence=0)


def issues(checker: Checker, text: str) -> tuple[Issue, ...]:
    return checker.check_text(text).issues


def first_fix(checker: Checker, text: str) -> str:
    (issue,) = issues(checker, text)
    return apply(text, issue.fixes[0])


def test_the_message_names_both_words_and_their_values(checker):
    (issue,) = issues(checker, "Il a interdit toute transfert de fonds.")
    assert issue.message == "«\u00a0toute\u00a0» est féminin, «\u00a0transfert\u00a0» masculin."
    assert issue.category == "linguistic-conventions/grammar/agreement"
    assert issue.fixes[0].title == "tout transfert"


def test_the_message_speaks_the_language_of_the_desk():
    english = Checker(target="fr", select=["fr/agreement"], lang="en")
    (issue,) = issues(english, "Ils a quitté la salle.")
    assert issue.message == "“a” is singular, “Ils” is plural."


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("Il a parlé de la budget.", "Il a parlé du budget."),
        ("Il répond à la juge et à la tribunal.", "Il répond à la juge et au tribunal."),
        ("Elle sort du maison.", "Elle sort de la maison."),
        ("Elle sort du école.", "Elle sort de l'école."),
        ("Elle sort du école d’art.", "Elle sort de l’école d’art."),
        ("Il a coupé cette arbre.", "Il a coupé cet arbre."),
        ("Il a perdu son valise.", "Il a perdu sa valise."),
        ("Il faut boire le eau.", "Il faut boire l'eau."),
        ("Il revient d'une voyage.", "Il revient d'un voyage."),
        ("La bureau est fermé.", "Le bureau est fermé."),
        ("C’est un belle maison.", "C’est une belle maison."),
        ("C’est une beau maison.", "C’est une belle maison."),
        ("Le haricot et la héros.", "Le haricot et le héros."),
    ],
)
def test_fixes_keep_elision_contraction_and_case(checker, text, fixed):
    assert first_fix(checker, text) == fixed


def test_a_disagreement_in_number_is_offered_both_ways(checker):
    text = "Il a lu les rapport."
    (issue,) = issues(checker, text)
    assert {apply(text, fix) for fix in issue.fixes} == {"Il a lu le rapport.", "Il a lu les rapports."}
    assert {fix.applicability for fix in issue.fixes} == {Applicability.UNSAFE}


def test_the_words_around_decide_which_way_comes_first(checker):
    assert first_fix(checker, "Il a lu les rapport confidentiels.") == "Il a lu les rapports confidentiels."
    assert first_fix(checker, "Il a lu les rapport confidentiel.") == "Il a lu le rapport confidentiel."


def test_a_fix_is_not_safe_where_nothing_tells_the_number(checker):
    [issue] = checker.check_text("Les élus ont déjà demandé de nouvelle fonds pour la région.").issues
    assert {fix.applicability for fix in issue.fixes} == {Applicability.UNSAFE}


def test_a_fix_without_alternative_is_safe(checker):
    (issue,) = issues(checker, "Elle a quitté la bureau.")
    assert [fix.applicability for fix in issue.fixes] == [Applicability.SAFE]


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        (
            "Les loyers de la rue, que la mairie surveille, augmente.",
            "Les loyers de la rue, que la mairie surveille, augmentent.",
        ),
        ("Le rôle des experts restent discret.", "Le rôle des experts reste discret."),
        ("Les lettres que la ministre a écrit sont perdues.", "Les lettres que la ministre a écrites sont perdues."),
        ("La séance a commencée tard.", "La séance a commencé tard."),
        ("La société, contacté par nous, se tait.", "La société, contactée par nous, se tait."),
    ],
)
def test_a_controller_far_away_is_found(unweighed, text, fixed):
    assert first_fix(unweighed, text) == fixed


def test_one_disagreement_is_reported_once(checker):
    (issue,) = issues(checker, "Les maisons de la rue ont été vendu hier.")
    assert issue.fixes[0].title == "vendues"


@pytest.mark.process
def test_sentences_without_doubt_need_no_parser():
    program = (
        "import sys; from checker import Checker;"
        "Checker(target='fr', select=['fr/agreement']).check_text('Elle dort. Il part.');"
        "sys.exit('numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_half_a_surrogate_pair_is_no_word(checker):
    assert issues(checker, "Le \ud800 dort.") == ()


def test_offsets_count_code_points(checker):
    text = "🙂 Elle a quitté la bureau."
    (issue,) = issues(checker, text)
    assert issue.span.of(text) == "la bureau"


@pytest.mark.parametrize(
    "text",
    [
        "La petite brise la glace.",
        "Il les porte, elle le montre, nous la ferme.",
        "Une fois la séance levée, le maire la résume.",
        "C’est le plus souvent une grand-mère qui les garde.",
        "Elle était tout entière à son travail, une femme haut placée.",
        "Ils ont acheté deux robes marron et trois vestes orange.",
        "Le Premier ministre britannique Keir Starmer et la chancelière Rachel Reeves sont arrivés.",
        "Apple, Google et Meta ont été entendus ; Le Monde et Libération en parlent.",
        "Il travaille une heure et demie, nu-pieds.",
        "Bon nombre d’élus sont absents et beaucoup sont malades.",
        "Les États-Unis et les Nations unies se sont dits prêts.",
        "Quelle que soit la raison, peu importe les moyens.",
        "Ce sont eux qui l’ont dit, et c’est moi qui suis responsable.",
    ],
)
def test_what_can_be_read_rightly_is_left_alone(checker, text):
    assert issues(checker, text) == ()


def test_no_text_breaks_a_rule(unweighed):
    tried = Counter()

    @settings(max_examples=40)
    @given(sentences())
    def every_fix_changes_words_of_the_text_alone(text):
        for issue in issues(unweighed, text):
            assert issue.span.of(text).strip()
            for fix in issue.fixes:
                assert apply(text, fix) != text
                assert all(edit.replacement or len(edit.span) for edit in fix.edits)
            tried[issue.rule] += 1

    every_fix_changes_words_of_the_text_alone()
    assert sum(tried.values()) > 30
    assert len(tried) > 3


def test_a_pronoun_is_not_replaced_by_one_that_is_joined_to_more(checker):
    for text in ("Elles tient à le dire.", "Hier, elles a parlé au maire."):
        (issue,) = issues(checker, text)
        assert len(issue.fixes) == 2
        assert not any("même" in fix.title for fix in issue.fixes)


def test_no_fix_is_safe_that_relies_on_a_noun_which_disagrees_itself(checker):
    safe = {
        issue.text: issue.fixes[0].applicability for issue in issues(checker, "Une nouveau poste a été créé à Lyon.")
    }
    assert safe == {"Une nouveau": Applicability.UNSAFE, "créé": Applicability.UNSAFE}
    (issue,) = issues(checker, "Une nouvelle route a été créé à Lyon.")
    assert issue.fixes[0].applicability is Applicability.SAFE
