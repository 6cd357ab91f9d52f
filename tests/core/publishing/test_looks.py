"""Folders that are as they were recorded are not looked through; what others do in them is noticed all the same."""

from __future__ import annotations

import itertools
import os
import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from microsite.core import forks
from microsite.core.disk import DISK, Disk
from microsite.core.failures import PublishingError
from microsite.core.publishing import Kept, Look, look, looks, publish, published
from microsite.core.publishing.looks import changed_folders
from microsite.core.publishing.manifests import read_manifest
from tests.core.disks import DyingDisk, Killed, WatchedDisk
from tests.core.publishing.sites import Place, read_all

SITE = {f"people/{name}/index.html": name.encode() for name in ("anna", "ben", "carl", "dora")}
EDITED = {**SITE, "people/anna/index.html": b"anna again"}
FOLDERS = {"people", "people/anna", "people/ben", "people/carl", "people/dora"}
MANY = {f"people/{number}/index.html": b"page" for number in range(200)}


def settle(place: Place) -> None:
    """Let the clock of the disk go on, so that what was published is older than what comes."""
    time.sleep(0.03)
    for record in place.state.glob("published-*"):
        now = time.time_ns() - 10_000_000
        os.utime(record, ns=(now, now))


def settled(place: Place, *sites: dict[str, bytes]) -> Place:
    """Publish one site after the other."""
    for site in sites:
        place.publish(site)
        settle(place)
    return place


class Listing(WatchedDisk):
    """Write down which folders are listed."""

    def __init__(self) -> None:
        super().__init__()
        self.listed: set[str] = set()

    def interfere(self, name: str, place: str | None) -> None:
        if name == "entries" and place:
            self.listed.add(place)

    def boot(self) -> str:
        return DISK.boot()


def test_folders_that_are_as_they_were_recorded_are_not_looked_through(place: Place) -> None:
    settled(place, SITE, EDITED, SITE)
    disk = Listing()
    place.publish(EDITED, disk=disk)
    twin = place.state / "twin"
    expected = [place.output, place.state, twin, twin / "people/anna"]
    assert {os.path.normpath(folder) for folder in disk.listed} == {str(folder) for folder in expected}
    assert place.files() == EDITED


def test_no_folder_is_recorded_as_sure_before_the_clock_has_gone_on(place: Place) -> None:
    place.publish(SITE)
    inode = place.output.stat().st_ino
    (record,) = place.state.glob("published-*")
    os.utime(record, ns=(0, 0))
    found, _ = read_manifest(str(place.state), inode, DISK)
    assert found is not None
    assert changed_folders(str(place.output), found.folders, DISK) == FOLDERS


def test_what_was_recorded_before_the_computer_was_started_again_is_not_believed(place: Place) -> None:
    class Restarted(Listing):
        def boot(self) -> str:
            return "another"

    settled(place, SITE, EDITED, SITE)
    disk = Restarted()
    place.publish(EDITED, disk=disk)
    assert {os.path.normpath(folder) for folder in disk.listed} >= {str(place.output / f) for f in FOLDERS}


def _add(place: Place) -> dict[str, bytes]:
    place.add({"people/ben/theirs.txt": b"theirs"})
    return {"people/ben/theirs.txt": b"theirs"}


def _add_folder(place: Place) -> dict[str, bytes]:
    place.add({"people/ben/theirs/notes.txt": b"theirs"})
    return {"people/ben/theirs/notes.txt": b"theirs"}


def _save_anew(place: Place) -> dict[str, bytes]:
    page = place.output / "people/ben/index.html"
    (place.root / "page.html").write_bytes(b"saved anew")
    (place.root / "page.html").rename(page)
    return {}


def _remove(place: Place) -> dict[str, bytes]:
    shutil.rmtree(place.output / "people/ben")
    return {}


def _edit(place: Place) -> dict[str, bytes]:
    (place.output / "people/ben/index.html").write_bytes(b"edited")
    return {}


@pytest.mark.parametrize("act", [_add, _add_folder, _save_anew, _remove, _edit])
def test_what_others_do_between_builds_is_noticed(
    place: Place, act: Callable[[Place], dict[str, bytes]]
) -> None:
    settled(place, SITE, EDITED, SITE)
    theirs = act(place)
    for site in (EDITED, SITE, EDITED):
        settled(place, site)
        assert place.files() == {**site, **theirs}


