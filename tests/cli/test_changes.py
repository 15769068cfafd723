"""``--since``: only what changed lines touch, as git knows them, whatever the files are called."""

import os
import subprocess

import pytest
from command_line import CLEAN, DISAGREEING, FAULTY, check, write

PASSAGE = "the talks had failed and nobody knew what to do next"
AUTHOR = {f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True, capture_output=True, env={**os.environ, **AUTHOR})


def commit() -> None:
    git("add", "-A")
    git("commit", "-qm", "x")


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A repository with one article on its main branch, and a branch that leaves from there."""
    monkeypatch.chdir(tmp_path)
    git("init", "-q", "-b", "main")
    write(tmp_path / "a.txt", f"{CLEAN}\n{FAULTY}\n{CLEAN}")
    commit()
    git("checkout", "-qb", "topic")
    return tmp_path


def since(revision: str, *paths: object) -> list[str]:
    return check("--target", "fr", "--since", revision, *paths).found


def test_issues_on_lines_that_have_not_changed_are_suppressed(repository):
    write(repository / "a.txt", f"{CLEAN}{DISAGREEING}\n{FAULTY}\n{CLEAN}")
    done = check("--target", "fr", "--select", "agreement,untranslated", "--since", "main", "a.txt")
    assert (done.code, done.found) == (1, ["toute transfert"])
    assert done.suppressed == [("unchanged-lines", "main")]


def test_committed_staged_and_other_changes_all_count(repository):
    for step in (lambda: None, lambda: git("add", "-A"), commit):
        write(repository / "a.txt", f"{CLEAN}{DISAGREEING}\n{FAULTY}\n{CLEAN}")
        step()
        assert since("main", "a.txt") == ["toute transfert"]


def test_what_the_other_branch_changed_meanwhile_does_not_count(repository):
    git("checkout", "-q", "main")
    write(repository / "a.txt", CLEAN)
    commit()
    git("checkout", "-q", "topic")
    assert since("main", "a.txt") == []


def test_a_file_that_did_not_change_has_no_issues_and_a_new_one_all(repository):
    write(repository / "new.txt", FAULTY)
    assert since("main", "a.txt") == []
    assert since("main", "new.txt") == [PASSAGE]
    commit()
    assert since("main", "new.txt") == [PASSAGE]


def test_a_line_that_was_only_deleted_touches_nothing(repository):
    write(repository / "a.txt", f"{CLEAN}{FAULTY}\n{CLEAN}")
    assert since("main", "a.txt") == []


def test_a_file_that_was_renamed_is_compared_with_what_it_was(repository):
    git("mv", "a.txt", "b.txt")
    assert since("main", "b.txt") == []
    write(repository / "b.txt", f"{CLEAN}\n{FAULTY}\n{CLEAN}{DISAGREEING}")
    assert since("main", "b.txt") == ["toute transfert"]


@pytest.mark.parametrize(
    "name", ["é à.txt", 'a "b"\t.txt', "a\nb.txt", "*.txt", "-x.txt", ":(top)a.txt", b"caf\xe9.txt"]
)
def test_names_of_files_may_hold_any_bytes(repository, name):
    path = os.path.join(os.fsencode(repository), b"n", os.fsencode(name))
    os.mkdir("n")
    for text in (f"{CLEAN}\n{FAULTY}", f"{DISAGREEING}\n{FAULTY}"):
        with open(path, "w", encoding="utf-8") as stream:
            stream.write(text)
        if CLEAN in text:
            commit()
    assert since("HEAD", "n") == ["toute transfert"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_are_those_that_git_counts(repository, end):
    lines = ["Une\rligne.", FAULTY.strip(), "Un saut\f de page\u2028 et de ligne.", DISAGREEING.strip(), "Fin."]
    write(repository / "c.txt", end.join(lines))
    commit()
    lines[3] = lines[3].replace("capitale", "🙂 ville")
    write(repository / "c.txt", end.join(lines))
    assert since("HEAD", "c.txt") == ["toute transfert"]


def test_the_settings_of_the_user_change_nothing(repository):
    for key, value in (
        ("color.ui", "always"),
        ("diff.external", "false"),
        ("diff.noprefix", "true"),
        ("diff.context", "9"),
    ):
        git("config", key, value)
    write(repository / ".gitattributes", "*.txt -diff\n")
    write(repository / "a.txt", f"{CLEAN}{DISAGREEING}\n{FAULTY}\n{CLEAN}")
    assert since("main", "a.txt") == ["toute transfert"]


def test_a_folder_below_and_a_link_lead_to_the_same_lines(repository, monkeypatch):
    (repository / "below").mkdir()
    (repository / "link").symlink_to(repository, target_is_directory=True)
    monkeypatch.chdir(repository / "below")
    assert since("main", "../a.txt") == since("main", "../link/a.txt") == []


def test_what_is_no_file_is_new(repository):
    done = check("--target", "fr", "--since", "main", "-", stdin=FAULTY)
    assert done.found == [PASSAGE]


def test_known_issues_stay_known_and_unchanged_lines_are_in_the_baseline_too(repository):
    options = (
        "--select",
        "agreement,untranslated",
        "--target",
        "fr",
        "--baseline",
        "base.json",
        "--since",
        "main",
        "a.txt",
    )
    assert check(*options, "--update-baseline").code == 0
    assert check(*options).suppressed == [("baseline", "base.json")]


@pytest.mark.parametrize(
    ("revision", "reason"),
    [
        ("gremlin", "git knows no revision 'gremlin'"),
        ("--help", "git knows no revision '--help'"),
        ("", "no revision ''"),
    ],
)
def test_an_unknown_revision_is_one_line(repository, revision, reason):
    done = check("--target", "fr", f"--since={revision}", "a.txt")
    assert (done.code, done.out) == (2, "")
    assert reason in done.err
    assert done.err.count("\n") == 1


def test_a_folder_that_is_no_repository_is_one_line(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "a.txt", FAULTY)
    done = check("--target", "fr", "--since", "main", "a.txt")
    assert (done.code, done.out) == (2, "")
    assert "not a git repository" in done.err


def test_a_shallow_clone_is_told_what_it_lacks(repository, tmp_path_factory, monkeypatch):
    write(repository / "a.txt", CLEAN)
    commit()
    clone = tmp_path_factory.mktemp("clone")
    git("clone", "-q", "--depth=1", "--no-single-branch", f"file://{repository}", str(clone))
    monkeypatch.chdir(clone)
    assert "fetch-depth: 0" in check("--target", "fr", "--since", "origin/main", "a.txt").err


def test_in_a_wrapped_paragraph_a_changed_line_touches_all_of_it(repository):
    lines = [
        "Le porte-parole du Conseil a informé hier les journalistes réunis que toute",
        "transfert de fonds vers la capitale serait une escalade, et que le ministre",
        "avait demandé aux services de la présidence un rapport sur cette affaire",
        "avant la fin de la semaine.",
    ]
    write(repository / "b.txt", "\n".join((*lines, "", *lines)) + "\n")
    commit()
    git("checkout", "-qb", "wrapped")
    write(repository / "b.txt", "\n".join((*lines[:3], "avant la fin du mois.", "", *lines)) + "\n")
    done = check("--target", "fr", "--since", "topic", "b.txt")
    assert done.found == ["toute\ntransfert"]
    assert done.suppressed == [("unchanged-lines", "topic")]
