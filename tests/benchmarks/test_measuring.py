from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.measuring import memory_mib, run
from tests.conftest import ROOT

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
    child = PARENT.format(HOLD.format(90).replace("0.5", "0"))
    folder, log = str(tmp_path), str(tmp_path / "log")
    measure = (
        "import pathlib, sys; from benchmarks.measuring import run; "
        f"cost = run([sys.executable, '-c', {child!r}], pathlib.Path({folder!r}), pathlib.Path({log!r})); "
        "print(cost.largest_mib)"
    )
    # Linux counts what a process is forked from, so whoever measures must be small: these tests are not.
    said = subprocess.run([sys.executable, "-c", measure], cwd=ROOT, capture_output=True, check=True).stdout
    assert 85 < float(said) < 130


def test_a_build_that_fails_ends_the_measurement_with_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no such theme"):
        run([sys.executable, "-c", "import sys; sys.exit('no such theme')"], tmp_path, tmp_path / "log")
