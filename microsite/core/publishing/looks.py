"""A published folder as it stands, to what of it is not as it was recorded: without looking through each folder.

The disk tells of every change of the names in a folder by the folder's times, which nobody can set (only one of them
can be set). So a folder that is as it was recorded holds the files that were recorded, and each file by its size, time
and number tells whether it is as it was written.
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
_Seen = tuple[_Of, AbstractSet[str], AbstractSet[str]]
_LARGE_BYTES = 1 << 16
"""A fork looks at what has a record of this size (some 500 files): at less this process has looked sooner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Tell what is known of a folder: the record of it, if any, which files are not as recorded, and a notice.

    `of` says which folder and which record that was; `twin` which folders of the twin are not as recorded, if
    somebody has looked.
    """

    of: _Of
    record: Record | None
    touched: AbstractSet[str]
    twin: AbstractSet[str] | None
    notices: tuple[Diagnostic, ...] = ()

    @property
    def untouched(self) -> dict[str, str]:
        """Give the fingerprints of the files that stand as they were published."""
        files = self.record.files if self.record else {}
        return {path: entry.fingerprint for path, entry in files.items() if path not in self.touched}


class Look:
    """Look at an output folder and its twin once; begin at once, beside this process, where that is worth it.

    Who asks holds the lock. What was seen counts as long as the folders and their records are the same.
    """

    def __init__(self, folders: Folders, *, disk: Disk = DISK, is_early: bool = False) -> None:
        self._folders = folders
        self._disk = disk
        self._known: Known | None = None
        self._beside = self._begin() if is_early and _is_large(folders, disk) else None

    def known(self) -> Known:
        """Tell what is known. Raises OSError."""
        of = _of(self._folders, self._disk)
        if self._known is None or self._known.of != of:
            self._known = self._look(of)
        return self._known

    def _begin(self) -> Meanwhile[_Seen]:
        from microsite.core.forks import (
            Meanwhile,  # a build of a small site, or one with nothing to do, does without
        )

        return Meanwhile(self._seen)

    def _look(self, of: _Of) -> Known:
        record, notices = _record(self._folders.state, self._folders.output, self._disk)
        touched, twin = self._seen_beside(of)
        if touched is None:
            touched = touched_files(self._folders.output, record.files if record else {}, self._disk)
        if record and touched and len(touched) == len(record.files):
            record = None  # Another folder that was given the number of one that is gone.
        return Known(of=of, record=record, touched=touched, twin=twin, notices=notices)

    def _seen_beside(self, of: _Of) -> tuple[AbstractSet[str] | None, AbstractSet[str] | None]:
        beside, self._beside = self._beside, None
        if beside:
            with beside:
                seen_of, touched, twin = beside.result()
            if seen_of == of:
                return touched, twin
        return None, None

    def _seen(self) -> _Seen:
        folders, disk = self._folders, self._disk
        of = _of(folders, disk)
        record, _ = _record(folders.state, folders.output, disk)
        twin, _ = _record(folders.state, folders.twin, disk)
        touched = touched_files(folders.output, record.files if record else {}, disk)
        return of, touched, changed_folders(folders.twin, twin.folders if twin else {}, disk)


def touched_files(root: str, files: Manifest, disk: Disk) -> AbstractSet[str]:
    """List the files that are not as they were recorded. Raises OSError."""
    return {path for path, entry in files.items() if not is_untouched(f"{root}/{path}", entry, disk)}


def changed_folders(root: str, folders: Mapping[str, Stamp], disk: Disk) -> AbstractSet[str]:
    """List the folders that are not as they were recorded, or never sure. Raises OSError."""
    return {
        path
        for path, stamp in folders.items()
        if stamp_of(f"{root}/{path}", disk) != stamp or not stamp.inode
    }


def stamp_of(path: str, disk: Disk) -> Stamp:
    """Say what the disk tells of a folder. Raises OSError."""
    found = status(path, disk)
    if found is None or not stat.S_ISDIR(found.st_mode):
        return NO_STAMP
    return Stamp(found.st_ino, found.st_mtime_ns, found.st_ctime_ns)


def _of(folders: Folders, disk: Disk) -> _Of:
    """Say which folders stand there and which records they have."""
    found = []
    for place in (folders.output, folders.twin):
        root = status(place, disk)
        if root is not None:
            found += [[root.st_dev, root.st_ino], stamp_of_manifest(folders.state, root.st_ino, disk)]
    return found


def _record(state: str, folder: str, disk: Disk) -> tuple[Record | None, tuple[Diagnostic, ...]]:
    root = status(folder, disk)
    return read_manifest(state, root.st_ino, disk) if root is not None else (None, ())


def _is_large(folders: Folders, disk: Disk) -> bool:
    try:
        of = _of(folders, disk)
    except OSError:
        return False
    return bool(of) and bool(of[1]) and of[1][1] >= _LARGE_BYTES
