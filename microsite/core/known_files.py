"""What an earlier scan knew of each source file: enough to tell that one was left alone since, and need not be read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from microsite.core.dataclasses import dataclass, field
from microsite.core.diagnostics import Diagnostic
from microsite.core.disk import DISK, Disk
from microsite.core.state_files import Json, read_state, write_state

if TYPE_CHECKING:
    from microsite.core.scanning import SourceFile

_MARGIN_NS = 2_000_000_000
"""How long before a scan a file must have been left alone for its times to be believed: clocks are coarse."""
FEW = 20
"""So many files are read again at each scan before what is known of all is written anew."""
_COLUMNS = {"paths": str, "sizes": int, "mtimes_ns": int, "ctimes_ns": int, "fingerprints": str}


class Stamp(NamedTuple):
    """Describe by what the disk tells that a file was touched."""

    size: int
    mtime_ns: int
    ctime_ns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFingerprints:
    """Remember the fingerprints of an earlier scan, which began at `scanned_at_ns`."""

    scanned_at_ns: int = 0
    files: Mapping[str, tuple[Stamp, str]] = field(default_factory=dict)

    def of(self, path: str, stamp: Stamp) -> str | None:
        """Give a fingerprint that is still good; None when the file must be read."""
        known = self.files.get(path)
        if known is None or known[0] != stamp:
            return None
        return known[1] if self.is_believed(stamp) else None

    def is_believed(self, stamp: Stamp) -> bool:
        """Tell whether a file was left alone for long enough, before the scan, for its times to mean something."""
        return max(stamp.mtime_ns, stamp.ctime_ns) + _MARGIN_NS < self.scanned_at_ns

    def serves(self, files: Collection[SourceFile]) -> bool:
        """Tell whether this still serves after a scan: no file is gone, and few of those found must be read."""
        known = [file for file in files if file.path in self.files]
        to_read = len(files) - sum(self.of(file.path, file.stamp) is not None for file in known)
        return bool(self.files) and len(known) == len(self.files) and to_read <= FEW


def recall(path: Path, disk: Disk = DISK) -> tuple[KnownFingerprints, tuple[Diagnostic, ...]]:
    """Give what `remember` kept; nothing, perhaps with a notice, if that is damaged. Raises OSError."""
    value, notices = read_state(path, disk)
    if isinstance(value, dict) and isinstance(scanned_at_ns := value.get("scanned_at_ns"), int):
        columns = [_column(value.get(name), kind) for name, kind in _COLUMNS.items()]
        if len({len(column) for column in columns}) == 1:
            rows = zip(*columns, strict=True)
            files = {path: (Stamp(size, mtime, ctime), made) for path, size, mtime, ctime, made in rows}
            return KnownFingerprints(scanned_at_ns=scanned_at_ns, files=files), notices
    return KnownFingerprints(), notices


def remember(files: Iterable[SourceFile], path: Path, *, scanned_at_ns: int, disk: Disk = DISK) -> None:
    """Keep the fingerprints of a scan that began at `scanned_at_ns` (of `disk.now_ns()`). Raises OSError."""
    rows = [(file.path, *file.stamp, file.fingerprint) for file in files]
    columns = zip(*rows, strict=True) if rows else ((),) * len(_COLUMNS)
    write_state(path, {"scanned_at_ns": scanned_at_ns, **dict(zip(_COLUMNS, columns, strict=True))}, disk)


def _column(value: Json, kind: type) -> list[Any]:
    return value if isinstance(value, list) and {type(each) for each in value} <= {kind} else []
