"""What is done with files in several calls to the disk: read, write, copy, put in place, remove.

Nothing here decides; nothing here is safe against a power cut by itself.
"""

# Paths are text here: a build looks at every file, and Path would double the time.
# ruff: noqa: PTH120

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from microsite.core.disk import FILE_MODE, FOLDER_MODE, Disk

_PIECE_BYTES = 1 << 20
CANNOT_LINK = frozenset(
    {errno.EXDEV, errno.EPERM, errno.EACCES, errno.EMLINK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
)


@contextmanager
def naming(path: str) -> Iterator[None]:
    """Say which file it was when the system refuses something with an open one."""
    try:
        yield
    except OSError as error:
        error.filename = error.filename or path
        raise


@contextmanager
def _opened(open_it: Callable[[str], int], path: str, disk: Disk) -> Iterator[int]:
    file = open_it(path)
    try:
        with naming(path):
            yield file
    finally:
        disk.close(file)


def pieces(path: str, disk: Disk) -> Iterator[bytes]:
    """Read a file piece by piece. Raises OSError, also (EINVAL) for what is no ordinary file."""
    with _opened(disk.open_to_read, path, disk) as file:
        if not stat.S_ISREG(disk.describe(file).st_mode):
            raise OSError(errno.EINVAL, "not a file", path)
        while piece := disk.read(file, _PIECE_BYTES):
            yield piece


def read(path: str, disk: Disk) -> bytes:
    """Read a whole file. Raises OSError."""
    return b"".join(pieces(path, disk))


def write_new(path: str, parts: Iterable[bytes], disk: Disk) -> None:
    """Create a file that everyone may read. Raises OSError, and then leaves a part of it."""
    with _opened(disk.open_new, path, disk) as file:
        for part in parts:
            rest = memoryview(part)
            while rest:
                rest = rest[disk.write(file, rest) :]
    disk.set_mode(path, FILE_MODE)


def link_or_copy(source: str, target: str, disk: Disk) -> None:
    """Give a file a second name, or where the disk cannot, copy it."""
    try:
        disk.link(source, target)
    except OSError as error:
        if error.errno not in CANNOT_LINK:
            raise
        write_new(target, pieces(source, disk), disk)


def place(source: str, target: str, *, spare: str, disk: Disk) -> None:
    """Let `target` be `source` in one step, and keep `source`; `spare` is a free name beside `target`."""
    now, wanted = status(target, disk), disk.stat(source)
    if now is not None and (now.st_dev, now.st_ino) == (wanted.st_dev, wanted.st_ino):
        return  # Renaming a file to another name of itself does nothing, and would leave the spare.
    discard(spare, disk)
    try:
        link_or_copy(source, spare, disk)
        disk.replace(spare, target)
    except OSError as error:
        error.filename = target  # Nobody knows the spare.
        raise


def status(path: str, disk: Disk) -> os.stat_result | None:
    """Describe what is at a path; None when nothing is."""
    try:
        return disk.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None


def discard(path: str, disk: Disk) -> None:
    """Remove a file; nothing there is as well."""
    if status(path, disk) is not None:  # On a disk that can only be read, even removing nothing is refused.
        disk.remove_file(path)


def make_folders(folder: str, disk: Disk) -> None:
    """Create a folder, and those above it, that everyone may read."""
    if status(folder, disk) is not None:
        return
    make_folders(above(folder), disk)
    disk.make_folder(folder)
    disk.set_mode(folder, FOLDER_MODE)


def prune(folder: str, *, below: str, disk: Disk) -> None:
    """Remove a folder when it is empty, and those above it, up to but not including `below`."""
    while folder != below:
        try:
            disk.remove_folder(folder)
        except FileNotFoundError:
            pass
        except OSError as error:
            if error.errno in (errno.ENOTEMPTY, errno.EEXIST, errno.ENOTDIR):
                return
            raise
        folder = above(folder)


def remove_tree(path: str, disk: Disk) -> None:
    """Remove a folder with all that is in it, or a file; follow no link."""
    found = status(path, disk)
    if found is None:
        return
    if not stat.S_ISDIR(found.st_mode):
        disk.remove_file(path)
        return
    for entry in disk.entries(path):
        remove_tree(entry.path, disk)
    disk.remove_folder(path)


def above(path: str) -> str:
    """Give the folder that a path stands in."""
    return os.path.dirname(path)


def folders_of(paths: Iterable[str]) -> set[str]:
    """List every folder that the paths stand in, without the root."""
    folders: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return folders
