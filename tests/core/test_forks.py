"""Work that is shared with forks is done once, whatever becomes of them, and holds nothing when it is over."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from microsite.core import forks, locks
from tests.conftest import ROOT

ON_LINUX = sys.platform == "linux"


def run(*arguments: str) -> str:
    command = (sys.executable, "-m", "tests.core.forking", *arguments)
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()


def test_each_part_is_done_by_one_of_two_processes() -> None:
    assert run("both") == ("2 True" if ON_LINUX else "1 True")


def test_what_a_killed_fork_took_is_done_here() -> None:
    assert run("killed") == "1 True"


def test_a_part_that_fails_fails_in_the_open_and_leaves_no_file_open() -> None:
    assert run("failing") == ("failed, 4 files" if ON_LINUX else "failed")


def test_a_fork_works_while_this_process_does_something_else() -> None:
    assert run("meanwhile") == str(ON_LINUX and forks.processors() > 1)
    assert run("killed_meanwhile") == "True"
    assert run("left_meanwhile") == "True"


def test_work_that_fails_meanwhile_fails_in_the_open_and_leaves_no_file_open() -> None:
    assert run("failing_meanwhile") == ("failed, 4 files" if ON_LINUX else "failed")


def test_there_is_no_fork_beside_a_thread() -> None:
    assert run("beside_a_thread") == "1 True"


def test_two_processes_find_in_folders_what_one_finds(tmp_path: Path) -> None:
    assert run("looking", str(tmp_path)) == f"60 60 True {ON_LINUX and forks.processors() > 1}"


@pytest.mark.skipif(not ON_LINUX, reason="there are no forks elsewhere")
def test_a_fork_that_outlives_a_killed_build_does_not_hold_its_lock(tmp_path: Path) -> None:
    run("holding_a_lock", str(tmp_path))
    fork = int((tmp_path / "fork").read_text())
    try:
        os.kill(fork, 0)  # it lives still
        with locks.build_lock(tmp_path):
            pass
    finally:
        os.kill(fork, signal.SIGKILL)


def test_parts_hold_everything_in_order() -> None:
    assert forks.parted("abcdefg", 3) == ["abc", "def", "g"]
    many = range(forks.MOST_PARTS * 16 + 1)
    parts = forks.parted(many, 1)
    assert len(parts) <= forks.MOST_PARTS
    assert [number for part in parts for number in part] == [*many]


def test_little_work_and_one_process_are_done_here() -> None:
    assert forks.share([1, 2], list, processes=2) == [[1, 2]]
    assert forks.share([*range(99)], list, processes=1) == [[*range(99)]]
    assert forks.share([], list, processes=2) == [[]]
