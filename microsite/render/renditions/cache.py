"""What was made from which picture, kept from build to build: find it, keep it, forget a person, prune.

    headers.state         fingerprint of a picture -> its header
    records/KEY.state     a job's key -> its files, whom they show, from what and with what they were made
    files/NAME            the renditions, named as they are published
    spares/               files that are being written

A record is written after its files, so an interrupted build leaves whole sets, and files that nobody names.
The names of the pictures' own files are not kept. Knows nothing of how renditions are made.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from microsite.core.dataclasses import dataclass
from microsite.core.disk import DISK, Disk
from microsite.core.files import make_folders, remove_tree
from microsite.core.fingerprints import of_file
from microsite.core.state_files import read_state, write_state
from microsite.model.renditions import Format, ImageHeader


class _UnsyncedDisk(Disk):
    """Wait for nothing: a power cut may cost a record, which costs a picture's time and is noticed."""

    def sync_one(self, path: str) -> None:
        """Wait for nothing."""


_UNSYNCED = _UnsyncedDisk()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """Describe one made file: `name` is what it is published as, `fingerprint` and `bytes` are the file's."""

    name: str
    width_px: int
    height_px: int
    format: Format
    bytes: int
    fingerprint: str
    mtime_ns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Tell what was made for the job `key`, from the bytes of which fingerprints, showing whom."""

    key: str
    sources: tuple[str, ...]
    people: tuple[str, ...]
    encoder: str
    renditions: tuple[Rendition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Lay out a cache folder."""

    cache: Path

    @property
    def headers(self) -> Path:
        """The file of all headers."""
        return self.cache / "headers.state"

    @property
    def records(self) -> Path:
        """The folder of records."""
        return self.cache / "records"

    @property
    def files(self) -> Path:
        """The folder of renditions."""
        return self.cache / "files"

    @property
    def spares(self) -> Path:
        """The folder of files being written."""
        return self.cache / "spares"

    def record(self, key: str) -> Path:
        """Place the record of a job."""
        return self.records / f"{key}.state"

    def make(self) -> None:
        """Create the folders that are not there."""
        for folder in (self.records, self.files, self.spares):
            make_folders(os.fspath(folder.absolute()), DISK)


def installed_encoder() -> str:
    """Name the installed image library by its version, without loading it or the slow importlib.metadata."""
    for folder in sys.path:
        with suppress(OSError):
            for path in Path(folder).glob("pyvips_binary-*.dist-info"):
                return path.stem
    return "libvips of the system"


def headers(cache: Path) -> dict[str, ImageHeader]:
    """Read the headers that are known, by the picture's fingerprint."""
    kept: Any = read_state(Places(cache=cache).headers)[0] or {}
    return {source: ImageHeader(**header) for source, header in kept.items()}


def keep_headers(cache: Path, known: Mapping[str, ImageHeader]) -> None:
    """Write the headers that are known."""
    kept = {source: asdict(header) for source, header in sorted(known.items())}
    write_state(Places(cache=cache).headers.absolute(), kept, _UNSYNCED)


def look_up(cache: Path, key: str, *, encoder: str) -> tuple[Record | None, bool]:
    """Find what `encoder` made for a job; and tell whether it is missing because the cache was damaged.

    Sizes and times of the files are compared; where only a time differs, as after a copy of the cache, the
    bytes are, and the time is set back so that the next build need not.
    """
    kept, damage = read_state(Places(cache=cache).record(key))
    if not isinstance(kept, dict):
        return None, bool(damage)
    record = _as_record(kept)
    if record.encoder != encoder:
        return None, False
    whole = all(_is_as_made(Places(cache=cache).files / made.name, made) for made in record.renditions)
    return (record, False) if whole else (None, True)


def keep(cache: Path, record: Record) -> None:
    """Write a record, over an earlier one of its job."""
    write_state(Places(cache=cache).record(record.key).absolute(), asdict(record), _UNSYNCED)


def forget(cache: Path, person: str) -> tuple[str, ...]:
    """Delete every rendition of the pictures that show a person, and their headers; give the files' names."""
    records = _records(cache)
    shown = {source for record in records if person in record.people for source in record.sources}
    gone = [record for record in records if person in record.people or not shown.isdisjoint(record.sources)]
    known = {source: header for source, header in headers(cache).items() if source not in shown}
    return _reduce(cache, [record for record in records if record not in gone], known)


def prune(cache: Path, *, keys: Collection[str], sources: Collection[str]) -> tuple[str, ...]:
    """Delete all but what was made for the jobs `keys` and the headers of `sources`; give the files' names.

    `sources` are fingerprints of pictures.
    """
    kept = [record for record in _records(cache) if record.key in keys]
    return _reduce(
        cache, kept, {source: header for source, header in headers(cache).items() if source in sources}
    )


def _reduce(cache: Path, records: Iterable[Record], known: Mapping[str, ImageHeader]) -> tuple[str, ...]:
    """Delete whatever these records and headers do not name."""
    places = Places(cache=cache)
    records = list(records)
    named = {made.name for record in records for made in record.renditions}
    if known != headers(cache):
        keep_headers(cache, known)
    _delete_others(places.records, {places.record(record.key).name for record in records})
    _delete_others(places.spares, set())
    return _delete_others(places.files, named)


def _delete_others(folder: Path, kept: Collection[str]) -> tuple[str, ...]:
    names = sorted(entry.name for entry in folder.iterdir()) if folder.is_dir() else []
    gone = tuple(name for name in names if name not in kept)
    for name in gone:
        remove_tree(os.fspath(folder / name), DISK)
    return gone


def _records(cache: Path) -> list[Record]:
    folder = Places(cache=cache).records
    paths = sorted(folder.glob("*.state")) if folder.is_dir() else []
    return [_as_record(kept) for path in paths if isinstance(kept := read_state(path)[0], dict)]


def _as_record(kept: dict[str, Any]) -> Record:
    return Record(
        key=kept["key"],
        sources=tuple(kept["sources"]),
        people=tuple(kept["people"]),
        encoder=kept["encoder"],
        renditions=tuple(Rendition(**made) for made in kept["renditions"]),
    )


def _is_as_made(path: Path, made: Rendition) -> bool:
    try:
        found = DISK.stat(os.fspath(path))
    except OSError:
        return False
    if found.st_size != made.bytes:
        return False
    if found.st_mtime_ns == made.mtime_ns:
        return True
    if of_file(path) != made.fingerprint:
        return False
    with suppress(OSError):
        os.utime(path, ns=(made.mtime_ns, made.mtime_ns))
    return True
