"""What the stages made, to what is wanted in the output folder: output path → content and fingerprint."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from microsite.core.dataclasses import dataclass
from microsite.core.disk import Disk
from microsite.core.failures import PublishingError, changed_meanwhile
from microsite.core.files import folders_of, pieces, write_new
from microsite.core.fingerprints import fingerprint, of_file

_STEPS_OUT = re.compile(r"/\.{0,2}/|[\\\0]")
OWN_PREFIX = ".microsite-"
"""How the names begin that publishing needs for itself, for a moment, in the output folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Stand for the file that the output folder has already, by its fingerprint."""

    fingerprint: str


Artifacts = Mapping[str, bytes | Path | Kept]
"""Output path → its bytes, or a file that has them (it is copied), or that it stays as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Describe one file that the output folder shall have."""

    content: bytes | Path | Kept
    fingerprint: str


def wanted_files(artifacts: Artifacts, disk: Disk) -> dict[str, Wanted]:
    """Take the fingerprint of each artifact. Raises ValueError for a path that must not be, and OSError."""
    _check_paths(artifacts)
    return {path: _wanted(content, disk) for path, content in sorted(artifacts.items())}


def is_output_path(path: str) -> bool:
    """Tell whether a path stays inside the output folder, and is none of our own names."""
    return not _STEPS_OUT.search(f"/{path}/") and not path.startswith(OWN_PREFIX)


def write_wanted(wanted: Wanted, path: str, disk: Disk) -> None:
    """Write one to a new file. Raises OSError, and PublishingError when its source was changed meanwhile."""
    content = wanted.content
    if isinstance(content, bytes):
        write_new(path, (content,), disk)
        return
    if isinstance(content, Kept):
        raise TypeError("what is kept is not written")
    write_new(path, pieces(str(content), disk), disk)
    if of_file(path, disk) != wanted.fingerprint:
        raise PublishingError(changed_meanwhile(content.name))


def _wanted(content: bytes | Path | Kept, disk: Disk) -> Wanted:
    if isinstance(content, Kept):
        return Wanted(content=content, fingerprint=content.fingerprint)
    made = fingerprint(content) if isinstance(content, bytes) else of_file(content, disk)
    return Wanted(content=content, fingerprint=made)


def _check_paths(artifacts: Artifacts) -> None:
    for path in artifacts:
        if not is_output_path(path):
            raise ValueError(f"not an output path: {path!r}")
    if both := folders_of(artifacts) & artifacts.keys():
        raise ValueError(f"both a file and a folder: {sorted(both)}")
