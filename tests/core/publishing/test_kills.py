from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from microsite.core.publishing import Mode, recover
from tests.conftest import ROOT
from tests.core.publishing.endless import number_of, site
from tests.core.publishing.sites import Place

ENDLESS = (sys.executable, "-m", "tests.core.publishing.endless")
LONGEST_S = 0.25


def _kill_often(place: Place, mode: Mode, times: int) -> Iterator[int]:
    """Let another process publish, kill it at some moment, and give the site that it had begun; so many times."""
    chance = random.Random(20231206)  # noqa: S311 -- moments, not secrets
    place.publish(site(0))
    for _ in range(times):
        with subprocess.Popen([*ENDLESS, place.root, mode], stdout=subprocess.PIPE, cwd=ROOT) as process:
            assert process.stdout is not None
            begun = [process.stdout.readline()]
            time.sleep(chance.uniform(0, LONGEST_S))
            process.kill()
            begun += process.stdout.readlines()
        yield max(int(line) for line in begun if line.endswith(b"\n"))


def test_a_hundred_kills_by_exchange_leave_the_old_site_or_the_new(tmp_path: Path) -> None:
    place = Place(root=tmp_path)
    for begun in _kill_often(place, Mode.EXCHANGED, 100):
        assert number_of(place.files()) in (begun - 1, begun)


def test_thirty_kills_in_place_leave_the_old_site_or_the_new_after_the_next_start(tmp_path: Path) -> None:
    place = Place(root=tmp_path)
    for begun in _kill_often(place, Mode.IN_PLACE, 30):
        assert {int(data.split(b" ")[0]) for data in place.files().values()} <= {begun - 1, begun}
        recover(output=place.output, state=place.state)
        assert number_of(place.files()) in (begun - 1, begun)


def test_a_reader_always_finds_the_page(tmp_path: Path) -> None:
    for mode in (Mode.EXCHANGED, Mode.IN_PLACE):
        place = Place(root=tmp_path / mode.name)
        place.publish(site(0))
        missed, done = [], threading.Event()

        def read(page: Path = place.output / "pages/7/index.html", lost: list[str] = missed) -> None:
            while not done.is_set():
                try:
                    assert page.read_bytes()
                except OSError as error:
                    lost.append(os.strerror(error.errno or 0))

        reader = threading.Thread(target=read)
        reader.start()
        for number in range(1, 20):
            place.publish(site(number), mode=mode)
        done.set()
        reader.join()
        assert missed == []
