"""Which files of a folder are ours: a manifest for each folder that was published, and what to do without.

A manifest belongs to a folder by the number the disk gave it, so that it goes with the folder in an exchange:
there is no moment in which the two could differ.
"""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

from microsite.core.diagnostics import Diagnostic
from microsite.core.disk import Disk
from microsite.core.files import discard, read, status
from microsite.core.fingerprints import of_file
from microsite.core.publishing.artifacts import is_output_path
from microsite.core.publishing.records import Entry, Manifest, Record, columns_of, record_of
from microsite.core.state_files import read_state, write_state

BUILD_REPORT = "build.json"
"""The published list of a site's files: `{"files": {output path: fingerprint, …}, …}`, itself left out."""

_PREFIX = "published-"


def entry_of(path: str, fingerprint: str, disk: Disk) -> Entry:
    """Describe a file that has this fingerprint. Raises OSError."""
    found = disk.stat(path)
    return Entry(fingerprint=fingerprint, size=found.st_size, mtime_ns=found.st_mtime_ns, inode=found.st_ino)


def verified(path: str, claim: Entry, disk: Disk) -> Entry:
    """Describe what a file holds now; read it only when the disk says that it was touched. Raises OSError."""
    found = disk.stat(path)
    if (found.st_size, found.st_mtime_ns, found.st_ino) == claim[1:]:
        return claim
    return entry_of(path, of_file(path, disk), disk)


def is_untouched(path: str, entry: Entry, disk: Disk) -> bool:
    """Tell whether the disk says that a file is still what was published. Raises OSError."""
    found = status(path, disk)
    if found is None or not stat.S_ISREG(found.st_mode):
        return False
    return (found.st_size, found.st_mtime_ns, found.st_ino) == entry[1:]


def write_manifest(state: str, inode: int, record: Record, disk: Disk) -> None:
    """Keep the manifest of the folder with this number. Raises OSError."""
    write_state(_place(state, inode), columns_of(record, boot=disk.boot()), disk)


def read_manifest(state: str, inode: int, disk: Disk) -> tuple[Record | None, tuple[Diagnostic, ...]]:
    """Give the manifest of the folder with this number; None, perhaps with a notice, without one. Raises OSError."""
    place = _place(state, inode)
    there = status(os.fspath(place), disk)
    if there is None:
        return None, ()
    value, notices = read_state(place, disk)
    return record_of(value, boot=disk.boot(), until_ns=there.st_mtime_ns), notices


def stamp_of_manifest(state: str, inode: int, disk: Disk) -> list[int]:
    """Tell whether a manifest is another one than before: by what is equal as long as it is not. Raises OSError."""
    there = status(os.fspath(_place(state, inode)), disk)
    return [there.st_ino, there.st_size, there.st_mtime_ns, there.st_ctime_ns] if there else []


def forget_manifests(state: str, *, keep: frozenset[int], disk: Disk) -> None:
    """Remove the manifests of all folders but those with these numbers. Raises OSError."""
    names = {_place(state, inode).name for inode in keep}
    for entry in disk.entries(state):
        if entry.name.startswith(_PREFIX) and entry.name not in names:
            discard(entry.path, disk)


def reported(output: str, disk: Disk) -> Manifest | None:
    """Take for ours what the folder's own report names, file for file as it is; None without a report.

    Raises OSError.
    """
    report = f"{output}/{BUILD_REPORT}"
    files = _read_report(report, disk)
    if files is None:
        return None
    manifest = {}
    for path, fingerprint in files.items():
        place = f"{output}/{path}"
        if is_output_path(path) and _is_file(place, disk) and of_file(place, disk) == fingerprint:
            manifest[path] = entry_of(place, fingerprint, disk)
    if not manifest:
        return None  # It is of another folder, or of another program.
    return manifest | {BUILD_REPORT: entry_of(report, of_file(report, disk), disk)}


def _read_report(path: str, disk: Disk) -> dict[str, str] | None:
    if not _is_file(path, disk):
        return None
    try:
        report = json.loads(read(path, disk))
    except (ValueError, RecursionError):
        return None
    files = report.get("files") if isinstance(report, dict) else None
    if not isinstance(files, dict):
        return None
    return {path: text for path, text in files.items() if isinstance(text, str)}


def _is_file(path: str, disk: Disk) -> bool:
    found = status(path, disk)
    return found is not None and stat.S_ISREG(found.st_mode)


def _place(state: str, inode: int) -> Path:
    return Path(state, f"{_PREFIX}{inode}.json")
