"""What a folder's links and a path's devices can do: nothing outside is read, nothing is waited for, nothing is silent.

Two thousand links of many shapes, and every place where a path may be given; ``CHECKER_ATTACKS=100`` makes it
a hundred times as many links.
"""

import os
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from attacks import chooser, deep_folders, seeds, within
from command_line import CLEAN, check, checker, write

from checker.model import Document, Failure
from checker.readers import read_inputs

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links and devices as POSIX systems have them")

LINKS_IN_A_TREE = 40
FOLDERS = ("articles", "articles/une", "articles/une/deux", "articles/.git", "outside", "outside/une", "outside/.ssh")
SECRET = "rien de tout cela n’est à lire"


def tree(root: Path, seed: int) -> None:
    """A folder of articles beside one of secrets, with links from the one into both, and to each other."""
    choose = chooser(seed)
    for folder in FOLDERS:
        (root / folder).mkdir(parents=True)
        text = SECRET if folder.startswith("outside") or "/." in folder else CLEAN
        for number in range(2):
            (root / folder / f"{number}.txt").write_text(text, encoding="utf-8")
    targets = [root, *(path for path in root.rglob("*"))]
    for number in range(LINKS_IN_A_TREE):
        folder = root / choose.choice([name for name in FOLDERS if name.startswith("articles")])
        link = folder / f"link{number}{choose.choice(['.txt', '.txt', ''])}"
        target = choose.choice(targets)
        relative = os.path.relpath(target, folder)
        link.symlink_to(choose.choice([target, relative, f"./une/../{relative}", f"{target}/.", f"missing{number}"]))
        targets.append(link)


def arguments(root: Path, seed: int) -> Iterator[str]:
    """Ways to name the folder."""
    articles = root / "articles"
    yield from (str(articles), f"{articles}/", f"{articles}/../articles")
    yield from (f"{articles}/*.txt", f"{articles}/**/*.txt", f"{articles}/*/*.txt", f"{articles}/**/**/*.txt")
    alias = root / "alias"
    with suppress(FileExistsError):
        alias.symlink_to(articles)
    yield str(alias)


