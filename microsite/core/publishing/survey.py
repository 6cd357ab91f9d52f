"""The output folder as it stands, to what in it is ours, what belongs to others, and what is in the way."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterable, Mapping

from microsite.core.dataclasses import dataclass
from microsite.core.diagnostics import Diagnostic
from microsite.core.disk import Disk
from microsite.core.failures import PublishingError, changed_meanwhile
from microsite.core.files import folders_of, status
from microsite.core.fingerprints import of_file
from microsite.core.publishing.artifacts import OWN_PREFIX, Kept, Wanted
from microsite.core.publishing.folders import Folders
from microsite.core.publishing.manifests import Manifest, entry_of, read_manifest, reported, verified

_HARMLESS = frozenset({"CNAME"})
_MOST_NAMES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """Describe an output folder.

    `ours` is what we published and still stands there, as it is now; files of others come with the number
    that the disk gave them; a folder of others holds nothing of ours. `root` is None without output folder.
    """

    root: os.stat_result | None
    ours: Manifest
    is_recorded: bool
    others_files: Mapping[str, int]
    others_folders: tuple[str, ...]
    notices: tuple[Diagnostic, ...]


def survey(folders: Folders, wanted: Mapping[str, Wanted], disk: Disk) -> Survey:
    """Look at the output folder; what is there as wanted counts as ours.

    Raises OSError, and PublishingError for a folder full of what others made (E906) or no folder (E909).
    """
    root = status(folders.output, disk)
    if root is None:
        return Survey(root=None, ours={}, is_recorded=True, others_files={}, others_folders=(), notices=())
    if not stat.S_ISDIR(root.st_mode):
        raise _no_folder(folders.shown(folders.output))
    recorded, notices = read_manifest(folders.state, folders.output, disk)
    claims = recorded if recorded is not None else reported(folders.output, disk)
    files, others_folders = _walk(folders.output, folders_of((claims or {}).keys() | wanted.keys()), disk)
    ours = _ours(folders.output, files, claims or {}, wanted, disk)
    others_files = {path: entry.inode() for path, entry in files.items() if path not in ours}
    if claims is None:
        _refuse_strange(folders, [*others_files, *others_folders])
    return Survey(
        root=root,
        ours=ours,
        is_recorded=recorded == ours,
        others_files=others_files,
        others_folders=tuple(sorted(others_folders)),
        notices=notices,
    )


def refuse_conflicts(found: Survey, wanted: Mapping[str, Wanted], folders: Folders) -> None:
    """Raise PublishingError when others stand where a file must go (E905), or a kept one is gone (E908)."""
    for path, one in wanted.items():
        if isinstance(one.content, Kept) and (
            path not in found.ours or found.ours[path].fingerprint != one.fingerprint
        ):
            raise PublishingError(changed_meanwhile(folders.shown(f"{folders.output}/{path}")))
    others = {*found.others_files, *found.others_folders}
    if not others:
        return
    blocked = others & (wanted.keys() | folders_of(wanted)) | folders_of(others) & wanted.keys()
    if blocked:
        raise PublishingError(
            _in_the_way([folders.shown(f"{folders.output}/{path}") for path in sorted(blocked)])
        )


def _walk(output: str, known: Collection[str], disk: Disk) -> tuple[dict[str, os.DirEntry[str]], list[str]]:
    files: dict[str, os.DirEntry[str]] = {}
    others_folders: list[str] = []
    todo = [""]
    while todo:
        prefix = todo.pop()
        for entry in disk.entries(f"{output}/{prefix}"):
            path = prefix + entry.name
            if not entry.is_dir(follow_symlinks=False):
                files[path] = entry
            elif path in known:
                todo.append(f"{path}/")
            else:
                others_folders.append(path)
    return {path: files[path] for path in sorted(files) if not path.startswith(OWN_PREFIX)}, others_folders


def _ours(
    output: str,
    files: Mapping[str, os.DirEntry[str]],
    claims: Manifest,
    wanted: Mapping[str, Wanted],
    disk: Disk,
) -> Manifest:
    ours = {}
    for path, entry in files.items():
        if not entry.is_file(follow_symlinks=False):
            continue
        place = f"{output}/{path}"
        if path in claims:
            ours[path] = verified(place, claims[path], disk)
        elif path in wanted and of_file(place, disk) == wanted[path].fingerprint:
            ours[path] = entry_of(place, wanted[path].fingerprint, disk)
    return ours


def _refuse_strange(folders: Folders, others: Iterable[str]) -> None:
    strange = sorted({path.split("/")[0] for path in others} - _HARMLESS)
    strange = [name for name in strange if not name.startswith(".")]
    if strange:
        raise PublishingError(_not_ours(folders.shown(folders.output), strange))


def _no_folder(shown: str) -> PublishingError:
    return PublishingError(
        Diagnostic(
            code="E909",
            message=f"`{shown}` is a file, and the site needs a folder of that name",
            help="rename or remove the file, or choose another folder with `--output`",
        )
    )


def _not_ours(shown: str, names: list[str]) -> Diagnostic:
    return Diagnostic(
        code="E906",
        message=f"the folder `{shown}` holds what microsite did not make: {_listed(names)}",
        help="choose an empty folder with `--output`, or move these elsewhere; nothing was changed",
    )


def _in_the_way(shown: list[str]) -> Diagnostic:
    return Diagnostic(
        code="E905",
        message=f"the site needs the place of what microsite did not make: {_listed(shown)}",
        help="move it elsewhere or remove it, and build again; nothing was changed",
    )


def _listed(names: list[str]) -> str:
    first = ", ".join(f"`{name}`" for name in names[:_MOST_NAMES])
    return first if len(names) <= _MOST_NAMES else f"{first} and {len(names) - _MOST_NAMES} more"
