"""Folders on the disk, to the source files in them and what is wrong with them; in the same order anywhere.

Knows names and bytes, not what they mean.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterable, Mapping
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

from microsite.core.dataclasses import dataclass, field
from microsite.core.diagnostics import Diagnostic, Related, in_order
from microsite.core.disk import DISK, Disk
from microsite.core.failures import ReadingError
from microsite.core.file_names import NameProblem, is_ignored, normal, problem_of, shown, twins
from microsite.core.files import folders_of, read, status
from microsite.core.fingerprints import fingerprint, of_file
from microsite.core.positions import Position
from microsite.core.state_files import Json, read_state, write_state

_MARGIN_NS = 2_000_000_000
"""How long before a scan a file must have been left alone for its times to be believed: clocks are coarse."""
_MOST_FOLDERS = 20
_COLUMNS = {"paths": str, "sizes": int, "mtimes_ns": int, "ctimes_ns": int, "fingerprints": str}


class Stamp(NamedTuple):
    """Describe by what the disk tells that a file was touched."""

    size: int
    mtime_ns: int
    ctime_ns: int


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
            raise ReadingError(_unreadable(self.path, error)) from error
        if fingerprint(data) != self.fingerprint:
            raise ReadingError(_changed(self.path))
        return data


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFingerprints:
    """Remember the fingerprints of an earlier scan, which began at `scanned_at_ns`."""

    scanned_at_ns: int = 0
    files: Mapping[str, tuple[Stamp, str]] = field(default_factory=dict)

    def of(self, path: str, stamp: Stamp) -> str | None:
        """Give a fingerprint that is still good; None when the file must be read."""
        known = self.files.get(path)
        if known is None or known[0] != stamp:
            return None
        return known[1] if self.is_believed(stamp) else None

    def is_believed(self, stamp: Stamp) -> bool:
        """Tell whether a file was left alone for long enough, before the scan, for its times to mean something."""
        return max(stamp.mtime_ns, stamp.ctime_ns) + _MARGIN_NS < self.scanned_at_ns

    def is_all_of(self, files: Collection[SourceFile]) -> bool:
        """Tell whether these are just the files that are known, and none must be read again."""
        return len(files) == len(self.files) and all(self.of(file.path, file.stamp) for file in files)


def scan(
    root: Path, *folders: str, known: KnownFingerprints | None = None, disk: Disk = DISK
) -> tuple[tuple[SourceFile, ...], tuple[Diagnostic, ...]]:
    """Find the source files in some folders, sorted by path, and all that cannot be one (E150-E162).

    A folder that is not there has no files. What systems and editors leave behind is passed over.
    """
    known = known or KnownFingerprints()
    fitting = frozenset((*known.files, *folders_of(known.files)))
    look = _Look(root=os.fspath(root), known=known, fitting=fitting, disk=disk)
    for folder in folders:
        look.at(folder)
    return tuple(sorted(look.files, key=attrgetter("path"))), tuple(in_order(look.problems))


def recall(path: Path, disk: Disk = DISK) -> tuple[KnownFingerprints, tuple[Diagnostic, ...]]:
    """Give what `remember` kept; nothing, perhaps with a notice, if that is damaged. Raises OSError."""
    value, notices = read_state(path, disk)
    if isinstance(value, dict) and isinstance(scanned_at_ns := value.get("scanned_at_ns"), int):
        columns = [_column(value.get(name), kind) for name, kind in _COLUMNS.items()]
        if len({len(column) for column in columns}) == 1:
            rows = zip(*columns, strict=True)
            files = {path: (Stamp(size, mtime, ctime), made) for path, size, mtime, ctime, made in rows}
            return KnownFingerprints(scanned_at_ns=scanned_at_ns, files=files), notices
    return KnownFingerprints(), notices


def remember(files: Iterable[SourceFile], path: Path, *, scanned_at_ns: int, disk: Disk = DISK) -> None:
    """Keep the fingerprints of a scan that began at `scanned_at_ns` (of `disk.now_ns()`). Raises OSError."""
    rows = [(file.path, *file.stamp, file.fingerprint) for file in files]
    columns = zip(*rows, strict=True) if rows else ((),) * len(_COLUMNS)
    write_state(path, {"scanned_at_ns": scanned_at_ns, **dict(zip(_COLUMNS, columns, strict=True))}, disk)


def _column(value: Json, kind: type) -> list[Any]:
    return value if isinstance(value, list) and {type(each) for each in value} <= {kind} else []


_Entries = list[tuple[str, os.DirEntry[str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """Look at one folder after the other, collecting source files and what is wrong; paths are as the disk has them.

    `fitting` are paths of files and folders whose names have nothing wrong.
    """

    root: str
    known: KnownFingerprints
    fitting: frozenset[str]
    disk: Disk
    files: list[SourceFile] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)

    def at(self, path: str) -> None:
        """Look at what is at a path, and in it."""
        try:
            there = status(f"{self.root}/{path}", self.disk)
            todo = self._one(path, there) if there else ()
        except OSError as error:
            self._refused(path, error)
            return
        todo = [*todo]
        while todo:
            todo += self._folder(todo.pop())

    def _folder(self, folder: str) -> list[str]:
        """Look at what is in a folder; give the folders in it."""
        if folder.count("/") >= _MOST_FOLDERS:
            self.problems.append(_too_deep(folder))
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
        stamp, made = known
        if (there.st_size, there.st_mtime_ns, there.st_ctime_ns) != stamp or not self.known.is_believed(stamp):
            return False
        self.files.append(SourceFile(path=path, place=f"{self.root}/{path}", stamp=stamp, fingerprint=made))
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
            self.problems.append(_unreadable(path, error))

    def _one(self, path: str, there: os.stat_result) -> Collection[str]:
        """Take what is at a path, if it is a file; give the path if it is a folder."""
        if stat.S_ISDIR(there.st_mode):
            return (path,)
        if stat.S_ISREG(there.st_mode):
            self.files.append(self._file(path, there))
        else:
            self.problems.append(_no_file(path, there.st_mode))
        return ()

    def _fitting(self, folder: str, found: _Entries) -> _Entries:
        """Sort out what nobody means to publish, and what has a name that must not be."""
        found = [(path, entry) for path, entry in found if not is_ignored(entry.name)]
        alike = twins(entry.name for _, entry in found)
        self.problems.extend(_twins(folder, group) for group in alike)
        misnamed = {entry.name: problem for _, entry in found if (problem := problem_of(entry.name))}
        doubtful = {name for group in alike for name in group}
        self.problems.extend(
            _misnamed(f"{folder}/{name}", problem)
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


def _at(path: str) -> Position:
    return Position(path=shown(normal(path)))


def _misnamed(path: str, problem: NameProblem) -> Diagnostic:
    return Diagnostic(code=problem.code, message=problem.message, help=problem.help, position=_at(path))


def _twins(folder: str, names: list[str]) -> Diagnostic:
    first, *others = names
    related = tuple(
        Related(position=_at(f"{folder}/{name}"), message="and here is the other") for name in others
    )
    if len({normal(name) for name in names}) == 1:
        return Diagnostic(
            code="E157",
            message=f"`{shown(normal(first))}` is here twice: its letters are stored in two ways",
            help="keep one of the two, and delete or rename the other",
            position=_at(f"{folder}/{first}"),
            related=related,
        )
    listed = " and ".join(f"`{shown(normal(name))}`" for name in names)
    return Diagnostic(
        code="E156",
        message=f"{listed} are one name on systems that do not tell capital letters from small ones",
        help="keep one of them, or rename it so that more than capital letters differ",
        position=_at(f"{folder}/{first}"),
        related=related,
    )


def _too_deep(path: str) -> Diagnostic:
    return Diagnostic(
        code="E162",
        message=f"this is in more than {_MOST_FOLDERS} folders, one in the other",
        help="move what is in it further up",
        position=_at(path),
    )


def _no_file(path: str, mode: int) -> Diagnostic:
    if stat.S_ISLNK(mode):
        return Diagnostic(
            code="E151",
            message="this is a link that leads to another place, not a file",
            help="delete the link, and copy the file that it leads to here",
            position=_at(path),
        )
    kind = "a pipe" if stat.S_ISFIFO(mode) else "a socket" if stat.S_ISSOCK(mode) else "a device"
    return Diagnostic(
        code="E152",
        message=f"this is {kind} of the system, not a file",
        help="delete it; a site is made of files and folders",
        position=_at(path),
    )


def _unreadable(path: str, error: OSError) -> Diagnostic:
    if isinstance(error, PermissionError):
        return Diagnostic(
            code="E150",
            message="you are not allowed to read this",
            help="ask who owns it to let you read it, or put a copy of your own in its place",
            position=_at(path),
        )
    reason = os.strerror(error.errno) if error.errno else str(error)
    return Diagnostic(
        code="E150",
        message=f"the disk cannot give what is in this: {reason}",
        help="try again; when it happens again, put a copy from elsewhere in its place",
        position=_at(path),
    )


def _changed(path: str) -> Diagnostic:
    return Diagnostic(
        code="E160",
        message="this was changed while the site was built from it",
        help="save all your work, and build again",
        position=_at(path),
    )
