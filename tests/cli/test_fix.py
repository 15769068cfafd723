"""`checker fix`: the fixes reach the files, and nothing else does."""

import json
import os
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest
from command_line import CLEAN, DISAGREEING, FAULTY, Done, check, checker, write
from typer.testing import CliRunner

from checker.cli import app
from checker.engine import fixing

FIXED = DISAGREEING.replace("toute", "tout")
DOUBLED = "Les élus sont revenus dans dans la capitale.\n"


@pytest.fixture(autouse=True)
def desk(tmp_path, monkeypatch):
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    write(folder / "a.txt", DISAGREEING)
    return folder


def fix(*arguments: object, stdin: str | None = None) -> Done:
    return checker("fix", "--target", "fr", *arguments, stdin=stdin)


def text_of(name: str) -> str:
    return Path(name).read_bytes().decode()


def test_a_fix_is_made_told_and_made_once():
    done = fix("a.txt")
    assert (done.code, text_of("a.txt")) == (0, FIXED)
    assert done.out == "a.txt: 1 fix (1 agreement)\n  1:27  toute → tout\n"
    assert done.err == "1 fix in 1 of 1 document; nothing is left\n"
    again = fix("a.txt")
    assert (again.code, again.out, text_of("a.txt")) == (0, "", FIXED)
    assert os.listdir() == ["a.txt"]


@pytest.mark.parametrize(
    ("options", "code"),
    [((), 1), (("--fail-on", "critical"), 0), (("--exit-zero",), 0), (("--ignore", "untranslated"), 0)],
)
def test_the_exit_code_is_that_of_a_check_of_what_is_left(desk, options, code):
    write(desk / "a.txt", FAULTY + DISAGREEING)
    done = fix("a.txt", *options)
    assert done.code == code == check("--target", "fr", "a.txt", *options).code
    assert text_of("a.txt") == FAULTY + FIXED


def test_what_is_left_is_counted(desk):
    write(desk / "a.txt", FAULTY + DISAGREEING)
    assert fix("a.txt").err == "1 fix in 1 of 1 document; left: 1 issue (1 major)\n"


def test_only_what_is_selected_and_not_ignored_is_fixed(desk):
    write(desk / "a.txt", DISAGREEING + DOUBLED)
    assert fix("a.txt", "--select", "duplicated").code == 0
    assert text_of("a.txt") == DISAGREEING + DOUBLED.replace("dans dans", "dans")
    write(desk / "a.txt", DISAGREEING + DOUBLED)
    assert fix("a.txt", "--ignore", "duplicated").code == 0
    assert text_of("a.txt") == FIXED + DOUBLED


def test_what_is_not_safe_is_made_only_if_asked_for(desk):
    text = "Les maisons du village sont belle.\n"
    write(desk / "a.txt", text)
    assert fix("a.txt").code == 1
    assert text_of("a.txt") == text
    assert fix("a.txt", "--unsafe").code == 0
    assert text_of("a.txt") == text.replace("belle", "belles")


def test_settings_comments_confidence_and_known_issues_count_as_in_a_check(desk):
    comment = "<!-- checker: ignore because quoted -->\n"
    write(desk / "a.txt", comment + DISAGREEING)
    fix("a.txt")
    assert text_of("a.txt") == comment + DISAGREEING
    write(desk / "a.txt", DISAGREEING)
    fix("a.txt", "--min-confidence", "1")
    assert text_of("a.txt") == DISAGREEING
    check("--target", "fr", "a.txt", "--baseline", "known.json", "--update-baseline")
    assert fix("a.txt", "--baseline", "known.json").code == 0
    assert text_of("a.txt") == DISAGREEING
    write(desk / "checker.toml", 'ignore = ["agreement"]\n')
    fix("a.txt")
    assert text_of("a.txt") == DISAGREEING
    write(desk / "checker.toml", 'target = "fr"\nbaseline = "known.json"\n')
    fix("a.txt")
    assert text_of("a.txt") == DISAGREEING


@pytest.mark.parametrize("option", ["--diff", "--dry-run"])
def test_a_look_ahead_writes_nothing_and_has_the_exit_code_of_the_run(desk, option):
    write(desk / "b.txt", FAULTY)
    done = fix("a.txt", "b.txt", option)
    assert (done.code, text_of("a.txt")) == (1, DISAGREEING)
    assert "nothing was written\n" in done.out + done.err
    assert "1 fix in 1 of 2 documents; left: 1 issue (1 major)\n" in done.err


