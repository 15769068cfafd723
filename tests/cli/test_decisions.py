"""`checker apply`: what an editor decided reaches the files, and nothing else does."""

import codecs
import json
import os
import stat
from hashlib import sha256
from pathlib import Path

import pytest
from command_line import checker
from hypothesis import given
from hypothesis import strategies as st
from page_decisions import TEXT, apply, decide, edit
from typer.testing import CliRunner

from checker.cli import app
from checker.decisions import DecidedDocument, Decision, Edit
from checker.decisions.corrections import correct, ordered
from checker.errors import InputError
from checker.model import Document, patch

AGAIN = "check again, as a correction may ask for another: checker check {}\n"


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_only_the_accepted_edits_change_the_bytes(mark, encoding):
    Path("a.txt").write_bytes(mark + TEXT.encode(encoding))
    apply(decide("a.txt", edit("de la bureau", "du bureau 📰"), edit("deal", "")))
    after = "Le 🗞️ cœur du bureau 📰.\r\nIl a dit : .\r\n"
    assert Path("a.txt").read_bytes() == mark + after.encode(encoding)


def test_a_legacy_file_keeps_its_encoding_and_refuses_what_it_cannot_hold():
    text = "L’été à la bureau, c’était déjà ça. Les élèves français étaient très fâchés.\r\n" * 5
    Path("a.txt").write_bytes(text.encode("cp1252"))
    output = apply(decide("a.txt", edit("la bureau", "la bureau → ici", text)), code=2)
    assert "a.txt: '→' cannot be written in cp1252\n" in output
    assert Path("a.txt").read_bytes() == text.encode("cp1252")
    apply(decide("a.txt", edit("à la bureau", "“au” bureau", text)))
    assert Path("a.txt").read_bytes() == text.replace("à la bureau", "“au” bureau", 1).encode("cp1252")


def test_a_file_that_has_changed_is_refused_and_the_others_go_on():
    for name in ("a.txt", "b.txt"):
        Path(name).write_text(TEXT, newline="")
    Path("a.txt").write_text(TEXT + "Plus.", newline="")
    output = apply(
        decide("a.txt", edit("deal", "accord"), data=TEXT.encode()), decide("b.txt", edit("deal", "accord")), code=2
    )
    assert "error: a.txt: the file has changed since it was checked; check it again\n" in output
    assert Path("a.txt").read_bytes().decode() == TEXT + "Plus."
    assert Path("b.txt").read_bytes().decode() == TEXT.replace("deal", "accord")


def test_a_correction_of_other_words_than_stand_there_is_refused():
    Path("a.txt").write_text(TEXT, newline="")
    moved = edit("deal", "accord") | {"start": 3, "end": 7}
    assert "error: a.txt: other words stand where a correction is to be made" in apply(decide("a.txt", moved), code=2)
    assert Path("a.txt").read_bytes().decode() == TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_is_applied_already_is_no_error_and_stays(encoding):
    for name in ("a.txt", "b.txt"):
        Path(name).write_bytes(TEXT.encode(encoding))
    decided = decide("a.txt", edit("de la bureau", "du bureau 📰"), edit(" : deal", ""), edit("Il", "🗞️ Il"))
    other = decide("b.txt", edit("deal", "accord"))
    Path("b.txt").write_text("Plus.")
    apply(decided, other, code=2)
    after = Path("a.txt").read_bytes()
    Path("b.txt").write_bytes(TEXT.encode(encoding))
    assert apply(
        decided, other
    ) == "a.txt: 3 accepted; already applied\nb.txt: 1 accepted\n  2:12  deal → accord\n" + AGAIN.format("b.txt")
    assert Path("a.txt").read_bytes() == after
    assert Path("b.txt").read_bytes() == TEXT.replace("deal", "accord").encode(encoding)


@pytest.mark.parametrize("now", ["accord et plus", "pactes", "", "accor"])
def test_a_file_that_was_corrected_otherwise_is_refused(now):
    decided = decide("a.txt", edit("deal", "accord"), data=TEXT.encode())
    changed = TEXT.replace("deal", now).encode()
    Path("a.txt").write_bytes(changed)
    assert apply(decided, code=2) == "error: a.txt: the file has changed since it was checked; check it again\n"
    assert Path("a.txt").read_bytes() == changed


