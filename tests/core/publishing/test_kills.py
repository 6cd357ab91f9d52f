from __future__ import annotations

import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from microsite.core.publishing import Mode, recover
from tests.conftest import ROOT
from tests.core.publishing.endless import number_of, site
from tests.core.publishing.sites import Place

ENDLESS = (sys.executable, "-m", "tests.core.publishing.endless")


def _kill_often(place: Place, mode: Mode, times: int) -> Iterator[int]:
    """Let another process publish, kill it at some moment, and give the site that it had begun; so many times."""
    chance = random.Random(20231206)  # noqa: S311 -- moments, not secrets
    longest_s = 0.1
    place.publish(site(0))
    for _ in range(times):
        with subprocess.Popen([*ENDLESS, place.root, mode], stdout=subprocess.PIPE, cwd=ROOT) as process:
            assert process.stdout is not None
            begun = [process.stdout.readline()]
            time.sleep(chance.uniform(0, longest_s))
            process.kill()
            begun += process.stdout.readlines()
        # Half of the moments shall be in the first site and half after it, however busy the computer is.
        longest_s *= 1.2 if len(begun) == 1 else 0.8
        yield max(int(line) for line in begun if line.endswith(b"\n"))


def test_a_hundred_kills_by_exchange_leave_the_old_site_or_the_new(tmp_path: Path) -> None:
    place = Place(root=tmp_path)
    for begun in _kill_often(place, Mode.EXCHANGED, 100):
        assert number_of(place.files()) in {begun - 1, begun}


def test_thirty_kills_in_place_leave_the_old_site_or_the_new_after_the_next_start(tmp_path: Path) -> None:
    place = Place(root=tmp_path)
    for begun in _kill_often(place, Mode.IN_PLACE, 30):
        assert {int(data.split(b" ")[0]) for data in place.files().values()} <= {begun - 1, begun}
        recover(output=place.output, state=place.state)
        assert number_of(place.files()) in {begun - 1, begun}


class _Reader(threading.Thread):
    """Read a page again and again, counting how often it was not there."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.reads = self.misses = 0
        self.is_done = threading.Event()
        self._page = page

    def run(self) -> None:
        while not self.is_done.is_set():
            self.reads += 1
            try:
                self._page.read_bytes()
            except OSError:
                self.misses += 1


@pytest.mark.parametrize("mode", [Mode.EXCHANGED, Mode.IN_PLACE])
def test_a_reader_always_finds_the_page(tmp_path: Path, mode: Mode) -> None:
    place = Place(root=tmp_path)
    place.publish(site(0))
    reader = _Reader(place.output / "pages/7/index.html")
    reader.start()
    for number in range(1, 8):
        place.publish(site(number), mode=mode)
    reader.is_done.set()
    reader.join()
    assert reader.reads > 0
    assert reader.misses == 0