@pytest.mark.parametrize("command", ["fix", "apply"])
def test_a_diff_alone_is_on_standard_output_and_can_be_applied(desk, command):
    text = f"Un.\r\n\r\n{DISAGREEING.strip()}\r\n\r\nDeux."
    write(desk / "a.txt", text)
    write(desk / "decisions.json", decisions(text))
    arguments = {"fix": ["fix", "--target", "fr", "a.txt"], "apply": ["apply", "decisions.json"]}[command]
    diff = CliRunner().invoke(app, [*arguments, "--diff"]).stdout_bytes
    assert diff.startswith(b"--- a.txt\n+++ a.txt\n@@ -1,5 +1,5 @@\n Un.\r\n")
    assert text_of("a.txt") == text
    subprocess.run(["patch", "--binary", "-p0"], input=diff, check=True, capture_output=True)
    assert text_of("a.txt") == text.replace("toute", "tout")


def decisions(text: str) -> str:
    """The decisions on a.txt, in which its correction is accepted."""
    start = text.index("toute")
    edit = {"start": start, "end": start + 5, "replacement": "tout", "replaced": "toute"}
    decision = {"fingerprint": "1", "rule": "x", "text": "toute", "decision": "accept", "edits": [edit]}
    document = {"id": "a.txt", "sha256": sha256(text.encode()).hexdigest(), "decisions": [decision]}
    return json.dumps({"schema_version": 1, "offset_unit": "unicode-code-points", "documents": [document]})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_keeps_its_encoding_and_its_line_ends(desk, encoding):
    around = "L’été à la mairie, c’était déjà ça. Les élèves français étaient très fâchés.\r\n" * 3
    text = around + DISAGREEING.strip() + "\r\n" + around.rstrip()
    Path("a.txt").write_bytes(text.encode(encoding))
    fix("a.txt", "--ignore", "duplicated")
    assert Path("a.txt").read_bytes() == text.replace("toute", "tout").encode(encoding)


def test_a_filter_gives_the_bytes_back(desk):
    text = "\ufeff" + DISAGREEING.replace("\n", "\r\n")
    done = CliRunner().invoke(app, ["fix", "--target", "fr", "-"], input=text.encode("utf-16-le"))
    assert done.exit_code == 0
    assert done.stdout_bytes == text.replace("toute", "tout").encode("utf-16-le")
    assert done.stderr.startswith("-: 1 fix (1 agreement)\n")
    assert fix("-", stdin=CLEAN).out == CLEAN
    assert fix("-", stdin="").out == ""
    assert fix("-", stdin=FAULTY).code == 1


def test_a_filter_that_fails_gives_nothing():
    done = CliRunner().invoke(app, ["fix", "--target", "fr", "-"], input=b"\0\1")
    assert (done.exit_code, done.stdout_bytes) == (2, b"")
    assert "binary" in done.stderr


def test_the_text_goes_to_another_file_fixed_or_right_already(desk):
    for name, fixed in (("a.txt", FIXED), ("b.txt", CLEAN)):
        text = text_of(name) if name == "a.txt" else write(desk / name, CLEAN).read_text(encoding="utf-8")
        assert fix(name, "--to", "out.txt").code == 0
        assert (text_of(name), text_of("out.txt")) == (text, fixed)
    assert fix("a.txt", "--to", "-").out == FIXED
    assert fix("-", "--to", "in.txt", stdin=DISAGREEING).code == 0
    assert text_of("in.txt") == FIXED


def test_one_file_takes_one_text(desk):
    write(desk / "b.txt", CLEAN)
    done = fix("a.txt", "b.txt", "--to", "out.txt")
    assert (done.code, done.err) == (2, "error: --to takes the text of one file, and these are several\n")
    assert fix("a.txt", "--to", "out.txt", "--backup").code == 2
    assert fix("a.txt", "--to", "").code == 2
    assert sorted(os.listdir()) == ["a.txt", "b.txt"]
    assert text_of("a.txt") == DISAGREEING


def test_a_backup_keeps_the_file_as_it_was(desk):
    fix("a.txt", "--backup")
    assert (text_of("a.txt"), text_of("a.txt.bak")) == (FIXED, DISAGREEING)
    write(desk / "a.txt", DISAGREEING)
    fix("a.txt", "--backup")
    assert sorted(os.listdir()) == ["a.txt", "a.txt.bak", "a.txt.bak2"]


