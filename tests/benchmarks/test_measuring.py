from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.measuring import memory_mib, run

if sys.platform != "linux":
    pytest.skip("benchmarks read /proc", allow_module_level=True)

HOLD = "import time; held = bytearray({}_000_000); time.sleep(0.5)"
PARENT = "import subprocess, sys; subprocess.run([sys.executable, '-c', {!r}], check=True)"


def test_memory_is_that_of_all_processes_together(tmp_path: Path) -> None:
    held = (
        "import subprocess, sys; held = bytearray(60_000_000); subprocess.run([sys.executable, '-c', {!r}])"
    )
    peak = memory_mib([sys.executable, "-c", held.format(HOLD.format(80))], tmp_path, tmp_path / "log")
    assert 130 < peak < 200


def test_the_largest_process_is_found_among_children(tmp_path: Path) -> None:
    child = HOLD.format(90).replace("0.5", "0")
    cost = run([sys.executable, "-c", PARENT.format(child)], tmp_path, tmp_path / "log")
    assert 85 < cost.largest_mib < 130


def test_a_build_that_fails_ends_the_measurement_with_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no such theme"):
        run([sys.executable, "-c", "import sys; sys.exit('no such theme')"], tmp_path, tmp_path / "log")
