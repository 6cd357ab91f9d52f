"""A build that is killed at any moment leaves the whole site of before, or the whole new one."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

from microsite.core.fingerprints import fingerprint
from tests.conftest import ROOT, SiteWriter
from tests.texts import page, settings

KILLS, LONGEST_S = 100, 1.2
BUILD = (sys.executable, "-m", "microsite", "build", "--quiet")


def edition(folder: Path, number: int) -> None:
    """Give the site a name that is on every page, and every second time a page more."""
    (folder / "content/site.yaml").write_text(settings(name=f"Edition {number}"))
    extra = folder / "content/pages/extra.md"
    extra.unlink(missing_ok=True)
    if number % 2:
        extra.write_text(page(title="Extra"))


def number_of(output: Path) -> int:
    """Tell which edition is published; fail unless it is one, whole."""
    files = {
        path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()
    }
    manifest = json.loads(files.pop("build.json"))
    assert {path: fingerprint(data) for path, data in files.items()} == manifest["files"]
    numbers = {
        int(data.partition(b"Edition ")[2].split(b"<", 1)[0].split(b":", 1)[0].split(b'"', 1)[0])
        for path, data in files.items()
        if path.endswith(".html")
    }
    (number,) = numbers
    assert ("extra/index.html" in files) == bool(number % 2)
    return number


def test_a_hundred_kills_leave_the_old_site_or_the_new(site: SiteWriter) -> None:
    folder = site({})
    chance = random.Random(20231206)  # noqa: S311 (moments, not secrets)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    edition(folder, 0)
    subprocess.run(BUILD, cwd=folder, env=environment, check=True)
    published = number_of(folder / "output")
    for number in range(1, KILLS + 1):
        edition(folder, number)
        with subprocess.Popen(BUILD, cwd=folder, env=environment) as build:
            time.sleep(chance.uniform(0.1, LONGEST_S))
            build.kill()
        now = number_of(folder / "output")
        assert now in (published, number)
        published = now
    subprocess.run(BUILD, cwd=folder, env=environment, check=True)
    assert number_of(folder / "output") == KILLS
    left = [
        path.name
        for path in (folder / ".microsite").iterdir()
        if "journal" in path.name or "tmp" in path.name
    ]
    assert left == []
