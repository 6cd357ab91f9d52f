"""The next site, to the output folder by exchanging two folders in one step.

The twin is made the next site: what the output folder has already is the same file under a second name, so a
twin that was left half-done by a kill, or torn by a power cut, is found out by comparing files' numbers. Where the disk
tells that a folder of the twin is as it was recorded, the numbers are those that were recorded.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from microsite.core.dataclasses import dataclass
from microsite.core.disk import FOLDER_MODE, Disk
from microsite.core.files import above, discard, folders_of, make_folders, remove_tree, status
from microsite.core.publishing.artifacts import Wanted, is_output_path, write_wanted
from microsite.core.publishing.folders import Folders
from microsite.core.publishing.half_done import half_done
from microsite.core.publishing.looks import Look, stamp_of
from microsite.core.publishing.manifests import entry_of, forget_manifests, read_manifest, write_manifest
from microsite.core.publishing.records import NO_STAMP, Record, Stamp
from microsite.core.publishing.survey import Survey
from microsite.core.publishing.walks import walk
from microsite.core.state_files import forget_state, read_state, write_state


def can_exchange(found: Survey, folders: Folders, disk: Disk) -> bool:
    """Tell whether the output folder may be exchanged: ours, on our disk, nobody in it, and a trial succeeds.

    Raises OSError.
    """
    parent, root = above(folders.output), found.root
    make_folders(folders.state, disk)
    make_folders(parent, disk)
    beside = disk.stat(folders.state)
    if root is None:
        return disk.stat(parent).st_dev == beside.st_dev
    if (root.st_dev, root.st_uid, root.st_gid) != (beside.st_dev, beside.st_uid, beside.st_gid):
        return False
    if disk.is_mount_point(folders.output) or disk.is_held(folders.output):
        return False
    return status(folders.twin, disk) is not None or _try_exchange(folders, disk)


def publish_by_exchange(found: Survey, wanted: Wanted, look: Look, folders: Folders, disk: Disk) -> None:
    """Make the twin the wanted site, and exchange it with the output folder.

    Raises OSError with the old site in place, and PublishingError (E910) when it could not be put back.
    """
    record = _prepare(found, wanted, look, folders, disk)
    inode = disk.stat(folders.twin).st_ino
    before = found.root.st_ino if found.root else inode
    forget_manifests(folders.state, keep=frozenset({before, inode}), disk=disk)
    write_manifest(folders.state, inode, record, disk)
    if found.others_folders:
        write_state(folders.moves, {"inode": inode, "folders": found.others_folders}, disk)
    _put_in_place(found, folders, disk)


def finish_moves(folders: Folders, disk: Disk) -> bool:
    """Bring back the folders of others that a kill left in the twin; tell whether there were any.

    Raises OSError.
    """
    value, _ = read_state(folders.moves, disk)
    root = status(folders.output, disk)
    left = 0
    match value:
        case {"inode": int(inode), "folders": list(paths)} if root is not None and root.st_ino == inode:
            for path in paths:
                left += isinstance(path, str) and is_output_path(path) and _bring(path, folders, disk)
    forget_state(folders.moves, disk)
    return left > 0


def _try_exchange(folders: Folders, disk: Disk) -> bool:
    here = f"{folders.state}/trial"
    remove_tree(here, disk)
    disk.make_folder(here)
    try:
        disk.make_folder(folders.trial)
        disk.exchange(here, folders.trial)
    except OSError:
        return False
    finally:
        remove_tree(folders.trial, disk)
        disk.remove_folder(here)
    return True


def _prepare(found: Survey, wanted: Wanted, look: Look, folders: Folders, disk: Disk) -> Record:
    twin = folders.twin
    same = {p: e for p, e in found.ours.items() if wanted.fingerprints.get(p) == e.fingerprint}
    linked = {**found.others_files, **{path: entry.inode for path, entry in same.items()}}
    needed = wanted.folders | folders_of([*found.others_files, *found.others_folders])
    _make_root(found, twin, disk)
    kept = _keep_only(look, folders, linked, needed, disk)
    new_folders, new_links = sorted(needed - kept.folders.keys()), sorted(linked.keys() - kept.files)
    for folder in new_folders:
        disk.make_folder(f"{twin}/{folder}")
        disk.set_mode(f"{twin}/{folder}", FOLDER_MODE)
    for path in new_links:
        disk.link(f"{folders.output}/{path}", f"{twin}/{path}")
    made = sorted(wanted.contents.keys() - same.keys())
    for path in made:
        write_wanted(wanted, path, f"{twin}/{path}", disk)
    touched = {path.rpartition("/")[0] for path in (*kept.removed, *new_folders, *new_links, *made)}
    stamps = _stamps(twin, wanted, kept.folders, touched, disk)
    disk.sync(twin, (f"{twin}/{path}" for path in (*made, *needed, "")))
    entries = {path: entry_of(f"{twin}/{path}", wanted.fingerprints[path], disk) for path in made}
    return Record(files=same | entries, folders=stamps)


def _make_root(found: Survey, twin: str, disk: Disk) -> None:
    there = status(twin, disk)
    if there is not None and not stat.S_ISDIR(there.st_mode):
        disk.remove_file(twin)
        there = None
    if there is None:
        disk.make_folder(twin)
    # The folder that is published keeps the permissions that it was given.
    disk.set_mode(twin, stat.S_IMODE(found.root.st_mode) if found.root else FOLDER_MODE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """What stood in the twin and stays: files, and folders with the stamps that still hold; and what was removed."""

    files: AbstractSet[str]
    folders: Mapping[str, Stamp]
    removed: AbstractSet[str]


def _keep_only(
    look: Look, folders: Folders, linked: Mapping[str, int], needed: AbstractSet[str], disk: Disk
) -> _Kept:
    """Remove from the twin what is no file of the output folder under the same path, and no folder of one."""
    twin = folders.twin
    record, _ = read_manifest(folders.state, disk.stat(twin).st_ino, disk)
    record = record or Record(files={})
    walked = walk(twin, record.folders, look.changed_in_twin(), needed, disk)
    there = {path: entry.inode for path, entry in walked.within(record.files).items()}
    there |= {path: entry.inode() for path, entry in walked.found.items()}
    files = {path for path, inode in there.items() if linked.get(path) == inode}
    unneeded = walked.within(dict.fromkeys(record.folders.keys() - needed))
    removed = unneeded.keys() | (there.keys() - files)
    for path in sorted(removed):
        remove_tree(f"{twin}/{path}", disk)
    sure = {path: record.folders[path] for path in walked.sure}
    return _Kept(files=files, folders=dict.fromkeys(walked.folders, NO_STAMP) | sure, removed=removed)


def _stamps(
    twin: str, wanted: Wanted, before: Mapping[str, Stamp], touched: AbstractSet[str], disk: Disk
) -> dict[str, Stamp]:
    """Give the stamp of each folder that holds nothing but what is wanted; others are looked through each time."""
    stamps = dict.fromkeys(wanted.folders, NO_STAMP) | {
        path: stamp for path, stamp in before.items() if path in wanted.folders and path not in touched
    }
    for folder in [path for path, stamp in stamps.items() if stamp is NO_STAMP]:
        stamp = stamp_of(f"{twin}/{folder}", disk)  # before what is in it: what comes later is noticed
        paths = [f"{folder}/{entry.name}" for entry in disk.entries(f"{twin}/{folder}")]
        if all(path in wanted.contents or path in wanted.folders for path in paths):
            stamps[folder] = stamp
    return stamps


def _put_in_place(found: Survey, folders: Folders, disk: Disk) -> None:
    exchange = disk.exchange if found.root else disk.replace
    exchange(folders.twin, folders.output)
    try:
        for path in found.others_folders:
            _bring(path, folders, disk)
        disk.sync_one(above(folders.output))
        discard(os.fspath(folders.moves), disk)
    except BaseException as error:
        _put_back(found, folders, disk, error)
        raise


def _put_back(found: Survey, folders: Folders, disk: Disk, why: BaseException) -> None:
    try:
        for path in reversed(found.others_folders):
            if status(f"{folders.twin}/{path}", disk) is None:
                disk.replace(f"{folders.output}/{path}", f"{folders.twin}/{path}")
        if found.root:
            disk.exchange(folders.twin, folders.output)
        else:
            disk.replace(folders.output, folders.twin)
        discard(os.fspath(folders.moves), disk)
    except OSError:
        raise half_done(folders.shown(folders.output)) from why


def _bring(path: str, folders: Folders, disk: Disk) -> bool:
    source, target = f"{folders.twin}/{path}", f"{folders.output}/{path}"
    if status(source, disk) is None or status(target, disk) is not None:
        return False
    disk.replace(source, target)
    return True
