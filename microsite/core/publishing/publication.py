"""A site made of artifacts, to a published site and a report; and what is done at the start, and to forget.

Decides which way to publish, and turns what the disk refuses into a diagnostic. Callers hold the lock.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from microsite.core.dataclasses import dataclass
from microsite.core.diagnostics import Diagnostic
from microsite.core.disk import DISK, Disk
from microsite.core.failures import diagnosing
from microsite.core.files import above, discard, prune, remove_tree, status
from microsite.core.publishing.artifacts import Artifacts, Wanted, is_output_path, wanted_files
from microsite.core.publishing.folders import Folders
from microsite.core.publishing.in_place import finish_journal, publish_in_place
from microsite.core.publishing.looks import Look
from microsite.core.publishing.manifests import forget_manifests, write_manifest
from microsite.core.publishing.records import Record
from microsite.core.publishing.survey import Survey, refuse_conflicts, survey
from microsite.core.publishing.twin import can_exchange, finish_moves, publish_by_exchange

_CANNOT_EXCHANGE = frozenset(
    {
        errno.EACCES,
        errno.EBUSY,
        errno.EINVAL,
        errno.EMLINK,
        errno.ENOSYS,
        errno.ENOTSUP,
        errno.EOPNOTSUPP,
        errno.EPERM,
        errno.EXDEV,
    }
)


class Mode(StrEnum):
    """Say how a site was published, or that nothing had to be done."""

    EXCHANGED = "exchanged"
    IN_PLACE = "in place"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishReport:
    """Tell what publishing did: output paths, sorted, and how."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]
    mode: Mode
    notices: tuple[Diagnostic, ...] = ()


def publish(
    artifacts: Artifacts,
    *,
    output: Path,
    state: Path,
    mode: Mode = Mode.EXCHANGED,
    look: Look | None = None,
    disk: Disk = DISK,
) -> PublishReport:
    """Let the output folder hold the artifacts, what belongs to others, and no more; whole or not at all.

    `mode` may ask for IN_PLACE where folders could be exchanged but should not: a container holds one. `look` has seen
    already which files are as they were published.
    Raises PublishingError with the old site in place (or E910), and ValueError for impossible paths.
    """
    folders = Folders.at(output=output, state=state)
    with diagnosing(folders.shown):
        wanted = wanted_files(artifacts, disk)
        look = look or Look(folders, disk=disk)
        found = survey(look, folders, wanted, disk)
        refuse_conflicts(found, wanted, folders)
        done = _bring_up(found, wanted, mode, look, folders, disk)
    return _report(found, wanted, done)


def look(*, output: Path, state: Path, may_fork: bool = False) -> Look:
    """Give what looks at the output folder once, and then answers `published` and `publish` from what it saw."""
    return Look(Folders.at(output=output, state=state), may_fork=may_fork)


def published(*, output: Path, state: Path, look: Look | None = None, disk: Disk = DISK) -> dict[str, str]:
    """List what stands in the output folder just as it was published: output path → fingerprint.

    Raises PublishingError.
    """
    folders = Folders.at(output=output, state=state)
    with diagnosing(folders.shown):
        return (look or Look(folders, disk=disk)).known().untouched


def recover(*, output: Path, state: Path, disk: Disk = DISK) -> tuple[Diagnostic, ...]:
    """Finish or clear away what a kill or a power cut broke off; give a notice when something was finished.

    Raises PublishingError.
    """
    folders = Folders.at(output=output, state=state)
    with diagnosing(folders.shown):
        discard(folders.spare, disk)
        remove_tree(folders.trial, disk)
        if [finish_moves(folders, disk), finish_journal(folders, disk)] != [False, False]:
            return (_finished(),)
    return ()


def purge(paths: Iterable[str], *, output: Path, state: Path, disk: Disk = DISK) -> tuple[str, ...]:
    """Take files and whole folders off the output folder, and forget every earlier site; give what was there.

    Nothing of an earlier site is left in the state folder: no twin, no staged file, no list of its files.
    Raises PublishingError, and ValueError for impossible paths.
    """
    recover(output=output, state=state, disk=disk)
    folders = Folders.at(output=output, state=state)
    with diagnosing(folders.shown):
        record = Look(folders, disk=disk).known().record
        taken = tuple(path for path in sorted(set(paths)) if _take(path, folders, disk))
        if record is not None and taken:
            left = {p: e for p, e in record.files.items() if not any(_is_under(p, one) for one in taken)}
            write_manifest(folders.state, disk.stat(folders.output).st_ino, Record(files=left), disk)
        _forget(folders, disk)
    return taken


def _bring_up(found: Survey, wanted: Wanted, mode: Mode, look: Look, folders: Folders, disk: Disk) -> Mode:
    if found.root is not None and _contents(found) == wanted.fingerprints:
        if not found.is_recorded:
            write_manifest(folders.state, found.root.st_ino, Record(files=found.ours), disk)
        return Mode.UNCHANGED
    if mode is Mode.EXCHANGED and can_exchange(found, folders, disk):
        try:
            publish_by_exchange(found, wanted, look, folders, disk)
            return Mode.EXCHANGED
        except OSError as error:
            if error.errno not in _CANNOT_EXCHANGE:
                raise
            remove_tree(folders.twin, disk)
    publish_in_place(found, wanted, folders, disk)
    return Mode.IN_PLACE


def _contents(found: Survey) -> dict[str, str]:
    return {path: entry.fingerprint for path, entry in found.ours.items()}


def _report(found: Survey, wanted: Wanted, mode: Mode) -> PublishReport:
    before, after = _contents(found), wanted.fingerprints
    written = {path for path, made in after.items() if before.get(path) != made}
    return PublishReport(
        written=tuple(sorted(written)),
        removed=tuple(sorted(before.keys() - after.keys())),
        unchanged=tuple(sorted(after.keys() - written)),
        mode=mode,
        notices=found.notices,
    )


def _take(path: str, folders: Folders, disk: Disk) -> bool:
    if not is_output_path(path):
        raise ValueError(f"not an output path: {path!r}")
    place = f"{folders.output}/{path}"
    folder = above(place)
    if status(place, disk) is None or os.path.realpath(folder) != folder:
        return False  # What is behind a link is not in the output folder.
    remove_tree(place, disk)
    prune(folder, below=folders.output, disk=disk)
    return True


def _is_under(path: str, one: str) -> bool:
    return path == one or path.startswith(f"{one}/")


def _forget(folders: Folders, disk: Disk) -> None:
    remove_tree(folders.twin, disk)
    root = status(folders.output, disk)
    if status(folders.state, disk) is not None:
        forget_manifests(folders.state, keep=frozenset({root.st_ino} if root else ()), disk=disk)


def _finished() -> Diagnostic:
    return Diagnostic(
        code="N902",
        message="a build that was broken off while it published has been finished",
        help="nothing needs to be done",
    )
