"""The next site, to the output folder file by file, where folders cannot be exchanged.

All that is new, and all that goes, is put aside first; then a journal decides; then each file is renamed into
place. What fails is undone; what a kill or a power cut breaks off is finished at the next start. At every
moment each file is the old or the new one.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Sequence
from contextlib import suppress

from microsite.core.dataclasses import dataclass
from microsite.core.disk import Disk
from microsite.core.files import (
    above,
    discard,
    folders_of,
    link_or_copy,
    make_folders,
    place,
    prune,
    remove_tree,
    status,
)
from microsite.core.publishing.artifacts import Wanted, is_output_path, write_wanted
from microsite.core.publishing.folders import Folders
from microsite.core.publishing.half_done import half_done
from microsite.core.publishing.manifests import entry_of, write_manifest
from microsite.core.publishing.records import Manifest, Record, manifest_of, rows_of
from microsite.core.publishing.survey import Survey
from microsite.core.state_files import Json, forget_state, read_state, write_state


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """Change one file: `fingerprint` is what it becomes (None: it goes), `had` whether there was one."""

    path: str
    fingerprint: str | None
    had: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Journal:
    """Say what is decided for the folder with this number: the steps, in order, and what stays."""

    inode: int
    steps: tuple[_Step, ...]
    kept: Manifest


def publish_in_place(found: Survey, wanted: Wanted, folders: Folders, disk: Disk) -> None:
    """Make the output folder the wanted site, file by file.

    Raises OSError with the old site in place, and PublishingError (E910) when it could not be put back.
    """
    if found.root is None:
        make_folders(folders.output, disk)
    steps = _steps(found.ours, wanted)
    kept = {path: found.ours[path] for path in found.ours.keys() - {step.path for step in steps}}
    try:
        _stage(steps, wanted, folders, disk)
        journal = _Journal(inode=disk.stat(folders.output).st_ino, steps=steps, kept=kept)
        write_state(folders.journal, _data_of(journal), disk)
    except BaseException:
        _leave_nothing(found, folders, disk)
        raise
    attempted: list[int] = []
    try:
        _roll_forward(journal, attempted, folders, disk)
    except BaseException as error:
        _roll_back(journal, attempted, found, folders, disk, error)
        raise
    _clear(folders, disk)


def finish_journal(folders: Folders, disk: Disk) -> bool:
    """Carry out what a journal had decided before a kill; tell whether there was one. Raises OSError."""
    value, _ = read_state(folders.journal, disk)
    journal = _journal_of(value)
    if is_due := journal is not None and _is_due(journal, folders, disk):
        _roll_forward(journal, [], folders, disk)
    forget_state(folders.journal, disk)
    remove_tree(folders.staging, disk)
    return is_due


def _steps(ours: Manifest, wanted: Wanted) -> tuple[_Step, ...]:
    new = {p for p, made in wanted.fingerprints.items() if p not in ours or ours[p].fingerprint != made}
    gone = ours.keys() - wanted.contents.keys()
    blocked = folders_of(new) | {path for path in gone if folders_of([path]) & new}
    steps = [_Step(path=path, fingerprint=wanted.fingerprints[path], had=path in ours) for path in new]
    steps += [_Step(path=path, fingerprint=None, had=True) for path in gone]
    return tuple(sorted(steps, key=lambda step: (_turn(step, blocked), step.path)))


def _turn(step: _Step, blocked: Collection[str]) -> int:
    # Assets, then the pages that need them, then what no page needs any more; but first what is in the way.
    if step.fingerprint is None:
        return 0 if step.path in blocked else 3
    return 2 if step.path.endswith(".html") else 1


def _new(number: int, folders: Folders) -> str:
    return f"{folders.staging}/new-{number}"


def _old(number: int, folders: Folders) -> str:
    return f"{folders.staging}/old-{number}"


def _stage(steps: Sequence[_Step], wanted: Wanted, folders: Folders, disk: Disk) -> None:
    remove_tree(folders.staging, disk)
    make_folders(folders.staging, disk)
    made = [folders.staging]
    for number, step in enumerate(steps):
        if step.fingerprint is not None:
            write_wanted(wanted, step.path, _new(number, folders), disk)
            made.append(_new(number, folders))
        if step.had:
            link_or_copy(f"{folders.output}/{step.path}", _old(number, folders), disk)
            made.append(_old(number, folders))
    disk.sync(folders.staging, made)


def _roll_forward(journal: _Journal, attempted: list[int], folders: Folders, disk: Disk) -> None:
    for number, step in enumerate(journal.steps):
        attempted.append(number)
        if step.fingerprint is None:
            _remove(step.path, folders, disk)
        else:
            _put(_new(number, folders), step.path, folders, disk)
    _sync(journal, folders, disk)
    placed = {
        step.path: entry_of(f"{folders.output}/{step.path}", step.fingerprint, disk)
        for step in journal.steps
        if step.fingerprint is not None
    }
    write_manifest(folders.state, journal.inode, Record(files={**journal.kept, **placed}), disk)
    discard(os.fspath(folders.journal), disk)


def _roll_back(
    journal: _Journal, attempted: list[int], found: Survey, folders: Folders, disk: Disk, why: BaseException
) -> None:
    try:
        for number in reversed(attempted):
            step = journal.steps[number]
            if step.had:
                _put(_old(number, folders), step.path, folders, disk)
            else:
                _remove(step.path, folders, disk)
        _sync(journal, folders, disk)
        write_manifest(folders.state, journal.inode, Record(files=found.ours), disk)
        discard(os.fspath(folders.journal), disk)
    except OSError:
        raise half_done(folders.shown(folders.output)) from why
    _leave_nothing(found, folders, disk)


def _put(source: str, path: str, folders: Folders, disk: Disk) -> None:
    target = f"{folders.output}/{path}"
    make_folders(above(target), disk)
    place(source, target, spare=folders.spare, disk=disk)


def _remove(path: str, folders: Folders, disk: Disk) -> None:
    target = f"{folders.output}/{path}"
    there = status(target, disk)
    if there is not None and not stat.S_ISDIR(there.st_mode):  # After a kill a folder may be here already.
        disk.remove_file(target)
    prune(above(target), below=folders.output, disk=disk)


def _sync(journal: _Journal, folders: Folders, disk: Disk) -> None:
    paths = {step.path for step in journal.steps}
    places = [folders.output, *(f"{folders.output}/{path}" for path in sorted(paths | folders_of(paths)))]
    disk.sync(folders.output, [place for place in places if status(place, disk) is not None])


def _clear(folders: Folders, disk: Disk) -> None:
    with suppress(OSError):  # All is published; the next start clears what cannot be cleared now.
        disk.sync_one(folders.state)
        remove_tree(folders.staging, disk)


def _leave_nothing(found: Survey, folders: Folders, disk: Disk) -> None:
    with suppress(OSError):  # The disk may be full or gone; the next start clears what cannot be cleared now.
        discard(os.fspath(folders.journal), disk)
        disk.sync_one(folders.state)
        discard(folders.spare, disk)
        remove_tree(folders.staging, disk)
        if found.root is None:
            disk.remove_folder(folders.output)


def _is_due(journal: _Journal, folders: Folders, disk: Disk) -> bool:
    # A power cut can bring back a journal whose end was not on the disk yet, but then not all that it needs.
    root = status(folders.output, disk)
    needed = [_new(n, folders) for n, step in enumerate(journal.steps) if step.fingerprint is not None]
    needed += [_old(n, folders) for n, step in enumerate(journal.steps) if step.had]
    return root is not None and root.st_ino == journal.inode and all(status(path, disk) for path in needed)


def _data_of(journal: _Journal) -> dict[str, object]:
    steps = [(step.path, step.fingerprint, step.had) for step in journal.steps]
    return {"inode": journal.inode, "steps": steps, "kept": rows_of(journal.kept)}


def _journal_of(value: Json) -> _Journal | None:
    match value:
        case {"inode": int(inode), "steps": list(rows), "kept": dict(kept)}:
            steps = tuple(step for row in rows if (step := _step_of(row)) is not None)
            return _Journal(inode=inode, steps=steps, kept=manifest_of(kept))
    return None


def _step_of(row: Json) -> _Step | None:
    match row:
        case [str(path), (str() | None) as made, bool(had)] if is_output_path(path):
            return _Step(path=path, fingerprint=made, had=had)
    return None