def test_a_dry_run_says_what_it_would_do_and_writes_nothing():
    Path("a.txt").write_text(TEXT, newline="")
    output = apply(decide("a.txt", edit("deal", "accord")), options=("--dry-run", "--allow-file", "terms.txt"))
    assert output == "a.txt: 1 accepted\n  2:12  deal → accord\nnothing was written\n"
    assert Path("a.txt").read_bytes().decode() == TEXT
    assert sorted(os.listdir()) == ["a.txt", "decisions.json"]


@pytest.mark.parametrize(
    "edits",
    [
        (edit("de la bureau", "du bureau"), edit("la bureau", "le bureau")),
        (edit("deal", "accord"), edit("deal", "pacte")),
        ({"start": 5, "end": 5, "replacement": "x"}, {"start": 5, "end": 7, "replacement": "y"}),
    ],
)
def test_edits_that_overlap_are_refused(edits):
    Path("a.txt").write_text(TEXT, newline="")
    assert "two accepted corrections overlap" in apply(decide("a.txt", *edits), code=2)
    assert Path("a.txt").read_bytes().decode() == TEXT


def test_two_issues_that_want_the_same_edit_get_it_once():
    Path("a.txt").write_text(TEXT, newline="")
    apply(decide("a.txt", edit("deal", "accord"), edit("deal", "accord")))
    assert Path("a.txt").read_bytes().decode() == TEXT.replace("deal", "accord")


def test_permissions_and_links_stay():
    Path("real.txt").write_text(TEXT, newline="")
    Path("real.txt").chmod(0o640)
    Path("a.txt").symlink_to("real.txt")
    apply(decide("a.txt", edit("deal", "accord")))
    assert Path("a.txt").is_symlink()
    assert stat.S_IMODE(Path("real.txt").stat().st_mode) == 0o640
    assert Path("real.txt").read_bytes().decode() == TEXT.replace("deal", "accord")
    assert sorted(os.listdir()) == ["a.txt", "decisions.json", "real.txt"]


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({"id": "-"}, "-: standard input cannot be corrected"),
        ({"id": 7, "sha256": None}, "7: the document has no file of its own"),
        ({"id": "none.txt"}, "none.txt: cannot be read: No such file or directory"),
    ],
)
def test_a_document_without_a_file_is_an_error_of_one_line(document, said):
    output = apply(decide("-", edit("deal", "accord"), data=b"", **document), code=2)
    assert output.startswith(f"error: {said}")
    assert output.count("\n") == 1


def test_an_edit_outside_the_text_is_an_error():
    Path("a.txt").write_text(TEXT, newline="")
    assert "no text stands at" in apply(decide("a.txt", {"start": 1, "end": 999, "replacement": ""}), code=2)


@pytest.mark.parametrize(
    "content", [b"", b"[]", b'{"schema_version": 2}', b"\xff", b"[" * 100_000, b'{"schema_version": 1, "x": 1}']
)
def test_what_is_no_file_of_decisions_is_one_line(content):
    Path("decisions.json").write_bytes(content)
    result = CliRunner().invoke(app, ["apply", "decisions.json"], standalone_mode=False)
    assert "\n" not in str(result.exception)
    assert str(result.exception).startswith("decisions.json: no decisions: ")


def allowing(*terms: str) -> dict:
    decisions = [{"fingerprint": "0", "rule": "x", "text": "x", "decision": "allow", "term": term} for term in terms]
    return {"id": "a.txt", "sha256": None, "decisions": decisions}


def test_allowed_terms_are_sorted_into_the_file_once():
    Path("terms.txt").write_text("# our words\nBrexit  # since 2016\nworkshop\n")
    apply(allowing("deal", "workshop", "zoom", "deal"), options=("--allow-file", "terms.txt"))
    assert Path("terms.txt").read_text() == "# our words\nBrexit  # since 2016\ndeal\nworkshop\nzoom\n"
    assert "nothing new" in apply(allowing("deal"), options=("--allow-file", "terms.txt"))


def test_a_new_file_of_terms_is_made():
    apply(allowing("deal"), options=("--allow-file", "terms.txt"))
    assert Path("terms.txt").read_text() == "deal\n"