@pytest.mark.parametrize("act", [_add, _add_folder])
def test_what_others_put_there_after_the_look_stays(
    place: Place, act: Callable[[Place], dict[str, bytes]]
) -> None:
    settled(place, SITE, EDITED, SITE)
    seen = _looked(place)
    theirs = act(place)
    publish(EDITED, output=place.output, state=place.state, look=seen)
    assert place.files() == {**EDITED, **theirs}


@pytest.mark.parametrize("act", [_save_anew, _remove])
def test_what_should_be_kept_and_went_after_the_look_stops_the_build(
    place: Place, act: Callable[[Place], dict[str, bytes]]
) -> None:
    settled(place, SITE, EDITED, SITE)
    seen = _looked(place)
    kept = {
        path: Kept(fingerprint=made)
        for path, made in published(output=place.output, state=place.state, look=seen).items()
    }
    act(place)
    before = place.files()
    with pytest.raises(PublishingError):
        publish({**kept, "new.html": b""}, output=place.output, state=place.state, look=seen)
    assert place.files() == before


def test_what_is_edited_after_the_look_is_put_right_by_the_next_build(place: Place) -> None:
    settled(place, SITE, EDITED, SITE)
    seen = _looked(place)
    _edit(place)
    publish(EDITED, output=place.output, state=place.state, look=seen)
    assert place.files() == {**EDITED, "people/ben/index.html": b"edited"}
    assert "people/ben/index.html" not in published(output=place.output, state=place.state)
    place.publish(EDITED)
    assert place.files() == EDITED


def test_another_build_after_the_look_makes_it_look_again(place: Place) -> None:
    settled(place, SITE, EDITED, SITE)
    seen = _looked(place)
    settled(place, EDITED, SITE, EDITED)
    kept = {path: Kept(fingerprint=made) for path, made in seen.known().untouched.items()}
    publish({**kept, "new.html": b"new"}, output=place.output, state=place.state, look=seen)
    assert place.files() == {**EDITED, "new.html": b"new"}


def _looked(place: Place) -> Look:
    seen = look(output=place.output, state=place.state)
    seen.known()
    return seen


class _Dying(DyingDisk):
    """Die before a call, and believe what was recorded of folders."""

    def boot(self) -> str:
        return DISK.boot()


def test_a_process_that_dies_leaves_a_twin_that_is_made_right(place: Place) -> None:
    settled(place, SITE, EDITED, SITE)
    other = {**EDITED, "people/emma/index.html": b"emma"}
    del other["people/dora/index.html"]
    for nth in itertools.count(30, 3):
        try:
            place.publish(other, disk=_Dying(nth))
        except Killed:
            assert place.files() in (SITE, other)
        else:
            break
        settled(place, other)
        assert place.files() == other
        settled(place, SITE)
        assert place.files() == SITE
    assert nth > 60


def test_a_link_in_the_place_of_a_folder_leads_nothing_outside(place: Place) -> None:
    settled(place, SITE, EDITED, SITE)
    (place.output / "people").rename(place.root / "elsewhere")
    (place.output / "people").symlink_to(place.root / "elsewhere")
    with pytest.raises(PublishingError, match="`output/people`"):
        place.publish(EDITED)
    assert read_all(place.root / "elsewhere") == {p.removeprefix("people/"): d for p, d in SITE.items()}


def _spoil_by_a_name_more(twin: Path) -> None:
    (twin / "people/ben/more").write_bytes(b"spoilt")


def _spoil_by_another_file(twin: Path) -> None:
    page = twin / "people/ben/index.html"
    page.unlink()
    page.write_bytes(b"spoilt")


def _spoil_by_a_link(twin: Path) -> None:
    (twin / "people").rename(twin.parent / "people")
    (twin / "people").symlink_to(twin.parent / "people")


def _spoil_by_a_folder_less(twin: Path) -> None:
    shutil.rmtree(twin / "people/ben")


@pytest.mark.parametrize(
    "spoil", [_spoil_by_a_name_more, _spoil_by_another_file, _spoil_by_a_link, _spoil_by_a_folder_less]
)
def test_a_twin_that_something_else_spoilt_is_made_right(place: Place, spoil: Callable[[Path], None]) -> None:
    settled(place, SITE, EDITED, SITE)
    spoil(place.state / "twin")
    place.publish(EDITED)
    assert place.files() == EDITED
    assert not (place.output / "people").is_symlink()


