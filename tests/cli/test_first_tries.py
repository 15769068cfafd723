"""What somebody tries who has not read the manual: each is understood, or told what was meant."""

import shutil
from pathlib import Path

import pytest

from checker.readers.decode import decode
from checker.readers.unread import not_text
from tests.command_line import CLEAN, DISAGREEING, check, checker, write

WORD = Path(__file__).parents[2] / "samples/formats/port.fr.docx"


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.csv", "a.srt", "a.unknown"])
@pytest.mark.parametrize("start", [b"%PDF-1.4\n", b"{\\rtf1 ", b"\xff\xd8\xff\xe0 ", b"GIF89a", b"BZh91AY&SY"])
def test_no_text_is_taken_for_one_whatever_its_name_ends_in(tmp_path, name, start):
    (tmp_path / name).write_bytes(start + CLEAN.encode())
    done = check("--target", "fr", str(tmp_path / name))
    assert done.code == 2
    assert done.documents[0]["error"].startswith(f"{tmp_path / name}: {not_text(start)}")


@pytest.mark.parametrize(("ending", "kind"), [("docx", "of Word"), ("odt", "of OpenDocument"), ("epub", "EPUB book")])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.csv"])
def test_a_document_under_the_name_of_a_text_is_told_what_it_is(tmp_path, ending, kind, name):
    shutil.copy(WORD.with_suffix(f".{ending}"), tmp_path / name)
    (document,) = check("--target", "fr", str(tmp_path / name)).documents
    assert kind in document["error"]
    assert f"name end in .{ending}, or give --input-format {ending}" in document["error"]
    done = check("--target", "fr", "--input-format", ending, str(tmp_path / name))
    assert (done.code, len(done.documents)) == (1, 1)


def test_words_of_text_are_no_signature():
    assert decode(b"PDF-1 et BZh, puis GIF et %PDF-1.4", "a").text


def test_inspect_reads_a_file_that_is_named(tmp_path):
    article = write(tmp_path / "a.txt", "Il adresse ce fond.")
    assert checker("inspect", "--target", "fr", article).out == checker(
        "inspect", "--target", "fr", "Il adresse ce fond."
    ).out  # fmt: skip


def test_a_mistyped_command_is_told_which_was_meant():
    assert "No such command 'chek'. Did you mean 'check'?" in checker("chek", "a.txt").err


def test_a_style_is_known_in_any_case_of_letters(tmp_path):
    article = write(tmp_path / "a.txt", "Il a dit: « Non »; elle a ri!\n" * 2)
    found = {style: check("--target", "fr", "--style", style, article).found for style in ("fr-CA", "fr-ca", "FR-CA")}
    assert found["fr-ca"] == found["FR-CA"] == found["fr-CA"]
    assert found["fr-CA"] != check("--target", "fr", article).found
    assert "did you mean 'fr-CA'?" in checker("check", "--target", "fr", "--style", "fr-caa", article).err


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("kind: termz\nterms: [Kiev > Kyiv]\n", ":1: kind: no kind is called 'termz'; did you mean 'terms'?"),
        ("a: [b\n", "a list in brackets does not end"),
        ("a: {b\n", "a set of keys in braces does not end"),
        ('a: "b\n', "a text in quotation marks does not end"),
        ("a: b: c\n", ":1: a colon stands in a value, which then wants quotation marks"),
        ("a: @b\n", ":1: a tab begins the line, or a value begins with a sign and wants quotation marks"),
        ("a: b\n- c\n", ":2: a line is not indented as those beside it"),
    ],
)
def test_a_rule_that_is_mistyped_is_told_how_in_plain_words(tmp_path, rule, said):
    path = write(tmp_path / "fr/house/a.yaml", rule)
    assert said in checker("rules", "test", path).err


def test_languages_name_what_is_checked_in_all():
    assert checker("languages").out.splitlines()[-1].startswith("mul: duplicated, markup, ")


def test_fix_counts_what_was_not_read_and_names_places_as_reports_do(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "a.txt", DISAGREEING)
    write(tmp_path / "b.docx", "")
    shutil.copy(WORD, "c.docx")
    done = checker("fix", "--target", "fr", "--dry-run", "a.txt", "b.docx", "c.docx")
    assert done.code == 2
    assert done.err.rstrip().endswith(", 1 document not checked")
    assert "  1:28  toute → tout" in done.out or "  1:27  toute → tout" in done.out
    shown = checker("check", "--target", "fr", "c.docx").out
    for line in done.out.split("c.docx: ")[1].splitlines()[1:]:
        if line.startswith("  "):
            assert f"c.docx {line.strip().split('  ')[0]}  " in shown


RULE = "kind: terms\nterms:\n  Kiev: Kyiv\n"


