from __future__ import annotations

import errno
import os
import subprocess
import sys

import pytest

from microsite.core.disk import Disk
from microsite.core.failures import PublishingError
from microsite.core.publishing import Mode, recover
from tests.core.disks import Killed, RefusingDisk, WatchedDisk
from tests.core.pages import said, wording
from tests.core.publishing.refusals import refusal
from tests.core.publishing.sites import NEW, OLD, OTHERS, PAGE, Place, read_all


@pytest.mark.parametrize(
    ("call", "number"),
    [
        ("exchange", errno.ENOSYS),
        ("exchange", errno.EINVAL),
        ("exchange", errno.EXDEV),
        ("exchange", errno.EBUSY),
        ("exchange", errno.EACCES),
        ("link", errno.EPERM),
        ("link", errno.EXDEV),
        ("link", errno.EOPNOTSUPP),
    ],
)
def test_what_cannot_be_exchanged_is_published_in_place(place: Place, call: str, number: int) -> None:
    place.publish(OLD)
    place.add(OTHERS)
    for site in (NEW, OLD, NEW):
        report = place.publish(site, disk=RefusingDisk(call, number))
        assert report.mode is Mode.IN_PLACE
        assert place.files() == {**site, **OTHERS}
    assert place.publish(OLD).mode is Mode.EXCHANGED
    assert place.files() == {**OLD, **OTHERS}


def test_a_folder_of_others_that_cannot_be_moved_stays_and_the_site_is_published_in_place(
    place: Place,
) -> None:
    class Unmovable(Disk):
        def replace(self, source: str, target: str) -> None:
            if source.endswith("/.git"):
                raise OSError(errno.EACCES, os.strerror(errno.EACCES), source)
            super().replace(source, target)

    place.publish(OLD)
    place.add(OTHERS)
    assert place.publish(NEW, disk=Unmovable()).mode is Mode.IN_PLACE
    assert place.files() == {**NEW, **OTHERS}


def test_a_folder_that_a_process_works_in_is_not_taken_from_under_it(place: Place) -> None:
    place.publish(OLD)
    wait = "import sys; print('here', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", wait], cwd=place.output, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        assert place.publish(NEW).mode is Mode.IN_PLACE
        process.communicate()
    assert place.publish(OLD).mode is Mode.EXCHANGED


def test_a_mount_point_is_published_to_in_place(place: Place) -> None:
    class Mounted(Disk):
        def is_mount_point(self, folder: str) -> bool:
            return folder == str(place.output)

    place.publish(OLD)
    assert place.publish(NEW, disk=Mounted()).mode is Mode.IN_PLACE
    assert place.files() == NEW


def test_an_output_folder_that_is_a_link_is_published_where_it_leads(place: Place, mode: Mode) -> None:
    (place.root / "www").mkdir()
    place.output.symlink_to("www")
    for site in (OLD, NEW, OLD):
        place.publish(site, mode=mode)
        assert read_all(place.root / "www") == site
    assert place.output.is_symlink()


def test_a_twin_that_something_else_spoilt_is_made_right(place: Place) -> None:
    place.publish(OLD)
    place.publish(NEW)
    twin = place.state / "twin"
    (twin / "photo.jpg").write_bytes(b"spoilt")
    (twin / "more").mkdir()
    (twin / "more/x").write_bytes(b"")
    (twin / "index.html").unlink()
    (twin / "index.html").symlink_to("/etc/passwd")
    place.publish(OLD)
    assert place.files() == OLD


def test_a_twin_that_is_no_folder_is_made_one(place: Place) -> None:
    place.publish(OLD)
    (place.state / "twin").symlink_to(place.root)
    place.publish(NEW)
    assert place.files() == NEW


def test_a_build_that_was_broken_off_is_finished_and_told(place: Place) -> None:
    place.publish(OLD)
    with pytest.raises(Killed):
        place.publish(NEW, mode=Mode.IN_PLACE, disk=_DyingWithJournal())
    (notice,) = recover(output=place.output, state=place.state)
    assert wording(notice) == said("N902")
    assert place.files() == NEW
    assert recover(output=place.output, state=place.state) == ()


def test_a_journal_for_a_folder_that_is_gone_is_not_carried_out(place: Place) -> None:
    place.publish(OLD)
    with pytest.raises(Killed):
        place.publish(NEW, mode=Mode.IN_PLACE, disk=_DyingWithJournal())
    place.output.rename(place.root / "away")
    place.add({"mine.txt": b"mine"})
    assert recover(output=place.output, state=place.state) == ()
    assert place.files() == {"mine.txt": b"mine"}
    assert [path.name for path in place.state.iterdir() if path.name in {"journal.json", "staging"}] == []


class _DyingWithJournal(Disk):
    """Die at the first change in the output folder, when the journal is written."""

    def link(self, source: str, target: str) -> None:
        if target.endswith(".microsite-new"):
            raise Killed
        super().link(source, target)


@pytest.mark.parametrize(
    ("number", "code"), [(errno.ENOSPC, "E902"), (errno.EACCES, "E903"), (errno.EIO, "E904")]
)
def test_what_the_disk_refuses_is_told_in_words(place: Place, number: int, code: str) -> None:
    place.publish(OLD)
    why = refusal(place, {**OLD, **PAGE}, disk=RefusingDisk("open_new", number))
    message = wording(why.diagnostic).replace("state/staging/new-0", "state/twin/index.html")
    assert message == said(code)
    assert why.exit_code == 73


class _FailsInTheMiddle(WatchedDisk):
    """Fail for good when the first file is to be put in place."""

    is_broken = False

    def interfere(self, name: str, place: str | None) -> None:
        self.is_broken = self.is_broken or (name == "replace" and str(place).endswith(".microsite-new"))
        if self.is_broken:
            raise OSError(errno.EIO, os.strerror(errno.EIO), place)


def test_a_disk_that_fails_in_the_middle_for_good_is_told_and_the_next_build_finishes(place: Place) -> None:
    place.publish(OLD)
    with pytest.raises(PublishingError) as stopped:
        place.publish(NEW, mode=Mode.IN_PLACE, disk=_FailsInTheMiddle())
    assert wording(stopped.value.diagnostic) == said("E910")
    recover(output=place.output, state=place.state)
    assert place.files() == NEW
