"""A folder as it was recorded, to what stands in it now: only folders that are not as recorded are looked through."""

from __future__ import annotations

import os
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import TypeVar

from microsite.core.dataclasses import dataclass
from microsite.core.disk import Disk
from microsite.core.publishing.records import Stamp

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Walked:
    """Describe what stands in a folder.

    `sure` are the folders that hold just what was recorded. The others were looked through: `folders` are the known
    ones in them, `found` is all else, by path.
    """

    sure: AbstractSet[str]
    found: Mapping[str, os.DirEntry[str]]
    folders: AbstractSet[str]

    def within(self, files: Mapping[str, T]) -> dict[str, T]:
        """Choose what stands in folders that are as they were recorded."""
        return {path: one for path, one in files.items() if path.rpartition("/")[0] in self.sure}


def walk(
    root: str, recorded: Mapping[str, Stamp], changed: AbstractSet[str], known: AbstractSet[str], disk: Disk
) -> Walked:
    """Look through a folder, and those in it that are `known`, but for those that are recorded and not `changed`.

    Raises OSError.
    """
    sure = (recorded.keys() & known) - changed
    found: dict[str, os.DirEntry[str]] = {}
    folders = {path for path in changed & known if path.rpartition("/")[0] in sure}
    todo = ["", *folders]
    while todo:
        folder = todo.pop()
        for entry in disk.entries(f"{root}/{folder}"):
            path = f"{folder}/{entry.name}" if folder else entry.name
            if path not in known or not entry.is_dir(follow_symlinks=False):
                found[path] = entry
            else:
                folders.add(path)
                if path not in sure:
                    todo.append(path)
    gone = {path for path in sure if path.rpartition("/")[0] not in sure and path not in folders}
    if gone:  # What is below is reached by a link in the place of a folder, if at all.
        below = tuple(f"{path}/" for path in gone)
        sure = {path for path in sure - gone if not path.startswith(below)}
        folders = {path for path in folders if not path.startswith(below)}
        found = {path: entry for path, entry in found.items() if not path.startswith(below)}
    return Walked(sure=sure, found=found, folders=folders)
