from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from microsite.serve.watching import ANYTHING, NOTHING, Touched, changes, is_remote

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /home/fast xfs rw 0 0
//files/sites /mnt/our\\040sites cifs rw 0 0
anna@far: /mnt/far fuse.sshfs rw 0 0
/dev/sdc1 /mnt/stick fuseblk rw 0 0
"""


@pytest.fixture(params=[False, True], ids=["told by the system", "looked for"])
def looks(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Touched]:
    """Watch `content` and `themes` of this test's folder, of which the first is there."""
    (tmp_path / "content").mkdir()
    folders = (tmp_path / "content", tmp_path / "themes")
    found = changes(folders, polls=request.param, tell=lambda _: None)
    assert isinstance(found, Iterator)
    assert next(found) == NOTHING
    return found


def sees(looks: Iterator[Touched]) -> Touched:
    """Wait until there is a change."""
    return next(look for look in looks if look)


def rests(looks: Iterator[Touched]) -> bool:
    """Tell whether nothing is seen for a while, once all that was done before has been told."""
    while next(looks):
        pass
    return not any(next(looks) for _ in range(3))


def test_what_is_saved_while_nobody_listens_is_told_afterwards_once(
    looks: Iterator[Touched], tmp_path: Path
) -> None:
    for number in range(10):
        (tmp_path / "content/a.md").write_text(str(number), "utf-8")
    assert sees(looks)
    (tmp_path / "content/a.md").write_text("in mid-build", "utf-8")
    assert sees(looks)
    assert rests(looks)


def test_two_saves_of_one_size_in_one_second_are_two(looks: Iterator[Touched], tmp_path: Path) -> None:
    file = tmp_path / "content/a.md"
    for text in ("aaa", "bbb", "ccc"):
        file.write_text(text, "utf-8")
        assert sees(looks) in ({str(file)}, ANYTHING)


def test_folders_in_new_folders_are_watched(looks: Iterator[Touched], tmp_path: Path) -> None:
    deep = tmp_path / "content/a/b/c"
    deep.mkdir(parents=True)
    assert sees(looks)
    assert rests(looks)
    (deep / "a.md").write_text("a", "utf-8")
    assert sees(looks)


def test_a_folder_that_was_not_there_is_watched_when_it_comes(
    looks: Iterator[Touched], tmp_path: Path
) -> None:
    (tmp_path / "themes").mkdir()
    assert sees(looks)
    assert rests(looks)
    (tmp_path / "themes/a.css").write_text("a", "utf-8")
    assert sees(looks)


def test_a_folder_that_is_exchanged_for_another_is_watched_still(
    looks: Iterator[Touched], tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "content").rename(tmp_path / "away")
    (tmp_path / "other").rename(tmp_path / "content")
    assert sees(looks)
    assert rests(looks)
    (tmp_path / "content/a.md").write_text("a", "utf-8")
    assert sees(looks)


def test_a_file_that_is_exchanged_for_another_is_seen(looks: Iterator[Touched], tmp_path: Path) -> None:
    (tmp_path / "content/a.md").write_text("a", "utf-8")
    assert sees(looks)
    assert rests(looks)
    (tmp_path / "content/.a.md.part").write_text("b", "utf-8")
    (tmp_path / "content/.a.md.part").replace(tmp_path / "content/a.md")
    assert sees(looks)


def test_what_editors_keep_beside_a_file_is_nothing(tmp_path: Path) -> None:
    found = changes((tmp_path,), polls=False, tell=lambda _: None)
    next(found)
    (tmp_path / ".a.md.swp").write_text("a", "utf-8")
    (tmp_path / "a.md~").write_text("a", "utf-8")
    assert rests(found)


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("/srv/site", False),
        ("/home/anna/site", True),
        ("/home/fast/site", False),
        ("/mnt/our sites/one", True),
        ("/mnt/far/site", True),
        ("/mnt/stick/site", False),
    ],
)
def test_a_network_drive_is_known_by_what_the_system_calls_it(folder: str, expected: object) -> None:
    assert is_remote(Path(folder), MOUNTS) is expected


@pytest.mark.parametrize(("wish", "said"), [("1", 1), ("false", 0), ("", 0)])
def test_the_environment_can_ask_for_looking(
    wish: str, said: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WATCHFILES_FORCE_POLLING", wish)
    told: list[str] = []
    next(changes((tmp_path,), polls=False, tell=told.append))
    assert told == ["looking for changes every 0.5 seconds"] * said


def test_where_the_system_leaves_out_folders_they_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "a system that watches nothing").mkdir()
    monkeypatch.setattr("microsite.serve.watching._WATCHES", tmp_path / "a system that watches nothing")
    told: list[str] = []
    found = changes((tmp_path / "content",), polls=False, tell=told.append)
    next(found)
    assert rests(found)
    (tmp_path / "content/a.md").write_text("a", "utf-8")
    assert sees(found)
    assert told == [
        "the system does not tell what is saved: it watches fewer folders than there are",
        "looking for changes every 0.5 seconds",
    ]
