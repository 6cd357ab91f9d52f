from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from microsite.core.disk import DISK
from microsite.core.failures import PublishingError, diagnosing
from microsite.core.files import make_folders, pieces, place, prune, read, remove_tree
from tests.core.disks import RefusingDisk


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_two_folders_change_places_in_one_step(tmp_path: Path) -> None:
    write(tmp_path / "a/name", "a")
    write(tmp_path / "b/name", "b")
    DISK.exchange(str(tmp_path / "a"), str(tmp_path / "b"))
    assert (tmp_path / "a/name").read_text(encoding="utf-8") == "b"
    assert (tmp_path / "b/name").read_text(encoding="utf-8") == "a"


def test_an_exchange_with_nothing_names_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(FileNotFoundError) as stopped:
        DISK.exchange(str(tmp_path / "a"), str(tmp_path / "b"))
    assert stopped.value.filename == str(tmp_path / "b")


def test_a_mount_point_is_told_from_a_folder(tmp_path: Path) -> None:
    assert DISK.is_mount_point("/proc")
    assert not DISK.is_mount_point(str(tmp_path))


def test_a_folder_is_held_by_whoever_works_in_it_or_below(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "output/below").mkdir(parents=True)
    (tmp_path / "output-2").mkdir()
    for name, is_held in {"": False, "output-2": False, "output": True, "output/below": True}.items():
        monkeypatch.chdir(tmp_path / name)
        assert DISK.is_held(str(tmp_path / "output")) is is_held


def test_syncing_reports_what_is_not_there(tmp_path: Path) -> None:
    DISK.sync(str(tmp_path), [])
    DISK.sync_one(str(tmp_path))
    with pytest.raises(FileNotFoundError):
        DISK.sync(str(tmp_path / "gone"), [])


@pytest.mark.parametrize("kind", ["pipe", "link", "folder", "device"])
def test_only_ordinary_files_are_read(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x"
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "link":
            path.symlink_to(write(tmp_path / "target", "secret"))
        case "folder":
            path.mkdir()
        case "device":
            path = Path("/dev/zero")
    with pytest.raises(OSError, match=r"not a file|symbolic link|directory"):
        list(pieces(str(path), DISK))


def test_a_file_is_put_in_place_as_it_is_or_as_a_copy(tmp_path: Path) -> None:
    source, spare = write(tmp_path / "source", "new"), str(tmp_path / "spare")
    for disk in (DISK, RefusingDisk("link", errno.EXDEV)):
        target = write(tmp_path / "target", "old")
        for _ in range(2):
            place(str(source), str(target), spare=spare, disk=disk)
            assert read(str(target), DISK) == b"new"
        assert sorted(path.name for path in tmp_path.iterdir()) == ["source", "target"]
        target.unlink()


def test_empty_folders_go_up_to_where_something_is(tmp_path: Path) -> None:
    write(tmp_path / "a/kept", "")
    make_folders(str(tmp_path / "a/b/c"), DISK)
    prune(str(tmp_path / "a/b/c"), below=str(tmp_path), disk=DISK)
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["kept"]


def test_removing_a_folder_leaves_what_its_links_lead_to(tmp_path: Path) -> None:
    kept = write(tmp_path / "kept/file", "")
    write(tmp_path / "gone/deep/file", "")
    (tmp_path / "gone/link").symlink_to(tmp_path / "kept")
    remove_tree(str(tmp_path / "gone"), DISK)
    remove_tree(str(tmp_path / "gone"), DISK)
    assert (kept.exists(), (tmp_path / "gone").exists()) == (True, False)


def test_a_refusal_without_a_place_or_a_number_is_still_told() -> None:
    with pytest.raises(PublishingError, match="the disk failed at the site: strange"), diagnosing(str):
        raise OSError("strange")
    with pytest.raises(PublishingError, match="`/a` is on a disk that can only be read"), diagnosing(str):
        raise OSError(errno.EROFS, "", "/a")
