from __future__ import annotations

import errno
import itertools
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from microsite.core.failures import PublishingError
from microsite.core.publishing import Mode, recover
from tests.core.disks import DyingDisk, FailingDisk, ForgetfulDisk, Killed, WatchedDisk
from tests.core.publishing.sites import NEW, OLD, OLDER, OTHERS, Place

BEFORE, AFTER = {**OLD, **OTHERS}, {**NEW, **OTHERS}
FAULTS = [errno.EIO, errno.ENOSPC, errno.EROFS]


@pytest.fixture
def places(tmp_path: Path) -> Iterator[Iterator[Place]]:
    """Give one place after the other where OLD is published over OLDER, and others have files."""
    memory = Path("/dev/shm")  # noqa: S108 -- thousands of sites are made, and none needs to last
    with TemporaryDirectory(dir=memory if memory.is_dir() else tmp_path) as folder:
        yield (_published(Path(folder, str(number))) for number in itertools.count())


def _published(root: Path) -> Place:
    place = Place(root=root)
    place.publish(OLDER, disk=WatchedDisk())
    place.add(OTHERS)
    place.publish(OLD, disk=WatchedDisk())
    assert place.files() == BEFORE
    return place


def _calls_to_publish(place: Place, mode: Mode) -> int:
    disk = WatchedDisk()
    assert place.publish(NEW, mode=mode, disk=disk).mode is mode
    assert place.files() == AFTER
    return disk.calls


def _heal(place: Place, mode: Mode) -> None:
    place.publish(NEW, mode=mode, disk=WatchedDisk())
    assert place.files() == AFTER
    shutil.rmtree(place.root)


@pytest.mark.parametrize("number", FAULTS)
def test_whichever_call_fails_the_old_site_stays_and_the_next_build_heals(
    places: Iterator[Place], mode: Mode, number: int
) -> None:
    codes = set()
    for nth in range(1, _calls_to_publish(next(places), mode) + 1):
        place = next(places)
        try:
            place.publish(NEW, mode=mode, disk=FailingDisk(number, nth.__eq__))
        except PublishingError as stopped:
            codes.add((stopped.diagnostic.code, stopped.exit_code))
            files = BEFORE
        else:
            files = AFTER
        assert place.files() == files
        _heal(place, mode)
    assert codes == {({errno.EIO: "E904", errno.ENOSPC: "E902", errno.EROFS: "E903"}[number], 73)}


@pytest.mark.parametrize("number", FAULTS)
def test_a_disk_that_goes_on_failing_never_leaves_a_mixture_by_exchange(
    places: Iterator[Place], number: int
) -> None:
    for nth in range(1, _calls_to_publish(next(places), Mode.EXCHANGED) + 1):
        place = next(places)
        with pytest.raises(PublishingError):
            place.publish(NEW, disk=FailingDisk(number, nth.__le__))
        assert _without(OTHERS, place.files()) in (OLD, NEW)
        _heal(place, Mode.EXCHANGED)


def test_a_disk_that_goes_on_failing_in_place_leaves_each_file_old_or_new(places: Iterator[Place]) -> None:
    for nth in range(1, _calls_to_publish(next(places), Mode.IN_PLACE) + 1):
        place = next(places)
        with suppress(PublishingError):  # What fails after all is published does no harm.
            place.publish(NEW, mode=Mode.IN_PLACE, disk=FailingDisk(errno.EIO, nth.__le__))
        _assert_each_is_old_or_new(place)
        _heal(place, Mode.IN_PLACE)


def test_a_process_that_dies_before_any_call_leaves_the_old_site_or_the_new(
    places: Iterator[Place], mode: Mode
) -> None:
    for nth in range(1, _calls_to_publish(next(places), mode) + 1):
        place = next(places)
        with pytest.raises(Killed):
            place.publish(NEW, mode=mode, disk=DyingDisk(nth))
        _assert_whole_after_recovery(place, mode)


def test_a_power_cut_before_any_call_leaves_the_old_site_or_the_new(
    places: Iterator[Place], mode: Mode
) -> None:
    for nth in range(1, _calls_to_publish(next(places), mode) + 1):
        place, disk = next(places), ForgetfulDisk(nth)
        with pytest.raises(Killed):
            place.publish(NEW, mode=mode, disk=disk)
        disk.cut_power(place.root)
        _assert_whole_after_recovery(place, mode)


def test_a_process_that_dies_while_it_recovers_can_recover_again(places: Iterator[Place], mode: Mode) -> None:
    for nth in range(1, _calls_to_publish(next(places), mode) + 1, 23):
        for again in itertools.count(1):
            place = next(places)
            with pytest.raises(Killed):
                place.publish(NEW, mode=mode, disk=DyingDisk(nth))
            disk = DyingDisk(again)
            try:
                recover(output=place.output, state=place.state, disk=disk)
            except Killed:
                _assert_whole_after_recovery(place, mode)
            else:
                break


def _assert_whole_after_recovery(place: Place, mode: Mode) -> None:
    if mode is Mode.EXCHANGED:
        assert _without(OTHERS, place.files()) in (OLD, NEW)
    else:
        _assert_each_is_old_or_new(place)
    recover(output=place.output, state=place.state, disk=WatchedDisk())
    assert place.files() in (BEFORE, AFTER)
    _heal(place, mode)


def _assert_each_is_old_or_new(place: Place) -> None:
    for path, data in _without(OTHERS, place.files()).items():
        if not path.startswith(".microsite-"):
            assert data in (OLD.get(path), NEW.get(path))


def _without(others: dict[str, bytes], files: dict[str, bytes]) -> dict[str, bytes]:
    return {path: data for path, data in files.items() if path not in others and ".microsite-" not in path}
