"""Folders on the disk, to the source files in them and what is wrong with them; in the same order anywhere.

Knows names and bytes, not what they mean.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from operator import attrgetter
from pathlib import Path

from microsite.core import forks, unfit_files
from microsite.core.dataclasses import dataclass, field, replace
from microsite.core.diagnostics import Diagnostic, in_order
from microsite.core.disk import DISK, Disk
from microsite.core.failures import ReadingError
from microsite.core.file_names import is_ignored, normal, problem_of, twins
from microsite.core.files import folders_of, read, status
from microsite.core.fingerprints import fingerprint, of_file
from microsite.core.known_files import KnownFingerprints, Stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """Describe one source file.

    `path` is relative to the site folder, with forward slashes, in NFC; `place` is where the disk has it.
    """

    path: str
    place: str
    stamp: Stamp
    fingerprint: str

    @property
    def absolute(self) -> Path:
        """Where the disk has it."""
        return Path(self.place)

    @property
    def size(self) -> int:
        """The size in bytes."""
        return self.stamp.size

    def read(self, disk: Disk = DISK) -> bytes:
        """Give the bytes. Raises ReadingError when it cannot be read (E150), or was changed (E160)."""
        try:
            data = read(self.place, disk)
        except OSError as error:
            raise ReadingError(unfit_files.unreadable(self.path, error)) from error
        if fingerprint(data) != self.fingerprint:
            raise ReadingError(unfit_files.changed(self.path))
        return data


MANY_FOLDERS, AT_ONCE = 4_000, 100
"""So many folders are looked at by two processes, each taking so many at a time."""


def scan(
    root: Path,
    *folders: str,
    known: KnownFingerprints | None = None,
    disk: Disk = DISK,
    meanwhile: Callable[[], object] = int,
) -> tuple[tuple[SourceFile, ...], tuple[Diagnostic, ...]]:
    """Find the source files in some folders, sorted by path, and all that cannot be one (E150-E162).

    A folder that is not there has no files. What systems and editors leave behind is passed over. Where there are many
    folders a fork begins to look, and this process does something else `meanwhile` before it joins in.
    """
    known = known or KnownFingerprints()
    fitting = frozenset((*known.files, *folders_of(known.files)))
    look = _Look(root=os.fspath(root), known=known, fitting=fitting, disk=disk)
    waiting = [inner for folder in folders for inner in look.at(folder)]
    parts = forks.parted(waiting, AT_ONCE)
    processes = min(2, forks.processors()) if len(waiting) >= MANY_FOLDERS else 1
    for seen in forks.share(parts, look.through, processes=processes, before=meanwhile):
        look.seen.add(seen)
    return tuple(sorted(look.files, key=attrgetter("path"))), tuple(in_order(look.seen.problems))


@dataclass(slots=True, kw_only=True)
class _Seen:
    """What was seen: paths of files that were left alone since they were read, other files, and what is wrong."""

    left_alone: list[str] = field(default_factory=list)
    files: list[SourceFile] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)

    def add(self, other: _Seen) -> None:
        """Take in what somebody else saw."""
        self.left_alone += other.left_alone
        self.files += other.files
        self.problems += other.problems


_Entries = list[tuple[str, os.DirEntry[str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """Look at one folder after the other, collecting what is seen; paths are as the disk has them.

    `fitting` are paths of files and folders whose names have nothing wrong.
    """

    root: str
    known: KnownFingerprints
    fitting: frozenset[str]
    disk: Disk
    seen: _Seen = field(default_factory=_Seen)

    def at(self, path: str) -> list[str]:
        """Look at what is at a path; give the folders in it."""
        try:
            there = status(f"{self.root}/{path}", self.disk)
            found = self._one(path, there) if there else ()
        except OSError as error:
            self._refused(path, error)
            return []
        return [inner for folder in found for inner in self._folder(folder)]

    def through(self, parts: Iterable[Sequence[str]]) -> _Seen:
        """Look at everything in some folders."""
        look = replace(self, seen=_Seen())
        for part in parts:
            waiting = [*part]
            while waiting:
                waiting += look._folder(waiting.pop())  # noqa: SLF001 (another of this class)
        return look.seen

    @property
    def files(self) -> Iterator[SourceFile]:
        """The files that were seen."""
        yield from self.seen.files
        for path in self.seen.left_alone:
            stamp, made = self.known.files[path]
            yield SourceFile(path=path, place=f"{self.root}/{path}", stamp=stamp, fingerprint=made)

    def _folder(self, folder: str) -> list[str]:
        """Look at what is in a folder; give the folders in it."""
        if folder.count("/") >= unfit_files.MOST_FOLDERS:
            self.seen.problems.append(unfit_files.too_deep(folder))
            return []
        try:
            entries = self.disk.entries(f"{self.root}/{folder}")
        except OSError as error:
            self._refused(folder, error)
            return []
        found = [(f"{folder}/{entry.name}", entry) for entry in entries]
        if not self.fitting.issuperset([path for path, _ in found]):
            found = self._fitting(folder, found)
        folders: list[str] = []
        for path, entry in found:
            if not self._is_known(path, entry):
                folders += self._entry(path, entry)
        return folders

    def _is_known(self, path: str, entry: os.DirEntry[str]) -> bool:
        """Take a file that was left alone since it was read, as nearly all are; tell whether it was one."""
        known = self.known.files.get(path)
        if known is None or not entry.is_file(follow_symlinks=False):
            return False
        try:
            there = entry.stat(follow_symlinks=False)
        except OSError:
            return False
        stamp = known[0]
        if (there.st_size, there.st_mtime_ns, there.st_ctime_ns) != stamp or not self.known.is_believed(
            stamp
        ):
            return False
        self.seen.left_alone.append(path)
        return True

    def _entry(self, path: str, entry: os.DirEntry[str]) -> Collection[str]:
        if entry.is_dir(follow_symlinks=False):
            return (path,)
        try:
            return self._one(path, entry.stat(follow_symlinks=False))
        except OSError as error:
            self._refused(path, error)
            return ()

    def _refused(self, path: str, error: OSError) -> None:
        if not isinstance(error, FileNotFoundError | NotADirectoryError):  # it has gone meanwhile
            self.seen.problems.append(unfit_files.unreadable(path, error))

    def _one(self, path: str, there: os.stat_result) -> Collection[str]:
        """Take what is at a path, if it is a file; give the path if it is a folder."""
        if stat.S_ISDIR(there.st_mode):
            return (path,)
        if stat.S_ISREG(there.st_mode):
            self.seen.files.append(self._file(path, there))
        else:
            self.seen.problems.append(unfit_files.no_file(path, there.st_mode))
        return ()

    def _fitting(self, folder: str, found: _Entries) -> _Entries:
        """Sort out what nobody means to publish, and what has a name that must not be."""
        found = [(path, entry) for path, entry in found if not is_ignored(entry.name)]
        alike = twins(entry.name for _, entry in found)
        self.seen.problems.extend(unfit_files.twins(folder, group) for group in alike)
        misnamed = {entry.name: problem for _, entry in found if (problem := problem_of(entry.name))}
        doubtful = {name for group in alike for name in group}
        self.seen.problems.extend(
            unfit_files.misnamed(f"{folder}/{name}", problem)
            for name, problem in misnamed.items()
            if name not in doubtful
        )
        return [(path, entry) for path, entry in found if entry.name not in doubtful | misnamed.keys()]

    def _file(self, path: str, there: os.stat_result) -> SourceFile:
        place = f"{self.root}/{path}"
        stamp = Stamp(there.st_size, there.st_mtime_ns, there.st_ctime_ns)
        path = path if path in self.fitting else normal(path)
        made = self.known.of(path, stamp) or of_file(place, self.disk)
        return SourceFile(path=path, place=place, stamp=stamp, fingerprint=made)