class _Unsure(Disk):
    """Believe nothing that was recorded of folders, as on a computer that does not say when it was started."""

    def boot(self) -> str:
        return ""


@pytest.mark.parametrize("seed", range(12))
def test_looking_through_changed_folders_or_through_all_comes_to_the_same(place: Place, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 -- sites, not secrets
    places = {disk: Place(root=place.root / str(number)) for number, disk in enumerate((DISK, _Unsure()))}
    for _ in range(12):
        site = {
            f"{a}/{b}/page": bytes([chance.randrange(3)])
            for a in "abc"
            for b in "xyz"
            if chance.random() < 0.6
        }
        act, names = chance.randrange(6), [chance.choice("abc"), chance.choice("xyz")]
        told: list[object] = []
        for disk, one in places.items():
            root = one.state / "twin" if act % 2 else one.output
            _disturb(root.joinpath(*names[: 1 + act // 3]), act)
            try:
                report = one.publish(site, disk=disk)
                told.append((report.written, report.removed, report.mode))
            except PublishingError as stopped:
                told.append(stopped.diagnostic.code)
            settle(one)
        assert told[0] == told[1]
        first, second = (one.files() for one in places.values())
        assert first == second


def _disturb(folder: Path, act: int) -> None:
    if not folder.is_dir():
        return
    if act in {0, 1}:
        (folder / "more").write_bytes(b"more")
    elif act in {2, 3}:
        shutil.rmtree(folder)
    else:
        for page in folder.glob("page"):
            page.write_bytes(b"edited")


class _Beside(forks.Meanwhile[Any]):
    """Stand for a fork that works at once."""

    made = 0

    def __init__(self, work: Callable[[], Any]) -> None:
        type(self).made += 1
        self._fork = None
        self._came_to = work()

    def result(self) -> Any:
        return self._came_to


@pytest.fixture
def beside(monkeypatch: pytest.MonkeyPatch) -> type[_Beside]:
    monkeypatch.setattr(_Beside, "made", 0)
    monkeypatch.setattr(forks, "Meanwhile", _Beside)
    monkeypatch.setattr(looks, "_MANY", 100)
    return _Beside


def test_a_large_site_is_looked_at_with_a_fork_and_found_the_same(
    place: Place, beside: type[_Beside]
) -> None:
    settled(place, MANY, {**MANY, "more.html": b""}, MANY)
    (place.output / "people/7/index.html").write_bytes(b"edited")
    (place.output / "people/180/index.html").unlink()
    (place.output / "people/181/theirs.txt").write_bytes(b"theirs")
    (place.state / "twin/people/9/more.html").write_bytes(b"spoilt")
    with_fork = look(output=place.output, state=place.state, may_fork=True)
    alone = look(output=place.output, state=place.state)
    with_fork.ahead()
    assert (
        with_fork.known().touched == alone.known().touched == {"people/7/index.html", "people/180/index.html"}
    )
    assert with_fork.changed() == alone.changed() == {"people/180", "people/181"}
    assert with_fork.changed_in_twin() == alone.changed_in_twin() == {"people/9"}
    assert beside.made == 1
    publish({**MANY, "new.html": b""}, output=place.output, state=place.state, look=with_fork)
    assert place.files() == {**MANY, "new.html": b"", "people/181/theirs.txt": b"theirs"}


def test_what_was_seen_of_a_twin_that_is_no_more_is_not_believed(place: Place, beside: type[_Beside]) -> None:
    settled(place, MANY, {**MANY, "more.html": b""})
    early = look(output=place.output, state=place.state, may_fork=True)
    early.ahead()
    settled(place, MANY)
    (place.state / "twin/people/9/more.html").write_bytes(b"spoilt")
    assert early.changed_in_twin() == {"people/9"}
    early.end()


def test_a_small_site_is_not_worth_a_fork(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    settled(place, MANY)
    monkeypatch.setattr(forks, "Meanwhile", None)
    seen = look(output=place.output, state=place.state, may_fork=True)
    seen.ahead()
    assert seen.known().touched == seen.changed() == set()


def test_a_twin_that_nobody_asked_for_is_looked_at_no_further(place: Place, beside: type[_Beside]) -> None:
    settled(place, MANY)
    seen = look(output=place.output, state=place.state, may_fork=True)
    seen.ahead()
    seen.end()
    seen.end()
    assert beside.made == 1
