"""What a desk that reads French is told: all of it in French, but for help and the options of a kind."""

import json
from pathlib import Path

import pytest

from checker import checks
from checker.packs.messages import messages_in
from checker.readers.formats import all_formats
from checker.suppress.changes import DEEPER
from tests.command_line import DISAGREEING, checker, write

WORD = Path(__file__).parents[2] / "samples/formats/port.fr.docx"


def test_lists_are_in_french():
    assert checker("kinds", "--lang", "fr").out.count("\n") == len(checks.KINDS)
    said = messages_in("fr")
    listed = checker("formats", "--lang", "fr").out
    for each in all_formats().values():
        assert said(each.TITLE) in listed
        assert said(each.TITLE) != each.TITLE
    english = dict(line.split(maxsplit=1) for line in checker("kinds").out.splitlines())
    french = dict(line.split(maxsplit=1) for line in checker("kinds", "--lang", "fr").out.splitlines())
    assert english.keys() == french.keys()
    assert not set(english.values()) & set(french.values())


def test_a_place_in_word_and_the_families_are_in_french():
    shown = checker("check", "--target", "fr", "--lang", "fr", "--statistics", str(WORD))
    page = checker("check", "--target", "fr", "--lang", "fr", "--format", "html", str(WORD))
    for out in (shown.out, page.out):
        assert "paragraphe " in out
        assert "passage " in out
        assert "accord" in out
        assert "paragraph 1" not in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "--target", "xx", "a.txt"), "n’est pas prise en charge ; langues prises en charge : ar, "),
        (("apply", "a.txt"), "erreur : a.txt : pas de décisions : pas du JSON (à l’octet 0)"),
        (("check", "--target", "fr", "a.docx"), "erreur : a.docx : pas un document de Word, mais autre chose, quelle"),
    ],
)
def test_an_error_behind_the_name_of_a_file_is_in_french(tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "a.docx"):
        write(tmp_path / name, "Il est parti.\n")
    done = checker(*arguments, "--lang", "fr")
    assert done.code == 2
    assert said in messages_in("fr")(done.err.rstrip("\n")).replace("\u00a0", " ")  # as `main` prints it


@pytest.mark.parametrize("name", ["accord", "Accord", "agreement", "fr/agreement", "non traduit,accord"])
def test_a_family_is_ignored_by_the_name_that_reports_give_it(tmp_path, name):
    article = write(tmp_path / "a.txt", DISAGREEING)
    assert checker("check", "--target", "fr", "--lang", "fr", article).code == 1
    assert checker("check", "--target", "fr", "--lang", "fr", "--ignore", name, article).code == 0
    wrong = checker("check", "--target", "fr", "--lang", "fr", "--ignore", "acord", article)
    assert (wrong.code, "acord" in wrong.err) == (2, True)
    assert checker("check", "--target", "fr", "--ignore", "accord", article).code == 2


def test_what_apply_and_feedback_say_is_french_in_number_and_signs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ways = ("accept", "accept", "reject", "mend")
    decisions = [
        {"fingerprint": str(n), "rule": "fr/a/b" * (way != "mend"), "text": "mot", "decision": way, "note": "à revoir"}
        for n, way in enumerate(ways)
    ]
    file = {"schema_version": 1, "offset_unit": "unicode-code-points"}
    document = {"id": "a.txt", "sha256": None, "decisions": decisions}
    write(tmp_path / "d.json", json.dumps(file | {"documents": [document]}))
    applied = checker("apply", "d.json", "--lang", "fr").out.splitlines()
    assert applied[:2] == [
        "a.txt\u00a0: 2 acceptés, 1 corrigé à la main, 1 rejeté",
        "  note sur mot\u00a0: à revoir",
    ]
    assert checker("feedback", "d.json", "--lang", "fr").out.splitlines() == [
        "fr/a/b\u00a0: 2 acceptés, 1 rejeté",
        "  rejeté  a.txt\u00a0: mot  (à revoir)",
        "non trouvés\u00a0: 1",
        "  a.txt\u00a0: mot → ∅  (à revoir)",
    ]


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("error: 'f', line 8: the target language is wanted", "erreur : 'f', ligne 8 : il faut la langue cible"),
        ("2 `flags` at least are wanted", "il en faut au moins 2 sous `flags`"),
        (
            "error: checker.toml: allow: '/(a/': at character 1: a bracket is not closed",
            "erreur : checker.toml : allow : '/(a/' : au caractère 1 : une parenthèse n’est pas fermée",
        ),
        ("error: checker.toml:1:10: a value is missing", "erreur : checker.toml:1:10: il manque une valeur"),
        ("error: part 2: is a folder", "erreur : part 2 : est un dossier"),
    ],
)
def test_what_stands_before_a_message_has_the_blanks_of_french_but_where_tools_read_lines(english, french):
    assert messages_in("fr")(english).replace("\u00a0", " ") == french


def test_a_warning_behind_the_name_of_a_file_has_the_blank_of_french(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "short.txt", "…\n")
    done = checker("check", "--target", "fr", "--lang", "fr", "--format", "json", "short.txt")
    assert done.err.startswith("avertissement\u00a0: short.txt\u00a0: ")


def test_a_part_of_a_history_is_told_in_french():
    said = messages_in("fr")(f"error: git knows no revision 'v1'; {DEEPER}")
    assert said.startswith(
        "erreur\u00a0: git ne connaît pas la révision 'v1'\u00a0; ce dépôt ne contient qu’une partie"
    )
    assert "fetch all" not in said
