"""`checker apply` on a file that has changed since: what still stands is corrected, and nothing is guessed."""

from pathlib import Path

import pytest
from page_decisions import apply, around, decide


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


LONG = "Le premier deal a été signé à Genève par la délégation. Un second deal suivra dans la bureau du ministre.\n"


@pytest.mark.parametrize(
    "changed", [f"Un titre\n\n{LONG}", LONG.replace("premier", "permier"), LONG.replace("suivra", "suivrait")]
)
def test_in_a_file_that_has_changed_elsewhere_all_is_applied(changed):
    edits = around("deal", "accord", LONG), around("la bureau", "le bureau", LONG)
    Path("a.txt").write_text(changed, newline="")
    after = changed.replace("deal", "accord", 1).replace("la bureau", "le bureau")
    for _ in range(2):
        apply(decide("a.txt", *edits, data=LONG.encode()))
        assert Path("a.txt").read_text() == after


@pytest.mark.parametrize("changed", [LONG.replace("deal", "pacte", 1), LONG * 2, "", "Rien de tel.\n"])
def test_what_no_longer_stands_in_one_place_is_listed_and_nothing_is_guessed(changed):
    Path("a.txt").write_text(changed, newline="")
    output = apply(decide("a.txt", around("deal", "accord", LONG), data=LONG.encode()), code=2)
    assert "error: a.txt: deal → accord is not made: the file has changed" in output
    assert Path("a.txt").read_text() == changed


def test_what_is_still_unique_is_applied_beside_what_is_not():
    changed = LONG.replace("deal", "pacte", 1)
    edits = around("deal", "accord", LONG), around("la bureau", "le bureau", LONG)
    Path("a.txt").write_text(changed, newline="")
    output = apply(decide("a.txt", *edits, data=LONG.encode()), code=2)
    assert output.count("error: ") == 1
    assert Path("a.txt").read_text() == changed.replace("la bureau", "le bureau")


@pytest.mark.parametrize(
    ("old", "new", "before", "own"),
    [("a", "ont", "Hier soir, les élus ", 5), ("parti", "partie", "Il pleut. La directrice de Krandville est ", 31)],
)
def test_a_correction_is_not_made_where_a_word_that_its_issue_compares_has_changed(old, new, before, own):
    text = f"{before}{old} dans la ville de Vaduz.\n"
    decided = around(f"{old} dans", f"{new} dans", text) | {"before": before, "own_before": own}
    Path("a.txt").write_text(text.replace("élus", "élu").replace("La directrice", "Le directeur"))
    changed = Path("a.txt").read_text()
    output = apply(decide("a.txt", decided, data=text.encode()), code=2)
    assert f"{old} dans → {new} dans is not made: the file has changed" in output
    assert Path("a.txt").read_text() == changed
    Path("a.txt").write_text("Un titre\n\n" + text.replace("Vaduz", "Schaan"))
    apply(decide("a.txt", decided, data=text.encode()))
    assert f"{before}{new} dans la ville de Schaan." in Path("a.txt").read_text()


def test_two_issues_that_want_one_edit_both_hold_it_back():
    text = "Les élus locaux de la ville a voté le budget de la région.\n"
    one = around("a voté", "ont voté", text) | {"own_before": 23}
    decided = decide("a.txt", one, one | {"own_before": 0}, data=text.encode())
    changed = text.replace("Les élus locaux", "L’élu local")
    Path("a.txt").write_text(changed)
    assert apply(decided, code=2).count(" is not made: ") == 1
    assert Path("a.txt").read_text() == changed


@pytest.mark.parametrize("now", [LONG, f"Un titre\n\n{LONG}"])
def test_a_correction_that_changes_nothing_is_listed_as_one(now):
    Path("a.txt").write_text(now)
    decided = decide("a.txt", around("premier deal", "premier deal", LONG), data=LONG.encode())
    output = apply(decided, options=("--baseline", "known.json"))
    assert "  premier deal; nothing is changed\n" in output
    assert "→" not in output
    assert Path("a.txt").read_text() == now
