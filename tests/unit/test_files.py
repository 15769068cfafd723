import os
import stat
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

import pytest

from checker.errors import UsageError
from checker.files.writing import Replacement


def test_a_file_appears_when_its_last_byte_is_written(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(b"old")
    with Replacement(str(path)) as file:
        file.write(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_what_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path, error: type[BaseException]) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(b"old")

    def fail() -> None:
        with Replacement(str(path)) as file:
            file.write(b"half")
            raise error

    with pytest.raises(error):
        fail()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_permissions_are_kept_and_new_files_are_as_any(tmp_path: Path) -> None:
    old, new, other = tmp_path / "old", tmp_path / "new", tmp_path / "other"
    old.write_bytes(b"")
    old.chmod(0o640)
    other.write_bytes(b"")
    for path in (old, new):
        with Replacement(str(path)):
            pass
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert new.stat().st_mode == other.stat().st_mode


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    path, link = tmp_path / "deep/report", tmp_path / "link"
    link.symlink_to(path)
    with Replacement(str(link)) as file:
        file.write(b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"


def test_what_cannot_be_written_is_told_when_the_block_begins(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path, reason in (
        (tmp_path, "is a folder"),
        (tmp_path / "nowhere/report", "No such file or directory"),
        (tmp_path / "pipe", "not a regular file"),
        ("/dev/null", "is a device"),
        ("/dev/stdout", "is a device"),
        (tmp_path / "pipe/report", "Not a directory"),
        (tmp_path / ("x" * 300), "name too long"),
    ):
        with pytest.raises(UsageError, match=f"(?i){reason}"), Replacement(str(path)):
            pytest.fail("the block has begun")
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


@pytest.mark.skipif(not os.access("/dev/shm", os.W_OK), reason="needs files in memory")
def test_a_file_in_memory_is_no_device() -> None:
    with TemporaryDirectory(dir="/dev/shm") as folder:
        with Replacement(f"{folder}/report") as file:
            file.write(b"x")
        assert Path(folder, "report").read_bytes() == b"x"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_read_only_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "report"
    path.touch(0o444)
    with pytest.raises(UsageError, match="read-only"), Replacement(str(path)):
        pytest.fail("the block has begun")


def test_every_name_of_a_file_leads_to_what_is_written(tmp_path: Path) -> None:
    path, other = tmp_path / "report", tmp_path / "other"
    path.write_bytes(b"old and long")
    path.chmod(0o640)
    other.hardlink_to(path)
    with Replacement(str(path)) as file:
        file.write(b"new")
        assert path.read_bytes() == b"old and long"
    assert other.read_bytes() == b"new"
    assert other.samefile(path)
    assert stat.S_IMODE(other.stat().st_mode) == 0o640
    assert sorted(tmp_path.iterdir()) == [other, path]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a file away")
def test_the_owner_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "report"
    path.write_bytes(b"old")
    os.chown(path, 4321, 1234)
    path.chmod(0o4640)
    with Replacement(str(path)) as file:
        file.write(b"new")
    status = path.stat()
    assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (4321, 1234, 0o4640)


def test_a_file_that_cannot_be_given_to_its_owner_is_written_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report"
    path.write_bytes(b"old")
    before = path.stat()
    monkeypatch.setattr(Replacement, "_resembles", lambda *_: False)
    with Replacement(str(path)) as file:
        file.write(b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_ino == before.st_ino


def test_a_disk_that_fails_in_the_middle_leaves_the_whole_content_beside_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report"
    path.write_bytes(b"old")
    (tmp_path / "other").hardlink_to(path)

    def fail(source: BinaryIO, target: BinaryIO) -> None:
        target.write(source.read(1))
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("shutil.copyfileobj", fail)
    with pytest.raises(UsageError, match="written in part") as raised, Replacement(str(path)) as file:
        file.write(b"new")
    [kept] = tmp_path.glob(".checker-*")
    assert kept.read_bytes() == b"new"
    assert str(kept) in str(raised.value)


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="needs a system with extended attributes")
def test_what_a_file_system_notes_beside_a_file_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "report"
    path.write_bytes(b"old")
    try:
        os.setxattr(path, "user.desk", b"foreign")
    except OSError:
        pytest.skip("this file system has no extended attributes")
    with Replacement(str(path)) as file:
        file.write(b"new")
    assert os.getxattr(path, "user.desk") == b"foreign"