def test_no_article_is_touched_if_the_terms_cannot_be_written():
    Path("a.txt").write_text(TEXT, newline="")
    decided = decide("a.txt", edit("deal", "accord"))
    apply(decided, allowing("deal"))
    Path("a.txt").write_text(TEXT, newline="")
    done = checker("apply", "decisions.json", "--allow-file", "no/terms.txt")
    assert (done.code, done.out) == (2, "")
    assert done.err == "error: no/terms.txt: cannot be written: No such file or directory\n"
    assert Path("a.txt").read_bytes().decode() == TEXT


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40), st.data())
def test_all_outside_the_edits_stays(text, data):
    place = st.integers(0, len(text))
    edits = data.draw(
        st.lists(
            st.builds(lambda a, b, r: Edit(min(a, b), max(a, b), r), place, place, st.text(max_size=3)), max_size=4
        )
    )
    try:
        chosen = ordered(set(edits), Document("a", text))
    except InputError:
        return
    after = text
    for each in reversed(chosen):
        assert text.startswith(after[: each.span.start])
        after = after[: each.span.start] + each.replacement + after[each.span.end :]
    assert patch(text, chosen) == after


def test_a_document_without_an_accepted_edit_is_not_even_read():
    rejected = Decision(fingerprint="0", rule="x", text="x", decision="reject")
    assert correct(DecidedDocument("none.txt", None, (rejected,))) is None


def test_corrections_that_overlap_and_agree_are_made_together():
    text = "Il signe une toute grande transfert ici.\n"
    Path("a.txt").write_text(text)
    apply(
        decide(
            "a.txt",
            edit("toute grande", "tout grand", text),
            edit("grande transfert", "grand transfert", text),
        )
    )
    assert Path("a.txt").read_text() == "Il signe une tout grand transfert ici.\n"


def test_a_correction_of_what_was_missed_is_applied_and_is_no_known_issue():
    Path("a.txt").write_text(TEXT, newline="")
    decided = decide("a.txt", edit("deal", "accord"))
    decided["decisions"][0] |= {"decision": "mend", "rule": "", "note": "Voir le lexique."}
    output = apply(decided, options=("--baseline", "known.json"))
    assert "note on x: Voir le lexique." in output
    assert "known.json: 0 added, 0 removed" in output
    assert Path("a.txt").read_bytes().decode() == TEXT.replace("deal", "accord")


def test_a_backup_keeps_the_file_as_it_was():
    for text in (TEXT, TEXT.replace("cœur", "centre")):
        Path("a.txt").write_text(text, newline="")
        Path("a.txt").chmod(0o600)
        apply(decide("a.txt", edit("deal", "accord", text)), options=("--backup",))
    assert Path("a.txt.bak").read_bytes().decode() == TEXT
    assert Path("a.txt.bak2").read_bytes().decode() == TEXT.replace("cœur", "centre")
    assert sorted(os.listdir()) == ["a.txt", "a.txt.bak", "a.txt.bak2", "decisions.json"]
    assert stat.S_IMODE(Path("a.txt.bak").stat().st_mode) == 0o600


def of_editor(name: str, *decisions: dict) -> str:
    """A file of one editor's decisions on a.txt, each given by what is other than a rejection of the issue."""
    plain = {"rule": "fr/x/y", "text": "deal", "decision": "reject"}
    document = {"id": "a.txt", "sha256": sha256(TEXT.encode()).hexdigest()}
    document["decisions"] = [plain | decision for decision in decisions]
    file = {"schema_version": 1, "offset_unit": "unicode-code-points", "documents": [document]}
    Path(name).write_text(json.dumps(file))
    return name


def test_the_decisions_of_two_editors_are_merged_and_conflicts_are_shown():
    Path("a.txt").write_text(TEXT, newline="")
    accord = {"decision": "accept", "edits": [edit("deal", "accord")]}
    bureau = {"decision": "accept", "text": "la bureau", "edits": [edit("la bureau", "le bureau")]}
    first = of_editor(
        "one.json", accord | {"fingerprint": "1", "place": "2:12"}, bureau | {"fingerprint": "2", "note": "Genre."}
    )
    second = of_editor("two.json", {"fingerprint": "1"}, bureau | {"fingerprint": "2", "note": "Masculin."})
    done = checker("apply", first, second)
    assert done.code == 2
    assert done.err == (
        "error: a.txt:2:12: deal is left open, as it was decided differently: "
        "one.json accepted → accord, two.json rejected\n" + AGAIN.format("a.txt")
    )
    assert "note on la bureau: Genre. Masculin." in done.out
    assert Path("a.txt").read_bytes().decode() == TEXT.replace("la bureau", "le bureau")


