from __future__ import annotations

import errno
from pathlib import Path

import pytest

from microsite.core.failures import PublishingError
from microsite.core.publishing import Mode, published, purge
from tests.core.disks import DyingDisk, FailingDisk, Killed, WatchedDisk
from tests.core.publishing.sites import OTHERS, Place

CANARY = b"anna-canary"
WITH = {
    "index.html": b"anna-canary and ben",
    "mentees/anna-canary/index.html": CANARY,
    "mentees/anna-canary/photo.jpg": CANARY,
    "mentees/ben/index.html": b"ben",
}
WITHOUT = {"index.html": b"ben", "mentees/ben/index.html": b"ben"}


def traces(folder: Path) -> list[str]:
    """Name what under a folder still has the canary, in its name or in its bytes."""
    return [
        str(path)
        for path in folder.rglob("*")
        if CANARY.decode() in str(path) or (path.is_file() and CANARY in path.read_bytes())
    ]


def test_nothing_of_an_earlier_site_is_left_after_a_purge(place: Place, mode: Mode) -> None:
    place.publish(WITH, mode=mode)
    place.publish(WITHOUT, mode=mode)
    assert purge([], output=place.output, state=place.state) == ()
    assert traces(place.root) == []
    assert place.files() == WITHOUT


def test_nothing_is_left_of_a_build_that_was_killed(place: Place, mode: Mode) -> None:
    calls = WatchedDisk()
    place.publish(WITHOUT)
    place.publish(WITH, mode=mode, disk=calls)
    place.publish(WITHOUT)
    for nth in range(1, calls.calls, 5):
        with pytest.raises(Killed):
            place.publish(WITH, mode=mode, disk=DyingDisk(nth))
        place.publish(WITHOUT)
        purge([], output=place.output, state=place.state)
        assert traces(place.root) == []


def test_a_person_can_be_taken_off_without_a_build(place: Place, mode: Mode) -> None:
    place.publish(WITH, mode=mode)
    place.add(OTHERS)
    taken = purge(["index.html", "mentees/anna-canary", "never/was"], output=place.output, state=place.state)
    assert taken == ("index.html", "mentees/anna-canary")
    assert traces(place.root) == []
    assert place.files() == {"mentees/ben/index.html": b"ben", **OTHERS}
    assert published(output=place.output, state=place.state).keys() == {"mentees/ben/index.html"}


def test_the_next_build_after_a_purge_is_as_any_other(place: Place, mode: Mode) -> None:
    place.publish(WITH, mode=mode)
    purge(["mentees/anna-canary"], output=place.output, state=place.state)
    place.publish(WITHOUT, mode=mode)
    assert place.files() == WITHOUT


def test_a_purge_reaches_nothing_outside_the_output_folder(place: Place) -> None:
    place.publish(WITH)
    (place.root / "outside").mkdir()
    (place.root / "outside/kept.txt").write_bytes(b"kept")
    (place.output / "link").symlink_to(place.root / "outside")
    assert purge(["link/kept.txt", "link"], output=place.output, state=place.state) == ("link",)
    assert (place.root / "outside/kept.txt").exists()
    with pytest.raises(ValueError, match="not an output path"):
        purge(["../outside"], output=place.output, state=place.state)


def test_a_purge_of_what_was_never_published_does_nothing(place: Place) -> None:
    assert purge(["index.html"], output=place.output, state=place.state) == ()
    assert list(place.root.iterdir()) == []


def test_a_purge_that_the_disk_refuses_is_told(place: Place) -> None:
    place.publish(WITH)
    calls = WatchedDisk()
    purge(["index.html"], output=place.output, state=place.state, disk=calls)
    for nth in range(1, calls.calls + 1):
        place.publish(WITH)
        with pytest.raises(PublishingError):
            purge(
                ["index.html"],
                output=place.output,
                state=place.state,
                disk=FailingDisk(errno.EIO, nth.__eq__),
            )
