"""Folders -> a word each time something in them was saved, and where. The only user of watchfiles.

The system says when and where; nothing is looked for. Network drives do not say what other computers do to them, so
there, and where the system can watch no more, files are looked at every half second.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from microsite.core.file_names import is_ignored

QUIET_MS = 10
"""So long must nothing happen for a save to be over: editors write in several steps."""
LONGEST_MS = 200
"""So long is waited for it at most."""
SILENCE_MS = 50
"""So often is said that nothing happens."""
LOOK_S = 0.5

_MOUNTS = Path("/proc/self/mounts")
_WATCHES = Path("/proc/self/fdinfo")
_REMOTE = re.compile(
    r"9p|afs|beegfs|ceph|cifs|drvfs|fakeowner|fuse\..*|gfs2|glusterfs|lustre|ncpfs|nfs4?|ocfs2|prl_fs|smb3|smbfs|vboxsf"
    r"|virtiofs|vmhgfs"
)

Touched = frozenset[str]
"""Where something was saved; nowhere as long as nothing is."""
NOTHING: Touched = frozenset()
ANYTHING: Touched = frozenset({""})
"""It is not known where."""
Stamps = Mapping[str, tuple[int, int, int]]
Tell = Callable[[str], None]


def changes(folders: Sequence[Path], *, polls: bool, tell: Tell) -> Iterator[Touched]:
    """Yield where something was saved whenever it was, and NOTHING many times a second while nothing is.

    From the first word on nothing is missed: what is saved while the receiver is busy is yielded afterwards, together.
    A folder need not be there yet. Raises KeyboardInterrupt on Ctrl-C.
    """
    if not (polls or _is_polling_asked_for() or any(is_remote(folder) for folder in folders)):
        try:
            yield from _told_by_the_system(folders)
        except (OSError, RuntimeError) as error:  # the system watches only so many folders
            tell(f"the system does not tell what is saved: {error}")
            yield ANYTHING
    tell(f"looking for changes every {LOOK_S} seconds")
    yield from _looked_for(folders)


def is_remote(folder: Path, mounts: str | None = None) -> bool:
    """Tell whether a folder is on a drive that others change too; `mounts` is written as Linux writes its table."""
    if mounts is None:
        mounts = _MOUNTS.read_text("utf-8", "surrogateescape") if _MOUNTS.is_file() else ""
    place = Path(os.path.realpath(folder))
    kinds = {
        Path(_unescaped(row[1])): row[2] for line in mounts.splitlines() if len(row := line.split()) >= 3
    }
    nearest = max((m for m in kinds if place.is_relative_to(m)), key=lambda m: len(m.parts), default=None)
    return nearest is not None and _REMOTE.fullmatch(kinds[nearest]) is not None


def _unescaped(field: str) -> str:
    r"""Read a field of the table of mounts, in which a space is `\\040`."""
    first, *others = field.split("\\")
    return first + "".join(chr(int(part[:3], 8)) + part[3:] for part in others)


def _is_polling_asked_for() -> bool:
    return os.environ.get("WATCHFILES_FORCE_POLLING", "").lower() not in {
        "",
        "0",
        "false",
        "disable",
        "disabled",
    }


def _told_by_the_system(folders: Sequence[Path]) -> Iterator[Touched]:
    """Watch the folders that there are, and begin anew when one comes, goes or is another than it was."""
    has_begun_anew = False
    while True:
        there = _identities(folders)
        is_whole = False
        for touched in _events(sorted(there), folders):
            if _identities(folders) != there:
                break
            if not (is_whole := is_whole or _are_all_watched(there)):
                raise OSError("it watches fewer folders than there are")
            yield ANYTHING if has_begun_anew else touched
            has_begun_anew = False
        has_begun_anew = True


def _events(there: Sequence[Path], folders: Sequence[Path]) -> Iterator[Touched]:
    from watchfiles import watch

    found = watch(
        *there,
        watch_filter=lambda _, path: _is_meant(Path(path), folders),
        step=QUIET_MS,
        debounce=LONGEST_MS,
        rust_timeout=SILENCE_MS,
        yield_on_timeout=True,
        force_polling=False,
        ignore_permission_denied=True,
    )
    with suppress(FileNotFoundError):  # gone since we looked
        yield from (frozenset(place for _, place in events) for events in found)


def _are_all_watched(there: Iterable[Path]) -> bool:
    """Tell whether no folder was left out for want of watches, which notify does without a word; only Linux can say."""
    if not _WATCHES.is_dir():
        return True
    for _ in range(2):  # a folder may have come between the two counts
        watches = sum(_watches_of(file) for file in _WATCHES.iterdir())
        if watches >= sum(1 for folder in there for _ in os.walk(folder)):
            return True
        time.sleep(LOOK_S)
    return False


def _watches_of(file: Path) -> int:
    with suppress(OSError):  # closed since it was listed
        return file.read_bytes().count(b"inotify wd:")
    return 0


def _is_meant(path: Path, folders: Sequence[Path]) -> bool:
    """Tell whether a file is one that a site may be made of, and not one that an editor keeps beside it."""
    inside = (path.relative_to(folder) for folder in folders if path.is_relative_to(folder))
    return not any(is_ignored(part) for part in next(inside, Path()).parts)


def _identities(folders: Sequence[Path]) -> dict[Path, tuple[int, int]]:
    found: dict[Path, tuple[int, int]] = {}
    for folder in folders:
        with suppress(OSError):
            there = folder.stat()
            found[folder] = (there.st_dev, there.st_ino)
    return found


def _looked_for(folders: Sequence[Path]) -> Iterator[Touched]:
    """Look at the files themselves: watchfiles' own polling overlooks the second save within one second."""
    before = now = _stamps(folders)
    while True:
        yield ANYTHING if now != before else NOTHING
        time.sleep(LOOK_S)
        before, now = now, _stamps(folders)


def _stamps(folders: Sequence[Path]) -> Stamps:
    found: dict[str, tuple[int, int, int]] = {}
    for folder in folders:
        for file in (folder, *folder.rglob("*")):
            with suppress(OSError):  # gone again already, as editors' files are
                there = file.lstat()
                found[str(file)] = (there.st_mtime_ns, there.st_size, there.st_ino)
    return found