def test_one_bad_file_hides_no_other(desk):
    Path("binary.txt").write_bytes(b"\0\1")
    done = fix("missing.txt", "binary.txt", "a.txt")
    assert (done.code, text_of("a.txt")) == (2, FIXED)
    assert "error: missing.txt: cannot be read: No such file or directory\n" in done.err
    assert "error: binary.txt: a binary file" in done.err


def test_wrong_settings_beside_one_file_hide_no_other(desk):
    write(desk / "news" / "checker.toml", "targett = 1\n")
    write(desk / "news" / "b.txt", DISAGREEING)
    done = fix(".")
    assert (done.code, text_of("a.txt"), text_of("news/b.txt")) == (2, FIXED, DISAGREEING)
    assert "news/checker.toml" in done.err


def test_nothing_is_said_to_be_right_where_nothing_was_checked():
    assert fix("missing.txt").err == "error: missing.txt: cannot be read: No such file or directory\n"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nobody's file is read-only for root")
def test_a_file_that_is_read_only_stays(desk):
    os.chmod("a.txt", 0o444)
    done = fix("a.txt")
    assert (done.code, text_of("a.txt")) == (2, DISAGREEING)
    assert "error: " in done.err
    assert "read-only" in done.err


def test_a_file_that_changes_meanwhile_is_refused(desk, monkeypatch):
    original = fixing.fix_document

    def slow(document, *arguments, **options):
        done = original(document, *arguments, **options)
        if document.name == "a.txt":
            write(desk / "a.txt", CLEAN)
        return done

    monkeypatch.setattr(fixing, "fix_document", slow)
    write(desk / "b.txt", DISAGREEING)
    done = fix("a.txt", "b.txt", "--backup")
    assert done.code == 2
    assert "error: a.txt: the file has changed since it was checked; check it again\n" in done.err
    assert (text_of("a.txt"), text_of("b.txt")) == (CLEAN, FIXED)
    assert sorted(os.listdir()) == ["a.txt", "b.txt", "b.txt.bak"]


def test_a_link_that_leads_out_is_refused_and_one_that_does_not_is_followed(desk, tmp_path):
    outside = write(tmp_path / "outside.txt", DISAGREEING)
    Path("out.txt").symlink_to(outside)
    Path("in.txt").symlink_to("a.txt")
    done = fix("out.txt", "in.txt")
    assert done.code == 2
    assert f"error: out.txt: is a link that leads out of its folder, to {outside}\n" in done.err
    assert outside.read_text(encoding="utf-8") == DISAGREEING
    assert text_of("a.txt") == FIXED
    assert Path("in.txt").is_symlink()


def test_a_folder_stands_for_its_articles_and_a_root_for_what_may_change(desk, tmp_path):
    write(desk / "news" / "b.txt", DISAGREEING)
    write(desk / "news" / "read.me", DISAGREEING)
    outside = write(tmp_path / "outside.txt", DISAGREEING)
    done = fix("news", "a.txt", outside, "--root", "news")
    assert done.code == 2
    assert "error: a.txt: is not among the files of news\n" in done.err
    assert [text_of(name) for name in ("news/b.txt", "a.txt", "news/read.me", str(outside))] == [
        FIXED,
        DISAGREEING,
        DISAGREEING,
        DISAGREEING,
    ]
    assert fix(outside).code == 0
    assert text_of(str(outside)) == FIXED


def test_a_legacy_file_that_cannot_hold_a_fix_stays(desk):
    text = "L’été à la mairie, c’était déjà ça. Les élèves français étaient très fâchés. &#9731;\r\n"
    Path("a.txt").write_bytes(text.encode("cp1252"))
    done = fix("a.txt")
    assert (done.code, Path("a.txt").read_bytes()) == (2, text.encode("cp1252"))
    assert "error: a.txt: '☃' cannot be written in cp1252\n" in done.err


def test_it_is_told_in_french():
    done = fix("a.txt", "--lang", "fr", "--dry-run")
    assert done.out == "a.txt\u00a0: 1 correction (1 accord)\n  1:27  toute → tout\nrien n’a été écrit\n"
    assert done.err == "1 correction dans 1 sur 1 document\u00a0; il ne reste rien\n"


def test_quiet_leaves_out_the_figures():
    done = fix("a.txt", "-q")
    assert (done.err, text_of("a.txt")) == ("", FIXED)