@pytest.mark.parametrize("lost", ["", "fr/", "fr/house/", "kyiv.yaml"])
def test_a_folder_without_packs_is_told(tmp_path, lost):
    place = tmp_path / "house" / lost
    write(place, RULE) if place.suffix else place.mkdir(parents=True)
    article = write(tmp_path / "a.txt", CLEAN)
    done = checker("check", "--target", "fr", "--rules", tmp_path / "house", article)
    assert (done.code, done.out) == (2, "")
    assert f"{tmp_path / 'house'}: no pack in it: a rule lies in PACK/FAMILY/RULE.yaml" in done.err
    assert checker("rules", "new", "fr/house/term", "--rules", tmp_path / "house").code == 0


def test_a_pack_in_the_place_of_its_folder_is_told(tmp_path):
    write(tmp_path / "fr/house/kyiv.yaml", RULE)
    done = checker("check", "--target", "fr", "--rules", tmp_path / "fr", write(tmp_path / "a.txt", CLEAN))
    assert done.code == 2
    assert f"{tmp_path / 'fr'}: is a pack itself; give the folder that it lies in" in done.err


@pytest.mark.parametrize(
    ("lost", "why"),
    [
        ("kyiv.yaml", "a rule lies in PACK/FAMILY/RULE.yaml"),
        ("fr/kyiv.yaml", "a rule lies in PACK/FAMILY/RULE.yaml"),
        ("fr/house/kyiv.yml", "the file of a rule ends in .yaml"),
    ],
)
def test_a_rule_that_nothing_reads_is_told(tmp_path, lost, why):
    write(tmp_path / "house/fr/house/odessa.yaml", RULE.replace("Kiev: Kyiv", "Odessa: Odesa"))
    write(tmp_path / "house" / lost, RULE)
    article = write(tmp_path / "a.txt", CLEAN)
    done = checker("check", "--target", "fr", "--rules", tmp_path / "house", article)
    assert (
        done.err
        == f"warning: {tmp_path / 'house' / lost}: is not read: {why}{', as fr/house/kyiv.yaml' * ('PACK' in why)}\n"
    )


@pytest.mark.parametrize("name", ["checker.toml", "pyproject.toml", ".checkerignore"])
def test_a_folder_that_is_called_as_a_file_of_settings_is_told(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).mkdir()
    write(tmp_path / "news/a.txt", CLEAN)
    done = checker("check", "--target", "fr", "news")
    assert done.code == 2
    assert f"{name}: cannot be read: a folder" in done.err


@pytest.mark.parametrize(
    ("text", "target"),
    [("", []), ("\ufeff", []), (" \n\n\t", []), ("", ["--target", "fr"]), ("***\n", ["--target", "fr"])],
)
def test_an_article_without_words_passes_and_is_told(tmp_path, monkeypatch, text, target):
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "a.txt", text)
    done = checker("check", *target, "a.txt")
    told = "a.txt: It holds no words: there is nothing to check.\n"
    assert (done.code, told in done.err) == (0, True)
    assert "It holds no words" in done.out
    assert "warning" not in checker("check", *target, "--quiet", "a.txt").err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--target", ""], "--target is empty; name a language, such as fr, or leave it out"),
        (["--target", "fr", "--select", ""], "--select is empty; name a rule or family, or leave it out"),
        (["--target", "fr", "--ignore", " , "], "--ignore is empty; name a rule or family, or leave it out"),
        (["--target", "fr", ""], "'': cannot be read: No such file or directory"),
        (["--target", "fr", "--output", "report.html"], "FORMAT=FILE is wanted, such as html=report.html"),
    ],
)
def test_a_value_that_is_empty_or_half_is_told(tmp_path, arguments, said):
    done = checker("check", *arguments, write(tmp_path / "a.txt", CLEAN))
    assert (done.code, said in done.err) == (2, True)


def test_what_has_no_effect_is_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "a.txt", CLEAN)
    assert checker("check", "--target", "fr", "a.txt").err == ""
    write(tmp_path / ".checker.toml", 'target = "de"\n')
    done = checker("check", "--target", "fr", "--stdin-filename", "a.html", "a.txt")
    assert done.err.splitlines() == [
        ".checker.toml: is not read; settings stand in checker.toml",
        "--stdin-filename counts for nothing, as no PATH is -",
    ]
    write(tmp_path / "checker.toml", 'target = "fr"\n')
    assert checker("check", "a.txt").err == ""


def test_a_family_is_explained_by_the_name_that_reports_give_it():
    assert "fr/agreement/" in checker("rules", "explain", "accord", "--lang", "fr").out


@pytest.mark.parametrize("form", ["json", "jsonl"])
@pytest.mark.parametrize("command", ["apply", "feedback"])
def test_a_report_in_the_place_of_decisions_is_told(tmp_path, form, command):
    article = write(tmp_path / "a.txt", DISAGREEING)
    report = write(tmp_path / "report", checker("check", "--target", "fr", "--format", form, article).out)
    done = checker(command, report)
    assert done.code == 2
    assert f"{report}: a report, not the decisions on it; the page of a report (--format html) exports" in done.err
