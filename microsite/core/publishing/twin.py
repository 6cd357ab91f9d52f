"""The next site, to the output folder by exchanging two folders in one step.

The twin is made the next site: what the output folder has already is the same file under a second name, so a
twin that was left half-done by a kill, or torn by a power cut, is found out by comparing files' numbers.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Mapping

from microsite.core.disk import FOLDER_MODE, Disk
from microsite.core.files import above, discard, folders_of, make_folders, remove_tree, status
from microsite.core.publishing.artifacts import Wanted, is_output_path, write_wanted
from microsite.core.publishing.folders import Folders
from microsite.core.publishing.half_done import half_done
from microsite.core.publishing.manifests import Manifest, entry_of, forget_manifests, write_manifest
from microsite.core.publishing.survey import Survey
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


def publish_by_exchange(found: Survey, wanted: Mapping[str, Wanted], folders: Folders, disk: Disk) -> None:
    """Make the twin the wanted site, and exchange it with the output folder.

    Raises OSError with the old site in place, and PublishingError (E910) when it could not be put back.
    """
    manifest = _prepare(found, wanted, folders, disk)
    inode = disk.stat(folders.twin).st_ino
    before = found.root.st_ino if found.root else inode
    forget_manifests(folders.state, keep=frozenset({before, inode}), disk=disk)
    write_manifest(folders.state, inode, manifest, disk)
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


def _prepare(found: Survey, wanted: Mapping[str, Wanted], folders: Folders, disk: Disk) -> Manifest:
    same = {
        path: e
        for path, e in found.ours.items()
        if path in wanted and wanted[path].fingerprint == e.fingerprint
    }
    linked = {**found.others_files, **{path: entry.inode for path, entry in same.items()}}
    needed = folders_of([*wanted, *found.others_files, *found.others_folders])
    _make_root(found, folders.twin, disk)
    files, standing = _keep_only(folders.twin, linked, needed, disk)
    for folder in sorted(needed - standing):
        disk.make_folder(f"{folders.twin}/{folder}")
        disk.set_mode(f"{folders.twin}/{folder}", FOLDER_MODE)
    for path in sorted(linked.keys() - files):
        disk.link(f"{folders.output}/{path}", f"{folders.twin}/{path}")
    made = [path for path in wanted if path not in same]
    for path in made:
        write_wanted(wanted[path], f"{folders.twin}/{path}", disk)
    disk.sync(folders.twin, [f"{folders.twin}/{path}" for path in (*made, *sorted(needed), "")])
    return same | {path: entry_of(f"{folders.twin}/{path}", wanted[path].fingerprint, disk) for path in made}


def _make_root(found: Survey, twin: str, disk: Disk) -> None:
    there = status(twin, disk)
    if there is not None and not stat.S_ISDIR(there.st_mode):
        disk.remove_file(twin)
        there = None
    if there is None:
        disk.make_folder(twin)
    # The folder that is published keeps the permissions that it was given.
    disk.set_mode(twin, stat.S_IMODE(found.root.st_mode) if found.root else FOLDER_MODE)


def _keep_only(
    twin: str, linked: Mapping[str, int], needed: Collection[str], disk: Disk
) -> tuple[set[str], set[str]]:
    files: set[str] = set()
    folders: set[str] = set()
    todo = [""]
    while todo:
        prefix = todo.pop()
        for entry in disk.entries(f"{twin}/{prefix}"):
            path = prefix + entry.name
            if path in needed and entry.is_dir(follow_symlinks=False):
                folders.add(path)
                todo.append(f"{path}/")
            elif path in linked and linked[path] == entry.inode():
                files.add(path)
            else:
                remove_tree(entry.path, disk)
    return files, folders


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
