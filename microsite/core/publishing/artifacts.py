"""What the stages made, to what is wanted in the output folder: output path → content and fingerprint."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path

from microsite.core.dataclasses import dataclass
from microsite.core.disk import Disk
from microsite.core.failures import PublishingError, changed_meanwhile
from microsite.core.files import folders_of, pieces, write_new
from microsite.core.fingerprints import fingerprint, of_file

_STEPS_OUT = re.compile(r"/\.{0,2}/|[\\\0]")
OWN_PREFIX = ".microsite-"
"""How the names begin that publishing needs for itself, for a moment, in the output folder."""
_DOUBTS = ("//", "/./", "/../", "\\", "\0", f"\n/{OWN_PREFIX}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Stand for the file that the output folder has already, by its fingerprint."""

    fingerprint: str


Artifacts = Mapping[str, bytes | Path | Kept]
"""Output path → its bytes, or a file that has them (it is copied), or that it stays as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Describe the files that the output folder shall have, by output path, and the folders that they stand in."""

    contents: Artifacts
    fingerprints: Mapping[str, str]
    folders: AbstractSet[str]


def wanted_files(artifacts: Artifacts, disk: Disk) -> Wanted:
    """Take the fingerprint of each artifact. Raises ValueError for a path that must not be, and OSError."""
    return Wanted(
        contents=artifacts,
        folders=_checked_folders(artifacts),
        fingerprints={path: _fingerprint(content, disk) for path, content in artifacts.items()},
    )


def is_output_path(path: str) -> bool:
    """Tell whether a path stays inside the output folder, and is none of our own names."""
    return not _STEPS_OUT.search(f"/{path}/") and not path.startswith(OWN_PREFIX)


def write_wanted(wanted: Wanted, path: str, place: str, disk: Disk) -> None:
    """Write one to a new file. Raises OSError, and PublishingError when its source was changed meanwhile."""
    content = wanted.contents[path]
    if isinstance(content, bytes):
        write_new(place, (content,), disk)
        return
    if isinstance(content, Kept):
        raise TypeError("what is kept is not written")
    write_new(place, pieces(str(content), disk), disk)
    if of_file(place, disk) != wanted.fingerprints[path]:
        raise PublishingError(changed_meanwhile(content.name))


def _fingerprint(content: bytes | Path | Kept, disk: Disk) -> str:
    if isinstance(content, Kept):
        return content.fingerprint
    return fingerprint(content) if isinstance(content, bytes) else of_file(content, disk)


def _checked_folders(artifacts: Artifacts) -> AbstractSet[str]:
    if _are_doubtful(artifacts) and (wrong := [path for path in artifacts if not is_output_path(path)]):
        raise ValueError(f"not an output path: {wrong[0]!r}")
    folders = folders_of(artifacts)
    if both := folders & artifacts.keys():
        raise ValueError(f"both a file and a folder: {sorted(both)}")
    return folders


def _are_doubtful(paths: Iterable[str]) -> bool:
    """Tell in a tenth of the time whether it is worth looking at each path."""
    text = "\n/" + "/\n/".join(paths) + "/"
    return any(doubt in text for doubt in _DOUBTS)
