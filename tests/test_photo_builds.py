"""Builds of a site with photos, as processes: what they tell, where they continue, and what they never publish."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
import termios
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, SiteWriter
from tests.render.renditions.pictures import jpeg, noise, quadrants

ALBUM = "content/galleries/summer"
THEME = "name: own\nextends: default\nmeaning: Small pictures.\nprofiles:\n  photo:\n    widths: [200, 400]\n"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


def album(photos: Mapping[str, bytes], *, theme: str = THEME) -> dict[str, str | bytes]:
    """Write a gallery of photos, made by a theme with few renditions."""
    entries = "".join(f"  - {{file: {name}, alt: Colours, credit: Kari, depicts: none}}\n" for name in photos)
    return {
        f"{ALBUM}/gallery.yaml": f"title: Summer\ndate: 2023-06-01\nphotos:\n{entries}",
        "themes/own/theme.yaml": theme,
        **{f"{ALBUM}/{name}": data for name, data in photos.items()},
    }


def command(folder: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "microsite", *arguments, "--site", str(folder)]


def reported(folder: Path, code: int = 0) -> dict[str, Any]:
    """Build with `--json --theme own` and read the report."""
    done = subprocess.run(
        command(folder, "build", "--json", "--theme", "own"),
        env=ENVIRONMENT,
        capture_output=True,
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def photos(count: int) -> dict[str, bytes]:
    return {f"{n}.jpg": jpeg(quadrants(420 + 2 * n, 300)) for n in range(count)}


def test_a_report_counts_pictures_bytes_and_what_came_from_the_cache(site: SiteWriter) -> None:
    files = photos(3)
    folder = site(album(files))
    first = reported(folder)["pictures"]
    assert (first["done"], first["total"], first["from_cache"]) == (3, 3, 0)
    assert first["bytes_in"] == sum(map(len, files.values()))
    made = [path for path in (folder / "output" / "media").iterdir() if path.stem[-4:] in ("-200", "-400")]
    assert len(made) == 3 * 2 * 2
    assert first["bytes_out"] == sum(path.stat().st_size for path in made)
    again = reported(folder)["pictures"]
    assert again == {"done": 3, "total": 3, "from_cache": 3, "bytes_in": 0, "bytes_out": 0}


def test_what_was_made_survives_the_cleaning_of_the_output(site: SiteWriter) -> None:
    folder = site(album(photos(2)))
    reported(folder)
    subprocess.run(command(folder, "clean"), env=ENVIRONMENT, capture_output=True, check=True)
    assert not list((folder / "output").rglob("*.html"))
    report = reported(folder)
    assert report["pictures"]["from_cache"] == 2
    assert any(path.startswith("media/") for path in report["written"])


def test_a_photo_that_is_taken_out_is_gone_from_the_cache_too(site: SiteWriter) -> None:
    folder = site(album(photos(2)))
    kept = folder / ".microsite" / "cache" / "files"
    reported(folder)
    before = {path.name for path in kept.iterdir()}
    site(album(photos(1)))
    (folder / ALBUM / "1.jpg").unlink()
    reported(folder)
    after = {path.name for path in kept.iterdir()}
    assert len(before - after) == 4
    assert after < before


def test_a_build_that_was_killed_among_the_photos_continues_where_it_was(site: SiteWriter) -> None:
    slow = THEME.replace("[200, 400]", "[1000, 1400]\n    formats: [avif, jpeg]")
    files = {f"{n}.jpg": jpeg(noise(1400, 900, n), quality=80 + n) for n in range(4)}
    folder = site(album(files, theme=slow))
    records = folder / ".microsite" / "cache" / "records"
    building = subprocess.Popen(
        command(folder, "build", "--quiet", "--jobs", "1", "--theme", "own"), env=ENVIRONMENT
    )
    while not list(records.glob("*.state")):
        assert building.poll() is None
    building.send_signal(signal.SIGKILL)
    building.wait()
    finished = len(list(records.glob("*.state")))
    assert not (folder / "output").exists()
    report = reported(folder)
    assert 1 <= finished < 4
    assert report["pictures"]["from_cache"] == finished
    assert report["pictures"]["done"] == 4


def test_one_photo_that_cannot_be_read_keeps_all_back_and_the_others_are_made_once(site: SiteWriter) -> None:
    whole = photos(3)
    folder = site(album({**whole, "2.jpg": jpeg(noise(700, 500))[:90_000]}))
    refused = reported(folder, code=1)
    assert [(d["code"], d["path"]) for d in refused["diagnostics"] if d["severity"] == "error"] == [
        ("E509", f"{ALBUM}/2.jpg")
    ]
    assert not refused["published"]
    assert not (folder / "output").exists()
    site({f"{ALBUM}/2.jpg": whole["2.jpg"]})
    assert reported(folder)["pictures"]["from_cache"] == 2


def test_a_theme_may_ask_for_avif(site: SiteWriter) -> None:
    theme = THEME + "    formats: [avif, webp, jpeg]\n    avif_quality: 50\n"
    folder = site(album(photos(1), theme=theme))
    reported(folder)
    page = (folder / "output" / "galleries" / "summer" / "index.html").read_text()
    types = [line.split('"')[1] for line in page.split("<source type=")[1:]]
    assert types == ["image/avif", "image/webp"]
    files = list((folder / "output" / "media").glob("*.avif"))
    assert len(files) == 2
    assert all(path.read_bytes()[4:12] == b"ftypavif" for path in files)


SHOW = """
import time
from microsite import progress
from microsite.render.renditions import Progress
progress.SHOWN_AFTER_S = 0
bar = progress.Bar("pictures")
for done in range(5):
    bar.show(Progress(done=done, total=4))
    time.sleep(0.2)
"""


@pytest.fixture
def terminal() -> tuple[int, int]:
    """Open a terminal of 24 lines of 80 columns: its ends for reading and for writing."""
    reading, writing = pty.openpty()
    termios.tcsetwinsize(writing, (24, 80))
    return reading, writing


def test_a_bar_on_a_terminal_shows_the_pictures_done_and_the_time_that_is_left(
    terminal: tuple[int, int],
) -> None:
    reading, writing = terminal
    subprocess.run([sys.executable, "-c", SHOW], env=ENVIRONMENT, stderr=writing, check=True)
    os.close(writing)
    shown = b""
    try:
        while part := os.read(reading, 4096):
            shown += part
    except OSError:  # the other end is closed
        os.close(reading)
    drawn = re.findall(rb"\|\s*(\d)/4 \[\d\d:\d\d<(\d\d:\d\d|\?),[^\]]* pictures", shown)
    assert [done for done, left in drawn if left != b"?"][:2] == [b"1", b"2"]
