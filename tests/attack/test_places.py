"""`apply` and every report change what is in their folder, whatever a name says and wherever a link leads."""

import json
import os
from pathlib import Path

import pytest
from attacks import ROUND, chooser, seeds
from command_line import CLEAN, checker
from decided import accepted, write

TEXT = "Il a dit : deal.\n"
AFTER = "Il a dit : accord.\n"
FILES = ["a.txt", "a.txt", "b.txt", "l.txt", ".a.txt", "none", "ü\n"]
FOLDERS = ["deep", "deep", "desk", "in", "in", "..", ".", "out", "loop", ".git", "hooks", "~", ""]
NAMES = len(seeds(2000))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with articles, links and what belongs to git, beside one that nobody may change."""
    for place in ("desk/deep/deep", "desk/.git/hooks", "out/deep"):
        folder = tmp_path / place
        folder.mkdir(parents=True)
    for folder in [path for path in tmp_path.rglob("*") if path.is_dir()]:
        (folder / "a.txt").write_text(TEXT)
        (folder / ".a.txt").write_text(TEXT)
    top = tmp_path / "desk"
    (top / "in").symlink_to("deep")
    (top / "out").symlink_to("../out")
    (top / "loop").symlink_to("loop")
    (top / "hooks").symlink_to(".git/hooks")
    (top / "l.txt").symlink_to("../out/a.txt")
    (top / "b.txt").symlink_to("deep/a.txt")
    (top / "deep/in").symlink_to("..")
    (top / "deep/out").symlink_to(tmp_path / "out")
    (top / "deep/l.txt").symlink_to("/etc/hostname")
    (top / "deep/b.txt").symlink_to("../.git/a.txt")
    (top / "deep/hooks").symlink_to("../.git")
    monkeypatch.chdir(top)
    return top


def contents(folder: Path) -> dict[Path, str]:
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {path: path.read_text() for path in files}


def names(desk: Path) -> list[str]:
    """Relative and absolute paths of up to six steps, and what a system may take for something else."""
    chance = chooser(ROUND)
    made = ["", "a.txt\0", "a.txt/", "file:a.txt", "C:a.txt", "x" * 5000, "a.txt:stream", "//desk/a.txt", "-"]
    while len(made) < NAMES:
        path = "/".join(chance.choices(FILES + FOLDERS, k=chance.randint(1, 5)))
        made.append(chance.choice([path, path, f"{path}/a.txt", f"{desk}/{path}", f"{desk.parent}/{path}", f"/{path}"]))
    return made


def may_be_changed(name: str, root: Path) -> bool:
    """True if a name leads to an article of a folder, as the system says."""
    if not os.path.isfile(Path(name)):
        return False
    place = Path(name).resolve()
    below = [place, *place.parents]
    return root in below and not any(each.name[0] == "." for each in below[: below.index(root)])


@pytest.mark.parametrize("root", [".", "deep"])
def test_apply_changes_articles_of_its_folder_and_nothing_else(desk: Path, root: str) -> None:
    generated = names(desk)
    obeyed = 0
    for start in range(0, NAMES, 50):
        batch = generated[start : start + 50]
        wanted = {Path(name).resolve() for name in batch if may_be_changed(name, desk / root)}
        write(desk / "decisions.json", *(accepted(name, TEXT, "deal", "accord") for name in batch))
        before = contents(desk.parent)
        done = checker("apply", "decisions.json", "--root", root)
        assert contents(desk.parent) == before | dict.fromkeys(wanted, AFTER)
        refused = [name for name in batch if not may_be_changed(name, desk / root)]
        assert done.code == (2 if refused else 0)
        assert done.err.count("error: ") == len(refused)
        for place in wanted:
            place.write_text(TEXT)
        obeyed += len(batch) - len(refused)
    assert obeyed > NAMES / 100


def test_each_file_is_shown_before_it_is_written(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[tuple[str, str]] = []
    monkeypatch.setattr(
        "checker.cli.terminal.write_out", lambda piece: shown.append((piece, Path("a.txt").read_text()))
    )
    write(desk / "decisions.json", accepted("a.txt", TEXT, "deal", "accord"))
    assert checker("apply", "decisions.json").code == 0
    assert shown == [("a.txt: 1 accepted\n  1:12  deal → accord\n", TEXT)]
    assert Path("a.txt").read_text() == AFTER


def test_a_file_above_is_changed_if_the_root_is_above(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk / "deep")
    write(Path("decisions.json"), accepted("../a.txt", TEXT, "deal", "accord"))
    assert checker("apply", "decisions.json").code == 2
    assert (desk / "a.txt").read_text() == TEXT
    assert checker("apply", "decisions.json", "--root", "..").code == 0
    assert (desk / "a.txt").read_text() == AFTER


@pytest.mark.parametrize("name", ["l.txt", "out/a.txt", "deep/b.txt", "hooks/a.txt", "out/new.txt", "{out}/link.txt"])
def test_no_report_and_no_list_is_written_through_a_link_that_leads_out(desk: Path, name: str) -> None:
    out = desk.parent / "out"
    (out / "link.txt").symlink_to("../desk/deep/a.txt")
    name = name.format(out=out)
    (desk / "article.txt").write_text(CLEAN)
    allowed = {"decision": "allow", "text": "deal", "term": "deal"}
    write(
        desk / "decisions.json",
        accepted("a.txt", TEXT, "deal", "accord") | {"decisions": [{**allowed, "fingerprint": "0", "rule": "x"}]},
    )
    before = contents(desk.parent)
    for options in (
        ("check", "--target", "fr", "article.txt", "--output", f"json={name}"),
        ("check", "--target", "fr", "article.txt", "--update-baseline", "--baseline", name),
        ("apply", "decisions.json", "--baseline", name),
        ("apply", "decisions.json", "--allow-file", name),
    ):
        done = checker(*options)
        assert (done.code, contents(desk.parent)) == (2, before)


@pytest.mark.parametrize("name", ["b.txt", "in/new.txt", ".hidden/new.txt", "{out}/new.txt", "../out/a.txt"])
def test_a_report_goes_where_its_path_says(desk: Path, name: str) -> None:
    (desk / ".hidden").mkdir()
    (desk / "article.txt").write_text(CLEAN)
    name = name.format(out=desk.parent / "out")
    assert checker("check", "--target", "fr", "article.txt", "--output", f"json={name}").code == 0
    assert '"documents"' in Path(name).read_text()


def test_pages_are_not_written_through_a_link_either(desk: Path) -> None:
    (desk / "article.txt").write_text(CLEAN)
    (desk.parent / "site").mkdir()
    (desk.parent / "site/articles").symlink_to("../out")
    before = contents(desk.parent)
    for folder in ("out", desk.parent / "site"):
        done = checker("check", "--target", "fr", "article.txt", "--output", f"html={folder}/")
        assert (done.code, contents(desk.parent)) == (2, before)


def test_a_report_takes_the_place_of_no_article_under_another_of_its_names(desk: Path) -> None:
    for folder in ("one", "two"):
        (desk / folder).mkdir()
    (desk / "one/a.txt").write_text(CLEAN)
    (desk / "two/a.txt").hardlink_to(desk / "one/a.txt")
    for argument in ("one/a.txt", "one"):
        done = checker("check", "--target", "fr", argument, "--output", "json=two/a.txt")
        assert (done.code, (desk / "one/a.txt").read_text()) == (2, CLEAN)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with all that a run may read."""
    monkeypatch.chdir(tmp_path)
    decided = accepted("a.txt", TEXT, "deal", "accord")
    allowed = {"decision": "allow", "text": "deal", "term": "deal", "fingerprint": "1", "rule": "x"}
    write(tmp_path / "decisions.json", decided | {"decisions": [*decided["decisions"], allowed]})
    rule = "category: accuracy/addition\nseverity: minor\nat: anywhere\nconfidence: 0.9\nphrases: [zut]\n"
    for name, content in {
        "a.txt": TEXT,
        "terms.txt": "mot\n",
        "new.txt": "",
        "known.json": '{"version": 1, "issues": []}',
        "checker.toml": "target = 'fr'\n",
        "other.toml": "target = 'fr'\n",
        "pyproject.toml": "",
        ".checkerignore": "x.txt\n",
        "in/checker.toml": "target = 'fr'\n",
        "rules/fr/house/zut.yaml": f"kind: residue\n{rule}message: {{en: m}}\nexplanation: {{en: e}}\n",
        "rules/fr/list.txt": "zut\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    (tmp_path / "again.json").symlink_to("decisions.json")
    (tmp_path / "more.txt").hardlink_to(tmp_path / "terms.txt")
    return tmp_path


APPLY = ("apply", "decisions.json")
CHECK = ("check", "--target", "fr", "a.txt", "--allow-file", "terms.txt", "--rules", "rules")


@pytest.mark.parametrize(
    "command",
    [
        *(
            (*APPLY, option, name)
            for option in ("--allow-file", "--baseline")
            for name in ("decisions.json", "./decisions.json", "again.json")
        ),
        ("apply", "again.json", "--allow-file", "decisions.json"),
        (*APPLY, "--allow-file", "known.json", "--baseline", "known.json"),
        (*APPLY, "--allow-file", "none.json", "--baseline", "./none.json"),
        *(
            (*CHECK, "--output", f"json={name}")
            for name in (
                *("a.txt", "terms.txt", "more.txt", "checker.toml", "pyproject.toml", ".checkerignore"),
                *("in/checker.toml", "in/.checkerignore", "in/pyproject.toml"),
                *("rules/fr/house/zut.yaml", "rules/fr/list.txt", "rules/fr/house/new.yaml"),
            )
        ),
        (*CHECK, "--config", "other.toml", "--output", "json=other.toml"),
        (*CHECK, "--baseline", "known.json", "--output", "json=known.json"),
        (*CHECK, "--baseline", "new.json", "--update-baseline", "--output", "json=new.json"),
        *((*CHECK, "--update-baseline", "--baseline", name) for name in ("a.txt", "terms.txt", "checker.toml")),
    ],
    ids=" ".join,
)
def test_nothing_takes_the_place_of_what_the_run_reads(run: Path, command: tuple[str, ...]) -> None:
    before = contents(run)
    done = checker(*command)
    assert (done.code, contents(run)) == (2, before)
    assert command[-1].partition("=")[2] in done.err


@pytest.mark.parametrize("name", ["decisions.json", "terms.txt", "known.json", "made.txt"])
def test_no_decisions_change_what_the_run_reads_or_writes(run: Path, name: str) -> None:
    after = {"terms.txt": "deal\nmot\n", "made.txt": "deal\n"}
    was = after.get(name) or (run / name).read_text()
    terms = "made.txt" if name == "made.txt" else "terms.txt"
    decided = json.loads((run / "decisions.json").read_text())["documents"]
    old = was[:4]
    edit = {"start": 0, "end": 4, "replacement": "x", "replaced": old, "before": "", "after": was[4:30]}
    spoiling = accepted(name, was, old, "x")
    spoiling["decisions"][0]["edits"] = [edit]
    write(run / "decisions.json", *decided, spoiling)
    done = checker(*APPLY, "--allow-file", terms, "--baseline", "known.json")
    assert done.code == 2
    assert f"error: {name}: is " in done.err
    assert (run / "a.txt").read_text() == AFTER
    assert name not in after or (run / name).read_text() == was


@pytest.mark.parametrize(
    "path", ["../out/a.txt", "{out}/a.txt", "out/a.txt", "deep/out/*.txt", ".git/a.txt", "a\\u0000"]
)
@pytest.mark.parametrize(
    ("setting", "command"),
    [
        ('paths = ["a.txt", "{}"]', ("check",)),
        ('baseline = "{}"', ("check", "a.txt", "--update-baseline")),
        ('output = ["json={}"]', ("check", "a.txt")),
        ('rules = ["{}"]', ("rules", "new", "fr/house/new")),
    ],
)
def test_settings_name_nothing_outside_their_folder(
    desk: Path, setting: str, command: tuple[str, ...], path: str
) -> None:
    named = path.format(out=desk.parent / "out")
    (desk / "checker.toml").write_text(f'target = "fr"\n{setting.format(named)}\n')
    before = contents(desk.parent)
    done = checker(*command)
    assert (done.code, done.out, contents(desk.parent)) == (2, "", before)
    assert f"checker.toml: {setting.partition(' ')[0]}: " in done.err
    assert "lies outside the folder of the settings" in done.err


def test_a_draft_makes_no_folder_where_a_link_leads_out(desk: Path) -> None:
    (desk / "rules").mkdir()
    (desk / "rules/fr").symlink_to("../../out")
    for folder in ("rules", "out", "l.txt"):
        assert checker("rules", "new", "fr/house/new", "--rules", folder).code == 2
        assert sorted(os.listdir(desk.parent / "out")) == [".a.txt", "a.txt", "deep"]


def test_a_draft_that_cannot_be_written_is_a_clear_error(desk: Path) -> None:
    for name in ("fr/taken/new", f"fr/{'x' * 300}/new", f"fr/house/{'x' * 300}"):
        (desk / "house/fr").mkdir(parents=True, exist_ok=True)
        (desk / "house/fr/taken").touch()
        done = checker("rules", "new", name, "--rules", "house")
        assert done.code == 2
        assert " be made: " in done.err or "cannot be written: " in done.err


def test_a_file_is_kept_however_often_it_was_kept_before(desk: Path) -> None:
    for number in ("", *range(2, 1200)):
        (desk / f"a.txt.bak{number}").touch()
    write(desk / "decisions.json", accepted("a.txt", TEXT, "deal", "accord"))
    assert checker("apply", "decisions.json", "--backup").code == 0
    assert (desk / "a.txt.bak1200").read_text() == TEXT
