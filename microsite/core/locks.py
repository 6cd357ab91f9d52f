"""One build of a site at a time: the state folder's lock, held for as long as the process lives.

The operating system gives the lock back when its holder dies, so a file that is left over locks nobody out.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

from microsite.core.diagnostics import Diagnostic
from microsite.core.disk import DISK, Disk
from microsite.core.failures import AlreadyBuildingError, diagnosing
from microsite.core.files import make_folders, naming

_TRIES = 10
_PAUSE_S = 0.02
_CANNOT_LOCK = frozenset({errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL})

if sys.platform == "win32":
    import msvcrt

    _FAR_BYTE = 1 << 30  # What is locked cannot be read by others, so the number stays outside.

    def _lock(file: int) -> None:
        os.lseek(file, _FAR_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError from error

else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def build_lock(state: Path, disk: Disk = DISK) -> Iterator[tuple[Diagnostic, ...]]:
    """Hold the lock of a site's state folder; give notices.

    Raises AlreadyBuildingError, naming the other process, when it is held, and PublishingError.
    """
    path = os.fspath(state / "lock")
    with _diagnosing(state):
        make_folders(os.fspath(state), disk)
        file = disk.open_to_share(path)
    try:
        with _diagnosing(state), naming(path):
            notices = _take(file, disk)
            _sign(file, str(os.getpid()), disk)
        yield notices
        with suppress(OSError):  # All is done, and a name that is left over locks nobody out.
            disk.empty(file)
    finally:
        os.close(file)


def _diagnosing(state: Path) -> AbstractContextManager[None]:
    return diagnosing(lambda _: f"{state.name}/lock")


def _take(file: int, disk: Disk) -> tuple[Diagnostic, ...]:
    try:
        _lock(file)
    except BlockingIOError as error:
        raise AlreadyBuildingError(_running(_holder(file, disk))) from error
    except OSError as error:
        if error.errno not in _CANNOT_LOCK:
            raise
        return (_unlocked(),)
    return ()


def _sign(file: int, text: str, disk: Disk) -> None:
    disk.empty(file)
    disk.write(file, memoryview(text.encode("ascii")))


def _holder(file: int, disk: Disk) -> str:
    for _ in range(_TRIES):  # It may have the lock and not have signed yet.
        if number := disk.read(file, 20).decode("ascii", "replace").strip():
            return number
        time.sleep(_PAUSE_S)
    return ""


def _running(number: str) -> Diagnostic:
    which = f" (process {number})" if number else ""
    return Diagnostic(
        code="E901",
        message=f"another build of this site is running{which}",
        help="wait until it has finished, then build again",
    )


def _unlocked() -> Diagnostic:
    return Diagnostic(
        code="N903",
        message="this disk cannot tell whether another build is running",
        help="start one build at a time",
    )
