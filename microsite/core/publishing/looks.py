"""A published folder as it stands, to what of it is not as it was recorded: without looking through each folder.

The disk tells of every change of the names in a folder by the folder's times, one of which nobody can set. So a folder
that is as it was recorded holds the files that were recorded, and each file by its size, time and number tells whether
it is as it was written.
"""

from __future__ import annotations

import stat
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from microsite.core.dataclasses import dataclass
from microsite.core.diagnostics import Diagnostic
from microsite.core.disk import DISK, Disk
from microsite.core.files import status
from microsite.core.publishing.folders import Folders
from microsite.core.publishing.manifests import is_untouched, read_manifest, stamp_of_manifest
from microsite.core.publishing.records import NO_STAMP, Manifest, Record, Stamp

if TYPE_CHECKING:
    from microsite.core.forks import Meanwhile

_Of = list[list[int]]
_MANY = 4_000
"""Fewer folders have been looked at sooner than it is worth making a fork."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Tell what is known of a folder: the record of it, if any, which files are not as recorded, and a notice.

    `of` says which folder and which record that was.
    """

    of: _Of
    record: Record | None
    touched: AbstractSet[str]
    notices: tuple[Diagnostic, ...] = ()

    @property
    def untouched(self) -> dict[str, str]:
        """Give the fingerprints of the files that stand as they were published."""
        files = self.record.files if self.record else {}
        return {path: entry.fingerprint for path, entry in files.items() if path not in self.touched}


class Look:
    """Look at an output folder once for all that ask, and at the twin of a large one by a fork where there may be one.

    Who asks holds the lock. What was seen counts as long as the folders and their records are the same.
    """

    def __init__(self, folders: Folders, *, disk: Disk = DISK, may_fork: bool = False) -> None:
        self._folders = folders
        self._disk = disk
        self._may_fork = may_fork
        self._known: Known | None = None
        self._beside: Meanwhile[tuple[_Of, AbstractSet[str]]] | None = None

    def known(self) -> Known:
        """Tell which files are as they were published. Raises OSError."""
        of = _of(self._folders.output, self._folders.state, self._disk)
        if self._known is None or self._known.of != of:
            self._known = self._look(of)
        return self._known

    def changed(self) -> AbstractSet[str]:
        """List the folders of the output folder that are now not as they were recorded. Raises OSError."""
        record = self.known().record
        return changed_folders(self._folders.output, record.folders if record else {}, self._disk)

    def ahead(self) -> None:
        """Look at the twin while this process goes on, if that is worth it; then `end` must be called."""
        record = self.known().record
        if self._may_fork and record and len(record.folders) > _MANY and self._beside is None:
            from microsite.core.forks import Meanwhile  # most builds do without

            self._beside = Meanwhile(self._look_at_twin)

    def end(self) -> None:
        """Look no further."""
        if self._beside:
            self._beside.__exit__()
            self._beside = None

    def changed_in_twin(self) -> AbstractSet[str]:
        """List the folders of the twin that are not as they were recorded. Raises OSError."""
        if self._beside:
            of, changed = self._beside.result()
            self.end()
            if of == _of(self._folders.twin, self._folders.state, self._disk):
                return changed
        return self._look_at_twin()[1]

    def _look(self, of: _Of) -> Known:
        record, notices = _record(self._folders.output, self._folders.state, self._disk)
        touched = touched_files(self._folders.output, record.files if record else {}, self._disk)
        if record and touched and len(touched) == len(record.files):
            record = None  # Another folder that was given the number of one that is gone.
        return Known(of=of, record=record, touched=touched, notices=notices)

    def _look_at_twin(self) -> tuple[_Of, AbstractSet[str]]:
        twin = self._folders.twin
        of = _of(twin, self._folders.state, self._disk)
        record, _ = _record(twin, self._folders.state, self._disk)
        return of, changed_folders(twin, record.folders if record else {}, self._disk)


def touched_files(root: str, files: Manifest, disk: Disk) -> AbstractSet[str]:
    """List the files that are not as they were recorded. Raises OSError."""
    return {path for path, entry in files.items() if not is_untouched(f"{root}/{path}", entry, disk)}


def changed_folders(root: str, folders: Mapping[str, Stamp], disk: Disk) -> AbstractSet[str]:
    """List the folders that are not as they were recorded, or never sure. Raises OSError."""
    rows = folders.items()
    return {p for p, stamp in rows if stamp_of(f"{root}/{p}", disk) != stamp or not stamp.inode}


def stamp_of(path: str, disk: Disk) -> Stamp:
    """Say what the disk tells of a folder. Raises OSError."""
    found = status(path, disk)
    if found is None or not stat.S_ISDIR(found.st_mode):
        return NO_STAMP
    return Stamp(found.st_ino, found.st_mtime_ns, found.st_ctime_ns)


def _of(folder: str, state: str, disk: Disk) -> _Of:
    """Say which folder stands there and which record it has."""
    root = status(folder, disk)
    return [[root.st_dev, root.st_ino], stamp_of_manifest(state, root.st_ino, disk)] if root else []


def _record(folder: str, state: str, disk: Disk) -> tuple[Record | None, tuple[Diagnostic, ...]]:
    root = status(folder, disk)
    return read_manifest(state, root.st_ino, disk) if root is not None else (None, ())
