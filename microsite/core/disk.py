"""The one door to the disk: every call to the operating system that reading and publishing make, as a method.

Tests hand in a disk that fails, dies or forgets at a chosen call. Knows nothing of sites.
"""

# Paths are text here: a build looks at every file, and Path would double the time.
# ruff: noqa: PTH101, PTH102, PTH105, PTH106, PTH108, PTH112, PTH115, PTH123, PTH208

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from operator import attrgetter
from typing import Any

FILE_MODE = 0o644
FOLDER_MODE = 0o755

_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_AT_FDCWD = -100
_name = attrgetter("name")
_RENAME_EXCHANGE = 2


class Disk:
    """Call the operating system: one method a call, paths as text, `OSError` when it refuses."""

    def stat(self, path: str) -> os.stat_result:
        """Describe what is at a path, without following a link."""
        return os.lstat(path)

    def entries(self, folder: str) -> list[os.DirEntry[str]]:
        """List a folder, sorted by name."""
        with os.scandir(folder) as found:
            entries = list(found)
        return entries if len(entries) < 2 else sorted(entries, key=_name)

    def open_to_read(self, path: str) -> int:
        """Open a file without following a link and without waiting for the other end of a pipe."""
        return os.open(path, _READ)

    def open_new(self, path: str) -> int:
        """Create a file that was not there."""
        return os.open(path, _NEW, FILE_MODE)

    def open_to_share(self, path: str) -> int:
        """Open a file that several processes read and write; create it when it is not there."""
        return os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), FILE_MODE)

    def empty(self, file: int) -> None:
        """Cut an open file to nothing, and go to its beginning."""
        os.ftruncate(file, 0)
        os.lseek(file, 0, os.SEEK_SET)

    def describe(self, file: int) -> os.stat_result:
        """Describe an open file."""
        return os.fstat(file)

    def read(self, file: int, size: int) -> bytes:
        """Read up to `size` bytes."""
        return os.read(file, size)

    def write(self, file: int, data: memoryview) -> int:
        """Write the beginning of `data`; give how many bytes."""
        return os.write(file, data)

    def close(self, file: int) -> None:
        """Close an open file."""
        os.close(file)

    def set_mode(self, path: str, mode: int) -> None:
        """Set the permissions, whatever the umask."""
        os.chmod(path, mode)

    def make_folder(self, path: str) -> None:
        """Create one folder."""
        os.mkdir(path, FOLDER_MODE)

    def link(self, source: str, target: str) -> None:
        """Give a file a second name, without following a link."""
        os.link(source, target, follow_symlinks=os.link not in os.supports_follow_symlinks)

    def replace(self, source: str, target: str) -> None:
        """Rename in one step, over what is there."""
        os.replace(source, target)

    def exchange(self, one: str, other: str) -> None:
        """Exchange two folders in one step. Raises ENOSYS where the system cannot."""
        if sys.platform != "linux":
            raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), one)
        _call(
            "renameat2",
            _AT_FDCWD,
            os.fsencode(one),
            _AT_FDCWD,
            os.fsencode(other),
            _RENAME_EXCHANGE,
            path=other,
        )

    def remove_file(self, path: str) -> None:
        """Remove a file or a link."""
        os.unlink(path)

    def remove_folder(self, path: str) -> None:
        """Remove an empty folder."""
        os.rmdir(path)

    def sync(self, folder: str, changed: Iterable[str]) -> None:
        """Wait until all that was changed under `folder` is on the disk, at once where the system can."""
        if sys.platform == "linux" and _has("syncfs"):
            with_open_folder(folder, lambda file: _call("syncfs", file, path=folder))
            return
        for path in changed:
            self.sync_one(path)

    def sync_one(self, path: str) -> None:
        """Wait until one file, or the names in one folder, are on the disk."""
        if sys.platform == "win32":
            return  # Windows flushes names by itself, and files only through a handle that may write.
        with_open_folder(path, _flush)

    def is_mount_point(self, folder: str) -> bool:
        """Tell whether another disk, or another folder, is mounted on this one."""
        return os.path.ismount(folder) or os.path.realpath(folder) in _mounted()

    def is_held(self, folder: str) -> bool:
        """Tell whether a process that we may look at works inside this folder (Linux only)."""
        inside = f"{os.path.realpath(folder)}/"
        return any(f"{place}/".startswith(inside) for place in _working_folders())

    def boot(self) -> str:
        """Name the time since the computer was started (Linux only; else nothing): no power cut was in it."""
        try:
            with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as file:
                return file.read().strip()
        except (OSError, ValueError):
            return ""

    def now_ns(self) -> int:
        """Read the clock that file times are compared with."""
        return time.time_ns()


def with_open_folder(path: str, act: Any) -> None:
    """Call `act` with an open file of a path, and close it."""
    file = os.open(path, os.O_RDONLY)
    try:
        act(file)
    finally:
        os.close(file)


def _flush(file: int) -> None:
    if sys.platform == "darwin":
        import fcntl

        with suppress(OSError):  # Disks on a network do not know it.
            fcntl.fcntl(file, fcntl.F_FULLFSYNC)
            return
    os.fsync(file)


@cache
def _library() -> Any:
    import ctypes

    return ctypes.CDLL(None, use_errno=True)


def _has(name: str) -> bool:
    return hasattr(_library(), name)


def _call(name: str, *arguments: object, path: str) -> None:
    import ctypes

    if not _has(name):
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), path)
    if getattr(_library(), name)(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), path)


def _mounted() -> set[str]:
    # os.path.ismount does not see a folder of the same disk that is mounted a second time, as containers do.
    try:
        with open("/proc/self/mountinfo", encoding="utf-8", errors="surrogateescape") as lines:
            return {_unescape(line.split(" ")[4]) for line in lines}
    except OSError:
        return set()


def _unescape(path: str) -> str:
    for code, sign in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        path = path.replace(code, sign)
    return path


def _working_folders() -> Iterable[str]:
    if sys.platform != "linux" or not os.path.isdir("/proc"):
        return
    for name in os.listdir("/proc"):
        if name.isdigit():
            with suppress(OSError):
                yield os.readlink(f"/proc/{name}/cwd")


DISK = Disk()
"""The real one."""
