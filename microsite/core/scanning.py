"""Folders on the disk, to the source files in them and what is wrong with them; in the same order anywhere.

Knows names and bytes, not what they mean.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from microsite.core.dataclasses import dataclass, field
from microsite.core.diagnostics import Diagnostic, Related, in_order
from microsite.core.disk import DISK, Disk
from microsite.core.failures import ReadingError
from microsite.core.file_names import NameProblem, is_ignored, normal, problem_of, shown, twins
from microsite.core.files import read, status
from microsite.core.fingerprints import fingerprint, of_file
from microsite.core.positions import Position
from microsite.core.state_files import Json, read_state, write_state

_MARGIN_NS = 2_000_000_000
"""How long before a scan a file must have been left alone for its times to be believed: clocks are coarse."""


_MOST_FOLDERS = 20
_ROW = (int, int, int, str)


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
        latest = max(stamp.mtime_ns, stamp.ctime_ns) + _MARGIN_NS
        return known[1] if known and known[0] == stamp and latest < self.scanned_at_ns else None


def scan(
    root: Path, *folders: str, known: KnownFingerprints | None = None, disk: Disk = DISK
) -> tuple[tuple[SourceFile, ...], tuple[Diagnostic, ...]]:
    """Find the source files in some folders, sorted by path, and all that cannot be one (E150-E162).

    A folder that is not there has no files. What systems and editors leave behind is passed over.
    """
    look = _Look(root=root, known=known or KnownFingerprints(), disk=disk)
    found = [one for folder in folders for one in look.at(folder)]
    files = sorted((one for one in found if isinstance(one, SourceFile)), key=lambda file: file.path)
    return tuple(files), tuple(in_order(one for one in found if isinstance(one, Diagnostic)))


def recall(path: Path, disk: Disk = DISK) -> tuple[KnownFingerprints, tuple[Diagnostic, ...]]:
    """Give what `remember` kept; nothing, perhaps with a notice, if that is damaged. Raises OSError."""
    value, notices = read_state(path, disk)
    match value:
        case {"scanned_at_ns": int(scanned_at_ns), "files": dict(rows)}:
            files = {path: entry for path, row in rows.items() if (entry := _entry_of(row)) is not None}
            return KnownFingerprints(scanned_at_ns=scanned_at_ns, files=files), notices
    return KnownFingerprints(), notices


def remember(files: Iterable[SourceFile], path: Path, *, scanned_at_ns: int, disk: Disk = DISK) -> None:
    """Keep the fingerprints of a scan that began at `scanned_at_ns` (of `disk.now_ns()`). Raises OSError."""
    rows = {f.path: [f.stamp.size, f.stamp.mtime_ns, f.stamp.ctime_ns, f.fingerprint] for f in files}
    write_state(path, {"scanned_at_ns": scanned_at_ns, "files": rows}, disk)


def _entry_of(row: Json) -> tuple[Stamp, str] | None:
    if isinstance(row, list) and tuple(map(type, row)) == _ROW:
        return Stamp._make(row[:3]), str(row[3])
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """Look at one file or folder after the other, giving source files and diagnostics."""

    root: Path
    known: KnownFingerprints
    disk: Disk

    def at(self, path: str) -> Iterator[SourceFile | Diagnostic]:
        """Look at what is at a path, and in it; `path` is as the disk has it, relative to the root."""
        try:
            there = status(self._absolute(path), self.disk)
            if there is None:
                return
            if stat.S_ISDIR(there.st_mode):
                yield from self._folder(path, self.disk.entries(self._absolute(path)))
            elif stat.S_ISREG(there.st_mode):
                yield self._file(path, there)
            else:
                yield _no_file(path, there.st_mode)
        except OSError as error:
            yield _unreadable(path, error)

    def _folder(self, folder: str, entries: Iterable[os.DirEntry[str]]) -> Iterator[SourceFile | Diagnostic]:
        if folder.count("/") >= _MOST_FOLDERS:
            yield _too_deep(folder)
            return
        names = [entry.name for entry in entries if not is_ignored(entry.name)]
        alike = twins(names)
        yield from (_twins(folder, group) for group in alike)
        for name in set(names).difference(*alike):
            path = f"{folder}/{name}"
            if (problem := problem_of(name)) is not None:
                yield _misnamed(path, problem)
            else:
                yield from self.at(path)

    def _file(self, path: str, there: os.stat_result) -> SourceFile:
        place = self._absolute(path)
        stamp = Stamp(size=there.st_size, mtime_ns=there.st_mtime_ns, ctime_ns=there.st_ctime_ns)
        made = self.known.of(normal(path), stamp) or of_file(place, self.disk)
        return SourceFile(path=normal(path), place=place, stamp=stamp, fingerprint=made)

    def _absolute(self, path: str) -> str:
        return f"{self.root}/{path}"


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
