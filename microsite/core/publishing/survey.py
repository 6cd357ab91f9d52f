"""The output folder as it stands, to what in it is ours, what belongs to others, and what is in the way."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from microsite.core.dataclasses import dataclass
from microsite.core.diagnostics import Diagnostic
from microsite.core.disk import Disk
from microsite.core.failures import PublishingError, changed_meanwhile
from microsite.core.files import folders_of, status
from microsite.core.fingerprints import of_file
from microsite.core.publishing.artifacts import OWN_PREFIX, Kept, Wanted
from microsite.core.publishing.folders import Folders
from microsite.core.publishing.looks import Look
from microsite.core.publishing.manifests import entry_of, reported, verified
from microsite.core.publishing.records import Manifest
from microsite.core.publishing.walks import Walked, walk

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
    notices: tuple[Diagnostic, ...] = ()


def survey(look: Look, folders: Folders, wanted: Wanted, disk: Disk) -> Survey:
    """Look at the output folder; what is there as wanted counts as ours.

    Raises OSError, and PublishingError for a folder full of what others made (E906) or no folder (E909).
    """
    root = status(folders.output, disk)
    if root is None:
        return Survey(root=None, ours={}, is_recorded=True, others_files={}, others_folders=())
    if not stat.S_ISDIR(root.st_mode):
        raise _no_folder(folders.shown(folders.output))
    known = look.known()
    claims = known.record.files if known.record else reported(folders.output, disk)
    walked = _walked(look, folders, wanted, claims or {}, disk)
    ours = _ours(folders.output, walked, claims or {}, known.touched, wanted, disk)
    others_folders = [path for path, entry in walked.found.items() if entry.is_dir(follow_symlinks=False)]
    others_files = {
        path: walked.found[path].inode()
        for path in sorted(walked.found.keys() - ours.keys() - {*others_folders})
        if not path.startswith(OWN_PREFIX)
    }
    if claims is None:
        _refuse_strange(folders, [*others_files, *others_folders])
    return Survey(
        root=root,
        ours=ours,
        is_recorded=known.record is not None and known.record.files == ours,
        others_files=others_files,
        others_folders=tuple(sorted(others_folders)),
        notices=known.notices,
    )


def refuse_conflicts(found: Survey, wanted: Wanted, folders: Folders) -> None:
    """Raise PublishingError when others stand where a file must go (E905), or a kept one is gone (E908)."""
    for path, content in wanted.contents.items():
        if isinstance(content, Kept) and (
            path not in found.ours or found.ours[path].fingerprint != content.fingerprint
        ):
            raise PublishingError(changed_meanwhile(folders.shown(f"{folders.output}/{path}")))
    others = {*found.others_files, *found.others_folders}
    if not others:
        return
    blocked = others & (wanted.contents.keys() | wanted.folders) | folders_of(others) & wanted.contents.keys()
    if blocked:
        raise PublishingError(
            _in_the_way([folders.shown(f"{folders.output}/{path}") for path in sorted(blocked)])
        )


def _walked(look: Look, folders: Folders, wanted: Wanted, claims: Manifest, disk: Disk) -> Walked:
    record = look.known().record
    expected = wanted.folders | folders_of(claims.keys() - wanted.contents.keys())
    return walk(folders.output, record.folders if record else {}, look.changed(), expected, disk)


def _ours(
    output: str, walked: Walked, claims: Manifest, touched: AbstractSet[str], wanted: Wanted, disk: Disk
) -> Manifest:
    ours = walked.within(claims)
    for path in touched & ours.keys():
        ours[path] = verified(f"{output}/{path}", claims[path], disk)
    for path, entry in walked.found.items():
        if not entry.is_file(follow_symlinks=False):
            continue
        place = f"{output}/{path}"
        if path in claims:
            ours[path] = verified(place, claims[path], disk)
        elif path in wanted.contents and of_file(place, disk) == wanted.fingerprints[path]:
            ours[path] = entry_of(place, wanted.fingerprints[path], disk)
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
