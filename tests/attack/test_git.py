"""What a repository in a folder of articles can have git do: with ``--since``, git runs nothing that it names."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from command_line import DISAGREEING, FAULTY, check, write

from checker.suppress import changes

pytestmark = pytest.mark.skipif(os.name == "nt", reason="programs as POSIX systems run them")

AUTHOR = {f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True, capture_output=True, env={**os.environ, **AUTHOR})


@pytest.fixture
def outer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a folder of articles that has one of its own, without a ``.git``: as a commit may bring it."""
    monkeypatch.chdir(tmp_path)
    git("init", "-q")
    write(tmp_path / "articles/une/a.txt", FAULTY)
    git("add", "-A")
    git("commit", "-qm", "x")
    inner = tmp_path / "articles/une"
    git("clone", "-q", "--bare", ".", "bare")
    for path in (tmp_path / "bare").iterdir():
        shutil.move(path, inner)
    return tmp_path


@pytest.mark.parametrize("worktree", [".", "..", "../.."])
@pytest.mark.parametrize("options", [None, ()], ids=["of this git", "of an old one"])
def test_a_repository_among_the_articles_has_git_run_nothing(
    outer: Path, worktree: str, options: tuple[str, ...] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if options is not None:
        monkeypatch.setattr(changes, "RUNS_NOTHING", options)
    told = f"touch {outer}/told"
    core = f"[core]\nrepositoryformatversion = 0\nbare = false\nworktree = {worktree}\nfsmonitor = {told}\n"
    attributes = f'[filter "x"]\nclean = {told}\n'
    write(outer / "articles/une/config", core + attributes)
    write(outer / "articles/une/info/attributes", "* filter=x\n")
    write(outer / "articles/une/a.txt", FAULTY + DISAGREEING)
    check("--target", "fr", "--since", "HEAD", "articles")
    assert not (outer / "told").exists()


def test_a_file_system_monitor_of_the_repository_itself_is_not_run(outer: Path) -> None:
    shutil.rmtree(outer / "articles/une/refs")
    git("config", "core.fsmonitor", f"touch {outer}/told; false")
    write(outer / "articles/une/a.txt", FAULTY + DISAGREEING)
    assert check("--target", "fr", "--since", "HEAD", "articles").code == 1
    assert not (outer / "told").exists()
