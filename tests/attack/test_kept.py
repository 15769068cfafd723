"""What is kept between runs may have been put there by anybody: no entry is relied on, followed or waited for."""

import os
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest
from attacks import within
from command_line import DISAGREEING, Done, checker

from checker.engine import cache
from checker.engine.cache import Kept
from checker.model import Edit, Span

pytestmark = pytest.mark.skipif(os.name == "nt", reason="nothing is kept there")
FAR = Span(10**9, 10**9 + 5)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where entries are kept, none yet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(cache, "SETTLING", -1e9)
    (tmp_path / "a.txt").write_text(f"{DISAGREEING}<!-- checker: ignore -->\n{DISAGREEING}", encoding="utf-8")
    return tmp_path / "cache/translation-checker/1"


def check() -> Done:
    return checker("check", "--target", "fr", "--format", "html", "a.txt")


def only_entry(folder: Path) -> Path:
    [entry] = [path for path in folder.rglob("*") if path.is_file()]
    return entry


def with_far_issue(kept: Kept) -> Kept:
    return msgspec.structs.replace(kept, issues=(replace(kept.issues[0], span=FAR),))


def with_far_edit(kept: Kept) -> Kept:
    [issue] = kept.issues
    fix = replace(issue.fixes[0], edits=(Edit(FAR, "x"),))
    return msgspec.structs.replace(kept, issues=(replace(issue, fixes=(fix,)),))


def with_far_suppressed(kept: Kept) -> Kept:
    suppressed = kept.suppressed[-1]
    far = replace(suppressed, issue=replace(suppressed.issue, span=FAR))
    return msgspec.structs.replace(kept, suppressed=(far,))


def with_far_join(kept: Kept) -> Kept:
    return msgspec.structs.replace(kept, joins=(FAR,))


@pytest.mark.parametrize("poison", [with_far_issue, with_far_edit, with_far_suppressed, with_far_join])
def test_an_entry_that_speaks_of_another_text_is_none(folder: Path, poison: Callable[[Kept], Kept]) -> None:
    right = check()
    entry = only_entry(folder)
    kept = cache.read(entry)
    assert kept
    data = msgspec.msgpack.encode(poison(kept))
    entry.write_bytes(sha256(data).digest() + data)
    assert cache.read(entry)
    assert check() == right


@pytest.mark.parametrize("kind", ["fifo", "device", "folder", "large"])
def test_nothing_waits_for_an_entry(folder: Path, kind: str) -> None:
    right = check()
    entry = only_entry(folder)
    entry.unlink()
    if kind == "fifo":
        os.mkfifo(entry)
    elif kind == "device":
        entry.symlink_to("/dev/zero")
    elif kind == "folder":
        entry.mkdir()
    else:
        entry.touch()
        os.truncate(entry, 1 << 40)
    with within(20):
        assert check() == right


def test_nothing_is_written_or_removed_where_a_link_leads(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    right = check()
    entry = only_entry(folder)
    entry.unlink()
    entry.parent.rmdir()
    elsewhere = Path("elsewhere")
    elsewhere.mkdir()
    (elsewhere / "letter").write_text("x" * 1000)
    entry.parent.symlink_to(elsewhere.absolute())
    monkeypatch.setattr(cache, "MOST_BYTES", 10_000)
    assert check() == right
    cache.make_room(elsewhere)
    assert [path.name for path in elsewhere.iterdir()] == ["letter"]
