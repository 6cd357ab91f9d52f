from __future__ import annotations

import os

import pytest

from microsite.core.disk import Disk
from microsite.core.failures import PublishingError
from microsite.core.fingerprints import fingerprint
from microsite.core.publishing import Kept, Mode, publish, published
from tests.core.disks import WatchedDisk
from tests.core.pages import said, wording
from tests.core.publishing.sites import NEW, OLD, OTHERS, PAGE, Place


def test_a_first_build_makes_the_output_folder(place: Place, mode: Mode) -> None:
    report = place.publish(OLD, mode=mode)
    assert place.files() == OLD
    assert (report.written, report.removed, report.unchanged) == (tuple(sorted(OLD)), (), ())
    assert report.mode is mode


def test_a_site_replaces_another_that_differs_in_every_way(place: Place, mode: Mode) -> None:
    place.publish(OLD, mode=mode)
    report = place.publish(NEW, mode=mode)
    assert place.files() == NEW
    assert report.removed == ("gone/deep/index.html", "was-folder/index.html", "was-page")
    assert report.unchanged == ("same.css",)
    assert report.written == tuple(sorted(set(NEW) - {"same.css"}))


def test_folders_that_become_empty_go(place: Place, mode: Mode) -> None:
    place.publish(OLD, mode=mode)
    place.publish(PAGE, mode=mode)
    assert sorted(path.name for path in place.output.rglob("*")) == ["index.html"]


def test_going_to_and_fro_between_the_two_ways_gives_the_same_site(place: Place) -> None:
    for number, site in enumerate([OLD, NEW, NEW, OLD, PAGE, NEW, OLD]):
        place.publish(site, mode=[Mode.EXCHANGED, Mode.IN_PLACE, Mode.EXCHANGED][number % 3])
        assert place.files() == site


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_everyone_may_read_what_is_published_whatever_the_umask(place: Place, mode: Mode, umask: int) -> None:
    photo = place.root / "photo.jpg"
    photo.write_bytes(b"photo")
    photo.chmod(0o600)
    before = os.umask(umask)
    try:
        place.publish(PAGE, mode=mode)
        publish({**OLD, "p.jpg": photo}, output=place.output, state=place.state, mode=mode)
    finally:
        os.umask(before)
    modes = {
        (path.is_dir(), path.stat().st_mode & 0o7777) for path in [place.output, *place.output.rglob("*")]
    }
    assert modes == {(True, 0o755), (False, 0o644)}


def test_the_output_folder_keeps_the_permissions_it_was_given(place: Place, mode: Mode) -> None:
    place.publish(OLD)
    place.output.chmod(0o2775)
    place.publish(NEW, mode=mode)
    place.publish(OLD, mode=mode)
    assert place.output.stat().st_mode & 0o7777 == 0o2775


def test_the_same_bytes_are_not_written_again(place: Place, mode: Mode) -> None:
    place.publish(OLD, mode=mode)
    before = (place.output / "same.css").stat()
    for site in (NEW, OLD, NEW):
        place.publish(site, mode=mode)
        after = (place.output / "same.css").stat()
        assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_page_that_becomes_what_it_was_is_as_new_as_it_should_be(place: Place, mode: Mode) -> None:
    times = []
    for site in (OLD, NEW, OLD):
        place.publish(site, mode=mode)
        times.append((place.output / "index.html").stat().st_mtime_ns)
    assert sorted(set(times)) == times


def test_the_same_site_is_left_alone(place: Place) -> None:
    place.publish(OLD)
    root, calls = place.output.stat().st_ino, WatchedDisk()
    report = place.publish(OLD, disk=calls)
    assert (report.mode, report.written, report.removed) == (Mode.UNCHANGED, (), ())
    assert place.output.stat().st_ino == root


def test_what_is_kept_need_not_be_given_again(place: Place, mode: Mode) -> None:
    place.publish(OLD, mode=mode)
    kept = {
        path: Kept(fingerprint=made)
        for path, made in published(output=place.output, state=place.state).items()
        if path in {"photo.jpg", "same.css"}
    }
    publish({**kept, **PAGE}, output=place.output, state=place.state, mode=mode)
    assert place.files() == {"photo.jpg": b"old photo", "same.css": b"same", **PAGE}


def test_what_should_be_kept_and_is_gone_stops_the_build(place: Place) -> None:
    place.publish({**PAGE, "same.css": b"same"})
    (place.output / "index.html").write_bytes(b"edited")
    with pytest.raises(PublishingError) as stopped:
        publish(
            {"index.html": Kept(fingerprint=fingerprint(b"page"))}, output=place.output, state=place.state
        )
    assert wording(stopped.value.diagnostic) == said("E908")


def test_only_what_is_untouched_counts_as_published(place: Place, mode: Mode) -> None:
    assert published(output=place.output, state=place.state) == {}
    place.publish(OLD, mode=mode)
    (place.output / "photo.jpg").write_bytes(b"edited")
    (place.output / "same.css").unlink()
    place.add(OTHERS)
    found = published(output=place.output, state=place.state)
    assert found == {path: fingerprint(OLD[path]) for path in OLD.keys() - {"photo.jpg", "same.css"}}


def test_a_file_is_published_by_its_path_as_a_copy(place: Place, mode: Mode) -> None:
    photo = place.root / "photo.jpg"
    photo.write_bytes(b"photo")
    publish({"p.jpg": photo}, output=place.output, state=place.state, mode=mode)
    photo.write_bytes(b"another")
    assert place.files() == {"p.jpg": b"photo"}


def test_a_file_that_is_gone_before_it_is_copied_stops_the_build(place: Place) -> None:
    with pytest.raises(PublishingError, match=r"`photo\.jpg` was changed by something else"):
        publish({"p.jpg": place.root / "photo.jpg"}, output=place.output, state=place.state)
    assert not place.output.exists()


def test_a_file_that_changes_while_it_is_copied_stops_the_build(place: Place, mode: Mode) -> None:
    photo = place.root / "photo.jpg"
    photo.write_bytes(b"photo")

    class Meanwhile(Disk):
        def open_new(self, path: str) -> int:
            photo.write_bytes(b"another")
            return super().open_new(path)

    place.publish(PAGE)
    with pytest.raises(PublishingError, match=r"`photo\.jpg` was changed by something else"):
        publish({"p.jpg": photo}, output=place.output, state=place.state, mode=mode, disk=Meanwhile())
    assert place.files() == PAGE


@pytest.mark.parametrize(
    "path", ["", "/etc/passwd", "../index.html", "a//b", "a/./b", "a\\b", "a\0b", "a/", ".microsite-new"]
)
def test_a_path_that_leads_elsewhere_is_a_mistake_of_the_caller(place: Place, path: str) -> None:
    with pytest.raises(ValueError, match="not an output path"):
        place.publish({path: b""})


def test_a_path_cannot_be_a_file_and_a_folder(place: Place) -> None:
    with pytest.raises(ValueError, match="both a file and a folder"):
        place.publish({"a": b"", "a/b": b""})
