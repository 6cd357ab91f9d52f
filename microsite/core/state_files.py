"""Small values that outlive a run, to files that are whole or not there; what is damaged is never trusted."""

from __future__ import annotations

import json
import os
from pathlib import Path

from microsite.core.diagnostics import Diagnostic
from microsite.core.disk import DISK, Disk
from microsite.core.files import discard, make_folders, read, write_new
from microsite.core.fingerprints import fingerprint

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

_NAME = "microsite-state"
_VERSION = 1


def write_state(path: Path, value: object, disk: Disk = DISK) -> None:
    """Keep JSON-ready data in a file, with a checksum, in one step. Raises OSError."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    header = f"{_NAME} {_VERSION} {fingerprint(body)}\n".encode("ascii")
    folder, spare = os.fspath(path.parent), _spare(path)
    make_folders(folder, disk)
    discard(spare, disk)
    write_new(spare, (header, body), disk)
    disk.sync_one(spare)
    disk.replace(spare, os.fspath(path))
    disk.sync_one(folder)


def forget_state(path: Path, disk: Disk = DISK) -> None:
    """Remove what `write_state` kept, also what a kill left half-written. Raises OSError."""
    discard(os.fspath(path), disk)
    discard(_spare(path), disk)


def _spare(path: Path) -> str:
    return f"{path}.new"


def read_state(path: Path, disk: Disk = DISK) -> tuple[Json, tuple[Diagnostic, ...]]:
    """Give back what `write_state` kept; None when there is nothing, or (with a notice) nothing to trust.

    Raises OSError when the file is there and cannot be read.
    """
    try:
        data = read(os.fspath(path), disk)
    except (FileNotFoundError, NotADirectoryError):
        return None, ()
    header, _, body = data.partition(b"\n")
    words = header.decode("ascii", "replace").split(" ")
    if words[0] == _NAME and len(words) == 3 and words[1].isdigit() and int(words[1]) > _VERSION:
        return None, (set_aside(path, "was written by a newer microsite"),)
    if words != [_NAME, str(_VERSION), fingerprint(body)]:
        return None, (set_aside(path, "is damaged"),)
    return json.loads(body.decode("utf-8", "surrogatepass")), ()


def set_aside(path: Path, why: str) -> Diagnostic:
    """Say that a record is not used, and why: `is damaged`."""
    return Diagnostic(
        code="N901",
        message=f"`{path.parent.name}/{path.name}` {why} and is not used",
        help="nothing needs to be done: it is made anew, which takes a little longer this once",
    )
