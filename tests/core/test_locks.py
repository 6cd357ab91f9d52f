from __future__ import annotations

import errno
import fcntl
import os
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from microsite.core.failures import AlreadyBuildingError, PublishingError
from microsite.core.locks import build_lock
from tests.conftest import ROOT
from tests.core.disks import RefusingDisk
from tests.core.pages import said, wording

HOLD = """
import sys, pathlib
from microsite.core.locks import build_lock
with build_lock(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def _hold(state: Path) -> subprocess.Popen[bytes]:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, state], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    )
    assert _pipe(holder.stdout).readline() == b"held\n"
    return holder


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe


def test_a_second_build_stops_and_names_the_first(tmp_path: Path) -> None:
    with _hold(tmp_path / "state") as holder:
        with pytest.raises(AlreadyBuildingError) as stopped, build_lock(tmp_path / "state"):
            pass
        assert wording(stopped.value.diagnostic) == said("E901").replace("4711", str(holder.pid))
        assert stopped.value.exit_code == 75
        holder.communicate()
    with build_lock(tmp_path / "state") as notices:
        assert notices == ()


def test_a_build_that_was_killed_locks_nobody_out(tmp_path: Path) -> None:
    with _hold(tmp_path / "state") as holder:
        holder.kill()
    assert (tmp_path / "state/lock").read_text(encoding="ascii") == str(holder.pid)
    with build_lock(tmp_path / "state"):
        assert (tmp_path / "state/lock").read_text(encoding="ascii") == str(os.getpid())
    assert (tmp_path / "state/lock").read_text(encoding="ascii") == ""


def test_a_lock_that_is_not_signed_yet_names_nobody(tmp_path: Path) -> None:
    with (tmp_path / "lock").open("w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with (
            pytest.raises(AlreadyBuildingError, match=r"^another build of this site is running$"),
            build_lock(tmp_path),
        ):
            pass


def test_a_disk_that_cannot_lock_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", refuse)
    with build_lock(tmp_path) as (notice,):
        assert wording(notice) == said("N903")


def test_a_lock_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    disk = RefusingDisk("make_folder", errno.EROFS)
    with pytest.raises(PublishingError) as stopped, build_lock(tmp_path / "state", disk):
        pass
    assert stopped.value.diagnostic.message == "`state/lock` is on a disk that can only be read"


def test_a_lock_that_cannot_be_signed_is_told_and_given_back(tmp_path: Path) -> None:
    disk = RefusingDisk("write", errno.ENOSPC)
    with (
        pytest.raises(PublishingError, match="the disk is full: `state/lock`"),
        build_lock(tmp_path / "state", disk),
    ):
        pass
    with build_lock(tmp_path / "state") as notices:
        assert notices == ()
