"""The same input gives the same bytes: whatever the path, the time zone, the locale, the hashes, the jobs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT, SITE_FOLDERS

PLACES = {
    "plain": {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "0"},
    "a longer path/with spaces": {
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "tr_TR.UTF-8",
        "PYTHONHASHSEED": "4711",
    },
}
UMASKS = {"plain": 0o022, "a longer path/with spaces": 0o077}
JOBS = {"plain": "1", "a longer path/with spaces": "2"}


def build(folder: Path, environment: dict[str, str], *, umask: int, jobs: str) -> dict[str, bytes]:
    for name in SITE_FOLDERS:
        shutil.copytree(ROOT / name, folder / name)
    command = [sys.executable, "-m", "microsite", "build", "--site", str(folder), "--jobs", jobs]
    done = subprocess.run(
        command, env=os.environ | environment, umask=umask, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    output = folder / "output"
    return {f.relative_to(output).as_posix(): f.read_bytes() for f in output.rglob("*") if f.is_file()}


def test_two_builds_on_two_machines_are_the_same_byte_for_byte(tmp_path: Path) -> None:
    first, second = (
        build(tmp_path / name, environment, umask=UMASKS[name], jobs=JOBS[name])
        for name, environment in PLACES.items()
    )
    assert sorted(first) == sorted(second)
    assert [path for path in first if first[path] != second[path]] == []