@pytest.mark.parametrize("follow", [False, True])
def test_links_are_followed_only_where_they_stay_or_it_is_asked_for(tmp_path: Path, follow: bool) -> None:
    for seed in seeds(2000 // LINKS_IN_A_TREE):
        root = tmp_path / f"{seed}"
        tree(root, seed)
        for argument in arguments(root, seed):
            told: list[str] = []
            with within(30):
                found = list(read_inputs([argument], "text", told.append, follow_links=follow))
            documents = [each for each in found if isinstance(each, Document)]
            assert documents
            assert len({each.name for each in documents}) == len(documents)
            secrets = [each.name for each in documents if each.text == SECRET]
            assert follow or not secrets, (argument, secrets)
            assert follow or any("lead out of it" in line for line in told) or not leads_out(root, argument)
            assert all("cannot be read" in each.message for each in found if isinstance(each, Failure))


def leads_out(root: Path, argument: str) -> bool:
    """True if a link right in the folder of articles, which every argument but one means, leads to a secret."""
    links = [path for path in (root / "articles").glob("*.txt") if path.is_symlink() and path.is_file()]
    return "*/*" not in argument and any(path.read_text(encoding="utf-8") == SECRET for path in links)


def test_a_link_to_a_secret_is_left_out_and_told_and_the_option_brings_it_back(tmp_path: Path) -> None:
    write(tmp_path / ".git/config", SECRET)
    write(tmp_path / "articles/a.txt", CLEAN)
    (tmp_path / "articles/x.txt").symlink_to("../.git/config")
    (tmp_path / "articles/same.txt").symlink_to("a.txt")
    done = check("--target", "fr", tmp_path / "articles")
    assert [Path(document["id"]).name for document in done.documents] == ["a.txt", "same.txt"]
    assert "links left out that lead out of it: 1" in done.err
    assert "x.txt" in done.err
    done = check("--target", "fr", "--follow-links", tmp_path / "articles")
    assert [Path(document["id"]).name for document in done.documents] == ["a.txt", "same.txt", "x.txt"]
    assert done.err == ""


def test_a_hidden_place_in_the_folder_itself_is_no_way_in(tmp_path: Path) -> None:
    write(tmp_path / ".git/config", SECRET)
    write(tmp_path / "a.txt", CLEAN)
    (tmp_path / "x.txt").symlink_to(".git/config")
    assert [Path(each["id"]).name for each in check("--target", "fr", tmp_path).documents] == ["a.txt"]


def test_links_that_go_round_do_not_multiply(tmp_path: Path) -> None:
    write(tmp_path / "articles/a.txt", CLEAN)
    for number in range(5):
        (tmp_path / f"articles/round{number}").symlink_to(".")
    with within(10):
        for argument in ("articles", "articles/**/*.txt", "**/**/*.txt"):
            for options in ((), ("--follow-links",)):
                found = check("--target", "fr", *options, f"{tmp_path}/{argument}").documents
                assert len(found) == 1


def test_folders_may_lie_deeper_than_python_calls(folder: Path) -> None:
    with deep_folders(1300) as deepest:
        write(deepest / "x.txt", CLEAN)
        for argument in ("a", f"{'a/' * 1300}x.txt"):
            with within(60):
                assert len(check("--target", "fr", "--force-exclude", argument).documents) == 1


def endless(folder: Path) -> dict[str, Path]:
    """Names under which nothing ends, or nothing begins."""
    os.mkfifo(folder / "fifo")
    (folder / "device").symlink_to("/dev/zero")
    listening = socket.socket(socket.AF_UNIX)
    here = Path.cwd()
    os.chdir(folder)  # a socket's address is short
    listening.bind("socket")
    os.chdir(here)
    listening.close()
    kinds = {kind: folder / kind for kind in ("fifo", "device", "socket")}
    if os.path.exists("/proc/kmsg"):
        (folder / "kernel").symlink_to("/proc/kmsg")
        (folder / "endless").symlink_to("/proc/self/pagemap")
        kinds |= {kind: folder / kind for kind in ("kernel", "endless")}
    return kinds


RULE = "rules/fr/house/x.yaml"
PLACES = {
    "article": lambda path: check("--target", "fr", path),
    "article of JSON Lines": lambda path: check("--input-format", "jsonl", path),
    "baseline": lambda path: check("--target", "fr", "--baseline", path, "a.txt"),
    "baseline to write": lambda path: check("--target", "fr", "--baseline", path, "--update-baseline", "a.txt"),
    "allow file": lambda path: check("--target", "fr", "--allow-file", path, "a.txt"),
    "decisions": lambda path: checker("apply", path),
    "baseline of decisions": lambda path: checker("apply", "decisions.json", "--baseline", path),
    "allow file of decisions": lambda path: checker("apply", "decisions.json", "--allow-file", path),
}
BESIDE = {
    "checker.toml": ("check", "--target", "fr", "a.txt"),
    "pyproject.toml": ("check", "--target", "fr", "a.txt"),
    ".checkerignore": ("check", "--target", "fr", "."),
    "rules/xx/language.yaml": ("languages", "--rules", "rules"),
    "rules/xx/abbreviations.txt": ("languages", "--rules", "rules"),
    "rules/xx/words.marisa": ("languages", "--rules", "rules"),
    RULE: ("rules", "explain", "fr/house/x", "--rules", "rules"),
}
DECISIONS = """{"schema_version": 1, "offset_unit": "unicode-code-points", "documents": [{"id": "a.txt", "sha256": null,
"decisions": [{"fingerprint": "0", "rule": "r", "text": "t", "decision": "allow", "term": "deal"}]}]}"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(tmp_path / "a.txt", CLEAN)
    write(tmp_path / "decisions.json", DECISIONS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


# What is to be written is refused for where a link leads, before it is asked what lies there.
CLEAR = ("not a regular file", "file of the kernel", "is a device", "leads out of its folder")


@pytest.mark.parametrize("place", PLACES)
def test_what_never_ends_is_a_clear_error_wherever_a_path_may_be_given(folder: Path, place: str) -> None:
    for kind, path in endless(folder).items():
        with within(20):  # a second and the loading of what a first check needs, on a machine that does much else
            done = PLACES[place](path)
        said = done.err + done.out
        assert done.code == 2, (kind, said)
        assert any(word in said for word in CLEAR), (kind, said)


@pytest.mark.parametrize("name", BESIDE)
def test_what_never_ends_is_a_clear_error_wherever_a_file_is_found(folder: Path, name: str) -> None:
    if name.startswith("rules/xx") and not name.endswith("language.yaml"):
        write(folder / "rules/xx/language.yaml", "name: {en: X}\nversion: 1\n")
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    for kind, path in endless(folder / "rules" if name.startswith("rules") else folder).items():
        os.replace(path, folder / name)
        with within(20):
            done = checker(*BESIDE[name])
        said = done.err + done.out
        assert done.code == 2, (kind, said)
        assert "not a regular file" in said or "file of the kernel" in said, (kind, said)


@pytest.mark.parametrize("name", ["checker.toml", ".checkerignore", RULE, "terms.txt"])
def test_what_is_too_large_is_a_clear_error(folder: Path, name: str) -> None:
    write(folder / name, "")
    os.truncate(folder / name, 1 << 40)  # a hole, which takes no room on the disk
    with within(20):
        done = checker(*BESIDE.get(name, ("check", "--target", "fr", "--allow-file", name, "a.txt")))
    assert done.code == 2
    assert "larger than" in done.err + done.out


@pytest.mark.parametrize("option", ["--baseline", "article"])
def test_an_article_and_a_baseline_have_a_limit_too(folder: Path, option: str) -> None:
    write(folder / "large", "")
    os.truncate(folder / "large", 1 << 40)
    done = check("--target", "fr", *((option, "large", "a.txt") if option == "--baseline" else ("large",)))
    assert done.code == 2
    assert "larger than" in done.err
