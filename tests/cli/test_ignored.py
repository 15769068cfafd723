"""``.checkerignore``: as git would leave files out, and never without saying so."""

import subprocess

import pytest
from command_line import CLEAN, FAULTY, check, write
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.readers.ignored import NAME, Ignored


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    for name in ("a.txt", "news/b.txt", "news/old/c.txt", "news/old/kept.txt", "wire/d.txt"):
        write(tmp_path / name, CLEAN)
    return tmp_path


def ids(done):
    return [document["id"] for document in done.documents]


def test_files_found_in_folders_and_by_patterns_are_left_out_and_the_number_is_told(folder):
    write(folder / NAME, "old/\nd.*\n")
    done = check("--target", "fr", "news", "w*/*.txt")
    assert ids(done) == ["news/b.txt"]
    assert f"news: left out by {NAME}: 1\n" in done.err
    assert f"w*/*.txt: left out by {NAME}: 1\n" in done.err


def test_files_of_deeper_folders_decide_before_those_above_but_cannot_enter_what_is_left_out(folder):
    write(folder / NAME, "*.txt\nold/\n")
    write(folder / "news" / NAME, "!b.txt\n!old/kept.txt\n")
    assert ids(check("--target", "fr", "news")) == ["news/b.txt"]


def test_what_stands_above_the_repository_does_not_count(folder):
    write(folder / NAME, "*.txt\n")
    (folder / "news/.git").mkdir()
    assert len(ids(check("--target", "fr", "news"))) == 3


def test_a_file_that_is_named_is_checked_unless_the_user_wants_it_left_out(folder):
    write(folder / NAME, "a.txt\n")
    write(folder / "a.txt", FAULTY)
    assert check("--target", "fr", "a.txt").code == 1
    done = check("--target", "fr", "--force-exclude", "a.txt", "wire/d.txt")
    assert (done.code, ids(done)) == (0, ["wire/d.txt"])
    assert done.err == f"a.txt: left out by {NAME}: 1\n"


def test_a_file_that_is_named_but_of_no_format_is_left_out_with_a_word_if_the_user_wants_it(folder):
    write(folder / "package.json", "{}")
    write(folder / "a.bin", "\0")
    assert check("--target", "fr", "package.json").code == 2
    done = check("--target", "fr", "--force-exclude", "package.json", "a.bin", "wire/d.txt")
    assert (done.code, ids(done)) == (0, ["wire/d.txt"])
    left_out = "left out, as it is not of a format that is read"
    assert done.err == f"package.json: {left_out}\na.bin: {left_out}\n"
    assert check("--target", "fr", "--force-exclude", "--input-format", "text", "package.json").code == 0


def test_a_folder_of_which_all_is_left_out_is_told_and_no_error(folder):
    write(folder / NAME, "wire/\n")
    done = check("--target", "fr", "wire")
    assert (done.code, done.out) == (0, "")
    assert done.err == f"wire: left out by {NAME}: 1\n"


def test_a_wrong_pattern_is_an_error_of_the_arguments_that_it_is_for(folder):
    write(folder / "wire" / NAME, "!\n")
    done = check("--target", "fr", "news", "wire")
    assert done.code == 2
    assert ids(done)[-1] == "wire"
    assert f"wire/{NAME}: Invalid git pattern: '!'" in done.err
    assert len(done.documents) == 4


PATTERNS = st.lists(
    st.sampled_from(
        ["*.txt", "!b.txt", "/a.txt", "x/", "!x/", "x/*", "**/b.txt", "x/**", "y", "!y/", "#x", "/x/y", "!/x/y/b.txt"]
    ),
    max_size=4,
)


@settings(max_examples=40)
@given(PATTERNS, PATTERNS)
def test_git_itself_would_leave_out_the_same(tmp_path_factory, above, below):
    root = tmp_path_factory.mktemp("repository")
    subprocess.run(["git", "init", "-q", root], check=True)
    paths = [write(root / name, "") for name in ("a.txt", "b.txt", "x/a.txt", "x/b.txt", "x/y/b.txt", "y/b.txt")]
    for folder, patterns in ((root, above), (root / "x", below)):
        for name in (NAME, ".gitignore"):
            write(folder / name, "".join(f"{pattern}\n" for pattern in patterns))
    names = [str(path.relative_to(root)) for path in paths]
    done = subprocess.run(["git", "check-ignore", *names], cwd=root, capture_output=True, text=True)
    ignored = Ignored()
    assert [name for name, path in zip(names, paths, strict=True) if ignored.file(str(path))] == done.stdout.split()
