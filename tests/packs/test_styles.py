"""House styles: which rules count in one, how severe they are, and which files are refused."""

from pathlib import Path

import pytest
from command_line import checker as command

from checker import Checker
from checker.errors import RuleError, UsageError
from checker.model import Severity

HABITS = 'Il a dit "oui".\n'  # neutral
COMMA = "Le maire , élu en mai, part.\n"  # minor
FIRST_RESPONDERS = "Les premiers répondants sont arrivés sur les lieux.\n"


def found(text: str, style: str | None = None, target: str = "fr", rules: tuple[Path, ...] = ()) -> dict[str, Severity]:
    """The severity of each rule that speaks of a text."""
    issues = Checker(target, style=style, rules=rules).check_text(text).issues
    return {issue.rule.rpartition("/")[2]: issue.severity for issue in issues}


def own(folder: Path, styles: str, pack: str = "fr") -> tuple[Path, ...]:
    path = folder / pack / "styles.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(styles, encoding="utf-8")
    return (folder,)


def test_the_default_of_french_is_that_of_the_press():
    assert found(HABITS + COMMA) == found(HABITS + COMMA, "fr-press")
    assert found(HABITS + COMMA) == {"straight-quotation-marks": Severity.NEUTRAL, "space-before-comma": Severity.MINOR}


@pytest.mark.parametrize("style", ["fr-imprimerie", "strict"])
def test_the_stricter_styles_raise_what_others_only_note(style):
    assert found(HABITS, style) == {"straight-quotation-marks": Severity.MINOR}


def test_typography_can_be_off_and_nothing_else_is():
    doubled = "Le maire est parti dans dans la capitale.\n"
    assert found(HABITS + COMMA + doubled, "off").keys() == found(doubled).keys() != set()


def test_each_country_has_its_spaces():
    text = "Qui vient\u00a0? Moi\u00a0! Lui\u00a0?\n"
    assert found(text) == {}
    assert found(text, "fr-CA") == {"spaces-of-canada": Severity.MINOR}
    assert found(text.replace("\u00a0", ""), "fr-CA") == {}


def test_wording_that_is_standard_in_a_region_is_no_fault_there():
    assert "first-responders" in found(FIRST_RESPONDERS)
    assert found(FIRST_RESPONDERS, "fr-CA") == {}
    assert "first-responders" in found(FIRST_RESPONDERS, "fr-CH")


def test_a_style_that_a_language_has_not_changes_nothing_there():
    text = "Der Minister sprach mit den Abgeordneten.\nHier ist die Übersetzung des Artikels:\n"
    assert found(text, "fr-CA", target="de") == found(text, target="de") != {}


def test_a_style_of_ones_own_builds_on_another_and_the_most_specific_name_counts(tmp_path):
    folders = own(
        tmp_path, "desk: {like: fr-CA, rules: {fr/typography/straight-quotation-marks: major, typography: off}}"
    )
    assert found(HABITS + COMMA, "desk", rules=folders) == {"straight-quotation-marks": Severity.MAJOR}
    assert found(FIRST_RESPONDERS, "desk", rules=folders) == {}


def test_a_style_of_ones_own_covers_the_bundled_one_of_its_name(tmp_path):
    assert found(HABITS, rules=own(tmp_path, "fr-press: {neutral: minor}")) == {
        "straight-quotation-marks": Severity.MINOR
    }


def test_a_style_says_how_severe_what_a_kind_grades_itself_is(tmp_path):
    text = "Le maire est parti dans la capitale hier. Il a dit que son adjoint avait vu le\n"
    assert found(text) == {"document": Severity.MAJOR}
    folders = own(tmp_path, "desk: {rules: {truncated: minor}}")
    assert found(text, "desk", rules=folders) == {"document": Severity.MINOR}


@pytest.mark.parametrize(
    ("styles", "reason"),
    [
        ("desk: {like: desk}", "desk.like: a style cannot be like itself"),
        ("desk: {like: fr-pres}", "desk.like: no style is called 'fr-pres'; did you mean 'fr-press'?"),
        ("desk: {rules: {typograhy: minor}}", "did you mean 'typography'?"),
        (
            "desk: {rules: {typography: severe}}",
            "no severity is called 'severe'; there are neutral, minor, major, critical",
        ),
        ("desk: {neutral: severe}", "no severity is called 'severe'; there are neutral, minor, major, critical"),
        ("desk: {regions: CA}", "the key `regions` is not known; did you mean 'region'?"),
        ("desk: {description: {fr: maison}}", "a text in English (en) is wanted"),
    ],
)
def test_a_wrong_style_is_an_error_that_names_the_place(tmp_path, styles, reason):
    with pytest.raises(RuleError) as error:
        found(HABITS, "desk", rules=own(tmp_path, styles))
    assert reason in str(error.value)
    assert f"{Path('fr', 'styles.yaml')}:1: desk" in str(error.value)


def test_an_unknown_style_is_told_which_was_meant():
    with pytest.raises(UsageError, match="no style is called 'fr-caa'; did you mean 'fr-CA'"):
        Checker("fr", style="fr-caa")


def test_the_signature_names_the_style_that_is_chosen():
    assert Checker("fr", style="fr-ca").signature == Checker("fr", style="fr-CA").signature
    assert Checker("fr", style="fr-CA").signature == f"{Checker('fr').signature}, style fr-CA"


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("Elle hésite...\n", encoding="utf-8")
    return tmp_path


def test_check_and_fix_take_the_style(desk):
    assert "three-dots" in command("check", "--target", "fr", "--style", "strict", "a.txt").out
    assert command("fix", "--target", "fr", "a.txt").out == ""
    assert command("fix", "--target", "fr", "--style", "strict", "a.txt").code == 0
    assert (desk / "a.txt").read_text(encoding="utf-8") == "Elle hésite…\n"


def test_settings_choose_the_style_and_may_differ_from_file_to_file(desk):
    (desk / "checker.toml").write_text(
        'target = "fr"\nstyle = "strict"\n[[overrides]]\npaths = ["b.txt"]\nstyle = "fr-press"\n', encoding="utf-8"
    )
    (desk / "b.txt").write_text("Elle hésite...\n", encoding="utf-8")
    out = command("check", "a.txt", "b.txt").out
    assert ("a.txt:1" in out, "b.txt:1" in out) == (True, False)
    assert ", style strict" in command("check", "--format", "json", "a.txt").out


def test_a_wrong_style_in_the_settings_names_their_file(desk):
    (desk / "checker.toml").write_text('style = "fr-pres"\n', encoding="utf-8")
    done = command("check", "--target", "fr", "a.txt")
    assert done.code == 2
    assert "checker.toml: style: no style is called 'fr-pres'; did you mean 'fr-press'?" in done.err


def test_the_styles_are_listed(desk):
    out = command("rules", "styles").out
    assert "fr-CA  fr  French of Canada" in out
    assert "strict  mul  " in out