def test_feedback_says_what_was_rejected_by_rule_and_what_was_missed():
    file = of_editor(
        "one.json",
        {"fingerprint": "1"},
        {"fingerprint": "2", "decision": "ignore-word", "note": "Un\nnom."},
        {"fingerprint": "3", "decision": "accept", "edits": [edit("deal", "accord")]},
        {"fingerprint": "own:4:6", "rule": "", "decision": "mend", "edits": [edit("cœur", "centre\x1b")]},
    )
    assert checker("feedback", file, file).out == (
        "fr/x/y: 2 accepted, 2 ignored, 2 rejected\n"
        "  rejected  a.txt: deal\n"
        "  ignored  a.txt: deal  (Un nom.)\n"
        "  rejected  a.txt: deal\n"
        "  ignored  a.txt: deal  (Un nom.)\n"
        "missed: 2\n"
        "  a.txt: deal → centre\\x1b\n"
        "  a.txt: deal → centre\\x1b\n"
    )


def test_one_file_under_two_names_is_corrected_once_and_both_are_told():
    Path("a.txt").write_bytes(TEXT.encode())
    Path("b.txt").symlink_to("a.txt")
    output = apply(
        decide("a.txt", edit("de la bureau", "du bureau")),
        decide("b.txt", edit("deal", "pacte"), edit("cœur", "chœur")),
    )
    assert output.startswith("a.txt: 1 accepted\n")
    assert "b.txt: 2 accepted; already applied\n" in output
    after = TEXT.replace("de la bureau", "du bureau").replace("deal", "pacte").replace("cœur", "chœur")
    assert Path("a.txt").read_bytes() == after.encode()


def test_one_file_under_two_names_that_cannot_be_corrected_is_told_of_both():
    Path("a.txt").write_bytes(TEXT.encode())
    Path("b.txt").symlink_to("a.txt")
    output = apply(decide("a.txt", edit("deal", "pacte")), decide("b.txt", edit("deal", "accord")), code=2)
    assert "error: a.txt:2:12: two accepted corrections overlap" in output
    assert "error: b.txt: is the same file as a.txt\n" in output
    assert Path("a.txt").read_bytes() == TEXT.encode()


def test_what_was_changed_is_to_be_checked_again_and_nothing_else():
    for name in ("a.txt", "b c.txt"):
        Path(name).write_text(TEXT, newline="")
    wrong = decide("a.txt") | {"decisions": [{"fingerprint": "1", "rule": "x", "text": "x", "decision": "reject"}]}
    decided = wrong, decide("b c.txt", edit("deal", "accord"))
    assert "check again" not in apply(*decided, options=("--dry-run",))
    assert apply(*decided).endswith(AGAIN.format("'b c.txt'"))
    assert "check again" not in apply(*decided)
    many = [f"{number}.txt" for number in range(6)]
    for name in many:
        Path(name).write_text(TEXT, newline="")
    said = apply(*(decide(name, edit("deal", "accord")) for name in many))
    assert said.endswith("\ncheck the 6 files again: a correction may ask for another\n")


def test_what_no_option_keeps_is_told_with_the_option_that_would():
    kinds = ("reject", "ignore-word", "ignore-word", "allow")
    file = of_editor(
        "d.json", *({"fingerprint": f"{n}", "decision": kind, "term": "deal"} for n, kind in enumerate(kinds))
    )
    Path("a.txt").write_text(TEXT)
    terms = "allowed and not kept: 1; --allow-file FILE keeps them for the next check\n"
    known = "rejected or ignored and not kept: 3; --baseline FILE keeps them for the next check\n"
    done = checker("apply", file)
    assert (done.code, done.out) == (0, f"a.txt: 1 allowed, 2 ignored, 1 rejected\n{terms}{known}")
    assert "not kept" not in checker("apply", file, "--allow-file", "terms.txt", "--baseline", "known.json").out
    assert terms not in checker("apply", file, "--allow-file", "terms.txt").out
